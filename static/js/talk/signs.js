// The signs of support under a message: chips with a word and how many gave it. One's own are pressed.
export class Signs {
  constructor(talk) {
    this.talk = talk;
    this.words = new Map([...talk.querySelectorAll("[data-menu] [data-kind]")].map((one) => [one.dataset.kind, one.textContent]));
    talk.list.log.addEventListener("click", (event) => {
      const chip = event.target.closest("[data-signs] .chip");
      if (!chip) return;
      event.preventDefault();
      this.give(chip.closest(".message"), chip.value);
    });
  }

  mine(item) {
    return new Set([...item.querySelectorAll('[data-signs] .chip[aria-pressed="true"]')].map((chip) => chip.value));
  }

  async give(item, kind) {
    const on = this.mine(item).has(kind) ? 0 : 1;
    try {
      const address = `${this.talk.doors.message(item.dataset.id)}react/`;
      const { reactions, mine, revision } = await this.talk.doors.change(address, { kind, on });
      if (revision < Number(item.dataset.revision ?? 0)) return; // what is newer has been heard
      item.dataset.revision = revision;
      this.draw(item, reactions, new Set(mine));
    } catch (error) {
      const text = error.message || this.talk.dataset.wordsFailed;
      document.dispatchEvent(new CustomEvent("cairn:toast", { detail: { text } }));
    }
  }

  hear(item, { reactions, by, kind, on }) {
    const mine = this.mine(item);
    if (by === this.talk.me) on ? mine.add(kind) : mine.delete(kind);
    this.draw(item, reactions, mine);
  }

  draw(item, reactions, mine) {
    const place = item.querySelector("[data-signs]");
    if (!place) return;
    const known = new Map([...place.querySelectorAll(".chip")].map((chip) => [chip.value, chip]));
    const focused = document.activeElement;
    const chips = [...this.words.keys()].filter((kind) => reactions[kind] > 0).map((kind) => {
      const chip = known.get(kind) ?? this.#chip(item, kind);
      chip.setAttribute("aria-pressed", mine.has(kind));
      chip.querySelector(".chip__count").textContent = reactions[kind];
      return chip;
    });
    const atEnd = this.talk.list.atEnd;
    const seen = place.querySelector(".message__seen");
    place.replaceChildren(...chips, ...(seen ? [seen] : []));
    if (focused?.isConnected) focused.focus();
    if (atEnd) this.talk.list.toEnd();
  }

  #chip(item, kind) {
    const chip = Object.assign(document.createElement("button"), { className: "chip", type: "submit", name: "kind", value: kind });
    chip.setAttribute("form", "talk-signs");
    chip.formAction = `${this.talk.doors.message(item.dataset.id)}react/`;
    const count = Object.assign(document.createElement("span"), { className: "chip__count" });
    chip.append(this.words.get(kind), " ", count);
    return chip;
  }
}
