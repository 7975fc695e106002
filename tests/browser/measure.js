// Measures one page as a ruler, an eye and a finger would, and returns the list of its faults in words.
// Sizes are millimetres of glass; thresholds are those of the design. It reads only what the browser has drawn.

(options) => {
  const { mm, size, script, isReference, contrast } = options;
  const CAPITAL_MM = { S: 4.0, M: 5.2, L: 6.8, XL: 8.8, XXL: 12.0 };
  const CAPITAL_EM = 0.668;
  const FIRST_CONTROL_PX = 357;
  const READING_END_PX = 349;
  const faults = [];
  const fault = (kind, element, detail = "") => faults.push(`${kind}: ${nameOf(element)} ${detail}`.trim());
  const nameOf = (element) => (element.textContent || element.className || element.tagName).trim().replace(/\s+/g, " ").slice(0, 40);

  const isDrawn = (element) => {
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
    for (let each = element; each; each = each.parentElement) if (getComputedStyle(each).clipPath === "inset(50%)") return false;
    return true;
  };
  const top = document.querySelector(".cover:not([hidden])") ?? document.getElementById("step");
  const keys = [...top.querySelectorAll("button, a[href], input:not([type=hidden]), [role=button]")].filter((each) => isDrawn(each));
  const boxOf = (element) => element.getBoundingClientRect();
  const modes = document.getElementById("page").dataset.mode;

  // 1. Each key: large enough, low enough, inside the window, nothing of it cut.
  for (const key of keys) {
    const box = boxOf(key);
    if (box.width < 20 * mm - 0.6 || box.height < 20 * mm - 0.6) fault("small", key, `${Math.round(box.width)} x ${Math.round(box.height)}`);
    if (isReference && modes !== "full" && box.top < FIRST_CONTROL_PX) fault("high", key, Math.round(box.top));
    if (box.left < 0 || box.top < 0 || box.right > innerWidth + 0.5 || box.bottom > innerHeight + 0.5) fault("outside", key);
    for (const child of key.querySelectorAll("*")) {
      const inner = boxOf(child);
      if (!inner.width || !isDrawn(child)) continue;
      if (inner.left < box.left - 1 || inner.right > box.right + 1 || inner.top < box.top - 1 || inner.bottom > box.bottom + 1) fault("overflow", key, child.tagName);
    }
    if (!key.textContent.trim() && !key.labels?.length) fault("wordless", key, key.outerHTML.slice(0, 60));
  }

  // 2. Each pair of keys: 5 mm apart, 3.2 mm between letters.
  keys.forEach((one, index) => {
    for (const other of keys.slice(index + 1)) {
      const [a, b] = [boxOf(one), boxOf(other)];
      const across = Math.max(a.left - b.right, b.left - a.right);
      const down = Math.max(a.top - b.bottom, b.top - a.bottom);
      const isLetters = one.closest(".signs") && other.closest(".signs");
      const least = isLetters ? 3.2 * mm : 5 * mm;
      if (Math.max(across, down) < least - 0.6) fault("near", one, `${nameOf(other)} ${Math.round(Math.max(across, down))}`);
    }
  });

  // 3. Each text: size, contrast, shape, room.
  const texts = [];
  const walker = document.createTreeWalker(top, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || element.closest("svg") || !isDrawn(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    texts.push({ element, boxes: [...range.getClientRects()].filter((each) => each.width > 1) });
  }
  const least = (CAPITAL_MM[size] / CAPITAL_EM) * script * mm;
  for (const { element, boxes } of texts) {
    const style = getComputedStyle(element);
    if (parseFloat(style.fontSize) < least - 0.5 && !element.closest(".glyph")) fault("tiny", element, style.fontSize);
    if (style.fontStyle !== "normal") fault("italic", element);
    if (style.textTransform !== "none" || style.fontVariantCaps !== "normal") fault("capitals", element);
    if (style.hyphens === "auto" || style.textAlign === "justify") fault("set", element);
    const ratio = ratioOf(style.color, groundOf(element));
    const wanted = element.closest("[data-sample]") ? 4.5 : contrast;
    if (ratio < wanted) fault("faint", element, ratio.toFixed(2));
    for (const box of boxes) {
      if (box.left < -1 || box.right > innerWidth + 1 || box.top < -0.2 * box.height || box.bottom > innerHeight + 0.2 * box.height) fault("clipped", element);
    }
  }
  texts.forEach((one, index) => {
    for (const other of texts.slice(index + 1)) {
      if (one.element === other.element) continue;
      if (one.boxes.some((a) => other.boxes.some((b) => meet(a, b)))) fault("overlapping", one.element, nameOf(other.element));
    }
  });
  for (const line of top.querySelectorAll(".say > .line")) {
    const style = getComputedStyle(line);
    if (isDrawn(line) && parseFloat(style.lineHeight) < 1.49 * parseFloat(style.fontSize)) fault("tight", line, style.lineHeight);
  }

  // 4. Each key stands out from what surrounds it, by its outline or its fill.
  for (const key of keys.filter((each) => !each.dataset.sample && !each.matches("input"))) {
    const style = getComputedStyle(key);
    const around = groundOf(key.parentElement);
    const edges = [style.borderTopColor, style.borderBottomColor, style.borderInlineStartColor].map((colour) => ratioOf(colour, around));
    const best = Math.max(Math.min(...edges), ratioOf(style.backgroundColor, around));
    if (best < contrast || parseFloat(style.borderTopWidth) < 2) fault("edgeless", key, best.toFixed(2));
    if (parseFloat(style.borderBottomWidth) <= parseFloat(style.borderTopWidth)) fault("footless", key);
  }

  // 5. The reading zone ends where it must; nothing scrolls; nothing moves.
  const say = top.querySelector(".say");
  if (isReference && say && modes === "whole" && boxOf(say).bottom > READING_END_PX) fault("long", say, Math.round(boxOf(say).bottom));
  const root = document.documentElement;
  if (root.scrollHeight > root.clientHeight || root.scrollWidth > root.clientWidth) fault("scroll", root, `${root.scrollWidth} x ${root.scrollHeight}`);
  if (document.getAnimations().length) fault("moving", root);

  // 6. Equal answers are equal; no more than five answers at once, four on the largest text; icons are large.
  const equal = [...top.querySelectorAll("[data-together] > .key")].filter(isDrawn);
  const looks = (key) => {
    const style = getComputedStyle(key);
    const box = boxOf(key);
    return [Math.round(box.width), Math.round(box.height), style.backgroundColor, style.borderColor, style.borderWidth, style.fontSize, style.fontWeight].join(" ");
  };
  for (const key of equal.slice(1)) if (looks(key) !== looks(equal[0])) fault("unequal", key, looks(key));
  const answers = keys.filter((each) => each.matches('.table [name="answer"], .table [name="way"]'));
  if (answers.length > (size === "XXL" ? 4 : 5)) fault("many", answers[0], answers.length);
  for (const icon of top.querySelectorAll(".key .icon")) {
    if (isDrawn(icon) && !icon.closest(".glyph") && boxOf(icon).height < 11.8 * mm) fault("icon", icon.closest(".key"), Math.round(boxOf(icon).height));
  }

  // 7. Order of focus is order of reading, row by row, inside each family of keys.
  const isRightToLeft = getComputedStyle(document.getElementById("page")).direction === "rtl";
  for (const family of top.querySelectorAll(".equal, .more, .beside, .signs, .tabs, .segment, .bar-keys, .pager")) {
    const turned = isRightToLeft && getComputedStyle(family).direction === "rtl";
    const shown = [...family.querySelectorAll(".key")].filter(isDrawn);
    shown.slice(1).forEach((key, index) => {
      const [a, b] = [boxOf(shown[index]), boxOf(key)];
      const isBelow = b.top >= a.bottom - 1;
      const isAfter = turned ? b.right <= a.left + 1 : b.left >= a.right - 1;
      if (!isBelow && !isAfter) fault("disorder", key);
    });
  }

  // 8. The ring of the focus is drawn, thick, whole and uncovered.
  root.dataset.device = "keys";
  const before = document.activeElement;
  for (const key of keys.filter((each) => each.matches(".key"))) {
    key.focus({ preventScroll: true });
    const style = getComputedStyle(key);
    const reach = parseFloat(style.outlineOffset) + parseFloat(style.outlineWidth);
    if (!key.matches(":focus-visible") || parseFloat(style.outlineWidth) < 5 || style.boxShadow === "none") fault("ringless", key, style.outline);
    const box = boxOf(key);
    if (box.left - reach < 0 || box.right + reach > innerWidth || box.bottom + reach > innerHeight || box.top - reach < 0) fault("ring cut", key);
    for (const other of keys) {
      if (other === key) continue;
      const b = boxOf(other);
      if (box.left - reach < b.right && box.right + reach > b.left && box.top - reach < b.bottom && box.bottom + reach > b.top) fault("ring meets", key, nameOf(other));
    }
  }
  before?.focus?.({ preventScroll: true });

  return faults;

  function meet(a, b) {
    const shave = 0.2;
    const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const down = Math.min(a.bottom - shave * a.height, b.bottom - shave * b.height) - Math.max(a.top + shave * a.height, b.top + shave * b.height);
    return across > 2 && down > 2;
  }

  function groundOf(element) {
    for (let each = element; each; each = each.parentElement) {
      const colour = getComputedStyle(each).backgroundColor;
      if (!/rgba\(.*, 0\)|transparent/.test(colour)) return colour;
    }
    return "rgb(255, 255, 255)";
  }

  function ratioOf(one, other) {
    const [a, b] = [luminance(one), luminance(other)].sort((x, y) => y - x);
    return (a + 0.05) / (b + 0.05);
  }

  function luminance(colour) {
    if (/rgba\(.*, 0\)/.test(colour)) return 1;
    const [r, g, b] = colour.match(/[\d.]+/g).map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }
}
