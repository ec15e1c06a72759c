"""Reads one language's table and makes its lexicon: what each word can be, and which words report speech.

A language is `tables/languages/<code>.yaml`; docs/reading.md explains every key. Nothing here or in the grammar
asks which language it is: what languages do differently is a field of `LanguageTable`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from statements.inflected import Forms, Inflected
from statements.language_table import CueGroup, LanguageTable, Order
from statements.spelling import both_scripts, declined, lemmas, split_phrase, token_pattern
from statements.table import Problem, TableError, load_table
from statements.utterance import Frame
from statements.value import value
from statements.word_classes import Word, word_classes

TABLES = Path(__file__).parent / "tables" / "languages"
_REMEMBERED = 16_384
"""Words remembered with what their ending shows."""
_APART = 5
"""Letters of a verb's first part from which on it may be written apart: bekannt gab, but mitteilte."""
FALLBACK = "und"


@value(frozen=True, slots=True)
class Cue:
    """One form of a reporting word."""

    lemma: str
    form: int
    """Bits of `Inflected`."""
    takes: Mapping[str, Frame]
    """Kind of content → the frame in which the cue takes it."""
    plain: bool
    """Whether a bare clause after it needs no known verb."""
    set_off: frozenset[str] = frozenset()
    """Words behind one of which the name it gives stands; none: anywhere."""


@value(frozen=True, slots=True)
class Phrase:
    """A multi-word or single-word entry of the lexicon, by its first word."""

    rest: tuple[str, ...]
    cue: Cue | None
    kind: str
    """"cue", "noun", "according", "according_after", "passive"."""


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """A table made ready: lexicons by lower-case word, compiled expressions."""

    table: LanguageTable
    classes: Mapping[str, int]
    """Word → its classes (`Word`)."""
    phrases: Mapping[str, tuple[Phrase, ...]]
    """First word → what can begin with it, longest first."""
    token: re.Pattern[str]
    says: frozenset[str]
    """Finite one-word forms of cues that take quotations."""
    resumptive: tuple[tuple[str, ...], ...]
    """What takes up the sentence before, word by word."""
    asides: tuple[tuple[str, ...], ...]
    """Adverbial phrases, word by word."""
    leading: tuple[tuple[str, ...], ...]
    """Verbs that lead to the infinitive of a cue, word by word."""
    abbreviations: frozenset[str]
    possessive: re.Pattern[str] | None
    suffix: re.Pattern[str] | None
    compound: frozenset[str]
    """Words that tell what a longer one is that ends so."""
    oblique: re.Pattern[str] | None
    relative: re.Pattern[str] | None
    objective: re.Pattern[str] | None
    foreign_name: re.Pattern[str] | None
    agreeing: re.Pattern[str] | None
    owner_case: re.Pattern[str] | None
    bearing: re.Pattern[str] | None
    infinitive: re.Pattern[str] | None
    moods: frozenset[str]
    """Verb forms that mark reported speech, the doubtful ones too."""
    sure_moods: frozenset[str]
    """The same without the doubtful ones."""
    mood_ending: re.Pattern[str] | None
    mood_placed: re.Pattern[str] | None
    lemmas: Mapping[str, str]
    """A declined word of the table → the first form of its declension."""
    adverb: re.Pattern[str] | None
    adjective: re.Pattern[str] | None
    thing: re.Pattern[str] | None
    verdict: re.Pattern[str] | None
    person: re.Pattern[str] | None
    trades: frozenset[str]
    obliques: frozenset[str]
    """Forms of declined words that are no subject."""
    trade: re.Pattern[str] | None
    plural: re.Pattern[str] | None
    asks: frozenset[str]
    """Labels of questions, as `key_of` spells them."""
    answers: frozenset[str]
    """Labels of answers that do not say whose."""
    endings: tuple[tuple[re.Pattern[str], int], ...]
    """Expressions of a word's ending with the classes they show."""

    def is_trade(self, key: str) -> bool:
        """Whether a word that stands before a full name can say what its bearer is: skipper, trawlerman."""
        return key in self.trades or (self.trade is not None and bool(self.trade.search(key)))

    def is_person(self, key: str) -> bool:
        """Whether a word is one for a person by its ending: banker, engineer."""
        return self.person is not None and bool(self.person.search(key))

    @property
    def code(self) -> str:
        """ISO 639-1, or "und" for the fallback."""
        return self.table.code

    @property
    def order(self) -> Order:
        """Where subject, cue and content stand."""
        return self.table.order


_ARTICLED = Word.TITLE | Word.ROLE | Word.BODY | Word.ATTRIBUTE
"""Words that are known with the article written in one piece with them, too."""
_SPELLED = str.maketrans("’ʼ״", "''\"", "\u0640\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670")


class Mood:
    """What a verb's form says of who speaks."""

    NONE = 0
    DOUBTFUL = 1
    """Somebody else's words, or plain speech: hätte."""
    SURE = 2
    """Somebody else's words: sei."""
    PLACED = 3
    """The same where the word stands as a verb does: lehne."""


@lru_cache(_REMEMBERED)
def mood_of(language: Language, key: str) -> int:
    """The `Mood` that a word shows by itself."""
    if key in language.moods:
        return Mood.SURE if key in language.sure_moods else Mood.DOUBTFUL
    if language.mood_ending is not None and language.mood_ending.search(key):
        return Mood.SURE
    placed = language.mood_placed is not None and key not in language.classes and language.mood_placed.search(key)
    return Mood.PLACED if placed else Mood.NONE


def key_of(word: str) -> str:
    """A word as the lexicon spells it: in small letters, without the vowel signs that Arabic may leave out.

    A tatweel on its own is a dash.
    """
    small = word.lower()
    return small if small.isascii() else small.translate(_SPELLED) or "—"


def languages() -> tuple[str, ...]:
    """The codes there is a table for, the fallback left out."""
    return tuple(sorted(path.stem for path in TABLES.glob("*.yaml") if path.stem != FALLBACK))


@cache
def load_language(code: str | None) -> Language:
    """The language of `code` ("pt-BR" counts as "pt"); the generic fallback where there is no table for it."""
    wanted = (code or "").lower().replace("_", "-").split("-")[0]
    path = TABLES / f"{wanted if wanted in languages() else FALLBACK}.yaml"
    return make_language(load_table(path, LanguageTable), path)


def make_language(table: LanguageTable, path: Path) -> Language:
    """A table made ready. Raises TableError where one form belongs to two cues."""
    elided = [key_of(word) for words in table.words.values() for word in words if word.endswith(("'", "’"))]
    classes = _classes(table)
    phrases: dict[str, list[Phrase]] = {}
    for spelled, phrase in _phrases(table, path, elided):
        phrases.setdefault(spelled, []).append(phrase)
    expressions = {name: re.compile(text) if text else None for name, text in _expressions(table).items()}
    return Language(
        table=table,
        classes=classes,
        phrases={k: tuple(sorted(v, key=lambda p: -len(p.rest))) for k, v in phrases.items()},
        token=token_pattern(
            {*phrases, *classes},
            spaces=table.spaces,
            prefixes=table.prefixes,
            elided=elided,
            clitics=table.order.clitics,
            joined=table.joined,
        ),
        says=frozenset(first for first, entries in phrases.items() if any(map(_says, entries))),
        resumptive=tuple(tuple(split_phrase(key_of(phrase), elided)) for phrase in table.resumptive),
        asides=tuple(tuple(split_phrase(key_of(phrase), elided)) for phrase in table.asides),
        leading=tuple(tuple(split_phrase(key_of(phrase), elided)) for phrase in table.leading),
        abbreviations=frozenset(key_of(word) for word in table.abbreviations),
        compound=frozenset(_parts(table, classes)) if table.compounds else frozenset(),
        moods=frozenset((*table.order.reported_mood, *table.order.unreal_mood)),
        sure_moods=frozenset(table.order.reported_mood),
        lemmas=lemmas(table.words, table.declensions),
        asks=frozenset(map(key_of, table.ask)),
        answers=frozenset(map(key_of, table.answer)),
        endings=tuple(
            (re.compile(expression), bits)
            for expression, bits in ((table.past_ending, Word.PAST), (table.participle_ending, Word.ING))
            if expression
        ),
        trades=frozenset(map(key_of, table.trades)),
        obliques=_obliques(table),
        **expressions,
    )


def _expressions(table: LanguageTable) -> dict[str, str]:
    """The table's regular expressions by the field of `Language` that holds each compiled; "": none."""
    return {
        "possessive": table.possessive,
        "suffix": table.suffix,
        "oblique": table.oblique,
        "relative": table.relative_ending,
        "objective": table.objective_ending,
        "foreign_name": table.foreign_name,
        "agreeing": table.agreeing,
        "owner_case": table.owner_case,
        "infinitive": table.infinitive,
        "bearing": table.bearing,
        "mood_ending": table.order.mood_ending,
        "mood_placed": table.order.mood_placed,
        "adverb": table.adverb_ending,
        "adjective": table.adjective_ending,
        "thing": table.thing_ending,
        "verdict": table.verdict,
        "person": table.person_ending,
        "trade": table.trade_ending,
        "plural": table.plural_ending,
    }


def _classes(table: LanguageTable) -> dict[str, int]:
    """Word → its classes, in both scripts of a language that has two, and with the article written to it."""
    classes: dict[str, int] = {}
    for name, words in table.words.items():
        for word in both_scripts(declined(words, table.declensions), table.second_script):
            classes[key_of(word)] = classes.get(key_of(word), 0) | word_classes()[name]
    if not table.article:
        return classes
    melted = {
        prefix + word.removeprefix(table.article): Word.BODY
        for word, bits in classes.items()
        if bits & Word.BODY
        for prefix in table.melted
    }
    return {
        **melted,
        **{table.article + word: bits & _ARTICLED for word, bits in classes.items() if bits & _ARTICLED},
        **classes,
    }


def _obliques(table: LanguageTable) -> frozenset[str]:
    """The forms of declined words whose case says that they are no subject, and that are no other word's."""
    written = {word for words in table.words.values() for word in words}
    cases = [(word.partition("~")[0], word.partition("~")[2]) for word in written if "~" in word]
    forms = {stem + ending: ending in table.oblique_cases.get(name, ()) for stem, name in cases
             for ending in table.declensions[name]}
    straight = {stem + ending for stem, name in cases for ending in table.declensions[name]
                if ending not in table.oblique_cases.get(name, ())}
    return frozenset(key_of(form) for form, oblique in forms.items() if oblique and form not in straight | written)


def _says(phrase: Phrase) -> bool:
    """Whether an entry is a finite one-word form of a cue that takes quotations."""
    cue = phrase.cue
    return cue is not None and not phrase.rest and bool(cue.form & Inflected.FINITE) and "quote" in cue.takes


def _phrases(table: LanguageTable, path: Path, elided: Sequence[str]) -> Iterator[tuple[str, Phrase]]:
    seen: dict[tuple[str, ...], Cue] = {}
    for group in table.cues:
        for lemma, forms in _inflected(table, group):
            for spelled, form in _spelled(forms, table):
                words = tuple(split_phrase(key_of(spelled), elided))
                before = seen.get(words) or Cue(lemma, form, {}, group.plain)
                set_off = before.set_off | frozenset(group.set_off)
                if before.lemma != lemma:
                    message = f"{spelled!r} is a form of both {before.lemma!r} and {lemma!r}"
                    raise TableError([Problem(path, None, "cues", message)])
                takes: dict[str, Frame] = {str(take): group.frame for take in group.takes}
                takes.update(before.takes)
                seen[words] = Cue(lemma, before.form | form, takes, before.plain or group.plain, set_off)
    for words, cue in (*seen.items(), *_joined(table, seen)):
        yield words[0], Phrase(words[1:], cue, "cue")
    for kind, entries in (
        ("noun", table.nouns),
        ("according", table.according),
        ("according_after", table.according_after),
        ("passive", table.passives),
        ("crediting", table.crediting),
        ("whereby", table.whereby),
    ):
        for entry in both_scripts(declined(entries, table.declensions), table.second_script):
            first, *rest = split_phrase(key_of(entry), elided)
            yield first, Phrase(tuple(rest), None, kind)


def _parts(table: LanguageTable, classes: Mapping[str, int]) -> Iterator[str]:
    """Words that can end a compound: nouns, and where nouns have no capital those of people and bodies alone."""
    kinds = Word.TITLE | Word.ROLE | Word.BODY
    if table.common_capitals:
        kinds |= Word.TIME | Word.MUTE | Word.WORK | Word.VENUE
    return (word for word, bits in classes.items() if bits & kinds)


def _spelled(forms: Forms, table: LanguageTable) -> Iterator[tuple[str, int]]:
    for spelled, form in forms.spelled():
        for word in both_scripts([spelled], table.second_script):
            yield word, form


def _joined(table: LanguageTable, seen: Mapping[tuple[str, ...], Cue]) -> Iterator[tuple[tuple[str, ...], Cue]]:
    """mitteilte, bekannt gab: parted verbs as a clause whose verb comes last writes them."""
    if not table.order.split:
        return
    for words, cue in seen.items():
        if len(words) == 2 and cue.form & Inflected.FINITE:
            finite, particle = words
            apart = [(particle, finite)] if len(particle) >= _APART else []
            for joined in [(particle + finite,), *apart]:
                if joined not in seen and joined[-1] != cue.lemma.split()[-1]:
                    yield joined, cue


def _inflected(table: LanguageTable, group: CueGroup) -> Iterator[tuple[str, Forms]]:
    yield from group.words.items()
    for lemma in group.lemmas:
        verb, *particle = lemma.split()
        before = ""
        if group.last_inflects:
            before, _, verb = f" {lemma}".rpartition(" ")
            before, particle = f"{before} ".lstrip(), []
        for spelling in _spellings(table, verb):
            rule = next((r for r in table.paradigms[group.paradigm] if re.search(r.when, spelling)), None)
            if rule is None:
                continue
            stem = spelling[: len(spelling) - rule.cut]
            tail = "".join(f" {word}" for word in particle)
            made = {
                name: [before + stem + ending + tail for ending in getattr(rule.forms, name)]
                for name in Forms.model_fields
            }
            made["passive"] = [before + rule.prefix + stem + ending + tail for ending in rule.forms.passive]
            yield lemma, Forms(**made)


def _spellings(table: LanguageTable, word: str) -> Iterator[str]:
    yield word
    for variant in table.variants:
        other = re.sub(variant.when, variant.to, word)
        if other != word:
            yield other


__all__ = [
    "Cue",
    "Inflected",
    "Language",
    "LanguageTable",
    "Mood",
    "Phrase",
    "TableError",
    "Word",
    "key_of",
    "languages",
    "load_language",
    "make_language",
    "mood_of",
]
