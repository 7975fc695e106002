// Paging instead of scrolling: what does not fit goes to a further page. Nothing ever shrinks under its millimetres.

let place = "";
let number = 0;
let sheets = [];

const over = (box) => box.scrollHeight > box.clientHeight + 1 || box.scrollWidth > box.clientWidth + 1;

function partsOf(page) {
  const say = page.querySelector(".say");
  const table = page.querySelector(".screen .table");
  const groups = [...table.querySelectorAll("[data-group]")].filter((each) => !each.parentElement.closest("[data-group]"));
  return { page, say, table, units: unite(groups), lines: [...say.querySelectorAll(":scope > .line")], pager: table.querySelector("[data-pager]") };
}

// Signs, their mask and their answer stay together: one cannot type on one page and answer on another.
function unite(groups) {
  const isTyping = (each) => each.matches(".signs, [data-show], .pad .is-primary");
  const typing = groups.filter(isTyping);
  const others = groups.filter((each) => !isTyping(each)).map((each) => [each]);
  return typing.length ? [typing, ...others] : others;
}

function fits({ say, table, page }) {
  const screen = page.querySelector(".screen");
  const keys = [...table.querySelectorAll(".key, .sheet")].filter((each) => each.getClientRects().length);
  return ![say, table, screen, ...table.children, ...keys].some(over);
}

function set(parts, sheet) {
  const { page, units, lines, pager } = parts;
  page.dataset.mode = sheet.mode;
  page.toggleAttribute("data-brief", sheet.isBrief);
  for (const unit of units) for (const each of unit) each.toggleAttribute("data-off", !sheet.units.includes(unit));
  for (const line of lines) line.toggleAttribute("data-off", !sheet.lines.includes(line));
  for (const box of page.querySelectorAll(".table .equal, .table .more, .table .beside, .table .tabs")) {
    const isEmpty = ![...box.querySelectorAll("[data-group]")].some((each) => !each.closest("[data-off]"));
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

// The table over several sheets, under the same words. Equal answers must not be parted.
function tables(parts, mode, lines) {
  const isBrief = !holds(parts, sheetOf(mode, parts.units, lines, false));
  const runs = cut(parts.units, (units) => holds(parts, sheetOf(mode, units, lines, isBrief)));
  const found = runs.map((units) => sheetOf(mode, units, lines, isBrief));
  return found.every((sheet) => holds(parts, sheet)) && areTogether(parts, runs) ? found : null;
}

function areTogether({ table }, runs) {
  const equal = [...table.querySelectorAll("[data-together] > [data-group]")];
  return equal.length < 2 || runs.some((units) => equal.every((each) => units.some((unit) => unit.includes(each))));
}

function plan(parts) {
  const simple = whole(parts) ?? tables(parts, "whole", parts.lines);
  if (simple) return simple;
  const reading = cut(parts.lines, (lines) => holds(parts, sheetOf("reading", [], lines, true)))
    .map((lines) => sheetOf("reading", [], lines, true));
  if (!reading.length) reading.push(sheetOf("reading", [], [], true));
  const rest = ["whole", "full"].map((mode) => tables(parts, mode, [])).find(Boolean);
  const alone = () => cut(parts.units, (units) => holds(parts, sheetOf("full", units, [], true))).map((units) => sheetOf("full", units, [], true));
  return [...reading, ...(rest ?? alone())];
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
