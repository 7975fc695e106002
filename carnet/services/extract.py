"""Reading a fund's extract: a CSV file, one line one person, judged line by line before anything is written."""

import csv
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from carnet.domain.errors import Invalid
from carnet.domain.insured import COLUMNS, REQUIRED, read_insured

SEPARATOR = ";"
FIRST_LINE = 2
LONGEST_LINE = 20_000

Progress = Callable[[int, int], None]
"""Called with bytes read and bytes in all."""


@dataclass(frozen=True)
class Reject:
    """A line that stays out: its number in the file, the column and the reason, never what it holds."""

    line: int
    reason: str
    column: str = ""


@dataclass(frozen=True)
class WrittenLine:
    """A line with as many fields as there are columns; what they hold is not judged yet."""

    number: int
    row: Mapping[str, str] = field(repr=False)

    @property
    def reference(self) -> str:
        return self.row["reference"].strip()

    @property
    def text(self) -> str:
        """What the line says, whatever the order of the columns."""
        return json.dumps({column: self.row[column] for column in sorted(self.row) if self.row[column]})


@dataclass
class Judgement:
    """What a first reading found: how many lines, whom they name, which stay out, whom the others still need."""

    lines: int = 0
    references: dict[str, int] = field(default_factory=dict)
    rejects: dict[int, Reject] = field(default_factory=dict)
    needs: dict[int, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    digest: str = ""

    def reject(self, reject: Reject) -> None:
        self.rejects[reject.line] = reject

    def wanted(self) -> set[str]:
        """The references that lines need and no accepted line brings: the database may know them."""
        named = {reference for needs in self.needs.values() for _, reference in needs}
        return {reference for reference in named if not self._brings(reference)}

    def reject_the_lonely(self, known: set[str]) -> None:
        """Reject each line that needs a person whom neither the file nor ``known`` has, and then those who needed it."""
        is_settled = False
        while not is_settled:
            is_settled = True
            for number, needs in self.needs.items():
                lonely = [column for column, name in needs if name not in known and not self._brings(name)]
                if lonely and number not in self.rejects:
                    self.reject(Reject(number, "unknown_person", lonely[0]))
                    is_settled = False

    def _brings(self, reference: str) -> bool:
        number = self.references.get(reference)
        return number is not None and number not in self.rejects


def written_lines(path: Path, progress: Progress) -> Iterator[WrittenLine | Reject]:
    """Give each line of the file, or why it is none, in order; empty lines are passed over.

    Raises Invalid with ``column_missing``, ``column_unknown``, ``column_twice`` or ``header``: the file is refused whole.
    """
    total = path.stat().st_size
    done = 0
    with path.open("rb") as file:
        first = file.readline()
        header = _read_header(first)
        done += len(first)
        for number, raw in enumerate(file, start=FIRST_LINE):
            done += len(raw)
            progress(done, total)
            if raw.strip():
                yield _read_line(number, raw, header)


def judge(path: Path, *, on: date, progress: Progress) -> Judgement:
    """Give what there is to say about the file alone, before the database is asked anything.

    Raises Invalid as ``written_lines`` does.
    """
    judgement = Judgement(digest=_digest(path))
    people: dict[tuple[str, str, str], int] = {}
    for line in written_lines(path, progress):
        judgement.lines += 1
        if isinstance(line, Reject):
            judgement.reject(line)
            continue
        try:
            insured = read_insured(line.row, on=on)
        except Invalid as fault:
            judgement.reject(Reject(line.number, fault.reason, str(fault.where.get("column", ""))))
            continue
        same_person = (insured.nir.value, insured.birth_date.iso(), insured.name.first_name.casefold())
        if insured.reference in judgement.references:
            judgement.reject(Reject(line.number, "reference_twice", "reference"))
        elif same_person in people:
            judgement.reject(Reject(line.number, "person_twice", "nir"))
        else:
            judgement.references[insured.reference] = line.number
            people[same_person] = line.number
            if relatives := insured.relatives:
                judgement.needs[line.number] = relatives
    return judgement


def _read_header(raw: bytes) -> list[str]:
    try:
        header = _fields(raw.decode("utf-8-sig"))
    except (UnicodeDecodeError, csv.Error, StopIteration):
        raise Invalid("header") from None
    for column in header:
        if column not in COLUMNS:
            raise Invalid("column_unknown", column=column if column.isprintable() else "")
        if header.count(column) > 1:
            raise Invalid("column_twice", column=column)
    for column in REQUIRED:
        if column not in header:
            raise Invalid("column_missing", column=column)
    return header


def _read_line(number: int, raw: bytes, header: list[str]) -> WrittenLine | Reject:
    if len(raw) > LONGEST_LINE:
        return Reject(number, "length")
    try:
        fields = _fields(raw.decode())
    except UnicodeDecodeError:
        return Reject(number, "encoding")
    except csv.Error:
        return Reject(number, "quotes")
    if len(fields) != len(header):
        return Reject(number, "fields")
    return WrittenLine(number, dict(zip(header, fields, strict=True)))


def _fields(line: str) -> list[str]:
    # One line is one person: a quote left open spoils its own line and none of the following ones.
    return next(csv.reader([line.rstrip("\r\n")], delimiter=SEPARATOR, strict=True))


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
