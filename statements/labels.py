"""Whose the labels of a transcript, interview or briefing are: MS. LIND; MINISTER; SECRETARY OF WORKS, ADA LIND."""

from __future__ import annotations

import re

from statements.bearers import Bearers
from statements.given import given_gender
from statements.inflection import case_forms, is_declined, nominative
from statements.language import key_of
from statements.model import Speaker
from statements.parties import Party
from statements.wanted import OFFICES

_LISTED = re.compile("[,،]")
_NAMES = 5
"""Words of a full name at most."""
_BYLINE = 20
"""Characters before a name that tell a byline."""


class Labels:
    """The labels of one article, by whom it names."""

    def __init__(self, bearers: Bearers) -> None:
        self.text, self.language = bearers.text, bearers.language
        self._bearers = bearers
        self._ledger, self._short_names = bearers.ledger, bearers.short_names

    def speaker(self, label: str) -> Speaker:
        """Whose a transcript's label is; with his office, where the text has his name in another case alone."""
        name = self.full_name(label)
        party = self._bearers.by_name.get(name) if is_declined(name) and name not in self.text else None
        return Speaker(name, role=party.role if party else None)

    def full_name(self, label: str) -> str:
        """The full name of a transcript's label, where the text has it: MS. LIND → Ada Lind.

        A label that is an office is its holder; one that only says that somebody answers, who is named first.
        """
        label = self._named_in(*_LISTED.split(label, maxsplit=1))
        article, _, office = label.partition(" ")
        label = office if office and key_of(article) in self.language.table.definite else label
        if key_of(label) in self.language.answers:
            people = [party for party in self._ledger.parties if party.person]
            return next((one.name for one in people if not self._writes(one)), people[0].name if people else label)
        classes = self.language.classes
        words = [word for word in label.split() if not classes.get(key_of(word).rstrip("."), 0) & OFFICES]
        if not self.language.table.capitals and self._are_offices(words):
            return label
        if len(words) > 1 and words[0].endswith("."):
            words = words[1:]  # a short title no table has: USEC. LIND
        if not words:
            offices = {key_of(word) for word in label.split()}
            holders = [party for party in self._ledger.parties if party.person and party.roles >= offices]
            own = (party for party in holders if self._bearers.home in party.sides | party.homes)
            return next(own, holders[0]).name if holders else label
        gender = self.language.table.gender
        titles = [word for word in label.split() if word not in words and key_of(word).rstrip(".") not in gender]
        if titles and label.isupper() and label.endswith(words[-1]):
            words = [words[-1].title()]
        if len(words) != 1:
            whole = self._ending_in(label)
            if whole is not None:
                return whole
            return " ".join(words) if len(words) < len(label.split()) and not label.isupper() else label
        bearers = self._short_names.by_surname
        found = bearers.get(words[0]) or bearers.get(words[0].title()) or self._of_given_name(words[0].title())
        declined = next((one for one in case_forms(words[0]) if one in bearers), None) if not found else None
        if declined is not None and given_gender(bearers[declined][0].name) != "f":
            return nominative(bearers[declined][0].name, self.language.table.given_names)
        return found[0].name if found else words[0] if titles else label

    def _ending_in(self, label: str) -> str | None:
        """The one full name that ends in a label of several words: Ana Ruiz Soler, for RUIZ SOLER."""
        ends = f" {label.lower()}"
        people = [one.name for one in self._ledger.parties if one.person and not one.plural]
        found = {name for name in people if name.lower().endswith(ends)}
        return found.pop() if len(found) == 1 else None

    def _named_in(self, first: str, second: str = "") -> str:
        """The part of a label that names somebody: SECRETARY OF WORKS, | ADA LIND; else the `first`."""
        def is_office(words: str) -> bool:
            classes = (self.language.classes.get(key_of(word), 0) for word in words.split())
            return any(bits & OFFICES for bits in classes)

        names = second.split()
        told = 1 < len(names) <= _NAMES and second.isupper() and is_office(first) and not is_office(second)
        return second.strip() if told else first

    def _are_offices(self, words: list[str]) -> bool:
        """المتحدث *باسم الحكومة*: whether words behind an office, if any, only say of what it is."""
        table, classes = self.language.table, self.language.classes
        return bool(words) and all(word in table.of or classes.get(key_of(word)) for word in words)

    def _of_given_name(self, name: str) -> list[Party]:
        """Those whose full names open with `name`, by which a programme's host calls them."""
        people = (one for one in self._ledger.parties if one.person and not one.plural)
        return [one for one in people if one.name.startswith(f"{name} ")]

    def _writes(self, party: Party) -> bool:
        """Whether somebody is named first as who wrote the text: By Ada Lind; Interview: Ada Lind."""
        at = self._ledger.first(party)
        before = self.text[max(0, at - _BYLINE) : at].split()
        return bool(before) and (before[-1].endswith(":") or key_of(before[-1]) in self.language.table.passives)
