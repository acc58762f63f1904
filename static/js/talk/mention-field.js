// <mention-field>: after "@" it offers the names of those who are here. Without it a name is simply typed.
// While names are shown the textarea beside it works as a combobox (ARIA Authoring Practices); it keeps the role of a
// text field, since no other is allowed for words of several lines.
const WAIT = 120;
const LONGEST = 40;

const initials = (name) =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => [...word][0]?.toUpperCase() ?? "")
    .join("");

class MentionField extends HTMLElement {
  #timer = 0;
  #asked = 0;
  #known = new Map();
  #chosen = 0;
  #people = [];

  connectedCallback() {
    this.form = this.closest("form");
    this.field = this.form?.querySelector("textarea");
    this.list = this.querySelector("[role=listbox]");
    this.option = this.querySelector("template").content.firstElementChild;
    this.#findMe();
    if (!this.field) return;
    this.field.addEventListener("input", () => this.#look());
    this.field.addEventListener("click", () => this.open && this.#look());
    this.field.addEventListener("blur", () => this.#close());
    // Before the page's own: while names are shown, Enter takes one and sends nothing.
    this.form.addEventListener("keydown", (event) => this.#key(event), true);
    // A press must not take the focus away: the keyboard of a phone would go and come.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.#take(this.#people[[...this.list.children].indexOf(option)]);
    });
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
    this.watcher?.disconnect();
  }

  // Where I am named, in what is there and in what comes.
  #findMe() {
    const talk = this.closest("live-talk");
    const log = talk?.querySelector(".chat__log");
    if (!log) return;
    const mine = `.mention[data-participant="${Number(talk.dataset.me)}"]:not(.mention--me)`;
    const mark = () => log.querySelectorAll(mine).forEach((name) => name.classList.add("mention--me"));
    this.watcher = new MutationObserver(mark);
    this.watcher.observe(log, { childList: true, subtree: true });
    mark();
  }

  get open() {
    return !this.list.hidden;
  }

  // What was typed after the last "@" before the cursor, or null.
  get #begun() {
    const before = this.field.value.slice(0, this.field.selectionStart);
    const found = /(?<![\p{L}\p{N}_])@([\p{L}\p{N}_'’. -]*)$/u.exec(before);
    return found && found[1].length <= LONGEST && !/^\s|\s\s/.test(found[1]) ? found[1] : null;
  }

  #look() {
    clearTimeout(this.#timer);
    const begun = this.#begun;
    if (begun === null || this.field.selectionStart !== this.field.selectionEnd) {
      this.#close();
      return;
    }
    this.#timer = setTimeout(() => this.#ask(begun), this.#known.has(begun) ? 0 : WAIT);
  }

  async #ask(begun) {
    const turn = (this.#asked += 1);
    try {
      if (!this.#known.has(begun)) {
        const address = `${this.dataset.url}?q=${encodeURIComponent(begun)}`;
        const answer = await fetch(address, { headers: { Accept: "application/json" } });
        if (!answer.ok) return;
        this.#known.set(begun, await answer.json());
      }
      if (turn === this.#asked && this.#begun === begun) this.#show(this.#known.get(begun));
    } catch {
      this.#close(); // without a connection the name is typed
    }
  }

  #show(people) {
    this.#people = people;
    if (!people.length || document.activeElement !== this.field) {
      this.#close();
      return;
    }
    const options = people.map(({ name, hue }, n) => {
      const option = this.option.cloneNode(true);
      option.id = `${this.list.id}-${n}`;
      const face = option.querySelector(".avatar");
      face.dataset.hue = hue;
      face.textContent = initials(name);
      option.querySelector("b").textContent = name;
      return option;
    });
    this.list.replaceChildren(...options);
    this.list.hidden = false;
    const { field } = this;
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-haspopup", "listbox");
    field.setAttribute("aria-controls", this.list.id);
    this.#choose(0);
    const words = people.length === 1 ? this.dataset.wordsOne : this.dataset.wordsMany;
    this.querySelector("[role=status]").textContent = words.replace("{count}", people.length);
  }

  #close() {
    clearTimeout(this.#timer);
    this.#asked += 1;
    if (!this.open) return;
    this.list.hidden = true;
    this.querySelector("[role=status]").textContent = "";
    const marks = ["aria-autocomplete", "aria-haspopup", "aria-controls"];
    for (const mark of [...marks, "aria-activedescendant"]) this.field.removeAttribute(mark);
  }

  #choose(n) {
    const options = [...this.list.children];
    this.#chosen = (n + options.length) % options.length;
    options.forEach((option, at) => option.setAttribute("aria-selected", String(at === this.#chosen)));
    options[this.#chosen].scrollIntoView({ block: "nearest" });
    this.field.setAttribute("aria-activedescendant", options[this.#chosen].id);
  }

  #key(event) {
    if (!this.open || event.target !== this.field || event.isComposing) return;
    const { key } = event;
    if (key === "ArrowDown") this.#choose(this.#chosen + 1);
    else if (key === "ArrowUp") this.#choose(this.#chosen - 1);
    else if ((key === "Enter" || key === "Tab") && !event.shiftKey) this.#take(this.#people[this.#chosen]);
    else if (key === "Escape") this.#close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #take({ name }) {
    const { field } = this;
    const end = field.selectionStart;
    const start = end - this.#begun.length - 1;
    const after = field.value.slice(end);
    field.setRangeText(`@${name}${/^\s/.test(after) ? "" : " "}`, start, end, "end");
    this.#close();
    field.dispatchEvent(new Event("input", { bubbles: true }));
    this.#close();
  }
}

customElements.define("mention-field", MentionField);
