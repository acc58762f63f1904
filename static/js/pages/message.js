// <copy-link data-done="Copied"><input readonly><button hidden>Copy</button></copy-link>
// Without scripts the link is marked and copied by hand.
class CopyLink extends HTMLElement {
  connectedCallback() {
    const field = this.querySelector("input");
    const button = this.querySelector("button");
    const words = button.querySelector("span");
    const idle = words.textContent;
    button.hidden = !navigator.clipboard;
    field.addEventListener("focus", () => field.select());
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(field.value);
        words.textContent = this.dataset.done;
        setTimeout(() => (words.textContent = idle), 3000);
      } catch {
        field.focus();
      }
    });
  }
}

customElements.define("copy-link", CopyLink);
