"""Reads one text from top to bottom: which words somebody said, and who, as far as grammar and the article tell."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from functools import cached_property, partial

from statements.announced import (
    announced_speaker,
    first_told,
    headline_label,
    is_office,
    is_rubric,
    sentence_subject,
    unfinished_speaker,
)
from statements.bearers import Bearers
from statements.cast import Cast
from statements.clauses import read_sentence
from statements.colons import mentioned
from statements.confidence import confidence
from statements.cues import Hit
from statements.dateline import without_datelines
from statements.forms import form_of
from statements.furniture import without_furniture
from statements.grades import OVER, graded, ungraded
from statements.inside import Inside
from statements.interrupted import part_interrupted, with_dash_speech
from statements.interviews import read_turns
from statements.language import Language, Word
from statements.linking import Mention
from statements.listed import Lists, part_items
from statements.model import Form, Span, Speaker
from statements.moods import HEREBY, REPORTED_MOOD, SPOKEN_BEFORE, is_surely_reported, joined
from statements.names import name_spans
from statements.orders import announcing, first_subject, read_free_sentence, teller
from statements.phrases import Noun
from statements.quotes import Quotation, find_quotations, is_speech, veil
from statements.registry import Registry
from statements.resumed import read_resumed
from statements.sentence import Find, last_word, past_question
from statements.signed import read_signed
from statements.text import paragraphs, sentences
from statements.tokens import Tokens
from statements.transcript import Turn, tail_of, utterances_of
from statements.utterance import Frame, Utterance, renamed

_APART = ("country", "metonym", "institution", "group", "body")
"""Kinds of mention that begin a phrase of their own behind somebody's name."""
_OPENING = 3
"""Tokens at the head of a sentence whose own subject a pronoun there is."""


class Reader:
    """Reads one text of the day `on` from top to bottom; `home` is the country whose own text it is."""

    def __init__(
        self,
        text: str,
        language: Language,
        registry: Registry,
        mentions: Sequence[Mention],
        home: str | None = None,
        on: date | None = None,
    ) -> None:
        self.text = text
        self.language = language
        told = without_furniture(text, paragraphs(text), language)
        self.paragraphs = part_items(text, without_datelines(text, told, language))
        marked = part_interrupted(text, find_quotations(text, self.paragraphs, language), language)
        self.quotations = with_dash_speech(text, self.paragraphs, marked, language)
        self.veiled = veil(text, self.quotations)
        self.names = name_spans(self.veiled, self.paragraphs, language, mentions)
        self.read_sentence = read_free_sentence if language.order.free else read_sentence
        self.main_subject = first_subject if language.order.free else sentence_subject
        self.announcer = announcing if language.order.split else announced_speaker
        office_of = partial(registry.office_of, on=on)
        at_home = partial(registry.is_held, home, on=on)
        self.cast = Cast(Bearers(text, language, registry.gender, mentions, home, office_of, at_home))
        apart = [] if language.table.capitals else [one.span.start for one in mentions if one.kind in _APART]
        self.tokens = [Tokens(self.veiled, span, language, self.names, apart) for span in self.paragraphs]
        self.cast.introduce(self.tokens)
        self.lists = Lists(self.cast)
        self.at = {outer.start: quotation for quotation in self.quotations for outer in quotation.outer}
        self.claimed: set[int] = set()
        self.utterances: list[Utterance] = []
        self.goes_on = False
        """Whether the paragraph before ended with somebody's words."""
        self.told: Speaker | None = None
        """Whom the sentence before was about, where it reported nothing."""
        self.opened: dict[int, tuple[Speaker, Span]] = {}
        """Paragraphs that announce with a colon, by where they end: whom, and the cue."""
        self.preface = len(self.paragraphs)
        """Paragraphs before the first label of a transcript."""
        self.announced: tuple[Speaker, Span] | None = None
        """Who the paragraph before announced with a colon, and the cue."""

    @cached_property
    def sentences(self) -> dict[int, list[Span]]:
        """Each paragraph's sentences, by where it begins."""
        return {span.start: sentences(self.veiled, self.language, span) for span in self.paragraphs}

    def read(self) -> tuple[Utterance, ...]:
        turns = read_turns(self.text, self.veiled, self.paragraphs, self.language)
        self.utterances += read_signed(self.tokens, self.at, self.cast)
        self.claimed |= {utterance.sentence.start for utterance in self.utterances}
        for n in range(len(self.tokens)) if turns is None else self._transcript(turns):
            self._paragraph(self.paragraphs[n], self.tokens[n])
        inside = Inside(
            self.text, self.language, self.names, self.quotations, self.utterances, self.cast, self.read_sentence
        )
        for one in inside.read():
            self._add(one.tokens, one.find, one.sentence, one.speaker, one.quotations, quoted_by=one.quoted_by)
        named = (renamed(utterance, self.cast.names) for utterance in self.utterances)
        return tuple(sorted(named, key=lambda u: (u.content[0].start, u.content[-1].end)))

    def _transcript(self, turns: Sequence[Turn]) -> Sequence[int]:
        """Adds what labels say who said; the paragraphs before and behind that the reporter tells."""
        self.preface = next((n for n, turn in enumerate(turns) if turn.labelled), len(turns))
        named = {turn.speaker: self.cast.labels.speaker(turn.speaker) for turn in turns if turn.speaker}
        behind = first_told(self.tokens, self.read_sentence, tail_of(turns), len(turns))
        self.utterances += utterances_of(self.text, turns[:behind], named, self.language)
        before = first_told(self.tokens, self.read_sentence, 0, self.preface)
        return (*range(self.preface * (before < self.preface)), *range(behind, len(turns)))

    def _paragraph(self, span: Span, tokens: Tokens) -> None:
        listed, find = self.lists.read(tokens)
        if find is not None and self.lists.speaker is not None:
            self._add(tokens, find, span, self.lists.speaker, self._quotations(tokens, find))
        if listed:
            self.goes_on = False
            return
        spoken = False
        self.told = None
        sentence = span
        waiting: list[tuple[Span, Quotation]] = []
        before: tuple[int, int] | None = None
        for sentence in self.sentences[span.start]:
            begin, end = bisect_left(tokens.starts, sentence.start), bisect_left(tokens.starts, sentence.end)
            alone = self._lone_quotations(tokens, begin, end)
            if alone:
                before = (begin, end)
                opens = sentence.start == span.start
                waiting += self._stand_alone(alone, sentence, opens=opens, spoken=spoken and bool(self.utterances))
                spoken = spoken or (bool(self.utterances) and not waiting)
                continue
            self.announced = None
            finds = self._finds(tokens, begin, end, before, spoken)
            before = None if finds else (begin, end)
            self._note_subject(tokens, begin, end, finds)
            for find in finds:
                spoken = self._utter(tokens, find, sentence) or spoken
            self.told = None
            unfinished = None if finds else unfinished_speaker(tokens, begin, end)
            if unfinished is not None:
                mention = tokens.span(unfinished.first, unfinished.last)
                self.announced = (self.cast.speaker(tokens, unfinished), mention)
                spoken = True
            if not finds and unfinished is None and spoken and self.utterances and begin < end:
                self._goes_on_partly(tokens, begin, end, sentence)
            if not finds and unfinished is None:
                self.told = self._subject(tokens, begin, end)
            if finds and waiting and self.utterances:
                for where, quotation in waiting:
                    if quotation.start not in self.claimed:
                        self._continue(quotation, where, "continued")
                waiting.clear()
        if not spoken and not waiting:
            spoken = self._headline(tokens, sentence)
        self.goes_on = spoken
        if self.text[span.end - 1] in ":：" and len(tokens):
            self._announced(tokens, sentence)

    def _stand_alone(
        self, alone: Sequence[Quotation], sentence: Span, *, opens: bool, spoken: bool
    ) -> list[tuple[Span, Quotation]]:
        """Adds the quotations a sentence consists of to who goes on speaking; returns those that wait for a cue.

        He goes on within a paragraph where he has `spoken`, and from the one before where the sentence `opens` it.
        """
        waiting = []
        for quotation in alone:
            if quotation.start in self.claimed or sentence.end < quotation.outer[-1].start:
                continue
            if spoken or (self.goes_on and opens and is_speech(self.text, quotation)):
                self._continue(quotation, sentence, "continued" if spoken else "continued" + OVER)
            else:
                waiting.append((sentence, quotation))
        return waiting

    def _goes_on_partly(self, t: Tokens, begin: int, end: int, sentence: Span) -> None:
        """Adds a sentence that ends in or opens with quoted words and follows somebody's: It is “a good plan.”"""
        last = last_word(t, begin, end)
        before = self.utterances[-1]
        credited = ungraded(before.rule) in _CREDITED and before.content[-1].end <= sentence.start
        quoted = begin if t.is_quotation(begin) and not t.goes_on(begin) else last
        if not credited or not t.is_quotation(quoted):
            return
        if len(t.keys[quoted]) < _LONG_ENOUGH or t.holds(Word.MUTE | Word.WORK, begin, last):
            return
        if quoted == begin and t.ends[last] - t.ends[begin] > len(t.keys[begin]):
            return
        find = Find(Hit(last, last, "mood"), None, ((begin, last),), Frame.CONTINUED, "continued")
        speaker = self.cast.again()
        quotations = self._quotations(t, find)
        if speaker is not None and not any(q.start in self.claimed for q in quotations):
            self._add(t, find, sentence, Speaker(speaker.name, before.speaker.mention, speaker.role), quotations)

    def _finds(self, t: Tokens, begin: int, end: int, before: tuple[int, int] | None, spoken: bool) -> list[Find]:
        """The attributions of a sentence; `before` is the one before it, as tokens, where that has none."""
        resumed = read_resumed(t, before, begin, end) if before is not None else None
        if resumed is not None:
            return [resumed]
        finds = self.read_sentence(t, begin, end)
        if before is not None and any(find.rule in SPOKEN_BEFORE for find in finds):
            told = teller(t, *before)
            told = told or mentioned(t, *before, agent=spoken or self.told is not None)
            self.told = self.cast.subject(t, told, tells=True) if told is not None else self.told
        if finds and finds[0].subject is None and finds[0].rule not in SPOKEN_BEFORE and self.told is not None:
            self.cast.turn()  # Lind wrote a letter. It says: “…”
        return [find for find in finds if find.rule not in SPOKEN_BEFORE or self._is_reported(t, find, spoken)]

    def _is_reported(self, t: Tokens, find: Find, spoken: bool) -> bool:
        """Whether a sentence only its verb form shows to be reported has somebody to report.

        That is who spoke before it, or whom the sentence before was about. A form that may be plain speech goes on
        within a paragraph only, where neither quoted words nor the next sentence tell it apart.
        """
        if find.rule == REPORTED_MOOD and not is_surely_reported(t, find):
            return spoken
        if self.told is not None:
            self.cast.turn()
            return True
        return spoken or self.goes_on

    def _note_subject(self, t: Tokens, begin: int, end: int, finds: Sequence[Find]) -> None:
        """Notes the subject of the sentence where a later one of its finds has a pronoun that may mean it."""
        credited = next((find for find in finds if find.subject is not None), None)
        first = credited.subject.first if credited and credited.subject else begin
        if first <= begin + _OPENING or not t.is_a(first, Word.PRONOUN | Word.POSSESSIVE):
            return
        spoken_of = credited is not None and any(a <= begin < b <= first for a, b in credited.content)
        if not (spoken_of and t.is_a(first, Word.PRONOUN)):  # A boat left, it said
            self._subject(t, begin, first)

    def _subject(self, t: Tokens, begin: int, end: int) -> Speaker | None:
        """Notes the subject of a sentence, and returns it where the next sentence may be his words."""
        subject = self.main_subject(t, past_question(t, begin, end), end)
        if subject is not None and subject.core >= end - 1:
            return None  # a heading
        return self.cast.subject(t, subject) if subject is not None else None

    def _headline(self, t: Tokens, sentence: Span) -> bool:
        """Beijing: map is “routine exercise of sovereignty”: a known name, a colon, what it says.

        What ends as a sentence is no heading, unless the text opens with it.
        """
        label = headline_label(t)
        if label is None or (t is not self.tokens[0] and self.text[t.ends[-1] - 1] in ".!?"):
            return False
        keys = t.keys[label[0] : label[1] + 1]
        dated = self.text[t.starts[label[0]] : t.ends[label[1]]].isupper() and self.text[t.ends[-1] - 1] == "."
        if dated or t.holds(Word.MUTE, label[0], label[1] + 1) or is_rubric(keys, self.language):
            return False
        speaker = self.cast.known(t, *label)
        if t is not self.tokens[0] and not self.cast.is_somebody(t.starts[label[0]]):
            return False  # an outlet over what it writes
        if speaker is None and t is self.tokens[0] and is_office(t, label[1]):
            speaker = self.cast.speaker(t, Noun(*label, label[1]))
        if speaker is None:
            return False
        colon = next(i for i in range(label[1], len(t)) if t.keys[i] in (":", "："))
        find = Find(Hit(colon, colon, "colon"), None, ((colon + 1, len(t) - 1),), Frame.COLON, "headline")
        return self._add(t, find, sentence, speaker, self._quotations(t, find))

    def _announced(self, t: Tokens, sentence: Span) -> None:
        """X replied: — and the quotation stands in the next paragraph."""
        begin, end = bisect_left(t.starts, sentence.start), bisect_left(t.starts, sentence.end)
        found = self.announcer(t, begin, end)
        if found is not None:
            subject, hit = found
            self.announced = (self.cast.speaker(t, subject), t.span(hit.first, hit.last))
            self.opened[sentence.end] = self.announced
            self.lists.announced(self.announced[0])
            self.goes_on = True

    def _lone_quotations(self, t: Tokens, begin: int, end: int) -> list[Quotation]:
        """The quotations of a sentence that is nothing else."""
        if begin >= end or any(not t.is_sign(i) and not t.is_a(i, Word.AND) for i in range(begin, end)):
            return []
        return [self.at[t.starts[i]] for i in range(begin, end) if t.is_quotation(i) and t.starts[i] in self.at]

    def _continue(self, quotation: Quotation, sentence: Span, rule: str) -> None:
        speaker = self.cast.again()
        if speaker is None:
            return
        self.claimed.add(quotation.start)
        frame, lemma, cue = Frame.CONTINUED, None, None
        if self.announced is not None:
            (speaker, cue), self.announced = self.announced, None
            frame, rule = Frame.COLON, "announced"
        else:
            before = _quoted_last(self.utterances)
            name = speaker.name if before is self.utterances[-1] else before.speaker.name
            speaker, cue, lemma = Speaker(name, before.speaker.mention, speaker.role), before.cue, before.lemma
        self.utterances.append(
            Utterance(
                form=Form.DIRECT,
                content=quotation.pieces,
                sentence=sentence,
                speaker=speaker,
                frame=frame,
                rule=rule,
                confidence=confidence(rule, Form.DIRECT),
                cue=cue,
                lemma=lemma,
            )
        )

    def _utter(self, t: Tokens, find: Find, sentence: Span) -> bool:
        """Adds what was found, if somebody says it and something is said."""
        quotations = self._quotations(t, find)
        if any(q.start in self.claimed for q in quotations):
            return False
        if find.subject is not None:
            if t.holds(Word.MUTE, find.subject.first, find.subject.core + 1):
                return False
            speaker: Speaker | None = self.cast.speaker(t, find.subject, owner=find.frame is Frame.ACCORDING)
        else:
            before = self.utterances[-1].speaker.mention if self.utterances else None
            if find.rule == HEREBY:
                speaker = self.cast.again(t.span(find.hit.first, find.hit.last))
            elif find.rule == REPORTED_MOOD:
                speaker = self.cast.again(self.told.mention if self.told else before)
            else:
                speaker = self.cast.again(before if before and sentence.covers(before) else None)
        return speaker is not None and self._add(t, find, sentence, speaker, quotations)

    def _add(
        self,
        t: Tokens,
        find: Find,
        sentence: Span,
        speaker: Speaker,
        quotations: Sequence[Quotation],
        quoted_by: str | None = None,
    ) -> bool:
        form, content, clause = form_of(self.text, t, find, quotations)
        if not content:
            return False
        self.claimed |= {q.start for q in quotations}
        hit = find.hit
        within = any(a <= hit.first <= b for a, b in find.content)  # they | deny it
        rule = graded(t, find, form, sentence)
        self.utterances.append(
            Utterance(
                form=form,
                content=content,
                sentence=sentence,
                speaker=speaker,
                frame=find.frame,
                rule=rule,
                confidence=confidence(rule, form),
                cue=None if hit.kind == "mood" or within else t.span(hit.first, hit.last),
                lemma=hit.cue.lemma if hit.cue else t.keys[hit.first],
                clause=clause,
                cue_negated=hit.negated,
                addressee=t.span(*find.addressee) if find.addressee else None,
                quoted_by=quoted_by,
            )
        )
        self.utterances[-2:] = joined(self.utterances[-2:], self.text)
        return True

    def _quotations(self, t: Tokens, find: Find) -> list[Quotation]:
        places = (i for a, b in find.content for i in range(a, b + 1) if t.is_quotation(i))
        return [self.at[t.starts[i]] for i in places if t.starts[i] in self.at]


_CREDITED = frozenset({"after", "inverted", "split-quote", "continued"})
"""Rules whose speaker stands behind what he said, so that his words may go on."""
_LONG_ENOUGH = 20
"""Characters of quoted words at a sentence's end that tell it is somebody's."""


def _quoted_last(utterances: Sequence[Utterance]) -> Utterance:
    """Whose words a further quotation goes on: “…,” Lind told Berg, who had asked when they would meet. “…”"""
    last = utterances[-1]
    same = (one for one in reversed(utterances) if one.sentence == last.sentence)
    return next((one for one in same if one.form is Form.DIRECT), last)
