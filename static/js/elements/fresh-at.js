// <fresh-at data-at="2030-01-31T18:00:00Z"></fresh-at>
// Asks for the page anew at that instant, a little later for each reader; the server says what it shows by then.
const FARTHEST = 6 * 3600 * 1000;

class FreshAt extends HTMLElement {
  connectedCallback() {
    const wait = new Date(this.dataset.at ?? "") - Date.now();
    if (!(wait > 0 && wait < FARTHEST)) return;
    this.timer = setTimeout(() => location.reload(), wait + 1000 + Math.random() * 4000);
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
  }
}

customElements.define("fresh-at", FreshAt);
