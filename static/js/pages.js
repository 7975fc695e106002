// Paging instead of scrolling: what does not fit goes to a further sheet. Nothing ever shrinks under its millimetres.

const SHORT_MM = 240;
// How the same keys may stand: with their lines, without (they are spoken), then two by two.
const STYLES = ["plain", "brief", "dense"];
// However large the screen: more answers at once are hard to hold in mind.
const MOST_ANSWERS = { normal: 5, large: 4 };

let place = "";
let number = 0;
let sheets = [];

const over = (box, slack = 1) => box.scrollHeight > box.clientHeight + slack || box.scrollWidth > box.clientWidth + 1;
// A line is lower than its letters' full box; the room above an accent is no overflow.
const overWords = (box) => over(box, 0.1 * parseFloat(getComputedStyle(box).fontSize));

// A middle-aligned word that is too tall sticks out above as well, where no scroll height counts it.
function spills(key) {
  const box = key.getBoundingClientRect();
  return [...key.children].some((child) => {
    const inner = child.getBoundingClientRect();
    return inner.height > 0 && (inner.top < box.top - 0.5 || inner.bottom > box.bottom + 0.5);
  });
}

function partsOf(page) {
  const say = page.querySelector(".say");
  const table = page.querySelector(".screen .table");
  const groups = [...table.querySelectorAll("[data-group]")].filter((each) => !each.parentElement.closest("[data-group]"));
  const lines = [...say.querySelectorAll(":scope > h1, :scope > .problem .piece, :scope > .line")];
  return { page, say, table, groups, units: unite(groups), lines, pager: table.querySelector("[data-pager]"), reset: table.querySelector("[data-reset]") };
}

// Equal answers must not be parted, nor signs from the key that sends them. Settings come before the way to others.
function unite(groups) {
  const united = groups.filter((each) => each.matches(".signs, [data-show], .pad .is-primary, [data-together] > *"));
  const settings = groups.filter((each) => each.matches(".setting"));
  const tabs = groups.filter((each) => each.matches(".tab"));
  const plain = groups.filter((each) => ![united, settings, tabs].some((list) => list.includes(each)));
  const units = [...settings, ...plain].map((each) => [each]);
  if (tabs.length) units.push(tabs);
  if (!united.length) return units;
  const isBefore = ([each]) => each.compareDocumentPosition(united[0]) & Node.DOCUMENT_POSITION_FOLLOWING;
  const before = united[0].closest(".pad") ? [] : units.filter(isBefore);
  return [...before, united, ...units.filter((unit) => !before.includes(unit))];
}

function fits({ say, table, page }) {
  const boxes = [...table.querySelectorAll("div, .key")].filter((each) => each.getClientRects().length);
  const ofKeys = boxes.filter((box) => box.querySelector(".key"));
  const ofWords = boxes.filter((box) => !ofKeys.includes(box));
  if ([page.querySelector(".screen"), table, ...ofKeys].some((box) => over(box))) return false;
  // Equal answers that do not find equal room wait for a sheet where they do.
  const heights = boxes.filter((box) => box.matches("[data-together] > .key")).map((box) => box.offsetHeight);
  if (Math.max(...heights) - Math.min(...heights) > 1) return false;
  return ![say, ...ofWords].some((box) => overWords(box) || (box.matches(".key") && spills(box)));
}

function set(parts, sheet) {
  const { page, groups, lines, pager, reset } = parts;
  const shown = sheet.units.flat();
  page.dataset.mode = sheet.mode;
  page.toggleAttribute("data-brief", sheet.style !== "plain");
  page.toggleAttribute("data-dense", sheet.style === "dense");
  page.toggleAttribute("data-typing", shown.some((each) => each.matches(".signs, .signs > .key")));
  for (const each of groups) each.toggleAttribute("data-off", !shown.includes(each) && !shown.some((key) => each.contains(key)));
  for (const key of page.querySelectorAll(".signs > .key, .segment > .key")) {
    key.toggleAttribute("data-off", !shown.includes(key) && !shown.includes(key.closest(".signs, .setting")));
  }
  for (const line of lines) {
    line.toggleAttribute("data-off", !line.matches("h1") && !sheet.lines.includes(line));
    line.classList.toggle("unseen", line.matches("h1") && !sheet.lines.includes(line));
  }
  for (const box of page.querySelectorAll(".table .equal, .table .more, .table .beside, .table .tabs, .table .sheet")) {
    const inside = [...box.querySelectorAll("[data-group]")];
    if (inside.length) box.toggleAttribute("data-off", inside.every((each) => each.hasAttribute("data-off")));
  }
  if (reset) lodge(reset, sheet, pager);
  pager.hidden = !sheet.isPaged;
  pager.querySelector('[data-turn="-1"]').hidden = sheet.isFirst;
  pager.querySelector('[data-turn="1"]').hidden = sheet.isLast;
}

// Nothing turns back on a first sheet: the key that must be met at once takes that room, and never waits for a later sheet.
function lodge(reset, sheet, pager) {
  const [home, before] = sheet.isPaged ? [pager, pager.firstElementChild] : [pager.parentElement.querySelector(".tabs"), null];
  if (reset.parentElement !== home) home.insertBefore(reset, before);
  reset.hidden = sheet.isPaged && !sheet.isFirst;
}

// Measured with both page keys shown, so that what fits now also fits between two others.
const sheetOf = (mode, units, lines, style, isPaged = true) => ({ mode, units, lines, style, isPaged, isFirst: false, isLast: false });

function holds(parts, sheet) {
  if (asks(sheet) > MOST_ANSWERS[parts.page.dataset.size === "XXL" ? "large" : "normal"]) return false;
  set(parts, sheet);
  return fits(parts);
}

const asks = (sheet) => sheet.units.flat().filter((each) => each.matches('[name="answer"], [name="way"]')).length;

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
  const all = STYLES.slice(0, 2).map((style) => sheetOf("whole", parts.units, parts.lines, style, false));
  const found = all.find((sheet) => holds(parts, sheet));
  return found ? [found] : null;
}

// The table over the fewest sheets under the same words; none when a piece is larger than a sheet.
function tables(parts, mode, lines, isLast = false) {
  const plans = STYLES.map((style) => {
    const runs = cut(parts.units, (units) => holds(parts, sheetOf(mode, units, lines, style)));
    return runs.map((units) => sheetOf(mode, units, lines, style));
  });
  const possible = plans.filter((plan) => plan.every((sheet) => holds(parts, sheet)));
  const fewest = possible.sort((one, other) => one.length - other.length)[0];
  return fewest ?? (isLast ? plans[1] : null);
}

function plan(parts) {
  const simple = whole(parts) ?? tables(parts, "whole", parts.lines);
  if (simple) return simple;
  const read = (lines) => sheetOf("reading", [], lines, "plain");
  const reading = cut(parts.lines, (lines) => holds(parts, read(lines))).map(read);
  const title = parts.lines.filter((line) => !line.matches(".line"));
  return [...reading, ...(tables(parts, "whole", title) ?? tables(parts, "full", []) ?? apart(parts))];
}

// The last way out, on a very small screen: answers and signs in turn, rather than one cut in two.
function apart(parts) {
  const pieces = parts.groups.flatMap((each) => (each.matches(".signs, .setting") ? [...each.querySelectorAll(".key")] : [each]));
  const apartly = { ...parts, units: pieces.map((each) => [each]) };
  return tables(apartly, "full", [], true);
}

function turnTo(parts, wanted) {
  number = Math.max(0, Math.min(sheets.length - 1, wanted));
  set(parts, { ...sheets[number], isFirst: number === 0, isLast: number === sheets.length - 1 });
  parts.page.dataset.pages = sheets.length;
  parts.page.dataset.pageNumber = number + 1;
}

function measure() {
  const root = document.documentElement;
  const px = parseFloat(getComputedStyle(root).getPropertyValue("--px-per-mm")) || 3.613;
  root.toggleAttribute("data-short", window.innerHeight / px < SHORT_MM);
}

export function lay(page) {
  measure();
  const parts = partsOf(page);
  if (page.dataset.place !== place || page.querySelector("#problem")) number = 0;
  place = page.dataset.place;
  sheets = plan(parts);
  turnTo(parts, number);
  parts.pager.onclick = (event) => {
    const key = event.target.closest("[data-turn]");
    if (!key) return;
    turnTo(parts, number + Number(key.dataset.turn));
    const isReading = sheets[number].mode === "reading";
    const first = isReading ? page.querySelector("h1") : parts.table.querySelector(".key:not([data-off], [data-off] *)");
    first.focus({ preventScroll: true });
    document.dispatchEvent(new CustomEvent("turned"));
  };
}
