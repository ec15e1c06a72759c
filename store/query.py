"""The query language: text to `StatementFilter` and back, and ways to go on writing. Pure.

    query  = term*  ("or" between terms: either side)
    term   = ["-"] (field ":" value ("," value)* | word ["*"] | '"' words '"' ["*"] | "(" query ")")
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from store.names import QueryError, QueryNames, Value, closest, resolve
from store.terms import FIELDS, AnyTerm, FieldTerm, StatementFilter, Term, WordsTerm

__all__ = ["Completion", "QueryError", "QueryNames", "StatementFilter", "complete", "parse_query"]

MOST = 20
"""Completions offered at once."""

DEEPEST = 30
"""Parentheses inside each other."""


def parse_query(text: str, *, names: QueryNames | None = None) -> StatementFilter:
    """Reads a query; without `names` every country, actor, source … is taken as it is. Raises `QueryError`."""
    parser = _Parser(text, names)
    return StatementFilter(parser.terms())


class _Parser:
    def __init__(self, text: str, names: QueryNames | None) -> None:
        self._text = text
        self._names = names
        self._at = 0
        self._depth = 0

    def terms(self, *, inside: bool = False) -> tuple[Term, ...]:
        """Everything up to the end, or (`inside`) up to the closing parenthesis."""
        start = self._at
        branches: list[list[Term]] = [[]]
        while self._skip_space():
            if self._text[self._at] == ")":
                if not inside:
                    raise QueryError("A ) without its (", start=self._at, end=self._at + 1)
                break
            if _OR.match(self._text, self._at):
                self._at += 2
                branches.append([])
            else:
                branches[-1] += self._term()
        end = self._at
        if inside and not self._take(")"):
            raise QueryError("A ( without its )", start=start - 1, end=start)
        if len(branches) == 1:
            return tuple(branches[0])
        if not all(branches):
            raise QueryError("“or” stands between two terms", start=start, end=end)
        return (AnyTerm(tuple(tuple(branch) for branch in branches)),)

    def _term(self) -> tuple[Term, ...]:
        negated = self._take_minus()
        if self._take("("):
            inner = self._inside()
            if not negated or not inner:
                return inner
            whole = len(inner) == 1 and isinstance(inner[0], AnyTerm) and not inner[0].negated
            branches = inner[0].branches if whole and isinstance(inner[0], AnyTerm) else (inner,)
            return (AnyTerm(branches, negated=True),)
        field = _FIELD.match(self._text, self._at)
        if field:
            return (self._field(field[1], negated),)
        words = self._quoted() or self._take_match(_WORD)
        prefix = self._take("*")
        return (WordsTerm(words, prefix, negated),) if words.strip() else ()

    def _inside(self) -> tuple[Term, ...]:
        self._depth += 1
        if self._depth > DEEPEST:
            raise QueryError(f"More than {DEEPEST} parentheses in each other", start=self._at - 1, end=self._at)
        inner = self.terms(inside=True)
        self._depth -= 1
        return inner

    def _field(self, typed: str, negated: bool) -> FieldTerm:
        start = self._at
        name = typed.lower()
        self._at += len(typed) + 1
        if name not in FIELDS:
            raise QueryError(
                f"There is no field “{typed}”", start=start, end=self._at - 1, suggestion=closest(name, FIELDS)
            )
        values = list(self._values())
        if not values:
            raise QueryError(f"“{name}:” needs a value", start=start, end=self._at)
        if len(values) > 1 and name in ("since", "until", "score"):
            raise QueryError(f"“{name}:” takes one value", start=values[1].start, end=values[-1].end)
        resolved = [canonical for value in values for canonical in resolve(name, value, self._names)]
        carriers = self._names.tags if self._names and name == "tag" else {}
        sources = tuple(source for tag in resolved for source in carriers.get(tag, ()))
        return FieldTerm(name, tuple(dict.fromkeys(resolved)), negated, sources)

    def _values(self) -> Iterator[Value]:
        while self._at < len(self._text):
            start = self._at
            quoted = self._quoted()
            text = quoted if quoted is not None else self._take_match(_VALUE)
            if text.strip():
                yield Value(text.strip(), quoted is not None, start, self._at)
            if not self._take(","):
                return

    def _quoted(self) -> str | None:
        """The words in quotation marks here, if any; marks that never close run to the end."""
        found = _QUOTED.match(self._text, self._at)
        if not found:
            return None
        self._at = found.end()
        return " ".join(found[1].split())

    def _take_match(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self._text, self._at)
        self._at = found.end() if found else self._at + (pattern is _WORD)
        return found[0] if found else ""

    def _take(self, character: str) -> bool:
        if self._text.startswith(character, self._at):
            self._at += 1
            return True
        return False

    def _take_minus(self) -> bool:
        """A minus that negates what follows it."""
        found = _MINUS.match(self._text, self._at)
        self._at = found.end() if found else self._at
        return bool(found)

    def _skip_space(self) -> bool:
        """Moves to the next thing written; False at the end."""
        while self._at < len(self._text) and self._text[self._at].isspace():
            self._at += 1
        return self._at < len(self._text)


_OR = re.compile(r"(?i:or)(?=[\s(]|$)")
_MINUS = re.compile(r"[-−](?=[^\s)])")
_FIELD = re.compile(r"([A-Za-z_]+):")
_QUOTED = re.compile(r'["“”]([^"“”]*)(?:["“”]|$)')
_WORD = re.compile(r"[^\s\"“”()*]+")
_VALUE = re.compile(r"[^\s\"“”(),]+")


@dataclass(frozen=True, slots=True)
class Completion:
    """One way to go on writing: replaces characters `start` to `end` of the query by `text`."""

    start: int
    end: int
    text: str
    label: str
    """What it means, for the menu."""


def complete(text: str, cursor: int, names: QueryNames) -> list[Completion]:
    """Ways to go on at `cursor` (characters), best first, at most 20."""
    typed = _TYPED.search(text[:cursor])
    if not typed:
        return []
    field, value = typed["field"], typed["value"]
    start = cursor - len(value)
    if field is None:
        found = [(f"{name}:", _MEANINGS[name]) for name in FIELDS if name.startswith(value.lower()) and value]
    else:
        found = [(_value_text(canonical), label) for canonical, label in _fitting(field.lower(), value, names)]
    return [Completion(start, cursor, word, label) for word, label in found[:MOST]]


_TYPED = re.compile(
    r'(?:^|[\s(-])(?:(?P<field>[A-Za-z_]+):(?:[^\s,"]*,|"[^"]*",)*)?(?P<value>[^\s:,()"-][^\s:,()"]*|)$'
)
_MEANINGS = {
    "country": "the side spoken for",
    "actor": "who speaks",
    "about": "to or about whom",
    "stance": "what the words do",
    "form": "direct, mixed, indirect or primary",
    "source": "where it was published",
    "kind": "primary, wire or news",
    "lang": "the language it was read in",
    "tag": "a tag of a source or of yours",
    "is": "unread, starred, official …",
    "since": "from then on: 7d, 2026-03-02",
    "until": "up to then",
    "score": "<=-3: how hard",
}
_MOMENTS = {
    "today": "since midnight, UTC",
    "yesterday": "the day before",
    "24h": "a day",
    "7d": "a week",
    "30d": "a month",
    "1y": "a year",
}
_SCORES = {"<=-5": "threats and demands", "<=-3": "hard", "<0": "critical", "=0": "comments", ">0": "friendly"}


def _fitting(field: str, value: str, names: QueryNames) -> list[tuple[str, str]]:
    """Values that begin so, then those of which a name does, then those of which any word does."""
    fixed = {"since": _MOMENTS, "until": _MOMENTS, "score": _SCORES}.get(field)
    known = {word: (label,) for word, label in fixed.items()} if fixed else names.of(field)
    begun = value.casefold()
    ranked: list[tuple[int, str, str]] = []
    for canonical, calls in known.items():
        label = calls[0] if calls else ""
        if canonical.casefold().startswith(begun):
            ranked.append((0, canonical, label))
        elif label.casefold().startswith(begun):
            ranked.append((1, canonical, label))
        elif any(word.casefold().startswith(begun) for called in calls for word in called.split()):
            ranked.append((2, canonical, label))
    return [(canonical, label) for _, canonical, label in sorted(ranked, key=lambda entry: entry[0])]


def _value_text(value: str) -> str:
    return f'"{value}"' if re.search(r'[\s,()"]', value) else value
