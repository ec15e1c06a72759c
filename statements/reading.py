"""The order in which a text is read: paragraphs, quotations, sentences, reports, speakers, then who and how hard."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from statements.clauses import Find, announced_speaker, content_spans, main_subject, read_sentence, unfinished_speaker
from statements.cast import Cast
from statements.interrupted import part_interrupted
from statements.language import Language, Word, detect_language, load_language
from statements.linking import Mention
from statements.model import Article, Form, SourceKind, Span, Speaker, Stance, Statement
from statements.names import name_spans
from statements.orders import REPORTED_MOOD, read_free_sentence
from statements.primary import key_sentences
from statements.quotes import Quotation, find_quotations, veil
from statements.registry import Registry
from statements.stance import StanceReader, stance_reader

from statements.targets import find_targets
from statements.text import paragraphs, sentences
from statements.tokens import Tokens
from statements.transcript import read_transcript, utterances_of
from statements.utterance import Frame, Utterance

_CODE = Path(__file__).parent


@cache
def reading_version() -> str:
    """A hash of the code and tables that turn text into statements: stored articles of another one are due again."""
    digest = hashlib.sha256()
    for path in sorted((*_CODE.glob("*.py"), *_CODE.glob("tables/**/*.yaml"))):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


READING_VERSION = reading_version()


def read_utterances(
    text: str, language: Language, registry: Registry, mentions: Sequence[Mention] = ()
) -> tuple[Utterance, ...]:
    """What grammar finds in `text`, in order of the words said."""
    return _Reader(text, language, registry, mentions).read()


def _official_text(
    article: Article, language: Language, registry: Registry, found: Sequence[Utterance], reader: StanceReader
) -> tuple[Utterance, ...]:
    """What a primary source says in its own voice beside what it quotes."""
    entry = registry.entry(article.origin.actor) if article.origin.actor else None
    if entry is None:
        return ()
    whole = [s for p in paragraphs(article.text) for s in sentences(article.text, language, p)]
    taken = [utterance.sentence for utterance in found]

    def says_something(draft: Utterance) -> bool:
        return reader.read(article.text, draft).stance is not Stance.COMMENT

    return tuple(key_sentences(article.text, whole, taken, Speaker(entry.name), says_something))


@dataclass(slots=True)
class _Paragraph:
    """One paragraph being read, with what was found in it."""

    span: Span
    tokens: Tokens
    utterances: list[Utterance] = field(default_factory=list)


class _Reader:
    """Reads one text from top to bottom."""

    def __init__(self, text: str, language: Language, registry: Registry, mentions: Sequence[Mention]) -> None:
        self.text = text
        self.language = language
        self.paragraphs = paragraphs(text)
        self.quotations = part_interrupted(text, find_quotations(text, self.paragraphs, language), language)
        self.veiled = veil(text, self.quotations)
        self.names = name_spans(self.veiled, self.paragraphs, language, [m.span for m in mentions])
        self.read_sentence = read_free_sentence if language.order.free else read_sentence
        self.cast = Cast(text, language, registry.gender, mentions)
        self.tokens = [Tokens(self.veiled, span, language, self.names) for span in self.paragraphs]
        self.cast.introduce(self.tokens)
        self.at = {outer.start: quotation for quotation in self.quotations for outer in quotation.outer}
        self.claimed: set[int] = set()
        self.utterances: list[Utterance] = []
        self.goes_on = False
        """Whether the paragraph before ended with somebody's words."""
        self.announced: tuple[Speaker, Span] | None = None
        """Who the paragraph before announced with a colon, and the cue."""

    def read(self) -> tuple[Utterance, ...]:
        turns = read_transcript(self.text, self.paragraphs, self.language)
        if turns is not None:
            named = {turn.speaker: self.cast.labelled(turn.speaker) for turn in turns if turn.speaker}
            return tuple(utterances_of(self.text, turns, named))
        for span, tokens in zip(self.paragraphs, self.tokens, strict=True):
            self._paragraph(span, tokens)
        return tuple(sorted(self.utterances, key=lambda u: (u.content[0].start, u.content[-1].end)))

    def _paragraph(self, span: Span, tokens: Tokens) -> None:
        spoken = False
        sentence = span
        waiting: list[tuple[Span, Quotation]] = []
        for sentence in sentences(self.veiled, self.language, span):
            begin, end = bisect_left(tokens.starts, sentence.start), bisect_left(tokens.starts, sentence.end)
            alone = self._lone_quotations(tokens, begin, end)
            if alone:
                before = self.utterances[-1] if spoken and self.utterances else None
                for quotation in alone:
                    if quotation.start in self.claimed or sentence.end < quotation.outer[-1].start:
                        continue
                    if before or self._continues(span, sentence):
                        self._continue(quotation, sentence)
                    else:
                        waiting.append((sentence, quotation))
                spoken = spoken or bool(self.utterances) and not waiting
                continue
            self.announced = None
            finds = self.read_sentence(tokens, begin, end)
            if not (spoken or self.goes_on):
                finds = [find for find in finds if find.rule != REPORTED_MOOD]
            for find in finds:
                spoken = self._utter(tokens, find, sentence) or spoken
            unfinished = None if finds else unfinished_speaker(tokens, begin, end)
            if unfinished is not None:
                mention = tokens.span(unfinished.first, unfinished.last)
                self.announced = (self.cast.speaker(tokens, unfinished, self.text), mention)
                spoken = True
            if not finds and unfinished is None:
                subject = main_subject(tokens, begin, end)
                if subject is not None:
                    self.cast.subject(tokens, subject)
            if finds and waiting and self.utterances:
                for where, quotation in waiting:
                    self._continue(quotation, where)
                waiting.clear()
        self.goes_on = spoken
        if self.text[span.end - 1] in ":：" and len(tokens):
            self._announced(tokens, sentence)

    def _announced(self, t: Tokens, sentence: Span) -> None:
        """X replied: — and the quotation stands in the next paragraph."""
        begin, end = bisect_left(t.starts, sentence.start), bisect_left(t.starts, sentence.end)
        found = announced_speaker(t, begin, end)
        if found is not None:
            subject, hit = found
            self.announced = (self.cast.speaker(t, subject, self.text), t.span(hit.first, hit.last))
            self.goes_on = True

    def _continues(self, paragraph: Span, sentence: Span) -> bool:
        return self.goes_on and sentence.start == paragraph.start

    def _lone_quotations(self, t: Tokens, begin: int, end: int) -> list[Quotation]:
        """The quotations of a sentence that is nothing else."""
        if begin >= end or any(not t.is_sign(i) and not t.is_a(i, Word.AND) for i in range(begin, end)):
            return []
        return [self.at[t.starts[i]] for i in range(begin, end) if t.is_quotation(i) and t.starts[i] in self.at]

    def _continue(self, quotation: Quotation, sentence: Span) -> None:
        speaker = self.cast.again()
        if speaker is None:
            return
        self.claimed.add(quotation.start)
        if self.announced is not None:
            speaker, cue = self.announced
            self.announced = None
            self.utterances.append(
                Utterance(Form.DIRECT, quotation.pieces, sentence, speaker, Frame.COLON, "announced", 0.9, cue)
            )
            return
        before = self.utterances[-1]
        self.utterances.append(
            Utterance(
                form=Form.DIRECT, content=quotation.pieces, sentence=sentence,
                speaker=Speaker(speaker.name, before.speaker.mention, speaker.role), frame=Frame.CONTINUED,
                rule="continued", confidence=0.9, cue=before.cue, lemma=before.lemma,
            )
        )

    def _utter(self, t: Tokens, find: Find, sentence: Span) -> bool:
        """Adds what was found, if somebody says it and something is said."""
        quotations = self._quotations(t, find)
        if any(q.start in self.claimed for q in quotations):
            return False
        if find.subject is not None:
            if any(t.is_a(i, Word.MUTE) for i in range(find.subject.first, find.subject.core + 1)):
                return False
            speaker: Speaker | None = self.cast.speaker(t, find.subject, self.text)
        else:
            before = self.utterances[-1].speaker.mention if self.utterances else None
            speaker = self.cast.again(before if before and sentence.covers(before) else None)
        if speaker is None:
            return False
        form, content, clause = self._content(t, find, quotations)
        if not content:
            return False
        self.claimed |= {q.start for q in quotations}
        hit = find.hit
        self.utterances.append(
            Utterance(
                form=form, content=content, sentence=sentence, speaker=speaker, frame=find.frame, rule=find.rule,
                confidence=0.8, cue=t.span(hit.first, hit.last), lemma=hit.cue.lemma if hit.cue else t.keys[hit.first],
                clause=clause, cue_negated=hit.negated,
                addressee=t.span(*find.addressee) if find.addressee else None,
            )
        )
        return True

    def _quotations(self, t: Tokens, find: Find) -> list[Quotation]:
        places = (i for a, b in find.content for i in range(a, b + 1) if t.is_quotation(i))
        return [self.at[t.starts[i]] for i in places if t.starts[i] in self.at]

    def _content(
        self, t: Tokens, find: Find, quotations: Sequence[Quotation]
    ) -> tuple[Form, tuple[Span, ...], Span | None]:
        spans = content_spans(t, find)
        pieces = tuple(piece for quotation in quotations for piece in quotation.pieces)
        words = sum(not t.is_sign(i) for a, b in find.content for i in range(a, b + 1))
        if not quotations:
            return Form.INDIRECT, spans, None
        if words == 0 and ("before-quote" != find.rule or _is_whole(self.text, quotations[0])):
            return Form.DIRECT, pieces, None
        if len(spans) > 1:
            return Form.MIXED, spans, None
        return Form.MIXED, pieces, spans[0]


def _is_whole(text: str, quotation: Quotation) -> bool:
    """Whether a quotation is a sentence of its own rather than a fragment of the reporter's."""
    said = quotation.pieces[0].of(text)
    return said[:1].isupper() and len(said.split()) > 3


def read_statements(article: Article, registry: Registry, language: Language | None = None) -> tuple[Statement, ...]:
    """The statements of `article`, in order. Never raises, whatever the text."""
    text = article.text
    language = language or load_language(article.language or detect_language(text))
    mentions = registry.find(text, language.code)
    reader = stance_reader(language.code)
    utterances = read_utterances(text, language, registry, mentions)
    if article.origin.kind is SourceKind.PRIMARY and not any(u.frame is Frame.LABEL for u in utterances):
        official = _official_text(article, language, registry, utterances, reader)
        utterances = tuple(sorted((*utterances, *official), key=lambda u: u.content[0].start))
    on = article.dated.date() if article.dated else None
    found: list[Statement] = []
    taken: dict[str, int] = {}
    for utterance in utterances:
        actor = registry.attribute(utterance.speaker, text=text, mentions=mentions, on=on, origin=article.origin)
        said = " … ".join(span.of(text) for span in utterance.content)
        found.append(
            Statement(
                id=_statement_id(article.id, said, taken), article_id=article.id, form=utterance.form, content=utterance.content,
                text=said, sentence=utterance.sentence, speaker=utterance.speaker, actor=actor,
                reading=reader.read(text, utterance, own=(), around=utterance.sentence), cue=utterance.cue,
                clause=utterance.clause, targets=find_targets(text, utterance, actor, mentions, registry, utterances, article.title),
                quoted_by=utterance.quoted_by, rule=utterance.rule, confidence=utterance.confidence,
            )
        )
    return tuple(found)


def _statement_id(article_id: str, said: str, taken: dict[str, int]) -> str:
    """A hash of article and normalised words; a repeat of the same words in one article is numbered."""
    normal = " ".join("".join(c if c.isalnum() else " " for c in said.casefold()).split())
    taken[normal] = taken.get(normal, 0) + 1
    number = f"#{taken[normal]}" if taken[normal] > 1 else ""
    return hashlib.sha256(f"{article_id}\n{normal}{number}".encode()).hexdigest()[:20]
