"""Who is meant where an article gives part of a name: a surname, another word, a surname with an initial."""

from __future__ import annotations

from collections.abc import Container

from statements.given import are_particles, given_gender
from statements.inflection import case_forms
from statements.parties import Ledger, Party
from statements.runs import surname_of


class ShortNames:
    """The persons of one article by the parts of their names; `mentions` are where names of the registry start."""

    def __init__(self, ledger: Ledger, mentions: Container[int]) -> None:
        self._ledger = ledger
        self._mentions = mentions
        self.by_surname: dict[str, list[Party]] = {}
        self._by_word: dict[str, list[Party]] = {}
        self._by_case: dict[str, list[Party]] = {}
        """Surnames in the cases that are no subject's: сказал Рябков, по словам *Рябкова*."""

    def add(self, party: Party) -> None:
        """Notes every part of a person's name."""
        surname = surname_of(party.name)
        self.add_surname(surname, party)
        for form in case_forms(surname):
            self._by_case.setdefault(form, []).append(party)
        for word in party.name.split()[:-1]:
            self._by_word.setdefault(word, []).append(party)

    def add_surname(self, surname: str, party: Party) -> None:
        """Notes that `party` is called by `surname`, spelled so."""
        self.by_surname.setdefault(surname, []).append(party)

    def bearer(self, name: str, at: int) -> Party | None:
        """Whom a name that nobody bears in full means at `at`."""
        found = self.initialled(name)
        if found is not None:
            return found
        return self.of_last_words(name, at) if " " in name else self.of_surname(name, at) or self._of_word(name, at)

    def initialled(self, name: str) -> Party | None:
        """Whom A. Lind means, where the article names just one such in full: Ada Lind."""
        initial, _, surname = name.partition(". ")
        bearers = self.by_surname.get(surname, ()) if len(initial) == 1 and surname else ()
        full = [party for party in bearers if party.name.startswith(initial) and "." not in party.name[:2]]
        return full[0] if len(full) == 1 else None

    def of_surname(self, surname: str, at: int) -> Party | None:
        """The bearer of a surname named or speaking last before `at`, else the first in the text."""
        bearers = self.by_surname.get(surname) or self._by_case.get(surname)
        bearers = bearers or next((self.by_surname[f] for f in case_forms(surname) if f in self.by_surname), None)
        if not bearers:
            return None
        if len(bearers) == 1:
            return bearers[0]
        return self._ledger.last_named(at, lambda party: party in bearers) or bearers[0]

    def _of_word(self, word: str, at: int) -> Party | None:
        """Who is called by another word of his name: Shen Guowei, Ana *Padrino* López; of two so called, nobody."""
        bearers = self._by_word.get(word, [])
        return bearers[0] if len(bearers) == 1 and at not in self._mentions else None

    def of_last_words(self, name: str, at: int) -> Party | None:
        """Who is called by the last words of his name: Ivo *de Berg*, Ana *Ruiz Soler*; of two, nobody."""
        behind = f" {name}"
        bearers = [party for party in self.by_surname.get(surname_of(name), ())
                   if party.name.endswith(behind) and _is_surname_behind(party.name.removesuffix(behind), name)]
        return bearers[0] if len(bearers) == 1 and at not in self._mentions else None


def _is_surname_behind(given: str, name: str) -> bool:
    """Whether a name of several words is a surname: it opens with a particle, or only a given name is before it."""
    alone = " " not in given and name[:1].isupper()
    return are_particles(name.split()[:1]) or (alone and given_gender(f"{given} {name}") is not None)
