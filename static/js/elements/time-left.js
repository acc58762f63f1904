// <time-left data-until="2030-01-31T18:00:00Z"></time-left>
// Counts down, "4:05"; at the end it stays at "0:00". The words beside it say until when.
class TimeLeft extends HTMLElement {
  connectedCallback() {
    this.until = Date.parse(this.dataset.until ?? "");
    if (Number.isNaN(this.until)) return;
    this.show();
    this.timer = setInterval(() => this.show(), 1000);
  }

  disconnectedCallback() {
    clearInterval(this.timer);
  }

  show() {
    const seconds = Math.max(Math.round((this.until - Date.now()) / 1000), 0);
    const parts = seconds < 3600 ? [seconds / 60] : [seconds / 3600, (seconds % 3600) / 60];
    const [first, ...rest] = [...parts, seconds % 60].map(Math.floor);
    this.textContent = [first, ...rest.map((part) => String(part).padStart(2, "0"))].join(":");
  }
}

customElements.define("time-left", TimeLeft);
