// The doors of a conversation, for a page's script: JSON where it reads, the form's own token where it changes something.
// Without a line the browser's own words are for nobody to read.
async function ask(address, options) {
  try {
    return await fetch(address, options);
  } catch {
    throw new Error("");
  }
}

export class Doors {
  constructor(conversation) {
    this.root = `/conversations/${conversation}/`;
  }

  message(id) {
    return `${this.root}messages/${id}/`;
  }

  async read(address) {
    const response = await ask(address, { headers: { Accept: "application/json" } });
    if (!response.ok) throw new Error("");
    return response.json();
  }

  messages(query) {
    return this.read(`${this.root}messages/?${query}`);
  }

  // Throws an Error with the reason for a person as its message, where the site gave one.
  async change(address, fields = {}, more = {}) {
    const body = new URLSearchParams(fields);
    body.set("csrfmiddlewaretoken", document.querySelector("#talk-signs [name=csrfmiddlewaretoken]").value);
    const response = await ask(address, { method: "POST", body, headers: { Accept: "application/json" }, ...more });
    const answer = response.status === 204 ? {} : await response.json().catch(() => ({}));
    if (!response.ok) throw new Error(answer.reason ?? "");
    return answer;
  }
}
