"""Remembers what is already done, so that a second start does nothing and needs no network."""

import hashlib
from pathlib import Path


def key_of(*parts: str | Path) -> str:
    """Return the hash of texts and of files' contents; a missing file counts as empty."""
    digest = hashlib.sha256()
    for part in parts:
        content = part.encode() if isinstance(part, str) else _content(part)
        digest.update(len(content).to_bytes(8, "big") + content)
    return digest.hexdigest()


def is_done(stamp: Path, key: str) -> bool:
    return _content(stamp).decode(errors="replace") == key


def mark_done(stamp: Path, key: str) -> None:
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(key)


def _content(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""
