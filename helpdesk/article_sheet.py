"""An article as the templates receive it: a finished object, its dates and its price in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from carnet.domain.article import Article
from carnet.domain.text_message import as_sent, cost_of
from carnet.services.turn import paris_date
from helpdesk.article_words import FORMS, OWNERS
from helpdesk.session import Seat


@dataclass(frozen=True)
class Way:
    """One form in which the article can leave for the person. ``line`` says what it costs, when it costs more than one."""

    form: str
    label: str
    icon: str
    line: str = ""


@dataclass(frozen=True)
class ArticleSheet:
    """``overdue`` says since when, and is empty while the review holds. ``aloud`` is drawn large, to be read out."""

    key: str
    title: str
    body: tuple[str, ...]
    aloud: tuple[str, ...]
    owner: str
    version: str
    reviewed: str
    overdue: str
    signed: str
    sources: tuple[str, ...]
    ways: tuple[Way, ...]


def sheets_of(seat: Seat, articles: Iterable[Article], ways: tuple[str, ...]) -> tuple[ArticleSheet, ...]:
    """Return the articles as they are drawn; ``ways`` are the forms in which they can leave."""
    return tuple(_sheet(seat, article, ways) for article in articles)


def _sheet(seat: Seat, article: Article, ways: tuple[str, ...]) -> ArticleSheet:
    words, today = seat.wording, paris_date(seat.now)
    is_overdue = today > article.due_on
    return ArticleSheet(
        key=article.key,
        title=article.title,
        body=tuple(article.body.split("\n")),
        aloud=tuple(article.aloud.split("\n")),
        owner=words.text(OWNERS[article.owner]),
        version=words.fill_named("article_version", number=article.version),
        reviewed=words.fill_named("article_reviewed_on", day=article.reviewed_on),
        overdue=words.fill_named("article_overdue", day=article.due_on) if is_overdue else "",
        signed="" if article.reviewed_by else words["article_awaits_review"],
        sources=article.sources,
        ways=tuple(_way(seat, article, form) for form in ways),
    )


def _way(seat: Seat, article: Article, form: str) -> Way:
    label, icon = FORMS[form]
    return Way(form, seat.wording[label], icon, _price(seat, article) if form == "sms" else "")


def _price(seat: Seat, article: Article) -> str:
    cost = cost_of(as_sent(article.sms))
    if cost.messages == 1:
        return ""
    name = "article_sms_dear" if cost.dear else "article_sms_long"
    return seat.wording.fill_named(name, count=cost.messages, signs=" ".join(cost.dear))
