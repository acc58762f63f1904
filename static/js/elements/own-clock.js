// <own-clock><input type="hidden" name="time_zone"></own-clock> or around a <select> of zones.
// Fills in the browser's time zone where nothing was chosen yet.
class OwnClock extends HTMLElement {
  connectedCallback() {
    const field = this.querySelector("input, select");
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (field && zone && (!field.value || this.hasAttribute("data-eager"))) field.value = zone;
  }
}

customElements.define("own-clock", OwnClock);
