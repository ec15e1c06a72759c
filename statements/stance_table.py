"""The stance tables: what the twelve classes mean, and each language's cues for them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import IntEnum
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from statements.model import Stance
from statements.stance_english import english_forms
from statements.stance_patterns import Pattern, PatternError, parse_pattern
from statements.stance_vocabulary import Spelling, Vocabulary
from statements.table import Problem, Strict, TableError, load_table, nearest
from statements.value import value

TABLES = Path(__file__).parent / "tables"
FOLDER = TABLES / "stance_cues"
NEEDED = ("not", "self", "it", "if", "maybe", "that")
"""Classes the rules of reading ask for, in every language; `by`, `noun`, `say` and `deed` serve some."""
INTENTIONS = (Stance.THREATEN, Stance.REJECT, Stance.OFFER, Stance.TALKS)
"""Classes of what somebody will or is ready to do."""
_TURNED = {Stance.OFFER: Stance.REJECT, Stance.PRAISE: Stance.REJECT, Stance.TALKS: Stance.REJECT}
_SUFFIX = re.compile(r"\((not|other): (\w+)\)")


class StanceClass(Strict):
    """One class: its score after Goldstein, how it is drawn, and what it means."""

    score: float
    glyph: str = Field(min_length=1, max_length=1)
    letter: str = Field(min_length=1, max_length=1)
    role: str
    label: str
    definition: str


class _StanceClasses(Strict):
    stances: dict[Stance, StanceClass]


@cache
def stances() -> Mapping[Stance, StanceClass]:
    """What is known of every class, hardest first. Raises TableError."""
    path = TABLES / "stances.yaml"
    found = load_table(path, _StanceClasses).stances
    missing = [stance for stance in Stance if stance not in found]
    if missing:
        raise TableError([Problem(path, None, "stances", f"{stance} is missing") for stance in missing])
    return found


class Kind(IntEnum):
    """Which sort of words a cue is made of, weakest first."""

    HINT = 0
    """Counts where nothing else is said."""
    NOUN = 1
    """Names the act by a noun: a threat, criticism of."""
    WORDS = 2
    """What is said does it: we will strike, you must."""
    ACT = 3
    """A verb names the act: threatened, urged."""


def _listed(value: object) -> object:
    return tuple(item.strip() for item in value.split(",") if item.strip()) if isinstance(value, str) else value


Listed = Annotated[tuple[str, ...], BeforeValidator(_listed)]
"""Words in one line, separated by commas."""


Letter = Annotated[str, Field(min_length=1, max_length=1)]


class CueGroup(Strict):
    """One class's cues, one pattern per line: `pattern (not: stance) (other: stance)  # example sentence`."""

    acts: str = ""
    words: str = ""
    nouns: str = ""
    hints: str = ""


class CueTable(Strict):
    """How one language shows a stance."""

    language: str
    script: Literal["spaces", "characters"] = "spaces"
    """Whether words stand apart or every character counts as one."""
    apostrophe: Literal["none", "before", "after"] = "none"
    """Which side of an elision's apostrophe belongs to it: 'll and n't stand before theirs, l' and n' after."""
    inflection: Literal["none", "english"] = "none"
    irregular: dict[str, Listed] = Field(default_factory=dict)
    """Further forms of a dictionary word."""
    invariable: Listed = ()
    """Words the rules of inflection leave alone."""
    fold: dict[Letter, str] = Field(default_factory=dict)
    """Letters that count as others."""
    verbs: Literal["first", "last"] = "first"
    """Whether the verb that decides comes before or after what it governs."""
    prefixes: Listed = ()
    """Particles written together with the word they stand before."""
    classes: dict[str, Listed]
    cues: dict[Stance, CueGroup]


@value(frozen=True, slots=True)
class Rule:
    """One cue: a pattern and the class it shows."""

    stance: Stance
    kind: Kind
    pattern: str
    example: str
    negated: Stance | None = None
    """The class when it is negated, where that is not the usual one."""
    other: Stance | None = None
    """The class when somebody else does it: none for acts (they say nothing of this speaker)."""

    @property
    def name(self) -> str:
        """How the rule is called where a reading is explained."""
        return f"{self.stance}: {self.pattern}"

    @property
    def tells(self) -> bool:
        """Whether it may show an act told without anybody's words: it names one, or what somebody will do."""
        shown = {one for stance in (self.stance, self.other) if stance for one in (stance, self.turned(stance))}
        return self.kind is Kind.ACT or (self.kind is Kind.WORDS and not shown.isdisjoint(INTENTIONS))

    def turned(self, stance: Stance) -> Stance:
        """The class that a negation makes of `stance`."""
        return self.negated or _TURNED.get(stance, Stance.COMMENT)


_KINDS = {"acts": Kind.ACT, "words": Kind.WORDS, "nouns": Kind.NOUN, "hints": Kind.HINT}
_VOWELS = "\u064b-\u0652\u0670"
"""The vowel signs that Arabic and Persian may write on a letter."""
_UNWRITTEN: dict[int, str] = dict.fromkeys((*range(0x064B, 0x0653), 0x0670), "")
_RUN = rf"[\w'’{_VOWELS}-]+|[^\w\s]"
_ELISIONS = {
    "none": rf"[\w{_VOWELS}]+(?:[-'’][\w{_VOWELS}]+)*|[^\w\s]",
    "before": r"can(?=not\b)|\w+?(?=n['’]t\b)|n['’]t\b|['’](?:s|re|ve|ll|d|m)\b|\w+(?:-\w+)*|[^\w\s]",
    "after": r"\w{1,4}['’](?=\w)|\w+(?:-\w+)*|[^\w\s]",
}


class Cues:
    """One language's table, compiled. Raises TableError with every pattern that cannot be read."""

    def __init__(self, table: CueTable, path: Path) -> None:
        self.language = table.language
        self.verbs_last = table.verbs == "last"
        self.rules, patterns = _rules(table, path)
        expression = r"\w|[^\w\s]" if table.script == "characters" else _ELISIONS[table.apostrophe]
        letters = str.maketrans({"’": "'", **table.fold}) | _UNWRITTEN
        spelling = Spelling(
            re.compile(f"({expression if table.script == 'characters' else _RUN})").split,
            re.compile(expression, re.IGNORECASE).finditer,
            _Forms(table),
            lambda word: word.lower().translate(letters),
            table.prefixes,
            table.script == "characters",
        )
        telling = frozenset(key for key, rule in enumerate(self.rules) if rule.tells)
        self.vocabulary = Vocabulary(table.classes, patterns, spelling, telling)


class _Forms:
    """The forms of a word: by rule, from the table, or just itself."""

    def __init__(self, table: CueTable) -> None:
        self._irregular = table.irregular
        self._ruled = table.inflection == "english"
        self._invariable = frozenset(table.invariable)

    def __call__(self, word: str) -> Iterable[str]:
        further = self._irregular.get(word, ())
        if not self._ruled or word in self._invariable or not word[0].isalpha():
            return {word, *further}
        head, dash, tail = word.rpartition("-")
        return {*(head + dash + form for form in english_forms(tail)), *further}


@cache
def load_cues(code: str) -> Cues | None:
    """The cues of a language by ISO 639-1 code, None where there is no table. Raises TableError."""
    path = FOLDER / f"{code}.yaml"
    return Cues(load_table(path, CueTable), path) if path.exists() else None


def cue_languages() -> tuple[str, ...]:
    """The codes of the languages that have a table."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.yaml")))


def _rules(table: CueTable, path: Path) -> tuple[tuple[Rule, ...], list[Pattern]]:
    rules: list[Rule] = []
    patterns: list[Pattern] = []
    problems = list(_wrong_classes(table, path))
    for stance, kind, line in _lines(table):
        try:
            rule = _rule(stance, kind, line)
            patterns.append(parse_pattern(rule.pattern, table.classes, len(rules)))
            rules.append(rule)
        except PatternError as error:
            hint = _class_hint(str(error), table.classes)
            problems.append(Problem(path, _line_number(path, line), f"cues.{stance}", str(error), hint))
    if problems:
        raise TableError(problems)
    return tuple(rules), patterns


def _wrong_classes(table: CueTable, path: Path) -> Iterator[Problem]:
    for name in NEEDED:
        if name not in table.classes:
            yield Problem(path, None, "classes", f"class {name!r} is missing", nearest(name, table.classes))
    for name, members in table.classes.items():
        for member in members:
            try:
                parse_pattern(member, table.classes)
            except PatternError as error:
                hint = _class_hint(str(error), table.classes)
                yield Problem(path, None, f"classes.{name}", str(error), hint)


def _lines(table: CueTable) -> Iterator[tuple[Stance, Kind, str]]:
    for stance, group in table.cues.items():
        for field, kind in _KINDS.items():
            for line in getattr(group, field).splitlines():
                if line.strip() and not line.lstrip().startswith("#"):
                    yield stance, kind, line.strip()


def _rule(stance: Stance, kind: Kind, line: str) -> Rule:
    cue, _, example = line.partition("#")
    turns: dict[str, Stance] = {}
    for turn, word in _SUFFIX.findall(cue):
        if word not in list(Stance):
            raise PatternError(f"{line!r}: {word!r} is no stance")
        turns[turn] = Stance(word)
    pattern = _SUFFIX.sub("", cue).strip()
    other = turns.get("other", None if kind is Kind.ACT else stance)
    return Rule(stance, kind, pattern, example.strip(), turns.get("not"), other)


def _line_number(path: Path, line: str) -> int | None:
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return next((number for number, text in enumerate(lines, 1) if text.strip() == line), None)


def _class_hint(message: str, classes: Iterable[str]) -> str | None:
    unknown = re.search(r"no class <(.+)>", message)
    return nearest(unknown.group(1), classes) if unknown else None
