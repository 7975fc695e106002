// A comfort change that does not redraw the page: it is kept on the server, so that the next page has it too.

let keeping = null;

export function keep(name, value) {
  keeping = send(name, value);
  return keeping;
}

async function send(name, value) {
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
  keeping = null;
}

// An answer pressed meanwhile waits for the token of the visit that the change has just begun.
document.addEventListener("htmx:confirm", (event) => {
  if (!keeping) return;
  event.preventDefault();
  keeping.finally(() => event.detail.issueRequest(true));
});
