"""The project's own Python environment, `.venv`, with pinned packages whose hashes are checked."""

import shutil
import subprocess
import sys
from pathlib import Path

from setup import ROOT, Fault, stamp

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"

# Wheels only: a bare machine has no compiler.
PIP_INSTALL = (
    "-m", "pip", "install", "--require-hashes", "--only-binary=:all:",
    "--no-input", "--disable-pip-version-check", "--quiet", "--quiet",
)  # fmt: skip


def prepare(*locks: Path) -> None:
    """Make `.venv` hold exactly what `locks` pin. Does nothing when it already does."""
    # A virtual environment knows its own address and its Python: a moved clone gets a new one.
    made_for = stamp.key_of(sys.version, str(VENV))
    if not PYTHON.is_file() or not stamp.is_done(VENV / "made-for", made_for):
        print("Python environment: .venv", flush=True)
        shutil.rmtree(VENV, ignore_errors=True)
        _run([sys.executable, "-m", "venv", str(VENV)], "The Python environment could not be made")
        stamp.mark_done(VENV / "made-for", made_for)
    for lock in locks:
        _install(lock)


def _install(lock: Path) -> None:
    done, key = VENV / f"installed-{lock.stem}", stamp.key_of(lock)
    if stamp.is_done(done, key):
        return
    print(f"Python packages: {lock.name}", flush=True)
    _run([str(PYTHON), *PIP_INSTALL, "-r", str(lock)], f"The packages of {lock.name} could not be installed")
    stamp.mark_done(done, key)


def _run(command: list[str], fault: str) -> None:
    if subprocess.run(command, stdin=subprocess.DEVNULL, check=False).returncode:
        raise Fault(fault)
