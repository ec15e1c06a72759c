"""What a word can be, as the languages' tables name it."""

from __future__ import annotations

from functools import cache


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
    ATTRIBUTE = 8589934592
    """Describes an office and is no name: military, official, former."""
    NOUN = 17179869184
    """There, a common noun that is no part of a name: ضرورة, وقف."""
    QUESTION = 1048576
    """Opens an indirect question: what, why, how."""


@cache
def word_classes() -> dict[str, int]:
    """The classes by their names in tables."""
    return {name.lower(): bits for name, bits in vars(Word).items() if name.isupper() and bits}
