// Sends the paper of a page to the printer by itself. A browser without a printer still has the key that opens it.

export function print(page) {
  const link = page.querySelector("[data-print]");
  if (!link || !navigator.pdfViewerEnabled) return;
  const frame = document.createElement("iframe");
  frame.hidden = true;
  frame.title = "";
  frame.src = link.href;
  frame.addEventListener("load", () => {
    // No paper came, but a page that says the same: it is shown, not printed.
    if (frame.contentDocument?.querySelector("#page")) location.assign(link.href);
    else frame.contentWindow.print();
  });
  page.append(frame);
}
