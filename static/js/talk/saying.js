// What one says: kept until it is stored, shown at once as on its way, sent again after a lost line, never lost by an error.
import { socket } from "../lib/socket.js";
import { newMark } from "./marks.js";

export class Saying {
  constructor(talk) {
    this.talk = talk;
    const { field, form, kept } = talk;
    if (!field.value) field.value = kept.draft;
    field.addEventListener("input", () => this.#drafting());
    field.addEventListener("keydown", (event) => this.#key(event));
    form.addEventListener("submit", (event) => this.#submit(event));
    form.addEventListener("talk:said", ({ detail }) => this.#saidElsewhere(detail));
    if (talk.joined) this.showUnsent();
  }

  #key(event) {
    const { talk } = this;
    const plain = !event.shiftKey && !event.altKey && !event.ctrlKey && !event.metaKey;
    if (!plain || event.isComposing || event.defaultPrevented) return;
    if (event.key === "Enter" && !matchMedia("(pointer: coarse)").matches) {
      event.preventDefault();
      talk.form.requestSubmit();
    }
    const last = event.key === "ArrowUp" && !talk.field.value && talk.list.lastMine;
    if (last) {
      event.preventDefault();
      talk.bar.edit(last).catch((error) => talk.tell(error.message || talk.dataset.wordsFailed));
    }
  }

  #drafting() {
    const { talk } = this;
    if (talk.bar.editing) return;
    talk.kept.draft = talk.field.value;
    if (talk.field.value.trim()) talk.writers.say();
  }

  #submit(event) {
    const { talk } = this;
    if (!talk.joined && !talk.bar.editing) return; // further up the form goes its plain way, and comes back to the newest
    event.preventDefault();
    if (talk.bar.editing) this.#better();
    else if (talk.pace.left) talk.tell(talk.pace.words);
    else this.say(talk.field.value, talk.bar.answering);
  }

  async #better() {
    const { talk } = this;
    const { id } = talk.bar.editing;
    try {
      const frame = await talk.doors.change(`${talk.doors.message(id)}edit/`, { body: talk.field.value });
      talk.bar.close();
      talk.untell();
      talk.on_changed(frame);
      talk.field.focus();
    } catch (error) {
      talk.tell(error.message || talk.dataset.wordsFailed); // the words stay in the composer
    }
  }

  say(body, answering = null) {
    const { talk } = this;
    if (!body.trim() || talk.ended) return;
    const said = { mark: newMark(), body: body.trim(), at: new Date().toISOString() };
    if (answering) Object.assign(said, { replyTo: answering.id, replySeq: answering.seq });
    talk.kept.keep(said);
    talk.kept.draft = "";
    talk.field.value = "";
    talk.bar.close();
    talk.form.querySelector(".field__error:not([data-error])")?.remove();
    talk.writers.stop();
    this.#show(said);
    talk.greeted(talk.me);
    talk.list.toEnd();
    this.#send(said);
    talk.field.focus();
  }

  showUnsent() {
    for (const said of this.talk.kept.unsent) this.#show(said);
  }

  // In the order in which they were said. What was refused waits until its author sends it again.
  sendUnsent() {
    for (const said of this.talk.kept.unsent) if (!said.refused) this.#send(said);
  }

  // The line is gone: what has no answer says that it waits, and can be taken back.
  wait() {
    for (const said of this.talk.kept.unsent) if (!said.refused) this.#waits(said);
  }

  #send(said) {
    const { mark, body, replyTo } = said;
    const post = { type: "post", conversation: this.talk.conversation, client_id: mark, body };
    socket.send(replyTo ? { ...post, reply_to: replyTo } : post);
    this.#waits(said);
  }

  #waits(said) {
    const { talk } = this;
    const item = talk.list.mine(said.mark);
    if (!item || item.dataset.seq) return;
    item.classList.remove("message--unsent");
    item.classList.add("message--waiting");
    if (socket.open && navigator.onLine) this.#foot(item, talk.dataset.wordsWaiting);
    else this.#foot(item, talk.dataset.wordsQueued, this.#back(said));
  }

  #show(said) {
    const { mark, body, at, replySeq, replyTo, refused } = said;
    const { name, hue } = this.talk.dataset;
    const frame = { author: this.talk.me, client_id: mark, name, hue, body, sent_at: at, reply_seq: replySeq, reply_to: replyTo };
    this.talk.list.put(frame);
    if (refused) this.#failed(said);
    else this.#waits(said);
  }

  posted({ client_id: mark, seq, id }) {
    const { talk } = this;
    talk.kept.drop(mark);
    const item = talk.list.mine(mark);
    if (!item || item.dataset.seq) return;
    item.classList.remove("message--waiting", "message--unsent");
    item.querySelector("[data-sending]")?.remove();
    talk.list.number(item, { seq, id });
  }

  // What could not be stored just now goes out again by itself with the next line, all else when its author says so.
  refused({ client_id: mark, reason, code }) {
    const { talk } = this;
    const said = talk.kept.unsent.find((kept) => kept.mark === mark);
    if (!said) return;
    said.refused = reason || talk.dataset.wordsUnsent;
    if (code !== "later") talk.kept.keep(said);
    this.#failed(said);
  }

  #failed(said) {
    const { talk } = this;
    const item = talk.list.mine(said.mark);
    if (!item) return;
    item.classList.remove("message--waiting");
    item.classList.add("message--unsent");
    const again = this.#button(talk.dataset.wordsAgain, () => {
      delete said.refused;
      talk.kept.keep(said);
      this.#send(said);
      talk.field.focus();
    });
    this.#foot(item, said.refused, again, this.#back(said));
  }

  #back(said) {
    const { talk } = this;
    return this.#button(talk.dataset.wordsBack, () => {
      talk.kept.drop(said.mark);
      const item = talk.list.mine(said.mark);
      if (item) talk.list.drop(item);
      talk.field.value = [said.body, talk.field.value].filter(Boolean).join("\n");
      talk.kept.draft = talk.field.value;
      talk.field.focus();
    });
  }

  // A picture goes its own way, with what was typed beside it.
  #saidElsewhere() {
    this.talk.kept.draft = "";
    this.talk.bar.close();
    this.talk.list.toEnd();
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
}
