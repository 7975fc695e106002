"""Which file says which text: `manifest.json` in the folder of each language.

It does not care where a clip comes from. To put a human reading in the place of a synthetic one, lay the file
beside the others under a name of its own and write that name against the text: rendering keeps it as long as
the text is used. A new reading takes a new name, for players keep clips for a year.
"""

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from web.speech.files import write_whole

_NAME = "manifest.json"
_SYNTHETIC = re.compile(r"[0-9a-f]{64}\.mp3")

Prompt = tuple[str, str]
"""Language and text, in that order."""


def is_synthetic(file_name: str) -> bool:
    """Whether ``file_name`` is one that rendering gave, and may delete."""
    return _SYNTHETIC.fullmatch(file_name) is not None


def read_manifest(folder: Path) -> dict[str, str]:
    """Return the texts of ``folder`` with their file names; those whose file is gone are left out."""
    try:
        written: dict[str, str] = json.loads((folder / _NAME).read_text("utf-8"))
    except FileNotFoundError:
        return {}
    present = {path.name for path in folder.iterdir()}
    return {text: name for text, name in written.items() if name in present}


def write_manifest(folder: Path, files: Mapping[str, str]) -> None:
    """Write the manifest, sorted so that two versions can be compared by eye."""
    write_whole(folder / _NAME, json.dumps(files, ensure_ascii=False, indent=1, sort_keys=True).encode())


class Clips:
    """The clips that are ready, read once. One look-up a text: a page names a dozen."""

    def __init__(self, folder: Path) -> None:
        """``folder`` holds one folder a language."""
        languages = [path for path in folder.iterdir() if path.is_dir()] if folder.is_dir() else []
        self._files = {path.name: read_manifest(path) for path in languages}

    def file_of(self, text: str, language: str) -> str | None:
        """Return the name of the file that says ``text``; None where the live voice must."""
        return self._files.get(language, {}).get(text)

    def missing(self, prompts: Iterable[Prompt]) -> list[Prompt]:
        """Return the prompts without a clip: a language with one is not complete."""
        return [(language, text) for language, text in prompts if self.file_of(text, language) is None]
