// <local-time><time datetime="2030-01-31T18:00:00Z">31 January, 18:00 UTC</time></local-time>
// Shows the instant in the reader's own zone. data-style: "time", "day", "both" (the default) or "ago".
const STYLES = {
  time: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  day: { weekday: "long", day: "numeric", month: "long" },
  both: { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
};
// The day before the month and 24 hours, as the server writes them on the same pages.
const WRITTEN = { en: "en-GB" };
const STEPS = [
  ["day", 86400],
  ["hour", 3600],
  ["minute", 60],
];

class LocalTime extends HTMLElement {
  connectedCallback() {
    const time = this.querySelector("time");
    const moment = new Date(time?.dateTime ?? "");
    if (Number.isNaN(moment.getTime())) return;
    const { lang } = document.documentElement;
    const language = WRITTEN[lang] ?? lang;
    const both = new Intl.DateTimeFormat(language, STYLES.both).format(moment);
    time.title = both;
    if (this.dataset.style === "ago") time.textContent = this.ago(moment, language);
    else time.textContent = new Intl.DateTimeFormat(language, STYLES[this.dataset.style] ?? STYLES.both).format(moment);
  }

  ago(moment, language) {
    const seconds = (moment - Date.now()) / 1000;
    const words = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
    const [unit, length] = STEPS.find(([, size]) => Math.abs(seconds) >= size) ?? STEPS.at(-1);
    return words.format(Math.round(seconds / length), unit);
  }
}

customElements.define("local-time", LocalTime);
