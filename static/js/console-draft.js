// A note that nothing loses: kept on the server while it is written, and held in this page while network or session is away.

const EVERY_MS = 1500;
const FIRST_MS = 250;
const ANSWERS_MS = 10000; // A network that swallows what it is given is away.
const form = document.getElementById("writing");
const note = document.getElementById("note");
const kept = document.getElementById("kept");
const away = { session: document.getElementById("away-session"), network: document.getElementById("away-network") };

let saved = note?.value;
let sentAt = 0;
let timer = 0;
let isSending = false;
let sent = null; // the form to send once the note is safe, and the button that was pressed

const isSafe = () => !isSending && note.value === saved;
const content = () => new URLSearchParams(new FormData(form));

function plan(wait = Math.max(FIRST_MS, EVERY_MS - (Date.now() - sentAt))) {
  timer ||= setTimeout(keep, wait);
}

function tell(reason) {
  for (const [name, region] of Object.entries(away)) {
    // Hidden again before it is shown: a screen reader says it once, when it begins.
    if (region.hidden === (name === reason)) region.hidden = name !== reason;
  }
  if (reason) kept.textContent = "";
}

async function keep() {
  clearTimeout(timer);
  timer = 0;
  if (isSending) return;
  isSending = true;
  sentAt = Date.now();
  const isKept = await send().catch(() => tell("network"));
  isSending = false;
  if (isSafe()) {
    tell("");
    if (sent) go();
  } else if (isKept) {
    // What was typed meanwhile is next; somebody who pressed a key does not wait for it.
    plan(sent ? 0 : undefined);
  } else {
    plan(EVERY_MS);
  }
}

async function send() {
  const text = note.value;
  const signal = AbortSignal.timeout(ANSWERS_MS);
  const answer = await fetch(form.dataset.draft, { method: "POST", body: content(), redirect: "error", signal });
  if (answer.status === 401 || answer.status === 403) {
    tell("session");
    await renew();
    return false;
  }
  tell(answer.ok ? "" : "network");
  if (!answer.ok) return false;
  saved = text;
  kept.textContent = await answer.text();
  document.dispatchEvent(new Event("heard"));
  return true;
}

// After signing in elsewhere this page has the tokens of the former session: it takes those of the new one, from the case.
async function renew() {
  try {
    const answer = await fetch(form.dataset.case);
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const token = page.querySelector('#writing input[name="forgery"]')?.value;
    if (!token) return;
    for (const field of document.querySelectorAll('input[name="forgery"]')) field.value = token;
  } catch {
    // Still away: the next try is on its way.
  }
}

function go() {
  const [target, button] = sent;
  sent = null;
  target.requestSubmit(button);
}

// A step without a case of its own has no note.
if (note) {
  note.addEventListener("input", () => plan());

  // Whatever is pressed, what is written is safe first; a session that closed meanwhile is waited for, the press is not lost.
  document.addEventListener("submit", (event) => {
    if (isSafe() || event.defaultPrevented || event.target.method === "dialog") return;
    event.preventDefault();
    sent = [event.target, event.submitter];
    keep();
  });

  // A page that polls is led to the door when its session ends: not while something here is nowhere else.
  document.addEventListener("htmx:beforeOnLoad", (event) => {
    if (event.detail.xhr.status === 401 && !isSafe()) event.preventDefault();
  });

  window.addEventListener("pagehide", () => {
    if (!isSafe()) navigator.sendBeacon(form.dataset.draft, content());
  });
}
