// <live-talk>: a conversation that arrives by itself. Without this script it is a page with a form (_talk.html).
import { Kept } from "../lib/kept.js";
import { MessageList } from "../lib/message-list.js";
import { socket } from "../lib/socket.js";

const WRITING_EVERY = 3000;
const WRITING_LASTS = 5000;
const SEEN_EVERY = 1000;
const QUIET_TRIES = 2;

const newMark = () => {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
};

class LiveTalk extends HTMLElement {
  connectedCallback() {
    this.conversation = Number(this.dataset.conversation);
    this.me = Number(this.dataset.me);
    this.seq = Number(this.dataset.seq);
    this.list = new MessageList(this, this.me);
    this.kept = new Kept(`${this.conversation}.${this.me}`);
    this.form = this.querySelector("form");
    this.field = this.querySelector("textarea");
    this.note = this.querySelector(".chat__note");
    this.writers = new Map();
    this.list.arrange();
    this.#prepareOlder();
    if (this.dataset.newest === "no") return; // an old page of it, to be read; its form is a plain one
    if (this.form) this.#prepareForm();
    for (const said of this.kept.unsent) this.#showWaiting(said);
    if (!location.hash) this.list.toEnd();
    socket.addEventListener("lost", ({ detail }) => this.#lost(detail));
    socket.addEventListener("signed-out", () => this.#signedOut());
    document.addEventListener("visibilitychange", () => this.#saySeen());
    this.list.log.addEventListener("scroll", () => this.#saySeen(), { passive: true });
    document.addEventListener("cairn:notice", (event) => this.#signs(event));
    socket.watch(this.conversation, () => this.seq, (frame) => this.#hear(frame));
  }

  disconnectedCallback() {
    socket.unwatch(this.conversation);
  }

  // Saying

  #prepareForm() {
    if (!this.field.value) this.field.value = this.kept.draft;
    this.field.addEventListener("input", () => this.#drafting());
    this.field.addEventListener("keydown", (event) => {
      const plain = !event.shiftKey && !event.altKey && !event.ctrlKey && !event.metaKey;
      if (event.key !== "Enter" || !plain || event.isComposing || matchMedia("(pointer: coarse)").matches) return;
      event.preventDefault();
      this.form.requestSubmit();
    });
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#say(this.field.value);
    });
  }

  #drafting() {
    this.kept.draft = this.field.value;
    if (this.hasAttribute("data-writing-off")) return;
    if (this.field.value.trim() && Date.now() - (this.saidWriting ?? 0) > WRITING_EVERY) {
      this.saidWriting = Date.now();
      socket.send({ type: "typing", conversation: this.conversation });
    }
  }

  #say(body) {
    if (!body.trim() || this.ended) return;
    const said = { mark: newMark(), body: body.trim(), at: new Date().toISOString() };
    this.kept.keep(said);
    this.kept.draft = "";
    this.field.value = "";
    this.form.querySelector(".field__error")?.remove();
    this.saidWriting = 0;
    this.#showWaiting(said);
    this.#greeted(this.me);
    this.list.toEnd();
    this.#send(said);
    this.field.focus();
  }

  #send({ mark, body }) {
    socket.send({ type: "post", conversation: this.conversation, client_id: mark, body });
  }

  #showWaiting({ mark, body, at }) {
    const { name, hue } = this.dataset;
    const item = this.list.put({ author: this.me, client_id: mark, name, hue, body, sent_at: at });
    item.classList.add("message--waiting");
    this.#foot(item, this.dataset.wordsWaiting);
    return item;
  }

  #posted({ client_id: mark, seq, id }) {
    this.kept.drop(mark);
    const item = this.list.mine(mark);
    if (!item) return;
    item.classList.remove("message--waiting", "message--unsent");
    item.querySelector("[data-sending]")?.remove();
    Object.assign(item.dataset, { seq, id });
    item.id = `m${seq}`;
  }

  #refused({ client_id: mark, reason }) {
    const item = this.list.mine(mark);
    const said = this.kept.unsent.find((kept) => kept.mark === mark);
    if (!item || !said) return;
    item.classList.remove("message--waiting");
    item.classList.add("message--unsent");
    const again = this.#button(this.dataset.wordsAgain, () => {
      this.#showWaiting(said);
      this.#send(said);
    });
    const back = this.#button(this.dataset.wordsBack, () => {
      this.kept.drop(mark);
      item.remove();
      this.list.arrange();
      this.field.value = [said.body, this.field.value].filter(Boolean).join("\n");
      this.kept.draft = this.field.value;
      this.field.focus();
    });
    this.#foot(item, reason || this.dataset.wordsUnsent, again, back);
  }

  #foot(item, words, ...buttons) {
    item.querySelector("[data-sending]")?.remove();
    const foot = document.createElement("p");
    foot.className = "message__foot";
    foot.dataset.sending = "";
    foot.append(words, ...buttons);
    item.append(foot);
  }

  #button(words, act) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button--quiet button--small";
    button.textContent = words;
    button.addEventListener("click", act);
    return button;
  }

  // Hearing

  #hear(frame) {
    if (frame.type === "message") this.#message(frame);
    else if (frame.type === "posted") this.#posted(frame);
    else if (frame.type === "refused") this.#refused(frame);
    else if (frame.type === "watching") this.#watching(frame);
    else if (frame.type === "removed") this.#removed(frame);
    else if (frame.type === "changed") this.list.find(frame.seq) && this.list.put(frame);
    else if (frame.type === "typing") this.#writes(frame);
    else if (frame.type === "here") this.#here(frame);
    else if (frame.type === "closed") this.#closed(frame);
    this.dispatchEvent(new CustomEvent("talk:frame", { detail: frame }));
    if (frame.type === "watching") this.dispatchEvent(new CustomEvent("talk:ready"));
  }

  #message(frame) {
    if (frame.seq > this.seq + 1) {
      this.#catchUp();
      return;
    }
    this.seq = Math.max(this.seq, frame.seq);
    if (frame.author === this.me) this.kept.drop(frame.client_id);
    this.writers.delete(frame.author);
    this.#showWriters();
    this.list.put(frame);
    this.#greeted(frame.author);
    this.#saySeen();
  }

  // The strip that asks for a hello goes as soon as someone else has spoken.
  #greeted(author) {
    const strip = this.querySelector("[data-new-here]");
    if (strip && Number(strip.dataset.newHere) !== author) strip.remove();
  }

  #removed(frame) {
    this.seq = Math.max(this.seq, frame.seq);
    this.list.remove(frame.seq, this.dataset.wordsRemoved);
  }

  #watching(frame) {
    this.#untell();
    this.#here(frame);
    if (frame.reload) this.#catchUp();
    for (const said of this.kept.unsent) this.#send(said);
    this.#saySeen();
  }

  // What the line cannot bring: everything since, by an ordinary request.
  async #catchUp() {
    if (this.catching) return;
    this.catching = true;
    try {
      const answer = await this.#ask(`since=${this.seq}`);
      for (const frame of answer.messages) {
        this.seq = Math.max(this.seq, frame.seq);
        if (frame.type === "removed") this.list.remove(frame.seq, this.dataset.wordsRemoved);
        else this.list.put(frame);
      }
      this.seq = Math.max(this.seq, answer.more ? 0 : answer.seq);
      this.catching = false;
      if (answer.more) this.#catchUp();
    } catch {
      this.catching = false; // the next message, or the next line, asks again
    }
  }

  async #ask(query) {
    const address = `/conversations/${this.conversation}/messages/?${query}`;
    const response = await fetch(address, { headers: { Accept: "application/json" } });
    if (!response.ok) throw new Error(response.status);
    return response.json();
  }

  #prepareOlder() {
    const link = this.querySelector("[data-older]");
    link?.addEventListener("click", async (event) => {
      event.preventDefault();
      const before = new URL(link.href).searchParams.get("before");
      try {
        const { messages, more } = await this.#ask(`before=${before}`);
        this.list.putOlder(messages);
        if (more && messages.length) link.href = `?before=${messages[0].seq}`;
        else link.closest("p").remove();
      } catch {
        location.href = link.href;
      }
    });
  }

  // Small signs

  #writes({ author, name }) {
    if (author === this.me) return;
    clearTimeout(this.writers.get(author)?.timer);
    const timer = setTimeout(() => {
      this.writers.delete(author);
      this.#showWriters();
    }, WRITING_LASTS);
    this.writers.set(author, { name, timer });
    this.#showWriters();
  }

  #showWriters() {
    const names = [...this.writers.values()].map(({ name }) => name);
    const { wordsOneWrites, wordsTwoWrite, wordsManyWrite } = this.dataset;
    const words = ["", wordsOneWrites, wordsTwoWrite][names.length] ?? wordsManyWrite;
    const line = this.querySelector("[data-writing]");
    const text = words.replace("{name}", names[0]).replace("{other}", names[1]);
    if (line.textContent !== text) line.textContent = text;
  }

  #here({ here, count }) {
    const card = document.querySelector(`[data-here="${this.conversation}"]`);
    if (!card || !here) return;
    card.hidden = false;
    card.querySelector("[data-here-count]").textContent = count;
    const face = card.querySelector("template").content.firstElementChild;
    const faces = here.map(({ name, hue }) => {
      const item = face.cloneNode(true);
      const avatar = item.querySelector(".avatar");
      avatar.dataset.hue = hue;
      avatar.textContent = [...name][0]?.toUpperCase() ?? "";
      item.querySelector("[data-name]").textContent = name;
      item.title = name;
      return item;
    });
    card.querySelector(".faces").replaceChildren(...faces);
  }

  #saySeen() {
    if (document.visibilityState !== "visible" || !this.list.atEnd || this.seenTimer) return;
    if (this.seq <= (this.seen ?? 0)) return;
    this.seenTimer = setTimeout(() => {
      this.seenTimer = 0;
      if (document.visibilityState !== "visible") return;
      if (this.hasAttribute("data-seen-off")) this.#keepPlace(this.seq);
      else if (socket.send({ type: "seen", conversation: this.conversation, seq: this.seq })) this.seen = this.seq;
    }, SEEN_EVERY);
  }

  // Who gives no read marks says nothing on the line: their own place is kept by an ordinary request.
  #keepPlace(seq) {
    const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
    const body = new URLSearchParams({ seq, csrfmiddlewaretoken: token });
    this.seen = seq;
    fetch(`/conversations/${this.conversation}/seen/`, { method: "POST", body }).catch(() => {
      this.seen = 0;
    });
  }

  // Which signs one gives may change on another page.
  #signs({ detail }) {
    if (!detail.signs) return;
    this.toggleAttribute("data-writing-off", !detail.signs.writing);
    this.toggleAttribute("data-seen-off", !detail.signs.seen);
    for (const words of document.querySelectorAll("[data-here-sign]")) words.hidden = (words.dataset.hereSign === "on") !== detail.signs.here;
  }

  // The line itself

  #lost({ tries, tooMuch }) {
    this.seen = 0;
    this.writers.clear();
    this.#showWriters();
    if (tooMuch) this.#tell(this.dataset.wordsTooMuch);
    else if (tries >= QUIET_TRIES) this.#tell(this.dataset.wordsLost);
  }

  #signedOut() {
    const link = document.createElement("a");
    link.href = `${this.dataset.signIn}?next=${encodeURIComponent(location.pathname)}`;
    link.textContent = this.dataset.wordsSignIn;
    this.#tell(this.dataset.wordsSignedOut, " ", link);
  }

  #closed({ reason }) {
    this.ended = true;
    socket.unwatch(this.conversation);
    this.#tell(reason);
    const button = this.form?.querySelector("button[type=submit]");
    if (button) button.disabled = true;
  }

  #tell(...words) {
    this.note.hidden = false;
    this.note.querySelector("p").replaceChildren(...words);
  }

  #untell() {
    this.note.hidden = true;
  }
}

customElements.define("live-talk", LiveTalk);
