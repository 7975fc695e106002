// What is said of a page and of a key: the thing, its state, then how to act with the device in use.

import { clipOf, word } from "./words.js";

const SHORT_AFTER = 3;
let hinted = 0;

function lineOf(element) {
  return {
    text: element.textContent.trim(),
    clip: element.dataset.say || "",
    lang: element.getAttribute("lang") || "",
    personal: element.hasAttribute("data-personal"),
  };
}

const named = (name) => ({ text: word(name), clip: clipOf(name) });
const isSeen = (element) => !element.closest("[data-off], [hidden]");

// The title, the step, the problem, the lines, what lies on the table; the permanent keys are found by moving.
export function queueOf(page) {
  const of = (selector) => [...page.querySelectorAll(selector)].filter(isSeen).map(lineOf);
  const lines = [
    ...of("h1"),
    ...of(".head .step"),
    ...of("#problem [data-say]"),
    ...of(".say > .line"),
    ...of(".say label"),
    ...of(".table .sheet [data-say]"),
    ...of(".table .key:not([data-sign]):not([data-erase]):not([data-show]) [data-say]"),
  ];
  hinted += 1;
  return hinted > SHORT_AFTER ? lines : [...lines, hint()];
}

function hint() {
  return named(document.documentElement.dataset.device === "keys" ? "act_keys" : "act_touch");
}

// A sign is said only in headphones: whoever stands beside must not hear the code being found.
export function wordsOf(control) {
  if (control.matches("input")) return [...control.labels].map(lineOf);
  if (control.matches("[data-sign]")) return [{ text: control.dataset.sign, clip: "", personal: true }];
  const lines = [...control.querySelectorAll("[data-say]:not(.calls *)")].map(lineOf);
  if (control.getAttribute("aria-pressed") === "true") lines.push(named("chosen"));
  return hinted > SHORT_AFTER ? lines : [...lines, hint()];
}

// Each language in turn: of the page's own keys, or of the one key that leads to all languages.
export const callsOf = (within) => [...within.querySelectorAll(".calls [data-say]")].map(lineOf);

export function whereOf(page) {
  hinted = 0;
  const of = (selector) => [...page.querySelectorAll(selector)].map(lineOf);
  const here = document.activeElement;
  const control = here?.matches(".key, .answer") ? wordsOf(here) : [];
  return [named("where"), ...of("h1"), ...of(".head .step"), ...control];
}
