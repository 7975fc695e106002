// The team board: tables that were opened stay open when figures change, and the page stands still when asked to.

const freeze = document.getElementById("freeze");
const frozen = document.getElementById("frozen");
const open = new Set();

function isFrozen() {
  return freeze.getAttribute("aria-pressed") === "true";
}

freeze.hidden = false;
freeze.addEventListener("click", () => {
  freeze.setAttribute("aria-pressed", String(!isFrozen()));
  frozen.hidden = !isFrozen();
});

document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.target.id === "board" && isFrozen()) event.preventDefault();
});

// `toggle` does not bubble: it is caught on its way down. A table that leaves with the old figures was not closed by anybody.
document.addEventListener("toggle", (event) => {
  const { id, isConnected } = event.target;
  if (!isConnected) return;
  if (event.target.open) open.add(id);
  else open.delete(id);
}, true);

document.addEventListener("htmx:afterSwap", () => {
  for (const id of open) {
    const table = document.getElementById(id);
    if (table) table.open = true;
  }
});
