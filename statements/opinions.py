"""Quoted words that no cue reports: for X it is “…”;  X wants to “…”."""

from __future__ import annotations

from statements.contents import is_named
from statements.cues import Hit
from statements.freesentence import COLONS, FreeSentence, find
from statements.language import Word
from statements.nounkinds import has_objective, heads_phrase, is_speaker
from statements.nounphrases import noun_at
from statements.phrases import Noun, is_comma
from statements.subjects import first_noun
from statements.subjectsafter import subject_after
from statements.tokens import Tokens


def read_opinions(s: FreeSentence) -> None:
    """Für X ist der Plan „…“: adds the quoted words by which a sentence tells what somebody holds of something."""
    t = s.t
    for i in range(s.begin, s.end - 1):
        if t.keys[i] not in t.language.table.opinion:
            continue
        noun = noun_at(t, i + 1, s.end, s.stops)
        end = next((k for k in range(i + 1, s.end) if is_comma(t, k) or t.keys[k] in COLONS), s.end)
        quotation = next((k for k in range(i + 1, end) if t.is_quotation(k)), None)
        if noun is None or quotation is None or quotation <= noun.core or _only_names(t, noun, quotation):
            continue
        around = (max(s.begin, i - 1), *range(noun.core + 1, end))
        is_so = any(t.is_a(k, Word.AUXILIARY) and t.keys[k] not in t.language.table.perfect for k in around)
        if is_so and heads_phrase(t, noun):
            s.finds.append(find(Hit(i, i, "according"), noun, [(quotation, quotation)], "for-quote"))


def _only_names(t: Tokens, noun: Noun, quotation: int) -> bool:
    """Für X ist die „Zeit der Ruhe“ vorbei: whether quoted words name the thing the sentence is about."""
    held = quotation - 1 <= noun.core + 2  # für die Reeder in Rosen „…“
    return t.keys[quotation - 1] in t.language.table.definite or (is_named(t, quotation) and not held)


def read_unknown_verbs(s: FreeSentence) -> None:
    """„…“, raunzt Lind: adds a quotation that an unknown verb and somebody stand behind."""
    t = s.t
    for i in range(s.begin + 2, s.end - 1):
        quotation = i - 1 - t.is_sign(i - 1) * (not t.is_quotation(i - 1))
        if quotation < s.begin or not t.is_quotation(quotation) or not _may_tell(t, i):
            continue
        if quotation == i - 1 and not t.ends_clause(quotation):
            continue
        noun = noun_at(t, i + 1, s.end, s.stops)
        if noun is not None and is_speaker(t, noun) and heads_phrase(t, noun) and not has_objective(t, noun):
            s.finds.append(find(Hit(i, i, "cue"), noun, [(quotation, quotation)], "inverted"))
            return


def _may_tell(t: Tokens, i: int) -> bool:
    """Whether a word can be a finite verb by its ending and is known as nothing else."""
    if t.classes[i] or t.caps[i] or t.is_sign(i):
        return False
    rules = (rule for paradigm in t.language.table.paradigms.values() for rule in paradigm)
    return any(t.keys[i].endswith(ending) for rule in rules for ending in rule.forms.finite)


def read_intentions(s: FreeSentence) -> None:
    """X will „bald kommen“: adds the quoted words by which a sentence tells what somebody wants."""
    t = s.t
    for i in range(s.begin, s.end - 1):
        if t.keys[i] not in t.language.table.wanting or t.caps[i]:
            continue
        end = next((k for k in range(i + 1, s.end) if is_comma(t, k)), s.end)
        quotation = next((k for k in range(i + 1, end) if t.is_quotation(k) and t.goes_on(k)), None)
        begin = next((k + 1 for k in range(i - 1, s.begin - 1, -1) if is_comma(t, k)), s.begin)
        noun = first_noun(s, begin, i) or subject_after(s, i + 1)
        if noun is None or quotation is None or noun.last >= quotation or is_named(t, quotation):
            continue
        if is_speaker(t, noun):
            s.finds.append(find(Hit(i, i, "cue"), noun, [(quotation, quotation)], "wants-quote"))
