"""The people who help: their accounts, signing in, sessions that the server can end at once, credentials.

Source: domain reference 5.4; session lengths as NHS login and SP 800-63B give them for staff.
"""

from carnet.services.staff.accounts import (
    LANGUAGES,
    add_helper,
    add_organisation,
    choose_language,
    choose_measure,
    membership_of,
    with_login,
)
from carnet.services.staff.entrance import SignIn, open_session, sign_in
from carnet.services.staff.factors import SHORTEST_PASSWORD, next_code, secret_of
from carnet.services.staff.sessions import (
    IDLE,
    LOCK,
    LONGEST,
    NEWS,
    SignedIn,
    end_sessions,
    ends_at,
    is_locked,
    keep_alive,
    lift,
    lock,
    present,
    quick_way,
    sign_out,
    unlock,
)
from carnet.services.staff.team import actor_of

__all__ = [
    "IDLE",
    "LANGUAGES",
    "LOCK",
    "LONGEST",
    "NEWS",
    "SHORTEST_PASSWORD",
    "SignIn",
    "SignedIn",
    "actor_of",
    "add_helper",
    "add_organisation",
    "choose_language",
    "choose_measure",
    "end_sessions",
    "ends_at",
    "is_locked",
    "keep_alive",
    "lift",
    "lock",
    "membership_of",
    "next_code",
    "open_session",
    "present",
    "quick_way",
    "secret_of",
    "sign_in",
    "sign_out",
    "unlock",
    "with_login",
]
