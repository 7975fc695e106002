"""Invented insured people, as many as wanted: always the same, all valid, none real."""

from collections import Counter
from datetime import date
from itertools import islice

from carnet.demonstration.extract import extract_lines
from carnet.demonstration.invented import invent
from carnet.domain.nir import read_nir
from carnet.services.extract import judge

DAY = date(2026, 11, 22)


def test_every_invented_line_is_valid(tmp_path):
    path = tmp_path / "big.csv"
    path.write_text("".join(extract_lines(invent(1_000, on=DAY))), encoding="utf-8")

    judgement = judge(path, on=DAY, progress=lambda done, total: None)
    judgement.reject_the_lonely(set())

    assert (judgement.lines, judgement.rejects) == (1_000, {})


def test_the_same_seed_gives_the_same_people_and_another_gives_others():
    first, same, other = (list(invent(50, on=DAY, seed=seed)) for seed in ("1", "1", "2"))

    assert first == same
    assert first != other


def test_more_people_begin_with_the_same_ones():
    assert list(islice(invent(500, on=DAY), 50)) == list(invent(50, on=DAY))


def test_no_number_can_be_a_real_persons_and_only_children_share_one():
    rows = list(invent(2_000, on=DAY))
    numbers = Counter(row["nir"] for row in rows if "policy_holder" not in row)

    assert max(numbers.values()) == 1
    assert all(set(read_nir(row["nir"]).groups[4]) == {"9"} for row in rows)


def test_people_without_some_contact_and_children_are_among_them():
    rows = list(invent(1_000, on=DAY))

    assert any("policy_holder" in row for row in rows)
    assert any("post" not in row and "policy_holder" not in row for row in rows)
    assert any("mail" not in row and "phone" not in row and "policy_holder" not in row for row in rows)
