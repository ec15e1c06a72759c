"""A small linear model over the stance rules: what speaks for each class is weighed by a table anyone can read.

Multinomial logistic regression: each key of `stance_evidence` that stands in the table adds its weights, and the
softmax of the sums is how likely each class is. The model overrules the rules where the class it prefers is
likelier than theirs by the margin the table gives for that form and for how the rules decided; where the table
gives none, the rules stand. It never gives a class without words of the statement that speak for it.
`bench/fit_stance.py` makes the table, and says what of.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from math import exp
from pathlib import Path
from typing import Protocol

from pydantic import Field, PositiveInt

from statements.model import Form, Stance
from statements.stance_evidence import NOWHERE, Evidence, Ground
from statements.stance_table import TABLES, stances
from statements.table import Problem, Strict, TableError, load_table
from statements.value import value

FOLDER = TABLES / "stance_weights"
_TOLD = 3
"""Keys that are named where a verdict is explained."""
_SHOWS = re.compile(r"[^\W\d_]{4}|[<{]")
"""A key that can show a class: one with a word of four letters or a class of words, not "of the"."""
_TELLS = re.compile(r"\{(?!negation|modal|they|you|self|question)|(?<![<\w])[^\W\d_]{6}")
"""One that shows it better: with a word of six, or a category of words that is not one of grammar."""
_LINE = re.compile(r"(\S+(?: \S+)*)  +(\S.*)")
_WEIGHT = re.compile(r"(\S)([+-]\d*\.\d+)")

Weights = tuple[float, ...]
"""What a key adds to each class, in the order of `Stance`."""


class Fitted(Strict):
    """What the weights were fitted on."""

    statements: PositiveInt
    digest: str
    """SHA-256 of the files they stand in, in hexadecimal digits."""


class WeightTable(Strict):
    """stance_weights/<language>.yaml: one key per line, behind two spaces its weights by the classes' letters."""

    language: str
    fitted: Fitted
    margins: dict[Form, dict[Ground, float]]
    """By how much likelier a class must be than that of the rules."""
    to_comment: dict[Form, dict[Ground, float]]
    """The same of a comment, where the rules found something."""
    longest: PositiveInt
    """Words and signs of a statement; of longer ones the weights know nothing."""
    start: str
    """What each class has before anything is heard."""
    weights: str = Field(min_length=1)


@value(frozen=True, slots=True)
class Verdict:
    """A class the model prefers to that of the rules, the tokens that speak most for it, and why in one line."""

    stance: Stance
    start: int
    end: int
    why: str


class Judge(Protocol):
    """Whom the rules ask whether they are right."""

    def heeds(self, form: Form, ground: Ground, length: int) -> bool:
        """Whether it may overrule what the rules decided by `ground` about so many words and signs."""

    def verdict(self, keys: Evidence, form: Form, ground: Ground, ruled: Stance) -> Verdict | None:
        """What it prefers to `ruled`, the class of the rules; None where those stand."""


class StanceModel:
    """One language's weights. Raises TableError with every line that cannot be read."""

    def __init__(self, table: WeightTable, path: Path) -> None:
        self._margins, self._to_comment = table.margins, table.to_comment
        self._longest = table.longest
        problems: list[Problem] = []
        self._start = _weights(table.start, path, "start", problems)
        self._weights: dict[str, Weights] = {}
        for line in table.weights.splitlines():
            found = _LINE.fullmatch(line.rstrip())
            if found is None:
                problems.append(Problem(path, None, "weights", f"{line!r} is no key with its weights"))
            else:
                self._weights[found[1]] = _weights(found[2], path, "weights", problems)
        if problems:
            raise TableError(problems)

    def heeds(self, form: Form, ground: Ground, length: int) -> bool:
        """Whether the table gives a margin there, and it is no longer than what the weights were fitted on."""
        asked = ground in self._margins.get(form, ()) or ground in self._to_comment.get(form, ())
        return asked and length <= self._longest

    def verdict(self, keys: Evidence, form: Form, ground: Ground, ruled: Stance) -> Verdict | None:
        """The likeliest class, if by the margin likelier than `ruled`, and if telling words speak for it."""
        known = self._weights
        heard = [key for key in keys if key in known]
        sums = list(map(sum, zip(self._start, *map(known.__getitem__, heard), strict=True)))
        most = max(sums)
        best, other = sums.index(most), _PLACES[ruled]
        if best == other:
            return None
        whole = sum(exp(one - most) for one in sums)
        margins = self._to_comment if _CLASSES[best] is Stance.COMMENT else self._margins
        margin = margins.get(form, {}).get(ground)
        if margin is None or (1 - exp(sums[other] - most)) / whole < margin:
            return None
        gains = {key: known[key][best] - known[key][other] for key in heard}
        shown = _most_telling(keys, gains)
        if shown is None:
            return None
        ranked = sorted(gains, key=lambda key: -gains[key])
        why = ", ".join(f"{key} {gains[key]:+.2f}" for key in dict.fromkeys((shown, *ranked[:_TOLD])))
        return Verdict(_CLASSES[best], *keys[shown], f"model: {why}")


@cache
def load_model(code: str) -> StanceModel | None:
    """The model of a language by ISO 639-1 code, None where there is no table. Raises TableError."""
    path = FOLDER / f"{code}.yaml"
    return StanceModel(load_table(path, WeightTable), path) if path.exists() else None


_CLASSES = tuple(Stance)
_PLACES = {stance: place for place, stance in enumerate(_CLASSES)}


def _most_telling(keys: Evidence, gains: Mapping[str, float]) -> str | None:
    """The key over whose few words most has been gained, by itself and by others that share them."""
    by_token: defaultdict[int, float] = defaultdict(float)
    for key, gain in gains.items():
        start, end = keys[key]
        for token in range(start, end):
            by_token[token] += gain / (end - start)
    telling = [key for key, gain in gains.items() if gain > 0 and keys[key] != NOWHERE and _SHOWS.search(key)]

    def weight(key: str) -> tuple[bool, float]:
        start, end = keys[key]
        gained = sum(by_token[token] for token in range(start, end))
        return _TELLS.search(key) is not None, gained / (end - start) ** 0.5

    return max(telling, key=weight, default=None)


def _weights(text: str, path: Path, key: str, problems: list[Problem]) -> Weights:
    """The weights in `text`: T+0.41 adds 0.41 to the class whose letter is T."""
    weights = [0.0] * len(_CLASSES)
    for word in text.split():
        found = _WEIGHT.fullmatch(word)
        if found is None or found[1] not in _letters():
            problems.append(Problem(path, None, key, f"{word!r} is no weight: a class's letter, then a number"))
        else:
            weights[_letters()[found[1]]] = _number(found[2])
    return tuple(weights)


_number = cache(float)
"""One object for each weight: thousands of keys share a few hundred, which then stay close at hand."""


@cache
def _letters() -> Mapping[str, int]:
    return {known.letter: _PLACES[stance] for stance, known in stances().items()}
