// The stretch of a conversation that this page shows: older ones come at its top, and on a page that was opened further
// up, later ones at its bottom, until it has joined what is said now.
const AHEAD = "600px 0px";

export class Window {
  constructor(talk) {
    this.talk = talk;
    this.older = talk.querySelector("[data-older]");
    this.newer = talk.querySelector("[data-newer]");
    talk.joined = !this.newer;
    this.#prepare(this.older, () => this.#bringOlder());
    this.#prepare(this.newer, () => this.#bringNewer());
  }

  // By itself once it comes near, and at once when it is asked for.
  #prepare(link, bring) {
    if (!link) return;
    link.addEventListener("click", (event) => {
      event.preventDefault();
      bring();
    });
    const root = this.talk.list.scroller === document ? null : this.talk.list.log;
    const watched = root ? this.#edge(link === this.older) : link;
    this.eyes ??= [];
    const eye = new IntersectionObserver(([seen]) => seen.isIntersecting && this.moved && bring(), { root, rootMargin: AHEAD });
    eye.observe(watched);
    this.eyes.push(eye);
    link.lookAgain = () => {
      if (watched !== link && link === this.older) this.talk.list.log.prepend(watched);
      if (watched !== link && link === this.newer) this.talk.list.log.append(watched);
      eye.unobserve(watched);
      if (link.isConnected) eye.observe(watched);
    };
    // Not before the reader has moved: a page that just opened shows what it came with.
    for (const move of ["wheel", "touchmove", "keydown"]) {
      this.talk.addEventListener(
        move,
        () => {
          if (this.moved) return;
          this.moved = true;
          for (const one of this.eyes) one.takeRecords();
          eye.unobserve(watched);
          eye.observe(watched);
        },
        { passive: true, once: true },
      );
    }
  }

  // Inside a list that scrolls by itself: an empty line at its end that can be seen coming.
  #edge(top) {
    const edge = document.createElement("li");
    edge.className = "chat__edge";
    edge.setAttribute("aria-hidden", "true");
    if (top) this.talk.list.log.prepend(edge);
    else this.talk.list.log.append(edge);
    return edge;
  }

  async #bringOlder() {
    if (this.busy || !this.older.isConnected) return;
    this.busy = true;
    try {
      const { messages, more } = await this.talk.doors.messages(`before=${this.talk.list.first?.dataset.seq ?? 0}`);
      this.talk.list.putOlder(messages);
      for (const frame of messages) if (frame.type === "removed") this.talk.list.remove(frame.seq, this.talk.dataset.wordsRemoved);
      if (!more || !messages.length) this.older.closest("p").remove();
      else this.older.href = `?before=${messages[0].seq}`;
      this.older.lookAgain();
    } catch {
      // the link stays
    } finally {
      this.busy = false;
    }
  }

  async #bringNewer() {
    if (this.busy || this.talk.joined) return;
    this.busy = true;
    try {
      const { messages, more } = await this.talk.doors.messages(`after=${this.talk.list.last?.dataset.seq ?? 0}`);
      this.talk.list.putNewer(messages);
      if (!more) this.talk.join(messages.at(-1)?.seq);
      this.newer.lookAgain();
    } catch {
      // the link stays
    } finally {
      this.busy = false;
    }
  }
}
