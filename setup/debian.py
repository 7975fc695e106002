"""Debian packages: what is missing here, and how it comes (by apt, or by one line that a person types)."""

import ctypes
import importlib.util
import os
import shutil
import subprocess
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from setup import Fault


@dataclass(frozen=True)
class Need:
    """Something the machine must have: how to see that it is there, and the packages that bring it."""

    is_met: Callable[[], bool]
    packages: tuple[str, ...]


def _has_command(name: str) -> bool:
    return shutil.which(name) is not None


def _has_library(*names: str) -> bool:
    try:
        for name in names:
            ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _has_module(name: str) -> bool:
    return importlib.util.find_spec(name) is not None


def _has_file(pattern: str) -> bool:
    return any(Path("/").glob(pattern))


def _command(name: str, *packages: str) -> Need:
    return Need(partial(_has_command, name), packages)


# Debian ships `python3.11` without the part of venv that brings pip.
ENVIRONMENT = (Need(partial(_has_module, "ensurepip"), ("python3-venv",)),)

# WeasyPrint draws letters and receipts with Pango.
LETTERS = (
    Need(
        partial(_has_library, "libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0"),
        ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"),
    ),
)

JUDGES = (
    _command("chromium", "chromium"),
    _command("chromium-headless-shell", "chromium-headless-shell"),
    Need(partial(_has_file, "usr/lib/postgresql/*/bin/initdb"), ("postgresql",)),
    _command("zbarimg", "zbar-tools"),
    _command("pdfinfo", "poppler-utils"),
    _command("tesseract", "tesseract-ocr"),
    # The PDF judge is a small Java program, compiled on the spot against JAXB.
    _command("javac", "default-jdk-headless"),
    Need(partial(_has_file, "usr/share/java/jaxb-runtime.jar"), ("libjaxb-java",)),
)


def bring(needs: Iterable[Need]) -> None:
    """Install what is missing, as root or by a sudo that asks nothing.

    Raises Fault with the one line to type when neither is possible, or when apt fails.
    """
    missing = missing_packages(needs)
    if not missing:
        return
    command = ["apt-get", "install", "--yes", "--no-install-recommends", *missing]
    as_root = _as_root()
    if as_root is None or not _has_command("apt-get"):
        typed = " ".join(command)
        raise Fault(
            f"Missing on this machine: {' '.join(missing)}. Type: sudo apt-get update && sudo {typed}"
        )
    print(f"Debian packages: {' '.join(missing)}", flush=True)
    for step in (["apt-get", "update"], command):
        if subprocess.run([*as_root, *step], stdin=subprocess.DEVNULL, check=False).returncode:
            raise Fault(f"This command failed: {' '.join(step)}")
    importlib.invalidate_caches()
    still_missing = missing_packages(needs)
    if still_missing:
        raise Fault(f"Installed, but not found afterwards: {' '.join(still_missing)}")


def missing_packages(needs: Iterable[Need]) -> list[str]:
    return [package for need in needs if not need.is_met() for package in need.packages]


def _as_root() -> list[str] | None:
    """Return what goes before a command to run it as root without a question, or None."""
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive"]
    if os.geteuid() == 0:
        return quiet
    if _has_command("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0:
        return ["sudo", "-n", *quiet]
    return None
