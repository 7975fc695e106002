// Typing: one real field, drawn as boxes in groups. Dots hide what is typed, except its last sign.

import { tick } from "./earcon.js";
import { sayPrivately } from "./voice.js";

const LONGEST = 40;
const signsIn = (text) => [...text.toUpperCase().replace(/[^\p{L}\p{N}]/gu, "")];

export function draw(page) {
  const field = page.querySelector("#answer");
  if (!field) return;
  const state = { page, field, isShown: false, last: signsIn(field.value).length };
  field.addEventListener("input", () => changed(state));
  field.addEventListener("keydown", (event) => typeDigit(state, event));
  page.querySelector(".screen").addEventListener("click", (event) => press(state, event));
  page.onkeydown = (event) => typeAnywhere(state, event);
  paint(state);
}

function press(state, event) {
  const key = event.target.closest(".key");
  if (key?.matches("[data-sign]")) add(state, key.dataset.sign);
  if (key?.matches("[data-erase]")) erase(state);
  if (key?.matches("[data-show]")) {
    state.isShown = !state.isShown;
    key.setAttribute("aria-pressed", state.isShown);
    paint(state);
  }
}

function add(state, sign) {
  const room = state.page.querySelectorAll(".box").length;
  if (signsIn(state.field.value).length + sign.length > room) return;
  state.field.value += sign;
  changed(state);
}

function erase(state) {
  state.field.value = [...state.field.value].slice(0, -1).join("");
  changed(state);
}

// A French keyboard writes é for 2, and so does a scanner set to another keyboard: the key's place decides.
function typeDigit(state, event) {
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(event.code)?.[1];
  if (!digit || event.key === digit || event.shiftKey || event.repeat || event.ctrlKey || event.altKey) return;
  event.preventDefault();
  state.field.setRangeText(digit, state.field.selectionStart, state.field.selectionEnd, "end");
  changed(state);
}

function typeAnywhere(state, event) {
  if (event.target === state.field || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === "Backspace") erase(state);
  else if (/^[\p{L}\p{N}]$/u.test(event.key)) {
    state.field.focus({ preventScroll: true });
    typeDigit(state, event);
    if (!event.defaultPrevented) add(state, event.key.toUpperCase());
  } else return;
  event.preventDefault();
}

function changed(state) {
  if (state.field.value.length > LONGEST) state.field.value = state.field.value.slice(0, LONGEST);
  const signs = signsIn(state.field.value);
  const isMore = signs.length > state.last;
  state.last = signs.length;
  paint(state);
  tick();
  sayPrivately(isMore ? spoken(state, signs) : signs.at(-1) ?? "");
}

// The sign, then its whole group when it is complete.
function spoken(state, signs) {
  let end = 0;
  for (const size of state.field.dataset.groups.split(" ").map(Number)) {
    end += size;
    if (signs.length === end && size > 1) return signs.slice(end - size, end).join(" ");
  }
  return signs.at(-1);
}

function paint({ page, field, isShown }) {
  const signs = signsIn(field.value);
  page.querySelectorAll(".box").forEach((box, index) => {
    const isHidden = !isShown && index < signs.length - 1;
    box.classList.toggle("is-dot", isHidden);
    box.classList.toggle("is-next", index === signs.length);
    box.textContent = isHidden ? "" : signs[index] ?? "";
  });
  const left = page.querySelector("[data-left]");
  const counts = JSON.parse(left?.dataset.left || "[]");
  if (counts.length) left.textContent = counts[Math.max(0, counts.length - 1 - signs.length)] ?? "";
}
