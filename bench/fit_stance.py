"""Fits the weights of the stance model on sentences of our own, and shows what they are worth.

    python -m bench.fit_stance write      statements/tables/stance_weights/en.yaml, from all of them
    python -m bench.fit_stance across     each writer's sentences, read with weights fitted on all the others'
    python -m bench.fit_stance curve      the same with one, two … other writers
    python -m bench.fit_stance kept       sentences nothing was fitted on, read with the weights that ship

Fitted on tests/data/stance/writers/*.yaml (one file per writer, who did not know the rules), on deeds.yaml, on
speech.yaml without its set `fresh`, and on the example sentences of the cue table. What the rules make of one
counts as evidence only where it was written without regard to them: in the writers' files and in deeds.yaml. Needs
scikit-learn (multinomial logistic regression, L2); `write` gives the same table again as long as sentences and cues
are the same.
"""

from __future__ import annotations

import argparse
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, combinations
from pathlib import Path
from typing import Any

import numpy as np
from ruamel.yaml import YAML
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from bench.stance import f1_table, macro
from statements.model import Article, Form, Origin, Span, Speaker, Stance
from statements.reading import read_statements
from statements.registry import load_registry
from statements.stance import StanceReader, stances
from statements.stance_evidence import Evidence, Ground
from statements.stance_model import FOLDER, StanceModel, Verdict, WeightTable, load_model
from statements.stance_table import load_cues
from statements.table import parse_table
from statements.utterance import Frame, Utterance

DATA = Path(__file__).resolve().parent.parent / "tests" / "data" / "stance"
WRITERS = DATA / "writers"
SPEECH = ("first", "formulas", "second", "third", "fourth", "unseen", "fifth", "neutral")
"""The sets of speech.yaml that are learnt from."""
OF_RULES = ("rules: ", "found: ", "named: ")
"""How the keys begin that say what the rules made of a sentence."""
STRENGTH = 0.3
"""Inverse of the L2 penalty."""
EXAMPLES = 0.3
"""What a cue's example counts for: it is shorter than what is said."""
SEEN, KEPT, LEAST = 2, 4000, 0.05
"""Keys seen less often are left out, then all but so many of the strongest; smaller weights are left out."""
MARGINS: dict[Form, dict[Ground, float]] = {
    Form.DIRECT: {"nothing": 0.5, "hint": 0.2, "noun": 0.2, "words": 0.6},
    Form.MIXED: {"nothing": 0.5, "hint": 0.2, "noun": 0.2, "words": 0.6},
}
"""More cautious than `across` asks for (0.1 to 0.4 is best there): most writers were asked not to write plainly."""
MOST = 12
"""Choices of so many writers that a point of the curve is the mean of, at least one for each who is read."""
LONGEST = 50
"""Words and signs: hardly any statement that is learnt from is longer."""
OWN, DEEDS = "our own", "deeds"
"""What is learnt from and is no writer's: speech.yaml, and deeds.yaml, which tells deeds from accusations."""


@dataclass(frozen=True)
class Heard:
    """A labelled sentence as the model hears it; `keys` is None where no statement was found in it."""

    writer: str
    stance: Stance
    keys: Evidence | None = None
    form: Form = Form.DIRECT
    ground: Ground = "nothing"
    ruled: Stance = Stance.COMMENT
    length: int = 0
    weight: float = 1.0


class Listener:
    """Stands in the model's place and remembers what it is asked about the statements of one text."""

    def __init__(self) -> None:
        self.heard: list[tuple[Evidence, Form, Ground, Stance, int]] = []
        self.length = 0

    def heeds(self, form: Form, ground: Ground, length: int) -> bool:
        self.length = length
        return True

    def verdict(self, keys: Evidence, form: Form, ground: Ground, ruled: Stance) -> Verdict | None:
        self.heard.append((keys, form, ground, ruled, self.length))
        return None


def labelled(path: Path, parts: Sequence[str] = ()) -> Iterator[tuple[Stance, str]]:
    """The sentences of a file, by class, with their classes; those of its `parts`, where it has any."""
    table = YAML(typ="safe").load(path)
    for groups in [table[part] for part in parts] or [table]:
        for stance, group in groups.items():
            for one in group:
                yield (Stance(one["stance"]), one["text"]) if isinstance(one, dict) else (Stance(stance), one)


def training() -> dict[str, list[tuple[Stance, str]]]:
    """All sentences the weights are fitted on but the cues' examples, by writer."""
    files = {path.stem: list(labelled(path)) for path in sorted(WRITERS.glob("*.yaml"))}
    return {**files, DEEDS: list(labelled(DATA / "deeds.yaml")), OWN: list(labelled(DATA / "speech.yaml", SPEECH))}


def digest(sentences: Iterable[tuple[Stance, str]]) -> str:
    """SHA-256 of sentences with their classes, whatever their order."""
    lines = sorted(f"{stance}\t{text}\n" for stance, text in sentences)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def hear(sentences: Sequence[tuple[Stance, str]], writer: str) -> list[Heard]:
    """Each sentence, read as an article of its own; its first statement counts."""
    registry, found = load_registry(), []
    for stance, text in sentences:
        listener = Listener()
        article = Article(id="fit", title="", text=text, origin=Origin(), language="en")
        read_statements(article, registry, readers=lambda code, to=listener: StanceReader(code or "und", to))
        found.append(Heard(writer, stance, *listener.heard[0]) if listener.heard else Heard(writer, stance))
    return [blind(one) for one in found] if writer == OWN else found


def hear_examples() -> list[Heard]:
    """The example of every cue, as somebody's words."""
    listener, cues = Listener(), load_cues("en")
    assert cues is not None
    reader = StanceReader("en", listener)
    for rule in cues.rules:
        whole = Span(0, len(rule.example))
        reader.read(
            rule.example,
            Utterance(Form.DIRECT, (whole,), whole, Speaker("somebody"), Frame.SAY, "example", 1.0),
        )
    heard = [Heard(OWN, rule.stance, *one) for rule, one in zip(cues.rules, listener.heard, strict=True)]
    return [replace(blind(one), weight=EXAMPLES) for one in heard]


def blind(one: Heard) -> Heard:
    """Without what the rules made of it: they were written with these words in view."""
    if one.keys is None:
        return one
    keys = {key: place for key, place in one.keys.items() if not key.startswith(OF_RULES)}
    return replace(one, keys=keys | {BLIND: (0, 0)})


BLIND = "rules: unasked"
"""Stands where the rules are not heard, so that their silence is not taken for a comment."""


def fitted(heard: Sequence[Heard], about: tuple[int, str]) -> str:
    """The table of weights for these; `about` is how many sentences of which digest they are."""
    known = [one for one in heard if one.keys is not None]
    seen = Counter(key for one in known for key in one.keys or ())
    kept = {key for key, count in seen.items() if count >= SEEN}
    for _ in range(2):
        vectors = DictVectorizer(dtype=np.float32)
        rows = vectors.fit_transform([dict.fromkeys(kept.intersection(one.keys or ()), 1) for one in known])
        regression = LogisticRegression(C=STRENGTH, max_iter=1000, tol=1e-4)
        regression.fit(rows, [str(one.stance) for one in known], sample_weight=[one.weight for one in known])
        names = vectors.get_feature_names_out()
        strongest = np.argsort(-np.abs(regression.coef_).max(axis=0), kind="stable")[:KEPT]
        kept = {BLIND, *(str(names[number]) for number in strongest)}
    return spelled(names, regression, about)


def spelled(names: Sequence[str], regression: Any, about: tuple[int, str]) -> str:
    """The table as YAML."""
    letters = [stances()[Stance(name)].letter for name in regression.classes_]

    def weights(column: Sequence[float], least: float) -> str:
        strongest = sorted(zip(column, letters, strict=True), key=lambda one: -abs(one[0]))
        return " ".join(f"{letter}{weight:+.2f}" for weight, letter in strongest if abs(weight) >= least)

    columns = ((name, regression.coef_[:, at]) for at, name in enumerate(names) if name != BLIND)
    lines = [f"  {name}  {weights(column, LEAST)}" for name, column in columns]
    margins = "".join(
        f"  {form}: {{{', '.join(f'{ground}: {margin}' for ground, margin in grounds.items())}}}\n"
        for form, grounds in MARGINS.items()
    )
    count, sum_of = about
    return (
        f"{_HEAD}language: en\nfitted: {{sentences: {count}, digest: \"{sum_of}\"}}\nmargins:\n{margins}"
        f"longest: {LONGEST}\nstart: {weights(regression.intercept_, 0.0)}\nweights: |\n"
        + "\n".join(line for line in sorted(lines) if not line.endswith("  "))
        + "\n"
    )


_HEAD = """\
# What speaks for and against each class in English: made by bench/fit_stance.py, not by hand. A key, two spaces,
# and what it adds to the classes, by their letters in stances.yaml; what a key is, statements/stance_evidence.py
# tells.
"""


def model(table: str) -> StanceModel:
    """The model a table makes."""
    return StanceModel(parse_table(table, WeightTable, FOLDER / "en.yaml"), FOLDER / "en.yaml")


def verdicts(judge: StanceModel | None, heard: Sequence[Heard]) -> list[tuple[str, str]]:
    """The class of each sentence and the one it is given: "" where no statement was found in it."""
    pairs = []
    for one in heard:
        said = ""
        if one.keys is not None:
            heeded = judge if judge is not None and judge.heeds(one.form, one.ground, one.length) else None
            verdict = heeded.verdict(one.keys, one.form, one.ground, one.ruled) if heeded else None
            said = str(verdict.stance if verdict else one.ruled)
        pairs.append((str(one.stance), said))
    return pairs


def figures(pairs: Sequence[tuple[str, str]]) -> tuple[float, float]:
    """Accuracy and macro-F1."""
    return sum(one == other for one, other in pairs) / len(pairs), macro(f1_table(pairs, list(Stance)))


def writers(heard: dict[str, list[Heard]]) -> list[str]:
    """The names of the writers among those heard."""
    return [name for name in heard if name not in (OWN, DEEDS)]


def across(heard: dict[str, list[Heard]], examples: list[Heard]) -> None:
    """Prints what each writer's sentences come to by the rules alone and with the model fitted without them."""
    total = []
    for writer in writers(heard):
        rest = [one for name, group in heard.items() if name != writer for one in group]
        judge = model(fitted([*rest, *examples], (len(rest), "")))
        total.append((*figures(verdicts(None, heard[writer])), *figures(verdicts(judge, heard[writer]))))
        print(f"{writer:10} {len(heard[writer])} sentences  " + shown(total[-1]), flush=True)
    print(f"mean of {len(total)} writers  " + shown(tuple(np.mean(total, axis=0))))


def shown(four: tuple[float, ...]) -> str:
    return "rules {:.3f} macro-F1 {:.3f}  with the model {:.3f} {:.3f}".format(*four)


def curve(heard: dict[str, list[Heard]], examples: list[Heard]) -> None:
    """Prints what the model comes to with fewer writers, the mean over a choice of them for each."""
    names = writers(heard)
    for count in range(1, len(names)):
        results = []
        for writer in names:
            others = list(combinations([name for name in names if name != writer], count))
            for chosen in others[:: max(1, len(others) * len(names) // MOST)]:
                known = [one for name in (OWN, DEEDS, *chosen) for one in heard[name]]
                judge = model(fitted([*known, *examples], (len(known), "")))
                results.append(figures(verdicts(judge, heard[writer])))
        print("{} writers  accuracy {:.3f}  macro-F1 {:.3f}".format(count, *np.mean(results, axis=0)), flush=True)


def kept() -> None:
    """Prints what the sentences of kept.yaml come to by the rules alone and with the weights that ship."""
    sentences = hear(labelled(DATA / "kept.yaml"), "kept")
    both = (*figures(verdicts(None, sentences)), *figures(verdicts(load_model("en"), sentences)))
    print(f"{len(sentences)} sentences  {shown(both)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["write", "across", "curve", "kept"])
    what = parser.parse_args().what
    if what == "kept":
        kept()
        return
    sentences = training()
    heard, examples = {name: hear(group, name) for name, group in sentences.items()}, hear_examples()
    if what == "write":
        whole, known = (list(chain(*groups.values())) for groups in (sentences, heard))
        table = fitted([*known, *examples], (len(whole), digest(whole)))
        (FOLDER / "en.yaml").write_text(table, encoding="utf-8")
        load_model.cache_clear()
        print(f"{table.count(chr(10))} lines, {len(table.encode()) / 1024:.0f} KB")
    else:
        {"across": across, "curve": curve}[what](heard, examples)


if __name__ == "__main__":
    main()
