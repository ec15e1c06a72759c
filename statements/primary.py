"""Official texts in the institution's own voice: their sentences, said by whoever the source speaks for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import groupby, takewhile

from statements.announced import sentence_subject
from statements.confidence import confidence
from statements.givers import Giver
from statements.language import Word, key_of
from statements.model import Article, Form, Span, Speaker, Stance
from statements.phrases import Noun
from statements.reader import Reader
from statements.registry import Registry
from statements.runs import body_runs
from statements.stance import StanceReader
from statements.text import Taken
from statements.tokens import Tokens
from statements.utterance import Frame, Utterance

OWN_ACT = "official-act"
"""The rule of acts that the text itself does."""
_POINT = re.compile(r"\d{1,2}[.)]\s+")
"""The number of a point, as communiqués have it."""
_ITEM = re.compile(r"\(?[a-z]{1,3}\)|[•*·▪●■–-]\s")
"""What opens an item of a list."""
_FEWEST_POINTS = 3
"""Paragraphs with a number of a text in points."""
_FEWEST_WORDS = 6
_PAIR = 2
"""Words that mean all who speak in a joint statement: the ministers."""
_MOST = 20
"""Sentences of one text at most: of what is longer, a report, only those are taken that are key to it."""


def official_text(
    article: Article, grammar: Reader, found: Sequence[Utterance], registry: Registry, stances: StanceReader
) -> tuple[Utterance, ...]:
    """What a primary source says in its own voice, beside what it reports of others; in order."""
    entry = registry.entry(article.origin.actor) if article.origin.actor else None
    entry = entry or registry.government(article.origin.country or "")
    if entry is None:
        return tuple(found)
    giver = Giver(article, grammar, entry.name, registry)
    voice = _Voice(article, grammar, giver)
    if any(utterance.frame is Frame.LABEL for utterance in found):
        found = [replace(one, speaker=giver.titled(one)) for one in found]
        told = Taken(one.sentence for one in found if one.frame is not Frame.LABEL)
        drafts = [draft for draft in voice.sentences(grammar.preface) if not told.touches(draft.sentence)]
        preface = [draft for draft in drafts if voice.means_it(draft, stances)]
        return (*preface[:_MOST], *found)
    found = [*found, *voice.announced(found)]
    shared = Counter(utterance.sentence for utterance in found)
    found = [voice.own_act(utterance, alone=shared[utterance.sentence] == 1) for utterance in found]
    found = [*voice.whole(found)]
    taken = Taken(span for utterance in found for span in (utterance.sentence, *utterance.content))
    drafts = [draft for draft in voice.sentences() if not taken.touches(draft.sentence)]
    drafts = [d for d in drafts if article.text[d.sentence.end - 1] not in "?？؟" or voice.speaks(d)]
    if len(drafts) > _MOST:
        drafts = [d for d in drafts if voice.speaks(d) or voice.opens(d) or voice.means_it(d, stances)]
    said = map(giver.for_organ, (*found, *drafts[:_MOST]))
    return tuple(sorted(said, key=lambda utterance: utterance.content[0].start))


class _Voice:
    """Who speaks in an official text, sentence by sentence."""

    def __init__(self, article: Article, grammar: Reader, giver: Giver) -> None:
        self.text = article.text
        self.title = article.title
        self.country = article.origin.country
        self.grammar = grammar
        self.institution = giver.institution
        self.signatory = giver.signatory
        self.registry = giver.registry
        self._before = Speaker(self.institution)
        """Who speaks in the sentence before."""

    def opens(self, draft: Utterance) -> bool:
        """Whether the sentence is the first of its paragraph, which says what that is about."""
        return draft.sentence.start in self._heads

    @cached_property
    def _heads(self) -> set[int]:
        """Where each paragraph's first sentence begins that is whole and has a verb behind its first word."""
        read = zip(self.grammar.paragraphs, self.grammar.tokens, strict=True)
        whole = ((t, one) for span, t in read for one in self.grammar.sentences[span.start][:2]
                 if _is_sentence(self.text, one) and not any(map(str.isalpha, self.text[span.start : one.start])))
        return {one.start for t, one in whole if _has_verb(t, one)}

    def means_it(self, draft: Utterance, stances: StanceReader) -> bool:
        """Whether the sentence takes a stance."""
        return stances.read(self.text, draft).stance is not Stance.COMMENT

    def announced(self, found: Sequence[Utterance]) -> Iterator[Utterance]:
        """Words without marks behind “The minister said:”, as long as they speak of the speaker's own."""
        taken = Taken(utterance.sentence for utterance in found)
        sure = confidence("announced", Form.DIRECT)
        who: tuple[Speaker, Span] | None = None
        first = True
        for span, t in zip(self.grammar.paragraphs, self.grammar.tokens, strict=True):
            own = any(key in t.language.table.first_person for key in t.keys)
            if who and (own or first) and _is_sentence(self.text, span) and not taken.touches(span):
                yield Utterance(Form.DIRECT, (span,), span, who[0], Frame.COLON, "announced-text", sure, who[1])
                first = False
            else:
                who, first = self.grammar.opened.get(span.end), True

    def sentences(self, paragraphs: int | None = None) -> Iterator[Utterance]:
        """Every whole sentence of the first `paragraphs` (all) as a draft, with the one who speaks in it."""
        read = list(zip(self.grammar.paragraphs, self.grammar.tokens, strict=True))
        for span, tokens in read[:paragraphs]:
            for sentence in self.grammar.sentences[span.start]:
                if _is_sentence(self.text, sentence):
                    speaker = self._speaker(tokens, sentence)
                    yield Utterance(
                        Form.PRIMARY,
                        (sentence,),
                        sentence,
                        speaker,
                        Frame.PRIMARY,
                        "official-text",
                        confidence("official-text", Form.PRIMARY),
                    )

    def _speaker(self, t: Tokens, sentence: Span) -> Speaker:
        if self.signatory:
            return Speaker(self.signatory)
        subject = self._subject(t, sentence)
        if subject is not None and t.is_a(subject.first, Word.PRONOUN) and t.keys[subject.first] in self._goes_on:
            return self._before
        self._before = Speaker(self.institution)
        span = t.span(subject.first, subject.core) if subject is not None else None
        if subject is not None and span is not None and self._is_own(span):
            own = self.grammar.cast.speaker(t, subject)
            alone = self._is_called(span) and own.name == t.span(subject.core, subject.core).of(self.text)
            self._before = replace(own, name=self.institution) if alone else own  # le ministère: whose text it is
        return self._before

    def _subject(self, t: Tokens, sentence: Span) -> Noun | None:
        begin, end = bisect_left(t.starts, sentence.start), bisect_left(t.starts, sentence.end)
        return self._own_body(t, begin, end) or sentence_subject(t, begin, end)

    def _own_body(self, t: Tokens, begin: int, end: int) -> Noun | None:
        """The body a sentence opens with: The Federal Department of the Interior (FDI), which …, has decided."""
        first = begin + (begin < end and t.is_a(begin, Word.DETERMINER))
        run = next((run for run in body_runs(t, first, end) if run[0] == first), None)
        return Noun(begin, run[1], run[1]) if run else None

    @cached_property
    def _goes_on(self) -> frozenset[str]:
        """Pronouns by which a body named in the sentence before goes on: it; elle, where nothing is neuter."""
        language = self.grammar.language
        neuter = frozenset(word for word, gender in language.table.gender.items() if gender == "n")
        return neuter or frozenset(word for word in language.table.gender if self._is_pronoun(word))

    def _is_pronoun(self, word: str) -> bool:
        return bool(self.grammar.language.classes.get(word, 0) & Word.PRONOUN)

    def _is_own(self, span: Span, *, persons: bool = True) -> bool:
        """Whether the words name the source's own side; a person only if `persons`."""
        starts = range(span.start, span.end)
        named = [self.grammar.cast.mentions[i] for i in starts if i in self.grammar.cast.mentions]
        if not persons and any(mention.kind == "person" for mention in named):
            return False
        if not named and self._is_called(span):
            return True
        joint = bool(named) and f" {self.grammar.cast.and_} " in self.text[named[0].span.end : span.end]
        own = named[:1] if joint else named
        return bool(own) and all(mention.country in (self.country, None) for mention in own)

    def _is_numbered(self, sentence: Span, mention: Span) -> bool:
        """7. Heads of Government urged; 8. They agreed: whether a point of a text opens with its own side."""
        number = _POINT.match(self.text, self.text.rfind("\n", 0, sentence.start) + 1)
        if number is None or number.end() != mention.start or self._points < _FEWEST_POINTS:
            return False
        if any(i in self.grammar.cast.mentions for i in range(mention.start, mention.end)):
            return False
        language = self.grammar.language
        first, *_ = words = [key_of(word) for word in mention.of(self.text).split()]
        body = any(language.classes.get(word, 0) & (Word.BODY | Word.VENUE) for word in words)
        several = any(language.classes.get(word, 0) & Word.ROLE and word.endswith("s") for word in words)
        return body or several or (len(words) == 1 and language.table.gender.get(first) in ("n", "p"))

    @cached_property
    def _points(self) -> int:
        """How many paragraphs are numbered."""
        return sum(bool(_POINT.match(self.text, span.start)) for span in self.grammar.paragraphs)

    def _with_items(self, utterance: Utterance) -> Utterance:
        """An act with the list it announces: We call on all sides to: (a) withdraw; (b) talk."""
        start, end = utterance.content[0].start, utterance.content[-1].end
        at = bisect_left(self.grammar.paragraphs, end, key=lambda paragraph: paragraph.start)
        if self.text[end - 1 : end] == ":" or self.text[end : end + 1] == ":":
            items = takewhile(lambda item: _ITEM.match(self.text, item.start), self.grammar.paragraphs[at:])
            end = max((item.end for item in items), default=end)
        return replace(utterance, content=(Span(start, end),))

    def whole(self, found: Sequence[Utterance]) -> Iterator[Utterance]:
        """The acts of one sentence that are all the text's own, as one: We commended X, and thanked Y."""
        for sentence, several in groupby(found, key=lambda one: one.sentence):
            acts = list(several)
            if len(acts) > 1 and all(one.rule == OWN_ACT for one in acts):
                start = min(one.content[0].start for one in acts)
                yield replace(acts[0], content=(Span(start, sentence.end),))
            else:
                yield from (self._with_items(one) if one.rule == OWN_ACT else one for one in acts)

    def _is_called(self, span: Span) -> bool:
        """Whether the words mean the institution by what it, or any such, is called: the Centre, the Ministry."""
        table = self.grammar.language.table
        first, *rest = map(key_of, span.of(self.text).split())
        names = (*map(key_of, self.institution.split()), *table.own_bodies)
        return first in table.definite and len(rest) == 1 and rest[0] in names

    def _is_it(self, utterance: Utterance, mention: Span) -> bool:
        """La France condamne … *Elle* appelle …: whether a pronoun that may mean a body means nobody else."""
        if "n" in self.grammar.language.table.gender.values() or key_of(mention.of(self.text)) not in self._goes_on:
            return False
        name, classes = utterance.speaker.name, self.grammar.language.classes
        body = any(classes.get(key_of(word), 0) & Word.BODY for word in name.split())
        own = any(one.country == self.country and one.kind != "person" for one in self.registry.find(name))
        return name == mention.of(self.text) or body or own

    def _is_joint(self, mention: Span) -> bool:
        """Whether the words mean those a joint statement's title names: the Ministers."""
        words = list(map(key_of, mention.of(self.text).split()))
        together = self.grammar.language.table.together
        return len(words) == _PAIR and words[-1] in together and words[-1] in map(key_of, self.title.split())

    @cached_property
    def _opening(self) -> int:
        """Where the first whole sentence begins."""
        return next((draft.sentence.start for draft in self.sentences()), 0)

    def speaks(self, draft: Utterance) -> bool:
        """Whether the sentence's subject is the text's own side: we, the ministry, the country."""
        return draft.speaker.mention is not None

    def own_act(self, utterance: Utterance, *, alone: bool) -> Utterance:
        """An act of the text's own side is the text itself: “Switzerland condemns …” and “We urge …”."""
        mention = utterance.speaker.mention
        if utterance.form is not Form.INDIRECT or mention is None or not utterance.sentence.covers(mention):
            return utterance
        pronoun = key_of(mention.of(self.text)) in self.grammar.language.table.first_person
        pronoun = pronoun or self._is_numbered(utterance.sentence, mention) or self._is_it(utterance, mention)
        if utterance.frame is not Frame.ACT and not pronoun:
            return utterance
        opening = utterance.sentence.start <= self._opening
        if not pronoun and not (self._is_own(mention, persons=opening) or self._is_joint(mention)):
            return utterance
        end = utterance.sentence.end if alone else utterance.content[-1].end
        whole = Span(min(mention.start, utterance.content[0].start), end)
        if opening and not pronoun and not (self.signatory and self._is_own(mention, persons=False)):
            return replace(utterance, form=Form.PRIMARY, content=(whole,), rule=OWN_ACT)
        speaker = Speaker(self.signatory) if self.signatory else utterance.speaker
        if pronoun and not self.signatory:
            speaker = Speaker(self.institution)
        return replace(utterance, form=Form.PRIMARY, content=(whole,), speaker=speaker, rule=OWN_ACT)


def _has_verb(t: Tokens, sentence: Span) -> bool:
    begin, end = bisect_left(t.starts, sentence.start), bisect_left(t.starts, sentence.end)
    finite = Word.AUXILIARY | Word.VERB | Word.PAST
    return not t.is_quotation(begin) and t.holds(finite, begin + 1, end)


def _is_sentence(text: str, span: Span) -> bool:
    """Headings, hashtags, dates and list labels are none."""
    words = span.of(text).rstrip(" \"'”’»)")
    return len(words.split()) >= _FEWEST_WORDS and words[-1:] in ".!?…。！？؟" and not words.startswith("#")
