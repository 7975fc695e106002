// One set of commands, whatever sends them: finger, keyboard, keypad, later one or two switches.
// A press acts on release, inside its target; a trembling hand presses once. See docs/keys.md.

const TREMOR_MS = 500;
const DRIFT_MM = 10;

const doers = new Map();
const root = document.documentElement;
let held = null;
let started = { x: 0, y: 0 };
let pressedKey = "";
let quietUntil = 0;
let lastTarget = null;

export function when(name, act) {
  doers.set(name, act);
}

export function command(name) {
  const act = doers.get(name);
  if (act) return act(name);
  return layer().querySelector(`[data-command="${name}"]`)?.click();
}

// The part of the page that can be used now: a cover when there is one.
export function layer() {
  return document.querySelector(".cover:not([hidden])") ?? document.getElementById("step");
}

export function controls() {
  const all = layer().querySelectorAll('button.key, a.key, input.answer, [tabindex="0"]');
  return [...all].filter((each) => each.getClientRects().length > 0);
}

// Presses rest for half a second. While keys rest they take no pointer, so nothing half happens.
export function rest() {
  quietUntil = Date.now() + TREMOR_MS;
  root.dataset.resting = "";
  setTimeout(() => Date.now() >= quietUntil && delete root.dataset.resting, TREMOR_MS);
}

function isTremor(target) {
  const isSoon = Date.now() < quietUntil;
  return isSoon && (target === lastTarget || !target.matches("[data-sign], [data-erase]"));
}

function activate(target) {
  if (isTremor(target) || root.hasAttribute("data-busy")) return;
  lastTarget = target;
  rest();
  const name = target.dataset.command;
  if (name && doers.has(name)) command(name);
  else target.click();
}

function millimetres(event) {
  const px = parseFloat(getComputedStyle(root).getPropertyValue("--px-per-mm")) || 3.613;
  return Math.hypot(event.clientX - started.x, event.clientY - started.y) / px;
}

function isOn(target, event) {
  const under = document.elementFromPoint(event.clientX, event.clientY)?.closest(".key");
  return under === target || (!under && millimetres(event) <= DRIFT_MM);
}

function letGo() {
  held?.removeAttribute("data-pressed");
  held = null;
}

function announce(device, name = "") {
  root.dataset.device = device;
  document.dispatchEvent(new CustomEvent("press", { detail: { device, name } }));
}

function pointer() {
  document.addEventListener("pointerdown", (event) => {
    if (!event.isPrimary || event.button !== 0) return;
    announce("touch");
    held = event.target.closest?.(".key");
    started = { x: event.clientX, y: event.clientY };
    held?.setAttribute("data-pressed", "");
  });
  document.addEventListener("pointerup", (event) => {
    const target = held;
    if (!event.isPrimary || !target) return;
    const isInside = target.isConnected && isOn(target, event);
    letGo();
    if (isInside) activate(target);
  });
  document.addEventListener("pointercancel", letGo);
  // Our own release has already acted; the browser's click would act twice. Assistive technology has no pointer.
  document.addEventListener(
    "click",
    (event) => {
      const isOurs = event.isTrusted && event.target.closest?.(".key");
      if (!isOurs) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (!event.pointerType) activate(isOurs);
    },
    true,
  );
  for (const name of ["contextmenu", "dragstart", "gesturestart", "selectstart"]) {
    document.addEventListener(name, (event) => event.target.matches?.(".answer") || event.preventDefault());
  }
  document.addEventListener("wheel", (event) => event.ctrlKey && event.preventDefault(), { passive: false });
  document.addEventListener("touchmove", (event) => event.touches.length > 1 && event.preventDefault(), { passive: false });
}

const ALWAYS = {
  F1: "help", F2: "repeat", F3: "pause", F4: "where", F6: "slower", F7: "faster", F8: "hide", F9: "softer", F10: "louder",
  PageUp: "sentence-before", PageDown: "sentence-after", Escape: "back",
  AudioVolumeUp: "louder", AudioVolumeDown: "softer", ArrowUp: "previous", ArrowDown: "next",
};
const OUTSIDE_A_FIELD = {
  "?": "help", r: "repeat", p: "pause", w: "where", h: "hide", "+": "louder", "-": "softer", "<": "slower", ">": "faster",
  Backspace: "back",
};

function named(event, isTyping) {
  if (event.key === "Tab") return event.shiftKey ? "previous" : "next";
  if (ALWAYS[event.key]) return ALWAYS[event.key];
  if (isTyping) return "";
  const side = { ArrowRight: "next", ArrowLeft: "previous" }[event.key];
  if (side) return (root.dir === "rtl") === (side === "next") ? "previous" : "next";
  return OUTSIDE_A_FIELD[event.key.toLowerCase()] ?? "";
}

function keyboard() {
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      if (event.repeat) return event.preventDefault();
      const isTyping = event.target.matches?.("input.answer");
      const name = named(event, isTyping || document.getElementById("answer"));
      announce("keys", name);
      if (event.key === "Enter" || (event.key === " " && !isTyping)) {
        event.preventDefault();
        pressedKey = event.key;
        event.target.closest?.(".key")?.setAttribute("data-pressed", "");
        return;
      }
      if (!name) return;
      event.preventDefault();
      command(name);
    },
    true,
  );
  document.addEventListener("keyup", (event) => {
    const wasHere = pressedKey === event.key;
    pressedKey = "";
    document.querySelectorAll("[data-pressed]").forEach((key) => key.removeAttribute("data-pressed"));
    if (!wasHere) return;
    const isField = event.target.matches?.("input.answer");
    const target = isField ? document.querySelector(".pad .is-primary") : event.target.closest?.(".key");
    if (target) activate(target);
  });
}

function move(step) {
  const all = controls();
  if (!all.length) return;
  const here = all.indexOf(document.activeElement);
  const next = here < 0 ? (step > 0 ? 0 : all.length - 1) : (here + step + all.length) % all.length;
  all[next].focus();
  document.dispatchEvent(new CustomEvent("moved", { detail: { control: all[next] } }));
}

export function listen() {
  when("next", () => move(1));
  when("previous", () => move(-1));
  pointer();
  keyboard();
  // A key held while its page leaves must not press the page that comes.
  document.addEventListener("htmx:beforeSwap", () => {
    pressedKey = "";
    letGo();
  });
}
