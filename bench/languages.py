"""Measures each language by itself: what is found, who said it, traps, and how fast, beside the size of its table.

python bench/languages.py SCORER.py GOLD.jsonl          (../shared/gold)
"""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from typing import Any

from reading import Row, rows, scorer

from statements.language import load_language
from statements.reading import read_statements
from statements.record import article_from_gold, records
from statements.registry import Registry, load_registry


def read(found: list[Row], registry: Registry) -> tuple[list[Row], float]:
    """The documents' predictions and the seconds they took."""
    started = time.perf_counter()
    predicted = []
    for row in found:
        article = article_from_gold(row, registry)
        predicted.append({"id": row["id"], "statements": records(article, read_statements(article, registry))})
    return predicted, time.perf_counter() - started


def line(code: str, found: list[Row], score: Any, registry: Registry) -> str:
    """One language's row of the table."""
    table = load_language(code)
    forms = sum(phrase.cue is not None for entries in table.phrases.values() for phrase in entries)
    predicted, seconds = read(found, registry)
    figures = score(found, predicted)
    detection, traps = figures["detection"], figures["traps"]
    speed = sum(len(row["text"].encode()) for row in found) / 1000 / seconds
    return (
        f"{code:4} {len(found):4} {forms:6} {100 * detection['precision']:7.1f} {100 * detection['recall']:7.1f}"
        f" {100 * detection['f1']:7.1f} {100 * (figures['attributes']['speaker'] or 0):8.1f}"
        f" {traps['traps_hit']:3}/{traps['traps']:<3} {speed:6.0f}"
    )


def main(scorer_path: str, gold_path: str) -> None:
    """Prints the table, the language with most documents first."""
    module, registry = scorer(scorer_path), load_registry()
    by_language: dict[str, list[Row]] = defaultdict(list)
    for row in rows([gold_path]):
        by_language[row.get("lang") or "und"].append(row)

    def score(gold: list[Row], predicted: list[Row]) -> dict[str, Any]:
        found = module.score(gold, predicted)
        return found[0] if isinstance(found, tuple) else found  # type: ignore[no-any-return]

    print("lang docs  forms    prec  recall      F1  speaker  traps   KB/s")
    for code, found in sorted(by_language.items(), key=lambda item: -len(item[1])):
        print(line(code, found, score, registry))


if __name__ == "__main__":
    main(*sys.argv[1:3])
