// Starts everything, then sets each new page: root attributes, paging, focus, voice.

import { follow } from "./camera.js";
import { listen, rest } from "./commands.js";
import { settle } from "./focus.js";
import { watch } from "./idle.js";
import { draw } from "./pad.js";
import { lay } from "./pages.js";
import { print } from "./print.js";
import { cover } from "./veil.js";
import { greet } from "./voice.js";
import { attend } from "./wait.js";

const root = document.documentElement;

function arrive() {
  const page = document.getElementById("page");
  for (const name of ["lang", "dir", "data-size", "data-theme"]) root.setAttribute(name, page.getAttribute(name));
  // The browser's own history keeps titles: a name is never one.
  document.title = page.querySelector("h1[data-personal]") ? "Coup de main" : page.dataset.title;
  // The server has wiped the browser with its answer; htmx has since noted the address of this very page.
  if (page.dataset.place === "leave/farewell") sessionStorage.clear();
  draw(page);
  lay(page);
  settle(page);
  follow(page);
  greet(page);
  print(page);
}

root.dataset.script = "";
rest();
listen();
attend();
cover();
watch();
document.addEventListener("htmx:afterSettle", arrive);
// Words change their width when the fonts arrive: the pages are cut again, the place is kept.
document.fonts.ready.then(() => lay(document.getElementById("page")));
window.addEventListener("resize", () => lay(document.getElementById("page")));
arrive();
