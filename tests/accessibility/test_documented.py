"""The table of docs/accessibility.md is true: each check of this kiosk has a line, and each test that it names exists."""

import ast
import re
from functools import cache

import pytest

from setup import ROOT

TABLE = re.compile(r"^\| (A\d+) \| (.+?) \| (.+?) \|$", re.MULTILINE)
NAMED = re.compile(r"`([\w/]+\.py)::(test_\w+)`")
WANTED = [
    *range(1, 14), 15, 18, 23, *range(25, 31), *range(35, 38), 44, 45, 49, 52, 53, *range(55, 64), *range(65, 73),
    74, 79, 80, *range(82, 89),
]  # fmt: skip


def lines() -> list[tuple[str, str, str]]:
    return TABLE.findall((ROOT / "docs" / "accessibility.md").read_text("utf-8"))


@cache
def names_in(path: str) -> set[str]:
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_each_check_has_one_line():
    assert [check for check, _what, _tests in lines()] == [f"A{number}" for number in WANTED]


@pytest.mark.parametrize(("check", "tests"), [(check, tests) for check, _what, tests in lines()])
def test_each_named_test_exists(check, tests):
    named = NAMED.findall(tests)

    assert named
    assert [f"{path}::{name}" for path, name in named if name not in names_in(path)] == []


def test_each_numbered_test_of_this_folder_is_in_the_table():
    named = {name for _check, _what, tests in lines() for _path, name in NAMED.findall(tests)}
    here = {name for path in (ROOT / "tests" / "accessibility").glob("test_*.py") for name in names_in(str(path.relative_to(ROOT)))}  # fmt: skip

    assert sorted(name for name in here - named if re.match(r"test_a\d", name)) == []
