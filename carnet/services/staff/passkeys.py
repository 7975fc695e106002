"""Passkeys: a key that knows its owner (finger, face or PIN) and this console's address, so that no copy of a page can ask it."""

import base64
import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from carnet.services.staff import ceremonies, journal
from carnet.store.credentials import Credential
from carnet.store.keys import keys_of
from carnet.store.staff import Helper

# The library is imported where it is used: a process that never sees a passkey does not pay for it.
NAME = "Coup de main"
LONGEST_ANSWER = 20_000


@dataclass(frozen=True)
class Site:
    """Where this console is: the name that keys are bound to, and the address that pages must come from."""

    rp_id: str
    origin: str


@dataclass(frozen=True)
class Question:
    """``options`` is for the browser's key, as JSON; ``token`` for its cookie."""

    options: str
    token: bytes


def ask_to_register(db: Session, helper: Helper, site: Site, now: datetime) -> Question:
    """Return what a browser needs to make a new passkey for ``helper``."""
    from webauthn import generate_registration_options, options_to_json
    from webauthn.helpers.structs import (
        AuthenticatorSelectionCriteria,
        PublicKeyCredentialDescriptor,
        ResidentKeyRequirement,
        UserVerificationRequirement,
    )

    options = generate_registration_options(
        rp_id=site.rp_id,
        rp_name=NAME,
        user_name=helper.login,
        user_display_name=helper.name,
        user_id=bytes.fromhex(keys_of(db).hash("passkey owner", str(helper.id))),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=[
            PublicKeyCredentialDescriptor(id=_bytes(each.handle)) for each in of(db, helper)
        ],
    )
    asked = {"challenge": _text(options.challenge), "helper": str(helper.id)}
    return Question(options_to_json(options), ceremonies.begin(db, "register", asked, now))


def register(db: Session, helper: Helper, site: Site, token: bytes, answer: str, now: datetime) -> str:
    """Keep the passkey that the browser made: ``registered`` or ``wrong``."""
    from webauthn import verify_registration_response
    from webauthn.helpers.exceptions import WebAuthnException

    asked = ceremonies.finish(db, "register", token, now)
    if asked is None or asked["helper"] != str(helper.id):
        return _refused(db, helper, now)
    try:
        made = verify_registration_response(
            credential=answer[:LONGEST_ANSWER],
            expected_challenge=_bytes(asked["challenge"]),
            expected_rp_id=site.rp_id,
            expected_origin=site.origin,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError):
        return _refused(db, helper, now)
    handle = _text(made.credential_id)
    if db.scalars(select(Credential).where(Credential.handle == handle)).first() is not None:
        return _refused(db, helper, now)
    db.add(
        Credential(
            helper_id=helper.id,
            kind="passkey",
            handle=handle,
            secret=made.credential_public_key,
            counter=made.sign_count,
            made_at=now,
        )
    )
    journal.note(db, "credential", "passkey", now, helper)
    return "registered"


def ask_to_prove(db: Session, site: Site, now: datetime, *, purpose: str = "prove") -> Question:
    """Return what a browser needs to let somebody's key speak; whose it is, the key says. It answers for this purpose alone."""
    from webauthn import generate_authentication_options, options_to_json
    from webauthn.helpers.structs import UserVerificationRequirement

    options = generate_authentication_options(
        rp_id=site.rp_id, user_verification=UserVerificationRequirement.REQUIRED
    )
    token = ceremonies.begin(db, purpose, {"challenge": _text(options.challenge)}, now)
    return Question(options_to_json(options), token)


def prove(
    db: Session, site: Site, token: bytes, answer: str, now: datetime, *, purpose: str = "prove"
) -> Helper | None:
    """Return whose passkey answered, or None. A key whose counter goes back was copied: it opens nothing."""
    from webauthn import verify_authentication_response
    from webauthn.helpers.exceptions import WebAuthnException

    asked = ceremonies.finish(db, purpose, token, now)
    passkey = _named(db, answer[:LONGEST_ANSWER])
    helper = db.get(Helper, passkey.helper_id) if passkey else None
    if asked is None or passkey is None or helper is None or not helper.is_active:
        _refused(db, helper, now)
        return None
    try:
        proved = verify_authentication_response(
            credential=answer[:LONGEST_ANSWER],
            expected_challenge=_bytes(asked["challenge"]),
            expected_rp_id=site.rp_id,
            expected_origin=site.origin,
            credential_public_key=passkey.secret,
            credential_current_sign_count=passkey.counter,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError):
        _refused(db, helper, now)
        return None
    passkey.counter, passkey.used_at = proved.new_sign_count, now
    return helper


def of(db: Session, helper: Helper) -> list[Credential]:
    """Return the passkeys that open ``helper``'s account, oldest first."""
    living = (Credential.kind == "passkey", Credential.revoked_at.is_(None))
    mine = select(Credential).where(Credential.helper_id == helper.id, *living).order_by(Credential.id)
    return list(db.scalars(mine))


def _named(db: Session, answer: str) -> Credential | None:
    try:
        told = json.loads(answer)
        handle = told["id"]
    except (ValueError, KeyError, TypeError):
        return None
    if not isinstance(handle, str) or "\0" in handle:
        return None
    living = (Credential.kind == "passkey", Credential.revoked_at.is_(None))
    found = select(Credential).where(Credential.handle == handle.rstrip("="), *living)
    return db.scalars(found.with_for_update()).first()


def _refused(db: Session, helper: Helper | None, now: datetime) -> str:
    journal.note(db, "passkey", "wrong", now, helper)
    return "wrong"


def _text(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).decode().rstrip("=")


def _bytes(value: str) -> bytes:
    return base64.urlsafe_b64decode(value + "=" * (-len(value) % 4))
