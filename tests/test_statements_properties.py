"""What holds of every reading: spans inside the text, content apart from its cue, the same again, no error ever."""

from __future__ import annotations

import random

import pytest
from fakes_shapes import documents
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from statements.language import languages
from statements.model import Article, Origin, SourceKind, Span, Statement
from statements.reading import read_statements
from statements.record import article_from_gold
from statements.registry import Registry, load_registry

DOCUMENTS = list(documents())
SIGNS = [
    "“",
    "”",
    '"',
    "'",
    "‘",
    "’",
    "``",
    "''",
    "«",
    "»",
    "&quot;",
    ":",
    "—",
    "(",
    ")",
    "\n",
    "\n\n",
    " ",
    "\u00a0",
    ".",
    ",",
    "?",
]
WORDS = [
    "Minister",
    "Ada Lind",
    "ADA LIND",
    "(Norway)",
    "said",
    "told",
    "she",
    "they",
    "the minister",
    "Q",
    "Question",
    "Read more",
    "who",
    "that",
    "according to",
    "and",
    "we",
    "The ministry",
    "1.",
    "Moscow",
    "MR. BERG",
    "war",
    "I",
    "...",
]
ODD = list(
    "ـ\u064b\u0651\u0301\u05bc\u200b\u200c\u200d\u200e\u202e\u2066\ufeff"
    "\u2028\x00\x1b\x85\ud800\udc80\ue000\ue005👨ßİ„「」‹›״ʼ،؟。：٪_½"
)
"""What a feed can hold besides words: joiners, marks without a letter, directions, halves of characters."""
ABROAD = ["مشهد", "دوشنبه", "گفت", "وزیر", "که", "Minister", "sagte", "der", "dass", "сказав", "部长表示"]
SOURCES = [Origin("s"), Origin("s", SourceKind.PRIMARY, actor="us-state-dept", country="US")]


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry()


def read(registry: Registry, text: str, origin: Origin, language: str | None = "en") -> tuple[Statement, ...]:
    return read_statements(Article("a", text[:80], text, origin, language=language), registry)


def spans(one: Statement) -> list[Span]:
    """Every place of the text a statement points to."""
    told = [one.speaker.mention, one.cue, one.clause, one.sentence, one.reading.trigger]
    return [*one.content, *(span for span in told if span is not None)]


def holds(text: str, found: tuple[Statement, ...]) -> None:
    for one in found:
        assert one.content and one.speaker.name.strip()
        assert all(0 <= span.start < span.end <= len(text) for span in spans(one))
        assert one.cue is None or not any(span.overlaps(one.cue) for span in one.content if one.form != "primary")
    assert len({one.id for one in found}) == len(found)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=st.lists(st.sampled_from([*SIGNS, *WORDS]), max_size=60),
    origin=st.sampled_from(SOURCES),
    language=st.sampled_from(["en", "de", "ru", "fr", "zh", "ar", "und", None]),
)
def test_no_mixture_of_words_and_signs_breaks_it(
    registry: Registry, words: list[str], origin: Origin, language: str | None
) -> None:
    text = " ".join(words)
    found = read(registry, text, origin, language)
    holds(text, found)
    assert read(registry, text, origin, language) == found


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fa", "قطار مشهد ـ دوشنبه فردا حرکت می‌کند."),
        ("und", "\u064b"),
        ("fr", "La source a indiqué aussi «\n\n« Il n'y aura pas de force », a-t-elle dit."),
        ("es", "– pidió"),
        ("uk", "': – Я тут."),
        ("de", "Der \ue000 sagte, er komme."),
        ("zh", "王毅说，“中方支持。”\x1b 会谈在北京举行。. "),
    ],
)
def test_no_odd_sign_breaks_it(registry: Registry, language: str, text: str) -> None:
    holds(text, read(registry, text, SOURCES[0], language))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=st.lists(st.sampled_from([*ODD, *SIGNS, *ABROAD]), max_size=60),
    between=st.sampled_from(["", " "]),
    language=st.sampled_from([*languages(), "und"]),
)
def test_no_mixture_of_odd_signs_breaks_it(
    registry: Registry, words: list[str], between: str, language: str
) -> None:
    text = between.join(words)
    holds(text, read(registry, text, SOURCES[0], language))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=300), origin=st.sampled_from(SOURCES))
def test_no_text_breaks_it(registry: Registry, text: str, origin: Origin) -> None:
    holds(text, read(registry, text, origin))


@pytest.mark.parametrize("row", DOCUMENTS, ids=lambda row: row["id"])
def test_documents_hold_whole_and_mutilated(registry: Registry, row: dict) -> None:  # type: ignore[type-arg]
    article = article_from_gold(row, registry)
    holds(article.text, read_statements(article, registry))
    chance = random.Random(row["id"])
    for _ in range(5):
        text = mutilated(article.text, chance)
        holds(text, read(registry, text, article.origin))


def mutilated(text: str, chance: random.Random) -> str:
    """`text` with pieces cut out, doubled and swapped, and signs thrown in."""
    for _ in range(8):
        a, b = sorted(chance.sample(range(len(text) + 1), 2))
        b = min(b, a + 40)
        text = chance.choice(
            [
                text[:a] + text[b:],
                text[:b] + text[a:],
                text[:a] + chance.choice(SIGNS) + text[a:],
                text[:a] + text[a:b].upper() + text[b:],
                text[:a] + text[a:b].replace("\n", " ") + text[b:],
            ]
        )
    return text
