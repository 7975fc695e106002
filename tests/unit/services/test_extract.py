"""A fund's file: refused whole when its head is wrong, otherwise judged line by line."""

from datetime import date
from pathlib import Path

import pytest

from carnet.domain.errors import Invalid
from carnet.services.extract import Reject, judge, written_lines

TODAY = date(2026, 11, 22)
HEAD = "reference;nir;birth_name;first_names;birth_date;sex;policy_holder"
JEANNE = "A1;251036399900118;Durand;Jeanne;1951-03-08;F;"
MARC = "A2;158082A99900222;Peretti;Marc;1958-08-14;M;"


def silent(done: int, total: int) -> None:
    assert 0 < done <= total


@pytest.fixture
def written(tmp_path: Path):
    def write(*lines: str | bytes, head: str = HEAD) -> Path:
        path = tmp_path / "extract.csv"
        encoded = [line.encode() if isinstance(line, str) else line for line in (head, *lines)]
        path.write_bytes(b"\n".join(encoded))
        return path

    return write


def rejects_of(path: Path) -> list[Reject]:
    return list(judge(path, on=TODAY, progress=silent).rejects.values())


def test_valid_lines_are_people_whatever_the_ends_of_lines(written):
    path = written(JEANNE + "\r", "", MARC + "\r\n", "   ")

    lines = list(written_lines(path, silent))

    assert [line.number for line in lines] == [2, 4]
    assert rejects_of(path) == []


def test_a_byte_order_mark_and_quoted_fields_are_understood(written):
    path = written('"A1";251036399900118;"Du; rand";Jeanne;1951-03-08;F;', head="\ufeff" + HEAD)

    assert rejects_of(path) == [Reject(2, "characters", "birth_name")]


@pytest.mark.parametrize(
    ("line", "reject"),
    [
        ("A3;251036399900118;Durand", Reject(3, "fields")),
        ('A3;"251036399900118;Durand;Jeanne;1951-03-08;F;', Reject(3, "quotes")),
        ("A3;251036399900118;Dürand;Jeanne;1951-03-08;F;".encode("latin-1"), Reject(3, "encoding")),
        ("A3;251036399900119;Durand;Jeanne;1951-03-08;F;", Reject(3, "key", "nir")),
        ("A1;251036399900118;Durand;Anne;1951-03-08;F;", Reject(3, "reference_twice", "reference")),
        ("A3;251036399900118;Durand;Jeanne;1951-03-08;F;", Reject(3, "person_twice", "nir")),
        ("A3;251036399900118;Durand;Je\x00anne;1951-03-08;F;", Reject(3, "characters", "first_names")),
        ("x" * 200_000, Reject(3, "length")),
    ],
)
def test_a_bad_line_is_rejected_alone(written, line, reject):
    assert rejects_of(written(JEANNE, line, MARC)) == [reject]


@pytest.mark.parametrize(
    ("head", "reason"),
    [
        ("", "column_missing"),
        ("reference;nir", "column_missing"),
        (HEAD + ";nom", "column_unknown"),
        (HEAD.replace(";", ","), "column_unknown"),
        (HEAD + ";nir", "column_twice"),
        ('"reference', "header"),
    ],
)
def test_a_file_with_a_wrong_head_is_refused_whole(written, head, reason):
    with pytest.raises(Invalid) as fault:
        judge(written(JEANNE, head=head), on=TODAY, progress=silent)

    assert fault.value.reason == reason


def test_a_file_in_another_encoding_from_its_head_on_is_refused_whole(tmp_path):
    path = tmp_path / "extract.csv"
    path.write_bytes(HEAD.encode("utf-16"))

    with pytest.raises(Invalid) as fault:
        judge(path, on=TODAY, progress=silent)

    assert fault.value.reason == "header"


def test_whoever_needs_a_rejected_person_is_rejected_too(written):
    child = "A3;251036399900118;Durand;Léa;2015-01-01;F;A1"
    grandchild = "A4;251036399900118;Durand;Zoé;2024-01-01;F;A3"
    judgement = judge(written(grandchild, child, JEANNE.replace("1951", "2051")), on=TODAY, progress=silent)

    judgement.reject_the_lonely(known=set())

    assert {reject.line: reject.reason for reject in judgement.rejects.values()} == {
        4: "future",
        3: "unknown_person",
        2: "unknown_person",
    }


def test_whoever_needs_a_person_known_already_is_accepted(written):
    judgement = judge(written("A3;251036399900118;Durand;Léa;2015-01-01;F;A9"), on=TODAY, progress=silent)

    assert judgement.wanted() == {"A9"}
    judgement.reject_the_lonely(known={"A9"})
    assert judgement.rejects == {}
