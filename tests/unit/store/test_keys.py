"""Keys: what they seal opens only with the same key in the same place, and their file is for its owner alone."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carnet.store.keys import (
    KeyFileFault,
    Unsealable,
    is_signed,
    load_keys,
    make_key_file,
    new_keys,
    open_with,
    seal_with,
)

KEYS = new_keys(demonstration=True)
OTHERS = new_keys(demonstration=True)


@given(st.binary(max_size=200), st.binary(max_size=20))
def test_what_is_sealed_opens_with_the_same_key_in_the_same_place(plain: bytes, place: bytes) -> None:
    for key in (None, KEYS.new_wrapped_key()):
        assert KEYS.open(key, KEYS.seal(key, plain, place), place) == plain


def test_nothing_else_opens_it() -> None:
    key = KEYS.new_wrapped_key()
    sealed = KEYS.seal(key, b"secret", b"identity")

    for keys, wrapped, value, place in [
        (KEYS, KEYS.new_wrapped_key(), sealed, b"identity"),
        (KEYS, None, sealed, b"identity"),
        (KEYS, key, sealed, b"contact"),
        (KEYS, key, sealed[:-1] + bytes([sealed[-1] ^ 1]), b"identity"),
        (KEYS, key, sealed[:5], b"identity"),
        (KEYS, key, b"", b"identity"),
        (OTHERS, key, sealed, b"identity"),
    ]:
        with pytest.raises(Unsealable):
            keys.open(wrapped, value, place)


def test_the_same_value_sealed_twice_looks_different() -> None:
    key = KEYS.new_wrapped_key()

    assert KEYS.seal(key, b"same", b"place") != KEYS.seal(key, b"same", b"place")


def test_a_seal_of_a_visit_opens_with_its_token_only() -> None:
    sealed = seal_with(b"token of the cookie", b"half typed", b"visit:1")

    assert open_with(b"token of the cookie", sealed, b"visit:1") == b"half typed"
    for token, place in [(b"another token", b"visit:1"), (b"token of the cookie", b"visit:2")]:
        with pytest.raises(Unsealable):
            open_with(token, sealed, place)


def test_a_hash_depends_on_the_kind_on_every_part_and_on_the_key() -> None:
    hashes = [
        KEYS.hash("nir", "ab", "c"),
        KEYS.hash("nir", "a", "bc"),
        KEYS.hash("nir", "abc"),
        KEYS.hash("code", "ab", "c"),
        OTHERS.hash("nir", "ab", "c"),
    ]

    assert len(set(hashes)) == 5
    assert hashes[0] == KEYS.hash("nir", "ab", "c")
    assert all(len(value) == 64 and int(value, 16) for value in hashes)


def test_each_purpose_has_a_secret_of_its_own() -> None:
    assert KEYS.derive("kiosk cookie") == KEYS.derive("kiosk cookie")
    assert KEYS.derive("kiosk cookie") != KEYS.derive("console cookie")
    assert KEYS.derive("kiosk cookie") != OTHERS.derive("kiosk cookie")


def test_a_signature_is_checked_with_the_public_key() -> None:
    signature = KEYS.sign(b"root")

    assert is_signed(KEYS.public_key, b"root", signature)
    assert not is_signed(KEYS.public_key, b"another root", signature)
    assert not is_signed(OTHERS.public_key, b"root", signature)
    assert not is_signed(KEYS.public_key, b"root", "not hex")


def test_keys_never_show() -> None:
    assert repr(KEYS) == "Keys(is_demonstration=True)"


@pytest.mark.parametrize("demonstration", [True, False])
def test_a_key_file_gives_the_keys_back_to_its_owner_alone(tmp_path: Path, demonstration: bool) -> None:
    path = tmp_path / "keys.json"

    keys = make_key_file(path, demonstration=demonstration)

    assert path.stat().st_mode & 0o777 == 0o600
    assert load_keys(path) == keys
    assert keys.is_demonstration is demonstration
    assert len({keys.envelope, keys.lookup, keys.audit, keys.signature, keys.secret}) == 5


def test_a_key_file_is_never_replaced(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    keys = make_key_file(path, demonstration=False)

    with pytest.raises(FileExistsError):
        make_key_file(path, demonstration=False)

    assert load_keys(path) == keys


def test_a_key_file_that_others_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    make_key_file(path, demonstration=False)
    path.chmod(0o640)

    with pytest.raises(KeyFileFault, match="chmod 600"):
        load_keys(path)


def test_a_missing_key_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(KeyFileFault, match="does not exist"):
        load_keys(tmp_path / "keys.json")


@pytest.mark.parametrize("spoil", ["not json", "[]", "{}", "short root", "not base64"])
def test_a_file_that_is_not_a_key_file_is_refused(tmp_path: Path, spoil: str) -> None:
    path = tmp_path / "keys.json"
    make_key_file(path, demonstration=False)
    roots = {"short root": "c2hvcnQ=", "not base64": "é"}
    if spoil in roots:
        spoil = json.dumps(json.loads(path.read_text()) | {"audit": roots[spoil]})
    path.write_text(spoil)

    with pytest.raises(KeyFileFault, match="is not a key file"):
        load_keys(path)
