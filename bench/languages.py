"""Measures each language by itself: what is found, who said it, how hard, traps, beside the size of its table.

python bench/languages.py SCORER.py GOLD.jsonl          (../shared/gold)
python bench/languages.py SCORER.py [--errors] SET…     texts of our own (tests/data/shapes_languages)
"""

from __future__ import annotations

import sys
import time
from collections import defaultdict

from reading import Row, rows, scorer
from shapes import any_name, documents, with_registry_names

from statements.language import load_language
from statements.reading import read_statements
from statements.record import article_from_gold, records
from statements.registry import Registry, load_registry

ATTRIBUTES = ("speaker", "actor", "country", "stance")


def read(found: list[Row], registry: Registry) -> tuple[list[Row], float]:
    """The documents' predictions and the seconds they took."""
    started = time.perf_counter()
    predicted = []
    for row in found:
        article = article_from_gold(row, registry)
        predicted.append({"id": row["id"], "statements": records(article, read_statements(article, registry))})
    return predicted, time.perf_counter() - started


def line(code: str, found: list[Row], figures: Row, seconds: float) -> str:
    """One language's row of the table."""
    table = load_language(code)
    forms = sum(phrase.cue is not None for entries in table.phrases.values() for phrase in entries)
    detection, traps = figures["detection"], figures["traps"]
    shares = [100 * (figures["attributes"][name] or 0) for name in ATTRIBUTES]
    speed = sum(len(row["text"].encode()) for row in found) / 1000 / seconds
    return (
        f"{code:4} {len(found):4} {detection['gold']:6} {forms:6} {100 * detection['precision']:7.1f}"
        f" {100 * detection['recall']:7.1f} {100 * detection['f1']:7.1f} "
        + " ".join(f"{share:8.1f}" for share in shares)
        + f" {100 * figures['end_to_end']['f1']:8.1f} {traps['traps_hit']:3}/{traps['traps']:<3} {speed:6.0f}"
    )


def taken(paths: list[str], registry: Registry) -> dict[str, list[Row]]:
    """The documents of annotated files and of our own sets, by language."""
    found = list(rows([path for path in paths if path.endswith(".jsonl")]))
    own = [path for path in paths if not path.endswith(".jsonl")]
    found += [with_registry_names(row, registry) for row in documents(*own)] if own else []
    by_language: dict[str, list[Row]] = defaultdict(list)
    for row in found:
        by_language[row.get("lang") or "und"].append(row)
    return by_language


def main(argv: list[str]) -> int:
    """Prints the table, the language with most documents first, and then all languages as one."""
    scorer_path, *paths = [one for one in argv if one != "--errors"]
    module, registry = scorer(scorer_path), load_registry()
    if not all(path.endswith(".jsonl") for path in paths):
        module.speaker_ok = any_name(module)
    by_language = taken(paths, registry)
    named = "".join(f" {name:>8}" for name in (*ATTRIBUTES, "strict"))
    print(f"lang docs   said  forms    prec  recall      F1 {named}   traps   KB/s")
    everything: tuple[list[Row], list[Row], float] = ([], [], 0.0)
    for code, found in sorted(by_language.items(), key=lambda item: -len(item[1])):
        predicted, seconds = read(found, registry)
        figures, errors = module.score(found, predicted)
        print(line(code, found, figures, seconds))
        for error in errors if "--errors" in argv else ():
            print("    {:14} {:24} {}".format(*error))
        everything = everything[0] + found, everything[1] + predicted, everything[2] + seconds
    print(line("und", everything[0], module.score(*everything[:2])[0], everything[2]).replace("und", "all", 1))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
