// What a screen reader is told, through one region: what became of a press, what begins or changes by itself. Nothing moves the focus or a draft.

const news = document.getElementById("news");
const TOLD = "told";
const SETTLED_MS = 300; // A reader hears what changes on a page, not what comes with it.
const QUIET_MS = 5100; // Five seconds, and a little for clocks that are rounded. What happens meanwhile is told together, as it is by then.

const outcomes = () => [...document.querySelectorAll("main [role=status]")].map((each) => each.innerText).filter(Boolean);

// A call, an offer: told once at this console, on whichever page it shows first.
function begun() {
  const there = [...document.querySelectorAll("[data-new]")];
  const known = (sessionStorage.getItem(TOLD) ?? "").split(" ");
  sessionStorage.setItem(TOLD, there.map((each) => each.dataset.new).join(" "));
  return there.filter((each) => !known.includes(each.dataset.new)).map((each) => each.dataset.told);
}

// How many wait, who else reads, whether a draft is kept: drawn anew again and again, told when the words are others.
const texts = () => new Map([...document.querySelectorAll("[data-heard]")].map((each) => [each.id, each.textContent.trim()]));
let heard = texts();

function changed() {
  const before = heard;
  heard = texts();
  if (document.body.dataset.hears === "calls") return [];
  return [...heard].filter(([id, text]) => text && before.get(id) !== text).map(([, text]) => text);
}

let waiting = [];
let timer = 0;
let toldAt = -QUIET_MS;

function tell(words) {
  waiting.push(...words);
  timer ||= setTimeout(say, Math.max(0, toldAt + QUIET_MS - performance.now()));
}

function say() {
  timer = 0;
  const words = [...waiting, ...changed()];
  waiting = [];
  if (!words.length) return;
  toldAt = performance.now();
  news.textContent = words.join(" ");
}

if (news) {
  window.addEventListener("load", () => setTimeout(() => tell([...outcomes(), ...begun()]), SETTLED_MS));
  document.addEventListener("htmx:afterSettle", () => tell(begun()));
  document.addEventListener("heard", () => tell([]));
}
