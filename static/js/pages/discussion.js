// A discussion: what is written is kept on the server while one writes, and signs are given without leaving the place.
import "../talk/mention-field.js";

const PAUSE = 1200;

for (const form of document.querySelectorAll("form[data-draft]")) keepDraft(form);
document.addEventListener("click", giveSign);
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll(".signs__more[open]")) if (!menu.contains(event.target)) menu.open = false;
});

function keepDraft(form) {
  const said = form.querySelector("[data-draft-said]");
  let timer = 0;
  let sent = false;
  let kept = words();

  function words() {
    return ["title", "body"].map((name) => form.elements[name]?.value ?? "").join("\n");
  }

  async function keep() {
    clearTimeout(timer);
    const now = words();
    if (sent || now === kept || !form.elements.body) return;
    const data = new FormData();
    for (const name of ["csrfmiddlewaretoken", "client_id", "title", "body"]) {
      if (form.elements[name]) data.set(name, form.elements[name].value);
    }
    try {
      const answer = await fetch(form.dataset.draft, { method: "POST", body: data, keepalive: now.length < 15000 });
      if (!answer.ok || answer.redirected) return;
      kept = now;
      if (said && now.trim()) said.textContent = form.dataset.kept;
    } catch {
      // Without a connection the page holds it, and tries again with the next letter.
    }
  }

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(keep, PAUSE);
  });
  form.addEventListener("submit", () => {
    sent = true;
    clearTimeout(timer);
  });
  addEventListener("pagehide", keep);
  addEventListener("pageshow", (event) => {
    if (event.persisted) sent = false;
  });
}

async function giveSign(event) {
  const button = event.target.closest("[data-signs] button[formaction]");
  if (!button) return;
  event.preventDefault();
  const { signs } = document.forms;
  const place = button.closest("[data-signs]");
  const data = new FormData(signs);
  data.set("kind", button.value);
  try {
    const answer = await fetch(button.formAction, { method: "POST", body: data, headers: { Accept: "text/x-part" } });
    if (!answer.ok || answer.redirected) throw new Error();
    const part = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-signs]");
    place.replaceWith(part);
    const again = part.querySelector(`.chip[value="${CSS.escape(button.value)}"]`) ?? part.querySelector("summary");
    again?.focus({ preventScroll: true });
  } catch {
    signs.requestSubmit(button);
  }
}
