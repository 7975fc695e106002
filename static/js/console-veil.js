// Draws the veil when nobody does anything; a gesture on the page tells the server, once a minute, that somebody is there.

const veil = document.querySelector("form[data-veil-after]");
const ONCE_MS = 60000;
let timer = 0;
let told = Date.now();

function wait() {
  clearTimeout(timer);
  timer = setTimeout(() => veil.submit(), Number(veil.dataset.veilAfter));
}

function seen() {
  wait();
  if (Date.now() - told < ONCE_MS) return;
  told = Date.now();
  fetch("/stay", { method: "POST", headers: { "HX-Request": "true" }, body: new URLSearchParams(new FormData(veil)) });
}

if (veil) {
  wait();
  for (const gesture of ["keydown", "pointerdown", "input", "wheel"]) document.addEventListener(gesture, seen, { passive: true });
}
