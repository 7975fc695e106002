"""The HTML of papers: one environment, strict about what is missing. The press takes it from there."""

import base64
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from web.paper.qr import qr_svg

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["as_image"] = as_image
    environment.filters["as_square"] = lambda text: as_image(qr_svg(text))
    return environment


def page(template: str, **finished: object) -> str:
    """Return the HTML of ``paper/<template>.html``. Everything in ``finished`` is ready to be placed."""
    return _environment().get_template(f"paper/{template}.html").render(**finished)


def as_image(svg: str) -> str:
    """Return a drawing as an address that needs no file and no network."""
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()
