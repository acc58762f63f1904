// <toast-region>: messages float, can be closed, and those without anything to decide leave by themselves.
// Elsewhere: document.dispatchEvent(new CustomEvent("cairn:toast", { detail: { text, href } })).
// With an `href` the words lead there, and stay until they are followed or closed.
const STAYS = 8000;

class ToastRegion extends HTMLElement {
  connectedCallback() {
    this.list = this.querySelector(".toasts");
    for (const toast of this.list.children) this.host(toast);
    this.addEventListener("click", (event) => {
      const close = event.target.closest(".toast__close");
      if (close) this.close(close.closest(".toast"));
    });
    document.addEventListener("cairn:toast", (event) => this.add(event.detail));
    new MutationObserver((changes) => {
      for (const change of changes) {
        for (const node of change.addedNodes) if (node.matches?.(".toast")) this.host(node);
      }
    }).observe(this.list, { childList: true });
  }

  add({ text, href }) {
    const toast = this.querySelector("template").content.firstElementChild.cloneNode(true);
    const words = href ? Object.assign(document.createElement("a"), { href }) : new Text();
    words.textContent = text;
    toast.querySelector(".toast__words").append(words);
    this.list.append(toast);
  }

  host(toast) {
    if (toast.matches(".toast--error, .toast--warning, :has(form, .toast__words a)")) return;
    let timer;
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(() => this.close(toast), STAYS);
    };
    const hold = () => clearTimeout(timer);
    toast.addEventListener("pointerenter", hold);
    toast.addEventListener("focusin", hold);
    toast.addEventListener("pointerleave", wait);
    toast.addEventListener("focusout", wait);
    wait();
  }

  close(toast) {
    toast.classList.add("toast--leaving");
    setTimeout(() => toast.remove(), 200);
  }
}

customElements.define("toast-region", ToastRegion);
