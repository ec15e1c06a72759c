"""Who a reporting verb's subject is, on either side of it."""

from __future__ import annotations

from statements.bareclauses import shows_mood
from statements.freesentence import FreeSentence
from statements.language import Word
from statements.nounkinds import has_objective, heads_phrase, is_nominative, is_oblique, is_paper, is_speaker
from statements.nounphrases import is_name, noun_at, nouns_in
from statements.phrases import Noun, is_comma
from statements.tokens import Tokens
from statements.verbs import Report

_SHORT = 45
"""Characters of a quotation that names something rather than says it."""
_NAMED = Word.DETERMINER | Word.BODY | Word.WORK
"""What stands before the name of an outlet in quotation marks."""
_RELATIVE = 25
"""Tokens of a relative clause between a subject and its verb."""


def is_impersonal(s: FreeSentence, r: Report) -> bool:
    """Whether the cue has no subject but "it"."""
    return r.is_of(s.t.language.table.impersonal)


def impersonal_speaker(s: FreeSentence, r: Report) -> Noun | None:
    """What an impersonal cue names with a preposition: it said *in the statement*."""
    told = _paper_before(s, r)
    if told is not None:
        return told
    after = range(r.core + 1, s.end)
    ends = (i for i in after if is_comma(s.t, i) or s.t.is_a(i, Word.THAT) or s.t.is_quotation(i))
    end = next((i for i in ends if not (_is_outlet(s.t, i) and s.t.is_a(i - 1, _NAMED))), s.end)
    named = [noun for noun, at in nouns_in(s.t, r.core + 1, end, s.stops) if at is not None]
    source = next((noun for noun in named if is_paper(s.t, noun) or heads_phrase(s.t, noun)), None)
    if named:
        return source or named[0]
    before = nouns_in(s.t, max(s.begin, s.free), r.finite, s.stops)
    return next((noun for noun, at in before if at is not None), None)


def _paper_before(s: FreeSentence, r: Report) -> Noun | None:
    """ein Brief, in dem es heißt: the noun that a relative pronoun with its preposition stands for."""
    t, relative = s.t, r.hit.first - 1
    if relative - 2 <= s.begin or not (t.is_a(relative, Word.RELATIVE) and t.is_a(relative - 1, Word.PREPOSITION)):
        return None
    comma = relative - 2
    found = _before_aside(s, s.begin, comma, comma, placed=True) if is_comma(t, comma) else None
    return Noun(found.first, found.last, found.core, relative) if found is not None else None


def first_noun(s: FreeSentence, begin: int, end: int, verb: int | None = None) -> Noun | None:
    """The first noun phrase without a preposition, or a place that speaks, where that can be subject of `verb`."""
    speaking = s.t.language.order.places_speak if takes_place(s, verb) else ()
    place = None
    for noun, preposition in nouns_in(s.t, begin, end, s.stops):
        if preposition is None and not is_oblique(s.t, noun):
            return noun
        if preposition is not None and place is None and s.t.keys[preposition] in speaking and is_place(s, noun):
            place = noun
    return place


def takes_place(s: FreeSentence, verb: int | None) -> bool:
    """Whether a place can be the subject of the verb at a token: en Oslo *aseguran*."""
    endings = tuple(s.t.language.order.places_verb)
    return not endings or (verb is not None and s.t.keys[verb].endswith(endings))


def is_place(s: FreeSentence, noun: Noun) -> bool:
    return any(s.t.is_a(i, Word.BODY) for i in range(noun.first, noun.core + 1)) or is_name(s.t, noun.first)


def subject_before(s: FreeSentence, r: Report) -> Noun | None:
    """The subject left of the verb, in its own clause or before the asides that part them."""
    if is_impersonal(s, r):
        return impersonal_speaker(s, r)
    t = s.t
    end = r.finite
    table = t.language.table
    if t.keys[s.begin] in table.answering and is_comma(t, end - 1):
        return None
    if r.is_of(table.cited):
        if r.hit.passive:
            return first_noun(s, s.begin, r.finite) or first_noun(s, r.finite + 1, r.hit.first)
        return next((noun for noun, _ in nouns_in(t, r.core + 1, s.end, s.stops)), None) or first_noun(
            s, s.begin, end
        )
    if table.order.split and (_is_followed_by_subject(s, r) or _is_after_clause(s, r)):
        return None
    if t.language.order.verb_final:
        begin = s.floor
        return _described(s, begin, end) or first_noun(s, begin, end)
    antecedent = _before_relative(s, r)
    if antecedent is not None:
        return antecedent
    floor = s.floor
    alone = r.finite - 1
    if alone > floor and table.order.places_speak and t.keys[alone] in table.nominative:
        return Noun(alone, alone, alone)  # Соседей он попросил подождать
    if _speaks_behind(s, r):
        return None
    for _ in range(3):
        begin = _clause_begin(s, floor, end)
        noun = first_noun(s, begin, end, r.finite) if begin < end else None
        opening = begin - 1
        relative = t.is_a(begin, Word.RELATIVE) and opening >= floor and is_comma(t, opening) and not t.caps[begin]
        if noun is not None and not relative:
            if opening >= floor and is_comma(t, opening) and is_comma(t, end - 1):
                return _before_aside(s, floor, opening, end - 1) or noun
            return noun
        if relative and begin < r.finite:
            inside = first_noun(s, begin + 1, end)
            told = s.finds[-1].subject if s.finds else None
            if inside is None and told is not None and told.last >= opening - 1:
                return Noun(told.first, told.last, told.core, begin)
            antecedent = None if inside else _before_aside(s, floor, opening, opening, placed=True)
            return Noun(antecedent.first, antecedent.last, antecedent.core, begin) if antecedent else inside
        if opening < floor or not is_comma(t, opening):
            return None
        end = opening
        if not is_comma(t, r.finite - 1) and begin < r.finite and not _is_bare(s, begin, r.finite):
            return None
    return None


def _is_bare(s: FreeSentence, begin: int, verb: int) -> bool:
    """Ada Lind, ministra, *no le* pidió: whether nothing but negations and pronouns stand before a verb."""
    t = s.t
    if t.language.order.split or not t.language.table.definite:
        return False
    return all(t.is_a(i, Word.NEGATION | Word.OBJECT) or t.keys[i] in t.language.table.reflexive
               for i in range(begin, verb))


def _speaks_behind(s: FreeSentence, r: Report) -> bool:
    """Рощинск, заявил посол, «…»: whether who speaks stands between a verb set off by a comma and a quotation."""
    t = s.t
    if not (is_comma(t, r.finite - 1) and s.t.language.order.places_speak):
        return False
    noun = noun_at(t, r.core + 1, s.end, s.stops)
    if noun is None or is_oblique(t, noun) or not is_speaker(t, noun):
        return False
    quoted = noun.last + 2
    return quoted < s.end and is_comma(t, quoted - 1) and t.is_quotation(quoted)


def _described(s: FreeSentence, begin: int, end: int) -> Noun | None:
    """Kıbrıs konusuna değinen | Keçeli: whom a participle before him describes."""
    t, pattern = s.t, s.t.language.relative
    if pattern is None:
        return None
    for i in range(begin + 1, end - 1):
        named = t.caps[i] and not t.is_sign(i) and not (t.caps[i - 1] or t.classes[i - 1])
        noun = noun_at(t, i, end, s.stops) if named and pattern.search(t.keys[i - 1]) else None
        if noun is not None and not is_oblique(t, noun):
            return noun
    return None


def _before_relative(s: FreeSentence, r: Report) -> Noun | None:
    """X, who had asked not to be named, said: the subject before a relative clause."""
    t = s.t
    if not is_comma(t, r.finite - 1):
        return None
    for i in range(r.finite - 2, max(s.begin, r.finite - _RELATIVE), -1):
        if is_comma(t, i):
            return _before_aside(s, s.begin, i, i) if t.is_a(i + 1, Word.RELATIVE) else None
        named = t.is_quotation(i) and t.language.order.split and t.ends[i] - t.starts[i] <= _SHORT
        if (t.is_quotation(i) and not named) or (t.is_a(i, Word.THAT) and not t.is_a(i, Word.RELATIVE)):
            return None
    return None


def _is_followed_by_subject(s: FreeSentence, r: Report) -> bool:
    """Das Angebot lehnt er ab; besorgt äußerte sich der Minister: the subject stands right behind the verb."""
    t, after = s.t, r.core + 1
    if _interrupts(s, r) and noun_at(t, after, s.end, s.stops) is not None:
        return True
    while after < s.end and t.is_a(after, Word.ADVERB) and not t.is_a(after, Word.PREPOSITION):
        after += 1
    if after >= s.end:
        return False
    if t.keys[after - 1] in t.language.table.reflexive and (noun := noun_at(t, after, s.end, s.stops)):
        return heads_phrase(t, noun) and not has_objective(t, noun)
    if t.keys[after] in t.language.table.nominative:
        return True
    if t.is_a(after, Word.PRONOUN) and not t.is_a(after, Word.DETERMINER | Word.RELATIVE):
        before = first_noun(s, _clause_begin(s, s.begin, r.finite), r.finite)
        return before is None or not is_speaker(t, before)
    noun = noun_at(t, after, s.end, s.stops)
    if noun is None:
        return False
    return is_nominative(t, noun) or _outranks(s, noun, r) or _closes(s, noun, r) or _is_told(s, noun, r)


def _is_told(s: FreeSentence, noun: Noun, r: Report) -> bool:
    """Der „Post“ sagte Lind, …: whether an outlet before a verb is told by the name right behind."""
    t, outlet, after = s.t, r.finite - 1, noun.last + 1
    told = outlet - 1 == s.begin and t.is_quotation(outlet) and t.keys[s.begin] in t.language.table.subjective
    says = r.hit.cue is not None and "clause" in r.hit.cue.takes and after < s.end and t.is_sign(after)
    return told and says and heads_phrase(t, noun) and not has_objective(t, noun)


def _outranks(s: FreeSentence, noun: Noun, r: Report) -> bool:
    """Die Pläne nannte die Opposition „…“: whether only the phrase behind the verb can speak."""
    t = s.t
    takes = r.hit.cue.takes if r.hit.cue else {}
    if not {"object", "name"} & set(takes) and not _is_alone(s, noun, r):
        return False
    if has_objective(t, noun) or not heads_phrase(t, noun):
        return False
    before = first_noun(s, _clause_begin(s, s.begin, r.finite), r.finite) or _before_relative(s, r)
    opened = before is not None and t.is_a(before.first, Word.DETERMINER | Word.POSSESSIVE)
    return before is not None and opened and not heads_phrase(t, before)


def _closes(s: FreeSentence, noun: Noun, r: Report) -> bool:
    """Käme er, ginge sie, glaubt Lind: „…“: whether a name between its verb and a sign is the verb's subject."""
    t, comma, after = s.t, r.finite - 1, noun.last + 1
    bare = t.caps[noun.first] and not t.classes[noun.first] and noun.first == noun.last
    if not (bare and is_comma(t, comma) and after < s.end and t.is_sign(after)):
        return False
    return any(shows_mood(t, i) for i in range(s.begin, comma)) and not t.is_a(s.begin, Word.DETERMINER)


def _is_alone(s: FreeSentence, noun: Noun, r: Report) -> bool:
    """Seine Absage begründete Minister Lind: whether only the name behind the verb can be its subject."""
    t = s.t
    named = t.caps[noun.first] and not t.is_a(noun.first, Word.DETERMINER | Word.POSSESSIVE)
    return named and t.is_a(_clause_begin(s, s.begin, r.finite), Word.POSSESSIVE)


def _interrupts(s: FreeSentence, r: Report) -> bool:
    """Er habe, sagte X, …: whether the clause before the cue breaks off at its verb, under no other."""
    t, comma = s.t, r.finite - 1
    if comma - 1 <= s.begin or not is_comma(t, comma):
        return False
    start = next((i + 1 for i in range(comma - 1, s.begin - 1, -1) if is_comma(t, i)), s.begin)
    return t.is_a(comma - 1, Word.AUXILIARY) and not t.is_a(start, Word.RELATIVE | Word.SUBORDINATE | Word.THAT)


def _is_after_clause(s: FreeSentence, r: Report) -> bool:
    """Nachdem …, sagte X: the verb comes first behind a clause or a phrase that opens the sentence."""
    return is_comma(s.t, r.finite - 1) and s.t.is_a(s.begin, Word.SUBORDINATE | Word.PREPOSITION)


def _before_aside(s: FreeSentence, floor: int, comma: int, close: int, *, placed: bool = False) -> Noun | None:
    """The phrase that ends right before the comma at `comma`, with the aside that ends before `close`."""
    if s.t.keys[comma - 1].isdigit() and is_comma(s.t, comma - 2) and comma - 2 > floor:
        comma -= 2  # Ada Lind, 43, Ministerin, sagte
    begin = _clause_begin(s, floor, comma)
    noun = None
    for found, preposition in nouns_in(s.t, begin, comma, s.stops):
        if found.last == comma - 1 and (placed or preposition is None):
            noun = noun or found
    office = _listed_before(s, floor, noun, close) if noun else None
    return office or (Noun(noun.first, max(noun.last, close - 1), noun.core) if noun else None)


def _listed_before(s: FreeSentence, floor: int, noun: Noun, close: int) -> Noun | None:
    """El ministro de Exteriores, | Unión Europea y Cooperación, Ada Lind, …: an office of several matters."""
    t, comma = s.t, noun.first - 1
    matter = t.is_a(noun.first, Word.BODY) and t.holds(Word.AND, noun.first, noun.core)
    office = _before_aside(s, floor, comma, close) if matter and comma > floor and is_comma(t, comma) else None
    return office if office and t.holds(Word.TITLE | Word.ROLE, office.first, office.core + 1) else None


def _clause_begin(s: FreeSentence, floor: int, end: int) -> int:
    t = s.t
    i = end - 1
    if i >= floor and is_comma(t, i):
        i -= 1
    while i >= floor:
        if (
            t.is_quotation(i)
            and not _is_aside_quote(t, i, end)
            and not (t.is_a(i - 1, Word.DETERMINER | Word.BODY | Word.WORK) and (i + 1 < end or _is_outlet(t, i)))
        ):
            break
        if (
            t.is_sign(i)
            and not t.is_quotation(i)
            and t.keys[i] not in ("-", "&", "/", "’", "'", "(", ")", "（", "）", "《", "》", "·")
            and not _dotted(t, i)
        ):
            break
        if (
            t.is_a(i, Word.THAT | Word.SUBORDINATE)
            and not t.caps[i]
            and not t.is_a(i, Word.PREPOSITION | Word.ADVERB | Word.RELATIVE | Word.DETERMINER)
        ):
            break
        if i in s.stops:
            break
        i -= 1
    return i + 1


def _is_aside_quote(t: Tokens, i: int, end: int) -> bool:
    """The editor of the “…” said: a short quotation within the subject."""
    short = t.ends[i] - t.starts[i] <= _SHORT and i > 0 and not t.is_sign(i - 1)
    return short and i + 1 < end and not t.is_sign(i + 1) and not t.language.order.verb_final


def _is_outlet(t: Tokens, i: int) -> bool:
    """Die „…“ berichtete: a short quotation that its verb follows without a comma."""
    short = t.is_quotation(i) and t.ends[i] - t.starts[i] <= _SHORT and not t.pauses(i)
    return short and (t.language.order.split or t.language.order.named_in_marks)


def _dotted(t: Tokens, i: int) -> bool:
    return t.keys[i] == "." and i > 0 and (len(t.keys[i - 1]) <= 2 or t.keys[i - 1] in t.language.abbreviations)
