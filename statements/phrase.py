"""Takes a speaker's words apart: the personal name, what he is said to be, and what the words name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from statements.briefings import note_of
from statements.context import apposition_after, apposition_before, title_after, title_before
from statements.given import are_particles
from statements.inflection import case_forms, is_declined
from statements.linking import Mention, Mentions
from statements.matching import unspaced
from statements.model import Origin, SourceKind, Span, Speaker
from statements.roles import ANYBODYS_RANKS, VAGUE, Role, RoleReader
from statements.value import value

if TYPE_CHECKING:
    from statements.registry import Registry

_WORD = re.compile(r"[^\W\d_](?:[\w’'\-\u200c]*\w)?\.?")
_PARTICLE = re.compile(r" (?:al|el|bin|ibn|abu)[- ][^\W\d_][\w’'-]*")
_BEFORE = 24
"""Characters before a name that say whether it is a side: speaking on behalf of the *Council*."""
_BESIDE = 4
"""Phrases that say what somebody is where he is named for a statement."""
_WITHOUT_NAME = 3
"""Phrases that say what somebody is who is told without his name; of another, the second stands before it."""
_HELD = 120
"""Characters behind a name in which it is told what its bearer heads."""
_ELSEWHERE = 6
"""Further places of a name in the article where it is read what he is."""
_OWNED = re.compile(r"[’']s [a-z]")
"""Somebody's wife, somebody's spokesman: what is said of the owner does not hold of him."""
SERVING = ("officer", "head", "secretary-general", "un-official", "captain", "delegate")
"""Ranks of those whom bodies take from many countries: the Avarian general who commands the alliance's force."""
_ACRONYM = re.compile(r"[A-Z]{2,8}")
_LONG_FORM = re.compile(r"(?:[^\W\d_a-z][\w’'-]+ (?:(?:of|for|and|the|on) )*){2,7}\Z")
_LONGEST = 90
"""Characters of a name whose short form stands in brackets behind it."""
_ARTICLE = "ال"
_POSSESSIVE = re.compile(r"[’']s$")


@value(frozen=True, slots=True)
class Named:
    """A name within a phrase, and whether the words before make it a place or a partner rather than a side."""

    mention: Mention
    away: bool = False


@value(frozen=True, slots=True)
class Phrase:
    """One speaker, taken apart, with what is needed to say who he is."""

    words: str
    """The speaker in the article's words."""
    head: str
    """They without article, and without where and with what somebody is: European diplomat."""
    name: str
    """The personal name in them, "" where there is none."""
    is_own_name: bool
    """False where that name is only what he is of, or part of one: the governor of *Reed*, *Air* Avaria."""
    role: Role
    said: str | None
    """What the article says he is, as far as it was told apart."""
    named: tuple[Named, ...]
    """What his title and his name's own words name: what stands beside the name first."""
    inside: tuple[Mention, ...]
    """What the words themselves name; spans are of `words`."""
    unknown: tuple[str, ...]
    """Words of what he is said to be that are neither titles nor names of the tables: farmers, Reed Club."""
    indefinite: bool
    titles: str
    """All that is said of him, at any place of his name."""
    back: bool
    """Whether his office is that of somebody named before: its commander."""
    of_body: bool
    """Whether it is that of a body: its spokesman."""
    before: str
    """The words before the name, where a title or an apposition stands there."""
    at: Span | None
    text: str
    mentions: Mentions
    on: date | None
    origin: Origin

    @property
    def sides(self) -> list[str]:
        """Countries named as a side, the first first; for who serves in a body, it before where he is from."""
        sides = [one.mention for one in self.named if one.mention.country and not one.away]
        if self.role.rank in SERVING:
            sides.sort(key=lambda one: one.kind != "body")
        return [one.country for one in sides if one.country]

    @property
    def official(self) -> bool | None:
        """Whether such a person speaks for a state; None where neither title nor what stands beside it tells."""
        told, role = self.role.official, self.role
        primary = self.origin.kind is SourceKind.PRIMARY
        if told is None and (role.rank == "delegate" or (role.rank == "head" and primary and not self.unknown)):
            return True if self.sides or primary else None
        anybodys = role.rank in ANYBODYS_RANKS and role.institution is None and not role.then
        return False if told and anybodys and self._is_of_a_club() else told

    def _is_of_a_club(self) -> bool:
        """Whether unknown words say of what somebody is president; a single capitalised one may be a region."""
        if len(self.unknown) == 1 and self.unknown[0].istitle() and self.role.rank != "spokesperson":
            return False
        capitals = [word for word in self.unknown if word[:1].isupper()]
        return len(capitals) > 1 or (bool(self.unknown) and not self.named)

    @property
    def is_people(self) -> bool:
        """Whether the words mean people of a country, not its government: Avarians, Avarian farmers."""
        kinds = {one.kind for one in self.inside} | {one.mention.kind for one in self.named}
        if not kinds or replace(self.role, regional=False, many=False) != Role():
            return False
        return bool(self.unknown) or kinds == {"demonym"}


def naming(speaker: Speaker, registry: Registry, text: str, mentions: Sequence[Mention]) -> tuple[str, Span | None]:
    """The personal name in a speaker's words, "" where there is none, and where the article says who that is."""
    memo = Mentions.of(mentions).memo
    name: str | None = memo.get(("name", speaker.name))
    if name is None:
        inside = registry.find_within(speaker.name, mentions)
        name = _with_particles(_personal_name(speaker.name, inside, registry.roles), text)
        memo["name", speaker.name] = name
    return name, _anchor(text, speaker.mention, name)


def take_apart(speaker: Speaker, registry: Registry, *, text: str, mentions: Sequence[Mention], on: date | None,
               origin: Origin) -> Phrase:
    """`speaker` as a phrase; title and apposition beside his name in the article count as what he is said to be."""
    words, roles = speaker.name, registry.roles
    inside = registry.find_within(words, mentions)
    name, at = naming(speaker, registry, text, mentions)
    if name:
        around = _around(text, at, mentions, roles) if not _OWNED.search(words) else []
        elsewhere = _elsewhere(text, name, at, mentions, roles) if around else []
        titles = [speaker.role or "", *around, *elsewhere, words.replace(name, " | ")]
        if around[:1] and _is_short_for(titles[0], around, roles):
            titles = [around[0] or around[1], *around, *elsewhere, titles[0], titles[-1]]
    else:
        around = []
        after = title_after(text, at, mentions, roles).of(text) if at else ""
        whole = _whole(text, speaker.mention, words) + after
        titles = [words, whole, f"{speaker.role or ''} {words}"]
    titles = [_spelled_out(phrase, text) for phrase in titles]
    role = _said(titles, registry, mentions)
    named = [one for phrase in titles for one in _names_in(phrase, registry, mentions)]
    beside = "" if name.startswith(words) else words.replace(name, " | ")
    unknown = [word for phrase in ((titles[0], beside, *around[3:]) if name else (words,))
               for word in _unknown(phrase, registry, mentions)]
    whose = [word for phrase in (*around[:1], *around[2:3]) for word in phrase.split()]
    back, of_body = (any(map(points, whose)) for points in (roles.points_back, roles.points_to_body))
    before = next((phrase for phrase in (*around[:1], *around[-1:]) if phrase), speaker.role or "")
    part = _is_part_of_name(words, name, inside) or _only_opens(words, name) or _is_body(words, name, roles)
    own = not name or not (part or _is_of_name(words, name, inside, roles))
    if not own and not name.isupper() and next(registry.places.find(name), None) is None:
        unknown += name.split()  # a spokesman for Reedair
    return Phrase(words, roles.head_of(words), name, own, role, speaker.role, tuple(named), inside, tuple(unknown),
                  roles.opens_indefinite(words), " | ".join(titles), back, of_body, before, at, text,
                  Mentions.of(mentions), on, origin)


def _is_short_for(office: str, around: Sequence[str], roles: RoleReader) -> bool:
    """Whether a mere rank stands for the office its bearer is introduced by: Colonel, for army spokeswoman."""
    short, whole = roles.read(office), next((one for one in map(roles.read, around) if one.rank), Role())
    return short == Role(rank=short.rank) and short.rank in VAGUE and bool(whole.institution or whole.office)


def _spelled_out(phrase: str, text: str) -> str:
    """`phrase` with short forms spelled out as the article explains them: PCG, for Philippine Coast Guard (PCG).

    What a label has in brackets is whom its bearer speaks for: ADA LIND (PCG):
    """
    for short in dict.fromkeys(_ACRONYM.findall(phrase)):
        at = text.find(f"({short})")
        labels = text.startswith(":", at + len(short) + 2)
        long = _LONG_FORM.search(text, max(0, at - _LONGEST), at) if at > 0 and not labels else None
        phrase = phrase.replace(short, long[0].strip()) if long else phrase
    return phrase


def _unknown(phrase: str, registry: Registry, mentions: Sequence[Mention]) -> list[str]:
    """The words of `phrase` that are neither names of the tables nor titles and the small words between them."""
    memo = Mentions.of(mentions).memo
    found: list[str] | None = memo.get(("unknown", phrase))
    if found is None:
        taken = [one.span for one in registry.find_within(phrase, mentions)] + registry.roles.parts(phrase)
        found = [word[0] for word in _WORD.finditer(phrase) if len(word[0]) > 1
                 and not any(span.start < word.end() and word.start() < span.end for span in taken)]
        memo["unknown", phrase] = found
    return found


def _is_of_name(words: str, name: str, inside: Sequence[Mention], roles: RoleReader) -> bool:
    """Whether a name is what somebody is of, not his own: *Reed* spokesman, spokesman for *Reed*."""
    start = words.find(name)
    if " " in words[:start].strip() and roles.leads_to_place(words[:start]):
        return True  # the border unit in Reed
    if _POSSESSIVE.match(words[start + len(name) : start + len(name) + 2]):
        return True
    titles = [span for span in roles.parts(words) if roles.is_title(words, span)]
    if any(span.start >= start + len(name) for span in titles):
        return True
    if titles and " " not in name and re.search(r"\bof (?:the )?[^a-z]*$", words[:start]) and not any(
            one.span.end <= start for one in inside):
        return True
    told = [span.end for span in (*titles, *(one.span for one in inside)) if span.end <= start]
    return bool(titles) and any(char.isalpha() for char in words[max(told, default=start) : start])


def _with_particles(name: str, text: str) -> str:
    """The whole of a name that goes on after an Arabic particle: Ahmed al-Mismari."""
    found = _PARTICLE.match(text, text.find(name) + len(name)) if name and name in text else None
    return name + found[0] if found else name


def _anchor(text: str, mention: Span | None, name: str) -> Span | None:
    """Where the article says who this is: the name within the words beside the statement, else its first place."""
    if not name:
        return mention
    start = text.find(name, mention.start, mention.end) if mention else -1
    start = start if start >= 0 else text.find(name)
    start = start if start >= 0 else text.find(name.upper())
    if start < 0:
        return next(_declined_places(text, name), mention)
    return Span(start, start + len(name))


def _whole(text: str, mention: Span | None, words: str) -> str:
    """A speaker without a personal name in all the words that mean him."""
    said = mention.of(text) if mention else ""
    return said if words in said else words


def _around(text: str, at: Span | None, mentions: Sequence[Mention], roles: RoleReader) -> list[str]:
    """Title and appositions around a name in the article."""
    if at is None:
        return []
    memo = Mentions.of(mentions).memo
    found: list[str] | None = memo.get(("around", at))
    if found is None:
        title = title_before(text, at, mentions, roles)
        start = title if roles.ends_in_honorific(title.of(text)) or title.of(text)[:1].isupper() else at
        asides = apposition_after(text, at, mentions, roles), apposition_before(text, start, mentions, roles)
        held = roles.held_behind(text[at.end : at.end + _HELD])
        note = note_of(text, at)
        found = [span.of(text) for span in (title, *asides)] + [told for told in (held, note) if told]
        memo["around", at] = found
    return found


def _elsewhere(text: str, name: str, at: Span | None, mentions: Sequence[Mention], roles: RoleReader) -> list[str]:
    """Title and appositions at the other places of a full name: a minister is told of his country but once."""
    if " " not in name and not any(map(unspaced, name)):
        return []
    beside = (_around(text, place, mentions, roles) for place in _places(text, name) if place != at)
    return [told for one in beside for told in one if told.strip()]


def _places(text: str, name: str) -> list[Span]:
    """The first places of a name, then those of its case forms."""
    found: list[Span] = []
    while len(found) < _ELSEWHERE and (start := text.find(name, found[-1].end if found else 0)) >= 0:
        found.append(Span(start, start + len(name)))
    return [*found, *islice(_declined_places(text, name), _ELSEWHERE)]


def _declined_places(text: str, name: str) -> Iterator[Span]:
    """The first place of each case form of a name: зустріч із міністром *Петром Ковалем*."""
    forms = case_forms(name) if is_declined(name) else ()
    places = ((text.find(form), len(form)) for form in forms)
    return (Span(start, start + length) for start, length in places if start >= 0)


def _said(titles: Sequence[str], registry: Registry, mentions: Sequence[Mention]) -> Role:
    """What the first of the phrases that tells anything says; a former or lay one counts wherever it stands."""
    said = [registry.roles.read(phrase, (one.span for one in registry.find_within(phrase, mentions)
                                         if one.kind != "person")) for phrase in titles]
    told = [role for phrase, role in zip(titles, said, strict=True) if phrase.strip()]
    full = (role for role in told if role.rank or role.institution)
    first = next(full, None) or next((role for role in told if role != Role()), Role())
    before = said[1] if len(titles) > _WITHOUT_NAME else Role()
    former = first.former or any(role.former and role.rank == first.rank for role in said[:_BESIDE])
    lay = first.lay or (before.lay and before.rank == first.rank)
    return replace(first, former=former, lay=lay, regional=any(role.regional for role in told),
                   many=any(role.many for role in told[-1:]))


def _names_in(phrase: str, registry: Registry, mentions: Sequence[Mention]) -> list[Named]:
    found = registry.find_within(phrase, mentions) if phrase.strip() else ()
    away = {one.ids for one in found if _leads_away(phrase, one, registry.roles)}
    return [Named(one, one.ids in away) for one in found if one.kind != "person"]


def _leads_away(phrase: str, one: Mention, roles: RoleReader) -> bool:
    """Whether the words around a name make it a place, partner or topic; what an official works *in* is a side."""
    before = phrase[max(0, one.span.start - _BEFORE) : one.span.start]
    behind = phrase[one.span.end :]
    office = roles.read(behind[:_BEFORE])
    inside = one.kind in ("institution", "body") or office.institution is not None or office.ministry
    there = roles.leads_to_place(before)
    works = there and inside and roles.read(phrase[: one.span.start]).rank is not None
    lives = there and (inside or one.kind in ("country", "metonym")) and roles.is_of_where_he_is(before)
    return (roles.leads_away(before) and not (works or lives)) or roles.is_topic(behind)


def _personal_name(words: str, inside: Sequence[Mention], roles: RoleReader) -> str:
    """What is left of `words` between its titles, small words and the names of countries and institutions."""
    people = [one.span for one in inside if one.kind == "person"]
    taken = [one.span for one in inside if one.kind != "person"]
    taken += [span for span in roles.parts(words) if not any(one.covers(span) for one in people)]
    taken = [span for span in taken if not _ends_word(words, span)]
    if any(map(unspaced, words)):
        return _between(words, taken)
    kept = [found for found in _WORD.finditer(words)
            if not any(span.start < found.end() and found.start() < span.end for span in taken)
            and (found[0] != found[0].lower() or is_uncased(found[0]))]
    if not kept:
        return ""
    first = 0 if are_particles(words[: kept[0].start()].split()) else kept[0].start()
    if is_uncased(kept[-1][0]):  # without capitals only an unbroken run of words is surely a name
        breaks = [span.end for span in taken if span.end <= kept[-1].start()]
        first = next(found.start() for found in kept if found.start() >= max(breaks, default=0))
        if _is_owner(words, first, kept[-1].end(), roles):
            return ""
    return _POSSESSIVE.sub("", words[first : kept[-1].end()])


def _ends_word(words: str, span: Span) -> bool:
    """دمیرچی‌ل*و*: a small word that is but the last letter of another, which a narrow break parts."""
    return len(span.of(words)) == 1 and words[span.start - 2 : span.start - 1] == "\u200c"


def _is_owner(words: str, first: int, end: int, roles: RoleReader) -> bool:
    """محافظ *البصرة*; رئيس بلدية *رفح*: whether one word is whose the title before it is, which has no article."""
    name, title = words[first:end], words[:first].split()
    if " " in name or not title or title[-1].startswith(_ARTICLE):
        return False
    return name.startswith(_ARTICLE) or roles.read(words[:first]).rank == "local-official"


def _between(words: str, taken: Sequence[Span]) -> str:
    """The last letters, two and more, that none of `taken` has, where nothing parts words: 发言人*温泰*少将."""
    held = {i for span in taken for i in range(span.start, span.end)}
    free = "".join(" " if i in held else char for i, char in enumerate(words))
    return next((found[0] for found in reversed(list(_WORD.finditer(free))) if len(found[0]) > 1), "")


def is_uncased(word: str) -> bool:
    """Whether words are of a script that has no capitals."""
    return word.lower() == word.upper()


def _is_body(words: str, name: str, roles: RoleReader) -> bool:
    """Whether all words of a longer phrase are capitalised and none is a title: National Weather *Service*."""
    rest = words.replace(name, "", 1).split()
    small = ("of", "for", "and", "the", "on")
    told = [roles.read(words)]
    return (
        bool(rest)
        and all(word[:1].isupper() or word in small for word in words.split())
        and all(role.rank is None and not role.former for role in told)
        and not roles.ends_in_honorific(words.replace(name, "").strip())
    )


def _only_opens(words: str, name: str) -> bool:
    """Whether a name is one capitalised word of a longer one: *Aid* groups, Norwegian Refugee *Council*."""
    rest = words.replace(name, "", 1).split()
    if " " in name or not rest:
        return False
    opens = words.startswith(name) and all(word.islower() and word.isalpha() for word in rest)
    return opens or (len(rest) > 1 and words.endswith(name) and all(word.istitle() for word in rest))


def _is_part_of_name(words: str, name: str, inside: Sequence[Mention]) -> bool:
    """Whether one word is left of a name that a country is part of: *Air* Avaria, *Bank* of Avaria."""
    places = [one.span.of(words) for one in inside if one.kind in ("country", "demonym", "metonym")]
    return " " not in name and any(f"{place} {name}" in words or re.search(
        rf"\b{re.escape(name)}(?: of)? {re.escape(place)}", words) for place in places)
