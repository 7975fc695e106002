"""A drawing as a list of shapes, and two pens for it: SVG for paper, PNG for a camera. One drawing, never two."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from markupsafe import escape
from PIL import Image, ImageDraw, ImageFont

from web.paper.fonts import STATIC, require_fonts

_FONT = STATIC / "vendor/fonts/atkinson-latin.woff2"
_BOLD = 700


@dataclass(frozen=True)
class Block:
    """A rectangle with round corners; lengths are units of the drawing."""

    x: float
    y: float
    width: float
    height: float
    fill: str
    radius: float = 0
    outline: str = ""
    stroke: float = 0


@dataclass(frozen=True)
class Disc:
    x: float
    y: float
    radius: float
    fill: str


@dataclass(frozen=True)
class Writing:
    """Bold words that stand on the line ``y`` and start at ``x``, or end there."""

    x: float
    y: float
    size: float
    text: str
    fill: str = "#14171A"
    ends: bool = False


Shape: TypeAlias = Block | Disc | Writing


def as_svg(shapes: Sequence[Shape], width: float, height: float) -> str:
    """Return the drawing as SVG."""
    drawn = "".join(_tag(shape) for shape in shapes)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}">{drawn}</svg>'


def as_png(shapes: Sequence[Shape], width: int, height: int) -> bytes:
    """Return the drawing as PNG, one pixel a unit. Raises MissingFont."""
    require_fonts()
    image = Image.new("RGB", (width, height), "#fff")
    pen = ImageDraw.Draw(image)
    for shape in shapes:
        _draw(pen, shape)
    png = io.BytesIO()
    image.save(png, "PNG")
    return png.getvalue()


def _tag(shape: Shape) -> str:
    match shape:
        case Block():
            line = f' stroke="{shape.outline}" stroke-width="{shape.stroke:g}"' if shape.outline else ""
            return (
                f'<rect x="{shape.x:g}" y="{shape.y:g}" width="{shape.width:g}" height="{shape.height:g}" '
                f'rx="{shape.radius:g}" fill="{shape.fill}"{line}/>'
            )
        case Disc():
            return f'<circle cx="{shape.x:g}" cy="{shape.y:g}" r="{shape.radius:g}" fill="{shape.fill}"/>'
        case Writing():
            return (
                f'<text x="{shape.x:g}" y="{shape.y:g}" font-family="Atkinson" font-weight="{_BOLD}" '
                f'font-size="{shape.size:g}" fill="{shape.fill}" text-anchor="{"end" if shape.ends else "start"}">{escape(shape.text)}</text>'
            )


def _draw(pen: ImageDraw.ImageDraw, shape: Shape) -> None:
    match shape:
        case Block():
            pen.rounded_rectangle(
                (shape.x, shape.y, shape.x + shape.width, shape.y + shape.height),
                shape.radius,
                fill=shape.fill,
                outline=shape.outline or None,
                width=round(shape.stroke),
            )
        case Disc():
            pen.circle((shape.x, shape.y), shape.radius, fill=shape.fill)
        case Writing():
            anchor = "rs" if shape.ends else "ls"
            pen.text((shape.x, shape.y), shape.text, fill=shape.fill, font=_font(shape.size), anchor=anchor)


@cache
def _font(size: float) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(_FONT, size)
    font.set_variation_by_axes([_BOLD])
    return font
