// How far I have read, and how many others have read my newest words. Who gives no such sign tells the socket nothing:
// their own place is kept by an ordinary request when they leave the page.
import { socket } from "../lib/socket.js";

const SOON = 1000;

export class Seen {
  constructor(talk) {
    this.talk = talk;
    this.told = 0;
    this.others = new Map();
    document.addEventListener("visibilitychange", () => (document.visibilityState === "hidden" ? this.#keep() : this.say()));
    addEventListener("pagehide", () => this.#keep());
  }

  // May change while the page is open.
  get off() {
    return "seenOff" in this.talk.dataset;
  }

  get #reading() {
    return document.visibilityState === "visible" && this.talk.joined && this.talk.list.atEnd;
  }

  say() {
    if (!this.#reading || this.timer || this.talk.seq <= this.told) return;
    if (this.off) {
      this.mine = this.talk.seq;
      return;
    }
    this.timer = setTimeout(() => {
      this.timer = 0;
      const { conversation, seq } = this.talk;
      if (this.#reading && socket.send({ type: "seen", conversation, seq })) this.told = seq;
    }, SOON);
  }

  #keep() {
    if (!this.off || !this.mine || this.mine <= this.told) return;
    this.told = this.mine;
    this.talk.doors.change(`${this.talk.doors.root}seen/`, { seq: this.mine }, { keepalive: true }).catch(() => {});
  }

  async ask() {
    this.told = 0;
    if (!this.talk.list.lastMine?.dataset.seq) return;
    try {
      const { marks } = await this.talk.doors.read(`${this.talk.doors.root}seen/`);
      for (const [author, seq] of Object.entries(marks)) this.#learn(Number(author), seq);
      this.show();
    } catch {
      // it is told again with the next mark
    }
  }

  hear({ author, seq }) {
    this.#learn(author, seq);
    this.show();
  }

  #learn(author, seq) {
    if (author !== this.talk.me) this.others.set(author, Math.max(seq, this.others.get(author) ?? 0));
  }

  // Under my newest words alone.
  show() {
    const item = this.talk.list.lastMine;
    const mine = Number(item?.dataset.seq);
    const number = mine ? [...this.others.values()].filter((seq) => seq >= mine).length : 0;
    const old = this.talk.list.log.querySelector(".message__seen");
    if (old && (old.parentElement !== item?.querySelector("[data-signs]") || !number)) old.remove();
    if (!number) return;
    const words = this.talk.dataset.wordsSeen.replace("{number}", number);
    const shown = item.querySelector(".message__seen") ?? Object.assign(document.createElement("span"), { className: "message__seen" });
    if (shown.textContent !== words) shown.textContent = words;
    if (shown.isConnected) return;
    const { atEnd } = this.talk.list;
    item.querySelector("[data-signs]").append(shown);
    if (atEnd && this.talk.joined) this.talk.list.toEnd();
  }
}
