// The network that comes and goes: said once each time, nothing is sent into the void, and the page heals by itself.

const region = document.getElementById("network");
let isLost = false;

function lost() {
  if (isLost) return;
  isLost = true;
  region.textContent = region.dataset.lost;
  region.className = "problem network";
}

function back() {
  if (!isLost) return;
  isLost = false;
  region.textContent = region.dataset.back;
  region.className = "told network";
}

document.addEventListener("htmx:sendError", lost);
document.addEventListener("htmx:timeout", lost);
window.addEventListener("offline", lost);
// "online" is a promise of the machine alone: the next answer of the server keeps it.
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.xhr?.status > 0) back();
});

document.addEventListener(
  "submit",
  (event) => {
    if (!isLost || event.target.method === "dialog") return;
    event.preventDefault();
    event.stopImmediatePropagation();
    // Said again: the press was heard, and will be needed once more.
    region.textContent = "";
    region.textContent = region.dataset.lost;
  },
  true,
);
