"""Whom a phrase without a name means: the minister, the ministry, the statement, the leaders, an official."""

from __future__ import annotations

import re

from statements.bearers import BODIES, Bearers
from statements.constructs import agrees, is_written_so
from statements.descriptions import Descriptions
from statements.employers import employer
from statements.holders import Holders
from statements.language import Word, key_of
from statements.parties import NEAR, Party
from statements.phrases import Noun, head_of
from statements.pronouns import Pronouns
from statements.tokens import Tokens
from statements.wanted import OFFICES, Wanted

_LONG = 7
"""Tokens of one where the article is written to its word: نائب رئيس مجلس الوزراء وزير الخارجية."""
_TOLD = 4
"""Words at most before the word for a body that say which it is."""
_AGO = 3 * NEAR
"""Characters back to whoever is called by his country alone: el danés."""
_FEW = 2
"""Tokens of a lone office: президент, генеральный секретарь."""


class Epithets:
    """Looks up offices, bodies and descriptions among the parties of one article."""

    def __init__(self, bearers: Bearers, pronouns: Pronouns, descriptions: Descriptions) -> None:
        self._bearers = bearers
        self._pronouns = pronouns
        self._descriptions = descriptions
        self._holders = Holders(bearers)
        self._ledger = bearers.ledger
        self._language = bearers.language

    def party(self, t: Tokens, noun: Noun, at: int, last: Party | None) -> Party:
        """Whoever was called so before, else a party of its own; a statement is by the `last` subject."""
        table = self._language.table
        head = head_of(t, noun) if table.definite else noun.first
        found = employer(t, noun, last, self._bearers, self._pronouns)
        if found is not None:
            return found
        definite = self._is_definite(t, noun)
        several = t.keys[head] in table.together and (definite or t.keys[noun.first] in table.numerals)
        if t.is_a(noun.first, Word.POSSESSIVE) and t.is_a(head, Word.VENUE) and self._language.possessive:
            found = self._pronouns.party(t.keys[noun.first], at, last)  # its statement said
        elif several or definite:
            found = self._called(t, noun, head, at, last)
        else:
            found = self._holders.named_soon(t, noun, at)
        return found or self._descriptions.party(t, noun, last)

    def _called(self, t: Tokens, noun: Noun, head: int, at: int, last: Party | None) -> Party | None:
        """Whom a definite phrase means, by what its head word is: a body's name, a paper, a body, an office."""
        wanted = Wanted.of(t, noun, head, self._bearers)
        fellow = self._fellow(t, noun, at)
        if fellow is not None:
            return fellow
        mention = self._bearers.mentions.get(t.starts[head])
        if mention is not None and mention.kind in BODIES and t.caps[head] and head == noun.core:
            return self._bearers.of_mention(mention)
        if t.is_a(head, Word.VENUE) and not (t.caps[head] and head > noun.first + 1):
            return last
        body = t.is_a(head, Word.BODY)
        if body and not wanted.counted:
            return self._body(wanted, at)
        if t.is_a(head, OFFICES) and not body:
            return self._official(t, noun, head, wanted, at)
        return self._subject(t, noun, head, wanted, at) if body or self._is_somebody(t, noun, head) else None

    def _fellow(self, t: Tokens, noun: Noun, at: int) -> Party | None:
        """El danés, le Danois: the last named person of that country;  ce dernier, este último: the last named."""
        table, last = self._language.table, noun.first + 1
        if noun.core != last or not table.latter or t.is_plural(last):
            return None
        if t.keys[last] in table.latter:
            gender = self._language.table.latter[t.keys[last]]
            return self._ledger.last_named(at, lambda one: one.person and one.gender in (None, gender), NEAR)
        mention = self._bearers.mentions.get(t.starts[last])
        if mention is None or mention.kind != "demonym" or not mention.country:
            return None
        home = {mention.country}
        return self._ledger.last_named(at, lambda one: one.person and bool(home & (one.sides | one.homes)), _AGO)

    def _official(self, t: Tokens, noun: Noun, head: int, wanted: Wanted, at: int) -> Party | None:
        """Whom an office means: who holds it, else whoever was subject last, who is known by it from here on."""
        party = (
            self._holders.holder(t, head, wanted, at)
            or self._holders.several(t, noun, head, at)
            or self._voice(t, noun, at)
        )
        if party is None and t.keys[head] in self._language.table.together:
            party = self._holders.both_sides(t.keys[head], wanted, at)
        party = party or self._subject(t, noun, head, wanted, at)
        self._learn(party, t, noun, wanted)
        return party

    def _is_somebody(self, t: Tokens, noun: Noun, head: int) -> bool:
        """The soft-spoken banker: a plain word for a person, alone and in the singular."""
        plain = head == noun.core and not t.caps[head] and not t.is_plural(head)
        return plain and self._language.is_person(t.keys[head])

    def _learn(self, party: Party | None, t: Tokens, noun: Noun, wanted: Wanted) -> None:
        """Who had no office and no country yet has those he is called by: the Italian leader."""
        if party is None or party.plural or not wanted.sides or noun.first == noun.core:
            return
        if not party.sides or (not party.role and wanted.suits(party)):
            party.sides |= wanted.sides
            party.roles |= wanted.offices
            party.role = party.role or self._bearers.spelled(t, noun.first + 1, noun.core)

    def _is_definite(self, t: Tokens, noun: Noun) -> bool:
        """The minister, His Majesty; where there are no articles, any office or body without a name."""
        if not self._language.table.definite:
            if self._bearers.lemma(t.keys[noun.first]) in self._language.table.anonymous:
                return False
            core = range(noun.first, noun.core + 1)
            articles = is_written_so(t)
            named = any(t.caps[i] and not (articles and (i in t.apart or agrees(t, i))) for i in core[1:])
            longest = _LONG if articles else _FEW
            return all(t.is_a(i, OFFICES | Word.BODY) for i in core) and len(core) <= longest and not named
        styled = noun.core == noun.first + 1 and t.caps[noun.core] and t.is_a(noun.core, Word.TITLE)
        if styled and t.is_a(noun.first, Word.POSSESSIVE):
            return t.keys[noun.core] in self._language.table.also_called
        return t.is_a(noun.first, Word.DETERMINER) and t.keys[noun.first] in self._language.table.definite

    def _is_of_country(self, t: Tokens, core: range) -> bool:
        """Глава азербайджанской дипломатии: an office, and beside it nothing but its country or body."""
        office = t.is_a(core[0], OFFICES) or (len(core) > 1 and t.is_a(core[1], OFFICES))
        of = [i for i in core if not t.is_a(i, OFFICES | Word.BODY)]
        told = all(self._bearers.countries.named(t, i, i) for i in of)
        return office and bool(of) and told and len(core) <= 2 * _FEW

    def _voice(self, t: Tokens, noun: Noun, at: int) -> Party | None:
        """Kenya said … The delegate added …: the state or body that was the last subject, in the same paragraph."""
        if noun.core != noun.first + 1 or t.keys[noun.core] not in self._language.table.voices:
            return None
        last = self._ledger.last_subject(at, lambda party: True, at - t.starts[0] + 1)
        return last if last is not None and not last.person and not t.caps[noun.core] else None

    def _body(self, wanted: Wanted, at: int) -> Party | None:
        """The ministry, the group: the last body called so; the agency, the bloc: else the last one named."""
        generic = self._language.table.generic
        lemma = self._bearers.lemma(wanted.head)

        def fits(party: Party) -> bool:
            return wanted.suits(party) and not (party.person or party.plural or self._bearers.is_country(party))

        def called(party: Party) -> bool:
            words = {*re.findall(r"\w+", key_of(party.name)), *party.roles}
            is_called = wanted.head == party.kind or wanted.head in words or lemma in words
            return fits(party) and is_called and (not generic or wanted.is_told_by(party, words))

        found = self._ledger.last_named(at, called) or self._first_told(wanted, at)
        anybodys = not generic or (lemma in generic and not wanted.owned)
        if found is None and (self._language.table.definite or generic) and anybodys:
            found = self._ledger.last_named(at, wanted.tells if wanted.named else fits, NEAR)
        whole = f" {found.name}" if found else "\n"  # the Avarian | Foreign Ministry
        return self._ledger.last_subject(at, lambda one: one.name.endswith(whole), NEAR) or found

    def _first_told(self, wanted: Wanted, at: int) -> Party | None:
        """The mission, where a car of *the EU monitoring mission* was stopped: a body told in passing."""
        table = self._language.table
        if not self._language.possessive or not table.generic or wanted.modifiers or wanted.sides or wanted.behind:
            return None
        opens = "|".join((*table.definite, *table.indefinite))
        told = re.compile(rf"\b(?:{opens}) ((?:[\w.-]+ ){{1,{_TOLD}}}?{re.escape(wanted.head)})\b", re.IGNORECASE)
        names = [one[1] for one in told.finditer(self._bearers.text, 0, at) if any(map(str.isupper, one[1]))]
        if not names:
            return None
        return self._bearers.by_name.get(names[-1]) or self._bearers.add(names[-1], person=False)

    def _subject(self, t: Tokens, noun: Noun, head: int, wanted: Wanted, at: int) -> Party | None:
        """The Louisiana Republican, the three governments: whoever was subject last and fits in number."""
        articles = bool(self._language.table.definite)
        titled = articles and t.caps[head] and t.is_a(head, Word.TITLE)
        office = titled and not self._language.table.common_capitals
        anew = t.holds(Word.PREPOSITION, head + 1, noun.core) and any(
            t.keys[i] in self._language.table.indefinite for i in range(head + 1, noun.core)
        )  # the minister in a white coat
        if anew or (articles and wanted.behind) or office or any(map(t.owns, range(noun.first, noun.core))):
            return None
        plural = wanted.counted or t.keys[head].endswith("s")
        near = NEAR if not t.is_a(head, Word.TITLE) else NEAR // 4
        gender = self._bearers.gender_in([t.keys[head]])
        formal = titled or any(t.caps[i] and t.is_a(i, Word.BODY) for i in range(noun.first + 1, head))
        offices = {also for one in wanted.offices for also in self._holders.alike(one)}

        def fits(party: Party) -> bool:
            if formal and party.roles and not offices & party.roles:
                return False  # the Queen is not the President spoken of before
            alike = gender in (None, party.gender or gender)
            known = wanted.tells(party) if wanted.sides and self._language.order.free else wanted.suits(party)
            return party.plural == plural and (plural or party.person) and alike and known

        return self._ledger.last_subject(at, fits, near)
