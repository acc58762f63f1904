// The doors of a conversation, for a page's script: JSON where it reads, the form's own token where it changes something.
export class Doors {
  constructor(conversation) {
    this.root = `/conversations/${conversation}/`;
  }

  message(id) {
    return `${this.root}messages/${id}/`;
  }

  async read(address) {
    const response = await fetch(address, { headers: { Accept: "application/json" } });
    if (!response.ok) throw new Error(response.status);
    return response.json();
  }

  messages(query) {
    return this.read(`${this.root}messages/?${query}`);
  }

  // Throws an Error with the reason for a person as its message, where the site gave one.
  async change(address, fields = {}, more = {}) {
    const body = new URLSearchParams(fields);
    body.set("csrfmiddlewaretoken", document.querySelector("#talk-signs [name=csrfmiddlewaretoken]").value);
    const response = await fetch(address, { method: "POST", body, headers: { Accept: "application/json" }, ...more });
    const answer = response.status === 204 ? {} : await response.json().catch(() => ({}));
    if (!response.ok) throw new Error(answer.reason ?? "");
    return answer;
  }
}
