// The frame's words, in the language of the page. `%(number)s` is filled here, when the number moves.

export function word(name, values = {}) {
  const text = document.querySelector(`#words [data-word="${name}"]`)?.textContent ?? "";
  return text.replace(/%\((\w+)\)s/g, (hole, key) => values[key] ?? hole);
}

export function clipOf(name) {
  const span = document.querySelector(`#words [data-word="${name}"]`);
  return span && !span.textContent.includes("%(") ? span.dataset.say || "" : "";
}

// What has just changed, for eyes and screen readers. It stays until the next press: nothing leaves by itself.
export function show(text) {
  const status = document.getElementById("status");
  if (status) status.replaceChildren(...(text ? [Object.assign(document.createElement("p"), { textContent: text })] : []));
}
