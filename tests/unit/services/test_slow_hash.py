"""Hashing is slow where it matters; these tests hash quickly, so the real one is asked in a process of its own."""

import subprocess
import sys

from argon2 import PasswordHasher, extract_parameters

from carnet.services import slow_hash
from setup import ROOT

MAKE = "from carnet.services import slow_hash; print(slow_hash.make('a password'))"


def test_what_is_kept_takes_as_much_work_as_the_library_advises():
    made = subprocess.run(
        [sys.executable, "-c", MAKE], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.strip()

    advised = PasswordHasher()
    found = extract_parameters(made)
    assert made.startswith("$argon2id$")
    assert (found.time_cost, found.memory_cost, found.parallelism) == (
        advised.time_cost,
        advised.memory_cost,
        advised.parallelism,
    )
    assert found.memory_cost >= 19 * 1024


def test_what_was_hashed_fits_and_nothing_else_does():
    kept = slow_hash.make("a password")

    assert slow_hash.fits(kept, "a password")
    assert not slow_hash.fits(kept, "another")
    assert not slow_hash.fits("", "a password")
