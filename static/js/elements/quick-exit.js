// <quick-exit>: the link inside leaves; Shift three times does the same. The page is blank before the
// next one loads, and the visit takes this page's place in the history. Without scripts it is a plain link.
const TIMES = 3;
const WITHIN = 5000;

class QuickExit extends HTMLElement {
  connectedCallback() {
    this.link = this.querySelector("a");
    this.count = this.querySelector(".exit__count");
    this.presses = 0;
    this.link.addEventListener("click", (event) => {
      event.preventDefault();
      this.leave();
    });
    document.addEventListener("keydown", (event) => this.press(event));
  }

  press(event) {
    if (event.repeat) return;
    if (event.key !== "Shift") {
      this.forget();
      return;
    }
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.forget(), WITHIN);
    this.presses += 1;
    if (this.presses >= TIMES) this.leave();
    else if (this.presses === TIMES - 1) this.count.textContent = this.dataset.once;
  }

  forget() {
    clearTimeout(this.timer);
    this.presses = 0;
    if (this.count.textContent) this.count.textContent = "";
  }

  leave() {
    document.documentElement.hidden = true;
    document.body.replaceChildren();
    document.title = "";
    window.stop();
    window.location.replace(this.link.href);
  }
}

customElements.define("quick-exit", QuickExit);
