"""Each room imports only what it may; the judge of it refuses a planted import."""

import shutil
import subprocess
import sys

import pytest

from setup import ROOT

ROOMS = ("carnet", "web", "kiosk", "helpdesk")


def judge(folder):
    """What import-linter says of the rooms in `folder`, under our contracts."""
    return subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command; lint_imports_command()",
            "--no-cache",
        ],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def copy(tmp_path):
    """The rooms and their contracts, for a test to spoil."""
    for room in ROOMS:
        shutil.copytree(ROOT / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_every_room_imports_only_what_it_may():
    said = judge(ROOT)

    assert said.returncode == 0, said.stdout


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("carnet/domain/planted.py", "import sqlalchemy"),
        ("carnet/domain/planted.py", "import holidays"),
        ("carnet/domain/planted.py", "import phonenumbers"),
        ("carnet/services/planted.py", "import flask"),
        ("carnet/store/planted.py", "import carnet.services"),
        ("carnet/services/planted.py", "import web.server"),
        ("web/planted.py", "import kiosk.screen"),
        ("helpdesk/planted.py", "import kiosk.screen"),
    ],
)
def test_a_planted_import_is_refused(copy, module, line):
    (copy / module).write_text(f"{line}\n")

    said = judge(copy)

    assert said.returncode == 1, said.stdout
    assert module.removesuffix(".py").replace("/", ".") in said.stdout
