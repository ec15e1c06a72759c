"""Introductions: everybody an article names in full, with the office beside the name, before it is read."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from statements.bearers import BODIES, Bearers
from statements.constructs import goes_on, is_written_so
from statements.inflection import is_instrumental, nominative
from statements.language import Word
from statements.nounphrases import noun_at
from statements.parties import Party
from statements.phrases import Noun, is_comma
from statements.runs import body_runs, full_name_runs, named_with_initials
from statements.spelling import ASKED, ENDED
from statements.tokens import Tokens
from statements.wanted import OFFICES

_SHORT_FORM = re.compile(r"\s*\(([A-Z][A-Za-z&-]{0,9}[A-Z])\)")
"""An institution's short form in brackets behind its name."""
_STOPS = frozenset(".!?؟…")
_ACRONYM = 3
"""Letters of a word that may be an acronym rather than a shouted name."""
_LONGEST = 12
"""Tokens of an apposition that is still read for its office."""


def introduce(bearers: Bearers, paragraphs: Iterable[Tokens]) -> None:
    """Notes the people, institutions and surnames in `paragraphs`, in the order in which they are looked up."""
    everywhere = list(paragraphs)
    for t in everywhere:
        for first, last in full_name_runs(t):
            _person(bearers, t, first, last)
        _delegates(bearers, t)
        _heading(bearers, t)
        for first, last in body_runs(t):
            _body(bearers, t, first, last)
        for first, last in named_with_initials(t):
            _body(bearers, t, first, last)
    for mention in bearers.mentions.values():
        if mention.ids and mention.kind in BODIES:
            party = bearers.of_mention(mention)
            bearers.ledger.named(party, mention.span.start)
            short = _SHORT_FORM.match(bearers.text, mention.span.end)
            if short:
                bearers.by_name.setdefault(short[1], party)
        elif mention.kind == "person":
            bearers.know(mention)
    for t in everywhere:
        _unnamed_holders(bearers, t)
    if bearers.language.table.office_first:
        _named_behind(bearers, everywhere)
    _surnames(bearers, everywhere)


def _unnamed_holders(bearers: Bearers, t: Tokens) -> None:
    """Notes who is named by his office alone, where nobody is named that may hold it: the Sultan of Brunei."""
    for of in t.which(Word.OWNER, 1, len(t) - 1):
        mention = bearers.mentions.get(t.starts[of + 1])
        if mention is None or mention.kind != "country" or not _is_title(t, of - 1):
            continue
        first, past = of - 1, bisect_left(t.starts, mention.span.end)
        while first > 0 and _is_title(t, first - 1):
            first -= 1
        roles = {bearers.lemma(t.keys[i]) for i in range(first, of)}
        held = any(one.person and one.roles >= roles for one in bearers.ledger.parties)
        named = past < len(t) and (t.caps[past] or is_comma(t, past))
        name = bearers.spelled(t, first, past - 1)
        if not (held or named or name in bearers.by_name):
            party = bearers.ledger.add(name)
            party.roles, party.sides = roles, {mention.country} if mention.country else set()
            party.gender = bearers.gender_in(sorted(roles))
            bearers.by_name[name] = party
            bearers.ledger.named(party, t.starts[first])


def _named_behind(bearers: Bearers, paragraphs: Iterable[Tokens]) -> None:
    """Notes that whoever opens a sentence, new and without an office, holds the one the last opened with."""
    office: tuple[Tokens, Noun] | None = None
    for t in paragraphs:
        people = dict(full_name_runs(t))
        verbs = frozenset(t.phrases)
        for begin in _openings(t):
            party = bearers.by_name.get(bearers.spelled(t, begin, people[begin])) if begin in people else None
            if party is None:
                noun = noun_at(t, begin, len(t), verbs)
                unnamed = noun is not None and people.keys().isdisjoint(range(begin, noun.last + 1))
                if noun is not None and unnamed and t.is_a(begin, OFFICES):
                    office = t, noun
                elif begin == 0:
                    office = None
            elif office is not None and not party.role and bearers.ledger.is_new(party, t.starts[begin]):
                told, noun = office
                _learn(bearers, party, told, noun.first, noun.core)
                bearers.by_name.setdefault(bearers.spelled(told, noun.first, noun.core), party)
                office = None


def _openings(t: Tokens) -> Iterator[int]:
    """Where sentences begin: behind a full stop, and behind a quotation that ends in one."""
    for i in range(len(t)):
        if i == 0 or t.keys[i - 1] in _STOPS or (t.is_quotation(i - 1) and t.keys[i - 1][-1] in (ENDED, ASKED)):
            yield i


def _is_title(t: Tokens, i: int) -> bool:
    return t.caps[i] and t.is_a(i, Word.TITLE)


def _surnames(bearers: Bearers, paragraphs: Sequence[Tokens]) -> None:
    """Notes where a surname stands for somebody named in full."""
    surnames = set(bearers.short_names.by_surname)
    for t in paragraphs:
        for i in t.capitalised():
            word = bearers.bare(bearers.text[t.starts[i] : t.ends[i]])
            if word in surnames:
                party = bearers.short_names.of_surname(word, t.starts[i])
                if party is not None:
                    bearers.ledger.named(party, t.starts[i])


def _person(bearers: Bearers, t: Tokens, first: int, last: int) -> None:
    """Notes a person and the office before the name, or in an apposition before or behind it."""
    first = bearers.countries.past(t, _past_country(bearers, t, first, last), last)
    mention = bearers.mentions.get(t.starts[first]) if first <= last else None
    place = mention is not None and mention.kind == "metonym" and mention.span.end == t.ends[last]
    if place or first > last or (first == last and bearers.language.table.spaces):
        return
    name = bearers.spelled(t, first, last)
    name = nominative(name, bearers.language.table.given_names) if is_instrumental(name) else name
    party = bearers.by_name.get(name) or bearers.short_names.initialled(name)
    party = party or _new_person(bearers, name, t.starts[first])
    bearers.by_name.setdefault(name, party)
    bearers.ledger.named(party, t.starts[first])
    party.gender = party.gender or _gender_told(t, last + 1)
    before = first - 1
    while before >= 0 and not t.is_sign(before) and _leads_up(t, before):
        before -= 1
    if first > 0 and t.owns(first - 1):
        party.sides |= bearers.countries.named(t, first - 1, first - 1)
    if not t.holds(OFFICES, before + 1, first):
        before = _office_of_matters(t, before)
    if t.holds(OFFICES, before + 1, first):
        _learn(bearers, party, t, before + 1, first - 1)
        style = t.keys[before + 1] in bearers.language.table.gender  # Chairperson of the board, Mr. Ivo Berg
        if before >= 1 and is_comma(t, before) and (style or t.is_a(before + 1, Word.POSSESSIVE)):
            chunk, end = _chunk_before(t, before)  # with | the President of Kenya, Her Excellency Ada Lind
            led = chunk < end and t.is_a(chunk, Word.PREPOSITION)
            _learn_aside(bearers, party, t, chunk + led, end)
    elif first >= 2 and is_comma(t, first - 1):
        _learn_aside(bearers, party, t, *_chunk_before(t, first - 1))
    if is_written_so(t) and last + 1 < len(t) and t.is_a(last + 1, OFFICES):  # محمد آل ثاني | رئيس الوزراء
        behind = last + 1
        while behind + 1 < len(t) and goes_on(t, last + 1, behind + 1) and not t.is_sign(behind + 1):
            behind += 1
        _learn(bearers, party, t, last + 1, behind)
    if last + 2 < len(t) and is_comma(t, last + 1):
        _learn_aside(bearers, party, t, last + 2, _chunk_end(t, last + 2))


def _office_of_matters(t: Tokens, before: int) -> int:
    """Вице-премьер *по вопросам европейской интеграции* Ада Линд: past what an office deals with, to before it."""
    table = t.language.table
    if not table.order.places_speak:
        return before
    for i in range(before, max(-1, before - _LONGEST), -1):
        if t.is_sign(i) or t.caps[i] or t.is_a(i, Word.THAT | Word.VERB | Word.AUXILIARY) or i in t.phrases:
            break
        if t.is_a(i, Word.TITLE):
            led = i < before and t.keys[i + 1] in table.of
            return i - 1 if led else before
    return before


def _gender_told(t: Tokens, verb: int) -> str | None:
    """Мака Линд *сообщила*: the gender that the verb behind a name gives its bearer."""
    told = t.language.table.told_gender
    if not told or verb not in t.phrases:
        return None
    return next((gender for gender, ending in told.items() if re.search(ending, t.keys[verb])), None)


def _body(bearers: Bearers, t: Tokens, first: int, last: int) -> None:
    """Notes a body named in full, with its short form in brackets: the Joint Chiefs of Staff (JCS)."""
    if not bearers.language.table.definite or t.starts[first] in bearers.mentions:
        return
    name = bearers.spelled(t, first, last)
    party = bearers.by_name.get(name) or bearers.add(name, person=False)
    bearers.ledger.named(party, t.starts[first])
    short = _SHORT_FORM.match(bearers.text, t.ends[last])
    if short:
        bearers.by_name.setdefault(short[1], party)
    comma = first - 1 - (first > 1 and t.is_a(first - 1, Word.DETERMINER))
    if comma > 0 and is_comma(t, comma):
        party.roles |= {t.keys[i] for i in range(*_chunk_before(t, comma)) if t.is_a(i, Word.BODY)}
        party.roles |= {t.keys[comma - 1]} if t.is_a(comma - 1, Word.BODY) else set()


def _past_country(bearers: Bearers, t: Tokens, first: int, last: int) -> int:
    """Past the country an office before the name is of: President of Kenya | Joyce Atieno."""
    mention = bearers.mentions.get(t.starts[first])
    if mention is None or mention.kind != "country" or first == 0 or not t.is_a(first - 1, Word.OWNER):
        return first
    past = bisect_left(t.starts, mention.span.end)
    return past if last > past else first


def _new_person(bearers: Bearers, name: str, at: int) -> Party:
    """A person; a name shouted at the head of a paragraph, as minutes have it, is known in small letters too."""
    words = name.split()
    if not name.isupper() or at in bearers.mentions or sum(len(word) > _ACRONYM for word in words) < len(words) - 1:
        return bearers.add(name)
    quiet = " ".join(word.title() for word in words)
    party = bearers.by_name.get(quiet) or bearers.add(quiet)
    bearers.by_name[name] = party
    bearers.short_names.add_surname(words[-1], party)
    return party


def _delegates(bearers: Bearers, t: Tokens) -> None:
    """ADA LIND (Norway), Ms. LIND (Norway): minutes say in brackets for which country somebody speaks."""
    for bracket in range(1, len(t) - 2) if "(" in t.keys else ():
        mention = bearers.mentions.get(t.starts[bracket + 1]) if t.keys[bracket] == "(" else None
        if mention is None or not mention.country or bearers.text[mention.span.end : mention.span.end + 1] != ")":
            continue
        first = bracket
        while first > 0 and t.caps[first - 1] and bearers.text[t.starts[first - 1] : t.ends[first - 1]].isupper():
            first -= 1
        name = bearers.spelled(t, first, bracket - 1) if first < bracket else ""
        if len(name) > _ACRONYM:
            party = bearers.by_name.get(name) or _new_person(bearers, name, t.starts[first])
            party.sides.add(mention.country)
            party.role = party.role or f"representative of {mention.span.of(bearers.text)}"


def _heading(bearers: Bearers, t: Tokens) -> None:
    """LE MONDE (France): a shouted heading names the paper that the paragraphs below are about."""
    end = next((i for i in range(len(t)) if t.keys[i] == "("), 0)
    name = bearers.spelled(t, 0, end - 1) if 0 < end <= _ACRONYM + 1 and t.keys[-1] == ")" else ""
    if name.isupper() and len(name) > _ACRONYM:
        party = bearers.by_name.get(name.title()) or bearers.add(name.title(), person=False)
        party.person = False
        party.roles |= set(bearers.language.table.papers_called)
        bearers.ledger.named(party, t.starts[0])


def _leads_up(t: Tokens, i: int) -> bool:
    """Whether a word can stand between an office and the name behind it: President *of Kenya* Joyce Atieno."""
    if t.is_a(i, OFFICES | Word.BODY | Word.ATTRIBUTE) or t.caps[i]:
        return True
    if i == 0 or t.owns(i - 1):
        return False
    within = t.is_a(i, Word.OWNER) and t.is_a(i - 1, OFFICES | Word.BODY | Word.ATTRIBUTE)
    return (
        within
        or (t.is_a(i, Word.DETERMINER) and t.is_a(i - 1, Word.OWNER))
        or (t.is_a(i, Word.AND) and t.is_a(i - 1, Word.ATTRIBUTE))
    )


def _learn_aside(bearers: Bearers, party: Party, t: Tokens, first: int, last: int) -> None:
    """An office in an apposition: Kallas, the EU's top diplomat,"""
    if first > last or last - first > _LONGEST:
        return
    opens = t.is_a(first, Word.DETERMINER | Word.POSSESSIVE | OFFICES) or t.owns(first) or t.caps[first]
    if opens and t.holds(Word.ROLE, first, last + 1):
        _learn(bearers, party, t, first, last)


def _learn(bearers: Bearers, party: Party, t: Tokens, first: int, last: int) -> None:
    shown = bearers.language.table.article_gender
    party.gender = party.gender or shown.get(t.keys[first]) or (shown.get(t.keys[first - 1]) if first else None)
    while first < last and t.is_a(first, Word.DETERMINER | Word.POSSESSIVE):
        first += 1
    words = {bearers.lemma(t.keys[i]) for i in range(first, last + 1) if not t.is_sign(i)}
    party.roles |= words
    party.sides |= bearers.countries.named(t, first, last)
    party.role = party.role or bearers.text[t.starts[first] : t.ends[last]]
    party.gender = party.gender or bearers.gender_in(sorted(words))


def _chunk_before(t: Tokens, comma: int) -> tuple[int, int]:
    """The words before `comma` back to a sign, a verb or another's name: Ada Lind and | her counterpart."""
    first = comma
    while (
        first - 1 >= 0
        and comma - first < _LONGEST
        and not t.is_sign(first - 1)
        and not t.is_a(first - 1, Word.VERB | Word.AUXILIARY)
        and not (t.is_a(first - 1, Word.AND) and t.is_a(first, Word.DETERMINER | Word.POSSESSIVE))
    ):
        first -= 1
    return first, comma - 1


def _chunk_end(t: Tokens, first: int) -> int:
    last = first
    while last + 1 < len(t) and last - first < _LONGEST + 2 and not t.is_sign(last + 1):
        last += 1
    return last
