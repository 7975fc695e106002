"""Help beside the step: articles found by words or offered, read in place, sent in one press, and said to be wrong."""

from typing import Final

from flask import Blueprint, make_response, redirect, render_template, request
from werkzeug.wrappers import Response as Answer

from carnet.domain.journey import Place
from carnet.services import articles, inserts
from carnet.services.turn import PARIS, Turn, paris_date
from helpdesk import visit
from helpdesk.article_sheet import ArticleSheet, sheets_of
from helpdesk.article_words import OWNERS as OWNER_NAMES
from helpdesk.article_words import WORDS
from helpdesk.pages import show
from helpdesk.session import Seat, acts, shows
from web.page import is_fragment

article = Blueprint("article", __name__, url_prefix="/articles")

LONGEST_QUERY: Final = 200


@article.get("")
@shows
def look(seat: Seat) -> Answer:
    """Show all articles by title. What was done is told by its name in the address: never what was typed."""
    said = f"article_{request.args.get('said', '')}"
    return _page(seat, articles.every(), said=said if said in WORDS else "")


@article.post("")
@acts
def search(seat: Seat) -> Answer:
    """Find articles by what was typed; it may be anything, so it is sent by a form and stays in the field only."""
    query = request.form.get("query", "")[:LONGEST_QUERY]
    return _page(seat, articles.search(query) if query.strip() else articles.every(), query=query)


@article.post("/<key>/report")
@acts
def report(seat: Seat, key: str) -> Answer:
    return _told(seat, articles.report(seat.db, seat.helper, key, seat.now))


@article.post("/<key>/<any('letter', 'sms'):form>")
@acts
def insert(seat: Seat, key: str, form: str) -> Answer:
    turn = visit.present(seat)
    return _told(seat, inserts.insert(turn, key, form) if turn else "not_proved")


@article.get("/reports")
@shows
def reports(seat: Seat) -> Answer:
    """Show what helpers say is wrong and what is overdue, to whoever answers for it."""
    owners = articles.owners_for(seat.actor)
    told = [
        (seat.wording.text(OWNER_NAMES[owner]), [_reported(seat, each) for each in some])
        for owner in owners
        if (some := articles.reports(seat.db, owner))
    ]
    overdue = (one.article for one in articles.overdue(paris_date(seat.now)))
    late = sheets_of(seat, (each for each in overdue if each.owner in owners), ())
    return show(seat, "helpdesk/article_reports.html", groups=told, late=late)


def beside(seat: Seat, turn: Turn, place: Place) -> tuple[ArticleSheet, ...]:
    """Return the three articles that stand beside a step: nothing has to be typed."""
    return sheets_of(seat, articles.offered(place), inserts.ways(turn))


def _page(seat: Seat, found: tuple, *, query: str = "", said: str = "") -> Answer:
    turn = visit.present(seat)
    return show(
        seat,
        "helpdesk/articles.html",
        articles=sheets_of(seat, found, inserts.ways(turn)),
        query=query,
        said=said,
        has_visit=turn is not None,
        is_searched=bool(query.strip()),
        may_see_reports=seat.may("mend_articles").allowed,
    )


def _reported(seat: Seat, each: articles.Report) -> tuple[str, str, str]:
    """Return the title, the version that was wrong, and who said so when."""
    words, day = seat.wording, each.reported_at.astimezone(PARIS).date()
    return (
        each.article.title,
        words.fill_named("article_version", number=each.article.version),
        words.fill(WORDS["article_reported_by"], name=each.helper, day=day),
    )


def _told(seat: Seat, outcome: str) -> Answer:
    """Say what became of a press where it was pressed; without a script, on the page of articles."""
    if not is_fragment():
        return redirect(f"/articles?said={outcome}", 303)
    return make_response(render_template("helpdesk/_told.html", line=seat.wording[f"article_{outcome}"]))
