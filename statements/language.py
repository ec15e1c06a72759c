"""Reads one language's table and makes its lexicon: what each word can be, and which words report speech.

A language is `tables/languages/<code>.yaml`; docs/reading.md explains every key. Nothing here or in the grammar
asks which language it is: what languages do differently is a field of `LanguageTable`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator

from statements.spelling import compound_pattern, declined, lemmas, split_phrase, token_pattern
from statements.table import Problem, Strict, TableError, load_table
from statements.utterance import Frame

TABLES = Path(__file__).parent / "tables" / "languages"
FALLBACK = "und"


class Word:
    """What a word can be, as bits: one word can be several. Enum arithmetic would cost a third of reading."""

    NONE = 0
    DETERMINER = 1
    POSSESSIVE = 2
    PRONOUN = 4
    RELATIVE = 8
    THAT = 16
    """Opens a content clause: that, whether."""
    PREPOSITION = 32
    AND = 64
    """Joins clauses or nouns of one rank: and, but, or."""
    SUBORDINATE = 128
    """Opens a clause that is not the content: while, although, after."""
    AUXILIARY = 256
    NEGATION = 512
    ADVERB = 1024
    TIME = 2048
    TITLE = 4096
    """Stands before a name: President, Mr, Gen."""
    ROLE = 8192
    """Names a person by office: minister, spokeswoman, official."""
    BODY = 16384
    """Names an institution that speaks: ministry, government, statement's source."""
    MUTE = 32768
    """Carries words but does not speak: sign, banner, T-shirt."""
    VERB = 65536
    """A common verb that is no cue: marks a clause."""
    VENUE = 131072
    """Where or in what words are uttered: statement, interview, briefing, tweet."""
    CLAUSE_END = 262144
    """After a comma it ends the content: which, while."""
    WORK = 524288
    """A thing with a title: book, song, film."""
    BE = 2097152
    """Forms of be: make a passive, or a progressive."""
    HAVE = 4194304
    """Forms of have: make a perfect."""
    INFINITIVE = 8388608
    """Stands before a verb's base form: to."""
    INNER = 16777216
    """A preposition that can go on inside a noun phrase: of, for, from."""
    OWNER = 33554432
    """The one that makes a name of two: Joint Chiefs of Staff."""
    CONTRAST = 67108864
    """Joins clauses, never nouns: but, while."""
    OBJECT = 134217728
    """A pronoun that is told or asked something: him, them."""
    NAME = 268435456
    """A common word that is a name as well: May, June."""
    OPENER = 536870912
    """May open what was said though it opens a clause under another: if, when, despite."""
    QUANTITY = 1073741824
    """Counts: half, most, several."""
    PAST = 2147483648
    """A verb in the past by its ending."""
    ING = 4294967296
    """A participle by its ending."""
    QUESTION = 1048576
    """Opens an indirect question: what, why, how."""


class Inflected:
    """Forms of a cue, as bits."""

    FINITE = 1
    """says, said: makes a clause with its subject."""
    BASE = 2
    """(to, will, did not) say."""
    PARTICIPLE = 4
    """saying: shares the subject of another clause."""
    PASSIVE = 8
    """(was) said."""


class Forms(Strict):
    """The written forms of one cue; a form may be several words."""

    finite: list[str] = Field(default_factory=list)
    base: list[str] = Field(default_factory=list)
    participle: list[str] = Field(default_factory=list)
    passive: list[str] = Field(default_factory=list)

    def spelled(self) -> Iterator[tuple[str, int]]:
        """Every form with what it is."""
        for name in Forms.model_fields:
            for form in getattr(self, name):
                yield form, getattr(Inflected, name.upper())


class Rule(Strict):
    """How lemmas of one ending inflect: `cut` letters come off, each ending is put on."""

    when: str = ""
    cut: int = 0
    forms: Forms


class CueGroup(Strict):
    """Cues of one frame that behave alike."""

    frame: Frame
    lemmas: list[str] = Field(default_factory=list)
    """Dictionary forms, inflected by `paradigm`; further words of a cue follow a space ("point out")."""
    paradigm: str = "regular"
    words: dict[str, Forms] = Field(default_factory=dict)
    """Lemmas with their forms written out."""
    takes: list[Literal["clause", "that", "quote", "object", "to", "name"]]
    """Content it can have: a bare clause, one opened by a complementiser, a quotation, a noun phrase, an
    infinitive, or a name it gives ("called it “theatre”")."""
    plain: bool = False
    """True where what follows is a clause even if no verb of it is known: said the talks failed."""


class Variant(Strict):
    """A second spelling: every lemma that matches `when` is also written with `to` in its place."""

    when: str
    to: str


class Order(Strict):
    """Where subject, cue and content stand."""

    subject_first: bool = True
    """S V CONTENT, and CONTENT, S V."""
    inverted: bool = True
    """CONTENT, V S."""
    verb_first: bool = False
    """V S CONTENT at the head of a sentence."""
    verb_final: bool = False
    """S CONTENT V: the quotation stands between the speaker and the cue."""
    free: bool = False
    """Subject and content may stand on either side of the cue; statements/orders.py then reads the sentences."""
    any_verb: bool = False
    """No cue is known: a plain word between a quotation and a name is taken for one."""
    bare_clause: bool = False
    """A content clause needs no complementiser: German "erklärte, er sei bereit", Chinese."""
    drops_subject: bool = False
    """A verb without a subject speaks for the last speaker: Spanish "Añadió que"."""
    interrupts: bool = False
    """A cue may stand inside the quotation marks: «…, — he added, — …»."""
    split: bool = False
    """The second part of a verb ends its clause: "teilte … mit", "hat … erklärt"."""
    places_speak: list[str] = Field(default_factory=list)
    """Prepositions with which a place or body is a subject: Russian "в Кремле заявили"."""
    clitics: list[str] = Field(default_factory=list)
    """Pronouns hung on an inverted verb: -t-il, -elle."""
    reported_mood: list[str] = Field(default_factory=list)
    """Verb forms that mark reported speech without a cue (German sei, habe, werde): such a sentence goes on."""


class LanguageTable(Strict):
    """One file of tables/languages."""

    code: str
    name: str
    spaces: bool = True
    """False where words are not set apart: cues and names are then found as the longest known words."""
    capitals: bool = True
    """Whether names begin with a capital and common words do not."""
    compounds: bool = False
    """Whether a long word is what its last part is: Bundesinnenminister, CDU-Politikerin."""
    common_capitals: bool = False
    """Whether common nouns begin with a capital too: German."""
    letters: str = ""
    """A character class of letters that tell this language's script, for detection."""
    common: list[str] = Field(default_factory=list)
    """Its most frequent short words, for detection."""
    marks: list[tuple[str, str]]
    """Pairs of quotation marks, the usual ones first."""
    titles_in: list[tuple[str, str]] = Field(default_factory=list)
    """Marks that hold titles of works, never speech."""
    prefixes: list[str] = Field(default_factory=list)
    """Particles glued to the front of a word: Arabic wa-, fa-."""
    declensions: dict[str, list[str]] = Field(default_factory=dict)
    """Endings by name: a word written "stem~name" stands for the stem with each of them."""
    order: Order = Field(default_factory=Order)
    paradigms: dict[str, list[Rule]] = Field(default_factory=dict)
    variants: list[Variant] = Field(default_factory=list)
    cues: list[CueGroup] = Field(default_factory=list)
    nouns: list[str] = Field(default_factory=list)
    """Words for what is said: statement, call, warning; "X's call for …"."""
    noun_links: list[str] = Field(default_factory=list)
    """What may join such a noun to its content: that, for, to, of."""
    noun_from: list[str] = Field(default_factory=list)
    """What may join it to its speaker: by, from, of."""
    according: list[str] = Field(default_factory=list)
    """According to, in the words of."""
    according_after: list[str] = Field(default_factory=list)
    """The same where it follows its name: German zufolge, Turkish göre."""
    perfect: list[str] = Field(default_factory=list)
    """Auxiliaries that make a past tense of a participle: a, hat, ha."""
    as_said: list[str] = Field(default_factory=list)
    """Opens a clause that credits the sentence around it: wie, comme, как."""
    no_comment: list[str] = Field(default_factory=list)
    """Objects that make a cue no statement: declined *comment*, asked for *anonymity*."""
    cited: list[str] = Field(default_factory=list)
    """Cues whose object is the speaker: zitieren, процитировать."""
    impersonal: list[str] = Field(default_factory=list)
    """Cues whose speaker is the text they name with a preposition: es heißt in, говорится в."""
    oblique: str = ""
    """A regular expression of words whose case says that they are no subject: -ому, -ого."""
    name_words: int = 2
    """In a script without capitals: how many unknown words behind an office can be its holder's name."""
    of: list[str] = Field(default_factory=list)
    """What joins a noun to its owner or office inside a noun phrase: de, des, von."""
    passives: list[str] = Field(default_factory=list)
    """Joins a passive cue to its speaker: by."""
    possessive: str = ""
    """How a name's ending says it owns the next word, as a regular expression: 's."""
    abbreviations: list[str] = Field(default_factory=list)
    """Words whose full stop ends no sentence, without it."""
    numbered: list[str] = Field(default_factory=list)
    """The same, where a number follows: No. 3, Art. 5."""
    gender: dict[str, Literal["m", "f", "n", "p"]] = Field(default_factory=dict)
    """Pronouns, titles and roles that tell it: man, woman, thing, several."""
    first_person: list[str] = Field(default_factory=list)
    """Words by which a speaker means himself or his own: I, we, our."""
    also_called: dict[str, list[str]] = Field(default_factory=dict)
    """Further words for an office, by which its holder is meant: minister: [secretary]."""
    mouthpiece: list[str] = Field(default_factory=list)
    """Sets off the person an institution speaks through: through, via."""
    definite: list[str] = Field(default_factory=list)
    """Determiners that point back to somebody known: the, this."""
    numerals: list[str] = Field(default_factory=list)
    """Small numbers in words, that count parties: both, two, three."""
    ask: list[str] = Field(default_factory=list)
    """Labels of questions in transcripts: Q, QUESTION."""
    words: dict[str, list[str]] = Field(default_factory=dict)
    """Word classes by their name in lower case."""
    person_ending: str = ""
    """A regular expression of words that name persons by their ending: -ist, -er."""
    past_ending: str = ""
    """A regular expression of words that are verbs in the past by their ending."""
    participle_ending: str = ""
    """The same for participles."""
    adverb_ending: str = ""
    """A regular expression of words that are adverbs by their ending."""

    @model_validator(mode="after")
    def _known_names(self) -> LanguageTable:
        unknown = [name for name in self.words if name not in word_classes()]
        if unknown:
            raise ValueError(f"words: no such class {unknown[0]!r}; classes are {_class_names()}")
        missing = [g.paradigm for g in self.cues if g.lemmas and g.paradigm not in self.paradigms]
        if missing:
            raise ValueError(f"cues: no such paradigm {missing[0]!r}")
        return self


@dataclass(frozen=True, slots=True)
class Cue:
    """One form of a reporting word."""

    lemma: str
    form: int
    """Bits of `Inflected`."""
    takes: Mapping[str, Frame]
    """Kind of content → the frame in which the cue takes it."""
    plain: bool
    """Whether a bare clause after it needs no known verb."""


@dataclass(frozen=True, slots=True)
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
    abbreviations: frozenset[str]
    possessive: re.Pattern[str] | None
    compound: re.Pattern[str] | None
    """The last part of a compound, where it is a word of the table."""
    oblique: re.Pattern[str] | None
    lemmas: Mapping[str, str]
    """A declined word of the table → the first form of its declension."""
    adverb: re.Pattern[str] | None
    person: re.Pattern[str] | None
    endings: tuple[tuple[re.Pattern[str], int], ...]
    """Expressions of a word's ending with the classes they show."""

    @property
    def code(self) -> str:
        """ISO 639-1, or "und" for the fallback."""
        return self.table.code

    @property
    def order(self) -> Order:
        """Where subject, cue and content stand."""
        return self.table.order


def key_of(word: str) -> str:
    """A word as the lexicon spells it."""
    return word.lower().replace("’", "'").replace("ʼ", "'")


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
    classes: dict[str, int] = {}
    elided = [key_of(word) for words in table.words.values() for word in words if word.endswith(("'", "’"))]
    for name, words in table.words.items():
        for word in declined(words, table.declensions):
            classes[key_of(word)] = classes.get(key_of(word), 0) | word_classes()[name]
    phrases: dict[str, list[Phrase]] = {}
    for spelled, phrase in _phrases(table, path, elided):
        phrases.setdefault(spelled, []).append(phrase)
    return Language(
        table=table,
        classes=classes,
        phrases={k: tuple(sorted(v, key=lambda p: -len(p.rest))) for k, v in phrases.items()},
        token=token_pattern(
            {*phrases, *classes}, spaces=table.spaces, prefixes=table.prefixes, elided=elided, clitics=table.order.clitics
        ),
        says=frozenset(
            first
            for first, entries in phrases.items()
            for phrase in entries
            if phrase.cue and not phrase.rest and phrase.cue.form & Inflected.FINITE and "quote" in phrase.cue.takes
        ),
        abbreviations=frozenset(key_of(word) for word in table.abbreviations),
        possessive=re.compile(table.possessive) if table.possessive else None,
        compound=compound_pattern(classes) if table.compounds else None,
        oblique=re.compile(table.oblique) if table.oblique else None,
        lemmas=lemmas(table.words, table.declensions),
        adverb=re.compile(table.adverb_ending) if table.adverb_ending else None,
        endings=tuple(
            (re.compile(expression), bits)
            for expression, bits in ((table.past_ending, Word.PAST), (table.participle_ending, Word.ING))
            if expression
        ),
        person=re.compile(table.person_ending) if table.person_ending else None,
    )


@cache
def word_classes() -> dict[str, int]:
    """The classes by their names in tables."""
    return {name.lower(): bits for name, bits in vars(Word).items() if name.isupper() and bits}


def _class_names() -> str:
    return ", ".join(word_classes())


def _phrases(table: LanguageTable, path: Path, elided: Sequence[str]) -> Iterator[tuple[str, Phrase]]:
    seen: dict[tuple[str, ...], Cue] = {}
    for group in table.cues:
        for lemma, forms in _inflected(table, group):
            for spelled, form in forms.spelled():
                words = tuple(split_phrase(key_of(spelled), elided))
                before = seen.get(words) or Cue(lemma, form, {}, group.plain)
                if before.lemma != lemma:
                    message = f"{spelled!r} is a form of both {before.lemma!r} and {lemma!r}"
                    raise TableError([Problem(path, None, "cues", message)])
                takes: dict[str, Frame] = {str(take): group.frame for take in group.takes}
                takes.update(before.takes)
                seen[words] = Cue(lemma, before.form | form, takes, before.plain or group.plain)
    for words, cue in seen.items():
        yield words[0], Phrase(words[1:], cue, "cue")
    for kind, entries in (
        ("noun", table.nouns),
        ("according", table.according),
        ("according_after", table.according_after),
        ("passive", table.passives),
    ):
        for entry in declined(entries, table.declensions):
            first, *rest = split_phrase(key_of(entry), elided)
            yield first, Phrase(tuple(rest), None, kind)


def _inflected(table: LanguageTable, group: CueGroup) -> Iterator[tuple[str, Forms]]:
    yield from group.words.items()
    for lemma in group.lemmas:
        verb, *particle = lemma.split()
        for spelling in _spellings(table, verb):
            rule = next((r for r in table.paradigms[group.paradigm] if re.search(r.when, spelling)), None)
            if rule is None:
                continue
            stem = spelling[: len(spelling) - rule.cut]
            tail = "".join(f" {word}" for word in particle)
            made = {
                name: [stem + ending + tail for ending in getattr(rule.forms, name)] for name in Forms.model_fields
            }
            yield lemma, Forms(**made)


def _spellings(table: LanguageTable, word: str) -> Iterator[str]:
    yield word
    for variant in table.variants:
        other = re.sub(variant.when, variant.to, word)
        if other != word:
            yield other


@cache
def _detectors() -> tuple[tuple[str, re.Pattern[str] | None, frozenset[str]], ...]:
    tables = [load_language(code).table for code in languages()]
    return tuple((t.code, re.compile(f"[{t.letters}]") if t.letters else None, frozenset(t.common)) for t in tables)


def detect_language(text: str) -> str | None:
    """The language most of `text` is in, by script and frequent words; None where nothing tells."""
    sample = text[:4000]
    words = [key_of(word) for word in re.findall(r"[^\W\d_]+", sample)]
    letters = max(1, sum(map(str.isalpha, sample)))
    best, best_score = None, 0.0
    for code, script, common in _detectors():
        own = len(script.findall(sample)) / letters if script else 0.0
        known = sum(word in common for word in words) / max(1, len(words))
        score = known + own if common else own
        if score > best_score and (known >= 0.08 or own >= 0.3):
            best, best_score = code, score
    return best


__all__ = [
    "Cue",
    "Inflected",
    "Language",
    "LanguageTable",
    "Phrase",
    "TableError",
    "Word",
    "detect_language",
    "key_of",
    "languages",
    "load_language",
    "make_language",
]
