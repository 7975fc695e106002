"""Files that are whole or not there: a full disk or a power cut leaves no half clip to be played."""

from pathlib import Path

PART = ".part"


def write_whole(path: Path, content: bytes) -> None:
    """Write ``path`` under another name, then rename. Raises OSError; no scrap is left then."""
    part = path.with_name(f".{path.name}{PART}")
    try:
        part.write_bytes(content)
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise
