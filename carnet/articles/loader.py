"""Reads the articles: one TOML file each, called after its key. All faults are told at once."""

import tomllib
from collections.abc import Collection, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from carnet.domain.article import Article, faults_of
from carnet.domain.journey import Place
from carnet.domain.library import Library

FOLDER = Path(__file__).parent

_KINDS: Mapping[str, type] = {
    "title": str,
    "owner": str,
    "version": int,
    "reviewed_on": date,
    "reviewed_by": str,
    "steps": list,
    "sources": list,
    "body": str,
    "aloud": str,
    "letter": str,
    "sms": str,
}


class ArticleFaults(Exception):
    """Why the articles cannot be shown, one plain sentence each."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@cache
def library(folder: Path = FOLDER) -> Library:
    """Return the articles of ``folder``, in the order of their keys.

    Raises ArticleFaults.
    """
    articles, faults = parsed(texts_in(folder))
    if faults:
        raise ArticleFaults(faults)
    return Library(articles)


def faults_in(texts: Mapping[str, str], places: Collection[Place]) -> list[str]:
    """Return every reason not to show the articles, an empty list when there is none; ``places`` are all real steps."""
    articles, faults = parsed(texts)
    lost = [
        f"the article {article.key} belongs to {'/'.join(step)}, which is no step"
        for article in articles
        for step in article.steps
        if step not in places
    ]
    return faults + lost


def parsed(texts: Mapping[str, str]) -> tuple[tuple[Article, ...], list[str]]:
    """Return the articles that can be read from TOML by key, and what is wrong with any of them."""
    articles, faults = [], []
    for key, text in sorted(texts.items()):
        try:
            told = tomllib.loads(text)
        except tomllib.TOMLDecodeError as fault:
            faults.append(f"the article {key} is not TOML: {fault}")
            continue
        misshapen = _misshapen(told)
        if not misshapen:
            articles.append(_article(key, told))
            misshapen = list(faults_of(articles[-1]))
        faults += [f"the article {key}: {fault}" for fault in misshapen]
    return tuple(articles), faults


def texts_in(folder: Path) -> dict[str, str]:
    """Return the text of each file of articles by key."""
    return {path.stem: path.read_text(encoding="utf-8") for path in folder.glob("*.toml")}


def _misshapen(told: Mapping[str, Any]) -> list[str]:
    missing = [f"it has no {name}" for name in _KINDS if name not in told]
    unknown = [f"nothing is called {name}" for name in told if name not in _KINDS]
    # `type` and not `isinstance`: True is no version, and an hour is no day.
    odd = [
        f"{name} is not of its kind"
        for name in told
        if name in _KINDS and type(told[name]) is not _KINDS[name]
    ]
    lists = [
        f"{name} holds something that is no text"
        for name in ("steps", "sources")
        if not all(isinstance(item, str) for item in told.get(name, ()))
    ]
    return missing + unknown + (odd or lists)


def _article(key: str, told: Mapping[str, Any]) -> Article:
    steps = tuple(_place(step) for step in told["steps"])
    return Article(**{**told, "key": key, "steps": steps, "sources": tuple(told["sources"])})


def _place(step: str) -> Place:
    journey, _, name = step.partition("/")
    return journey, name
