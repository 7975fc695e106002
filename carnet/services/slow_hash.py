"""What is hashed slowly, so that a copied database does not give it away: passwords, PINs, the secret half of a code."""

import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

HASHER = PasswordHasher()


def make(typed: str) -> str:
    return HASHER.hash(typed)


def fits(kept: str, typed: str) -> bool:
    """Tell whether ``typed`` is what was hashed; it takes as long when nothing is kept at all."""
    try:
        return HASHER.verify(kept or _nobody(), typed)
    except (VerifyMismatchError, InvalidHashError):
        return False


@cache
def _nobody() -> str:
    return make(secrets.token_urlsafe())
