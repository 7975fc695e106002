"""Formatter, linter, type checker and security judge agree with the code, and each refuses a bad sample."""

import subprocess
import sys

import pytest

from setup import ROOT

CODE = ("carnet", "helpdesk", "kiosk", "setup", "web", "run_kiosk.py")

JUDGES = {
    "ruff format": (["ruff", "format", "--check"], ["."]),
    "ruff check": (["ruff", "check"], ["."]),
    "mypy": (["mypy", "--strict"], []),
    "bandit": (["bandit", "-q", "-ll", "-r"], CODE),
}
BAD = {
    "ruff format": "x = {  'a':1 }\n",
    "ruff check": "import os\n",
    "mypy": "def add(a, b):\n    return a + b\n",
    "bandit": "import hashlib\n\nprint(hashlib.md5(b'secret'))\n",
}


def judge(command, *paths, folder=ROOT):
    return subprocess.run(
        [sys.executable, "-m", *command, *paths], cwd=folder, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("name", JUDGES)
def test_the_code_passes(name):
    command, paths = JUDGES[name]

    said = judge(command, *paths)

    assert said.returncode == 0, said.stdout + said.stderr


@pytest.mark.parametrize("name", JUDGES)
def test_a_bad_sample_is_refused(name, tmp_path):
    (tmp_path / "bad.py").write_text(BAD[name])

    said = judge(JUDGES[name][0], "bad.py", folder=tmp_path)

    assert said.returncode == 1, said.stdout + said.stderr
    assert "bad.py" in said.stdout
