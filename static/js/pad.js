// Typing: one real field, drawn as boxes in groups. Dots hide what is typed, except its last sign.
// A group named wrong is typed anew in its own boxes; the signs after it stay. Whoever types more types the whole anew.

import { tick } from "./earcon.js";
import { sayPrivately } from "./voice.js";

const LONGEST = 40;
const signsIn = (text) => [...text.toUpperCase().replace(/[^\p{L}\p{N}]/gu, "")];

export function draw(page) {
  const field = page.querySelector("#answer");
  if (!field) return;
  const state = { page, field, isShown: false };
  stand(state);
  state.at = cursor(state);
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

// The group that was named wrong is selected in the field itself: a keyboard and a scanner replace it too.
function stand(state) {
  const { page, field } = state;
  const wrong = page.querySelector(".group.is-wrong");
  const signs = signsIn(field.value);
  const boxes = [...page.querySelectorAll(".box")];
  const start = boxes.indexOf(wrong?.querySelector(".box"));
  // A sign that no box shows stands in no group: such a field is mended as a whole.
  const isDrawn = signs.length <= boxes.length && signs.length === field.value.replace(/[\s-]/g, "").length;
  if (start < 0 || start >= signs.length || !isDrawn) return;
  const size = wrong.querySelectorAll(".box").length;
  const text = signs.join("");
  state.mend = { head: text.slice(0, start), tail: text.slice(start + size), size, isWhole: false };
  put(field, text, start, Math.min(start + size, text.length));
}

function put(field, text, start, end = start) {
  field.value = text;
  field.setSelectionRange(start, end);
}

const isMending = ({ mend }) => mend && !mend.isWhole;

function cursor(state) {
  const { field } = state;
  return signsIn(isMending(state) ? field.value.slice(0, field.selectionStart) : field.value).length;
}

// One sign more than the group has boxes: it is the whole that comes, from a scanner or from the start. Erasing that sign gives the rest back.
function refit(state) {
  const { field, mend } = state;
  if (!mend) return;
  const { head, tail, size, isWhole } = mend;
  const { value } = field;
  const length = isWhole ? value.length : value.length - head.length - tail.length;
  const isElsewhere = length < 0 || !value.startsWith(head) || !value.endsWith(tail);
  const isDone = length === size && value.length < state.page.querySelectorAll(".box").length;
  if (!isWhole && (isElsewhere || isDone)) {
    delete state.mend;
    if (isDone) put(field, value, value.length);
  } else if (isWhole !== length > size) {
    mend.isWhole = !isWhole;
    if (isWhole) put(field, head + value + tail, head.length + length);
    else put(field, value.slice(head.length, head.length + length), length);
  }
}

function add(state, sign) {
  const { page, field } = state;
  if (isMending(state)) field.setRangeText(sign, field.selectionStart, field.selectionEnd, "end");
  else if (signsIn(field.value).length + sign.length > page.querySelectorAll(".box").length) return;
  else field.value += sign;
  changed(state);
}

function erase(state) {
  const { field, mend } = state;
  const { selectionStart: start, selectionEnd: end } = field;
  if (!isMending(state)) field.value = [...field.value].slice(0, -1).join("");
  else if (start < end) field.setRangeText("", start, end, "end");
  else if (start > 0) {
    // Nothing is left in the group: the sign before it goes, and its box joins the gap.
    if (start === mend.head.length) Object.assign(mend, { head: mend.head.slice(0, -1), size: mend.size + 1 });
    field.setRangeText("", start - 1, start, "end");
  }
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
  refit(state);
  const signs = signsIn(state.field.value).slice(0, cursor(state));
  const isMore = signs.length > state.at;
  state.at = signs.length;
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

function paint(state) {
  const { page, field, isShown, mend } = state;
  const signs = signsIn(field.value);
  const at = cursor(state);
  const isSelected = isMending(state) && field.selectionStart < field.selectionEnd;
  const gap = isMending(state) && !isSelected ? mend.head.length + mend.size - at : 0;
  const next = gap || isSelected ? at : signs.length;
  page.querySelectorAll(".box").forEach((box, index) => {
    const sign = index >= at && index < at + gap ? "" : signs[index < at ? index : index - gap] ?? "";
    const isHidden = sign && !isShown && (isSelected || index !== at - 1);
    box.classList.toggle("is-dot", Boolean(isHidden));
    box.classList.toggle("is-next", index === next);
    box.textContent = isHidden ? "" : sign;
  });
  const left = page.querySelector("[data-left]");
  const counts = JSON.parse(left?.dataset.left || "[]");
  if (counts.length) left.textContent = counts[Math.max(0, counts.length - 1 - signs.length)] ?? "";
}
