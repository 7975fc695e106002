"""One script and one style sheet a page: the modules that a file imports are joined into it on the way out.

Each request has a kilobyte of headers that protect, and the browser learns of a module only from the one before it.
The files stay as they are written: whoever asks for them without compression gets them one by one.
"""

import re
from pathlib import Path

# The one form that our modules use; another would be left in place, and the browser would ask for that file itself.
_IMPORT = re.compile(r'^import \{ ([\w, ]+) \} from "\./([\w-]+)\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?function (\w+)|const (\w+))", re.MULTILINE)
_REMARK = re.compile(r"^\s*//.*\n", re.MULTILINE)
_NOTE = re.compile(r"/\*.*?\*/\n?", re.DOTALL)
_INDENT = re.compile(r"^\s+", re.MULTILINE)
_AROUND = re.compile(r"\s*([{};])\s*")  # no sheet of ours writes one of these three in a text
_SHEET = re.compile(r'^@import "([\w-]+\.css)";\n', re.MULTILINE)


def joined(path: Path) -> str:
    """Return the text of a file with all that it imports, each once, before it."""
    if path.suffix == ".css":
        sheets = _SHEET.sub(
            lambda found: path.with_name(found[1]).read_text("utf-8"), path.read_text("utf-8")
        )
        return _AROUND.sub(r"\1", _NOTE.sub("", sheets))
    if path.suffix == ".js":
        return "".join(_module(each, each == path) for each in _in_order(path, []))
    return path.read_text("utf-8")


def _in_order(path: Path, known: list[Path]) -> list[Path]:
    for found in _IMPORT.finditer(path.read_text("utf-8")):
        needed = path.with_name(f"{found[2]}.js")
        if needed not in known:
            _in_order(needed, known)
    known.append(path)
    return known


def _module(path: Path, is_last: bool) -> str:
    """Return one module as a function of its own, so that equal names in two modules stay two things."""
    text = path.read_text("utf-8")
    names = ", ".join(found[1] or found[2] for found in _EXPORT.finditer(text))
    body = _IMPORT.sub(lambda found: f"const {{ {found[1]} }} = {_name(found[2])};\n", text)
    body = _INDENT.sub("", _REMARK.sub("", body))  # no text of ours goes over more than one line
    if is_last:
        return body
    body = _EXPORT.sub("", body)
    return f"const {_name(path.stem)} = (() => {{\n{body}return {{ {names} }};\n}})();\n"


def _name(stem: str) -> str:
    return f"module_{stem.replace('-', '_')}"
