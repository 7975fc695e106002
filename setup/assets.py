"""static/vendor/: the few files of the npm packages that pages really use."""

import shutil
from pathlib import Path

from setup import ROOT, Fault, icons, stamp

VENDOR = ROOT / "static" / "vendor"
ICON_LIST = ROOT / "static" / "icons.txt"

ATKINSON = "@fontsource-variable/atkinson-hyperlegible-next"
NOTO_ARABIC = "@fontsource/noto-sans-arabic"
VAZIRMATN = "@fontsource/vazirmatn"

# Name under static/vendor/, and the file of the npm package.
COPIED = {
    "fonts/atkinson-latin.woff2": f"{ATKINSON}/files/atkinson-hyperlegible-next-latin-wght-normal.woff2",
    "fonts/atkinson-latin-ext.woff2": f"{ATKINSON}/files/atkinson-hyperlegible-next-latin-ext-wght-normal.woff2",
    # Two still weights: the variable file weighs 166 kB, these two 99 kB.
    "fonts/noto-arabic-400.woff2": f"{NOTO_ARABIC}/files/noto-sans-arabic-arabic-400-normal.woff2",
    "fonts/noto-arabic-700.woff2": f"{NOTO_ARABIC}/files/noto-sans-arabic-arabic-700-normal.woff2",
    # For papers: it draws each Arabic letter whole, so that the text read out of a PDF is the text seen.
    "fonts/vazirmatn-400.woff2": f"{VAZIRMATN}/files/vazirmatn-arabic-400-normal.woff2",
    "fonts/vazirmatn-700.woff2": f"{VAZIRMATN}/files/vazirmatn-arabic-700-normal.woff2",
    "htmx.min.js": "htmx.org/dist/htmx.min.js",
    "jsqr.js": "jsqr/dist/jsQR.js",
    "licences/atkinson.txt": f"{ATKINSON}/LICENSE",
    "licences/noto-arabic.txt": f"{NOTO_ARABIC}/LICENSE",
    "licences/vazirmatn.txt": f"{VAZIRMATN}/LICENSE",
    "licences/icons.txt": "@tabler/icons/LICENSE",
    "licences/htmx.txt": "htmx.org/LICENSE",
    "licences/jsqr.txt": "jsqr/LICENSE",
}


def prepare(lock: Path) -> None:
    """Build static/vendor/ when the lock, the list of icons or this recipe changed."""
    recipes = [ROOT / "setup" / name for name in ("assets.py", "icons.py")]
    key = stamp.key_of(lock, ICON_LIST, *recipes)
    if stamp.is_done(VENDOR / ".done", key):
        return
    print("Fonts, icons, htmx: static/vendor/", flush=True)
    build(ROOT / "node_modules", ICON_LIST, VENDOR)
    stamp.mark_done(VENDOR / ".done", key)


def build(modules: Path, icon_list: Path, target: Path) -> None:
    """Write `target` anew. Raises Fault, before anything is touched, when a font, a script or an icon is missing."""
    missing = [source for source in COPIED.values() if not (modules / source).is_file()]
    if missing:
        raise Fault(f"The npm packages lack: {', '.join(missing)}")
    sprite = icons.sprite(icons.read_names(icon_list), modules / "@tabler" / "icons" / "icons")

    shutil.rmtree(target, ignore_errors=True)
    for name, source in COPIED.items():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(modules / source, target / name)
    (target / "icons.svg").write_text(sprite, encoding="utf-8")
