// Shows what a passkey opens where the browser knows passkeys, and says kindly when one did not work.
if (window.PublicKeyCredential) {
  for (const part of document.querySelectorAll("[data-passkey]")) part.hidden = false;
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const text = document.getElementById("passkey-words").dataset.sorry;
  document.dispatchEvent(new CustomEvent("cairn:toast", { detail: { text } }));
});
