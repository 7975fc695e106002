// Paging instead of scrolling: what does not fit goes to a further page. Nothing ever shrinks under its millimetres.

let place = "";
let number = 0;
let sheets = [];

const over = (box, slack = 1) => box.scrollHeight > box.clientHeight + slack || box.scrollWidth > box.clientWidth + 1;
// A line is lower than its letters' full box; the room above an accent is no overflow.
const overWords = (box) => over(box, 0.08 * parseFloat(getComputedStyle(box).fontSize));

function partsOf(page) {
  const say = page.querySelector(".say");
  const table = page.querySelector(".screen .table");
  const groups = [...table.querySelectorAll("[data-group]")].filter((each) => !each.parentElement.closest("[data-group]"));
  return { page, say, table, groups, units: unite(groups), lines: [...say.querySelectorAll(":scope > .line")], pager: table.querySelector("[data-pager]") };
}

// Equal answers must not be parted, nor signs from the key that sends them. Settings come before the way to others.
function unite(groups) {
  const united = groups.filter((each) => each.matches(".signs, [data-show], .pad .is-primary, [data-together] > *"));
  const others = groups.filter((each) => !united.includes(each));
  const settings = others.filter((each) => each.matches(".setting"));
  const tabs = others.filter((each) => each.matches(".tab"));
  const plain = others.filter((each) => !settings.includes(each) && !tabs.includes(each));
  const units = [...settings, ...plain].map((each) => [each]).concat(tabs.length ? [tabs] : []);
  if (!united.length) return units;
  const before = units.filter(([each]) => each.compareDocumentPosition(united[0]) & Node.DOCUMENT_POSITION_FOLLOWING);
  const isPad = united[0].closest(".pad");
  return isPad ? [united, ...units] : [...before, united, ...units.filter((unit) => !before.includes(unit))];
}

function fits({ say, table, page }) {
  const screen = page.querySelector(".screen");
  const keys = [...table.querySelectorAll("div, .key")].filter((each) => each.getClientRects().length);
  return ![say, table, screen, ...table.children].some((each) => over(each)) && !keys.some(overWords);
}

function set(parts, sheet) {
  const { page, units, lines, pager } = parts;
  page.dataset.mode = sheet.mode;
  page.toggleAttribute("data-brief", sheet.isBrief);
  for (const unit of units) for (const each of unit) each.toggleAttribute("data-off", !sheet.units.includes(unit));
  for (const line of lines) line.toggleAttribute("data-off", !sheet.lines.includes(line));
  for (const box of page.querySelectorAll(".table .equal, .table .more, .table .beside, .table .tabs")) {
    const isEmpty = ![...box.querySelectorAll("[data-group]")].some((each) => !each.hasAttribute("data-off"));
    box.toggleAttribute("data-off", isEmpty);
  }
  pager.hidden = !sheet.isPaged;
  pager.querySelector('[data-turn="-1"]').hidden = sheet.isFirst;
  pager.querySelector('[data-turn="1"]').hidden = sheet.isLast;
}

// One sheet, with both page keys shown while measuring, so that what fits now also fits later.
const sheetOf = (mode, units, lines, isBrief, isPaged = true) =>
  ({ mode, units, lines, isBrief, isPaged, isFirst: false, isLast: false });

function holds(parts, sheet) {
  set(parts, sheet);
  return fits(parts);
}

// Cuts a list into runs that fit. A single piece that is still too large stands alone.
function cut(pieces, holdsThem) {
  const runs = [];
  let run = [];
  for (const piece of pieces) {
    if (run.length && !holdsThem([...run, piece])) {
      runs.push(run);
      run = [];
    }
    run.push(piece);
  }
  return run.length ? [...runs, run] : runs;
}

function whole(parts) {
  for (const isBrief of [false, true]) {
    const sheet = sheetOf("whole", parts.units, parts.lines, isBrief, false);
    if (holds(parts, sheet)) return [sheet];
  }
  return null;
}

// The table over several sheets, under the same words; none when a piece is larger than a sheet.
function tables(parts, mode, lines) {
  const isBrief = !holds(parts, sheetOf(mode, parts.units, lines, false));
  const runs = cut(parts.units, (units) => holds(parts, sheetOf(mode, units, lines, isBrief)));
  const found = runs.map((units) => sheetOf(mode, units, lines, isBrief));
  return found.every((sheet) => holds(parts, sheet)) ? found : null;
}

function plan(parts) {
  const simple = whole(parts) ?? tables(parts, "whole", parts.lines);
  if (simple) return simple;
  const reading = cut(parts.lines, (lines) => holds(parts, sheetOf("reading", [], lines, true)))
    .map((lines) => sheetOf("reading", [], lines, true));
  if (!reading.length) reading.push(sheetOf("reading", [], [], true));
  const found = ["whole", "full"].map((mode) => tables(parts, mode, [])).find(Boolean);
  return [...reading, ...(found ?? apart(parts))];
}

// The last way out, on a very small screen: equal answers in turn rather than an answer cut in two.
function apart(parts) {
  parts.units = parts.groups.map((each) => [each]);
  const runs = cut(parts.units, (units) => holds(parts, sheetOf("full", units, [], true)));
  return runs.map((units) => sheetOf("full", units, [], true));
}

function turnTo(parts, wanted) {
  number = Math.max(0, Math.min(sheets.length - 1, wanted));
  set(parts, { ...sheets[number], isFirst: number === 0, isLast: number === sheets.length - 1 });
  parts.page.dataset.pages = sheets.length;
  parts.page.dataset.pageNumber = number + 1;
}

export function lay(page) {
  const parts = partsOf(page);
  if (page.dataset.place !== place || page.querySelector("#problem")) number = 0;
  place = page.dataset.place;
  sheets = plan(parts);
  turnTo(parts, number);
  parts.pager.onclick = (event) => {
    const key = event.target.closest("[data-turn]");
    if (!key) return;
    turnTo(parts, number + Number(key.dataset.turn));
    const first = sheets[number].mode === "reading" ? page.querySelector("h1") : parts.table.querySelector(".key:not([data-off])");
    first.focus({ preventScroll: true });
    document.dispatchEvent(new CustomEvent("turned"));
  };
}
