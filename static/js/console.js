// The console without a mouse: digits give answers, and each new page puts the focus where work begins.

const field = document.getElementById("answer");
const problem = document.getElementById("problem");
const toggle = document.getElementById("shortcuts");
const OFF = "shortcuts-off";
const typing = "input, select, textarea";

function areOn() {
  return sessionStorage.getItem(OFF) === null;
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
  document.querySelector(`[data-shortcut="${CSS.escape(event.key)}"]`)?.click();
  stroke(event.key);
});

// Two keys after one another choose how a case ends; a pause between them forgets the first.
const PAUSE_MS = 2000;
let strokes = "";
let forgetting = 0;

function stroke(key) {
  clearTimeout(forgetting);
  strokes = (strokes + key.toLowerCase()).slice(-2);
  const chosen = document.querySelector(`[data-strokes="${CSS.escape(strokes)}"]`);
  if (chosen) chosen.click();
  forgetting = setTimeout(() => (strokes = ""), PAUSE_MS);
}

// The list is drawn anew when something changed; a screen reader is told only when the number of people did.
let count = document.getElementById("count")?.textContent;

document.addEventListener("htmx:afterSettle", () => {
  const now = document.getElementById("count")?.textContent;
  if (now && now !== count) document.getElementById("news").textContent = now;
  count = now;
});

// A page that comes back out of the browser's memory is asked again: it may be another visit by now.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

(field ?? problem)?.focus();
