// Menus made of <details class="menu"> close with Escape, a click elsewhere, or when focus moves on.
const shut = (except) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!except || !menu.contains(except)) menu.open = false;
  }
};

document.addEventListener("click", (event) => shut(event.target));
document.addEventListener("focusin", (event) => shut(event.target));
document.addEventListener("keydown", (event) => {
  const open = document.querySelector("details.menu[open]");
  if (event.key !== "Escape" || !open) return;
  const inside = open.contains(document.activeElement);
  shut();
  if (inside) open.querySelector("summary").focus();
});
