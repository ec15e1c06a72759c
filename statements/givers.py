"""Whose an official text is: the person, board or ministers its title or first lines name."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from itertools import takewhile

from statements.announced import ourselves, several_named
from statements.language import Word, key_of
from statements.model import Article, Span, Speaker
from statements.phrases import subject_after, subject_before
from statements.reader import Reader
from statements.registry import Registry
from statements.runs import full_name_runs, surname_of
from statements.speakers import read_phrase
from statements.tokens import Tokens
from statements.transcript import ANSWER, label_of
from statements.utterance import Utterance

_NEAR = 4
"""Words between a name in a title and what it is the title of: Ada Lind's regular press conference."""
_LABELLED = 4
"""Paragraphs at whose head the name of whoever speaks all of the text may stand."""
_BANK = "bank"
"""What the registry's names of institutions have in them whose boards and committees decide for all of them."""


class Giver:
    """Who gives an official text of `institution`."""

    def __init__(self, article: Article, grammar: Reader, institution: str, registry: Registry) -> None:
        self.registry = registry
        self.text = article.text
        self.title = article.title
        self.grammar = grammar
        self.institution = institution
        opening = [paragraph.of(self.text) for paragraph in grammar.paragraphs[:_LABELLED]]
        first = opening[0] if opening else ""
        signatory = self._label() or next((told for one in opening if (told := self._ourselves(one))), None)
        signatory = signatory or self._named(article.title) or self._named(first[:300])
        self.signatory = None if signatory and self._is_organ(signatory) else signatory
        """Whoever the title or the first lines name, in their words."""

    def _label(self) -> str | None:
        """The person whose name and a colon open one of the first paragraphs: 💬 Ada Lind: …"""
        for paragraph in self.grammar.paragraphs[:_LABELLED]:
            label = label_of(self.text, paragraph, self.grammar.language)
            start = self.text.find(label[0], paragraph.start) if label else 0
            mention = self.grammar.cast.mentions.get(start)
            if label and mention and mention.kind == "person" and mention.span.end == start + len(label[0]):
                return label[0]
        return None

    def _ourselves(self, first: str) -> str | None:
        """Who says “we” in a joint text: We, the ministers of Avaria and Borland, met …"""
        t = Tokens(first, Span(0, len(first)), self.grammar.language)
        told = ourselves(t)
        return first[t.starts[told[0]] : t.ends[told[1]]] if told else None

    def _named(self, title: str) -> str | None:
        """The person a title names: Statement by Spokesperson Ada Lind on …; Spokesperson Ada Lind:"""
        t = Tokens(title, Span(0, len(title)), self.grammar.language)
        table = self.grammar.language.table
        nouns = {*table.nouns, *table.papers}
        for i in range(len(t) - 2):
            led = t.keys[i] in nouns and (t.keys[i + 1] in table.noun_from or t.is_a(i + 1, Word.OWNER))
            together = several_named(t, i + 2) if led else None
            words = title[t.starts[together[0]] : t.ends[together[1]]] if together else ""
            if len({one.country for one in self.registry.find(words) if one.country}) > 1:
                return words
            if led and t.keys[i + 1] in table.noun_from:
                noun = subject_after(t, i + 2, len(t))
                return read_phrase(t, noun, title).name if noun else None
            if t.owns(i) and any(key in nouns for key in t.keys[i + 1 : i + 1 + _NEAR]):
                noun = subject_before(t, 0, i + 1)
                return read_phrase(t, noun, title).name if noun and t.keys[noun.first] not in nouns else None
        if len(t) > 2 and t.keys[-1] == ":":
            start = next((i for i in range(len(t)) if t.keys[i][0].isalnum()), len(t) - 1)
            noun = subject_after(t, start, len(t) - 1)
            return read_phrase(t, noun, title).name if noun and noun.last >= len(t) - 3 else None
        return None

    def titled(self, utterance: Utterance) -> Speaker:
        """Whoever a label means: the giver where it only says that he answers, somebody the title names in full."""
        if utterance.rule == ANSWER:
            return Speaker(self.signatory or self.institution)
        label = utterance.speaker.name
        surname = surname_of(label).title()
        if not (label.isupper() or " " not in label):
            return utterance.speaker
        t = Tokens(self.title, Span(0, len(self.title)), self.grammar.language)
        names = (self.title[t.starts[first] : t.ends[last]] for first, last in full_name_runs(t))
        named = next((name for name in names if surname_of(name) == surname), label)
        words = {word.upper() for word in named.split()}
        office = " ".join(word.title() for word in label.split() if word not in words) if named != label else ""
        return Speaker(named, role=utterance.speaker.role or office or None)

    def for_organ(self, utterance: Utterance) -> Utterance:
        """What the board a text is titled by says, as what the institution does."""
        mention = utterance.speaker.mention
        if mention is None or not self._is_organ(mention.of(self.text)):
            return utterance
        return replace(utterance, speaker=Speaker(self.institution, mention=mention))

    def _is_organ(self, words: str) -> bool:
        """Whether words mean the part of a bank whose text this is: Statement by the Monetary Policy Board."""
        language = self.grammar.language
        keys = [key for key in key_of(words).split() if key not in language.table.definite]
        if not (keys and _BANK in key_of(self.institution) and self._givers.issuperset(keys)):
            return False
        return bool(language.classes.get(keys[-1], 0) & Word.BODY) and not self.registry.find(words)

    @cached_property
    def _givers(self) -> set[str]:
        """The words of the title by whom the text is: Statement by | the Monetary Policy Board."""
        t = Tokens(self.title, Span(0, len(self.title)), self.grammar.language)
        table = t.language.table
        for i in range(1, len(t) - 1):
            paper = t.keys[i - 1] in (*table.nouns, *table.papers) or t.is_a(i - 1, Word.VENUE)
            if paper and (t.keys[i] in table.noun_from or t.is_a(i, Word.OWNER)):
                return set(takewhile(str.isalpha, t.keys[i + 1 :]))
        return set()
