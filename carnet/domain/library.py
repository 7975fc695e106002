"""All articles together: which are offered at a step, which answer a question, which must be read again."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from carnet.domain.article import Article
from carnet.domain.full_text import FullText
from carnet.domain.journey import Place

OFFERED = 3


@dataclass(frozen=True)
class Overdue:
    article: Article
    days: int


@dataclass(frozen=True)
class Library:
    articles: tuple[Article, ...]

    def get(self, key: str) -> Article | None:
        """Return the article called ``key``, or None when there is none any more."""
        return self._by_key.get(key)

    def offered(self, place: Place) -> tuple[Article, ...]:
        """Return the three articles nearest to a step: those tied to it, then those tied to another step of its journey.

        Among equals the one tied to the fewest steps comes first: it says most about this one.
        """
        near = [article for article in self.articles if any(step[0] == place[0] for step in article.steps)]
        return tuple(
            sorted(near, key=lambda article: (place not in article.steps, len(article.steps)))[:OFFERED]
        )

    def find(self, query: str) -> tuple[Article, ...]:
        """Return the articles that answer the words of ``query``, the best first."""
        return tuple(self._by_key[key] for key in self._texts.find(query))

    def overdue(self, on: date) -> tuple[Overdue, ...]:
        """Return the articles whose review is past on ``on``, the longest past first, with how many days."""
        late = [Overdue(article, (on - article.due_on).days) for article in self.articles]
        return tuple(sorted((one for one in late if one.days > 0), key=lambda one: -one.days))

    @cached_property
    def _by_key(self) -> dict[str, Article]:
        return {article.key: article for article in self.articles}

    @cached_property
    def _texts(self) -> FullText:
        return FullText({article.key: (article.title, article.body) for article in self.articles})
