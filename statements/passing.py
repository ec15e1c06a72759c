"""Cues that report nothing though something follows: acts told in passing, names of things, programmes."""

from __future__ import annotations

from statements.cues import Hit, is_credit
from statements.language import Inflected, Word
from statements.phrases import Noun, can_speak, head_of, is_comma, opens_question, subject_before
from statements.sentence import Sentence
from statements.spelling import SMALL
from statements.tokens import Tokens
from statements.utterance import Frame

_NICKNAME = 22
"""Characters, with its marks, of a name something goes by."""
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
        bare = not t.is_a(hit.first - 1, Word.INFINITIVE) or t.is_a(hit.first - 2, Word.NEGATION)
        return kind == "object" and bare  # did not mention A, declined to discuss A
    if hit.cue.lemma not in t.language.table.withheld:
        return False
    if kind == "quote":
        return t.is_a(hit.first - 1, Word.INFINITIVE)
    return kind == "that" or (kind == "clause" and opens_question(t, first))


def says_nothing(t: Tokens, kind: str, word: int) -> bool:
    """Whether content of one word is a pronoun."""
    if kind == "clause":
        return t.is_a(word, Word.OBJECT)
    return kind == "object" and t.keys[word] in t.language.table.definite


def only_asks(t: Tokens, subject: Noun, first: int) -> bool:
    """A correspondent wondered if A, asked about B: a question of the press."""
    of = next((i for i in range(subject.first, subject.core + 1) if t.is_a(i, Word.PREPOSITION)), subject.core + 1)
    heads = range(subject.first, of)
    asks = any(t.keys[i] in t.language.table.ask for i in heads)
    about = opens_question(t, first) or t.is_a(first - 1, Word.PREPOSITION)
    return about and asks and not any(t.caps[i] for i in heads[1:])


def gives_nickname(t: Tokens, hit: Hit, subject: Noun, content: tuple[int, int]) -> bool:
    """Boatmen call the strait “the hallway”, a league calls itself “Tide”: what something goes by is not said.

    Several call it so as a rule, by a few words; critics, who judge by such words, only where these have a capital.
    """
    first, last = content
    table = t.language.table
    called = hit.takes("name") or (hit.takes("object") and t.keys[last - 1] in table.as_said)
    brief = t.is_quotation(last) and t.ends[last] - t.starts[last] <= _NICKNAME
    if hit.cue is None or not called or not brief or t.is_a(hit.first - 1, Word.AUXILIARY):
        return False
    head = head_of(t, subject)
    several = t.is_plural(head) and not any(t.caps[i] for i in range(subject.first + 1, subject.core + 1))
    rule = t.is_plural(hit.last) or t.keys[hit.first] == hit.cue.lemma.split()[0]
    given = not t.keys[last].startswith(SMALL) or not t.is_a(head, Word.ROLE)
    return t.keys[first] in table.emphatic or (several and rule and given and subject.relative is None)


def is_asked(s: Sentence, hit: Hit) -> bool:
    """Lind, asked whether it would rain, | said no: a participle between commas before its subject's verb."""
    t = s.t
    asks = hit.cue is not None and hit.cue.form & Inflected.PASSIVE and hit.takes("to") and hit.takes("that")
    if not asks or not is_comma(t, hit.first - 1) or not t.is_a(hit.first, Word.PAST):
        return False
    finite = Word.PAST | Word.VERB | Word.AUXILIARY
    behind = range(hit.last + 1, s.end - 1)
    return any(is_comma(t, i) and t.is_a(i + 1, finite) and not t.caps[i + 1] for i in behind)


def leads(t: Tokens, hit: Hit, begin: int) -> bool:
    """Asked about it, Lind …; When asked, Lind …: a participle that opens a sentence before its subject."""
    return (hit.first == begin and hit.passive) or (hit.first == begin + 1 and is_reduced(t, hit))


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
