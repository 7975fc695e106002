// What the checklist asks of one page, as the browser has it: read in one go, so that many checks share one look.

async () => {
  const root = document.documentElement;
  const page = document.getElementById("page");
  const step = document.getElementById("step");
  const said = [];
  const listen = (event) => said.push(event.detail.text);
  document.addEventListener("spoken", listen);

  const isSeen = (element) => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0 && !element.closest("[inert]");
  const press = (key) => {
    for (const type of ["keydown", "keyup"]) document.activeElement.dispatchEvent(new KeyboardEvent(type, { key, bubbles: true, cancelable: true }));
  };
  const nameOf = (element) => `${element.tagName} ${element.value || element.dataset.sign || element.className}`.trim();
  const boxOf = (element) => Object.values(element.getBoundingClientRect().toJSON()).slice(0, 4).map(Math.round);

  const tabbable = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex], video[controls]")].filter(
    (each) => each.tabIndex >= 0 && each.type !== "hidden" && !each.disabled && isSeen(each),
  );
  const landed = document.activeElement;
  page.dataset.voice = page.dataset.voicePrivate = "";
  const reached = new Set();
  const mute = [];
  for (let count = 0; count <= tabbable.length; count += 1) {
    said.length = 0;
    press("ArrowDown");
    const here = document.activeElement;
    if (said.join("").trim() === "") mute.push(nameOf(here));
    if (reached.has(here)) break;
    reached.add(here);
  }

  // A page gets its modules joined; this one stands alone beside the joined one.
  const reading = new URL("reading.js", document.querySelector('script[type="module"]').src).href;
  const queue = (await import(reading)).queueOf(page);
  const shownText = page.textContent.replace(/\s+/g, " ");
  const normal = (text) => text.replace(/\s+/g, " ").trim();
  const words = [...document.querySelectorAll("#words [data-word]")].map((each) => each.textContent);
  document.removeEventListener("spoken", listen);

  const silent = [];
  const walker = document.createTreeWalker(step, NodeFilter.SHOW_TEXT);
  const told = "[data-say], [data-sign], label, .boxes, .product, .trial, output.left, .count, svg, .glyph, .note, .name";
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (walker.currentNode.data.trim() && isSeen(element) && !element.closest(told)) silent.push(walker.currentNode.data.trim());
  }

  const keys = [...step.querySelectorAll(".key")].filter(isSeen);
  const answers = keys.filter((key) => key.name === "answer");
  const bar = [...step.querySelectorAll(".bar .key")];
  const help = step.querySelector('.bar [data-command="help"]');
  const hide = step.querySelector('.bar [data-command="hide"]');
  return {
    lang: root.lang,
    dir: root.dir,
    heading: step.querySelector("h1").textContent.trim(),
    headings: [...step.querySelectorAll("h1")].length,
    landedOn: landed.tagName + (landed.id ? `#${landed.id}` : ""),
    unreached: tabbable.filter((each) => !reached.has(each)).map(nameOf),
    strangers: [...reached].filter((each) => !tabbable.includes(each)).map(nameOf),
    mute,
    silent,
    queue: queue.map((line) => line.text),
    unseen: queue.map((line) => normal(line.text)).filter((text) => !shownText.includes(text) && !words.includes(text) && ![...document.querySelectorAll("label")].some((each) => normal(each.textContent) === text)),
    wordless: keys.filter((key) => !key.innerText.trim()).map(nameOf),
    spokenIcons: [...step.querySelectorAll("svg.icon")].filter((icon) => icon.getAttribute("aria-hidden") !== "true").length,
    answers: answers.map((key) => key.value),
    pictures: answers.filter((key) => key.querySelector("svg")).length,
    chosen: keys.filter((key) => key.matches(".is-chosen")).map((key) => ({ name: nameOf(key), hasTick: !!key.querySelector("svg"), state: key.getAttribute("aria-pressed") })),
    ticked: [...step.querySelectorAll("[aria-pressed=true], :checked")].map(nameOf),
    beside: [...step.querySelectorAll(".beside .key")].filter((key) => key.getAttribute("formaction") || (key.name === "way" && key.value)).length,
    values: Object.groupBy ? Object.fromEntries(Object.entries(Object.groupBy(keys, (key) => key.getAttribute("formaction") ?? "")).map(([action, list]) => [action, list.map((key) => key.value)])) : {},
    bar: bar.map((key) => [key.getAttribute("formaction") || key.dataset.command || "", ...boxOf(key)]),
    help: help && boxOf(help),
    hide: hide && boxOf(hide),
    reset: keys.find((key) => key.matches("[data-reset]"))?.getAttribute("formaction") ?? "",
    steps: [...step.querySelectorAll(".head .step")].map((each) => each.textContent.trim()),
    isRestless: step.querySelectorAll("marquee, blink, [autoplay], .carousel").length,
    field: document.getElementById("answer") && {
      dir: document.getElementById("answer").dir,
      invalid: document.getElementById("answer").getAttribute("aria-invalid"),
      describedBy: document.getElementById("answer").getAttribute("aria-describedby"),
      typed: document.getElementById("answer").value,
    },
    problem: document.getElementById("problem")?.innerText.trim() ?? "",
    problemRole: document.getElementById("problem")?.getAttribute("role") ?? "",
    hasLive: !!document.querySelector('#status[role="status"][aria-live="polite"]'),
  };
}
