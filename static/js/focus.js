// After each page the focus stands where reading begins: the field, or the title. Never on the body.

export function settle(page) {
  const place = page.querySelector("#answer") ?? page.querySelector("#problem") ?? page.querySelector("h1");
  place.focus({ preventScroll: true });
}
