"""Measures the reading with the scorers of annotated sets, half of a set kept apart to watch for fitting the other.

python bench/reading.py quotes SCORER.py SET.jsonl…     spans and speakers (../shared/quotes/score.py)
python bench/reading.py gold SCORER.py SET.jsonl        statements with actor and stance (../shared/gold)
python bench/reading.py speakers SCORER.py SET.jsonl    who pronouns, role words and lone surnames are said to mean
python bench/reading.py confidence SCORER.py SET.jsonl… > statements/tables/confidence.yaml
python bench/reading.py sure SCORER.py SET.jsonl…       what is sure, by rules measured on the other half
python bench/reading.py speed SET.jsonl…                KB of text a second on one core: all, no stance, grammar
python bench/reading.py curve                           seconds against length for texts made to be hard
"""

from __future__ import annotations

import gc
import hashlib
import importlib.util
import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from statements.confidence import smoothed
from statements.language import Word, load_language
from statements.reader import Reader
from statements.reading import read_statements
from statements.record import article_from_gold, records
from statements.registry import load_registry
from statements.scales import SURE
from statements.stance import StanceReader

KINDS = {"all": None, "direct+mixed": {"direct", "mixed"}, "direct": {"direct"}, "indirect": {"indirect"}}
HARD = {
    "plain text": "The minister said on Monday that the talks would go on. “We are ready,” he added.\n\n",
    "one paragraph": "The minister said on Monday that the talks would go on. ",
    "one sentence": "the minister said the talks would go on and ",
    "marks that never close": "“a ",
    "quotations in quotations": "“he said, ‘we go there now’ and ” he said. ",
    "names": "Ada Lind Berg, ",
}
Row = dict[str, Any]
_ROUNDS = 5
DEAF = StanceReader("und")
"""Has no cues and hears every statement as a comment: what is left is who says what."""


def rows(paths: list[str]) -> Iterator[Row]:
    for path in paths:
        with Path(path).open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def scorer(path: str) -> Any:
    spec = importlib.util.spec_from_file_location("scorer", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def half(row: Row) -> int:
    """1 for the half that may be looked at, 0 for the one that is only scored."""
    return int(hashlib.md5(row["id"].encode()).hexdigest(), 16) % 2


def quotations(row: Row) -> list[Row]:
    """A document's quotations, from either kind of set; what need not be found counts as no speech."""
    if "quotes" in row:
        return row["quotes"]
    said = [{**one, "kind": one["form"], "speech": True} for one in row["statements"]]
    return said + [{**one, "kind": "indirect", "speech": False, "speaker": None} for one in row.get("optional", [])]


def read(row: Row, registry: Any) -> list[Row]:
    """What is read out of a document, in the form the scorer of quotations takes."""
    article = article_from_gold(row, registry)
    found = [one for one in records(article, read_statements(article, registry)) if one["form"] != "primary"]
    return [{**one, "kind": one["form"]} for one in found]


def quotes(score: Any, documents: list[Row], registry: Any) -> None:
    for name, part in (("looked at", 1), ("only scored", 0)):
        gold = [row for row in documents if half(row) == part]
        found = {row["id"]: {"quotes": read(row, registry)} for row in gold}
        print(f"{name}: {len(gold)} documents")
        for kind, wanted in KINDS.items():
            result = score.score(gold, found, wanted, True)
            e, o, a = result["end_to_end"], result["overlap"], result["attribution"]
            print(
                f"  {kind:13} words and speaker P {e['P']:.1%} R {e['R']:.1%} F1 {e['F1']:.1%}"
                f"   words F1 {o['F1']:.1%}   speaker {a['head_precision_when_answered']:.1%}"
            )


def gold(score: Any, documents: list[Row], registry: Any) -> None:
    found = []
    for row in documents:
        article = article_from_gold(row, registry)
        found.append({"id": row["id"], "statements": records(article, read_statements(article, registry))})
    score.show(score.score(documents, found)[0])


def speakers(score: Any, documents: list[Row], registry: Any) -> None:
    """Of the statements found, how many whose speaker is not named in full there are given to the right one."""
    language = load_language("en")
    right: dict[str, list[bool]] = defaultdict(list)
    for row in documents:
        article = article_from_gold(row, registry)
        found = records(article, read_statements(article, registry))
        for wanted, one in _pairs(score, row["text"], row["statements"], found):
            kind = _mention_kind(row["text"], wanted, one, language)
            if kind:
                right[kind].append(score.speaker_ok(wanted, one))
                if not right[kind][-1]:
                    said = row["text"][one["speaker_start"] : one["speaker_end"]]
                    print(f"  {row['id']}: “{said}” is {wanted['speaker']}, not {one['speaker']}")
    for kind, ones in [*sorted(right.items()), ("all", [one for every in right.values() for one in every])]:
        print(f"{kind:10} {sum(ones)} of {len(ones)} right, {sum(ones) / max(1, len(ones)):.1%}")


def _pairs(score: Any, text: str, wanted: list[Row], found: list[Row]) -> Iterator[tuple[Row, Row]]:
    """Statements wanted and found that share half of their words, each once."""
    units = score.units(text, wanted, True), score.units(text, found, False)
    near = sorted(((a.j(b), i, j) for i, a in enumerate(units[0]) for j, b in enumerate(units[1])), reverse=True)
    taken: tuple[set[int], set[int]] = set(), set()
    for shared, i, j in near:
        if shared >= 0.5 and i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            yield units[0][i].r, units[1][j].r


def _mention_kind(text: str, wanted: Row, found: Row, language: Any) -> str | None:
    """What stands for the speaker: "pronoun", "surname", "role"; None for a full name or nothing."""
    if found["speaker_start"] is None:
        return None
    words = text[found["speaker_start"] : found["speaker_end"]].casefold().split()
    name = wanted["speaker"].casefold().split()
    if len(words) == 1 and language.classes.get(words[0], 0) & (Word.PRONOUN | Word.POSSESSIVE):
        return "pronoun"
    shared = [
        word for word in name if any(one.strip(".,").removesuffix("’s").removesuffix("'s") == word for one in words)
    ]
    if len(shared) == len(name):
        return None
    return "surname" if shared and shared[-1] == name[-1] and name[-1] not in language.classes else "role"


def observations(score: Any, documents: list[Row], registry: Any) -> Iterator[tuple[Row, Row, bool]]:
    """Each statement found where there may be one, with its document, and whether words and speaker are right."""
    for row in documents:
        text, wanted, found = row["text"], quotations(row), read(row, registry)
        a = [score.trim(text, one["start"], one["end"]) for one in wanted]
        b = [score.trim(text, one["start"], one["end"]) for one in found]
        pairs = {j: i for i, j in score.match(len(a), len(b), lambda i, j: score.iou(a[i], b[j]), 0.5).items()}  # noqa: B023
        for j, one in enumerate(found):
            beside = any(not wanted[i]["speech"] and score.iou(a[i], b[j]) > 0 for i in range(len(a)))
            if (j in pairs and not wanted[pairs[j]]["speech"]) or (j not in pairs and beside):
                continue
            yield row, one, j in pairs and score.right_speaker(wanted[pairs[j]], one)


def confidence(score: Any, documents: list[Row], registry: Any) -> None:
    """Prints how often each rule finds the right words and speaker, as the table the reading loads."""
    tally: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for _, one, right in observations(score, documents, registry):
        entry = tally[one["rule"]][one["form"]]
        entry[0] += right
        entry[1] += 1
    print("# How often each rule was right, words and speaker, by form; made by bench/reading.py confidence.")
    print("rules:")
    for rule, forms in sorted(tally.items()):
        measured = ", ".join(f"{form}: {{right: {r}, of: {n}}}" for form, (r, n) in sorted(forms.items()))
        print(f"  {rule}: {{{measured}}}")


def sure(score: Any, documents: list[Row], registry: Any) -> None:
    """How much of one half is sure, and right, where each rule's precision was measured on the other half."""
    found = observations(score, documents, registry)
    seen = [(half(row), (one["rule"], one["form"]), right) for row, one, right in found]
    for learnt, judged in ((1, 0), (0, 1)):
        tally: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
        for part, rule, right in seen:
            if part == learnt:
                tally[rule][0] += right
                tally[rule][1] += 1
        among = [(rule, right) for part, rule, right in seen if part == judged]
        told = [right for rule, right in among if smoothed(*tally[rule]) >= SURE]
        names = ("only scored", "looked at")
        print(
            f"measured on {names[learnt]}, judged on {names[judged]}: {sum(told) / len(told):.1%} right,"
            f" {len(told) / len(among):.1%} of what is found"
        )


def speed(documents: list[Row], registry: Any) -> None:
    """The first round is what a fresh process does, its tables read; the median what one does that has run on."""
    articles = [article_from_gold(row, registry) for row in documents]
    languages = {row.get("lang"): load_language(row.get("lang")) for row in documents}
    for one in {article.language: article for article in articles}.values():
        read_statements(one, registry)  # reads the tables
    gc.set_threshold(20_000, 10, 20)  # as the poller's worker has it
    size = sum(len(article.text) for article in articles) / 1000

    def everything() -> None:
        for article in articles:
            read_statements(article, registry)

    def attributed() -> None:
        for article in articles:
            read_statements(article, registry, readers=lambda code: DEAF)

    def grammar() -> None:
        for row in documents:
            Reader(row["text"], languages[row.get("lang")], registry, ()).read()

    parts = (("everything", everything), ("without stance", attributed), ("grammar alone", grammar))
    for name, work in parts:
        rates = [size / _seconds(work) for _ in range(_ROUNDS)]
        print(f"{name:14} first {rates[0]:.0f}, median of {_ROUNDS} {median(rates):.0f} KB/s over {size:.0f} KB")


def _seconds(work: Callable[[], None]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def curve(registry: Any) -> None:
    language = load_language("en")
    for name, part in HARD.items():
        for size in (125_000, 250_000, 500_000, 1_000_000):
            text = part * (size // len(part))
            begun = time.process_time()
            Reader(text, language, registry, ()).read()
            print(f"{name:26} {len(text):9} characters {time.process_time() - begun:6.2f} s")


SCORED = {"quotes": quotes, "gold": gold, "speakers": speakers, "confidence": confidence, "sure": sure}


def main(argv: list[str]) -> int:
    registry = load_registry()
    match argv:
        case ["curve"]:
            curve(registry)
        case ["speed", *paths] if paths:
            speed(list(rows(paths)), registry)
        case [what, path, *paths] if paths and what in SCORED:
            SCORED[what](scorer(path), list(rows(paths)), registry)
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
