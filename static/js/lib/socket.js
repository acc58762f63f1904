// One socket a page. It comes back by itself, and whoever watches a conversation hears on from where they were.
// Protocol: docs/live.md.
const SIGN_IN = 4401;
const TOO_MUCH = 4429;
const FIRST_WAIT = 500;
const LONGEST_WAIT = 20000;
const PING_EVERY = 25000;
const ANSWER_WITHIN = 10000;

class Socket extends EventTarget {
  #line = null;
  #watched = new Map();
  #tries = 0;
  #timer = 0;
  #ping = 0;
  #silence = 0;
  #ended = false;
  #wasIn = false;

  constructor() {
    super();
    addEventListener("online", () => this.#now());
    addEventListener("pageshow", (event) => event.persisted && this.#now());
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.#check());
  }

  // `known()` is asked each time the line (re)opens: { since, revision }. `hear(frame)` gets every frame of the conversation.
  watch(conversation, known, hear) {
    this.#watched.set(conversation, { known, hear });
    if (this.open) this.#watch(conversation);
    else this.#now();
  }

  // Open the line for what concerns the member alone: the bell.
  listen() {
    this.#now();
  }

  unwatch(conversation) {
    this.#watched.delete(conversation);
    this.send({ type: "unwatch", conversation });
  }

  get open() {
    return this.#line?.readyState === WebSocket.OPEN;
  }

  // True where it went out on the line; that it arrived is known by its answer alone.
  send(frame) {
    if (!this.open) return false;
    this.#line.send(JSON.stringify(frame));
    return true;
  }

  #now() {
    if (this.#ended || this.#line?.readyState <= WebSocket.OPEN) return;
    clearTimeout(this.#timer);
    const address = new URL("/ws/", location.href);
    address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
    const line = new WebSocket(address);
    this.#line = line;
    line.addEventListener("open", () => this.#opened());
    line.addEventListener("message", (event) => this.#hear(event.data));
    line.addEventListener("close", (event) => line === this.#line && this.#closed(event.code));
  }

  #opened() {
    for (const conversation of this.#watched.keys()) this.#watch(conversation);
    clearInterval(this.#ping);
    this.#ping = setInterval(() => this.#check(), PING_EVERY);
    this.dispatchEvent(new Event("opened"));
  }

  #watch(conversation) {
    this.send({ type: "watch", conversation, ...this.#watched.get(conversation).known() });
  }

  // A line that a sleeping device or a tunnel has cut looks open for minutes: ask, and give up on silence.
  #check() {
    if (!this.send({ type: "ping" })) return;
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#line?.close(), ANSWER_WITHIN);
  }

  #hear(text) {
    this.#tries = 0;
    this.#wasIn = true;
    clearTimeout(this.#silence);
    const came = JSON.parse(text);
    for (const frame of Array.isArray(came) ? came : [came]) {
      const watcher = this.#watched.get(frame.conversation);
      if (watcher) watcher.hear(frame);
      else if (frame.type === "notice") document.dispatchEvent(new CustomEvent("cairn:notice", { detail: frame }));
    }
  }

  #closed(code) {
    clearInterval(this.#ping);
    clearTimeout(this.#silence);
    // A session that got a new key (another password, say) ends its lines as well: the next one comes in with it.
    if (code === SIGN_IN && this.#wasIn) {
      this.#wasIn = false;
      this.#timer = setTimeout(() => this.#now(), FIRST_WAIT);
      return;
    }
    if (code === SIGN_IN) {
      this.#ended = true;
      this.dispatchEvent(new Event("signed-out"));
      return;
    }
    this.#tries += 1;
    const steps = code === TOO_MUCH ? 6 : Math.min(this.#tries - 1, 6);
    const wait = Math.min(FIRST_WAIT * 2 ** steps, LONGEST_WAIT);
    // Apart from one another: after a restart everybody comes back, and not all in the same moment.
    this.#timer = setTimeout(() => this.#now(), wait * (0.5 + Math.random()));
    this.dispatchEvent(new CustomEvent("lost", { detail: { tries: this.#tries, tooMuch: code === TOO_MUCH } }));
  }
}

export const socket = new Socket();
