// A comfort change that does not redraw the page: it is kept on the server, so that the next page has it too.

export async function keep(name, value) {
  const field = document.querySelector('[name="forgery"]');
  const body = new URLSearchParams({ value, forgery: field.value });
  try {
    const answer = await fetch(`/comfort/${name}`, { method: "POST", body });
    // The first press begins the visit: the forms of this page then need the visit's own token.
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector('[name="forgery"]');
    if (answer.ok && fresh) field.value = fresh.value;
  } catch {
    // The change already sounds and shows; only the next page may forget it.
  }
}
