// <live-bell>: the number on the bell, as it changes, and a word where someone is asked for now.
// Without this script it is the number that the page came with.
import { socket } from "../lib/socket.js";

// A page that is left at once needs no line.
const WAIT = 1500;

class LiveBell extends HTMLElement {
  #hear = ({ detail }) => "unread" in detail && this.show(detail);

  connectedCallback() {
    document.addEventListener("cairn:notice", this.#hear);
    this.timer = setTimeout(() => socket.listen(), WAIT);
  }

  disconnectedCallback() {
    document.removeEventListener("cairn:notice", this.#hear);
    clearTimeout(this.timer);
  }

  show({ unread, urgent }) {
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
