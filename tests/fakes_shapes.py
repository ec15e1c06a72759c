"""Texts of our own in the shapes that live feeds deliver, with what is said in them and what only looks like it.

All of it is invented: nobody said any of it, real as the offices and many of the names are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from statements.language import load_language
from statements.model import Span
from statements.tokens import Tokens

DATA = Path(__file__).parent / "data"
SETS = ("shapes", "shapes_second", "shapes_third", "shapes_fourth", "shapes_fifth")
"""The English sets in the order of their writing; each was measured before anything was changed for it."""
LEARNT = ("shapes_sixth", "shapes_seventh", "shapes_learnt")
"""English sets that the stance model is fitted on, besides those above; no test asks how well they are read."""
KEPT = ("shapes_eighth",)
"""An English set that nothing was fitted on: measured alone (bench/shapes.py, bench/fit_stance.py)."""
LANGUAGES = ("shapes_languages", "shapes_languages_second", "shapes_languages_third")
"""The same of the other languages, a file for each."""
BY_OTHERS = ("shapes_languages_fourth",)
"""A further set of them by other hands. Another, shapes_languages_fifth, is kept: nobody looks at it."""
_ELISION = " ... "
"""What parts the first from the last words of a long quotation in the files."""


@dataclass(frozen=True, slots=True)
class Place:
    """Characters of a document's text."""

    start: int
    end: int


def documents(*sets: str) -> Iterator[dict[str, Any]]:
    """The documents of these sets (all) in the form of annotated ones, with spans for words."""
    for path in files(*(sets or SETS)):
        yield from in_file(path)


def files(*sets: str) -> list[Path]:
    """The files of these sets, set by set."""
    return [path for name in sets for path in sorted((DATA / name).glob("*.yaml"))]


def in_file(path: Path) -> Iterator[dict[str, Any]]:
    """The documents of one file, in that form."""
    for entry in YAML(typ="safe", pure=True).load(path.read_text("utf-8")):
        yield _document(entry)


def _document(entry: Mapping[str, Any]) -> dict[str, Any]:
    text = entry["text"]
    taken: set[int] = set()
    feed = {"kind": entry.get("kind", "news"), "actor": entry.get("actor"), "country": entry.get("country")}
    return {
        "id": entry["id"],
        "title": entry["title"],
        "text": text,
        "lang": entry.get("lang", "en"),
        "origin": "written",
        "published": entry.get("published", "2026-03-01"),
        "feed": feed,
        "statements": [_statement(entry, one, taken) for one in entry["said"]],
        "not_statements": [_spans(text, words, entry["id"]) for words in entry.get("traps", ())],
        "optional": [_spans(text, words, entry["id"]) for words in entry.get("optional", ())],
    }


def _statement(entry: Mapping[str, Any], said: list[Any], taken: set[int]) -> dict[str, Any]:
    form, speaker, words, stance, *rest = said
    more = rest[0] if rest else {}
    text, officials = entry["text"], entry.get("officials", {})
    speaker = more.get("who", speaker)
    place = _place(text, words, entry["id"], taken)
    taken.add(place.start)
    clause = more.get("clause")
    alt = [_place(text, more["alt"], entry["id"])] if "alt" in more else []
    bare = _without_cue(text, place) if form == "indirect" else None
    alt += [bare] if bare else []
    return {
        "start": place.start,
        "end": place.end,
        "text": text[place.start : place.end],
        "form": form,
        "speaker": speaker,
        "actor": entry.get("actors", {}).get(speaker, speaker),
        "actor_alt": [speaker, *more.get("who_alt", [])],
        "country": more.get("country", officials.get(speaker)),
        "official": more.get("official", speaker in officials),
        "stance": stance,
        "targets": [],
        "alt": [[one.start, one.end] for one in alt],
        **({"group": more["group"]} if "group" in more else {}),
        **({"clause": [*_pair(_place(text, clause, entry["id"]))]} if clause else {}),
    }


def _without_cue(text: str, place: Place) -> Place | None:
    """The same words without the reporting verb they open with, which the guide accepts as well."""
    t = Tokens(text, Span(place.start, place.end), load_language("en"))
    found = t.phrase_at(0, len(t))
    if found is None or found[0].cue is None or found[1] + 1 >= len(t):
        return None
    return Place(t.starts[found[1] + 1], place.end)


def _spans(text: str, words: str, about: str) -> dict[str, int]:
    place = _place(text, words, about)
    return {"start": place.start, "end": place.end}


def _pair(place: Place) -> tuple[int, int]:
    return place.start, place.end


def _place(text: str, words: str, about: str, taken: set[int] = frozenset()) -> Place:  # type: ignore[assignment]
    """Where `words` stand; "first ... last" spans from the first words to the next last ones."""
    first, _, last = words.partition(_ELISION)
    starts = [found.start() for found in re.finditer(re.escape(first), text) if found.start() not in taken]
    if not starts:
        raise ValueError(f"{about}: “{first}” does not stand in the text")
    end = text.find(last, starts[0] + len(first)) + len(last) if last else starts[0] + len(first)
    if end < starts[0] + len(first):
        raise ValueError(f"{about}: “{last}” does not follow “{first}”")
    return Place(starts[0], end)
