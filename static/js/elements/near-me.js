// <near-me hidden data-unknown="…"><form> latitude, longitude, a button, an output </form></near-me>
// Asks the browser where it is, only when the button is pressed, and sends it rounded to about a kilometre.
class NearMe extends HTMLElement {
  connectedCallback() {
    const form = this.querySelector("form");
    if (!form || !navigator.geolocation) return;
    this.hidden = false;
    form.addEventListener("submit", (event) => {
      if (form.latitude.value) return;
      event.preventDefault();
      const button = form.querySelector("button");
      button.disabled = true;
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => {
          form.latitude.value = coords.latitude.toFixed(2);
          form.longitude.value = coords.longitude.toFixed(2);
          form.requestSubmit();
        },
        () => {
          button.disabled = false;
          form.querySelector("output").textContent = this.dataset.unknown;
        },
        { timeout: 10_000, maximumAge: 300_000 },
      );
    });
  }
}

customElements.define("near-me", NearMe);
