"""Help beside the step: articles offered without typing, found by words, inserted, and reported when they are wrong."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from carnet import articles
from carnet.domain.article import OWNERS, Article
from carnet.domain.journey import Place
from carnet.domain.library import Overdue
from carnet.domain.rights import SUPERVISORS, Actor
from carnet.services import audit
from carnet.store.articles import ArticleReport
from carnet.store.staff import Helper


@dataclass(frozen=True)
class Report:
    """Somebody who helps says that this version is wrong."""

    article: Article
    helper: str
    reported_at: datetime


def get(key: str) -> Article | None:
    """Return the article called ``key``, or None when there is none any more."""
    return articles.library().get(key)


def every() -> tuple[Article, ...]:
    """Return all articles, by title."""
    return tuple(sorted(articles.library().articles, key=lambda article: article.title))


def offered(place: Place) -> tuple[Article, ...]:
    """Return three articles for a step, the nearest first."""
    return articles.library().offered(place)


def search(query: str) -> tuple[Article, ...]:
    """Return the articles that answer what was typed, the best first."""
    return articles.library().find(query)


def overdue(on: date) -> tuple[Overdue, ...]:
    """Return the articles that nobody has reviewed for more than 180 days on ``on``, the longest first."""
    return articles.library().overdue(on)


def report(db: Session, helper: Helper, key: str, now: datetime) -> str:
    """Tell the owner that an article is wrong: ``reported``, ``already`` by this helper, or ``gone`` when it is no more."""
    article = get(key)
    if article is None:
        return "gone"
    row = ArticleReport(
        article=key, version=article.version, owner=article.owner, helper_id=helper.id, reported_at=now
    )
    try:
        with db.begin_nested():
            db.add(row)
    except IntegrityError:
        return "already"
    audit.note(
        db,
        act="report_article",
        outcome="reported",
        now=now,
        channel="console",
        helper_id=helper.id,
        organisation_id=helper.organisation_id,
        detail={"article": key, "version": article.version, "report": row.id},
    )
    return "reported"


def owners_for(actor: Actor) -> tuple[str, ...]:
    """Return the owners whose reports come to this helper: their own, or all of them for a supervisor."""
    return OWNERS if actor.role in SUPERVISORS else tuple(filter(None, [actor.answers_for]))


def reports(db: Session, owner: str) -> list[Report]:
    """Return what an owner has to look at, the oldest first: a version newer than the one reported has answered."""
    query = select(ArticleReport, Helper.name).join(Helper, Helper.id == ArticleReport.helper_id)
    rows = db.execute(query.where(ArticleReport.owner == owner).order_by(ArticleReport.id)).all()
    return [
        Report(article, name, row.reported_at)
        for row, name in rows
        if (article := get(row.article)) and article.version == row.version
    ]
