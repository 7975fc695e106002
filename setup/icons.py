"""One picture file with every icon that the screens use, and no other."""

from pathlib import Path

from setup import Fault

# Tabler draws its outline icons on a 24 by 24 grid; the page decides size and colour.
OUTLINE = 'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'
FILLED = 'fill="currentColor"'


def read_names(listing: Path) -> list[str]:
    """Return the icon names of `listing`: one a line, `filled/name` for a filled one, `#` for a remark."""
    if not listing.is_file():
        raise Fault(f"The list of icons is missing: {listing}")
    lines = (line.partition("#")[0].strip() for line in listing.read_text(encoding="utf-8").splitlines())
    return sorted({line for line in lines if line})


def sprite(names: list[str], folder: Path) -> str:
    """Return an SVG of symbols. `home` has id `home`; `filled/home` has id `home-filled`.

    Raises Fault that names every icon that `folder` lacks.
    """
    missing = [name for name in names if not _path(name, folder).is_file()]
    if missing:
        raise Fault(f"These icons of static/icons.txt do not exist in @tabler/icons: {', '.join(missing)}")
    symbols = "".join(_symbol(name, _path(name, folder).read_text(encoding="utf-8")) for name in names)
    return f'<svg xmlns="http://www.w3.org/2000/svg">{symbols}</svg>\n'


def _path(name: str, folder: Path) -> Path:
    return folder / (f"{name}.svg" if "/" in name else f"outline/{name}.svg")


def _symbol(name: str, drawing: str) -> str:
    _, _, inside = drawing.partition("<svg")
    _, _, inside = inside.partition(">")
    inside, _, _ = inside.rpartition("</svg>")
    shapes = [line.strip() for line in inside.splitlines() if "M0 0h24v24H0z" not in line]
    is_filled = name.startswith("filled/")
    symbol_id = f"{name.removeprefix('filled/')}-filled" if is_filled else name
    paint = FILLED if is_filled else OUTLINE
    return f'<symbol id="{symbol_id}" viewBox="0 0 24 24" {paint}>{"".join(shapes)}</symbol>'
