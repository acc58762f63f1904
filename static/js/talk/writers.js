// Who is writing: told every few seconds while somebody types, shown until it was not told for a while.
import { socket } from "../lib/socket.js";

const EVERY = 3000;
const LASTS = 5000;

export class Writers {
  constructor(talk) {
    this.talk = talk;
    this.line = talk.querySelector("[data-writing]");
    this.known = new Map();
    this.said = 0;
  }

  // I am typing.
  say() {
    if ("writingOff" in this.talk.dataset || Date.now() - this.said < EVERY) return;
    this.said = Date.now();
    socket.send({ type: "typing", conversation: this.talk.conversation });
  }

  stop() {
    this.said = 0;
  }

  hear({ author, name }) {
    if (author === this.talk.me) return;
    clearTimeout(this.known.get(author)?.timer);
    this.known.set(author, { name, timer: setTimeout(() => this.forget(author), LASTS) });
    this.#show();
  }

  forget(author) {
    if (this.known.delete(author)) this.#show();
  }

  forgetAll() {
    this.known.clear();
    this.#show();
  }

  #show() {
    const names = [...this.known.values()].map(({ name }) => name);
    const { wordsOneWrites, wordsTwoWrite, wordsManyWrite } = this.talk.dataset;
    const words = ["", wordsOneWrites, wordsTwoWrite][names.length] ?? wordsManyWrite;
    const text = words.replace("{name}", names[0]).replace("{other}", names[1]);
    if (this.line.textContent !== text) this.line.textContent = text;
  }
}
