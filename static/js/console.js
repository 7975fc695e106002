// The console without a mouse: digits give answers, and each new page puts the focus where work begins.

const field = document.getElementById("answer");
const problem = document.getElementById("problem");
const toggle = document.getElementById("shortcuts");
const OFF = "shortcuts-off";
const typing = 'input:not([type="radio"], [type="checkbox"]), select, textarea, [contenteditable]';
const pressed = "a[href], button, summary";

function areOn() {
  return document.body.dataset.keys !== "off" && sessionStorage.getItem(OFF) === null;
}

// A single key that acts must be possible to stop: somebody who dictates, or whose hand slips, presses by accident.
function tell() {
  toggle.setAttribute("aria-pressed", String(areOn()));
  toggle.querySelector("span").textContent = areOn() ? toggle.dataset.on : toggle.dataset.off;
}

if (toggle) {
  toggle.hidden = false;
  tell();
  toggle.addEventListener("click", () => {
    if (areOn()) sessionStorage.setItem(OFF, "");
    else sessionStorage.removeItem(OFF);
    tell();
  });
}

document.addEventListener("keydown", (event) => {
  const isPlain = !(event.ctrlKey || event.altKey || event.metaKey || event.repeat);
  if (!isPlain || !areOn() || event.target.matches(typing)) return;
  // Whatever has the focus answers to its own key first.
  if (event.key === "Enter" && event.target.matches(pressed)) return;
  const place = document.querySelector("dialog[open]") ?? document;
  if (stroke(event.key, place)) return;
  const chosen = place.querySelector(`[data-shortcut="${CSS.escape(event.key)}"]`);
  // A key that leads into a field must not be typed there.
  if (chosen) event.preventDefault();
  chosen?.click();
});

// Two keys after one another choose how a case ends; a pause between them forgets the first, and the second acts for nothing else.
const PAUSE_MS = 2000;
let strokes = "";
let forgetting = 0;

function stroke(key, place) {
  clearTimeout(forgetting);
  const both = strokes + key.toLowerCase();
  const chosen = both.length === 2 && place.querySelector(`[data-strokes="${CSS.escape(both)}"]`);
  const begins = (text) => place.querySelector(`[data-strokes^="${CSS.escape(text)}"]`) !== null;
  strokes = !chosen && key.length === 1 && begins(key.toLowerCase()) ? key.toLowerCase() : "";
  forgetting = setTimeout(() => (strokes = ""), PAUSE_MS);
  if (chosen) chosen.click();
  return Boolean(chosen) || strokes !== "";
}

// A panel over the page: a link to a page of its own, where there is no script. `then` is the key to press inside it.
const dialog = document.getElementById("dialog");

async function openPanel(address, then) {
  await window.htmx.ajax("GET", address, { target: "#dialog", swap: "innerHTML" });
  if (!dialog.open) dialog.showModal();
  dialog.querySelector("h2")?.focus();
  const next = then && dialog.querySelector(`[data-shortcut="${CSS.escape(then)}"]`);
  if (!next) return;
  if (next.matches("button, a")) next.click();
  else next.focus();
}

document.addEventListener("click", (event) => {
  const opener = event.target.closest("a[data-dialog]");
  if (!opener || !dialog || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  openPanel(opener.getAttribute("href"), opener.dataset.then);
});
document.addEventListener("openpanel", (event) => openPanel(event.detail.address, event.detail.then));

// A page that comes back out of the browser's memory is asked again: it may be another visit by now.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

(field ?? problem)?.focus();
