// <live-bell>: the number on the bell, as it changes, and a word where someone is asked for now.
// Without this script it is the number that the page came with.
import { socket } from "../lib/socket.js";

// A page that is left at once needs no line.
const WAIT = 1500;

class LiveBell extends HTMLElement {
  #hear = ({ detail }) => "unread" in detail && this.show(detail);

  // What came while no line was open, the line brings when it opens.
  #ask = () => socket.send({ type: "badges" });

  connectedCallback() {
    document.addEventListener("cairn:notice", this.#hear);
    socket.addEventListener("opened", this.#ask);
    if (socket.open) this.#ask();
    this.timer = setTimeout(() => socket.listen(), WAIT);
  }

  disconnectedCallback() {
    document.removeEventListener("cairn:notice", this.#hear);
    socket.removeEventListener("opened", this.#ask);
    clearTimeout(this.timer);
  }

  show({ unread, urgent, waiting, conversation, scope }) {
    if (waiting) this.#showWaiting(waiting);
    if (conversation) this.#showRow(scope, unread);
    else if (unread !== undefined) this.#showBell(unread, urgent);
  }

  // In how many groups, and how many pairs, something waits: beside the places.
  #showWaiting(waiting) {
    for (const badge of document.querySelectorAll("[data-waits]")) {
      const number = waiting[badge.dataset.waits];
      if (number === undefined) continue;
      badge.querySelector("b").textContent = number;
      badge.hidden = !number;
    }
  }

  // How much is new in one of them: in lists of groups and of pairs.
  #showRow(scope, unread) {
    for (const chip of document.querySelectorAll(`[data-words][data-new="${CSS.escape(scope)}"]`)) {
      chip.textContent = chip.dataset.words.replace("{n}", unread);
      chip.hidden = !unread;
    }
  }

  #showBell(unread, urgent) {
    for (const badge of document.querySelectorAll("[data-unread]")) {
      badge.querySelector("b").textContent = unread;
      badge.hidden = !unread;
    }
    this.querySelector("[data-words]").textContent = unread ? this.dataset.some : this.dataset.none;
    const { href } = this.querySelector("a");
    if (urgent) document.dispatchEvent(new CustomEvent("cairn:toast", { detail: { text: urgent, href } }));
  }
}

customElements.define("live-bell", LiveBell);
