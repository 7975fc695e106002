// While the server works: busy at once, "Patientez" after a second, again every ten. A lost answer loses nothing typed.

import { say, isOn } from "./voice.js";
import { clipOf, show, word } from "./words.js";

const SOON_MS = 1000;
const AGAIN_MS = 10_000;
const GIVE_UP_MS = 20_000;

const root = document.documentElement;
let timers = [];
let waiting = null;

function remind() {
  show(word("wait"));
  if (isOn()) say([{ text: word("wait"), clip: clipOf("wait") }]);
}

function begin(event) {
  root.dataset.busy = "";
  document.getElementById("page").setAttribute("aria-busy", "true");
  const key = event.detail.requestConfig?.triggeringEvent?.submitter;
  const label = key?.querySelector(".label");
  timers = [
    setTimeout(() => {
      if (label) {
        waiting = { label, text: label.textContent };
        label.textContent = word("wait");
      }
      remind();
    }, SOON_MS),
    setInterval(remind, AGAIN_MS),
  ];
}

function end() {
  timers.forEach(clearTimeout);
  timers = [];
  delete root.dataset.busy;
  document.getElementById("page")?.removeAttribute("aria-busy");
  if (waiting?.label.isConnected) waiting.label.textContent = waiting.text;
  waiting = null;
}

function lose() {
  end();
  show(word("lost"));
  if (isOn()) say([{ text: word("lost"), clip: clipOf("lost") }]);
}

// An answer that is not one of our pages (a proxy's, a crash's) must not empty the screen.
function check(event) {
  const { xhr } = event.detail;
  if (xhr.responseText.includes('id="page"')) return;
  event.detail.shouldSwap = false;
  lose();
}

export function attend() {
  if (window.htmx) window.htmx.config.timeout = GIVE_UP_MS;
  document.addEventListener("htmx:beforeRequest", begin);
  document.addEventListener("htmx:afterRequest", end);
  document.addEventListener("htmx:beforeSwap", check);
  for (const name of ["htmx:sendError", "htmx:timeout"]) document.addEventListener(name, lose);
}
