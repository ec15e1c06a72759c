"""Fits the weights of the stance model on documents and sentences of our own, and shows what they are worth.

    python -m bench.fit_stance write      statements/tables/stance_weights/en.yaml, from all of them
    python -m bench.fit_stance across     each writer's texts, read with weights fitted without them
    python -m bench.fit_stance curve      the same with one, two, four … other writers
    python -m bench.fit_stance kept       documents nothing was fitted on, read with the weights that ship

What is learnt from, bench/heard.py tells. Needs scikit-learn (multinomial logistic regression, L2); `write` gives
the same table again as long as texts, cues and reading are the same.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from math import log
from random import Random
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from bench.heard import BLIND, Heard, digest, everything, hear_kept
from bench.stance import f1_table, macro
from statements.model import Form, Stance
from statements.stance import stances
from statements.stance_evidence import Ground
from statements.stance_model import FOLDER, StanceModel, WeightTable, load_model
from statements.table import parse_table

STRENGTH = 0.1
"""Inverse of the L2 penalty."""
SEEN, MOST, LEAST = 2, 24_000, 0.03
"""Keys seen less often are left out, then all but so many of the strongest; smaller weights are left out."""
RARE, RAREST = 0.25, 2.0
"""What a key counts before it is weighed: the more the rarer it is (by the logarithm of its inverse frequency, so
much for each unit), up to so much: what is seen seldom is learnt by few, what is seen always tells little."""
_QUOTED: Mapping[Ground, float] = {"hint": 0.0, "noun": 0.2, "words": 0.2, "cue": 0.3}
MARGINS: Mapping[Form, Mapping[Ground, float]] = {
    Form.DIRECT: {"nothing": 0.1, "comment": 0.1, **_QUOTED},
    Form.MIXED: {"nothing": 0.2, "comment": 0.1, **_QUOTED},
    Form.INDIRECT: {"nothing": 0.2, "hint": 0.2, "noun": 0.2},
    Form.PRIMARY: {"nothing": 0.3, **_QUOTED},
}
TO_COMMENT: Mapping[Form, Mapping[Ground, float]] = {
    Form.DIRECT: _QUOTED,
    Form.MIXED: _QUOTED,
    Form.INDIRECT: {"hint": 0.2, "noun": 0.2, "words": 0.6},
    Form.PRIMARY: _QUOTED,
}
"""About what `across` asks for, but a class the rules find in a reporter's own plain words is only doubted, never
changed: with a third of these words read otherwise, single sentences of news (bench/stance.py) were read worse."""
LONGEST = 60
"""Words and signs: hardly any statement that is learnt from is longer."""
GROUPS = 6
"""Groups of writers, each read with weights fitted on all but its own."""
CHOICES = 12
"""Choices of so many writers that a point of the curve is the mean of."""


def fitted(heard: Sequence[Heard], files: str = "") -> str:
    """The table of weights for these; `files` is the digest of what they stand in."""
    known = [one for one in heard if one.keys is not None]
    seen = Counter(key for one in known for key in one.keys or ())
    rarity = {key: min(RARE * log(len(known) / count), RAREST) for key, count in seen.items() if count >= SEEN}
    for _ in range(2):
        vectors = DictVectorizer(dtype=np.float32)
        heeded = ([key for key in one.keys or () if key in rarity] for one in known)
        rows = vectors.fit_transform({key: rarity[key] for key in keys} for keys in heeded)
        regression = LogisticRegression(C=STRENGTH, max_iter=1000, tol=1e-3)
        regression.fit(rows, [str(one.stance) for one in known], sample_weight=[one.weight for one in known])
        names = [str(name) for name in vectors.get_feature_names_out()]
        weights = regression.coef_ * [rarity[name] for name in names]
        strongest = np.argsort(-np.abs(weights).max(axis=0), kind="stable")[:MOST]
        rarity = {key: rarity[key] for key in sorted({BLIND, *(names[number] for number in strongest)})}
    return spelled(names, regression, weights, len(known), files)


def spelled(names: Sequence[str], regression: Any, weights: Any, count: int, files: str) -> str:
    """The table as YAML: what each of `names` adds to the classes of `regression`."""
    letters = [stances()[Stance(name)].letter for name in regression.classes_]

    def written(column: Sequence[float], least: float) -> str:
        strongest = sorted(zip(column, letters, strict=True), key=lambda one: -abs(one[0]))
        return " ".join(f"{letter}{weight:+.2f}" for weight, letter in strongest if abs(weight) >= least)

    columns = ((name, weights[:, at]) for at, name in enumerate(names) if name != BLIND)
    lines = [f"  {name}  {written(column, LEAST)}" for name, column in columns]
    return (
        f"{_HEAD}language: en\nfitted: {{statements: {count}, digest: \"{files}\"}}\n"
        f"margins:\n{_margins(MARGINS)}to_comment:\n{_margins(TO_COMMENT)}"
        f"longest: {LONGEST}\nstart: {written(regression.intercept_, 0.0)}\nweights: |\n"
        + "\n".join(line for line in sorted(lines) if not line.endswith("  "))
        + "\n"
    )


_HEAD = """\
# What speaks for and against each class in English: made by bench/fit_stance.py, not by hand. A key, two spaces,
# and what it adds to the classes, by their letters in stances.yaml; what a key is, statements/stance_evidence.py
# tells.
"""


def _margins(margins: Mapping[Form, Mapping[Ground, float]]) -> str:
    """A table of margins as YAML, a line for each form."""
    return "".join(
        f"  {form}: {{{', '.join(f'{ground}: {margin}' for ground, margin in grounds.items())}}}\n"
        for form, grounds in margins.items()
    )


def model(table: str) -> StanceModel:
    """The model a table makes."""
    return StanceModel(parse_table(table, WeightTable, FOLDER / "en.yaml"), FOLDER / "en.yaml")


def verdicts(judge: StanceModel | None, heard: Sequence[Heard]) -> list[tuple[str, str]]:
    """The class of each statement and the one it is given: "" where none was found in a sentence."""
    pairs = []
    for one in heard:
        said = ""
        if one.keys is not None:
            heeded = judge if judge is not None and judge.heeds(one.form, one.ground, one.length) else None
            verdict = heeded.verdict(one.keys, one.form, one.ground, one.ruled) if heeded else None
            said = str(verdict.stance if verdict else one.ruled)
        pairs.append((str(one.stance), said))
    return pairs


def figures(judge: StanceModel | None, heard: Sequence[Heard]) -> tuple[float, ...]:
    """Accuracy and macro-F1 by the rules alone, and with the model."""
    return tuple(
        figure
        for pairs in (verdicts(None, heard), verdicts(judge, heard))
        for figure in (sum(one == other for one, other in pairs) / len(pairs), macro(f1_table(pairs, list(Stance))))
    )


def shown(four: Iterable[float]) -> str:
    return "rules {:.3f} macro-F1 {:.3f}  with the model {:.3f} {:.3f}".format(*four)


def writers(heard: Mapping[str, Sequence[Heard]]) -> list[str]:
    """The files of documents and stories by one writer each."""
    return [name for name in heard if name.startswith(("shapes_learnt/", "told/"))]


def across(heard: Mapping[str, Sequence[Heard]]) -> None:
    """Prints what each writer's documents come to by the rules alone and with the model fitted without them."""
    total, names = [], writers(heard)
    for group in (names[first::GROUPS] for first in range(min(GROUPS, len(names)))):
        judge = model(fitted([one for name, said in heard.items() if name not in group for one in said]))
        for writer in group:
            total.append(figures(judge, heard[writer]))
            print(f"{writer:28} {len(heard[writer])} statements  {shown(total[-1])}", flush=True)
    print(f"mean of {len(total)} writers  {shown(np.mean(total, axis=0))}")


def curve(heard: Mapping[str, Sequence[Heard]]) -> None:
    """Prints what the model comes to with fewer writers: a choice of them, read on others."""
    names, chance = writers(heard), Random(0)
    count = 1
    while count < len(names):
        results = []
        for _ in range(CHOICES):
            writer, *chosen = chance.sample(names, count + 1)
            known = [one for name, said in heard.items() if name in chosen or name not in names for one in said]
            results.append(figures(model(fitted(known)), heard[writer])[2:])
        print("{} writers  accuracy {:.3f}  macro-F1 {:.3f}".format(count, *np.mean(results, axis=0)), flush=True)
        count *= 2


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["write", "across", "curve", "kept"])
    what = parser.parse_args().what
    if what == "kept":
        heard = hear_kept()
        print(f"{len(heard)} statements  {shown(figures(load_model('en'), heard))}")
        return
    known = everything()
    if what == "write":
        table = fitted(list(chain(*known.values())), digest())
        (FOLDER / "en.yaml").write_text(table, encoding="utf-8")
        load_model.cache_clear()
        print(f"{table.count(chr(10))} lines, {len(table.encode()) / 1024:.0f} KB")
    else:
        {"across": across, "curve": curve}[what](known)


if __name__ == "__main__":
    main()
