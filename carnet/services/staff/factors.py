"""Password, one-time code of a telephone, PIN: what is known or held, kept as slow hashes or sealed."""

import hmac
from datetime import datetime

import pyotp
from sqlalchemy.orm import Session

from carnet.domain.errors import Invalid
from carnet.services import slow_hash
from carnet.store.keys import keys_of
from carnet.store.staff import Helper

ISSUER = "Coup de main"
STEP_S = 30
SHORTEST_PASSWORD = 12
LONGEST_TYPED = 200

_SEALED_FOR = b"totp"
_NO_SECRET = pyotp.random_base32()


def hashed(typed: str) -> str:
    """Return a slow hash of a password or a PIN."""
    return slow_hash.make(typed[:LONGEST_TYPED])


def fits(kept: str, typed: str) -> bool:
    """Tell whether ``typed`` is what was hashed; it takes as long when there is no hash at all."""
    return slow_hash.fits(kept, typed[:LONGEST_TYPED])


def set_password(helper: Helper, password: str) -> None:
    """Give ``helper`` this password.

    Raises Invalid when it is shorter than twelve signs.
    """
    if len(password) < SHORTEST_PASSWORD:
        raise Invalid("length")
    helper.password_hash = hashed(password)


def set_secret(db: Session, helper: Helper, totp_secret: str) -> None:
    helper.totp_sealed = keys_of(db).seal(None, totp_secret.encode(), _SEALED_FOR)


def secret_of(db: Session, helper: Helper) -> str:
    return keys_of(db).open(None, helper.totp_sealed, _SEALED_FOR).decode()


def address_of(secret: str, login: str, issuer: str = ISSUER) -> str:
    """Return the address that an authenticator application reads; it shows ``issuer`` beside the code."""
    return pyotp.TOTP(secret).provisioning_uri(name=login, issuer_name=issuer)


def step_of(db: Session, helper: Helper | None, code: str, now: datetime) -> int:
    """Return the time step, one around the present at most, whose one-time code this is, or -1."""
    has_secret = helper is not None and helper.totp_sealed
    secret = secret_of(db, helper) if helper is not None and has_secret else _NO_SECRET
    found = step_of_secret(secret, code, now)
    return found if has_secret else -1


def step_of_secret(secret: str, code: str, now: datetime) -> int:
    totp, typed = pyotp.TOTP(secret), code[:LONGEST_TYPED].replace(" ", "").encode()
    steps = range(_now_step(now) - 1, _now_step(now) + 2)
    found = [step for step in steps if hmac.compare_digest(totp.generate_otp(step).encode(), typed)]
    return max(found, default=-1)


def next_code(db: Session, helper: Helper, now: datetime) -> str:
    """Return a one-time code that opens now: the present one, or the next when it has served. For demonstrations."""
    step = max(_now_step(now), helper.totp_last_step + 1)
    return pyotp.TOTP(secret_of(db, helper)).generate_otp(step)


def _now_step(now: datetime) -> int:
    return int(now.timestamp()) // STEP_S
