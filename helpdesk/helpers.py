"""The helpers of an organisation, for who looks after them: invited, suspended, woken up, given new credentials in person."""

from dataclasses import replace
from typing import Final

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response as Answer

from carnet.domain.code import show as grouped
from carnet.domain.rights import Grant, is_lawful, may_give, may_stop
from carnet.domain.typed import whole
from carnet.services.staff import team
from carnet.services.turn import PARIS
from carnet.store.staff import ROLES as EVERY_ROLE
from helpdesk.article_words import OWNERS
from helpdesk.helpers_words import KINDS, POWERS
from helpdesk.pages import show
from helpdesk.session import NUMBER, Seat, acts, shows
from helpdesk.wording import WORDS
from helpdesk.words import ROLES

helpers = Blueprint("helpers", __name__, url_prefix="/helpers")

ACTS: Final = {
    "renew": team.renew,
    "suspend": team.suspend,
    "wake": team.wake,
    "sessions": team.end_their_sessions,
}
REFUSED: Final = ("refused", "unreadable", "sign", "taken", "power", "known", "place")


@helpers.get("")
@shows
def look(seat: Seat) -> Answer:
    said = request.args.get("said", "")
    return _page(seat, f"helpers_said_{said}" if f"helpers_said_{said}" in WORDS else "")


@helpers.post("")
@acts
def invite(seat: Seat) -> Answer:
    """Make an account and show its code, once: it is handed over in person."""
    form = request.form
    outcome = team.invite(
        seat.db,
        seat.signed_in,
        seat.now,
        login=form.get("login", ""),
        name=form.get("name", ""),
        role=form.get("role", ""),
        power=form.get("power", "beside"),
        organisation_id=whole(form.get("organisation", "")),
        is_referent="referent" in form,
    )
    return _told(seat, outcome)


@helpers.post("/organisations")
@acts
def add_organisation(seat: Seat) -> Answer:
    """Make an organisation, into which helpers can then be invited."""
    told = {name: request.form.get(name, "") for name in ("name", "kind", "department")}
    return _told(seat, team.make_organisation(seat.db, seat.signed_in, seat.now, **told))


@helpers.post(f"/{NUMBER}/<any('renew', 'suspend', 'wake', 'sessions'):act>")
@acts
def do(seat: Seat, number: int, act: str) -> Answer:
    return _told(seat, ACTS[act](seat.db, seat.signed_in, number, seat.now))


@helpers.post(f"/{NUMBER}/rights")
@acts
def change(seat: Seat, number: int) -> Answer:
    """Give a helper another power, or name a referent, after the invitation."""
    form = request.form
    outcome = team.change(
        seat.db,
        seat.signed_in,
        number,
        seat.now,
        power=form.get("power", ""),
        is_referent="referent" in form,
    )
    return _told(seat, outcome)


@helpers.post(f"/{NUMBER}/articles")
@acts
def answer_for(seat: Seat, number: int) -> Answer:
    """Say whose reports on articles come to this helper."""
    return _told(
        seat, team.answer_for(seat.db, seat.signed_in, number, request.form.get("owner", ""), seat.now)
    )


def _told(seat: Seat, outcome: team.Outcome) -> Answer:
    if outcome.code and outcome.helper:
        login, code = outcome.helper.login, grouped(outcome.code)
        return show(seat, "helpdesk/newcomer.html", name=outcome.helper.name, login=login, code=code)
    if outcome.name in REFUSED:
        return _page(seat, f"helpers_said_{outcome.name}", 403 if outcome.name == "refused" else 422)
    return redirect(f"/helpers?said={outcome.name}", 303)


def _page(seat: Seat, said: str, status: int = 200) -> Answer:
    words, leads = seat.wording, seat.may("supervise").allowed
    roles = [name for name in EVERY_ROLE if may_give(seat.actor, Grant(name))]
    # Whoever invites may give their own role, so what it holds with a power says whether the power is theirs to give.
    powers = _powers_for(seat, Grant(seat.helper.role))
    return show(
        seat,
        "helpdesk/helpers.html",
        status,
        said=said,
        is_problem=status != 200,
        members=[_row(seat, each) for each in team.members(seat.db, seat.signed_in, seat.now)],
        organisations=[
            (each.id, each.name) for each in team.organisations_for(seat.db, seat.signed_in, seat.now)
        ],
        roles=[(name, words.text(ROLES[name])) for name in roles],
        powers=[(name, words.text(POWERS[name])) for name in powers],
        leads=leads,
        kinds=[(name, words.text(KINDS[name])) for name in KINDS],
        owners=[("", words["helpers_no_articles"]), *((name, words.text(OWNERS[name])) for name in OWNERS)],
    )


def _row(seat: Seat, each: team.Member) -> dict[str, object]:
    words, grant = seat.wording, each.grant
    last = each.last_at.astimezone(PARIS).date() if each.last_at else None
    is_reached = each.helper.id != seat.helper.id and may_stop(seat.actor, grant)
    powers = _powers_for(seat, grant) if is_reached else []
    return {
        "number": each.helper.id,
        "name": each.helper.name,
        "login": each.helper.login,
        "organisation": each.organisation.name,
        "role": words.text(ROLES[each.helper.role]),
        "power": words.text(POWERS[grant.max_power]),
        "powers": [(name, words.text(POWERS[name]), name == grant.max_power) for name in powers],
        "may_change": is_reached and (len(powers) > 1 or seat.may("supervise").allowed),
        "acts": _acts_on(seat, each) if is_reached else [],
        "answers_for": grant.answers_for,
        "is_referent": grant.is_referent,
        "is_active": each.helper.is_active,
        "is_signed_in": each.is_signed_in,
        "last": words.tongue.value(last) if last else words["helpers_never"],
        "is_reached": is_reached,
    }


def _powers_for(seat: Seat, had: Grant) -> list[str]:
    """Return the powers that one may choose for a helper: the present one, and what the chooser may give."""
    wished = (replace(had, max_power=power) for power in POWERS)
    return [each.max_power for each in wished if is_lawful(each) and may_give(seat.actor, each, had)]


def _acts_on(seat: Seat, each: team.Member) -> list[tuple[str, str, str]]:
    """Return the acts that one may do to a helper: where they lead, their picture and their word."""
    gives, words = may_give(seat.actor, each.grant), seat.wording
    acts = (
        ("suspend", "user-off", each.helper.is_active),
        ("wake", "player-play", gives and not each.helper.is_active),
        ("renew", "key", gives),
        ("sessions", "door-exit", True),
    )
    return [(name, picture, words[f"helpers_{name}"]) for name, picture, is_possible in acts if is_possible]
