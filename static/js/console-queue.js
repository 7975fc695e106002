// The queue by keys: one row is the present one, its own controls carry the keys; a frozen list asks for nothing.

const SLOT = "data-in-row";
const frozen = document.getElementById("freeze");
const live = document.getElementById("live");
const keyOf = Object.fromEntries([...document.querySelectorAll("[data-key-of]")].map((each) => [each.dataset.keyOf, each.dataset.key]));
let present = null;
let chosen = new Set();

const rows = () => [...document.querySelectorAll("[data-row]")];
const rowOf = (id) => document.getElementById(id);

// The present row is where the focus last was, or the first one.
function mark(row) {
  for (const each of document.querySelectorAll(`[${SLOT}][data-shortcut]`)) {
    each.removeAttribute("data-shortcut");
    each.removeAttribute("aria-keyshortcuts");
  }
  for (const each of document.querySelectorAll("[data-row].is-present")) each.classList.remove("is-present");
  if (!row) return;
  present = row.id;
  row.classList.add("is-present");
  for (const each of row.querySelectorAll(`[${SLOT}]`)) {
    const key = keyOf[each.dataset.inRow];
    if (!key) continue;
    each.dataset.shortcut = key;
    each.setAttribute("aria-keyshortcuts", key);
  }
}

const presentRow = () => rowOf(present) ?? rows()[0];

function step(by) {
  const all = rows();
  const here = all.findIndex((row) => row.contains(document.activeElement));
  const next = all[Math.min(Math.max(here < 0 ? (by > 0 ? 0 : all.length - 1) : here + by, 0), all.length - 1)];
  next?.querySelector(`[${SLOT}="open"]`).focus();
}

document.addEventListener("focusin", (event) => {
  const row = event.target.closest?.("[data-row]");
  if (row) mark(row);
});

document.addEventListener("click", (event) => {
  const mover = event.target.closest("[data-step]");
  if (mover) step(Number(mover.dataset.step));
  const carried = event.target.closest("[data-carry]");
  if (carried) carry(carried);
  if (event.target.closest("[data-note]")) {
    event.preventDefault();
    const row = presentRow();
    if (row) location.assign(`/cases/${row.id.slice(4)}#note`);
  }
  if (event.target.closest("[data-why]")) {
    document.getElementById("why")?.focus();
  }
});

// An act that lives in a row's own panel: open the panel, then press it there.
function carry(button) {
  const opener = presentRow()?.querySelector("[data-dialog]");
  if (!opener) return;
  const isMacro = button.dataset.carry === "macro";
  const address = isMacro ? opener.getAttribute("href").replace("/acts", "/macros") : opener.getAttribute("href");
  const then = isMacro ? "" : button.dataset.shortcut;
  document.dispatchEvent(new CustomEvent("openpanel", { detail: { address, then } }));
}

document.addEventListener("change", (event) => {
  if (event.target.name !== "case") return;
  if (event.target.checked) chosen.add(event.target.id);
  else chosen.delete(event.target.id);
});

// What comes anew keeps what was chosen, and the present row; htmx keeps the focus and the scroll.
document.addEventListener("htmx:afterSwap", () => {
  const kept = new Set();
  for (const id of chosen) {
    const box = document.getElementById(id);
    if (!box) continue;
    box.checked = true;
    kept.add(id);
  }
  chosen = kept;
  mark(rowOf(present) ?? rows()[0]);
});

if (frozen) {
  frozen.hidden = false;
  frozen.addEventListener("click", () => {
    const isFrozen = frozen.getAttribute("aria-pressed") !== "true";
    frozen.setAttribute("aria-pressed", String(isFrozen));
    frozen.querySelector("span").textContent = isFrozen ? frozen.dataset.thaw : frozen.dataset.freeze;
    live.textContent = isFrozen ? live.dataset.frozen : live.dataset.live;
    document.getElementById("news").textContent = live.textContent;
    document.getElementById("presence")?.remove();
    if (!isFrozen) return;
    // A frozen list still says that somebody waits, and that the session is about to close.
    live.after(document.getElementById("beside").content.cloneNode(true));
    window.htmx.process(document.getElementById("presence"));
  });
}

document.addEventListener("htmx:beforeRequest", (event) => {
  const isOpen = document.querySelector("dialog[open], details[open] select:focus") !== null;
  const isFrozen = frozen?.getAttribute("aria-pressed") === "true";
  if (event.target.id === "requests" && (isFrozen || isOpen)) event.preventDefault();
});

mark(rows()[0]);
