"""What a language's table may say: one file of tables/languages, every key explained in docs/reading.md."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from statements.inflected import Forms, Rule
from statements.table import Strict
from statements.utterance import Frame
from statements.word_classes import word_classes


class CueGroup(Strict):
    """Cues of one frame that behave alike."""

    frame: Frame
    lemmas: list[str] = Field(default_factory=list)
    """Dictionary forms, inflected by `paradigm`; further words of a cue follow a space ("point out")."""
    last_inflects: bool = False
    """True where of several words the last inflects: açıklama *yapmak*, اعلام *کردن*."""
    paradigm: str = "regular"
    words: dict[str, Forms] = Field(default_factory=dict)
    """Lemmas with their forms written out."""
    takes: list[Literal["clause", "that", "quote", "object", "to", "name", "figure"]]
    """Content: a clause, with or without complementiser, quotation, noun phrase, infinitive, name or figure."""
    set_off: list[str] = Field(default_factory=list)
    """Words that set off a name these cues give: bezeichnete den Plan *als* „Theater“."""
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
    object_marker: str = ""
    """The word that ends an object: Persian را."""
    clause_after: bool = False
    """Where the verb is final: what was said may follow the cue at once, without complementiser (Persian)."""
    mood_ending: str = ""
    """A regular expression of such forms that their ending alone shows: -iere."""
    mood_placed: str = ""
    """The same for unknown words behind a noun and before what cannot be described: Bonn *lehne* ab."""
    drops_subject: bool = False
    """A verb without a subject speaks for the last speaker: Spanish "Añadió que"."""
    interrupts: bool = False
    """A cue may stand inside the quotation marks: «…, — he added, — …»."""
    dashes: bool = False
    """A dash that opens a paragraph opens speech: — We wait, — he said. — We can wait."""
    named_in_marks: bool = False
    """Bodies are named in quotation marks, and a comma parts speech from its verb: партия «Рассвет» заявила."""
    split: bool = False
    """The second part of a verb ends its clause: "teilte … mit", "hat … erklärt"."""
    places_speak: list[str] = Field(default_factory=list)
    """Prepositions with which a place or body is a subject: Russian "в Кремле заявили"."""
    places_verb: list[str] = Field(default_factory=list)
    """Endings of the verbs of which they are, where a verb needs no subject: en Oslo asegura*n*."""
    clitics: list[str] = Field(default_factory=list)
    """Pronouns hung on an inverted verb: -t-il, -elle."""
    reported_mood: list[str] = Field(default_factory=list)
    """Verb forms that mark reported speech without a cue (German sei, habe, werde): such a sentence goes on."""
    unreal_mood: list[str] = Field(default_factory=list)
    """Verb forms that may do so, and may be plain speech as well (hätte, könnten)."""

    hearsay: list[str] = Field(default_factory=list)
    """Auxiliaries that do so with a perfect infinitive: *soll* geflohen sein."""
    hearsay_ends: list[str] = Field(default_factory=list)
    """What ends such an infinitive: sein, haben."""


class LanguageTable(Strict):
    """One file of tables/languages."""

    code: str
    name: str
    home: str | None = None
    """The country whose papers write it, where that is one: of whoever they tell of without a country."""
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
    own_letters: str = ""
    """A character class of letters that none of the other languages writes."""
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
    oblique_cases: dict[str, list[str]] = Field(default_factory=dict)
    """Of those endings, by the declension's name, the ones that make no subject: министр*ом*."""
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
    papers: list[str] = Field(default_factory=list)
    """Further words for what a title says somebody gave: briefing, press conference, interview."""
    according: list[str] = Field(default_factory=list)
    """According to, in the words of."""
    crediting: dict[str, list[str]] = Field(default_factory=dict)
    """Prepositions that do the same with a noun that ends so: nach … angaben, berichten."""
    own: list[str] = Field(default_factory=list)
    """Words by which a credit is to the subject of its clause: nach *eigenen* Angaben."""
    opinion: list[str] = Field(default_factory=list)
    """Prepositions that with a form of be and quoted words tell an opinion: *für* X ist das „…“."""
    wanting: list[str] = Field(default_factory=list)
    """Verbs that with quoted words tell what somebody wants: *will* „bald kommen“."""
    according_after: list[str] = Field(default_factory=list)
    """The same where it follows its name: German zufolge, Turkish göre."""
    perfect: list[str] = Field(default_factory=list)
    """Auxiliaries that make a past tense of a participle: a, hat, ha."""
    answering: list[str] = Field(default_factory=list)
    """Open a clause that tells what was asked, in which nobody speaks: preguntado por …, interrogé sur …"""
    asides: list[str] = Field(default_factory=list)
    """Adverbial phrases that may stand between an auxiliary and its participle: de leur côté."""
    nominative: list[str] = Field(default_factory=list)
    """Pronouns that are a subject and nothing else: er, wir."""
    expletive: list[str] = Field(default_factory=list)
    """Pronouns that are no subject where a phrase follows that can be one: entfuhr *es* Lind."""
    subjective: list[str] = Field(default_factory=list)
    """Determiners that make a man's office a subject: der Minister, ein Sprecher."""
    others_ending: list[str] = Field(default_factory=list)
    """Endings of offices that such a determiner makes no subject: der Lehrer*in*, der Zeuge*n*."""
    objective: list[str] = Field(default_factory=list)
    """Determiners whose case says that their phrase is no subject: dem, einen."""
    resumptive: list[str] = Field(default_factory=list)
    """What takes up the clause or sentence before it: …, *das* erklärte X."""
    reflexive: list[str] = Field(default_factory=list)
    """Pronouns with which somebody gives himself a name, and says nothing: nennt *sich* „…“."""
    quoting: list[str] = Field(default_factory=list)
    """Nouns that a quotation behind them says: mit den *Worten* „…“."""
    whereby: list[str] = Field(default_factory=list)
    """What opens a clause that the noun before it says: ein Bericht, *wonach* …"""
    hereby: list[str] = Field(default_factory=list)
    """What credits a sentence to whoever spoke before it: *demnach*."""
    judging: list[str] = Field(default_factory=list)
    """Cues whose object is judged rather than said: das *kritisierte* X."""
    bearing: str = ""
    """A regular expression of verbs that bear the infinitive's particle inside: abzuziehen."""
    infinitive: str = ""
    """A regular expression of infinitives that follow a cue at once: dit *ignorer*."""
    as_said: list[str] = Field(default_factory=list)
    """Opens a clause that credits the sentence around it: wie, comme, как."""
    no_comment: list[str] = Field(default_factory=list)
    """Objects that make a cue no statement: declined *comment*, asked for *anonymity*."""
    withheld: list[str] = Field(default_factory=list)
    """Verbs (lemmas) by which somebody, where they are negated, says nothing: would not *say* whether."""
    passed_over: list[str] = Field(default_factory=list)
    """Verbs that say nothing where they are negated: did not *mention* the ruling, would not be *drawn*."""
    decides: list[str] = Field(default_factory=list)
    """Verbs that open the items of a resolution or communiqué beside the cues: decides, takes note."""
    rubrics: list[str] = Field(default_factory=list)
    """What a page calls a kind of article; before a colon nobody speaks: analysis, live."""
    emphatic: list[str] = Field(default_factory=list)
    """Pronouns that only stress the name before them: Ada Lind *herself*."""
    takes_up: list[str] = Field(default_factory=list)
    """Nouns that take up a clause before them, which the reporter says: a move that …, the first time …"""
    verdict: str = ""
    """A regular expression of adjectives by which something is called: historic, premature."""
    backdrop: list[str] = Field(default_factory=list)
    """What opens the reporter's own background behind the object of an act: after, amid."""
    papers_called: list[str] = Field(default_factory=list)
    """What a newspaper is called where it is not named: paper, daily."""
    cited: list[str] = Field(default_factory=list)
    """Cues whose object is the speaker: zitieren, процитировать."""
    dateline: str = ""
    """A regular expression of datelines that neither brackets nor dashes close."""
    impersonal: list[str] = Field(default_factory=list)
    """Cues whose speaker is the text they name with a preposition: es heißt in, говорится в."""
    relative_ending: str = ""
    """A regular expression of participles right before the one they describe: konuya *değinen* X."""
    objective_ending: str = ""
    """A regular expression of words that open an object: *позицию* министра поддержал X."""
    owner_case: str = ""
    """A regular expression of places in the case that owns: жительница *Нарвы*."""
    oblique: str = ""
    """A regular expression of words whose case says that they are no subject: -ому, -ого."""
    name_words: int = 2
    """In a script without capitals: how many unknown words behind an office can be its holder's name."""
    given: list[str] = Field(default_factory=list)
    """There, given names that are nothing else, by which a name is told without an office beside it."""
    foreign_name: str = ""
    """There, a regular expression of letters that spell foreign names, which may be longer."""
    article: str = ""
    """There, the article written in one piece with its word, by which attributes are told from names."""
    melted: list[str] = Field(default_factory=list)
    """What the article makes of a preposition before it: لل."""
    agreeing: str = ""
    """A regular expression of words that with the article describe the noun before them: الجيش *السوداني*."""
    name_openers: list[str] = Field(default_factory=list)
    """There, words that are no names but open one: Abu, Abd."""
    of: list[str] = Field(default_factory=list)
    """What joins a noun to its owner or office inside a noun phrase: de, des, von."""
    of_places: list[str] = Field(default_factory=list)
    """Those of them that say where: only an office or a body goes on with them."""
    passives: list[str] = Field(default_factory=list)
    """Joins a passive cue to its speaker: by."""
    possessive: str = ""
    """How a name's ending says it owns the next word, as a regular expression: 's."""
    abbreviations: list[str] = Field(default_factory=list)
    """Words whose full stop ends no sentence, without it."""
    numbered: list[str] = Field(default_factory=list)
    """The same, where a number follows: No. 3, Art. 5."""
    ordinals: bool = False
    """Whether a full stop makes an ordinal of a number: am 3. Mai, die 2. Kammer."""
    gender: dict[str, Literal["m", "f", "n", "p"]] = Field(default_factory=dict)
    """Pronouns, titles and roles that tell it: man, woman, thing, several."""
    article_gender: dict[str, Literal["m", "f"]] = Field(default_factory=dict)
    """What the article of a role tells of its holder: la porte-parole."""
    latter: dict[str, Literal["m", "f"]] = Field(default_factory=dict)
    """Words that with an article or pronoun mean whoever was named last: ce *dernier*, este *último*."""
    somebody: list[str] = Field(default_factory=list)
    """Pronouns for people of the place or body that is told beside them: on assure *à l'Élysée*."""
    somewhere: list[str] = Field(default_factory=list)
    """Prepositions of such a place: à, chez, dans."""
    first_person: list[str] = Field(default_factory=list)
    """Words by which a speaker means himself or his own: I, we, our."""
    also_called: dict[str, list[str]] = Field(default_factory=dict)
    """Further words for an office, by which its holder is meant: minister: [secretary]."""
    mouthpiece: list[str] = Field(default_factory=list)
    """Sets off the person an institution speaks through: through, via."""
    gerunds: list[str] = Field(default_factory=list)
    """Prepositions behind which a participle is an act of the sentence's subject: *by* calling for a truce."""
    absolute: list[str] = Field(default_factory=list)
    """What opens a phrase in which a participle has a subject of its own: *with* the minister saying."""
    settings: list[str] = Field(default_factory=list)
    """What opens the time or occasion of an act behind its object: praised him *when* the talks began."""
    plurals: list[str] = Field(default_factory=list)
    """Words for several, behind which what looks like a verb in -s is a noun: those *claims*."""
    venues: list[str] = Field(default_factory=list)
    """Prepositions of the occasion of an act: praised him *in* an interview."""
    indefinite: list[str] = Field(default_factory=list)
    """Determiners that open what somebody is called: called him *a* friend."""
    definite: list[str] = Field(default_factory=list)
    """Determiners that point back to somebody known: the, this."""
    pointing: list[str] = Field(default_factory=list)
    """Determiners that stand before no name: پیش از *این* رافائل."""
    generic: list[str] = Field(default_factory=list)
    """Bodies by which any institution can be meant: group, agency; where there are none, by every body."""
    voices: list[str] = Field(default_factory=list)
    """Roles and offices by which whoever they work for can be meant: Kenya said … The *delegate* added …"""
    backshifted: list[str] = Field(default_factory=list)
    """Verbs that speech reported without a cue goes on with, in minutes: Kenya said … Donors *should* wait."""
    permitting: list[str] = Field(default_factory=list)
    """Words behind which an infinitive is no act: not *authorised* to brief the press."""
    naming: list[str] = Field(default_factory=list)
    """Words by which somebody told his name: who gave her *name* as Ada, who *identified* himself as Ivo."""
    leading: list[str] = Field(default_factory=list)
    """Verbs that with the infinitive of a cue report as it does: a *tenu à* saluer, *quiso* agradecer."""
    own_bodies: list[str] = Field(default_factory=list)
    """Bodies that with an article mean, in an official text, the one that gives it: le gouvernement."""
    together: list[str] = Field(default_factory=list)
    """Words that mean, in the plural, those who met: leaders, sides."""
    styles: list[str] = Field(default_factory=list)
    """What a possessive makes a form of address, and no owner: his *Majesty*."""
    numerals: list[str] = Field(default_factory=list)
    """Small numbers in words, that count parties: both, two, three."""
    turn_words: int = 12
    """Words of a turn in a transcript (letters, without spaces); what is shorter is procedure: thanks."""
    given_names: dict[str, str] = Field(default_factory=dict)
    """Given names whose nominative no rule tells, by what is left without their case ending: Петр: Петро."""
    told_gender: dict[str, str] = Field(default_factory=dict)
    """Regular expressions of what verbs end in that tell who did something is a man, or a woman: f: "ла$"."""
    anonymous: list[str] = Field(default_factory=list)
    """Roles that name nobody told before, where no article says so: source, resident."""
    second_script: str = ""
    """Pairs of letters: every word of the table is also known with the second in place of the first (说說)."""
    joined: list[str] = Field(default_factory=list)
    """Signs that stand inside words, quotation marks too: Hebrew צה"ל."""
    hung: list[str] = Field(default_factory=list)
    """Prepositions written in one piece with their noun, which is then no subject: Hebrew ב."""
    that_prefix: str = ""
    """A complementiser written in one piece with the first word of what was said: Hebrew ש."""
    suffix: str = ""
    """A regular expression of case endings hung on names: Ankara'ya."""
    ask: list[str] = Field(default_factory=list)
    """Labels of questions in transcripts: Q, QUESTION."""
    office_first: bool = False
    """Whether news tells an office in one sentence and names its holder in the next: وزیر گفت … کاوه افزود"""
    answer: list[str] = Field(default_factory=list)
    """Labels of answers that do not say whose: A, ANSWER."""
    notices: list[str] = Field(default_factory=list)
    """What opens a short paragraph of the page's own, a whole sentence too: authorised by."""
    furniture: list[str] = Field(default_factory=list)
    """What opens a line that belongs to the page, not to the text: read more, advertisement, image source."""
    further: list[str] = Field(default_factory=list)
    """The same, where headings of other articles follow: related topics, most read."""
    shares: list[str] = Field(default_factory=list)
    """Words of the buttons beside such a line: Facebook, Email, Copy link."""
    words: dict[str, list[str]] = Field(default_factory=dict)
    """Word classes by their name in lower case."""
    person_ending: str = ""
    """A regular expression of words that name persons by their ending: -ist, -er."""
    trades: list[str] = Field(default_factory=list)
    """What a person is, where it stands capitalised before a full name: Skipper Ada Lind."""
    trade_ending: str = ""
    """A regular expression of such words by their ending: -man, -ist."""
    plural_ending: str = ""
    """A regular expression of words that may be nouns in the plural by their ending: -s."""
    past_ending: str = ""
    """A regular expression of words that are verbs in the past by their ending."""
    participle_ending: str = ""
    """The same for participles."""
    adverb_ending: str = ""
    """A regular expression of words that are adverbs by their ending."""
    thing_ending: str = ""
    """A regular expression of words that name no person by their ending, where nouns have capitals: Forderung."""
    adjective_ending: str = ""
    """A regular expression of what describes the noun behind it, where nouns have capitals: der *große* Hafen."""

    @model_validator(mode="after")
    def _known_names(self) -> LanguageTable:
        unknown = [name for name in self.words if name not in word_classes()]
        if unknown:
            raise ValueError(f"words: no such class {unknown[0]!r}; classes are {', '.join(word_classes())}")
        missing = [g.paradigm for g in self.cues if g.lemmas and g.paradigm not in self.paradigms]
        if missing:
            raise ValueError(f"cues: no such paradigm {missing[0]!r}")
        return self
