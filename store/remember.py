"""The writing side: one verb, one transaction. What a poll brought is all there or none of it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from statements.model import Article, Statement
from store.health import PollState

if TYPE_CHECKING:
    from store.connect import Store


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article and what was read in it."""

    article: Article
    statements: tuple[Statement, ...]
    reading_version: str
    error: str | None = None
    """Why its text could not be read, in one sentence: it is stored all the same."""


@dataclass(frozen=True, slots=True)
class Harvest:
    """What one poll of one source brought."""

    source_id: str
    source_title: str
    articles: Sequence[ReadArticle]
    """New and edited ones; an unchanged one costs a comparison."""
    state: PollState


@dataclass(frozen=True, slots=True)
class Remembered:
    """What of a harvest was new."""

    new_articles: int = 0
    revised_articles: int = 0
    new_statements: int = 0


def text_hash(article: Article) -> str:
    """What an edit changes: title and text. The value `known` returns."""
    raise NotImplementedError


def known(store: Store, source_id: str, article_ids: Iterable[str]) -> dict[str, str]:
    """The text hash of each of these articles that is already remembered."""
    raise NotImplementedError


def remember(store: Store, harvest: Harvest) -> Remembered:
    """Remembers articles, revisions, statements, targets, tallies, full text and poll state in one transaction.

    Raises `StoreError`; then nothing of it is remembered.
    """
    raise NotImplementedError
