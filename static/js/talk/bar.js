// The bar above the composer: what is being answered, or that one's own words are being said better.
export class Bar {
  constructor(talk) {
    this.talk = talk;
    this.bar = talk.form.querySelector("[data-bar]");
    this.field = talk.form.elements.reply_to;
    this.answering = null;
    this.editing = null;
    this.bar.querySelector("[data-bar-close]").addEventListener("click", (event) => {
      event.preventDefault();
      this.close();
      talk.field.focus();
    });
    talk.field.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !this.bar.hidden) this.close();
    });
    if (this.field.value) this.answering = { id: Number(this.field.value) };
  }

  answer(item) {
    this.close();
    const { id, seq } = item.dataset;
    this.answering = { id: Number(id), seq: Number(seq) };
    this.field.value = id;
    const name = item.querySelector(".message__by b").textContent;
    const words = item.querySelector(".bubble").textContent.trim().slice(0, 140) || this.talk.dataset.wordsPicture;
    this.#show(this.talk.dataset.wordsReply.replace("{name}", name), words);
  }

  // Throws where the words cannot be had just now.
  async edit(item) {
    const frame = await this.talk.doors.read(this.talk.doors.message(item.dataset.id));
    this.close();
    this.editing = { id: frame.id, before: this.talk.field.value };
    this.talk.field.value = frame.body;
    this.#show(this.talk.dataset.wordsEditing, "");
  }

  // Gives back what was in the composer before.
  close() {
    if (this.editing) this.talk.field.value = this.editing.before;
    this.answering = null;
    this.editing = null;
    this.field.value = "";
    this.bar.hidden = true;
  }

  #show(name, words) {
    const bold = Object.assign(document.createElement("b"), { textContent: name });
    this.bar.querySelector("[data-bar-words]").replaceChildren(bold, " ", words);
    this.bar.hidden = false;
    this.talk.field.focus();
  }
}
