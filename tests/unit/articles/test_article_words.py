"""Whatever an article or a report can be has its words."""

from carnet.domain import article
from helpdesk.article_words import OWNERS, WORDS


def test_every_owner_has_a_name() -> None:
    assert set(OWNERS) == set(article.OWNERS)


def test_every_outcome_of_a_report_has_its_words() -> None:
    assert {"article_reported", "article_already", "article_gone"} <= set(WORDS)
