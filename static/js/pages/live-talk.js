// <live-talk>: a conversation that arrives by itself. Without this script it is a page with a form (_talk.html).
// Its parts are in static/js/talk/. Each frame it hears it passes on as `talk:frame`, for the elements inside it.
import { Kept } from "../lib/kept.js";
import { MessageList } from "../lib/message-list.js";
import { socket } from "../lib/socket.js";
import { Bar } from "../talk/bar.js";
import { Doors } from "../talk/doors.js";
import { showHere } from "../talk/here.js";
import { Menu } from "../talk/menu.js";
import { News } from "../talk/news.js";
import { Pace } from "../talk/pace.js";
import { Saying } from "../talk/saying.js";
import { Seen } from "../talk/seen.js";
import { Signs } from "../talk/signs.js";
import { Window } from "../talk/window.js";
import { Writers } from "../talk/writers.js";

const QUIET_TRIES = 2;

class LiveTalk extends HTMLElement {
  connectedCallback() {
    this.conversation = Number(this.dataset.conversation);
    this.me = Number(this.dataset.me);
    this.seq = Number(this.dataset.seq);
    this.revision = Number(this.dataset.revision);
    this.form = this.querySelector(".chat__form");
    this.field = this.form?.querySelector("textarea");
    this.note = this.querySelector(".chat__note");
    this.doors = new Doors(this.conversation);
    this.kept = new Kept(`${this.conversation}.${this.me}`, this.dataset.ownDevice === "yes");
    this.list = new MessageList(this, this.me, this.conversation);
    this.list.arrange();
    this.signs = new Signs(this);
    this.window = new Window(this);
    this.writers = new Writers(this);
    this.seen = new Seen(this);
    this.news = new News(this);
    this.pace = new Pace(this);
    this.menu = new Menu(this);
    if (this.form) {
      this.bar = new Bar(this);
      this.saying = new Saying(this);
    }
    this.#open();
    socket.addEventListener("lost", ({ detail }) => this.#lost(detail));
    socket.addEventListener("signed-out", () => this.#signedOut());
    addEventListener("offline", () => this.#offline());
    addEventListener("online", () => this.#online());
    if (!navigator.onLine) this.#offline();
    document.addEventListener("cairn:notice", ({ detail }) => this.#weather(detail));
    this.list.scroller.addEventListener("scroll", () => this.seen.say(), { passive: true });
    socket.watch(this.conversation, () => ({ since: this.seq, revision: this.revision }), (frame) => this.#hear(frame));
  }

  disconnectedCallback() {
    socket.unwatch(this.conversation);
  }

  // At the newest, or at the message that the address names.
  #open() {
    const named = location.hash.startsWith("#m") && this.list.find(location.hash.slice(2));
    if (named) this.list.show(named);
    else if (this.joined) this.list.toEnd();
    this.news.look();
  }

  // The page has come as far as what is said now.
  join(last) {
    this.joined = true;
    this.querySelector("[data-newer-line]")?.remove();
    this.seq = Math.max(this.seq, last ?? 0);
    this.saying?.showUnsent();
    this.news.look();
    this.#catchUp(this.list.last?.dataset.seq);
  }

  toNewest() {
    if (this.joined) this.list.toEnd();
    else location.href = location.pathname;
  }

  // Says the words as if they were typed and sent.
  say({ body, replyTo }) {
    this.saying?.say(body, replyTo);
  }

  // Hearing

  #hear(frame) {
    if (frame.revision > this.revision && frame.type !== "watching") this.revision = frame.revision;
    this[`on_${frame.type}`]?.(frame);
    this.dispatchEvent(new CustomEvent("talk:frame", { detail: frame }));
    if (frame.type === "watching") this.dispatchEvent(new CustomEvent("talk:ready"));
  }

  on_message(frame) {
    if (frame.seq > this.seq + 1) {
      this.#catchUp();
      return;
    }
    this.seq = Math.max(this.seq, frame.seq);
    if (frame.author === this.me) this.kept.drop(frame.client_id);
    this.writers.forget(frame.author);
    if (this.joined) {
      this.list.put(frame);
      if (frame.author === this.me) this.seen.show();
    }
    if (frame.author !== this.me) this.news.arrived();
    this.greeted(frame.author);
    this.seen.say();
  }

  on_posted(frame) {
    this.saying?.posted(frame);
    this.pace.posted();
    this.seen.show();
  }

  on_refused(frame) {
    this.saying?.refused(frame);
  }

  on_removed(frame) {
    this.seq = Math.max(this.seq, frame.seq);
    const item = this.#current(frame);
    if (item && !item.classList.contains("message--gone")) this.list.remove(frame.seq, this.dataset.wordsRemoved);
  }

  on_changed(frame) {
    if (this.#current(frame)) this.list.put(frame);
  }

  on_reacted(frame) {
    const item = this.#current(frame);
    if (item) this.signs.hear(item, frame);
  }

  // The message that a change is about, where it is shown and nothing newer is known of it.
  #current({ seq, revision = 0 }) {
    const item = this.list.find(seq);
    if (!item || revision < Number(item.dataset.revision ?? 0)) return null;
    item.dataset.revision = revision;
    return item;
  }

  on_watching(frame) {
    this.untell();
    showHere(this.conversation, frame);
    if (frame.stale) this.#refresh(frame.revision);
    else this.revision = Math.max(this.revision, frame.revision);
    if (frame.reload) this.#catchUp();
    this.saying?.sendUnsent();
    this.seen.ask();
    this.seen.say();
  }

  on_rules(frame) {
    this.pace.rules(frame);
  }

  on_here(frame) {
    showHere(this.conversation, frame);
  }

  on_typing(frame) {
    this.writers.hear(frame);
  }

  on_seen(frame) {
    this.seen.hear(frame);
  }

  on_closed({ reason }) {
    this.ended = true;
    socket.unwatch(this.conversation);
    this.tell(reason);
    const button = this.form?.querySelector("button[type=submit]");
    if (button) button.disabled = true;
  }

  // The strip that asks for a hello goes as soon as someone else has spoken.
  greeted(author) {
    const strip = this.querySelector("[data-new-here]");
    if (strip && Number(strip.dataset.newHere) !== author) strip.remove();
  }

  // What the line cannot bring: everything since, by an ordinary request.
  async #catchUp(from = this.seq) {
    if (this.catching) return;
    this.catching = true;
    try {
      const answer = await this.doors.messages(`since=${from}`);
      for (const frame of answer.messages) {
        this.seq = Math.max(this.seq, frame.seq);
        if (frame.type === "removed") this.list.remove(frame.seq, this.dataset.wordsRemoved);
        else if (this.joined) this.list.put(frame);
      }
      this.seq = Math.max(this.seq, answer.more ? 0 : answer.seq);
      this.catching = false;
      if (answer.more) this.#catchUp();
    } catch {
      this.catching = false; // the next message, or the next line, asks again
    }
  }

  // Too much has changed to be told one by one: all that stands here is asked for anew, by the portion.
  async #refresh(revision) {
    const last = Number(this.list.last?.dataset.seq ?? 0);
    try {
      for (let first = Number(this.list.first?.dataset.seq ?? 1); first <= last; first += 200) {
        const { messages } = await this.doors.messages(`from=${first}&to=${Math.min(first + 199, last)}`);
        for (const frame of messages) this[frame.type === "removed" ? "on_removed" : "on_changed"](frame);
      }
      this.revision = Math.max(this.revision, revision);
    } catch {
      // the next line asks again, with the revision of before
    }
  }

  // The line itself

  #lost({ tries, tooMuch }) {
    this.seen.told = 0;
    this.writers.forgetAll();
    this.saying?.wait();
    if (tooMuch) this.tell(this.dataset.wordsTooMuch);
    else if (!navigator.onLine) this.tell(this.dataset.wordsOffline);
    else if (tries >= QUIET_TRIES) this.tell(this.dataset.wordsLost);
  }

  #offline() {
    this.tell(this.dataset.wordsOffline);
    this.saying?.wait();
  }

  // Where the line itself has held, nothing else will say so.
  #online() {
    if (!socket.open) return;
    this.untell();
    this.saying?.sendUnsent();
  }

  #weather({ live, reason }) {
    if (live === "slow") this.tell(reason);
    else if (live === "well") this.untell();
  }

  #signedOut() {
    const link = document.createElement("a");
    link.href = `${this.dataset.signIn}?next=${encodeURIComponent(location.pathname)}`;
    link.textContent = this.dataset.wordsSignIn;
    this.tell(this.dataset.wordsSignedOut, " ", link);
  }

  tell(...words) {
    this.note.hidden = false;
    this.note.querySelector("p").replaceChildren(...words);
  }

  untell() {
    this.note.hidden = true;
  }
}

customElements.define("live-talk", LiveTalk);
