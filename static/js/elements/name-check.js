// <name-check data-address="/names/"><input name="name"><div class="name-check__said" role="status"></div></name-check>
// Asks the server, a moment after the last letter, whether a name can be borne; its ideas can be taken by a press.
class NameCheck extends HTMLElement {
  connectedCallback() {
    this.field = this.querySelector("input");
    this.said = this.querySelector(".name-check__said");
    this.field.addEventListener("input", () => {
      clearTimeout(this.waiting);
      this.waiting = setTimeout(() => this.ask(), 500);
    });
    this.said.addEventListener("click", (event) => {
      const idea = event.target.closest("[data-name]");
      if (!idea) return;
      this.field.value = idea.dataset.name;
      this.field.focus();
      this.ask();
    });
  }

  async ask() {
    const name = this.field.value;
    if (!name.trim()) return this.say("");
    const token = this.field.form.elements.csrfmiddlewaretoken.value;
    try {
      const body = new URLSearchParams({ name, csrfmiddlewaretoken: token });
      const answer = await fetch(this.dataset.address, { method: "POST", body });
      if (name === this.field.value) this.say(answer.ok ? await answer.text() : "");
    } catch {
      this.say("");
    }
  }

  say(words) {
    this.said.innerHTML = words;
  }
}

customElements.define("name-check", NameCheck);
