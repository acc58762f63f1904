// Which signs one gives may change on another page or device: here it holds at once, without a reload.
document.addEventListener("cairn:notice", ({ detail: { signs } }) => {
  if (!signs) return;
  for (const talk of document.querySelectorAll("live-talk")) {
    talk.toggleAttribute("data-writing-off", !signs.writing);
    talk.toggleAttribute("data-seen-off", !signs.seen);
  }
  for (const words of document.querySelectorAll("[data-here-sign]")) {
    words.hidden = (words.dataset.hereSign === "on") !== signs.here;
  }
});
