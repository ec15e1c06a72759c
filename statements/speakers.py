"""The name and the role in a speaker's phrase."""

from __future__ import annotations

from statements.freeoffices import after_free_office
from statements.language import Word
from statements.phrases import Noun, is_comma
from statements.runs import PARTICLES, behind_trade, goes_on, is_shouted, name_end, past_trades
from statements.tokens import Tokens
from statements.value import value

_PERSONAL = Word.TITLE | Word.ROLE


@value(frozen=True, slots=True)
class Mentioned:
    """What a speaker's phrase says: a name, a role, or neither (a pronoun)."""

    name: str | None
    role: str | None
    words: tuple[str, ...]
    """The phrase's lower-case words."""


def read_phrase(t: Tokens, noun: Noun, text: str) -> Mentioned:
    """The name and role in a speaker's phrase: Turkish Foreign Minister | Hakan Fidan."""
    words = tuple(t.keys[noun.first : noun.last + 1])
    if _is_list(t, noun):
        return Mentioned(_strip_determiner(t, noun.first, noun.core, text), None, words)
    told = _told_name(t, noun)
    if told is not None:
        return Mentioned(text[t.starts[told[0]] : t.ends[told[1]]], None, words)
    behind = _behind_marks(t, noun) if t.language.order.named_in_marks else None
    if behind is not None:
        return Mentioned(text[t.starts[behind] : t.ends[noun.core]],
                         text[t.starts[noun.first] : t.ends[behind - 1]], words)
    segments = _segments(t, noun)
    spoken_through = [n for n, (first, _) in enumerate(segments) if t.keys[first] in t.language.table.mouthpiece]
    name: tuple[int, int] | None = None
    roles: list[str] = []
    acts = False
    for n, (begin, last) in enumerate(segments):
        acts = (n > 0 and not t.caps[begin] and _acts(t, begin)) or (acts and t.holds(Word.AND, begin, last))
        if acts:
            continue  # Ada Lind, speaking also for Avaria, Borland and Carland
        first = _past_paper(t, begin, last)
        found = _name_in(t, first, last) if name is None else None
        if found is not None and (_is_of_title(t, found, segments, n) or _gives_way(t, found, segments, n)):
            found = None
        if found is not None and n and roles and _is_described(t, found):
            found = None  # the delegate of Avaria, | Council penholder
        if found is not None:
            name = _without_shout(t, found)
            if found[0] > _after_determiner(t, first) and not t.owns(found[0] - 1):
                roles.append(_strip_determiner(t, first, found[0] - 1, text))
        elif t.holds(_PERSONAL, first, last + 1):
            roles.append(_strip_determiner(t, first, last, text))
    if (
        name is None
        and len(segments) > 1
        and not t.holds(_PERSONAL, noun.first, noun.core + 1)
    ):
        return Mentioned(
            _strip_determiner(t, noun.first, noun.core, text) if t.caps[noun.core] else None, None, words
        )
    for n in spoken_through:
        through = next((f for a, b in segments[n:] if (f := _name_in(t, a, b)) and _is_full(t, f)), None)
        name = through or name
    spelled = text[t.starts[name[0]] : t.ends[name[1]]] if name else None
    if spelled and t.owns(name[1] if name else 0) and t.language.possessive:
        spelled = t.language.possessive.sub("", spelled)
    if spelled and t.language.suffix:
        spelled = t.language.suffix.sub("", spelled)
    return Mentioned(spelled, next((r for r in roles if r), None), words)


def _behind_marks(t: Tokens, noun: Noun) -> int | None:
    """Депутат от партии «Рассвет» | Ада Линд: where a full name begins behind the name of what its bearer is of."""
    marked = next((i for i in range(noun.core - 2, noun.first, -1) if t.is_quotation(i)), None)
    named = marked is not None and all(t.caps[i] and not t.is_sign(i) for i in range(marked + 1, noun.core + 1))
    return marked + 1 if marked is not None and named and t.holds(_PERSONAL, noun.first, marked) else None


def _is_described(t: Tokens, name: tuple[int, int]) -> bool:
    """Council penholder on the file: a name that a plain word follows at once."""
    second = name[0] + 1
    return second <= name[1] and t.keys[second].isalpha() and not (t.caps[second] or t.classes[second])


def _acts(t: Tokens, first: int) -> bool:
    """speaking also for Avaria; also speaking for it: an aside that says what a speaker does."""
    return t.is_a(first, Word.ING) or (t.is_a(first, Word.ADVERB) and t.is_a(first + 1, Word.ING))


def _is_of_title(t: Tokens, name: tuple[int, int], segments: list[tuple[int, int]], n: int) -> bool:
    """ministro de Exteriores, | Unión Europea y Cooperación, José Lind;  der Präsident | Rosens, Ada Lind."""
    of = n and t.language.order.free and t.holds(Word.BODY, name[0], name[1] + 1)
    alone = name[0] == name[1] > 0 and t.language.table.common_capitals and t.keys[name[0]].endswith("s")
    if not of and not (alone and t.is_a(name[0] - 1, _PERSONAL)):
        return False
    return any((found := _name_in(t, a, b)) and _is_full(t, found) for a, b in segments[n + 1 :])


def _gives_way(t: Tokens, name: tuple[int, int], segments: list[tuple[int, int]], n: int) -> bool:
    """Taking the floor, | the Premier, Ada Lind;  the head of the Union (UoA), | Ada Lind: not who speaks."""
    at, lone = name[0], name[0] == name[1]
    endings = (ending for ending, bits in t.language.endings if bits == Word.ING)
    acting = lone and at == segments[0][0] < segments[0][1] and any(one.search(t.keys[at]) for one in endings)
    letters = lone and at > 0 and t.keys[at - 1] == "(" and not t.language.order.free
    if not (acting or letters):
        return False
    return any((found := _name_in(t, a, b)) and _is_full(t, found) for a, b in segments[n + 1 :])


def _without_shout(t: Tokens, name: tuple[int, int]) -> tuple[int, int]:
    """FURIOUS | Ada Lind: a first word in capitals before two and more names that are not is none of them."""
    if name[1] - name[0] < 2 or t.classes[name[0]]:
        return name
    words = [t.text[t.starts[i] : t.ends[i]] for i in range(name[0], name[0] + 2)]
    shouted = words[0].isalpha() and words[0].isupper() and not words[1].isupper()
    personal = not t.holds(Word.BODY | Word.AND, name[0], name[1] + 1)
    return (name[0] + 1, name[1]) if shouted and personal and len(words[0]) > 2 else name


def _told_name(t: Tokens, noun: Noun) -> tuple[int, int] | None:
    """A woman, who gave her name only as | Auntie Rose: the name somebody gave of himself."""
    table = t.language.table
    for i in range(noun.core + 3, noun.last):
        given = t.keys[i] in table.as_said and any(t.keys[k] in table.naming for k in range(i - 3, i))
        if given and all(t.caps[k] for k in range(i + 1, noun.last + 1)):
            return i + 1, noun.last
    return None


def _is_list(t: Tokens, noun: Noun) -> bool:
    """France, Germany and Italy: names joined, none of them an office."""
    core = range(noun.first, noun.core + 1)
    joined = any(t.is_a(i, Word.AND) for i in core) and all(
        t.caps[i] or t.is_a(i, Word.AND | Word.DETERMINER) or t.is_sign(i) for i in core
    )
    return joined and not any(t.is_a(i, _PERSONAL | Word.BODY) for i in core)


def _is_full(t: Tokens, name: tuple[int, int]) -> bool:
    """Two and more names and no body among them: a person's."""
    first, last = name
    return last > first and not any(
        t.is_a(i, Word.BODY) or not (t.caps[i] or t.is_sign(i)) for i in range(first, last + 1)
    )


def _segments(t: Tokens, noun: Noun) -> list[tuple[int, int]]:
    found, start = [], noun.first
    for i in range(noun.first, noun.last + 1):
        if is_comma(t, i) or t.keys[i] in ("(", ")", "（", "）", "—", "–") or _joins_another(t, i, noun.last):
            if i > start:
                found.append((start, i - 1))
            start = i + 1
    if start <= noun.last:
        found.append((start, noun.last))
    return found


def joint(t: Tokens, noun: Noun) -> int | None:
    """Where a phrase names two speakers, each with an office: the token that joins them."""
    return next((i for i in t.which(Word.AND, noun.first, noun.core) if _joins_another(t, i, noun.last)), None)


def _joins_another(t: Tokens, i: int, last: int) -> bool:
    """Ada Lind and | her counterpart, Ivo Berg;  Premier Lind and | Premier Berg."""
    if not t.is_a(i, Word.AND) or i >= last or not t.caps[max(i - 1, 0)]:
        return False
    alone = i < 2 or not t.caps[i - 2]  # Food and Water Minister Ada Lind is one
    offices = not alone and t.holds(Word.ROLE, i + 1, min(last, i + 5))
    titled = t.caps[i + 1] and (offices or t.is_a(i + 1, Word.TITLE))
    return t.is_a(i + 1, Word.POSSESSIVE) or (titled and not t.is_a(i - 1, _PERSONAL))


def _name_in(t: Tokens, first: int, last: int) -> tuple[int, int] | None:
    """The person or institution a segment names, as tokens."""
    article = t.language.table.common_capitals and t.is_a(first, Word.DETERMINER)
    if t.is_a(first, Word.RELATIVE) and not (t.caps[first] or article):
        return None
    last = _before_venue(t, first, last)
    roles = [i for i in range(first, last + 1) if t.is_a(i, _PERSONAL)]
    start = _after_determiner(t, first)
    one = _of_ministry(t, start, last) if roles else _person_of_body(t, start, last)
    if one:
        return one
    if roles and t.language.possessive and _is_body(t, start, last):
        return start, last
    if roles and t.language.order.free:
        offices = roles[-1:] if t.language.table.capitals else roles
        holders = [found for office in offices if (found := after_free_office(t, office, last))]
        return max(holders, key=lambda name: name[1] - name[0], default=None) or _leading_name(t, first, last)
    if roles:
        named = _after_office(t, first, roles[-1], last) or _leading_name(t, first, last)
        named = named or _before_party(t, first, roles, last)
        return (past_trades(t, *named), named[1]) if named else None
    if not t.language.table.capitals and t.holds(Word.BODY, start, last + 1):
        return start, last
    named = _after_body(t, first, last)
    if named is not None:
        return named
    if any(t.is_a(i, Word.BODY) and t.caps[i] for i in range(first, last + 1)):
        return start, last
    if _is_moody(t, first, last):
        return last, last
    if start > last or t.is_a(start, Word.PRONOUN | Word.POSSESSIVE):
        return None
    if not t.caps[start]:
        return _behind_worker(t, start, last)
    end = name_end(t, start, last)
    if start == end < last and is_shouted(t, start):
        return None
    if end < last and t.is_a(end + 1, Word.BODY) and not t.owns(end) and t.language.possessive:
        return None  # the U.S. embassy is no name
    if end < last and t.is_a(end + 1, Word.OWNER | Word.AND) and not t.owns(end):
        return start, _institution_end(t, end, last)
    if t.owns(end) and end < last:
        return start, last
    behind = behind_trade(t, end + 1, last) if end < last else None
    if behind is not None:
        return behind
    return past_trades(t, start, end), end


def _behind_worker(t: Tokens, start: int, last: int) -> tuple[int, int] | None:
    """Campaigner | Ada Lind: a full name behind a plain word for what its bearer does."""
    named = behind_trade(t, start, last)
    worker = named[0] - 1 if named else start
    works = t.language.is_trade(t.keys[worker]) or t.language.is_person(t.keys[worker])
    return named if named and named[0] < last and works and _is_persons(t, *named) else None


def _is_moody(t: Tokens, first: int, last: int) -> bool:
    """A fuming Lind: a name, and between it and the article how its bearer is."""
    article = t.is_a(first, Word.DETERMINER) and t.keys[first] not in t.language.table.definite
    return (
        bool(article and t.language.table.definite) and last == first + 2
        and not (t.caps[last - 1] or t.classes[last - 1] & ~Word.ING)
        and t.caps[last] and not t.classes[last] and not t.is_plural(last)
    )


def _before_party(t: Tokens, first: int, roles: list[int], last: int) -> tuple[int, int] | None:
    """Premier | Ada Lind | of the Social Democrats: a full name between its office and whom it belongs to."""
    if len(roles) < 2 or not t.is_plural(roles[-1]) or not t.caps[roles[-1]]:
        return None
    of = next((i for i in range(first, roles[-1]) if t.is_a(i, Word.OWNER) and not t.owns(i)), None)
    before = [i for i in roles if of is not None and i < of]
    named = _after_office(t, first, before[-1], of - 1) if of is not None and before else None
    return named if named and _is_full(t, named) and named[1] == (of or 0) - 1 else None


def _person_of_body(t: Tokens, start: int, last: int) -> tuple[int, int] | None:
    """A full name with what its bearer is of: Greenpeace's | Ada Lind;  Ada Lind | of the Institute of Tides."""
    if start > last:
        return None
    end = start
    while end < last and not t.owns(end) and goes_on(t, end):
        end += 1
    if t.language.possessive and t.owns(end) and end < last - 1:
        return (end + 1, last) if t.caps[start] and _is_persons(t, end + 1, last) else None
    joins = end < last - 1 and t.is_a(end + 1, Word.PREPOSITION) and t.is_a(end + 2, Word.DETERMINER)
    start = past_trades(t, start, end)
    return (start, end) if joins and start < end and _is_persons(t, start, end) else None


def _of_ministry(t: Tokens, start: int, last: int) -> tuple[int, int] | None:
    """The Foreign Ministry's | Ada Lind: a body owns the full name that ends a phrase."""
    owner = next((i for i in range(last - 2, start, -1) if t.owns(i)), None)
    named = owner is not None and t.is_a(owner, Word.BODY) and _is_persons(t, owner + 1, last)
    return (owner + 1, last) if owner is not None and named else None


def _is_persons(t: Tokens, first: int, last: int) -> bool:
    """Whether all tokens are words of a name the registry does not know for something else: Ada Lind."""
    words = range(first, last + 1)
    return all(t.caps[i] and not t.classes[i] for i in words if not (t.keys[i] in PARTICLES or t.is_sign(i)))


def _before_venue(t: Tokens, first: int, last: int) -> int:
    """The World Bank | in its October report: where it was said is no part of the name."""
    for i in range(first + 1, last):
        apart = t.is_a(i, Word.PREPOSITION) and not t.is_a(i, Word.OWNER | Word.INFINITIVE)
        if apart and t.is_a(i + 1, Word.POSSESSIVE):
            return i - 1
    return last


def _past_paper(t: Tokens, first: int, last: int) -> int:
    """A statement by | COCOBOD: past what somebody gave."""
    table = t.language.table
    if t.language.order.free:
        return first
    for i in range(first + 1, min(first + 4, last)):
        if t.keys[i] in table.noun_from and (t.keys[i - 1] in table.nouns or t.is_a(i - 1, Word.VENUE)):
            return i + 1
    return first


def _is_body(t: Tokens, start: int, last: int) -> bool:
    """Foreign Ministry, Ministry of Foreign Affairs: all capitals, a body among them and nobody's office."""
    words = range(start, last + 1)
    owner = next((i for i in words if t.owns(i)), start - 1)
    if owner + 2 <= last and t.is_a(owner + 1, Word.TITLE) and t.is_a(owner + 2, Word.OWNER):
        return False  # President of the Republic; Avaria's Minister of State
    return (
        start < last
        and any(t.is_a(i, Word.BODY) for i in words)
        and all(t.caps[i] or t.is_a(i, Word.OWNER | Word.AND | Word.DETERMINER) for i in words)
        and t.caps[last]
        and (t.is_a(last, Word.BODY) or not any(t.is_a(i, Word.ROLE) for i in words))
    )


def _after_office(t: Tokens, first: int, office: int, last: int) -> tuple[int, int] | None:
    """Foreign Minister | Hakan Fidan; Secretary of State | Ada Lind; Gen. | Ivo Berg."""
    start = office + 1
    if start < last and t.keys[start] == ".":
        start += 1
    parted = _past_domain(t, start, last)
    start = start if parted is None else parted
    if start > last or not t.caps[start] or t.is_a(start, Word.TIME):
        return None
    end = name_end(t, start, last)
    return None if t.owns(end) else (start, end)


def _past_domain(t: Tokens, start: int, last: int) -> int | None:
    """Past what an office is of: spokesman | for the Ministry of Foreign Affairs | Ivo Berg; past all with no name.

    Behind a body or a field everything is a name, behind another name only its last two words: of Kenya | Ada Lind.
    None where no such words follow.
    """
    joins, kinds = Word.OWNER | Word.INFINITIVE, Word.BODY | Word.ATTRIBUTE
    if start > last or t.is_a(start, Word.NAME):
        return None
    opens = t.is_a(start, joins | kinds)
    fields = [i for i in range(start, last + 1) if t.is_a(i, kinds)]
    links = [i for i in range(start, last + 1) if t.is_a(i, joins) and not t.caps[i]]
    if not (fields or links) or not (opens or not links):
        return None
    of = max((*fields, *links))
    mark = of
    while mark < last and t.is_a(mark + 1, Word.DETERMINER | Word.AND):
        mark += 1
    named = [i for i in range(mark + 1, last + 1) if not t.is_sign(i)]
    known = of in fields
    if len(named) < 2 + (not known):
        return last + 1 if opens else None
    if not all(t.caps[i] or t.keys[i] in PARTICLES for i in named):
        return None
    return mark + 1 if known else named[-2]


def _after_body(t: Tokens, first: int, last: int) -> tuple[int, int] | None:
    """The West African bloc | ECOWAS: a name that ends the phrase behind a plain word for a body."""
    start = last
    while start > first and t.caps[start]:
        start -= 1
    return (start + 1, last) if start < last and t.is_a(start, Word.BODY) and not t.owns(start) else None


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
    if any(t.owns(i) for i in range(first, end + 1)):
        return None
    if end == last or not t.holds(_PERSONAL, end + 1, min(last, end + 2) + 1):
        return first, end
    return None


def _after_determiner(t: Tokens, first: int) -> int:
    initial = first + 1 < len(t) and t.keys[first + 1] == "."
    return first + 1 if t.is_a(first, Word.DETERMINER | Word.POSSESSIVE) and not initial else first


def _strip_determiner(t: Tokens, first: int, last: int, text: str) -> str:
    while first < last and t.is_a(first, Word.DETERMINER | Word.POSSESSIVE):
        first += 1
    return text[t.starts[first] : t.ends[last]]
