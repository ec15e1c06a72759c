"""Cues that report nothing though something follows: acts told in passing, names of things, programmes."""

from __future__ import annotations

from statements.cues import Hit, is_credit
from statements.language import Inflected, Word
from statements.phrases import Noun, can_speak, opens_question, subject_before
from statements.sentence import Sentence
from statements.tokens import Tokens
from statements.utterance import Frame

_NAMED = 8
"""Tokens from the pronoun of what is named to the subject of the naming: that the last captain, Lind, called."""


def only_describes(s: Sentence, subject: Noun, first: int, last: int) -> bool:
    """Lind, who endorsed the plan, …: an act in passing says who somebody is, unless it quotes him.

    Behind the speaker of quoted words it goes on telling: “…,” said Lind, who urged the council to act.
    """
    before = s.finds[-1] if s.finds else None
    quoted = before.subject if before is not None and before.rule == "inverted" else None
    if quoted is not None and subject.relative is not None and subject.first == quoted.first:
        return False
    alone = subject.first == subject.last
    thing = alone and s.t.language.table.gender.get(s.t.keys[subject.first]) == "n"
    return (subject.relative is not None or thing) and not any(s.t.is_quotation(i) for i in range(first, last + 1))


def only_names(s: Sentence, hit: Hit, subject: Noun, quotation: int) -> bool:
    """A boat called “Lynx” has the name and gives none, unless what is named stands before: which he called."""
    if not hit.takes("name") or hit.takes("that") or quotation > hit.last + 1:
        return False
    before = range(max(s.begin, subject.first - _NAMED), subject.first + 1)
    return not any(s.t.is_a(i, Word.RELATIVE | Word.QUESTION | Word.PRONOUN) for i in before)


def is_programme(t: Tokens, hit: Hit, quotation: int | None, heads: tuple[int, int]) -> bool:
    """“…,” Lind said on “Face the Nation”: a title that tells where it was said."""
    told = quotation == hit.last + 1 and Frame.TELL in hit.cue.takes.values() if hit.cue else False
    return quotation is not None and (told or quotation not in heads) and not t.is_sign(quotation - 1)


def withholds(t: Tokens, hit: Hit, kind: str, first: int) -> bool:
    """would not say whether A, has not confirmed that A, refused to say “no”, a banner saying “A”: not said."""
    if hit.cue is None:
        return False
    if hit.first and t.is_a(hit.first - 1, Word.MUTE) and hit.cue.form & Inflected.PARTICIPLE:
        return True
    if not hit.negated:
        return False
    if hit.cue.lemma in t.language.table.passed_over:
        return kind == "object" and not t.is_a(hit.first - 1, Word.INFINITIVE)  # did not mention A
    if hit.cue.lemma not in t.language.table.withheld:
        return False
    if kind == "quote":
        return t.is_a(hit.first - 1, Word.INFINITIVE)
    return kind in ("clause", "that") and opens_question(t, first)


def only_asks(t: Tokens, subject: Noun, first: int) -> bool:
    """A correspondent wondered if A: a question of the press."""
    heads = range(subject.first, subject.core + 1)
    asks = any(t.keys[i] in t.language.table.ask for i in heads)
    return opens_question(t, first) and asks and not any(t.caps[i] for i in heads[1:])


def is_reduced(t: Tokens, hit: Hit) -> bool:
    """authorities worried by the rise; he said when asked about it: a participle whose subject did not speak."""
    if hit.cue is None or hit.cue.plain or hit.last + 1 >= len(t) or not hit.cue.form & Inflected.PASSIVE:
        return False
    if hit.first and t.keys[hit.first - 1] in t.language.table.settings and t.is_a(hit.first, Word.PAST):
        return True
    return t.keys[hit.last + 1] in t.language.table.passives and not is_credit(t, hit.first, hit.last)


def gives_way(s: Sentence, n: int, hit: Hit) -> bool:
    """an official briefed on the talks | said: a participle within the subject of the cue behind it."""
    t = s.t
    later = s.hits[n + 1] if n + 1 < len(s.hits) else None
    says = later is not None and later.cue is not None and later.cue.plain and later.cue.form & Inflected.FINITE
    if hit.cue is None or later is None or not says:
        return False
    between = range(hit.last + 1, later.first)
    joins = Word.AND | Word.THAT | Word.RELATIVE | Word.SUBORDINATE
    parted = any(t.is_sign(i) or t.is_a(i, joins) for i in between)
    if parted or not hit.cue.form & Inflected.PASSIVE or not t.is_a(hit.first - 1, Word.ROLE):
        return False
    subject = subject_before(t, hit.last + 1, later.first)
    return len(between) > 0 and (subject is None or not can_speak(t, subject))
