// <dialog-opener><a href="/page/">…</a><dialog>…</dialog></dialog-opener>
// With scripts the link opens the dialog beside it; without, it goes to the page that holds the same form.
class DialogOpener extends HTMLElement {
  connectedCallback() {
    const dialog = this.querySelector("dialog");
    const opener = this.querySelector("a, button");
    opener.setAttribute("aria-haspopup", "dialog");
    opener.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      dialog.showModal();
    });
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog || event.target.closest("[data-close]")) {
        event.preventDefault();
        dialog.close();
      }
    });
  }
}

customElements.define("dialog-opener", DialogOpener);
