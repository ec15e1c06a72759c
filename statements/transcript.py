"""Transcripts: paragraphs under speaker labels. What a reporter asks is never a statement."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from statements.confidence import confidence
from statements.language import Language, Word, key_of
from statements.model import Form, Span, Speaker
from statements.utterance import Frame, Utterance
from statements.value import value

_LABEL = re.compile(
    r"\W{0,6}(?P<name>[^\W\d_][^:\n.?!]{0,50}(?:[.’'-][^:\n.?!]{0,30}){0,6}?)\s*(?:\([^)\n]{0,60}\)\s*){0,2}"
    r"(?::(?:\s+|$)|：\s*)"
)
_ASKED = re.compile(r"(?P<name>[^\W\d_](?=\s)|[^\W\d_]{1,12}(?=[:.：]))(?:[:.：]|\s)\s*(?=\S)")
STAGE = re.compile(r"[(\[（][^)\]）]*[)\]）]\.?")
"""What somebody did or how, in brackets: (laughs)."""
_QUOTED = re.compile(r"[“\"‘'«„][^“”\"«»„]*[”\"’'»“]")
_CAPITAL = r"[^\W\d_a-z][\w.’'-]+"
_FULL_NAME = re.compile(rf"{_CAPITAL} (?:(?:{_CAPITAL}|\w{{1,3}}) ){{0,3}}{_CAPITAL}(?:, |$)")
"""A name in full, then nothing or an office: Ada van der Lind, Prime Minister."""
_NOTE = re.compile(r"\(([^)]+)\)")
_OUTLET = re.compile(r"\w/\w")
"""What parts a reporter's name from whom he asks for: ADA LIND/HARBOUR TIMES."""
ANSWER = "answer"
"""The rule of words under a label that does not say whose they are."""
_FEWEST_BEHIND = 2
"""Words behind a label: what is shorter is a figure in a list."""
_FEWEST_ASKED = 3
"""Questions under a label where no answer has one."""
_LONGEST_ANSWER = 6
"""Paragraphs from one such question to the next."""
_FEWEST_TURNS = 4
"""Turns in which one label alternates with others."""
_LONGEST_ROLE = 3
"""Words of a label that says that somebody asks."""
_LONGEST_NAME = 7
"""Words of a label."""
_LONGEST_LABEL = 120
"""Characters of a label."""
_ENDS = ".!?…。！？؟)]—-–\"”»'’"
"""What the last paragraph of a turn ends with; a heading with a colon does not."""


@value(frozen=True, slots=True)
class Turn:
    """One paragraph and whose turn it belongs to; `speaker` is None for a question."""

    words: Span
    speaker: str | None
    labelled: bool = True
    """False before the first label."""
    opens: bool = True
    """Whether the label stands in this paragraph."""


@value(frozen=True, slots=True)
class _Label:
    """What opens a paragraph: a name before a colon."""

    name: str
    end: int
    """Where the words behind it begin."""
    asks: bool
    """Whether the turn it opens ends in a question."""


def read_transcript(text: str, paragraphs: Sequence[Span], language: Language) -> list[Turn] | None:
    """The paragraphs of a transcript with their speakers, or None where `text` is none."""
    labels = _labels(text, paragraphs, language)
    found = [label for label in labels if label]
    counted = Counter(label.name for label in found)
    shouted = sum(n for name, n in counted.items() if name.isupper() and len(name) > 1)
    recurring = sum(n for n in counted.values() if n > 1)
    told = sum(n for name, n in counted.items() if _is_asking(name, language))
    asked = sum(label.asks for label in found)
    answered = len(found) > told
    unlabelled = _unlabelled_answers(paragraphs, labels, language)
    if unlabelled is not None:
        return unlabelled
    if not (
        shouted >= 2
        or recurring >= 4
        or (told and answered)
        or (asked >= 2 and recurring >= 2 and asked < len(found))
        or (asked and _alternates(found))
    ):
        return None
    return list(_turns(text, paragraphs, labels, _askers(found, language), language))


def _unlabelled_answers(
    paragraphs: Sequence[Span], labels: Sequence[_Label | None], language: Language
) -> list[Turn] | None:
    """The turns where only what is asked bears a label, and every other paragraph behind it answers; else None."""
    asked = [n for n, label in enumerate(labels) if label and _is_asking(label.name, language)]
    label = next(iter(sorted(language.answers)), None)
    alone = not any(label for n, label in enumerate(labels[: asked[-1]]) if n not in asked) if asked else False
    gaps = [later - n for n, later in itertools.pairwise(asked)]
    answered = alone and len(asked) >= _FEWEST_ASKED and 1 < min(gaps) <= max(gaps) <= _LONGEST_ANSWER
    if label is None or not answered:
        return None
    end = asked[-1] + max(gaps)
    spans = [Span(paragraph.start if one is None else one.end, paragraph.end)
             for paragraph, one in zip(paragraphs, labels, strict=True)]
    return [
        Turn(span, label if n > asked[0] and n not in asked else None, n >= asked[0], n in asked or n - 1 in asked)
        for n, span in enumerate(spans[:end])
    ]


def _alternates(labels: Sequence[_Label]) -> bool:
    """Whether every other turn is the same speaker's, as where one answers many."""
    names = [label.name for label in labels]
    hosts = names[::2], names[1::2]
    return len(names) >= _FEWEST_TURNS and any(len(set(one)) == 1 and len(one) > 1 for one in hosts)


def _labels(text: str, paragraphs: Sequence[Span], language: Language) -> list[_Label | None]:
    """What labels each paragraph; None where nothing does, or where a heading only looks so."""
    found: list[_Label | None] = []
    following = text[:0]
    known = _known_labels(text, paragraphs, language)
    ended = {label[0] for label, one in zip(known, paragraphs, strict=True) if label and _ends(one.of(text))}
    for paragraph, told in zip(reversed(paragraphs), reversed(known), strict=True):
        words = paragraph.of(text).rstrip()
        label = told if told is not None and told[0] in ended else None
        last = following or STAGE.sub("", words).rstrip()
        found.append(_Label(*label, asks=last.endswith(("?", "？", "؟"))) if label else None)
        following = "" if label else last
    return found[::-1]


def _known_labels(
    text: str, paragraphs: Sequence[Span], language: Language
) -> list[tuple[str, int] | None]:
    """What may label each paragraph; a line of its own must be a name told again so, or one with an office."""
    known = [label_of(text, paragraph, language, alone=True) for paragraph in paragraphs]
    told = Counter(label[0].partition(",")[0] for label in known if label)
    return [
        label if label and (label[1] < paragraph.end or "," in label[0] or told[label[0]] > 1) else
        label_of(text, paragraph, language)
        for label, paragraph in zip(known, paragraphs, strict=True)
    ]


def _ends(words: str) -> bool:
    """Whether a paragraph ends as a turn or what announces one does; a line that is broken off within does not."""
    return words.rstrip().endswith((*_ENDS, ":", "："))


def _askers(labels: Sequence[_Label], language: Language) -> set[str]:
    """Labels of those who ask: called so, or whose every turn ends in a question while others' do not."""
    told = {label.name for label in labels if _is_asking(label.name, language)} | _interviewers(labels)
    told |= {label.name for label in labels if any(_is_short(label.name, name) for name in told)}
    answering = {label.name for label in labels if not label.asks and label.name not in told}
    if not answering:
        return told
    if told:
        return told | {label.name for label in labels if label.asks} - answering
    host = Counter(label.name for label in labels if label.name in answering).most_common(1)[0][0]
    shouted = {label.name for label in labels if " " in label.name and label.name.split()[-1].isupper()}
    again = {name for name in answering if sum(label.name == name for label in labels) > 1}
    return {label.name for label in labels if label.name != host and label.name not in again | shouted}


def _interviewers(labels: Sequence[_Label]) -> set[str]:
    """Those who ask in a third of their turns, where all others never do: all they put is a question."""
    turns, asked = Counter(label.name for label in labels), Counter(label.name for label in labels if label.asks)
    leading = [name for name, n in turns.most_common() if n >= _FEWEST_TURNS]
    asking = {name for name in leading if asked[name] > 1 and asked[name] * 3 >= turns[name]}
    answering = [name for name in leading if not asked[name]]
    return asking if answering and len(asking) + len(answering) == len(leading) else set()


def _is_short(name: str, whole: str) -> bool:
    """Whether a label is what is left of a longer one further on: ADA LIND, HOST and then LIND."""
    return name in re.findall(r"[\w’'-]+", whole)


def _is_asking(name: str, language: Language) -> bool:
    """Whether a label says that its bearer asks: REPORTER, Q, ADA LIND/HARBOUR TIMES."""
    words = key_of(name).split()
    if _OUTLET.search(name):
        return True
    if not language.table.spaces:
        return name.endswith(tuple(language.asks))
    return len(words) <= _LONGEST_ROLE and any(word in language.asks for word in (*words[:1], *words[-1:]))


def _is_role(name: str, language: Language) -> bool:
    return _is_asking(name, language) or key_of(name) in language.answers


def _turns(
    text: str,
    paragraphs: Sequence[Span],
    labels: Sequence[_Label | None],
    askers: set[str],
    language: Language,
) -> Iterator[Turn]:
    counted = Counter(label.name for label in labels if label)
    answering = any(n > 1 and name not in askers for name, n in counted.items())
    topics = {name for name, n in counted.items() if n == 1 and " " not in name} if askers and answering else set()
    answerers = [name for name, n in counted.items() if n > 1 and name not in askers]
    surnames = any(name.isupper() and " " not in name for name in answerers)
    topics = {name for name in topics if not (surnames and name.isupper())}
    speaker: str | None = None
    labelled = False
    put = _put_between(labels)
    for number, (paragraph, label) in enumerate(zip(paragraphs, labels, strict=True)):
        start = paragraph.start
        opens = label is not None and label.name not in topics - askers and _is_real(label.name, counted, language)
        if label and opens:
            speaker, start = (None if label.name in askers else label.name), label.end
            labelled = True
        asked = number in put
        yield Turn(Span(start, paragraph.end), None if asked else speaker, labelled, opens or asked)


def _put_between(labels: Sequence[_Label | None]) -> set[int]:
    """The paragraphs that ask where answers alone bear a label.

    A label that follows itself says that somebody else spoke: in the paragraph right before it, where every such
    label has one that belongs to no label, and some of them end in a question.
    """
    opening = [(n, label) for n, label in enumerate(labels) if label]
    again = [
        (n, label, later) for (n, label), (later, other) in itertools.pairwise(opening) if label.name == other.name
    ]
    asked = sum(label.asks for _, label, _ in again)
    if len(again) < _FEWEST_ASKED or 3 * asked < len(again) or any(later - n < 2 for n, _, later in again):
        return set()
    return {later - 1 for _, _, later in again}


def _is_real(name: str, counted: Counter[str], language: Language) -> bool:
    """Whether a label is a speaker's rather than words that happen to stand before a colon."""
    if counted[name] > 1 or name.isupper() or _is_role(name, language):
        return True
    if name.upper() == name.lower() and any(_is_short(other, name) for other in counted if other != name):
        return True  # a script without capitals
    shouting = any(other.isupper() and " " in other for other in counted)
    first, _, rest = key_of(name).partition(" ")
    if rest and any(bits == Word.ING and ending.search(first) for ending, bits in language.endings):
        return False  # Turning to Haiti: …
    return not shouting and all(word[:1].isupper() for word in name.split() if len(word) > 3)


def label_of(
    text: str, paragraph: Span, language: Language, *, alone: bool = False
) -> tuple[str, int] | None:
    """The name before the colon that opens a paragraph, and where the words behind it begin.

    If `alone`, also a full name, perhaps with an office, that has a line of its own.
    """
    asked = _ASKED.match(text, paragraph.start, paragraph.end)
    if asked and key_of(asked["name"]) in language.asks and asked["name"][0].isupper():
        return asked["name"], asked.end()
    end = min(paragraph.end, paragraph.start + _LONGEST_LABEL)
    if text.find(":", paragraph.start, end) < 0 and text.find("：", paragraph.start, end) < 0:
        return None
    found = _LABEL.match(text, paragraph.start, end)
    if found is None:
        return None
    name, said = found["name"], text[found.end() : paragraph.end]
    named = key_of(name)
    behind = said.split(None, _FEWEST_BEHIND) if language.table.spaces else list(said[:_FEWEST_BEHIND])
    if not behind and not _is_role(name, language):
        known = alone and _FULL_NAME.match(name) is not None
    else:
        figure = 0 < len(behind) < _FEWEST_BEHIND and not name.isupper()
        quoted = _QUOTED.fullmatch(said.strip()) is not None  # a heading: Minister: “We are ready”
        known = not (figure or quoted or len(name.split()) > _LONGEST_NAME)
    if not known or named in language.table.furniture or named in language.table.rubrics:
        return None
    name = name.partition("(")[0].strip(" '*_")
    notes = (note for note in _NOTE.findall(found[0]) if not language.asks.isdisjoint(key_of(note).split()))
    house = next(notes, "")
    name = f"{name}/{house}" if house else name  # Ada Lind (Reuters): as ADA LIND/HARBOUR TIMES
    return name, min(found.end(), paragraph.end)


def tail_of(turns: Sequence[Turn]) -> int:
    """Where the reporter may go on: behind the last label, where no turn before it has two paragraphs."""
    labels = [n for n, turn in enumerate(turns) if turn.opens]
    brief = len(labels) >= _FEWEST_TURNS and labels[-1] - labels[0] == len(labels) - 1
    return labels[-1] + 1 if brief else len(turns)


def utterances_of(
    text: str, turns: Sequence[Turn], named: Mapping[str, Speaker], language: Language
) -> Iterator[Utterance]:
    """One direct statement for each substantive paragraph; `named` gives whose a label is."""
    for turn in turns:
        if turn.speaker is None:
            continue
        words = STAGE.sub("", turn.words.of(text))
        length = len(words.split()) if language.table.spaces else sum(map(str.isalpha, words))
        if length < language.table.turn_words:
            continue
        speaker = named[turn.speaker]
        rule = ANSWER if key_of(turn.speaker) in language.answers else "label"
        sure = confidence("label", Form.DIRECT)
        yield Utterance(Form.DIRECT, (turn.words,), turn.words, speaker, Frame.LABEL, rule, sure)
