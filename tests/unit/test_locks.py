"""Every package is pinned by version and hash, and no lock tells where it was fetched from."""

import json
import re

import pytest

from setup import ROOT, locks

PYTHON_LOCKS = [ROOT / f"{name}.txt" for name in locks.PYTHON_LOCKS]
NPM_LOCK = ROOT / "package-lock.json"
ADDRESS = re.compile(
    r"https?:|file:|git\+|--(extra-)?index-url|--find-links|--trusted-host|\w\.\w+/", re.IGNORECASE
)


def read_requirements(lock):
    """One text a package: its pin and what belongs to it, remarks left out."""
    lines = [line for line in lock.read_text().splitlines() if line and not line.strip().startswith("#")]
    return "\n".join(lines).replace("\\\n", " ").splitlines()


@pytest.mark.parametrize("lock", PYTHON_LOCKS, ids=lambda lock: lock.name)
def test_every_python_package_has_one_version_and_a_hash(lock):
    requirements = read_requirements(lock)

    assert requirements
    for requirement in requirements:
        assert re.match(r"[A-Za-z0-9._-]+(\[[a-z,]+\])?==\S+ .*--hash=sha256:[0-9a-f]{64}", requirement), (
            requirement
        )


@pytest.mark.parametrize("lock", PYTHON_LOCKS, ids=lambda lock: lock.name)
def test_no_python_lock_names_an_address(lock):
    assert not ADDRESS.search(lock.read_text())


def test_the_tests_run_on_the_versions_that_people_use():
    used, tested = ({line.split()[0] for line in read_requirements(lock)} for lock in PYTHON_LOCKS[:2])

    names = {pin.partition("==")[0] for pin in used}
    assert {pin for pin in tested if pin.partition("==")[0] in names} <= used


def test_every_npm_package_has_a_version_and_a_hash_and_no_address():
    content = NPM_LOCK.read_text()
    packages = json.loads(content)["packages"]

    for name, package in packages.items():
        if name:
            assert package["version"], name
            assert package["integrity"].startswith("sha512-"), name
    assert not re.search(r"https?:|\"resolved\"", content)


def test_an_address_in_an_npm_lock_is_taken_out():
    lock = '{"packages": {"node_modules/a": {"version": "1", "resolved": "https://somewhere/a.tgz"}}}'

    assert json.loads(locks.without_addresses(lock)) == {"packages": {"node_modules/a": {"version": "1"}}}


def test_package_json_asks_for_exact_versions():
    wanted = json.loads((ROOT / "package.json").read_text())

    for version in (wanted["dependencies"] | wanted["devDependencies"]).values():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version), version
