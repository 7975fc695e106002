// The voice: one queue, one sound at a time. Fixed sentences play their clip, changing ones are made by the server.
// A press stops it. What is personal is spoken only in headphones, or after an explicit yes.

import { keep } from "./comfort.js";
import { when } from "./commands.js";
import { bell, loudness } from "./earcon.js";
import { callsOf, queueOf, whereOf, wordsOf } from "./reading.js";
import { clipOf, show, word } from "./words.js";

const RATES = [0.5, 0.65, 0.8, 1, 1.25, 1.6, 2];
const REST_MS = 1500;
const LIMITS = { speed: RATES.length, volume: 9 };

const root = document.documentElement;
const sound = new Audio();
let queue = [];
let index = 0;
let turn = 0;
let wanted = [];
let blob = "";
let hasWarned = false;
let isHeard = false;

const page = () => document.getElementById("page");
export const isOn = () => page().dataset.voice !== undefined;
const isPrivate = () => page().dataset.voicePrivate !== undefined;

export function hush() {
  turn += 1;
  sound.pause();
  release();
  delete root.dataset.speaking;
  delete root.dataset.calling;
}

function release() {
  if (blob) URL.revokeObjectURL(blob);
  blob = "";
}

export function say(lines, from = 0) {
  hush();
  queue = lines.filter((line) => line.text.trim());
  index = from;
  return play(turn);
}

// After the words, the languages call in turn until a press: whoever understood none of it hears their own.
// A machine that cannot speak does not call. A call is no presence: the veil comes all the same.
async function sayThenCall(lines, calls) {
  isHeard = false;
  let told = say(lines);
  for (let mine = turn; calls.length; mine = turn) {
    await told;
    if (mine !== turn || !isHeard) return;
    root.dataset.calling = "";
    await new Promise((done) => setTimeout(done, REST_MS));
    if (mine !== turn) return;
    isHeard = false;
    told = say(calls);
    root.dataset.calling = "";
  }
}

async function play(mine) {
  if (mine !== turn) return;
  const line = queue[index];
  if (!line) {
    delete root.dataset.speaking;
    return;
  }
  const told = line.personal && !isPrivate() ? warning() : line;
  if (told) await utter(told, mine);
  if (mine !== turn) return;
  index += 1;
  await play(mine);
}

// Said once a page, in place of what only headphones may hear.
function warning() {
  if (hasWarned) return null;
  hasWarned = true;
  return { text: word("personal"), clip: clipOf("personal") };
}

async function utter(line, mine) {
  const language = line.lang || page().dataset.language;
  root.dataset.speaking = "";
  document.dispatchEvent(new CustomEvent("spoken", { detail: { text: line.text, lang: language } }));
  const isPlayed = (line.clip && (await start(line.clip, mine))) || (mine === turn && (await live(line.text, language, mine)));
  isHeard ||= isPlayed;
  if (!isPlayed && !line.isShown && mine === turn) show(word("silent"));
  prepare();
}

async function live(text, language, mine) {
  const body = new URLSearchParams({ text, language, forgery: document.querySelector('[name="forgery"]').value });
  try {
    const answer = await fetch("/speech", { method: "POST", body });
    if (!answer.ok || mine !== turn) return false;
    const heard = await answer.blob();
    if (mine !== turn) return false;
    release();
    blob = URL.createObjectURL(heard);
    return await start(blob, mine);
  } catch {
    return false;
  }
}

// Resolves when the sound is over or stopped: true if it was heard.
function start(address, mine) {
  return new Promise((done) => {
    const over = (isHeard) => {
      sound.onended = sound.onerror = sound.onpause = null;
      done(isHeard);
    };
    sound.src = address;
    sound.preservesPitch = true;
    tune();
    sound.onended = () => over(true);
    sound.onerror = () => over(false);
    sound.onpause = () => mine !== turn && over(true);
    sound.play().then(begun, (fault) => mine === turn && fault.name !== "AbortError" && over(false));
  });
}

function begun() {
  performance.mark("sound");
  const next = queue[index + 1]?.clip;
  if (next) wanted.unshift(next);
  prepare();
}

// What may be heard next is fetched once something sounds, one clip after the other: the first sound of a page waits behind none.
async function prepare() {
  const mine = wanted;
  while (mine === wanted && mine.length) await fetch(mine.shift(), { priority: "low" }).catch(() => {});
}

function tune() {
  sound.playbackRate = sound.defaultPlaybackRate = RATES[Number(page().dataset.speed) - 1] ?? 1;
  sound.volume = Math.min(1, loudness());
}

function pause() {
  if (root.dataset.calling !== undefined && root.dataset.speaking === undefined) return hush();
  if (sound.src && !sound.ended && root.dataset.speaking !== undefined) {
    if (sound.paused) sound.play().catch(() => {});
    else sound.pause();
  }
}

function change(name, step) {
  const value = Math.max(1, Math.min(LIMITS[name], Number(page().dataset[name]) + step));
  page().dataset[name] = value;
  tune();
  const text = word(name, { number: value });
  show(text);
  keep(name, step > 0 ? "up" : "down");
  return say([{ text, clip: "", isShown: true }]);
}

export function sayPrivately(text) {
  if (isOn() && isPrivate() && text) say([{ text, clip: "", personal: true }]);
}

const read = (here) => sayThenCall(queueOf(here), callsOf(here.querySelector(".screen .table")));

export function greet(here) {
  hush();
  hasWarned = false;
  wanted = [];
  if (!isOn()) return;
  wanted = [...here.querySelectorAll('#step [data-say]:not([data-say=""], h1)')].map((each) => each.dataset.say);
  read(here);
}

async function plug() {
  page().dataset.voice = page().dataset.voicePrivate = "";
  bell();
  keep("private", "on");
  greet(page());
}

document.addEventListener("press", ({ detail }) => {
  if (detail.name === "pause") return;
  show("");
  if (root.dataset.calling !== undefined || (root.dataset.speaking !== undefined && !sound.paused)) hush();
});
document.addEventListener("moved", ({ detail }) => isOn() && sayThenCall(wordsOf(detail.control), callsOf(detail.control)));
document.addEventListener("turned", () => isOn() && read(page()));
window.addEventListener("headphones", plug);

when("repeat", () => read(page()));
when("pause", pause);
when("where", () => say(whereOf(page())));
when("sentence-before", () => say(queue, Math.max(0, index - 1)));
when("sentence-after", () => say(queue, Math.min(queue.length - 1, index + 1)));
when("louder", () => change("volume", 1));
when("softer", () => change("volume", -1));
when("faster", () => change("speed", 1));
when("slower", () => change("speed", -1));
