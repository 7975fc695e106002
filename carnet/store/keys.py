"""Keys that live outside the database, and everything they do: keyed hashes, sealing, signing.

One envelope key wraps a key per person and use, so that destroying the wrapped key destroys what it sealed.
"""

import base64
import hashlib
import hmac
import json
import os
import secrets
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy.orm import Session

KEY_BYTES = 32
NONCE_BYTES = 12
ROOTS = ("envelope", "lookup", "audit", "signature", "secret")

_WRAPPED = b"wrapped key"


class Unsealable(Exception):
    """A sealed value that this key does not open: another key, another place, or a changed value."""


class KeyFileFault(Exception):
    """A key file that is missing, readable by others, or not a key file."""


@dataclass(frozen=True)
class Keys:
    """The five root keys of one installation. They never show in a log or a traceback."""

    envelope: bytes = field(repr=False)
    lookup: bytes = field(repr=False)
    audit: bytes = field(repr=False)
    signature: bytes = field(repr=False)
    secret: bytes = field(repr=False)
    is_demonstration: bool

    def hash(self, kind: str, *parts: str) -> str:
        """Return 64 hex digits that only the holder of the lookup key can compute from ``kind`` and ``parts``."""
        return hmac.new(self.lookup, _joined(kind, *parts), hashlib.sha256).hexdigest()

    def number(self, kind: str, *parts: str) -> int:
        """Return 64 bits, as a signed number, that only the holder of the lookup key can compute.

        Short, for a table of many rows. No part may hold a control sign: it keeps ("a", "bc") apart from ("ab", "c").
        """
        # Six of these a person: written as JSON, like the parts of ``hash``, they would take twice the time.
        digest = hmac.digest(self.lookup, "\x1f".join((kind, *parts)).encode(), "sha256")
        return int.from_bytes(digest[:8], "big", signed=True)

    def chain_hash(self, text: str) -> str:
        """Return 64 hex digits that only the holder of the audit key can compute from ``text``."""
        return hmac.digest(self.audit, text.encode(), "sha256").hex()

    def new_wrapped_key(self) -> bytes:
        """Return a fresh key, wrapped: give it to ``seal`` and ``open``; without it, what it sealed is lost."""
        return _sealed(self.envelope, secrets.token_bytes(KEY_BYTES), _WRAPPED)

    def seal(self, wrapped_key: bytes | None, plaintext: bytes, aad: bytes) -> bytes:
        """Return ``plaintext`` sealed; ``aad`` names its place, so that it cannot be moved to another.

        Without a wrapped key it is sealed for the whole installation.
        """
        return _sealed(self._unwrapped(wrapped_key), plaintext, aad)

    def open(self, wrapped_key: bytes | None, sealed: bytes, aad: bytes) -> bytes:
        """Return what was sealed under the same key and ``aad``.

        Raises Unsealable.
        """
        return _opened(self._unwrapped(wrapped_key), sealed, aad)

    def derive(self, purpose: str) -> bytes:
        """Return 32 secret bytes for one purpose outside the database, such as signing the cookies of one application."""
        return _derived(self.secret, purpose)

    def sign(self, message: bytes) -> str:
        """Return the signature of ``message`` in hex; ``public_key`` is enough to check it."""
        return Ed25519PrivateKey.from_private_bytes(self.signature).sign(message).hex()

    @property
    def public_key(self) -> str:
        """The key, in hex, with which anyone checks a signature without being able to make one."""
        return Ed25519PrivateKey.from_private_bytes(self.signature).public_key().public_bytes_raw().hex()

    @cached_property
    def _installation(self) -> bytes:
        # Derived once: the page of a case opens every note of its history with it.
        return _derived(self.envelope, "installation")

    def _unwrapped(self, wrapped_key: bytes | None) -> bytes:
        if wrapped_key is None:
            return self._installation
        return _opened(self.envelope, wrapped_key, _WRAPPED)


def is_signed(public_key: str, message: bytes, signature: str) -> bool:
    """Tell whether the holder of ``public_key`` signed ``message``."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key)).verify(
            bytes.fromhex(signature), message
        )
    except (InvalidSignature, ValueError):
        return False
    return True


def seal_with(token: bytes, plaintext: bytes, aad: bytes) -> bytes:
    """Return ``plaintext`` sealed with a key that only ``token`` gives: the database alone cannot open it."""
    return _sealed(_derived(token, "visit seal"), plaintext, aad)


def open_with(token: bytes, sealed: bytes, aad: bytes) -> bytes:
    """Return what ``seal_with`` sealed under the same token and ``aad``.

    Raises Unsealable.
    """
    return _opened(_derived(token, "visit seal"), sealed, aad)


def new_keys(*, demonstration: bool) -> Keys:
    """Return fresh random keys."""
    return Keys(**{name: secrets.token_bytes(KEY_BYTES) for name in ROOTS}, is_demonstration=demonstration)


def make_key_file(path: Path, *, demonstration: bool) -> Keys:
    """Write fresh keys to a new file that only its owner reads, and return them.

    Raises FileExistsError: a key file is never replaced, because the database would be lost with it.
    """
    keys = new_keys(demonstration=demonstration)
    told = {name: base64.b64encode(getattr(keys, name)).decode() for name in ROOTS}
    path.touch(mode=0o600, exist_ok=False)
    with path.open("w", encoding="ascii") as file:
        json.dump({"demonstration": demonstration, **told}, file, indent=2)
        file.flush()
        os.fsync(file.fileno())
    return keys


def load_keys(path: Path) -> Keys:
    """Return the keys of a file.

    Raises KeyFileFault, whose text is one clear sentence for the person who starts the program.
    """
    try:
        mode = path.stat().st_mode & 0o077
        told = json.loads(path.read_text(encoding="ascii"))
        roots = {name: base64.b64decode(told[name], validate=True) for name in ROOTS}
        is_demonstration = bool(told["demonstration"])
    except FileNotFoundError:
        raise KeyFileFault(f"the key file {path} does not exist") from None
    except OSError as fault:
        raise KeyFileFault(f"the key file {path} cannot be read: {fault.strerror}") from None
    except (ValueError, KeyError, TypeError):
        raise KeyFileFault(f"{path} is not a key file") from None
    if mode:
        raise KeyFileFault(f"the key file {path} can be read by others: chmod 600 {path}")
    if any(len(root) != KEY_BYTES for root in roots.values()):
        raise KeyFileFault(f"{path} is not a key file")
    return Keys(**roots, is_demonstration=is_demonstration)


def keys_of(db: Session) -> Keys:
    """Return the keys with which this session was opened."""
    keys: Keys = db.info["keys"]
    return keys


def _joined(*parts: str) -> bytes:
    # JSON keeps ("a", "bc") apart from ("ab", "c"); a plain join would not.
    return json.dumps(parts).encode()


def _derived(root: bytes, purpose: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=purpose.encode()).derive(root)


def _sealed(key: bytes, plaintext: bytes, aad: bytes) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plaintext, aad)


def _opened(key: bytes, sealed: bytes, aad: bytes) -> bytes:
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], aad)
    except (InvalidTag, ValueError):
        raise Unsealable from None
