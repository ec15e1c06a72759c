"""Where a noun phrase goes on in a script that writes its article to the word and has no capitals: Arabic.

A head without the article owns what follows it (وزارة الموارد); what has the article too and describes it agrees
with it (الجيش السوداني); another noun without it behind them opens the next phrase (رفض الوزير | وقف القتال).
"""

from __future__ import annotations

from statements.language import Word
from statements.phrases import Noun
from statements.tokens import Tokens

_PERSONAL = Word.TITLE | Word.ROLE
_HEADS = _PERSONAL | Word.BODY
_LEADS = 9
"""Tokens from an office to its holder's name, with all that the office is of."""
_FEMININE = "ة"
_SHE = "ت"
"""What a verb of hers begins or ends with."""
_ENDS = Word.THAT | Word.VERB | Word.AUXILIARY | Word.SUBORDINATE | Word.NEGATION | Word.RELATIVE


def is_written_so(t: Tokens) -> bool:
    """Whether the language writes so."""
    return bool(t.language.table.article) and not t.language.table.capitals


def articled(t: Tokens, i: int) -> bool:
    """Whether a word has the article, or the one that a preposition melts with."""
    return t.keys[i].startswith((t.language.table.article, *t.language.table.melted)) and len(t.keys[i]) > 3


def agrees(t: Tokens, i: int) -> bool:
    """Whether a word with the article describes the noun before it: السوداني, الموارد *المائية*."""
    pattern = t.language.agreeing
    return t.is_a(i, Word.ATTRIBUTE) or (pattern is not None and bool(pattern.search(t.keys[i])))


def agrees_with(t: Tokens, verb: int, noun: Noun) -> bool:
    """Whether a phrase behind a verb can be its subject: not شكر | المملكة, whose verb is no feminine one."""
    key, head = t.keys[verb], t.keys[noun.first]
    thing = articled(t, noun.first) and head.endswith(_FEMININE) and not t.is_a(noun.first, _PERSONAL)
    return not (is_written_so(t) and thing) or key.startswith(_SHE) or key.endswith(_SHE)


def goes_on(t: Tokens, first: int, i: int) -> bool:
    """Whether token `i` belongs to the phrase that began at `first`; it is no name."""
    before = i - 1
    owns = _is_construct(t, first, before)
    if t.keys[before] in t.language.table.of or t.is_a(before, Word.DETERMINER):
        return t.is_a(i, _HEADS) or articled(t, i)
    if owns and t.is_a(i, _HEADS):
        return True
    if t.is_a(i, Word.TITLE) or (t.is_a(i, Word.ROLE) and not articled(t, i)):
        # الموارد والري | الدكتور; مجلس الوزراء | وزير الخارجية
        return _is_definite(t, before) or t.is_a(before, _HEADS) or t.is_quotation(before)
    if t.is_a(before, Word.AND):
        return before - 1 > first and (articled(t, i) or t.is_a(i, _HEADS))
    if t.is_a(i, Word.AND):
        joins = i + 1 < len(t) and (articled(t, i + 1) or t.is_a(i + 1, _HEADS))
        return joins and articled(t, before) and any(_is_construct(t, first, k) for k in range(first, before))
    if t.is_a(i, Word.PREPOSITION) and not t.is_a(i, Word.TIME):
        return _works_in(t, first, i)
    if t.is_a(before, Word.PREPOSITION):
        return t.is_a(i, _HEADS) or articled(t, i)
    if articled(t, i):
        return owns or ((_is_definite(t, before) or t.is_a(before, _HEADS)) and (agrees(t, i) or _melts(t, i)))
    if _is_plain(t, i):
        return owns and (before == first or _is_owner(t, first, i))
    if t.is_a(i, Word.ATTRIBUTE) and t.is_a(before, _HEADS | Word.ATTRIBUTE):
        return True
    name = past_domain(t, i) if t.is_a(i, Word.ATTRIBUTE) and t.is_a(first, _PERSONAL) else len(t)
    return name < len(t) and t.caps[name]  # وزير النقل | وكالة | كمال محمد


def past_domain(t: Tokens, i: int) -> int:
    """Where the name of a holder can begin behind an office whose next token is `i`: past what the office is of."""
    first = i - 1
    given = t.language.table.given
    while i < len(t) and i - first < _LEADS and not (t.is_sign(i) or t.is_a(i, _ENDS) or t.keys[i] in given):
        described = t.is_a(i, _HEADS | Word.ATTRIBUTE) or articled(t, i) or (t.caps[i] and agrees(t, i))
        joins = t.is_a(i, Word.AND | Word.PREPOSITION) and i + 1 < len(t)
        joins = joins and (articled(t, i + 1) or t.is_a(i + 1, Word.BODY))
        owner = _is_owner(t, first, i)
        place = t.caps[i] and t.is_a(i - 1, Word.PREPOSITION)
        if not (described or joins or owner or place):
            break
        i += 1
    return i


def _is_construct(t: Tokens, first: int, i: int) -> bool:
    """Whether a noun without the article waits for its owner: وزير, هيئة, هيئة *قناة* السويس."""
    if i < first or articled(t, i) or t.is_sign(i):
        return False
    return t.is_a(i, _HEADS) or (not t.caps[i] and _is_plain(t, i) and i > first and t.is_a(i - 1, Word.BODY))


def _is_plain(t: Tokens, i: int) -> bool:
    return not t.classes[i] or t.classes[i] == Word.WORK


def _is_owner(t: Tokens, first: int, i: int) -> bool:
    """رئيس بلدية *رفح*; هيئة *قناة* السويس: an unknown word that a body without the article is of."""
    if not _is_plain(t, i) or t.caps[i] or t.is_sign(i) or not t.is_a(i - 1, Word.BODY) or articled(t, i - 1):
        return False
    if i + 1 >= len(t) or articled(t, i + 1) or t.classes[i + 1] or t.is_sign(i + 1):
        return True
    return t.keys[i + 1] in t.language.table.given or t.keys[i + 1] in t.language.table.name_openers


def _is_definite(t: Tokens, i: int) -> bool:
    return articled(t, i) or t.caps[i]


def _melts(t: Tokens, i: int) -> bool:
    """الأمين العام *للأمم* المتحدة: a body that a preposition melted with the article joins."""
    return t.keys[i].startswith(tuple(t.language.table.melted)) and t.is_a(i, Word.BODY)


def _works_in(t: Tokens, first: int, i: int) -> bool:
    """مصدر *في* وزارة النفط; القيادي *في* الحوثيين محمد …: a preposition of where somebody told serves."""
    if i + 1 >= len(t):
        return False
    if not t.is_a(first, _PERSONAL):  # قوة الأمم المتحدة | في لبنان
        return t.is_a(first, Word.BODY) and i + 1 in t.apart and _is_definite(t, i - 1)
    serves = t.is_a(i + 1, Word.BODY) or t.caps[i + 1] or articled(t, i + 1)
    if not serves or t.is_a(i + 1, Word.VENUE | Word.TIME):
        return False
    if t.keys[first] in t.language.table.anonymous and t.is_a(i + 1, Word.BODY):
        return True
    name = past_domain(t, i + 1)
    return name < len(t) and t.caps[name] and not t.is_a(name, _HEADS)
