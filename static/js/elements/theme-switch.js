// <theme-switch>: the form inside chooses light, dark or the device's own; with scripts, without a new page.
class ThemeSwitch extends HTMLElement {
  connectedCallback() {
    this.addEventListener("submit", (event) => {
      event.preventDefault();
      this.choose(event.submitter.value, event.target.action);
    });
  }

  choose(theme, address) {
    if (theme === "device") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    for (const button of document.querySelectorAll("theme-switch button")) {
      button.setAttribute("aria-pressed", String(button.value === theme));
    }
    const form = new FormData(this.querySelector("form"));
    form.set("theme", theme);
    fetch(address, { method: "POST", body: form, headers: { "X-Requested-With": "fetch" } });
  }
}

customElements.define("theme-switch", ThemeSwitch);
