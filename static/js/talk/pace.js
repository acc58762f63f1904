// A room that goes slowly: after one's own words it is said when there may be more. The server decides all the same.
export class Pace {
  constructor(talk) {
    this.talk = talk;
    this.line = talk.querySelector("[data-pace]");
    this.seconds = "keeps" in talk.dataset ? 0 : Number(talk.dataset.slow);
    this.until = 0;
  }

  get left() {
    return Math.max(0, Math.ceil((this.until - Date.now()) / 1000));
  }

  get words() {
    return this.talk.dataset.wordsPace.replace("{seconds}", this.left);
  }

  rules({ slow_seconds: seconds }) {
    if (!("keeps" in this.talk.dataset)) this.seconds = seconds;
    if (!seconds) this.until = 0;
    this.#show();
  }

  posted() {
    if (!this.seconds) return;
    this.until = Date.now() + this.seconds * 1000;
    this.#show();
  }

  #show() {
    clearTimeout(this.timer);
    this.line.hidden = !this.left;
    this.line.textContent = this.left ? this.words : "";
    if (this.left) this.timer = setTimeout(() => this.#show(), 1000);
  }
}
