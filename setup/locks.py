"""`make lock`: pins every package anew, with its hashes and without the address it came from.

An address belongs to the machine that reads the lock, not to the lock: a mirror must serve as well.
"""

import json
import os
import subprocess
import venv
from pathlib import Path
from tempfile import TemporaryDirectory

from setup import ROOT, node

# In this order: the tests' lock is held to the versions of the first.
PYTHON_LOCKS = ("requirements", "requirements-test", "requirements-node")
PIP_COMPILE = (
    "--quiet", "--upgrade", "--generate-hashes", "--strip-extras", "--allow-unsafe",
    "--no-emit-index-url", "--no-emit-trusted-host", "--no-emit-find-links",
)  # fmt: skip


def renew() -> None:
    with TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        binaries = Path(folder) / "bin"
        _run(str(binaries / "pip"), "install", "--quiet", "pip-tools")
        for name in PYTHON_LOCKS:
            _run(str(binaries / "pip-compile"), *PIP_COMPILE, "-o", f"{name}.txt", f"{name}.in")
    _run(*node.npm(), "install", "--package-lock-only", "--ignore-scripts")
    node.LOCK.write_text(without_addresses(node.LOCK.read_text(encoding="utf-8")), encoding="utf-8")


def without_addresses(lock: str) -> str:
    """Return package-lock.json without the places that packages came from or ask money for."""
    content = json.loads(lock)
    for package in content["packages"].values():
        package.pop("resolved", None)
        package.pop("funding", None)
    return json.dumps(content, indent=2) + "\n"


def _run(*command: str) -> None:
    # The name stands in the head of each lock, instead of this machine's own command line.
    environment = {**os.environ, "CUSTOM_COMPILE_COMMAND": "make lock"}
    subprocess.run(command, cwd=ROOT, check=True, env=environment)


if __name__ == "__main__":
    renew()
