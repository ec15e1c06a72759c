"""Speakers credited without a verb: according to X, in X's words, and quotations after a colon."""

from __future__ import annotations

from statements.attributes import noun_behind
from statements.bareclauses import is_verblike, opens_bare_clause, reported_from, shows_mood
from statements.contentends import content_end
from statements.contents import content_right
from statements.cues import Hit
from statements.freesentence import FreeSentence, Range, find
from statements.language import Word
from statements.nounkinds import is_paper, is_speaker
from statements.nounphrases import noun_at, nouns_in
from statements.phrases import Noun, is_comma
from statements.sentence import Find
from statements.subjects import first_noun
from statements.subjectsafter import subject_after
from statements.tokens import Tokens
from statements.verbs import Report

_UNDER = Word.RELATIVE | Word.SUBORDINATE | Word.THAT | Word.QUESTION
_FINITE = Word.AUXILIARY | Word.VERB
_FEW = 2
"""Tokens of a clause before the credit that parts it, after the first."""
_NAME = 40
"""Characters of a quotation that names who speaks."""
_MOOD = 14
"""Tokens within which a clause shows the verb form of reported speech."""
_OPENING = 4
"""Tokens at the head of a sentence within which its first noun stands."""
_ADJECTIVES = 4
"""Tokens from a determiner to its noun."""
_ANTECEDENT = 20
"""Tokens back to the noun that a clause says the words of: ein Bericht der Polizei vom Montag, wonach …"""
_OWNER_BACK = 14
"""Tokens of a phrase before the word that credits it: X zufolge."""
_OWNER = 8
"""Tokens between a noun and its complementiser: the minister's statement yesterday that."""


def read_according(s: FreeSentence, n: int, r: Report) -> Find | None:
    """According to X, CONTENT;  CONTENT, according to X."""
    t = s.t
    hit = r.hit
    edge = hit.first == s.begin or t.is_sign(hit.first - 1)
    ambiguous = hit.first == hit.last and t.is_a(hit.first, Word.ADVERB | Word.PREPOSITION | Word.SUBORDINATE)
    if (ambiguous and not edge) or (ambiguous and hit.first == s.begin and t.is_a(hit.first, Word.ADVERB)):
        return None
    if t.language.order.split and is_comma(t, hit.first - 1) and _is_pronoun(t, hit.last + 1):
        return _behind_noun(s, r, hit.first, hit.last + 1)
    subject = _credited(s, r, ambiguous)
    if subject is None or t.holds(Word.MUTE, subject.first, subject.core + 1):
        return None
    if not t.language.table.spaces and _tells_of_another(s, n, subject):
        return None
    after = max(subject.last if subject.relative is None else 0, hit.last) + 1
    named = after + 1 < s.end and t.keys[after] in t.language.table.of and t.is_quotation(after + 1)
    after += 2 * (named and t.language.order.split and t.ends[after + 1] - t.starts[after + 1] <= _NAME)
    if after < s.end and not t.language.table.spaces:
        cue = t.phrase_at(after, s.end)
        after = cue[1] + 1 if cue is not None and cue[0].cue is not None else after
    before = (reported_from(s, hit.first - 1), hit.first - 1)
    while before[1] > before[0] and is_comma(t, before[1]):
        before = before[0], before[1] - 1
    while after < s.end and is_comma(t, after):
        after += 1
    rest = (after, content_end(s, n, after)) if after < s.end else (after, after - 1)
    if t.language.order.split and t.keys[hit.first - 1] == ";" and hit.first > s.free:
        before = hit.first, hit.first - 1
    elif t.language.order.split and before[1] > before[0] and rest[1] >= rest[0] and _is_within(t, r, after):
        return find(hit, subject, _around(s, before, rest), "according-between")
    if ambiguous and before[1] >= before[0] and hit.first > s.begin:
        whole = before[1] > before[0] or _is_quote(t, before)
        resumed = [rest] if t.language.order.split and _goes_on(t, after, rest) else []
        return find(hit, subject, [before, *resumed], "according-after") if whole or resumed else None
    parted = is_comma(t, hit.first - 1) and after > 0 and is_comma(t, after - 1)
    if parted and 0 <= before[1] - before[0] <= _FEW and rest[1] - rest[0] > _FEW and not t.is_quotation(before[0]):
        return find(hit, subject, [before, rest], "according-between")
    quoted = [_has_quote(t, span) for span in (before, rest)]
    if all(quoted):
        return find(hit, subject, [before, rest], "according-between")
    if quoted[0] != quoted[1]:
        content, rule = (before, "according-after") if quoted[0] else (rest, "according-before")
        return find(hit, subject, [content], rule)
    if hit.first - s.free <= 1 or (rest[1] - rest[0] > before[1] - before[0] and not is_comma(t, hit.first - 1)):
        return find(hit, subject, [rest], "according-before") if rest[1] > rest[0] or _is_quote(t, rest) else None
    return (
        find(hit, subject, [before], "according-after") if before[1] > before[0] or _is_quote(t, before) else None
    )


def _tells_of_another(s: FreeSentence, n: int, credited: Noun) -> bool:
    """据路透社报道，一名官员说，…: whether behind the credit somebody else is said to speak, who has a subject."""
    t = s.t
    comma = next((i for i in range(credited.core + 1, s.end) if is_comma(t, i)), s.end)
    later = next((x for x in s.reports[n + 1 :] if x.hit.kind == "cue" and x.finite > comma), None)
    return later is not None and first_noun(s, comma + 1, later.finite) is not None


def _credited(s: FreeSentence, r: Report, ambiguous: bool) -> Noun | None:
    """Whom an according-phrase credits."""
    t, hit = s.t, r.hit
    after = hit.last + 1
    inside = next((i for i in range(hit.first, hit.last + 1) if t.is_a(i, Word.POSSESSIVE | Word.PRONOUN)), None)
    if inside is not None:
        return Noun(inside, inside, inside)
    holder = _own(s, range(hit.first, hit.last), hit.first, hit.last + 1)
    if holder is not None:
        return holder
    if t.keys[hit.first] in t.language.table.crediting and hit.last > hit.first and _is_crediting(t, hit):
        if after < s.end and (t.keys[after] in t.language.table.of or t.is_a(after, Word.POSSESSIVE)):
            near = nouns_in(t, after, min(s.end, after + 3), s.stops)
            owner = next((noun_at(t, noun.first, s.end, s.stops) for noun, _ in near), None)
            return owner or Noun(hit.first + 1, hit.last, hit.last)
        return Noun(hit.first + 1, hit.last, hit.last)
    subject = noun_at(t, after, s.end, s.stops) or outlet(t, after, min(s.end, after + 4))
    plain = t.language.table.capitals and not t.language.table.common_capitals and after < s.end
    if subject is None and not ambiguous and not (after < s.end and t.is_a(after, Word.RELATIVE)):
        subject = next((noun for noun, p in nouns_in(t, after, min(s.end, after + 7), s.stops)), None)
        if plain and _may_tell(t, after) and (subject is None or subject.first > after + 1):
            subject = Noun(after, after, after)
    if subject is not None and plain and subject.first == subject.last == after and not t.classes[after]:
        subject = subject if _may_tell(t, after) else None
    if subject is not None and t.is_a(after, Word.RELATIVE) and not t.caps[after + 1] and subject.first > after:
        return None
    return subject


def _own(s: FreeSentence, words: range, first: int, after: int) -> Noun | None:
    """nach *eigenen* Angaben: the sentence's subject, on either side of a credit that is its own."""
    own = next((i for i in words if s.t.keys[i] in s.t.language.table.own), None)
    holder = first_noun(s, s.free, first) or subject_after(s, after) if own is not None else None
    return Noun(holder.first, holder.last, holder.core, own) if holder is not None else None


def _may_tell(t: Tokens, i: int) -> bool:
    """Whether a word of no class may be who tells: Politico, residents; not what is only kept to: law, plan."""
    return not (t.classes[i] or t.is_sign(i)) and (t.caps[i] or t.is_plural(i))


def _is_crediting(t: Tokens, hit: Hit) -> bool:
    return any(t.keys[hit.last].endswith(noun) for noun in t.language.table.crediting[t.keys[hit.first]])


def _around(s: FreeSentence, before: Range, rest: Range) -> list[Range]:
    """The two parts of the clause that a credit stands in: …, das | laut X | 40 Menschen trug, ist gesunken."""
    t = s.t
    comma = next((i for i in range(before[1], before[0], -1) if is_comma(t, i)), None)
    under = t.is_a(before[0], _UNDER) and not (t.caps[before[0]] and t.is_a(before[0], Word.DETERMINER))
    if comma is None or under or not (_opens_under(t, comma + 1) or _resumes(t, comma + 1)):
        return [before, rest]
    close = next((i for i in range(rest[0] + 1, rest[1]) if is_comma(t, i)), None)
    last = close - 1 if close is not None and _opens_under(t, comma + 1) and _resumes(t, close + 1) else rest[1]
    return [(comma + 1, before[1]), (rest[0], last)]


def _opens_under(t: Tokens, i: int) -> bool:
    """Whether a clause under another begins at token `i`: auf dem …, weil …"""
    i += t.is_a(i, Word.PREPOSITION) and not t.is_a(i, _UNDER)
    return t.is_a(i, _UNDER) and not t.caps[i]


def _goes_on(t: Tokens, after: int, rest: Range) -> bool:
    """„Bald“, so X, „kommt er“: whether the sentence goes on behind the commas that set a credit off."""
    parted = rest[0] <= rest[1] and is_comma(t, after - 1)
    return parted and not (t.is_a(rest[0], Word.RELATIVE | Word.SUBORDINATE) and t.is_a(rest[1], _FINITE))


def _is_within(t: Tokens, r: Report, after: int) -> bool:
    """Der Plan ist laut X gescheitert: no comma sets the credit off from the clause it stands in."""
    return not (is_comma(t, r.hit.first - 1) or is_comma(t, after - 1) or t.is_sign(r.hit.first - 1))


def outlet(t: Tokens, begin: int, end: int) -> Noun | None:
    """wie „heise“ berichtet, laut der „Zeit“: a name in quotation marks that speaks."""
    for i in range(begin, end):
        if t.is_quotation(i):
            return Noun(i, i, i) if t.ends[i] - t.starts[i] <= _NAME else None
        if not t.is_a(i, Word.DETERMINER | Word.ADVERB | Word.BODY | Word.WORK) or t.is_sign(i):
            return None
    return None


def agent_of(s: FreeSentence, r: Report) -> Noun | None:
    """Whom a passive names with a preposition: wurde *von X* bezeichnet;  *von X* wurde der Plan gelobt."""
    t = s.t
    behind = range(r.finite if r.finite < r.hit.first else s.free, r.hit.first)
    for i in (*([s.begin] if s.begin >= s.free else []), *behind):
        if t.keys[i] in t.language.table.passives:
            agent = noun_at(t, i + 1, s.end, s.stops) or outlet(t, i + 1, min(s.end, i + 3))
            if agent is not None:
                return agent
    return None


def _outlet_within(s: FreeSentence, r: Report) -> Noun | None:
    """wurde im „Standard“ als „…“ bezeichnet: the newspaper that a passive names as its place."""
    if r.hit.cue is None or "name" not in r.hit.cue.takes or not s.t.language.order.split:
        return None
    places = (i for i in range(r.finite, r.hit.first) if s.t.is_a(i, Word.PREPOSITION) and not s.t.caps[i])
    named = (outlet(s.t, i + 1, min(s.end, i + 3)) for i in places if s.t.keys[i] not in r.hit.cue.set_off)
    return next((noun for noun in named if noun is not None), None)


def _paper_within(s: FreeSentence, r: Report) -> Noun | None:
    """In dem Bericht wird betont, dass …: what a passive without an agent was written in."""
    nouns = nouns_in(s.t, s.begin, r.hit.first, s.stops) if s.t.language.order.split else ()
    return next((noun for noun, at in nouns if at is not None and is_paper(s.t, noun)), None)


def read_passive(s: FreeSentence, n: int, r: Report) -> Find | None:
    """wurde von X als „…“ bezeichnet;  von X wurde erklärt, dass: the agent speaks."""
    t = s.t
    agent = agent_of(s, r) or _outlet_within(s, r)
    paper = _paper_within(s, r) if agent is None else None
    if paper is None and (agent is None or not (t.language.table.capitals and is_speaker(t, agent))):
        return None
    agent = agent or paper
    assert agent is not None
    quotation = next((i for i in range(r.hit.first - 1, agent.last, -1) if t.is_quotation(i)), None)
    if quotation is not None:
        return find(r.hit, agent, [(quotation, quotation)], "before-name", kind="name")
    content = content_right(s, n, r, r.tail + 1)
    return find(r.hit, agent, [content[1:]], "passive", kind=content[0]) if content is not None else None


def read_noun(s: FreeSentence, n: int, r: Report) -> Find | None:
    """X is of the opinion that CONTENT;  X's statement that CONTENT."""
    t = s.t
    spoken = _quoted_as(s, r)
    if spoken is not None:
        return spoken
    quotation = r.hit.last + 1
    if t.keys[r.hit.last] in t.language.table.quoting and quotation < s.end and t.is_quotation(quotation):
        return _quoted_behind(s, r, quotation)
    that = r.hit.last + 1
    while that < s.end and not t.is_a(that, Word.THAT) and that - r.hit.last < _OWNER and not t.is_sign(that):
        that += 1
    alone = all(x.hit.kind != "cue" or x.hit.first > that or x.tail < s.free for x in s.reports)
    if that < s.end and is_comma(t, that) and alone and _shows_mood(s, that):
        return _noun_with_clause(s, n, r, that)
    if any(r.hit.last < x.hit.first < that and x.hit.cue and not x.hit.passive for x in s.reports):
        return None
    that += that < s.end and is_comma(t, that)
    if that >= s.end or not t.is_a(that, Word.THAT) or t.is_a(that, Word.RELATIVE):
        return None
    subject = _holder(s, r) or first_noun(s, s.free, r.hit.first)
    if subject is None or subject.last >= r.hit.first:
        subject = noun_at(t, r.hit.last + 1, that, s.stops)
    last = content_end(s, n, that)
    return find(r.hit, subject, [(that, last)], "noun-that") if subject is not None and last > that else None


def _holder(s: FreeSentence, r: Report) -> Noun | None:
    """Viele sind dafür, | 40 Prozent sind der Ansicht, dass …: whose clause a noun of saying ends."""
    t = s.t
    begin = next((i + 1 for i in range(r.hit.first - 1, s.free, -1) if is_comma(t, i)), s.free)
    noun = first_noun(s, begin, r.hit.first) if t.language.order.split and begin > s.free else None
    verb = noun.core + 1 if noun is not None else s.end
    return noun if verb < r.hit.first and t.is_a(verb, Word.AUXILIARY) else None


def _quoted_as(s: FreeSentence, r: Report) -> Find | None:
    """„…“ war die Antwort von X: what a quotation is said to be that opens the sentence."""
    t, quotation = s.t, s.begin
    be = quotation + 1
    if not t.is_quotation(quotation) or s.free > quotation or be + 1 >= s.end or not t.is_a(be, Word.AUXILIARY):
        return None
    noun = noun_at(t, be + 1, s.end, s.stops)
    if noun is None or not noun.first <= r.hit.first <= noun.core:
        return None
    return find(r.hit, noun, [(quotation, quotation)], "inverted")


def _shows_mood(s: FreeSentence, comma: int) -> bool:
    """der Vorwurf der Partei, es handele sich um …: the clause's verb form shows that it is reported."""
    t = s.t
    if not opens_bare_clause(s, comma):
        return False
    ahead = range(comma + 1, min(s.end, comma + _MOOD))
    return any(shows_mood(t, k, surely=True) for k in ahead)


def _noun_with_clause(s: FreeSentence, n: int, r: Report, comma: int) -> Find | None:
    t = s.t
    owner = next((noun for noun, _ in nouns_in(t, r.hit.last + 1, comma, s.stops)), None)
    before = nouns_in(t, s.free, r.hit.first, s.stops)
    owner = owner or next((noun for noun, at in before if _is_agent(t, at)), None)
    subject = owner or first_noun(s, s.free, r.hit.first)
    if subject is None or not (owner or is_speaker(t, subject)):
        return None
    last = content_end(s, n, comma + 1)
    if t.is_a(s.begin, Word.PREPOSITION) or r.hit.first - s.begin < _OPENING:
        last = next((i - 1 for i in range(last, comma + 2, -1) if is_comma(t, i) and _resumes(t, i + 1)), last)
    return find(r.hit, subject, [(comma + 1, last)], "noun-that")


def _quoted_behind(s: FreeSentence, r: Report, quotation: int) -> Find | None:
    """Mit den Worten „…“ eröffnete X die Messe;  X eröffnete sie mit den Worten „…“."""
    t = s.t
    alone = all(other.hit.kind == "noun" for other in s.reports)
    subject = first_noun(s, s.free, r.hit.first) or subject_after(s, min(quotation + 2, s.end - 1))
    if not alone or subject is None or not is_speaker(t, subject):
        return None
    return find(r.hit, subject, [(quotation, quotation)], "noun-quote")


def read_whereby(s: FreeSentence, n: int, r: Report) -> Find | None:
    """ein Bericht der Polizei, wonach CONTENT: what the noun before the comma says."""
    return _behind_noun(s, r, r.hit.first, r.hit.last)


def _behind_noun(s: FreeSentence, r: Report, opening: int, last: int) -> Find | None:
    t, comma = s.t, opening - 1
    if comma <= s.begin or not is_comma(t, comma):
        return None
    nouns = [noun for noun, _ in nouns_in(t, max(s.begin, comma - _ANTECEDENT), comma, s.stops)]
    end = next((i for i in range(last + 1, s.end) if is_comma(t, i) and _resumes(t, i + 1)), s.last + 1)
    if not nouns or end - 1 <= last + 1:
        return None
    close = next((noun for noun in nouns if noun.last == comma - 1), nouns[-1])
    if r.hit.kind == "whereby" and r.hit.last > r.hit.first and not is_paper(t, close):
        return None  # die Pause, nach der …
    subject = Noun(close.first, close.last, close.core, last if t.is_a(last, Word.RELATIVE) else opening)
    return find(r.hit, subject, [(last + 1, end - 1)], "whereby")


def _is_pronoun(t: Tokens, i: int) -> bool:
    """laut *dem* sie geht, *denen* zufolge: whether token `i` is a relative pronoun alone."""
    opens = i + 1 < len(t) and t.is_a(i, Word.RELATIVE) and not t.is_a(i, Word.THAT)
    return opens and not (t.is_quotation(i + 1) or _opens_noun(t, i + 1)) and noun_behind(t, i, len(t)) is None


def _opens_noun(t: Tokens, i: int) -> bool:
    """Whether a noun with its adjectives begins at token `i`."""
    last = next((k for k in range(i, min(len(t), i + _ADJECTIVES)) if t.caps[k] or t.classes[k] or t.is_sign(k)), i)
    return t.caps[last]


def _is_agent(t: Tokens, at: int | None) -> bool:
    """Von der Polizei kam die Auskunft, …: whether the preposition at `at` says from whom something comes."""
    return at is not None and t.keys[at] in t.language.table.passives


def _resumes(t: Tokens, i: int) -> bool:
    """Auf den Vorwurf, …, ging niemand ein: the main clause goes on with its verb at token `i`."""
    joins = Word.AND | Word.RELATIVE | Word.SUBORDINATE | Word.THAT | Word.PREPOSITION | Word.DETERMINER
    return not (t.caps[i] or t.is_sign(i) or t.is_a(i, joins))


def _has_quote(t: Tokens, span: Range) -> bool:
    return any(t.is_quotation(i) for i in range(span[0], span[1] + 1))


def _is_quote(t: Tokens, span: Range) -> bool:
    return span[0] == span[1] and t.is_quotation(span[0])


def read_according_after(s: FreeSentence, n: int, r: Report) -> Find | None:
    """X zufolge CONTENT;  CONTENT, X zufolge."""
    t = s.t
    begin = r.hit.first - 1
    if t.language.order.split and begin > s.free and is_comma(t, begin - 1) and _is_pronoun(t, begin):
        return _behind_noun(s, r, begin, r.hit.last)
    while begin >= s.free and (not t.is_sign(begin) or t.keys[begin] in "()") and r.hit.first - begin < _OWNER_BACK:
        begin -= 1
    found = [noun for noun, _ in nouns_in(t, begin + 1, r.hit.first, s.stops)]
    whole = next((noun for noun in found if noun.last == r.hit.first - 1), None)
    subject = found[0] if found and not t.language.table.order.split else (whole or (found[-1] if found else None))
    if subject is None and outlet(t, r.hit.first - 1, r.hit.first) is not None:
        opened = t.is_a(r.hit.first - 2, Word.DETERMINER) and r.hit.first - 2 >= s.free
        subject = Noun(r.hit.first - 1 - opened, r.hit.first - 1, r.hit.first - 1)
    if subject is None:
        return None
    rest = (r.hit.last + 1, content_end(s, n, r.hit.last + 1))
    within = t.language.order.split and not is_comma(t, subject.first - 1)
    while rest[0] < s.end and is_comma(t, rest[0]):
        rest, within = (rest[0] + 1, rest[1]), False
    before = (s.free, _past_adjectives(t, s.free, subject.first) - 1)
    subject = _own(s, range(before[1] + 1, r.hit.first), before[1] + 1, r.hit.last + 1) or subject
    while before[1] > before[0] and (is_comma(t, before[1]) or t.is_a(before[1], Word.PREPOSITION)):
        before = before[0], before[1] - 1
    opened = any(is_verblike(s, i) or _opens_under(t, i) for i in range(before[0] + 1, before[1] + 1))
    if within and rest[1] >= rest[0] and opened:
        return find(r.hit, subject, _around(s, before, rest), "according-between")
    content = before if before[1] - before[0] > rest[1] - rest[0] else rest
    return find(r.hit, subject, [content], "according-before") if content[1] > content[0] else None


def _past_adjectives(t: Tokens, begin: int, first: int) -> int:
    """The first token of a phrase with the adjectives that stand before its noun alone: *behördlichen* Angaben."""
    while (
        t.language.table.common_capitals
        and first > begin + 1
        and not (t.caps[first - 1] or t.classes[first - 1] or t.is_sign(first - 1))
    ):
        first -= 1
    return first
