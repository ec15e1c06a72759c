"""How well stances are read, on labelled sentences and on annotated statements, and how fast.

    python -m bench.stance sentences ../shared/stance/dev.jsonl [--half 0|1] [--errors N]
    python -m bench.stance statements ../shared/gold/dev.jsonl [--half 0|1] [--errors N] [--rules]
    python -m bench.stance speed ../shared/stance/dev.jsonl

Sentences are read by `StanceReader.sentence`, statements with the annotated span, speaker and cue given, so that
the figures are those of the stance reading alone. `--half` takes one of two halves divided by a hash of the text:
the one to look at while writing cues (0), the other (1) only to be scored. `--rules` leaves the model out.

Sentences: macro-F1 over AGREE CONSULT SUPPORT REQUEST ACCUSE REJECT THREATEN, everything else being OTHER; sign:
cooperation against conflict where gold is a statement class and something but comment was predicted.
Statements: accuracy, macro-F1 over the classes present, sign over pairs that are both neither zero nor comment.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from statements.language import load_language
from statements.model import Form, Span, Speaker, Stance, StanceReading
from statements.registry import Registry, load_registry
from statements.stance import stance_reader, stances
from statements.text import paragraphs, sentences
from statements.utterance import Frame, Utterance

GROUPS = {
    "offer": "AGREE", "talks": "CONSULT", "praise": "SUPPORT", "appeal": "REQUEST", "demand": "REQUEST",
    "accuse": "ACCUSE", "condemn": "ACCUSE", "reject": "REJECT", "deny": "REJECT",
    "threaten": "THREATEN", "warn": "THREATEN",
}  # fmt: skip
CLASSES = ("AGREE", "CONSULT", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN")
COOPERATION = {"AGREE", "CONSULT", "SUPPORT"}
CONFLICT = {"ACCUSE", "REJECT", "THREATEN"}
Row = dict[str, Any]
Table = dict[str, tuple[float, float, float, int]]


def rows(path: Path, half: int | None, key: str = "text") -> list[Row]:
    """The lines of a JSONL file, all or those of one half."""
    found = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [row for row in found if half is None or hashlib.sha1(row[key].encode()).digest()[-1] % 2 == half]


def f1_table(pairs: Iterable[tuple[str, str]], classes: Iterable[str]) -> Table:
    """Precision, recall, F1 and number of gold items of each class."""
    right, gold, predicted = Counter[str](), Counter[str](), Counter[str]()
    for one, other in pairs:
        gold[one] += 1
        predicted[other] += 1
        right[one] += one == other
    table = {}
    for name in classes:
        precision = right[name] / predicted[name] if predicted[name] else 0.0
        recall = right[name] / gold[name] if gold[name] else 0.0
        both = precision + recall
        table[name] = (precision, recall, 2 * precision * recall / both if both else 0.0, gold[name])
    return table


def show(table: Table) -> None:
    for name, (precision, recall, f1, count) in table.items():
        print(f"  {name:9} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  n {count}")


def macro(table: Table) -> float:
    present = [f1 for _, _, f1, count in table.values() if count]
    return sum(present) / len(present)


def bench_sentences(path: Path, half: int | None, errors: int) -> None:
    reader = stance_reader("en")
    pairs, signs = [], []
    for row in rows(path, half):
        gold = GROUPS.get(row["stance"].split("|")[0], "OTHER")
        reading = reader.sentence(row["text"])
        found = GROUPS.get(reading.stance, "OTHER")
        pairs.append((gold, found))
        if gold in COOPERATION | CONFLICT and found in COOPERATION | CONFLICT:
            signs.append((gold in COOPERATION) == (found in COOPERATION))
        if gold != found and errors > 0:
            errors -= 1
            print(f"{gold:9} {found:9} [{reading.rule}] {row['source'] or ''} :: {row['text'][:200]}")
    table = f1_table(pairs, CLASSES)
    sign = sum(signs) / len(signs)
    print(f"sentences {len(pairs)}  macro-F1 {macro(table):.4f}  sign {sign:.4f} of {len(signs)}")
    show(table)


def cue_of(text: str, record: Row) -> Span | None:
    """Where the annotated reporting word stands: the nearest occurrence to the content in its paragraph."""
    if not record.get("cue"):
        return None
    start, end = record["start"], record["end"]
    low = text.rfind("\n\n", 0, start) + 1
    high = text.find("\n\n", end)
    places = [
        Span(low + found.start(), low + found.end())
        for found in re.finditer(re.escape(record["cue"]), text[low : high if high >= 0 else len(text)])
    ]
    return min(places, key=lambda span: max(start - span.end, span.start - end), default=None)


def sentences_around(text: str, hull: Span, language: str) -> Span:
    """The whole sentences that `hull` lies in."""
    table = load_language(language)
    paragraph = next((span for span in paragraphs(text) if span.covers(hull)), hull)
    touched = [span for span in sentences(text, table, paragraph) if span.overlaps(hull)] or [hull]
    return Span(min(touched[0].start, hull.start), max(touched[-1].end, hull.end))


def units(row: Row) -> Iterator[list[Row]]:
    """The records of each statement: the pieces of a quote that its cue splits belong together."""
    groups: dict[str, list[Row]] = {}
    for number, record in enumerate(row["statements"]):
        groups.setdefault(record.get("group") or f"#{number}", []).append(record)
    yield from groups.values()


def utterance_of(text: str, records: list[Row], language: str) -> Utterance:
    """The annotated statement as the grammar would hand it over."""
    record = records[0]
    content = tuple(Span(piece["start"], piece["end"]) for piece in records)
    cue = cue_of(text, record)
    clause = Span(*record["clause"]) if record.get("clause") else None
    ends = [*content, *([cue] if cue else [])]
    hull = Span(min(span.start for span in ends), max(span.end for span in ends))
    return Utterance(
        form=Form(record["form"]),
        content=content,
        sentence=sentences_around(text, hull, language),
        speaker=Speaker(record["speaker"]),
        frame=Frame.SAY if cue else Frame.LABEL,
        rule="annotated",
        confidence=1.0,
        cue=cue,
        clause=clause,
    )


def read_statements(row: Row, registry: Registry, weighed: bool) -> Iterator[tuple[Row, StanceReading]]:
    reader = stance_reader(row["lang"], weighed)
    mentions = registry.find(row["text"], row["lang"])
    spans = [(Span(record["start"], record["end"]), record["speaker"]) for record in row["statements"]]
    for records in units(row):
        hull, speaker = Span(records[0]["start"], records[-1]["end"]), records[0]["speaker"]
        own = [other for other, who in spans if hull.covers(other) and who != speaker]
        utterance = utterance_of(row["text"], records, row["lang"])
        longest = max(records, key=lambda piece: piece["end"] - piece["start"])
        side = [mention.span for mention in mentions if mention.country and mention.country == longest["country"]]
        others = [mention.span for mention in mentions if mention.country and mention.country != longest["country"]]
        yield longest, reader.read(row["text"], utterance, own=own, side=side, others=others)


def bench_statements(path: Path, half: int | None, errors: int, languages: set[str], weighed: bool) -> None:
    scores = stances()
    pairs: list[tuple[str, str]] = []
    signs: list[bool] = []
    flags = {"negated": Counter[bool](), "conditional": Counter[bool]()}
    by_origin: dict[str, Counter[bool]] = {}
    registry = load_registry()
    for row in rows(path, half, "id"):
        if languages and row["lang"] not in languages:
            continue
        for record, reading in read_statements(row, registry, weighed):
            gold, found = record["stance"], str(reading.stance)
            pairs.append((gold, found))
            origin = f"{row['lang']} {row['origin']}"
            by_origin.setdefault(origin, Counter())[gold == found] += 1
            one, other = scores[Stance(gold)].score, scores[reading.stance].score
            if one and other:
                signs.append((one > 0) == (other > 0))
            for name, counted in flags.items():
                counted[bool(record[name]) == getattr(reading, name)] += 1
            if gold != found and errors > 0:
                errors -= 1
                print(f"{row['id']} {gold:9}{found:9} cue={record['cue']!r} [{record['trigger']}] [{reading.rule}] "
                      f"{record['text'][:160]!r}")  # fmt: skip
    table = f1_table(pairs, [str(stance) for stance in Stance])
    accuracy = sum(gold == found for gold, found in pairs) / len(pairs)
    print(f"statements {len(pairs)}  accuracy {accuracy:.4f}  macro-F1 {macro(table):.4f}  "
          f"sign {sum(signs) / len(signs):.4f} of {len(signs)}")  # fmt: skip
    show(table)
    for name, counted in (flags | by_origin).items():
        print(f"  {name:12} right {counted[True]} of {counted.total()}")


def bench_speed(path: Path) -> None:
    texts = [row["text"] for row in rows(path, None)]
    started = time.process_time()
    reader = stance_reader("en")
    print(f"table {1000 * (time.process_time() - started):.0f} ms")
    for _ in range(2):
        started = time.process_time()
        for text in texts:
            reader.sentence(text)
        spent = 1000 * (time.process_time() - started) / len(texts)
        print(f"sentences {len(texts)}  {spent:.3f} ms of processor time each")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["sentences", "statements", "speed"])
    parser.add_argument("path", type=Path)
    parser.add_argument("--half", type=int, choices=[0, 1])
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--language", action="append", default=[])
    parser.add_argument("--rules", action="store_true")
    arguments = parser.parse_args()
    if arguments.what == "sentences":
        bench_sentences(arguments.path, arguments.half, arguments.errors)
    elif arguments.what == "statements":
        languages, weighed = set(arguments.language), not arguments.rules
        bench_statements(arguments.path, arguments.half, arguments.errors, languages, weighed)
    else:
        bench_speed(arguments.path)


if __name__ == "__main__":
    main()
