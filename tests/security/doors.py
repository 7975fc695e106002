"""Every way into an application, read from its own map of routes, so that a new route cannot be forgotten."""

from flask import Flask

FILLED = {
    "journey": "identify",
    "step": "code",
    "panel": "see",
    "page": "phone",
    "name": "size",
    "stamp": "0",
    "_stamp": "0",
    "path": "css/failure.css",
    "language": "fr",
    "change": "pause",
    "act": "suspend",
    "day": "2026-11-22",
    "key": "proof",
    "form": "letter",
    "table": "ending",
}
NUMBERS = {"paper.found": "7K4M29PT"}


def addresses(app: Flask, method: str) -> list[str]:
    """Return one address for each route that takes ``method``. The gallery is left out: it draws samples and reads no visit."""
    adapter = app.url_map.bind("localhost")
    rules = [rule for rule in app.url_map.iter_rules() if method in (rule.methods or ())]
    return sorted(
        adapter.build(rule.endpoint, {**FILLED, "number": NUMBERS.get(rule.endpoint, 1)}, append_unknown=False)
        for rule in rules
        if not rule.endpoint.startswith("gallery.")
    )  # fmt: skip


def token_of(page) -> str:
    """Return the token of the form that a robot or a helper looks at."""
    return str(page.html.xpath('//input[@name="forgery"]/@value')[0])
