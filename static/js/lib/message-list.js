// The list of a conversation: one <li> a message, in the order of their numbers, with days between them.
// The server's templates make the first ones, <template data-message> and <template data-day> the rest.
import { showPicture } from "../talk/picture.js";

const FOLLOWS_WITHIN = 5 * 60 * 1000;
const NEAR_THE_END = 120;

const dayOf = (at) => new Date(at).toDateString();

// As kit/templatetags/design.py has it: "Wren" is W, "Evening Circle" is EC.
const initials = (name) =>
  name
    .split(/\s+/)
    .filter((word) => /^[\p{L}\p{N}]/u.test(word))
    .slice(0, 2)
    .map((word) => [...word][0])
    .join("")
    .toUpperCase();

export class MessageList {
  constructor(talk, me) {
    this.log = talk.querySelector(".chat__log");
    this.empty = talk.querySelector(".chat__empty");
    this.message = talk.querySelector("template[data-message]");
    this.day = talk.querySelector("template[data-day]");
    this.foot = talk.querySelector(".chat__writing");
    this.me = me;
  }

  get messages() {
    return [...this.log.querySelectorAll(".message")];
  }

  find(seq) {
    return this.log.querySelector(`.message[data-seq="${seq}"]`);
  }

  mine(mark) {
    return this.log.querySelector(`.message[data-client="${mark}"][data-author="${this.me}"]`);
  }

  // Puts a message where its number belongs; one without a number stands at the end. Returns its <li>.
  put(frame) {
    const there = (frame.seq && this.find(frame.seq)) || (frame.author === this.me && this.mine(frame.client_id));
    const atEnd = this.atEnd;
    const item = there || this.message.content.firstElementChild.cloneNode(true);
    this.#fill(item, frame);
    const next = this.messages.find((other) => other !== item && this.#before(item, other));
    if (!there || this.#before(item, item.previousElementSibling) || next?.previousElementSibling !== item) {
      this.log.insertBefore(item, next ?? null);
    }
    this.arrange();
    if (atEnd) this.toEnd();
    return item;
  }

  // Older ones come above; what the reader looks at stays where it is, and nothing is read aloud.
  putOlder(frames) {
    const height = this.log.scrollHeight;
    const top = this.log.scrollTop;
    const page = document.scrollingElement;
    const pageHeight = page.scrollHeight;
    const region = this.log.closest("[role=log]");
    region.setAttribute("aria-live", "off");
    const first = this.log.firstElementChild;
    for (const frame of frames) {
      if (frame.type === "removed" || this.find(frame.seq)) continue;
      const item = this.message.content.firstElementChild.cloneNode(true);
      this.#fill(item, frame);
      this.log.insertBefore(item, first);
    }
    this.arrange();
    if (this.#scrollsItself) this.log.scrollTop = top + this.log.scrollHeight - height;
    else page.scrollTop += page.scrollHeight - pageHeight;
    setTimeout(() => region.setAttribute("aria-live", "polite"), 1000);
  }

  remove(seq, words) {
    const item = this.find(seq);
    if (!item) return;
    item.classList.add("message--gone");
    item.querySelector(".bubble").replaceChildren(Object.assign(document.createElement("p"), { textContent: words }));
    item.querySelector(".message__foot")?.remove();
  }

  // Days, and who goes on speaking: decided anew from what stands there.
  arrange() {
    for (const day of this.log.querySelectorAll(".chat__day")) day.remove();
    let before = null;
    for (const item of this.messages) {
      const { at, author } = item.dataset;
      const newDay = !before || dayOf(before.dataset.at) !== dayOf(at);
      if (newDay) this.log.insertBefore(this.#dayMark(at), item);
      const soon = before && new Date(at) - new Date(before.dataset.at) < FOLLOWS_WITHIN;
      item.classList.toggle("message--follows", Boolean(!newDay && soon && before.dataset.author === author));
      before = item;
    }
    this.empty.hidden = before !== null;
  }

  get #scrollsItself() {
    return getComputedStyle(this.log).overflowY !== "visible";
  }

  // On a wide page the list scrolls by itself; on a phone the page does, and the composer ends it.
  get atEnd() {
    if (!this.#scrollsItself) return this.foot.getBoundingClientRect().bottom - innerHeight < NEAR_THE_END;
    return this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < NEAR_THE_END;
  }

  toEnd() {
    if (this.#scrollsItself) this.log.scrollTop = this.log.scrollHeight;
    else this.foot.scrollIntoView({ block: "end" });
  }

  #before(item, other) {
    if (!other?.dataset.at) return false;
    return Number(item.dataset.seq || Infinity) < Number(other.dataset.seq || Infinity);
  }

  #fill(item, frame) {
    const own = frame.author === this.me;
    Object.assign(item.dataset, { author: frame.author, client: frame.client_id, at: frame.sent_at });
    if (frame.seq) {
      item.dataset.seq = frame.seq;
      item.dataset.id = frame.id;
      item.id = `m${frame.seq}`;
      const back = encodeURIComponent(location.pathname);
      item.querySelector(".message__report").href = `/report/message/${frame.id}/?back=${back}`;
    }
    item.classList.toggle("message--mine", own);
    item.classList.remove("message--waiting", "message--unsent", "message--gone");
    item.querySelector(".message__foot[data-sending]")?.remove();
    const face = item.querySelector(".avatar");
    face.dataset.hue = frame.hue;
    face.textContent = initials(frame.name);
    item.querySelector(".message__by b").textContent = frame.name;
    const bubble = item.querySelector(".bubble");
    if (frame.html === undefined) bubble.replaceChildren(...paragraphs(frame.body));
    else bubble.innerHTML = frame.html; // made safe by the server when it was written
    if (frame.picture) showPicture(item, frame.picture, frame.conversation);
    this.#clock(item.querySelector("local-time"), frame.sent_at);
  }

  #dayMark(at) {
    const mark = this.day.content.firstElementChild.cloneNode(true);
    this.#clock(mark.querySelector("local-time"), at);
    return mark;
  }

  // <local-time> reads its time when it comes into the page.
  #clock(clock, at) {
    const time = clock.querySelector("time");
    if (time.dateTime === at) return;
    time.dateTime = at;
    if (clock.isConnected) clock.connectedCallback?.();
  }
}

const paragraphs = (body) =>
  body.split(/\n{2,}/).map((text) => {
    const paragraph = document.createElement("p");
    text.split("\n").forEach((line, n) => {
      if (n) paragraph.append(document.createElement("br"));
      paragraph.append(line);
    });
    return paragraph;
  });
