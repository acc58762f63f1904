// Who is here now, in the card beside the conversation: faces, and their names as a line of words.
const MOST_NAMED = 12;

export const showHere = (conversation, { here, count }) => {
  const card = document.querySelector(`[data-here="${conversation}"]`);
  if (!card || !here) return;
  card.hidden = false;
  card.querySelector("[data-here-count]").textContent = count;
  const face = card.querySelector("template").content.firstElementChild;
  const faces = here.map(({ name, hue }) => {
    const item = face.cloneNode(true);
    const avatar = item.querySelector(".avatar");
    avatar.dataset.hue = hue;
    avatar.textContent = [...name][0]?.toUpperCase() ?? "";
    item.querySelector("[data-name]").textContent = name;
    item.title = name;
    return item;
  });
  card.querySelector(".faces").replaceChildren(...faces);
  const names = here.slice(0, MOST_NAMED).map(({ name }) => name);
  card.querySelector("[data-here-names]").textContent = names.join(", ") + (count > names.length ? " …" : "");
};
