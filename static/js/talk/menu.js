// What can be done with a message: a menu beside it, by pointer, touch or keyboard. Arrow keys go from message to message.
const LONG_PRESS = 500;

const say = (text) => document.dispatchEvent(new CustomEvent("cairn:toast", { detail: { text } }));

export class Menu {
  constructor(talk) {
    this.talk = talk;
    this.menu = talk.querySelector("[data-menu]");
    if (!this.menu.showPopover) return; // the links lead to the message's own page
    this.log = talk.list.log;
    this.log.addEventListener("click", (event) => {
      const more = event.target.closest(".message__more");
      if (!more || event.ctrlKey || event.metaKey || event.shiftKey || !more.closest(".message").dataset.id) return;
      event.preventDefault();
      this.open(more);
    });
    this.log.addEventListener("keydown", (event) => this.#walk(event));
    this.menu.addEventListener("keydown", (event) => this.#walkInside(event));
    this.menu.addEventListener("click", (event) => this.#chosen(event));
    this.menu.addEventListener("toggle", ({ newState }) => newState === "closed" && this.#closed());
    this.log.addEventListener("pointerdown", (event) => this.#press(event));
    for (const end of ["pointerup", "pointercancel", "pointermove", "scroll"]) {
      this.log.addEventListener(end, () => clearTimeout(this.pressing), { passive: true });
    }
    addEventListener("scroll", () => this.menu.matches(":popover-open") && this.menu.hidePopover(), { passive: true });
  }

  open(more) {
    this.more = more;
    this.item = more.closest(".message");
    const mine = this.item.classList.contains("message--mine");
    for (const part of this.menu.querySelectorAll("[data-for]")) part.hidden = (part.dataset.for === "mine") !== mine;
    const given = this.talk.signs.mine(this.item);
    for (const sign of this.menu.querySelectorAll("[data-kind]")) sign.setAttribute("aria-checked", given.has(sign.dataset.kind));
    const page = more.getAttribute("href");
    const [address, query] = page.split("?");
    const links = { page, take: `${address}remove/?${query}`, report: `/report/message/${this.item.dataset.id}/?back=${encodeURIComponent(location.pathname)}` };
    for (const [act, href] of Object.entries(links)) this.menu.querySelector(`[data-act=${act}]`)?.setAttribute("href", href);
    this.menu.showPopover();
    this.#place();
    this.#items[0]?.focus();
  }

  // Back to where it was opened from, unless what was chosen has led elsewhere.
  #closed() {
    const { activeElement } = document;
    const left = activeElement === document.body || this.menu.contains(activeElement);
    if (left && this.more?.isConnected) this.more.focus({ preventScroll: true });
  }

  get #items() {
    return [...this.menu.querySelectorAll("[role^=menuitem]")].filter((part) => !part.hidden);
  }

  // Beside the message where there is room; on a phone the stylesheet puts it at the bottom.
  #place() {
    if (matchMedia("(max-width: 860px)").matches) {
      this.menu.style.inset = "";
      return;
    }
    const at = this.more.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = this.menu;
    const left = Math.min(Math.max(8, at.right - width / 2), innerWidth - width - 8);
    const top = at.bottom + height + 12 > innerHeight ? Math.max(8, at.top - height - 4) : at.bottom + 4;
    this.menu.style.inset = `${top}px auto auto ${left}px`;
  }

  #press(event) {
    clearTimeout(this.pressing);
    const item = event.pointerType === "touch" && !event.target.closest("a, button") && event.target.closest(".message[data-id]");
    const more = item && !item.classList.contains("message--gone") && item.querySelector(".message__more");
    if (more) this.pressing = setTimeout(() => this.open(more), LONG_PRESS);
  }

  #walk(event) {
    const way = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!way || event.target.matches("input, textarea")) return;
    const all = [...this.log.querySelectorAll(".message[data-id]:not(.message--gone) .message__more")];
    const now = all.indexOf(event.target.closest(".message")?.querySelector(".message__more"));
    const next = now < 0 ? all.at(-1) : all[now + way];
    if (!next) return;
    event.preventDefault();
    next.focus();
    next.closest(".message").scrollIntoView({ block: "nearest" });
  }

  #walkInside(event) {
    const way = { ArrowUp: -1, ArrowDown: 1, ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!way) return;
    event.preventDefault();
    const items = this.#items;
    items[(items.indexOf(document.activeElement) + way + items.length) % items.length].focus();
  }

  async #chosen(event) {
    const part = event.target.closest("[role^=menuitem]");
    if (!part || part.matches("a")) return;
    const { item, talk } = this;
    this.menu.hidePopover();
    if (part.dataset.kind) return void talk.signs.give(item, part.dataset.kind);
    try {
      await this[part.dataset.act](item);
    } catch (error) {
      say(error.message || talk.dataset.wordsFailed);
    }
  }

  reply(item) {
    this.talk.bar?.answer(item);
  }

  async edit(item) {
    await this.talk.bar?.edit(item);
  }

  async copy(item) {
    const { seq } = item.dataset;
    // Only on an address that is encrypted; elsewhere the message's own page has the link to copy by hand.
    if (!navigator.clipboard) return void location.assign(item.querySelector(".message__more").href);
    await navigator.clipboard.writeText(`${location.origin}${location.pathname}?at=${seq}#m${seq}`);
    say(this.talk.dataset.wordsCopied);
  }

  async remove(item) {
    const { dataset, doors, list } = this.talk;
    const { seq, id } = item.dataset;
    await doors.change(`${doors.message(id)}remove/`);
    const undo = Object.assign(document.createElement("button"), {
      type: "button",
      className: "button button--quiet button--small",
      textContent: dataset.wordsUndo,
    });
    undo.addEventListener("click", () =>
      doors
        .change(`${doors.message(id)}restore/`)
        .then((frame) => {
          const focused = document.activeElement;
          list.put(frame);
          if (!focused?.isConnected || focused === document.body) list.find(seq)?.querySelector(".message__more")?.focus({ preventScroll: true });
        })
        .catch((error) => say(error.message || dataset.wordsFailed)),
    );
    list.remove(seq, dataset.wordsYouRemoved, " ", undo);
    undo.focus();
  }
}
