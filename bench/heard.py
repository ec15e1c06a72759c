"""Labelled sentences and documents of our own, as the stance model hears them.

Documents: the English sets of tests/fakes_shapes.py but the one that is kept; in shapes_learnt/ each file has a
writer of its own, who did not know the rules. Stories: tests/data/stance/told/*.yaml (the same), whose every
paragraph is one statement and has its class. Sentences: tests/data/stance/writers/*.yaml (the same), deeds.yaml
(which tells deeds from accusations), speech.yaml without its set `fresh`, and the examples of the cue table. What
the rules make of one counts as evidence only where it was written without regard to them: everywhere but in
speech.yaml and the examples.
"""

from __future__ import annotations

import hashlib
import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from fakes_shapes import DATA, KEPT, LEARNT, SETS, files, in_file

from statements.model import Article, Form, Origin, Span, Speaker, Stance, StanceReading, Statement
from statements.reading import read_statements
from statements.record import article_from_gold
from statements.registry import Registry, load_registry
from statements.stance import StanceReader
from statements.stance_evidence import Evidence, Ground
from statements.stance_model import Verdict
from statements.stance_table import load_cues
from statements.utterance import Frame, Utterance

Labelled = tuple[Stance, str]
"""A class and the text it is the class of."""
Row = dict[str, Any]
SPEECH = ("first", "formulas", "second", "third", "fourth", "unseen", "fifth", "neutral")
"""The sets of speech.yaml that are learnt from."""
OF_RULES = ("rules: ", "found: ", "named: ")
"""How the keys begin that say what the rules made of a statement."""
BLIND = "rules: unasked"
"""Stands where the rules are not heard, so that their silence is not taken for a comment."""
SENTENCE, EXAMPLE = 0.3, 0.1
"""What a writer's sentence and a cue's example count for beside a statement of a document or of official speech."""
STANCE = DATA / "stance"
BETWEEN = "\n\n"
"""What stands between the paragraphs of a story."""
EXAMPLES = "examples"
SAME = 0.5
"""Share of characters from which a found and an annotated statement are one."""


@dataclass(frozen=True)
class Heard:
    """A labelled statement as the model hears it; `keys` is None where nothing was found in a sentence."""

    stance: Stance
    keys: Evidence | None = None
    form: Form = Form.DIRECT
    ground: Ground = "nothing"
    ruled: Stance = Stance.COMMENT
    length: int = 0
    weight: float = 1.0


class Hearing(StanceReader):
    """Reads stances by the rules, and remembers what the model would be asked about each statement."""

    def __init__(self, language: str) -> None:
        super().__init__(language, self)
        self._last: Heard | None = None
        self._length = 0
        self.by_content: dict[tuple[Span, ...], Heard] = {}

    def heeds(self, form: Form, ground: Ground, length: int) -> bool:
        self._length = length
        return True

    def verdict(self, keys: Evidence, form: Form, ground: Ground, ruled: Stance) -> Verdict | None:
        self._last = Heard(ruled, keys, form, ground, ruled, self._length)
        return None

    def read(self, text: str, utterance: Utterance, **places: Any) -> StanceReading:
        reading = super().read(text, utterance, **places)
        if self._last is not None:
            self.by_content[utterance.content] = self._last
        return reading


def labelled(path: Path, parts: Sequence[str] = ()) -> Iterator[Labelled]:
    """The sentences of a file, by class, with their classes; those of its `parts`, where it has any."""
    table = YAML(typ="safe").load(path)
    for groups in [table[part] for part in parts] or [table]:
        for stance, group in groups.items():
            for one in group:
                yield (Stance(one["stance"]), one["text"]) if isinstance(one, dict) else (Stance(stance), one)


def story_files() -> list[Path]:
    """The files of stories, one of each writer."""
    return sorted(STANCE.glob("told/*.yaml"))


def sentence_files() -> dict[Path, Sequence[str]]:
    """The files of sentences that are learnt from, with the parts of each that are."""
    files: dict[Path, Sequence[str]] = dict.fromkeys(sorted(STANCE.glob("writers/*.yaml")), ())
    return {**files, STANCE / "deeds.yaml": (), STANCE / "speech.yaml": SPEECH}


def heard_in(article: Article, registry: Registry) -> tuple[Hearing, tuple[Statement, ...]]:
    """An article's statements, and what was heard of them."""
    hearing = Hearing("en")
    return hearing, read_statements(article, registry, readers=lambda code: hearing)


def _article(text: str) -> Article:
    """An English article of nobody's that holds no more than this text."""
    return Article(id="fit", title="", text=text, origin=Origin(), language="en")


def hear_sentences(sentences: Iterable[Labelled]) -> list[Heard]:
    """Each sentence, read as an article of its own; its first statement counts."""
    registry, found = load_registry(), []
    for stance, text in sentences:
        hearing, statements = heard_in(_article(text), registry)
        first = hearing.by_content.get(statements[0].content) if statements else None
        found.append(replace(first, stance=stance, weight=SENTENCE) if first else Heard(stance))
    return found


def hear_documents(path: Path) -> list[Heard]:
    """The statements of a file's documents that are found, each with the class of the annotated one it is."""
    registry, heard = load_registry(), []
    for row in in_file(path):
        hearing, statements = heard_in(article_from_gold(row, registry), registry)
        for stance, statement in same(row["statements"], statements):
            one = hearing.by_content.get(statement.content)
            if one is not None:
                heard.append(replace(one, stance=stance))
    return heard


def hear_stories(path: Path) -> list[Heard]:
    """The longest statement of each paragraph that has a class, for every story of a file."""
    registry, heard = load_registry(), []
    for story in YAML(typ="safe").load(path):
        ends = list(accumulate(len(text) + len(BETWEEN) for _, text in story))
        hearing, statements = heard_in(_article(BETWEEN.join(text for _, text in story)), registry)
        longest: dict[int, Heard] = {}
        for statement in statements:
            one = hearing.by_content.get(statement.content)
            at = bisect_right(ends, statement.content[0].start)
            if one is not None and (at not in longest or longest[at].length < one.length):
                longest[at] = one
        labels = ((at, story[at][0]) for at in sorted(longest))
        heard += [replace(longest[at], stance=Stance(label)) for at, label in labels if label]
    return heard


def same(annotated: Sequence[Row], found: Sequence[Statement]) -> Iterator[tuple[Stance, Statement]]:
    """Which annotated statement each one found is, one to one, the best match first; the class of the former."""
    shares = sorted(
        (-_share(row, statement), at, place)
        for at, row in enumerate(annotated)
        for place, statement in enumerate(found)
    )
    taken: set[int] = set()
    left = set(range(len(found)))
    for share, at, place in shares:
        if -share >= SAME and at not in taken and place in left:
            taken.add(at)
            left.discard(place)
            yield Stance(annotated[at]["stance"]), found[place]


def _share(row: Row, statement: Statement) -> float:
    """The characters both have in common, of all that either has; the best of the spans a document accepts."""
    spans = [(row["start"], row["end"]), *row["alt"], *([row["clause"]] if "clause" in row else [])]
    pieces = [(one.start, one.end) for one in statement.content]
    if statement.clause:
        pieces.append((statement.clause.start, statement.clause.end))
    return max(
        max(0, min(end, after) - max(start, first)) / (max(end, after) - min(start, first))
        for start, end in spans
        for first, after in pieces
    )


def hear_examples() -> list[Heard]:
    """The example of every cue, as somebody's words."""
    cues = load_cues("en")
    assert cues is not None
    heard = []
    for rule in cues.rules:
        hearing, whole = Hearing("en"), Span(0, len(rule.example))
        speaker = Speaker("somebody")
        hearing.read(rule.example, Utterance(Form.DIRECT, (whole,), whole, speaker, Frame.SAY, "example", 1.0))
        [one] = hearing.by_content.values()
        heard.append(blind(replace(one, stance=rule.stance, weight=EXAMPLE)))
    return heard


def blind(one: Heard) -> Heard:
    """Without what the rules made of it: they were written with these words in view."""
    if one.keys is None:
        return one
    keys = {key: place for key, place in one.keys.items() if not key.startswith(OF_RULES)}
    return replace(one, keys=keys | {BLIND: (0, 0)})


def everything() -> dict[str, list[Heard]]:
    """All the weights are fitted on, by file: the name of its folder and its own."""
    heard = {_name(path): hear_documents(path) for path in files(*SETS, *LEARNT)}
    heard |= {_name(path): hear_stories(path) for path in story_files()}
    for path, parts in sentence_files().items():
        found = hear_sentences(labelled(path, parts))
        heard[_name(path)] = [replace(blind(one), weight=1.0) for one in found] if parts else found
    return heard | {EXAMPLES: hear_examples()}


def hear_kept() -> list[Heard]:
    """The statements of the documents that nothing is fitted on."""
    return [one for path in files(*KEPT) for one in hear_documents(path)]


def digest() -> str:
    """SHA-256 of the files the weights are fitted on, in hexadecimal digits."""
    whole = hashlib.sha256()
    for path in sorted((*files(*SETS, *LEARNT), *story_files(), *sentence_files())):
        whole.update(path.read_bytes())
    return whole.hexdigest()


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"
