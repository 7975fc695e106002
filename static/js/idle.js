// Nobody moves: the page is veiled after two minutes, the question comes after five, and leaves a minute to answer.
// Any press goes on. Speech, printing and a slow answer count as presence. "More time" multiplies all three.
// The server counts its own silence: it hears of somebody who is there without answering, once a minute at most.

import { when } from "./commands.js";
import { bell } from "./earcon.js";
import { leave, lift, liftIfIdle, isVeiled, raise, veil } from "./veil.js";
import { isOn, say } from "./voice.js";
import { clipOf, word } from "./words.js";

const VEIL_MS = 120_000;
const ALERT_MS = 300_000;
const ANSWER_MS = 60_000;
const MORE_MS = 600_000;
const EVERY_S = 15;
const AGAIN_MS = 10_000;
const TOLD_MS = 60_000;

let seen = Date.now();
let toldServer = Date.now();
let asked = 0;
let told = -1;
let isPrinting = false;
let hasLeft = false;

const root = document.documentElement;
const page = () => document.getElementById("page");
const pace = () => Number(page().dataset.pace || 1);
const secondsOf = (left) => (left === 1 ? "seconds_one" : "seconds_many");

// Nobody has begun: the welcome, in its default clothes, may wait for ever.
function isEmpty() {
  const { place, size, theme, language, voice } = page().dataset;
  return place === "welcome/language" && size === "L" && theme === "light" && language === "fr" && voice === undefined;
}

// The visit lives on there too. An answer that fails changes nothing: the next press tells it again.
function tellServer(isAnswer = false) {
  const now = Date.now();
  const forgery = document.querySelector('#step input[name="forgery"]');
  if (isEmpty() || hasLeft || !forgery || (!isAnswer && now - toldServer < TOLD_MS)) return;
  toldServer = now;
  fetch("/here", { method: "POST", body: new URLSearchParams({ forgery: forgery.value }), keepalive: true }).catch(() => {});
}

function beat() {
  const now = Date.now();
  const isTold = root.hasAttribute("data-speaking") && !root.hasAttribute("data-calling");
  const isThere = isPrinting || ((isTold || root.hasAttribute("data-busy")) && !asked);
  if (isEmpty() || isThere) seen = now;
  if (isThere) tellServer();
  const idle = now - seen;
  if (asked) return count(now);
  if (idle >= ALERT_MS * pace()) return ask(now);
  if (idle >= VEIL_MS * pace() && !isVeiled()) veil({ byItself: true });
}

function ask(now) {
  if (page().dataset.place === "leave/farewell") {
    // Once: the next beat must not ask again while the answer is on its way.
    seen = now;
    return leave("/end");
  }
  asked = now;
  told = -1;
  raise("alert");
  const later = document.querySelector('#alert [data-command="later"]');
  if (document.getElementById("answer")?.value) {
    later.hidden = false;
    later.nextElementSibling.hidden = true;
  }
  document.querySelector("#alert .is-primary").focus({ preventScroll: true });
  count(now);
}

function count(now) {
  const left = Math.ceil((ANSWER_MS * pace() - (now - asked)) / 1000);
  if (left <= 0) {
    asked = 0;
    seen = now;
    hasLeft = true;
    return leave("/end");
  }
  const share = (left * 1000) / (ANSWER_MS * pace());
  document.getElementById("seconds").textContent = word(secondsOf(left), { count: left });
  document.querySelector("#alert rect").setAttribute("width", 100 * share);
  const moment = Math.ceil(left / EVERY_S) * EVERY_S;
  if (moment !== told) {
    told = moment;
    remind(left);
  }
}

function remind(left) {
  bell();
  const title = document.getElementById("alert-title");
  const rest = { text: word(secondsOf(left), { count: left }), clip: clipOf(secondsOf(left)) };
  if (isOn()) say([{ text: title.textContent, clip: title.dataset.say }, rest]);
}

function stay(more = 0) {
  asked = 0;
  seen = Date.now() + more;
  lift();
  tellServer(true);
}

function pressed(event) {
  const wasAsked = asked;
  seen = Math.max(seen, Date.now());
  if (wasAsked) asked = Date.now();
  tellServer();
  if (event.type === "pointerdown" && event.target.closest?.(".cover .key")) return;
  if (event.type === "keydown" && ["Tab", "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Enter", " ", "F1", "F2"].includes(event.key)) {
    if (!wasAsked && event.key !== "F1" && liftIfIdle()) swallow(event);
    return;
  }
  if (wasAsked) {
    stay();
    swallow(event);
  } else if (liftIfIdle()) swallow(event);
}

// Nobody is there, and the server has not heard it: the page is emptied for the next person, and the end is asked again.
function empty(event) {
  if (!hasLeft || event.detail.xhr.responseText.includes('id="page"')) return;
  const step = document.getElementById("step");
  for (const each of [...step.children]) if (each.type !== "hidden") each.remove();
  document.title = "";
  raise("veil");
  setTimeout(() => hasLeft && leave("/end"), AGAIN_MS);
}

// Assistive technology clicks without a finger or a key.
function clicked(event) {
  if (!event.isTrusted) return;
  seen = Math.max(seen, Date.now());
  tellServer();
}

function swallow(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}

export function watch() {
  when("stay", () => stay());
  when("more-time", () => stay(MORE_MS));
  // Before every other listener: the press that wakes the page must do nothing else.
  for (const name of ["keydown", "pointerdown"]) window.addEventListener(name, pressed, true);
  window.addEventListener("click", clicked, true);
  window.addEventListener("beforeprint", () => (isPrinting = true));
  window.addEventListener("afterprint", () => {
    isPrinting = false;
    seen = Date.now();
  });
  document.addEventListener("htmx:afterRequest", empty);
  document.addEventListener("htmx:afterSettle", () => {
    asked = 0;
    hasLeft = false;
    seen = Math.max(seen, Date.now());
    delete root.dataset.covered;
  });
  setInterval(beat, 1000);
}
