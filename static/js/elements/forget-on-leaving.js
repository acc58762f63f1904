// Signing out takes what was typed in conversations and not sent with it (lib/kept.js): whoever comes next shall not find it.
const OURS = "talk.";

document.addEventListener("submit", (event) => {
  if (!new URL(event.target.action, location.href).pathname.endsWith("/logout/")) return;
  for (const store of [localStorage, sessionStorage]) {
    for (const key of Object.keys(store)) if (key.startsWith(OURS)) store.removeItem(key);
  }
});
