// Pictures in messages: shown in a box of their own shape, so that nothing jumps, and large in a dialog.
// The server's _picture.html makes the first ones, <template data-picture-shown> and -waits the rest.
import "./picture-field.js";

const made = new WeakMap();

const template = (name) => document.querySelector(`template[data-picture-${name}]`)?.content.firstElementChild;

// Puts the picture of a frame into its message; called again it stays the same picture, without another fetch.
export const showPicture = (item, picture, conversation) => {
  const bubble = item.querySelector(".bubble");
  const mine = item.dataset.author === document.querySelector("live-talk")?.dataset.me;
  const state = `${picture.id} ${Boolean(picture.held)} ${mine}`;
  const known = made.get(item);
  const there = bubble.querySelector(":scope > .picture");
  const box = known?.state === state ? known.box : there?.dataset.picture === picture.id ? renewed(there, picture, mine) : null;
  const shown = box ?? build(picture, conversation, mine);
  if (!shown) return;
  made.set(item, { state, box: shown });
  if (there !== shown) there?.remove();
  if (bubble.firstElementChild !== shown) bubble.prepend(shown);
};

// What the server has drawn is kept while it says the same.
const renewed = (box, picture, mine) => (box.dataset.state === stateOf(picture, mine) ? box : null);

const stateOf = (picture, mine) => (picture.held ? (mine ? "own" : "waits") : "shown");

const build = (picture, conversation, mine) => {
  const state = stateOf(picture, mine);
  const box = template(state === "waits" ? "waits" : "shown")?.cloneNode(true);
  if (!box) return null;
  box.dataset.picture = picture.id;
  box.dataset.state = state;
  if (state === "waits") return box;
  const folder = `/conversations/${conversation}/pictures/${picture.id}`;
  box.querySelector("a").href = `${folder}/large/`;
  const image = box.querySelector("img");
  image.width = picture.width;
  image.height = picture.height;
  if (picture.alt) image.alt = picture.alt;
  image.src = `${folder}/small/`;
  if (state === "shown") box.querySelector("figcaption")?.remove();
  return box;
};

document.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  const link = event.target.closest?.("a[data-picture-open]");
  const dialog = document.querySelector("[data-picture-dialog]");
  if (!link || !dialog) return;
  event.preventDefault();
  const [small, large] = [link.querySelector("img"), dialog.querySelector("img")];
  large.width = small.getAttribute("width");
  large.height = small.getAttribute("height");
  large.alt = small.alt;
  large.src = link.href;
  dialog.querySelector("[data-picture-words]").textContent = small.alt;
  dialog.showModal();
});

document.addEventListener("click", (event) => {
  const dialog = event.target.closest?.("[data-picture-dialog]");
  if (dialog && (event.target === dialog || event.target.closest("[data-close]"))) dialog.close();
});
