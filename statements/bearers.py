"""Who bears which name in one article: full names, and the names of institutions the registry knows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from statements.countries import COUNTRIES, Countries
from statements.inflection import nominative
from statements.language import Language, Word, key_of
from statements.linking import Mention
from statements.namekinds import is_body_behind, is_institution, is_thing
from statements.parties import Ledger, Party, longest_names
from statements.runs import surname_of
from statements.shortnames import ShortNames
from statements.speakers import Mentioned
from statements.tokens import Tokens

BODIES = ("institution", "group", "body")
"""Kinds of mention that stand for one party, whatever it is called."""
_REMEMBERED = 4096
"""Words remembered without their endings."""
_BEHIND = 60
"""Characters behind the start of a phrase in which its name is looked for."""


@lru_cache(_REMEMBERED)
def _bare(language: Language, words: str) -> str:
    for pattern in (language.possessive, language.suffix):
        words = pattern.sub("", words) if pattern else words
    return words


class Bearers:
    """The parties of one article by their names; what is not known yet by a name is made a party of its own."""

    def __init__(
        self,
        text: str,
        language: Language,
        gender_of: Callable[[str], str | None],
        mentions: Sequence[Mention] = (),
        home: str | None = None,
        office_of: Callable[[str], str | None] = lambda id: None,
        at_home: Callable[[str], bool] = lambda title: False,
    ) -> None:
        self.text = text
        self.home = home
        """The country whose own text this is: its minister is “the Minister”."""
        self.at_home = at_home
        """Whether somebody is known to hold the office with this title there."""
        self.language = language
        self.ledger = Ledger()
        self.mentions = {mention.span.start: mention for mention in mentions}
        self.countries = Countries(text, language, self.mentions)
        self.by_name: dict[str, Party] = {}
        self.short_names = ShortNames(self.ledger, self.mentions)
        self._by_id: dict[str, Party] = {}
        self._gender_of = gender_of
        self._office_of = office_of
        self._longest = longest_names(text, mentions)
        self.and_ = next((word for word, classes in language.classes.items() if classes & Word.AND), "&")

    def add(self, name: str, *, person: bool = True) -> Party:
        """A new party of this name."""
        party = self.ledger.add(name, person=person)
        party.plural = person and self._joins(name)
        if party.plural:
            self._add_each(name)
        elif person:
            party.gender = self._gender_of(name)
            self.short_names.add(party)
        self.by_name[name] = party
        return party

    def _add_each(self, name: str) -> None:
        """Those named in full in a name that is several, each by his own: Ada Lind and Ivo Berg."""
        for one in re.split(rf",? {re.escape(self.and_)} |, ", name):
            if " " in one and one != name and one not in self.by_name:
                self.add(one)

    def _joins(self, name: str) -> bool:
        """Whether a name is several: France, Germany and Italy."""
        return f" {self.and_} " in f" {name} "

    def as_subject(self, party: Party) -> Party:
        """A party named in the case of owners alone, by his name as he writes it: по словам *Глеба Тарутина*."""
        name = nominative(party.name, self.language.table.given_names)
        if name == party.name or not party.person:
            return party
        known = self.by_name.get(name)
        if known is None:
            party.name = name
            self.by_name[name] = known = party
            self.short_names.add_surname(surname_of(name), party)
        return known

    def together(self, parties: Sequence[Party]) -> Party:
        """Several parties that speak as one: Ada Lind and Ivo Berg."""
        name = f"{', '.join(party.name for party in parties[:-1])} {self.and_} {parties[-1].name}"
        party = self.by_name.get(name) or self.add(name)
        party.plural = True
        party.sides = set().union(*(one.sides for one in parties))
        return party

    def named(self, said: Mentioned, at: int) -> Party:
        """The party a phrase at `at` names, with the office the phrase gives it."""
        assert said.name is not None
        name = " ".join(said.name.split())
        party = self.by_name.get(name) or self.short_names.bearer(name, at)
        if party is None and set(said.words[:1]) & set(self.language.table.definite):
            party = self.of_initials(name, at)
        if party is None:
            party = self._known(name, at)
        self.ledger.named(party, at)
        if party.gender is None and is_body_behind(self.language, name, said.words):
            party.person = False
        if said.role:
            party.roles |= {self.lemma(key_of(word)) for word in re.findall(r"[\w-]+", said.role)}
            party.role = party.role or said.role
        shown = self.language.table.article_gender.get(said.words[0]) if said.words and said.role else None
        party.gender = party.gender or shown or self.gender_in(said.words)
        self._recognise(party, name, at)
        return party

    def is_bare_name(self, party: Party) -> bool:
        """Whether a party is known by a name alone that nothing tells to be a person's: Reedair, Lind Reedworks."""
        classes = (self.language.classes.get(word, 0) for word in party.roles)
        held = any(bits & (Word.TITLE | Word.ROLE) and not bits & Word.BODY for bits in classes)
        return party.person and not (held or party.gender or party.homes)

    def _recognise(self, party: Party, name: str, at: int) -> None:
        """Notes the countries and the gender the registry knows the bearer of a name by."""
        people = (one for one in self._mentions_behind(at) if one.kind == "person")
        for one in (one for one in people if one.span.of(self.text) in name):
            party.homes |= {one.country} if one.country else set()
            party.gender = party.gender or (self._gender_of(one.ids[0]) if len(one.ids) == 1 else None)

    def know(self, mention: Mention) -> None:
        """Notes the country and the office the registry knows of a person the article names in full."""
        party = self.by_name.get(" ".join(mention.span.of(self.text).split()))
        if party is None or not party.person or len(mention.ids) != 1:
            return
        party.homes |= {mention.country} if mention.country else set()
        words = re.findall(r"[a-z-]+", (self._office_of(mention.ids[0]) or "").lower())
        party.held = frozenset(self.lemma(word) for word in words)

    def is_country(self, party: Party) -> bool:
        """Whether a country or a capital speaks, or “we” do: no agency or ministry."""
        if key_of(party.name) in self.language.table.first_person:
            return True
        known = self.mentions.get(self.ledger.first(party))
        whole = known is not None and known.span.of(self.text) == party.name
        return known is not None and whole and known.kind in ("country", "metonym")

    def of_initials(self, initials: str, at: int) -> Party | None:
        """Whose office has these initials: the CS, for Cabinet Secretary Grace Wekesa."""

        def holds(party: Party) -> bool:
            words = re.findall(r"\w+", party.role or "")
            return party.person and "".join(word[0] for word in words if word[0].isupper()).endswith(initials)

        return self.ledger.last_named(at, holds) if initials.isupper() and len(initials) > 1 else None

    def of_mention(self, mention: Mention) -> Party:
        """The institution or group a mention of the registry stands for, under its longest name here."""
        party = self._by_id.get(mention.ids[0])
        if party is None:
            longest = self._longest[mention.ids[0]]
            party = self.by_name.get(longest) or self.add(longest, person=False)
            party.kind = mention.kind
            self._by_id[mention.ids[0]] = party
        return party

    def _known(self, name: str, at: int) -> Party:
        """A name not introduced in full: an institution, a country, a lone surname."""
        behind = self._mentions_behind(at)
        mention = next((one for one in behind if name.startswith(one.span.of(self.text)[: len(name)])), None)
        whole = mention is not None and len(mention.span) >= len(name) - 2
        if mention is None or not whole or not mention.ids:
            party = self.add(name, person=self._is_person(name) if mention is None else mention.kind == "person")
            party.plural = party.plural or (mention is not None and mention.kind in COUNTRIES and self._joins(name))
            return party
        if mention.kind in BODIES and name.isupper():
            return self.of_mention(mention)
        return self.by_name.get(name) or self.add(name, person=mention.kind == "person")

    def _is_person(self, name: str) -> bool:
        """Whether an unknown name may be a person's; with a given name even one that ends in a word for a body."""
        body = is_institution(self.language, name) and not self._gender_of(name)
        return not (body or is_thing(self.language, name))

    def _mentions_behind(self, at: int) -> Iterator[Mention]:
        return (self.mentions[i] for i in range(at, at + _BEHIND) if i in self.mentions)

    # ---- names and offices as words ------------------------------------------------------------------------

    def spelled(self, t: Tokens, first: int, last: int) -> str:
        """The words from token `first` to `last` as a name: single spaces, no possessive ending."""
        return " ".join(self.bare(self.text[t.starts[first] : t.ends[last]]).split())

    def bare(self, words: str) -> str:
        """`words` without a possessive or case ending: Russia's, Ankara'ya."""
        return _bare(self.language, words)

    def lemma(self, word: str) -> str:
        """The form under which an office is noted."""
        return self.language.lemmas.get(word, word)

    def gender_in(self, words: Sequence[str]) -> str | None:
        """The gender the first telling word gives a person: "m", "f" or None; *her* minister may be a man."""
        genders, classes = self.language.table.gender, self.language.classes
        told = (word for word in words if genders.get(word) in ("m", "f"))
        sure = (word for word in told if not classes.get(word, 0) & (Word.PRONOUN | Word.POSSESSIVE))
        return next((genders[word] for word in sure), None)
