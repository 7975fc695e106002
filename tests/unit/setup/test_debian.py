"""What is missing on the machine is named in one line that can be typed."""

import pytest

from setup import Fault, debian

MISSING = debian.Need(lambda: False, ("first-package", "second-package"))
THERE = debian.Need(lambda: True, ("third-package",))


def test_only_what_is_missing_is_named():
    assert debian.missing_packages([MISSING, THERE]) == ["first-package", "second-package"]


def test_nothing_is_run_when_nothing_is_missing(monkeypatch):
    monkeypatch.setattr(debian.subprocess, "run", None)

    debian.bring([THERE])


def test_without_root_the_one_line_to_type_is_said(monkeypatch):
    monkeypatch.setattr(debian.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(debian.shutil, "which", lambda name: None)

    with pytest.raises(Fault) as said:
        debian.bring([MISSING])

    line = str(said.value)
    assert "\n" not in line
    assert "sudo apt-get install --yes --no-install-recommends first-package second-package" in line


def test_a_library_that_no_machine_has_is_missing():
    assert not debian.LETTERS[0].is_met.func("libno-such-thing.so.9")
