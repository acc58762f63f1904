// <picture-field>: a picture beside the words, chosen, pasted or dropped; it goes with the form's own address.
// Without this script the form has a plain field for it (_composer_tools.html).
import { newMark } from "./marks.js";

const PREVIEW = 480;

class PictureField extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    this.words = this.form.querySelector("textarea");
    this.file = this.querySelector("input[type=file]");
    this.alt = this.querySelector("[name=alt]");
    this.error = this.querySelector("[data-error]");
    this.progress = this.querySelector("progress");
    this.querySelector("[data-choose]").addEventListener("click", () => this.file.click());
    this.querySelector("[data-remove]").addEventListener("click", () => {
      this.clear();
      this.querySelector("[data-choose]").focus();
    });
    this.file.addEventListener("change", () => this.file.files[0] && this.take(this.file.files[0]));
    // Before anybody else hears that the form is sent: with a picture it goes this way.
    this.form.addEventListener("submit", (event) => this.#submit(event), { capture: true });
    this.words.addEventListener("paste", (event) => this.#brought(event, event.clipboardData));
    const around = this.closest("live-talk") ?? this.form;
    around.addEventListener("dragover", (event) => {
      if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
    });
    around.addEventListener("drop", (event) => this.#brought(event, event.dataTransfer));
  }

  get chosen() {
    return this.hasAttribute("data-chosen");
  }

  #brought(event, data) {
    const file = [...(data?.files ?? [])].find((one) => one.type.startsWith("image/"));
    if (!file || this.sending) return;
    event.preventDefault();
    const transfer = new DataTransfer();
    transfer.items.add(file);
    this.file.files = transfer.files;
    this.take(file);
  }

  // Shows what was chosen, and asks what is to be seen on it.
  async take(file) {
    this.#say("");
    this.mark = newMark();
    if (file.size > Number(this.dataset.mostBytes)) return this.#refuse(this.dataset.wordsTooLarge);
    let picture;
    try {
      picture = await createImageBitmap(file);
    } catch {
      return this.#refuse(this.dataset.wordsUnreadable);
    }
    if (picture.width * picture.height > Number(this.dataset.mostPixels)) return this.#refuse(this.dataset.wordsTooLarge);
    const canvas = this.querySelector("canvas");
    const scale = Math.min(1, PREVIEW / Math.max(picture.width, picture.height));
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    this.setAttribute("data-chosen", "");
    this.alt.focus();
  }

  clear() {
    this.file.value = "";
    this.alt.value = "";
    this.removeAttribute("data-chosen");
    this.#say("");
  }

  #refuse(reason) {
    const alt = this.alt.value;
    this.clear();
    this.alt.value = alt;
    this.#say(reason);
  }

  #say(reason) {
    this.error.textContent = reason;
    this.error.hidden = !reason;
    this.toggleAttribute("data-refused", Boolean(reason));
  }

  #submit(event) {
    if (!this.chosen) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!this.sending) this.#send();
  }

  #send() {
    const given = new FormData(this.form);
    given.set("client_id", this.mark);
    const request = new XMLHttpRequest();
    request.open("POST", this.form.action);
    request.setRequestHeader("Accept", "application/json");
    request.responseType = "json";
    request.upload.addEventListener("progress", ({ loaded, total }) => {
      this.progress.value = total ? loaded / total : 0;
    });
    request.addEventListener("load", () => this.#answered(request));
    request.addEventListener("error", () => this.#answered(request));
    this.#busy(true);
    request.send(given);
  }

  #answered(request) {
    this.#busy(false);
    if (request.status === 201) {
      this.clear();
      this.words.value = "";
      this.words.dispatchEvent(new Event("input", { bubbles: true }));
      this.words.focus();
      this.dispatchEvent(new CustomEvent("talk:said", { bubbles: true, detail: request.response }));
      return;
    }
    const reason = request.status === 413 ? this.dataset.wordsTooLarge : request.response?.reason;
    this.#say(reason || this.dataset.wordsUnsent);
  }

  #busy(sending) {
    this.sending = sending;
    this.progress.hidden = !sending;
    this.progress.value = 0;
    this.form.setAttribute("aria-busy", sending);
    this.form.querySelector("[type=submit]").disabled = sending;
  }
}

customElements.define("picture-field", PictureField);
