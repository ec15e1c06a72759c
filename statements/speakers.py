"""Who is speaking: the name and role in a speaker's phrase, and within the article whom a surname, role or pronoun means."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field

from statements.language import Language, Word, key_of
from statements.model import Span, Speaker
from statements.phrases import Noun, is_comma
from statements.tokens import Tokens

_PERSONAL = Word.TITLE | Word.ROLE


@dataclass(slots=True)
class Party:
    """Somebody who speaks in the article."""

    name: str
    roles: set[str] = field(default_factory=set)
    role: str | None = None
    gender: str | None = None
    person: bool = True
    plural: bool = False
    last_seen: int = 0


@dataclass(frozen=True, slots=True)
class Mentioned:
    """What a speaker's phrase says: a name, a role, or neither (a pronoun)."""

    name: str | None
    role: str | None
    words: tuple[str, ...]
    """The phrase's lower-case words."""


class Cast:
    """The parties of one article, and who of them was meant."""

    def __init__(self, text: str, language: Language, gender_of: Callable[[str], str | None]) -> None:
        self.language = language
        self.gender_of = gender_of
        self.parties: list[Party] = []
        self.full_names = _full_names(text, language)
        self.last: Party | None = None

    def speaker(self, t: Tokens, noun: Noun, text: str) -> Speaker:
        """Who the phrase `noun` is, remembered as the last to speak."""
        span = t.span(noun.first, noun.last)
        mention = span if noun.relative is None else t.span(noun.relative, noun.relative)
        pronoun = noun.first == noun.last and self._is_pronoun(t, noun.first)
        said = Mentioned(None, None, (t.keys[noun.first],)) if pronoun else read_phrase(t, noun, text)
        party = self._party(t, noun, said, span, text)
        party.last_seen = span.end
        self.last = party
        return Speaker(party.name, mention, said.role or party.role)

    def labelled(self, label: str) -> str:
        """The full name of a transcript's label, where the text has it: MS. LIND → Ada Lind."""
        words = [word for word in label.split() if not self.language.classes.get(key_of(word).rstrip("."), 0) & _PERSONAL]
        if len(words) != 1:
            return label
        surname = words[0]
        found = self.full_names.get(surname) or self.full_names.get(surname.title()) or ()
        return next((name for _, name in found), label)

    def again(self, mention: Span | None = None) -> Speaker | None:
        """The last speaker, going on."""
        return Speaker(self.last.name, mention, self.last.role) if self.last else None

    def _party(self, t: Tokens, noun: Noun, said: Mentioned, span: Span, text: str) -> Party:
        if said.name is not None:
            return self._named(said, span.start)
        if len(said.words) == 1 and self._is_pronoun(t, noun.first):
            return self._pronoun(said.words[0]) or Party(span.of(text), person=False)
        return self._by_role(t, noun, said, span, text)

    def _is_pronoun(self, t: Tokens, i: int) -> bool:
        return t.is_a(i, Word.PRONOUN | Word.POSSESSIVE)

    def _named(self, said: Mentioned, at: int) -> Party:
        assert said.name is not None
        name = self._full_name(said.name, at)
        party = next((p for p in reversed(self.parties) if p.name == name), None)
        if party is None:
            party = Party(name, gender=self.gender_of(name))
            party.plural = " and " in f" {name} "
            self.parties.append(party)
        self._learn(party, said)
        return party

    def _learn(self, party: Party, said: Mentioned) -> None:
        if said.role:
            words = set(map(key_of, re.findall(r"\w+", said.role)))
            party.roles |= words
            party.role = party.role or said.role
            genders = self.language.table.gender
            party.gender = party.gender or next((genders[w] for w in words if genders.get(w) in ("m", "f")), None)
        elif party.gender is None:
            genders = self.language.table.gender
            party.gender = next((genders[w] for w in said.words if genders.get(w) in ("m", "f")), None)

    def _full_name(self, name: str, at: int) -> str:
        """The fullest form of `name` in the article: the surname's last bearer before `at`."""
        if " " in name.strip():
            return name
        known = next((p.name for p in sorted(self.parties, key=lambda p: -p.last_seen) if _surname(p.name) == name), None)
        if known:
            return known
        found = self.full_names.get(name)
        if not found:
            return name
        places = [place for place, _ in found]
        return found[max(0, bisect_right(places, at) - 1)][1]

    def _pronoun(self, word: str) -> Party | None:
        wanted = self.language.table.gender.get(word)
        for party in sorted(self.parties, key=lambda p: -p.last_seen):
            if wanted in ("m", "f") and party.person and not party.plural and party.gender in (wanted, None):
                return party
            if wanted == "n" and not party.person:
                return party
            if wanted == "p" and (party.plural or not party.person):
                return party
        return self.last

    def _by_role(self, t: Tokens, noun: Noun, said: Mentioned, span: Span, text: str) -> Party:
        """The minister, the ministry: whoever was called so before, else a party of its own."""
        definite = t.is_a(noun.first, Word.DETERMINER) and t.keys[noun.first] in ("the", "this", "that")
        heads = {w for i, w in enumerate(said.words) if t.is_a(noun.first + i, Word.ROLE | Word.BODY)} if definite else set()
        if heads:
            for party in sorted(self.parties, key=lambda p: -p.last_seen):
                if heads <= party.roles or (heads & set(re.findall(r"\w+", party.name.lower()))):
                    return party
        name = _plain(span.of(text), t, noun)
        party = next((p for p in self.parties if p.name == name), None)
        if party is None:
            party = Party(name, set(said.words), person=any(t.is_a(i, Word.ROLE) for i in range(noun.first, noun.core + 1)))
            party.plural = noun.core > noun.first and t.keys[noun.core].endswith("s")
            genders = self.language.table.gender
            party.gender = next((genders[w] for w in said.words if genders.get(w) in ("m", "f")), None)
            self.parties.append(party)
        return party


def read_phrase(t: Tokens, noun: Noun, text: str) -> Mentioned:
    """The name and role in a speaker's phrase: Turkish Foreign Minister | Hakan Fidan."""
    words = tuple(t.keys[noun.first : noun.last + 1])
    segments = _segments(t, noun)
    name: tuple[int, int] | None = None
    roles: list[str] = []
    for first, last in segments:
        found = _name_in(t, first, last) if name is None else None
        if found is not None:
            name = found
            if found[0] > first:
                roles.append(_strip_determiner(t, first, found[0] - 1, text))
        elif any(t.is_a(i, _PERSONAL) for i in range(first, last + 1)):
            roles.append(_strip_determiner(t, first, last, text))
    if name is None and len(segments) > 1 and not any(t.is_a(i, _PERSONAL) for i in range(noun.first, noun.core + 1)):
        return Mentioned(_strip_determiner(t, noun.first, noun.core, text) if t.caps[noun.core] else None, None, words)
    spelled = text[t.starts[name[0]] : t.ends[name[1]]] if name else None
    if spelled and t.owns(name[1] if name else 0) and t.language.possessive:
        spelled = t.language.possessive.sub("", spelled)
    return Mentioned(spelled, next((r for r in roles if r), None), words)


def _segments(t: Tokens, noun: Noun) -> list[tuple[int, int]]:
    found, start = [], noun.first
    for i in range(noun.first, noun.last + 1):
        if is_comma(t, i) or t.keys[i] in ("(", ")", "—", "–"):
            if i > start:
                found.append((start, i - 1))
            start = i + 1
    if start <= noun.last:
        found.append((start, noun.last))
    return found


def _name_in(t: Tokens, first: int, last: int) -> tuple[int, int] | None:
    """The person or institution a segment names, as tokens."""
    if t.is_a(first, Word.RELATIVE) and not t.caps[first]:
        return None
    roles = [i for i in range(first, last + 1) if t.is_a(i, _PERSONAL)]
    if any(t.is_a(i, Word.BODY) and t.caps[i] for i in range(first, last + 1)) and not roles:
        return _after_determiner(t, first), last
    start = roles[-1] + 1 if roles else _after_determiner(t, first)
    while roles and (start > last or not t.caps[start] or t.is_a(start, Word.TIME)):
        if start <= last and t.keys[start] == "." and start + 1 <= last and t.caps[start + 1]:
            start += 1
            break
        roles.pop()
        if not roles:
            return _leading_name(t, first, last)
        break
    if start > last or not t.caps[start]:
        return _leading_name(t, first, last) if roles else None
    end = start
    while end + 1 <= last and (t.caps[end + 1] or t.keys[end + 1] in _PARTICLES or (t.keys[end + 1] in (".", "-", "&") and end + 2 <= last)):
        end += 1
    while end > start and not t.caps[end] and t.keys[end] != ".":
        end -= 1
    if roles and t.owns(end):
        return None
    if not roles and end < last and t.keys[end + 1] in ("of", "for", "and", "on") and not t.owns(end):
        return start, _institution_end(t, end, last)
    if not roles and t.owns(end) and end < last:
        return start, last
    return start, end


_PARTICLES = frozenset({"al", "bin", "ibn", "von", "van", "de", "da", "dos", "del", "der", "la", "le", "el", "den", "di", "du", "ul", "and"})


def _institution_end(t: Tokens, end: int, last: int) -> int:
    """Joint Chiefs of Staff is one name; Astrini of the Climate Observatory is a name and where it is from."""
    if t.keys[end + 1] == "of" and end + 2 <= last and t.caps[end + 2] and not t.is_a(end + 2, Word.DETERMINER):
        stop = end + 2
        while stop + 1 <= last and t.caps[stop + 1]:
            stop += 1
        return stop
    if t.keys[end + 1] == "and":
        return last
    return end


def _leading_name(t: Tokens, first: int, last: int) -> tuple[int, int] | None:
    """A name before its role: Lind, minister of works."""
    if not t.caps[first] or t.is_a(first, _PERSONAL | Word.DETERMINER) or t.owns(first):
        return None
    end = first
    while end + 1 <= last and t.caps[end + 1] and not t.is_a(end + 1, _PERSONAL):
        end += 1
    if end == last or not any(t.is_a(i, _PERSONAL) for i in range(end + 1, min(last, end + 2) + 1)):
        return first, end
    return None


def _after_determiner(t: Tokens, first: int) -> int:
    return first + 1 if t.is_a(first, Word.DETERMINER) else first


def _strip_determiner(t: Tokens, first: int, last: int, text: str) -> str:
    while first < last and t.is_a(first, Word.DETERMINER | Word.POSSESSIVE):
        first += 1
    return text[t.starts[first] : t.ends[last]]


def _plain(phrase: str, t: Tokens, noun: Noun) -> str:
    core = phrase[: t.ends[noun.core] - t.starts[noun.first]]
    return " ".join((core if t.keys[noun.first] in ("a", "an") or not t.keys[noun.first] == "the" else core[4:]).split())


def _surname(name: str) -> str:
    words = [w for w in name.split() if w.rstrip(".").lower() not in ("jr", "sr", "ii", "iii")]
    return words[-1] if words else name


_NAME_RUN = re.compile(r"[^\W\d_a-z][\w’'-]*(?:[ \u00a0](?:[^\W\d_a-z]\.|(?:al-|bin |von |van |de |da |della |el-)?[^\W\d_a-z][\w’'-]*))+")


def _full_names(text: str, language: Language) -> dict[str, list[tuple[int, str]]]:
    """Surname → the full names that end in it, with their places, in order."""
    found: dict[str, list[tuple[int, str]]] = {}
    if not language.table.capitals:
        return found
    for run in _NAME_RUN.finditer(text):
        words = run[0].split()
        while words and language.classes.get(key_of(words[0]).rstrip("."), 0):
            words.pop(0)
        words = [re.sub(r"[’']s$", "", word) for word in words]
        if 2 <= len(words) <= 5:
            found.setdefault(words[-1], []).append((run.start(), " ".join(words)))
    return found
