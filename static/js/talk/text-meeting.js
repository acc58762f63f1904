// <text-meeting>: a meeting in which one speaks at a time, redrawn from each `floor` frame its talk hears. Its forms
// work without this script; with it they are sent from the page, which stays.
const TICK = 1000;
const LAST_MINUTE = 60;

const firstOf = (name) => [...name][0]?.toUpperCase() ?? "";

class TextMeeting extends HTMLElement {
  connectedCallback() {
    this.me = Number(this.dataset.me);
    this.here = [];
    this.talk = this.closest("live-talk");
    this.hear = ({ detail }) => this.#hear(detail);
    this.talk?.addEventListener("talk:frame", this.hear);
    this.addEventListener("submit", (event) => this.#send(event));
    // On the way down: what is not one's turn stays in the field and is not sent to be refused.
    this.wait = (event) => this.#listens && event.target.matches(".chat__form") && this.#waitForTurn(event);
    this.talk?.addEventListener("submit", this.wait, true);
    const { until, now } = this.dataset;
    if (until) this.#clock({ until, now });
  }

  disconnectedCallback() {
    clearInterval(this.timer);
    this.talk?.removeEventListener("talk:frame", this.hear);
    this.talk?.removeEventListener("submit", this.wait, true);
  }

  #part(name) {
    return this.querySelector(`[data-${name}]`);
  }

  #hear(frame) {
    if (frame.here) this.here = frame.here;
    if (frame.type === "floor") this.#show(frame);
    else if (frame.type === "watching") this.#show(frame.floor ?? { open: false });
    else if (frame.type === "here") this.#showHeirs();
    else if (frame.type === "closed") clearInterval(this.timer);
  }

  // Whether a meeting is on and somebody else has the floor.
  get #listens() {
    const { open, host, speaker } = this.floor ?? {};
    return Boolean(open) && host.author !== this.me && speaker?.author !== this.me;
  }

  #waitForTurn(event) {
    event.preventDefault();
    event.stopPropagation();
    this.#fail(this.dataset.wordsWait);
  }

  // Asking

  async #send(event) {
    const form = event.target;
    if (form.closest("[data-begin]") && !form.reportValidity()) return;
    event.preventDefault();
    if (this.sending) return;
    this.sending = true;
    try {
      const body = new URLSearchParams(new FormData(form));
      const answer = await fetch(form.action, { method: "POST", headers: { Accept: "application/json" }, body });
      const said = await answer.json();
      if (answer.ok) this.#show(said);
      else this.#fail(said.reason);
    } catch {
      this.#fail();
    } finally {
      this.sending = false;
      this.querySelector("details.menu[open]")?.removeAttribute("open");
    }
  }

  #fail(reason) {
    const words = this.#part("failed");
    words.textContent = reason || this.dataset.wordsFailed;
    words.hidden = false;
  }

  // Showing

  #show(frame) {
    if (frame.now && this.floor?.now > frame.now) return; // an answer that was overtaken
    const before = this.floor;
    this.floor = frame;
    this.#part("failed").hidden = true;
    this.#part("panel").hidden = !frame.open;
    if (frame.open) this.#part("ended").hidden = true;
    const begin = this.#part("begin");
    if (begin) {
      begin.hidden = frame.open;
      if (frame.open) begin.open = false;
    }
    if (frame.open) {
      this.#showTurn(frame);
      this.#showQueue(frame);
      this.#showActs(frame);
    }
    this.#clock(frame);
    this.#tell(before, frame);
  }

  #name(person) {
    return person.name || this.dataset.wordsSomeone;
  }

  #turn({ host, speaker }) {
    if (speaker?.author === this.me) return this.dataset.wordsYours;
    return this.dataset.wordsFloor.replace("{name}", this.#name(speaker ?? host));
  }

  #showTurn(frame) {
    const { topic, host, speaker } = frame;
    const mine = speaker?.author === this.me;
    const { wordsHost, wordsYouHost, wordsUntitled } = this.dataset;
    this.#part("topic").textContent = topic || wordsUntitled;
    this.#part("host").textContent = host.author === this.me ? wordsYouHost : wordsHost.replace("{name}", this.#name(host));
    this.#part("speaker").textContent = this.#turn(frame);
    this.#part("turn").toggleAttribute("data-mine", mine);
    this.#face(this.#part("face").firstElementChild, speaker ?? host);
    this.#part("listen").hidden = mine || host.author === this.me;
    this.#part("away").hidden = !frame.host_away;
  }

  #face(avatar, { name, hue }) {
    avatar.dataset.hue = hue;
    avatar.textContent = firstOf(name);
  }

  #showQueue({ queue }) {
    const person = this.#part("person").content.firstElementChild;
    const people = queue.map((one) => {
      const item = person.cloneNode(true);
      this.#face(item.querySelector(".avatar"), one);
      item.lastElementChild.textContent = this.#name(one);
      item.toggleAttribute("data-mine", one.author === this.me);
      return item;
    });
    this.#part("queue").hidden = !queue.length;
    this.#part("nobody").hidden = queue.length > 0;
    this.#part("queue").querySelector("ol").replaceChildren(...people);
  }

  #showActs({ host, speaker, queue }) {
    const hosts = host.author === this.me;
    const speaks = speaker?.author === this.me;
    const up = queue.some(({ author }) => author === this.me);
    const { activeElement } = document;
    const focused = this.contains(activeElement) ? activeElement.closest(".meeting__acts") : null;
    this.#part("raise").hidden = hosts || speaks || up;
    this.#part("lower").hidden = !up;
    this.#part("pass").hidden = !speaks;
    const next = this.#part("next");
    next.hidden = !hosts || (!speaker && !queue.length);
    next.elements.speaker.value = speaker?.author ?? "";
    this.#part("next-words").textContent = this.#part(queue.length ? "next-hand" : "next-none").content.textContent;
    this.#part("keep").hidden = !hosts && this.dataset.keeps !== "yes";
    this.#showHeirs();
    if (focused?.contains(document.activeElement) && document.activeElement.offsetParent) return;
    if (focused) focused.querySelector("form:not([hidden]) button")?.focus();
  }

  // The meeting is handed to somebody who is here. Who gives no sign of that is in the list the page came with.
  #showHeirs() {
    const host = this.floor?.host?.author;
    const list = this.#part("heirs");
    if (!host || list === document.activeElement) return;
    const known = new Map([...list.options].map(({ value, text }) => [Number(value), text]));
    for (const { author, name } of this.here) known.set(author, name);
    known.delete(host);
    list.replaceChildren(...[...known].map(([author, name]) => new Option(name, author)));
  }

  // Telling: turns and the last minute are said aloud, seconds are not.

  #tell(before, frame) {
    if (frame.open && !before?.open) {
      if (before) this.#say(this.dataset.wordsBegan);
    } else if (!frame.open && before?.open) {
      this.#say(this.dataset.wordsEnded);
      this.#part("ended").hidden = false;
    } else if (frame.open && before?.host && before.host.author !== frame.host.author) {
      const { host } = frame;
      const hosts = this.dataset.wordsHosts.replace("{name}", this.#name(host));
      this.#say(host.author === this.me ? this.dataset.wordsYouHostNow : hosts);
    } else if (frame.open && this.#turn(frame) !== this.#turn(before)) {
      this.#say(this.#turn(frame));
    }
  }

  #say(words) {
    this.#part("said").textContent = words;
  }

  // The clock

  #clock({ until, now }) {
    clearInterval(this.timer);
    const clock = this.#part("clock");
    const bar = this.#part("bar");
    clock.hidden = bar.hidden = !until;
    if (!until) return;
    this.until = Date.parse(until);
    this.ahead = Date.parse(now) - Date.now(); // the server's clock counts
    bar.max = this.floor?.share_seconds ?? bar.max;
    this.warned = this.#left() <= LAST_MINUTE;
    this.#tick();
    this.timer = setInterval(() => this.#tick(), TICK);
  }

  #left() {
    return Math.max(0, Math.ceil((this.until - Date.now() - this.ahead) / 1000));
  }

  #tick() {
    const left = this.#left();
    const clock = this.#part("clock");
    clock.textContent = left ? `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}` : this.dataset.wordsOver;
    clock.toggleAttribute("data-soon", left <= LAST_MINUTE);
    this.#part("bar").value = left;
    if (left <= LAST_MINUTE && !this.warned) {
      this.warned = true;
      this.#say(this.dataset.wordsMinute);
    }
  }
}

customElements.define("text-meeting", TextMeeting);
