// Hide: opaque at once, and gone for assistive technology too. The same key shows the page again.

import { command, controls, when } from "./commands.js";
import { hush } from "./voice.js";

let before = null;
let isByItself = false;

export const isVeiled = () => !(document.getElementById("veil")?.hidden ?? true);

export function raise(id) {
  const step = document.getElementById("step");
  if (!step.inert) before = document.activeElement;
  step.inert = true;
  for (const cover of document.querySelectorAll(".cover")) cover.hidden = cover.id !== id;
  document.documentElement.dataset.covered = id;
}

export function lift() {
  for (const cover of document.querySelectorAll(".cover")) cover.hidden = true;
  document.getElementById("step").inert = false;
  delete document.documentElement.dataset.covered;
  (before?.isConnected ? before : document.querySelector("h1"))?.focus({ preventScroll: true });
}

export function veil({ byItself = false } = {}) {
  isByItself = byItself;
  hush();
  raise("veil");
  document.querySelector("#veil .is-primary").focus({ preventScroll: true });
}

// The page was veiled because nobody moved: any press shows it again, and does nothing else.
export function liftIfIdle() {
  if (!isVeiled() || !isByItself) return false;
  lift();
  return true;
}

export function leave(address, value = "leave") {
  lift();
  const step = document.getElementById("step");
  const key = Object.assign(document.createElement("button"), { type: "submit", name: "value", value, hidden: true });
  key.setAttribute("formaction", address);
  step.append(key);
  key.click();
}

export function cover() {
  when("hide", () => (isVeiled() ? lift() : veil()));
  when("end", () => leave("/end"));
  when("help", () => leave("/help"));
  when("later", () => leave("/help/answer", "keep"));
  when("back", () => {
    if (isVeiled()) return lift();
    const first = controls().find((key) => key.matches('[data-turn="-1"]'));
    return (first ?? document.querySelector('.bar [data-command="back"]'))?.click();
  });
  window.addEventListener("headphones-out", () => veil());
}
