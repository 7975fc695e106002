"""The font files that papers embed. They are brought at set-up; a paper is never made with a stand-in."""

from pathlib import Path

STATIC = Path(__file__).resolve().parents[2] / "static"

NEEDED = (
    "vendor/fonts/atkinson-latin.woff2",
    "vendor/fonts/atkinson-latin-ext.woff2",
    "vendor/fonts/vazirmatn-400.woff2",
    "vendor/fonts/vazirmatn-700.woff2",
)


class MissingFont(Exception):
    """A font file is not there: one line that says which, and what to do."""


def require_fonts(static: Path = STATIC) -> None:
    """Raise MissingFont, naming all that are missing, unless every needed file is there."""
    missing = [name for name in NEEDED if not (static / name).is_file()]
    if missing:
        raise MissingFont(
            f"Missing fonts for letters and receipts: {', '.join(missing)}. `make run` brings them."
        )
