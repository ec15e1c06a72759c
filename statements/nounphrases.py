"""Noun phrases where order is free: told by what may stand inside one, on either side of the cue."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from statements import constructs
from statements.attributes import describes, noun_behind
from statements.language import Word
from statements.phrases import Noun, is_comma, is_dash
from statements.runs import is_particle
from statements.tokens import Tokens

_LONGEST = 22
"""Tokens of one phrase without its appositions."""
_TITLE = 40
"""Characters below which a quotation can be a name."""
_ATTRIBUTES = 4
"""Tokens from a place to the body that is of it."""
_PERSONAL = Word.TITLE | Word.ROLE
_HEADS = _PERSONAL | Word.BODY
OUTLET = Word.BODY | Word.WORK
"""What a newspaper or an agency is: a body that is named as a work is."""
_OPENS = Word.DETERMINER | Word.POSSESSIVE | _HEADS
_CLOSES = (
    Word.AUXILIARY
    | Word.THAT
    | Word.SUBORDINATE
    | Word.QUESTION
    | Word.RELATIVE
    | Word.NEGATION
    | Word.ADVERB
    | Word.TIME
    | Word.VERB
    | Word.PAST
    | Word.PRONOUN
    | Word.CLAUSE_END
)
_INSIDE = frozenset({"-", "&", "/", "’", "'", "·", "‐"})


def is_name(t: Tokens, i: int) -> bool:
    """Whether token `i` is written as a name is; a first word only where it is no common word."""
    return (
        t.caps[i]
        and not (t.is_a(i, Word.TIME) and not t.is_a(i, Word.NAME))
        and ((i > 0 and not t.is_sign(i - 1)) or not t.is_a(i, _CLOSES | Word.PREPOSITION | Word.AND))
    )


def opens(t: Tokens, i: int, stops: Collection[int]) -> bool:
    """Whether a noun phrase can begin at token `i`."""
    if i in stops or t.is_sign(i):
        return False
    if t.is_a(i, Word.TIME) and not (t.is_a(i, _HEADS) or (t.caps[i] and t.is_a(i, Word.NAME))):
        return False
    return is_name(t, i) or t.is_a(i, _OPENS) or is_pronoun(t, i)


def is_pronoun(t: Tokens, i: int) -> bool:
    """Whether token `i` is a pronoun and nothing else that opens a phrase."""
    return t.is_a(i, Word.PRONOUN) and not (t.caps[i] and i > 0 and not t.is_sign(i - 1))


def noun_at(t: Tokens, first: int, end: int, stops: Collection[int]) -> Noun | None:
    """The noun phrase that begins at token `first`, with its appositions; `stops` are tokens that are verbs."""
    if first >= end or not opens(t, first, stops):
        return None
    if is_pronoun(t, first) and not (
        t.is_a(first, Word.DETERMINER | Word.POSSESSIVE)
        and first + 1 < end
        and _continues(t, first, first + 1, end, stops)
    ):
        return Noun(first, first, first)
    core = _core(t, first, end, stops)
    timed = core == first and core + 1 < end and t.is_a(first, Word.DETERMINER) and t.is_a(core + 1, Word.TIME)
    if timed and t.caps[core + 1]:
        return None  # Zwei Stunden später
    if not any(t.caps[i] or t.is_a(i, _HEADS) or not t.classes[i] for i in range(first, core + 1)):
        return None
    return Noun(first, _with_asides(t, first, core, end, stops), core)


def _core(t: Tokens, first: int, end: int, stops: Collection[int]) -> int:
    at = first
    while at + 1 < end and at - first < _LONGEST:
        after = at + 1
        described = noun_behind(t, first, end) if at == first else None
        if described is not None and described not in stops:
            at = described
        elif t.keys[after] in ("(", "（"):
            closing = next((k for k in range(after, min(end, after + 8)) if t.keys[k] in (")", "）")), None)
            if closing is None:
                break
            at = closing
        elif _continues(t, first, after, end, stops):
            at = after
        else:
            break
    while at > first and t.is_a(at, Word.PREPOSITION | Word.DETERMINER | Word.AND) and not t.caps[at]:
        at -= 1
    return at


def _continues(t: Tokens, first: int, i: int, end: int, stops: Collection[int]) -> bool:
    """Whether token `i` belongs to the phrase that began at `first`."""
    before, key = i - 1, t.keys[i]
    if i in stops:
        return False
    if t.is_quotation(i):
        return _is_title(t, i)
    if key == ".":
        return len(t.keys[before]) <= 2 or t.keys[before] in t.language.abbreviations
    if key == "、":  # 政治局委员、外交部长
        return t.is_a(before, _PERSONAL) and i + 1 < end and t.is_a(i + 1, _HEADS)
    if t.is_sign(i) or key == "&":
        return key in _INSIDE and i + 1 < end and not t.is_sign(i + 1)
    if t.is_a(i, Word.TIME) and not (t.is_a(i, _HEADS) or (t.caps[i] and t.is_a(i, Word.NAME))):
        return i + 1 < end and _ends_attribute(t, i + 1)  # 联盟今年的 | 主席国
    if t.caps[i] and t.language.suffix and t.is_a(before, _PERSONAL) and _is_told(t, i):
        return False
    if t.caps[i] and _is_another_name(t, first, i, end):
        return False
    articles = constructs.is_written_so(t)
    if articles and t.caps[i] and _is_next_name(t, i):
        return False
    if t.caps[i]:
        return not (t.language.table.common_capitals and t.is_a(i, Word.PRONOUN) and not t.is_a(i, Word.DETERMINER))
    if t.language.table.common_capitals and (_goes_on_as_name(t, i, end) or _is_owned(t, first, i, end)):
        return True
    of = t.language.table.of
    if key in of and not (articles and t.is_a(i, Word.PREPOSITION)):
        owned = i + 1 < end and not t.is_sign(i + 1) and not _is_adverbial(t, i, end)
        return owned and not (t.language.table.common_capitals and _is_parted(t, first, i))
    if t.is_a(i, Word.DETERMINER | Word.POSSESSIVE):
        return t.keys[before] in of
    if t.is_a(i, Word.AND) and not articles:
        return _adds(t, i, end, stops)
    posted = t.language.order.verb_final and t.is_a(i, Word.PREPOSITION) and i + 1 < end
    personal = posted and t.holds(_PERSONAL, first, i)
    if personal and t.is_a(i + 1, Word.BODY):
        return True
    if not t.language.table.capitals and t.language.table.spaces:
        if not articles:
            return _is_of_office(t, first, i)
        joins = t.is_a(i, Word.AND) and before in t.apart and i + 1 in t.apart  # فرنسا وألمانيا
        return joins or constructs.goes_on(t, first, i)
    return _goes_on_plainly(t, first, i, end)


def _goes_on_plainly(t: Tokens, first: int, i: int, end: int) -> bool:
    """The same of a word without a capital that joins nothing: an office, or what stands before one."""
    before, key = i - 1, t.keys[i]
    common = t.language.table.common_capitals
    heads = Word.NONE if common else _HEADS
    if t.is_a(i, _HEADS):
        if t.language.obliques and t.language.lemmas.get(key) == key:
            offices = t.which(_HEADS, first, i)
            if offices and t.keys[offices[-1]] in t.language.obliques:
                return False  # цитирует министра | агентство
        leads = before == first and (first == 0 or t.is_sign(first - 1))
        return leads or not t.caps[before] or t.is_a(before, Word.DETERMINER | _HEADS) or not _names_first(t)
    if t.language.order.verb_final and t.is_a(before, _HEADS) and not t.is_a(first, Word.DETERMINER):
        return False
    if t.caps[before] and _owns_body(t, first, before, end):
        return True
    owner = not common and before > first and t.keys[before - 1] in t.language.table.of
    closed = common and t.keys[before] == ")"
    if closed or (t.caps[before] and not (owner or t.is_a(before, Word.DETERMINER | Word.POSSESSIVE | heads))):
        return False
    return not t.is_a(i, _CLOSES | Word.PREPOSITION)


def _adds(t: Tokens, i: int, end: int, stops: Collection[int]) -> bool:
    """Whether the "and" at `i` adds something to what stands before it: "Lind and his minister"."""
    left = t.caps[i - 1] or t.is_a(i - 1, _HEADS)
    if left and i + 2 < end and describes(t, i + 1) and t.is_a(i + 2, _HEADS):
        return True
    return left and i + 1 < end and (opens(t, i + 1, stops) and not is_pronoun(t, i + 1))


def _goes_on_as_name(t: Tokens, i: int, end: int) -> bool:
    """Jaap *de* Hoop, Muhammad *al-Baradei*: a small word inside a name."""
    if not t.caps[i - 1] or t.classes[i - 1] or t.classes[i]:
        return False
    return is_particle(t, i) and ("-" in t.keys[i] or (i + 1 < end and t.caps[i + 1] and not t.classes[i + 1]))


def _is_owned(t: Tokens, first: int, i: int, end: int) -> bool:
    """Rosens | früherer Premier: an office, described, behind the name that owns it and opens the phrase."""
    owns = i - 1 == first and t.caps[first] and not t.classes[first] and t.keys[first].endswith("s")
    office = i + 1 + (i + 1 < end and describes(t, i + 1))
    return owns and describes(t, i) and office < end and t.caps[office] and t.is_a(office, _HEADS)


def _is_title(t: Tokens, i: int) -> bool:
    """der Sender „…“: whether a quotation is short enough to name what stands before it, and stands alone."""
    named = t.is_a(i - 1, Word.DETERMINER | Word.BODY | Word.WORK | Word.PREPOSITION)
    headed = t.language.order.named_in_marks and t.is_a(i - 1, _PERSONAL)
    named = named or (headed and t.caps[min(i + 2, len(t) - 1)])  # гендиректор «…» Ада Линд
    named = named or (describes(t, i - 1) and t.is_a(i - 2, Word.DETERMINER))
    return named and t.ends[i] - t.starts[i] < _TITLE and not t.goes_on(i)


def _is_parted(t: Tokens, first: int, i: int) -> bool:
    """laut Ada Lind | der Sprecher von …, laut Lind | für begehbar: whether what joins owners opens something else.

    That is an article behind a full name or an acronym, or before a newspaper that is told, and a preposition
    of place behind what is no office.
    """
    if t.is_a(i, Word.DETERMINER):
        owned = any(t.keys[k] in t.language.table.of for k in range(first, i))
        told = owned or not t.holds(_HEADS, first, i)
        if told and t.classes[i + 1] & OUTLET == OUTLET:
            return True
        before = t.text[t.starts[i - 1] : t.ends[i - 1]]
        named = i - 1 > first and t.caps[i - 2] and not t.classes[i - 2] and not t.classes[i - 1]
        return named or (len(before) > 1 and before.isupper())
    if not (t.caps[i + 1] or t.is_a(i + 1, Word.DETERMINER | Word.POSSESSIVE) or t.caps[min(i + 2, len(t) - 1)]):
        return True
    return t.keys[i] in t.language.table.of_places and not t.holds(_HEADS, first, i)


def _is_told(t: Tokens, i: int) -> bool:
    """bir diplomat | Euronews’e: whether the ending of a name says that it is told, asked or where."""
    return t.language.oblique is not None and bool(t.language.oblique.search(t.keys[i]))


def _is_another_name(t: Tokens, first: int, i: int, end: int) -> bool:
    """Whether a name is a phrase of its own: پیش از این | رافائل; behind a body: سازمان ملل | روسیه را."""
    if i - 1 == first and t.keys[first] in t.language.table.pointing:
        return True
    marker = t.language.order.object_marker
    return bool(marker) and i + 1 < end and t.keys[i + 1] == marker and t.is_a(i - 1, Word.BODY)


def _is_next_name(t: Tokens, i: int) -> bool:
    """اتهم عبد الحميد الدبيبة | إسرائيل: whether a country or body is told right behind somebody's name."""
    named = t.caps[i - 1] and not t.is_a(i - 1, _HEADS) and not constructs.agrees(t, i - 1)
    return i in t.apart and named and not constructs.agrees(t, i)


def _owns_body(t: Tokens, first: int, owner: int, end: int) -> bool:
    """речниця *Одеської* обласної адміністрації: a place behind an office, before the body that is of it."""
    pattern = t.language.owner_case
    if pattern is None or owner == first or not t.is_a(owner - 1, _PERSONAL) or not pattern.search(t.keys[owner]):
        return False
    ahead = range(owner + 1, min(end, owner + _ATTRIBUTES))
    body = next((i for i in ahead if t.is_a(i, Word.BODY)), owner)
    return all(not t.caps[i] and not t.is_sign(i) for i in range(owner + 1, body + 1)) and body > owner


def _names_first(t: Tokens) -> bool:
    """Whether a name ends its phrase, so that an office behind it is another's: сказал Досаев журналистам."""
    table = t.language.table
    return table.capitals and not table.common_capitals and not table.order.verb_final


def _is_of_office(t: Tokens, first: int, i: int) -> bool:
    """Where neither capital nor verb bounds the subject: an office or body goes on, and one word describing it."""
    if t.is_a(i, _HEADS):
        led = t.is_a(i - 1, _HEADS | Word.DETERMINER | Word.ATTRIBUTE) or (t.caps[i - 1] and i - 1 > first)
        return led or t.keys[i - 1] in t.language.table.of
    placed = t.is_a(i, Word.PREPOSITION) and i + 1 < len(t)
    if placed and t.is_a(first, _PERSONAL) and t.is_a(i + 1, Word.BODY):
        ahead = range(i + 1, min(len(t), i + 1 + _ATTRIBUTES))
        return any(t.caps[k] and not t.is_a(k, _HEADS) for k in ahead)
    if t.is_a(i, Word.ATTRIBUTE):
        return t.is_a(i - 1, _HEADS)
    return not t.classes[i] and t.is_a(i - 1, _PERSONAL) and i - 1 == first


def _is_adverbial(t: Tokens, i: int, end: int) -> bool:
    """in a statement, on Monday, со своей стороны: says when or how, not who."""
    table = t.language.table
    if t.keys[i + 1] in table.own:
        return True
    if t.keys[i] in table.of_places and t.is_a(i + 1, Word.DETERMINER) and t.keys[i + 1] not in table.definite:
        return True  # die Ministerin | bei einem Termin
    for k in range(i + 1, min(end, i + 4)):
        if t.is_sign(k):
            return False
        if t.is_a(k, Word.TIME | Word.VENUE) and not t.is_a(k, _HEADS):
            return True
    return False


def _with_asides(t: Tokens, begin: int, core: int, end: int, stops: Collection[int]) -> int:
    """The last token of the appositions behind `core`: , porte-parole du Kremlin,"""
    last = core
    placed = begin > 0 and t.is_a(begin - 1, Word.PREPOSITION) and not t.language.table.common_capitals
    if placed and not t.holds(_HEADS, begin, core + 1):
        return core  # À Boulogne, Ada Lind, …: a place has no office
    for _ in range(2):
        comma = last + 1
        if comma + 1 >= end or not is_comma(t, comma):
            return last
        first = comma + 1
        if not opens(t, first, stops) or is_pronoun(t, first):
            return last
        stop = _core(t, first, end, stops)
        after = stop + 1
        closed = (after >= end and not t.language.order.verb_final) or (
            after < len(t)
            and (is_comma(t, after) or is_dash(t, after) or t.keys[after] in (".", ":", "：", ";"))
        )
        personal = any(t.is_a(i, _PERSONAL) for i in (*range(first, stop + 1), core)) or is_name(t, first)
        if not (closed and personal):
            return last
        last = stop
    return last


def _opens_clause(t: Tokens, i: int, end: int) -> bool:
    """…, *während* Lind schwieg: whether a word that is a preposition too opens a clause under another."""
    both = t.is_a(i, Word.SUBORDINATE) and t.is_a(i, Word.CLAUSE_END)
    return both and i + 1 < end and not t.is_a(i + 1, Word.DETERMINER | Word.POSSESSIVE)


def _ends_time(t: Tokens, i: int, end: int) -> bool:
    """Am Abend | trat Lind: whether a preposition's phrase ends with token `i`, which says when."""
    return t.is_a(i, Word.TIME) and t.caps[i] and not (i + 1 < end and t.caps[i + 1])


def _ends_attribute(t: Tokens, i: int) -> bool:
    """住在边境的 | 农民: whether a clause that describes the noun behind it ends, where nothing parts words."""
    return not t.language.table.spaces and t.keys[i] in t.language.table.of


def nouns_in(t: Tokens, begin: int, end: int, stops: Collection[int]) -> Iterator[tuple[Noun, int | None]]:
    """The noun phrases between two tokens in order, each with the preposition before it, if one is."""
    i = begin
    preposition: int | None = None
    while i < end:
        noun = noun_at(t, i, end, stops)
        if noun is not None and not (t.is_a(i, Word.PREPOSITION) and not t.caps[i] and not t.is_a(i, _HEADS)):
            yield noun, None if t.keys[noun.first] in t.language.table.nominative else preposition
            i, preposition = noun.last + 1, None
            continue
        if t.is_a(i, Word.PREPOSITION) and not _opens_clause(t, i, end):
            preposition = i
        elif t.is_sign(i) or i in stops or _ends_time(t, i, end) or _ends_attribute(t, i):
            preposition = None
        i += 1
