// <room-now data-at data-until data-url>: what holds in a room from one minute to another, shown at its minute.
// Every element with data-from and data-until inside a [data-room] shows itself for that time. Nothing is asked of the
// server meanwhile; only when the rules change, or when all that the page knows is over, the parts are fetched anew.
const LONGEST_TIMER = 2 ** 31 - 1;
const SPREAD = 2000;
const SPREAD_OF_A_RETURN = 20_000;

class RoomNow extends HTMLElement {
  connectedCallback() {
    // The server's clock counts: many computers' own are wrong.
    this.ahead = Date.parse(this.dataset.at) - Date.now();
    this.talk = this.closest("live-talk");
    this.talk?.addEventListener("talk:frame", ({ detail }) => detail.type === "rules" && this.#soon(SPREAD));
    this.talk?.addEventListener("talk:ready", () => {
      if (this.wasReady) this.#soon(SPREAD_OF_A_RETURN); // what was changed while the line was gone
      this.wasReady = true;
    });
    this.visible = () => document.visibilityState === "visible" && this.#look();
    document.addEventListener("visibilitychange", this.visible);
    this.#look();
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
    clearTimeout(this.asking);
    document.removeEventListener("visibilitychange", this.visible);
  }

  #look() {
    clearTimeout(this.timer);
    const now = Date.now() + this.ahead;
    const changes = [Date.parse(this.dataset.until)];
    for (const part of document.querySelectorAll("[data-room] [data-from][data-until]")) {
      const [from, until] = [Date.parse(part.dataset.from), Date.parse(part.dataset.until)];
      const hidden = now < from || now >= until;
      if (part.hidden !== hidden) part.hidden = hidden;
      changes.push(from, until);
    }
    const next = Math.min(...changes.filter((moment) => moment > now));
    if (now >= Date.parse(this.dataset.until)) this.#soon(SPREAD_OF_A_RETURN);
    else this.timer = setTimeout(() => this.#look(), Math.min(next - now, LONGEST_TIMER));
  }

  // All open pages hear of a change at once: each waits a little of its own.
  #soon(spread) {
    this.asking ??= setTimeout(() => this.#ask(), Math.random() * spread);
  }

  async #ask() {
    try {
      const response = await fetch(this.dataset.url, { headers: { Accept: "text/html" } });
      if (response.ok) this.#show(new DOMParser().parseFromString(await response.text(), "text/html"));
    } catch {
      // without a line there is nothing to show; the next return asks again
    } finally {
      this.asking = undefined;
    }
  }

  #show(fresh) {
    const { at, until } = fresh.querySelector("room-now")?.dataset ?? {};
    if (!at) return;
    Object.assign(this.dataset, { at, until });
    this.ahead = Date.parse(at) - Date.now();
    for (const part of fresh.querySelectorAll("[data-room]")) {
      const old = document.querySelector(`[data-room="${part.dataset.room}"]`);
      if (!old || old.innerHTML === part.innerHTML) continue;
      old.replaceChildren(...part.childNodes);
      old.hidden = part.hidden;
    }
    this.#look();
  }
}

customElements.define("room-now", RoomNow);
