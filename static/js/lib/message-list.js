// The list of a conversation: one <li> a message, in the order of their numbers, with days between them.
// The server's templates make the first ones, <template data-message>, -quote and -day the rest. A message that comes
// touches its neighbours alone, however long the list is.
import { showPicture } from "../talk/picture.js";

const FOLLOWS_WITHIN = 5 * 60 * 1000;
const NEAR_THE_END = 120;
const QUIET_FOR = 1000;
const SPOKEN_WITHIN = 1500;

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

const isMessage = (item) => item?.classList.contains("message");

const beside = (item, way) => {
  let other = item[way];
  while (other && !isMessage(other)) other = other[way];
  return other;
};

const paragraphs = (body) =>
  body.split(/\n{2,}/).map((text) => {
    const paragraph = document.createElement("p");
    text.split("\n").forEach((line, n) => {
      if (n) paragraph.append(document.createElement("br"));
      paragraph.append(line);
    });
    return paragraph;
  });

export class MessageList {
  constructor(talk, me, conversation) {
    this.talk = talk;
    this.log = talk.querySelector(".chat__log");
    this.region = this.log.closest("[role=log]");
    this.empty = talk.querySelector(".chat__empty");
    this.message = talk.querySelector("template[data-message]");
    this.quote = talk.querySelector("template[data-quote]");
    this.day = talk.querySelector("template[data-day]");
    this.foot = talk.querySelector(".chat__writing");
    this.me = me;
    this.conversation = conversation;
    this.log.addEventListener("click", (event) => this.#follow(event));
  }

  get messages() {
    return [...this.log.querySelectorAll(":scope > .message")];
  }

  get first() {
    return this.log.querySelector(":scope > .message[data-seq]");
  }

  get last() {
    return [...this.log.querySelectorAll(":scope > .message[data-seq]")].at(-1);
  }

  get lastMine() {
    const mine = this.log.querySelectorAll(":scope > .message--mine[data-seq]:not(.message--gone)");
    return mine[mine.length - 1];
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
    let next = null;
    for (let other = this.log.lastElementChild; other; other = other.previousElementSibling) {
      if (other === item || !isMessage(other)) continue;
      if (!this.#before(item, other)) break;
      next = other;
    }
    if (!there) this.#speak(item, frame.author !== this.me);
    if (!there || beside(item, "nextElementSibling") !== next) this.log.insertBefore(item, next);
    this.#settle(item);
    if (atEnd) this.toEnd();
    return item;
  }

  // A message is read aloud once, when it comes, and not again when a sign or other words come to it. One's own is not.
  #speak(item, aloud) {
    if (aloud) setTimeout(() => item.setAttribute("aria-live", "off"), SPOKEN_WITHIN);
    else item.setAttribute("aria-live", "off");
  }

  // Takes a message out that was not sent.
  drop(item) {
    item.remove();
    this.arrange();
  }

  // Older ones come above; what the reader looks at stays where it is, and nothing is read aloud.
  putOlder(frames) {
    const height = this.log.scrollHeight;
    const top = this.log.scrollTop;
    const page = document.scrollingElement;
    const pageHeight = page.scrollHeight;
    this.#silently(() => {
      const first = this.log.firstElementChild;
      const items = frames.filter(({ seq }) => !this.find(seq)).map((frame) => this.#made(frame));
      for (const item of items) this.log.insertBefore(item, first);
      for (const item of items) this.#settle(item);
    });
    if (this.#scrollsItself) this.log.scrollTop = top + this.log.scrollHeight - height;
    else page.scrollTop += page.scrollHeight - pageHeight;
  }

  // Later ones come below, on a page that was opened further up.
  putNewer(frames) {
    this.#silently(() => {
      for (const frame of frames) {
        if (this.find(frame.seq)) continue;
        const item = this.#made(frame);
        this.log.append(item);
        this.#settle(item);
      }
    });
  }

  #silently(work) {
    this.region.setAttribute("aria-live", "off");
    work();
    clearTimeout(this.loud);
    this.loud = setTimeout(() => this.region.setAttribute("aria-live", "polite"), QUIET_FOR);
  }

  #made(frame) {
    const item = this.message.content.firstElementChild.cloneNode(true);
    this.#fill(item, frame);
    this.#speak(item, false);
    return item;
  }

  remove(seq, words, ...more) {
    const item = this.find(seq);
    if (!item) return;
    item.classList.add("message--gone");
    const paragraph = document.createElement("p");
    paragraph.append(words, ...more);
    item.querySelector(".bubble").replaceChildren(paragraph);
    for (const part of item.querySelectorAll(".message__foot, .message__quote")) part.remove();
    item.querySelector("[data-signs]")?.replaceChildren();
    for (const link of this.log.querySelectorAll(`[data-quotes="${seq}"] a`)) link.replaceWith(this.talk.dataset.wordsGone);
  }

  // Days, and who goes on speaking, for all that stands there: the server's clock may be in another zone.
  arrange() {
    for (const day of this.log.querySelectorAll(".chat__day")) day.remove();
    for (const item of this.messages) {
      this.#relate(item);
      if (item.dataset.seq && !item.hasAttribute("aria-live")) this.#speak(item, false);
    }
    this.empty.hidden = this.log.querySelector(".message") !== null;
  }

  // The same for one that came, and the one after it.
  #settle(item) {
    this.#relate(item);
    const next = beside(item, "nextElementSibling");
    if (next) this.#relate(next);
    this.empty.hidden = true;
  }

  #relate(item) {
    const before = beside(item, "previousElementSibling");
    const { at, author } = item.dataset;
    const newDay = !before || dayOf(before.dataset.at) !== dayOf(at);
    let mark = item.previousElementSibling;
    while (mark && !isMessage(mark) && !mark.matches(".chat__day")) mark = mark.previousElementSibling;
    const day = mark?.matches(".chat__day") ? mark : null;
    if (newDay && !day) {
      const above = item.previousElementSibling?.matches(".chat__new") ? item.previousElementSibling : item;
      this.log.insertBefore(this.#dayMark(at), above);
    }
    if (!newDay && day) day.remove();
    const soon = before && new Date(at) - new Date(before.dataset.at) < FOLLOWS_WITHIN;
    const quotes = item.querySelector(".message__quote");
    item.classList.toggle("message--follows", Boolean(!newDay && soon && !quotes && before.dataset.author === author));
  }

  get #scrollsItself() {
    return getComputedStyle(this.log).overflowY !== "visible";
  }

  // On a wide page the list scrolls by itself; on a phone the page does, and the composer ends it.
  get scroller() {
    return this.#scrollsItself ? this.log : document;
  }

  get atEnd() {
    if (!this.#scrollsItself) return this.foot.getBoundingClientRect().bottom - innerHeight < NEAR_THE_END;
    return this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < NEAR_THE_END;
  }

  // Twice: what had not been drawn yet has its true height only afterwards.
  toEnd() {
    this.#end();
    requestAnimationFrame(() => this.#end());
  }

  #end() {
    if (this.#scrollsItself) this.log.scrollTop = this.log.scrollHeight;
    else this.foot.scrollIntoView({ block: "end" });
  }

  // A quote leads to its message on this page, where it is on it.
  #follow(event) {
    const quote = event.target.closest(".message__quote a")?.closest("[data-quotes]");
    const there = quote && this.find(quote.dataset.quotes);
    if (!there || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.show(there);
  }

  // Shows a message and marks it for a moment.
  show(item) {
    item.scrollIntoView({ block: "center" });
    item.classList.add("message--shown");
    setTimeout(() => item.classList.remove("message--shown"), 2500);
  }

  #before(item, other) {
    return Number(item.dataset.seq || Infinity) < Number(other.dataset.seq || Infinity);
  }

  #fill(item, frame) {
    const own = frame.author === this.me;
    Object.assign(item.dataset, { author: frame.author, client: frame.client_id, at: frame.sent_at });
    if (frame.revision !== undefined) item.dataset.revision = frame.revision;
    if (frame.seq) this.number(item, frame);
    item.classList.toggle("message--mine", own);
    item.classList.remove("message--waiting", "message--unsent", "message--gone");
    item.querySelector(".message__foot[data-sending]")?.remove();
    const face = item.querySelector(".avatar");
    face.dataset.hue = frame.hue;
    face.textContent = initials(frame.name);
    item.querySelector(".message__by b").textContent = frame.name;
    item.querySelector(".message__edited").hidden = !frame.edited_at;
    item.querySelector(".message__more span").textContent = this.talk.dataset.wordsMore.replace("{name}", frame.name);
    const bubble = item.querySelector(".bubble");
    if (frame.html === undefined) bubble.replaceChildren(...paragraphs(frame.body));
    else bubble.innerHTML = frame.html; // made safe by the server when it was written
    if (frame.picture) showPicture(item, frame.picture, this.conversation);
    if (frame.reply_seq) this.#quote(item, frame.reply_seq, frame.reply_to);
    if (frame.reactions) this.talk.signs?.draw(item, frame.reactions, new Set(frame.mine ?? this.talk.signs.mine(item)));
    this.#clock(item.querySelector("local-time"), frame.sent_at);
  }

  // What came to have its number: from now on it can be found and acted on.
  number(item, { seq, id }) {
    Object.assign(item.dataset, { seq, id });
    item.id = `m${seq}`;
    item.querySelector(".message__more").href = `/conversations/${this.conversation}/messages/${id}/?next=${location.pathname}`;
  }

  // The words of a quote come from this page: it knows whom its reader must not hear.
  #quote(item, seq, id) {
    if (item.querySelector(`.message__quote[data-quotes="${seq}"]`)) return;
    item.querySelector(".message__quote")?.remove();
    const quote = this.quote.content.firstElementChild.cloneNode(true);
    quote.dataset.quotes = seq;
    const link = quote.querySelector("a");
    link.href = `?at=${seq}#m${seq}`;
    item.querySelector(".bubble").before(quote);
    const gone = () => link.replaceWith(this.talk.dataset.wordsGone);
    const there = this.find(seq);
    if (there?.classList.contains("message--gone")) gone();
    else if (there) this.#words(link, there.querySelector(".message__by b").textContent, there.querySelector(".bubble").textContent);
    else if (id) {
      this.talk.doors
        .read(this.talk.doors.message(id))
        .then((frame) => (frame.type === "removed" ? gone() : this.#words(link, frame.name, frame.body)))
        .catch(gone);
    } else gone();
  }

  #words(link, name, words) {
    link.querySelector("b").textContent = name;
    link.querySelector("span").textContent = words.trim().slice(0, 140) || this.talk.dataset.wordsPicture;
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
