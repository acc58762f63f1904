// <slide-value> around a range input: fills the track up to the thumb and says the value in words.
class SlideValue extends HTMLElement {
  connectedCallback() {
    const input = this.querySelector("input");
    const output = this.querySelector("output");
    const show = () => {
      const low = Number(input.min || 0);
      const high = Number(input.max || 100);
      input.style.setProperty("--at", `${((input.valueAsNumber - low) / (high - low)) * 100}%`);
      output.textContent = this.dataset.words.replace("{value}", input.value).replace("{max}", input.max);
    };
    output.hidden = false;
    input.addEventListener("input", show);
    show();
  }
}

customElements.define("slide-value", SlideValue);
