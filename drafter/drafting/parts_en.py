"""What an English sentence makes of the parts of its fact: figures in another part than the fact gives them.

A small model that fits a bullet into a sentence puts its figures where a figure may stand, not always where these may:
a count becomes who did it (handled by 3,150), what was before becomes what was saved, a sum comes late.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from drafter.drafting.compose_en_told import is_participle
from drafter.drafting.mend import clauses_of
from drafter.figures import find_figures
from drafter.patterns import regex
from drafter.provenance import tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.drafting.words import Words
    from drafter.model import Figure

_BARE: Final = re.compile(
    r"\b(?P<done>[a-z]+)(?: (?:on|up|out|off|over|down|in))? (?P<link>by|in|into|on|among|through) "
    r"(?P<count>\d+(?:,\d{3})*(?:\.\d+)?%?)(?=[.;](?:\s|$)|,\s| (?:and|but|which|who|while|with)\b)"
)
_FORMER: Final = regex(
    r"(?:(?<!target )(?<!limit )(?<!budget )(?<!goal )"
    r"\b(?:from|was|were|previously|(?:last|the previous|the) (?:year|season|term)|(?:19|20)\d\d)[:,]?\s(?:it was )?)$",
    re.IGNORECASE,
)
_FORMER_BEHIND: Final = re.compile(
    r"\s(?:in )?(?:(?:the )?(?:year|season|term|month) (?:before|earlier)|(?:last|the previous) (?:year|season|term)"
    r"|(?:before|earlier|previously)\b|in (?:19|20)\d\d)"
)
_TOLD_FORMER: Final = regex(
    r"\b(?:from|than|against|compar\w+|versus|before|previous\w*|earlier|prior|last|was|were|had|been|up on|down on"
    r"|level|once|former\w*|(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_BY: Final = regex(r"\bby (?:about |around |nearly |over |some |almost |roughly |a |an )?$")
_BY_NOTED: Final = regex(
    r"(?:\b(?:up|down|by|plus|minus|over|under|short|gained|rose|fell|grew|dropped|(?:in|de)creased|cut|more|less|saved)"
    r"(?: (?:about|around|nearly|over|some|almost|roughly|a|an))?|[+−-])\s*$"
)
_CHANGED_TO: Final = regex(
    r"\bI (?:changed|increased|raised|expanded|grew) [^,;.]*? to (?:about |nearly |over |some )?$"
)
_MOVED_NOTED: Final = regex(
    r"\b(?:to|from|now|was|were|up|down|rose|grew|more|new|[a-z]*creas[a-z]*|rais[a-z]*|expan[a-z]*)\b"
)
_GOES_TO: Final = re.compile(r"[a-z ]* to [£$€]?\d")
_COUNTED: Final = re.compile(r"(?<![\d.,£$€])(?P<count>\d+(?:,\d{3})*) (?P<noun>[a-z]{3,})\b")
_PARTS: Final = re.compile(r"[,;:(](?!\d{3})| [-–—] ")
_SHARE_OF: Final = regex(r"\b(an? (?:third|fourth|quarter|fifth|sixth|seventh|eighth|ninth|tenth)) of the\b")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_BEHIND: Final = re.compile(r"\s(?P<word>late|early|behind|ahead|overdue|old|long)\b")


def misplaced_figure(sentence: str, facts: Sequence[str], words: Words) -> str:
    """The words with a figure that plays another part than its fact gives it; "" for none.

    Args:
        sentence: the sentence.
        facts: the facts it states.
        words: the language's words.

    Returns:
        The words: were handled by 3,150, of 3,150 enquiries; which saved 11.2 litres, of a use that was 11.2.
    """
    former = next((clause.strip(" ,;.") for clause, _ in former_told_otherwise(sentence, facts)), "")
    level = next((sentence[start:end] for start, end in levels_told_as_changes(sentence, facts)), "")
    return (
        count_as_doer(sentence, facts, words)
        or former
        or level
        or _changed_to(sentence, facts)
        or _timed(sentence, facts)
        or _share_of(sentence, facts)
        or _recounted(sentence, facts)
    )


def count_as_doer(sentence: str, facts: Sequence[str], words: Words) -> str:
    """A bare count told as who did it, or as where: were handled by 3,150; were taken on in 6; "" for none.

    Args:
        sentence: the sentence.
        facts: the facts it states. One that has the same words before its figure bears them out.
        words: the language's words: what is changed by a figure is.
    """
    for found in bare_counts(sentence):
        moves = any(found["done"].startswith(change.strip()) for change in words.changes)
        noted = any(f"{found['link']} {found['count']}" in fact for fact in facts)
        if not moves and not noted and found["done"] not in words.by_figures:
            return found[0]
    return ""


def bare_counts(sentence: str) -> Iterator[re.Match[str]]:
    """The counts that nothing stands behind, with the participle and the preposition before each.

    Args:
        sentence: an English sentence.
    """
    for found in _BARE.finditer(sentence):
        if is_participle(found["done"]) and not _YEAR.fullmatch(found["count"]):
            yield found


def former_told_otherwise(sentence: str, facts: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The clauses with what was so before, by a fact, that say nothing of it: which saved 11.2 litres.

    Args:
        sentence: an English sentence.
        facts: the facts it states.

    Yields:
        The clause, and the figure as the fact has it.
    """
    before = [figure for fact in facts for figure in _befores(fact)]
    for clause in clauses_of(sentence) if before else ():
        start = 0
        for said in find_figures(clause, lang="en"):
            told = clause[max(start, clause.rfind(" and ", 0, said.start)) :]
            start = start if said.kind in ("date", "time") else said.end
            same = [one for one in before if one.value == said.value and one.kind in (said.kind, "number")]
            if same and not _GOES_TO.match(clause, said.end) and not _TOLD_FORMER.search(told):
                yield clause, same[0].text


def _befores(fact: str) -> Iterator[Figure]:
    """The figures of a fact that are only told as what was before."""
    figures = find_figures(fact, lang="en")
    for one in figures:
        now = [other for other in figures if other.value == one.value]
        told = _FORMER.search(fact[: one.start]) or _FORMER_BEHIND.match(fact, one.end)
        if told and one.value and len(now) == 1 and one.kind not in ("date", "time"):
            yield one


def levels_told_as_changes(sentence: str, facts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where a sentence says by how much, of how things stand now by its facts: by 7.4 litres, of 7.4 (from 11.2).

    Args:
        sentence: an English sentence.
        facts: the facts it states.

    Yields:
        Offsets of the words, from "by" on.
    """
    for said in find_figures(sentence, lang="en"):
        by = _BY.search(sentence[: said.start])
        noted = _noted(said, facts)
        if by and noted and all(_stands(fact, one) for fact, one in noted):
            yield by.start(), said.end


def _changed_to(sentence: str, facts: Sequence[str]) -> str:
    """A count that something is said to have been changed to, of which no fact tells a change; "" for none."""
    for said in find_figures(sentence, lang="en"):
        to = _CHANGED_TO.search(sentence[: said.start])
        noted = _noted(said, facts)
        if to and noted and not any(_MOVED_NOTED.search(fact) for fact, _ in noted):
            return sentence[to.start() : said.end]
    return ""


def _noted(said: Figure, facts: Sequence[str]) -> list[tuple[str, Figure]]:
    """The facts that have a figure, each with it."""
    every = [(fact, one) for fact in facts for one in find_figures(fact, lang="en")]
    return [(fact, one) for fact, one in every if one.value and one.value == said.value]


def _stands(fact: str, figure: Figure) -> bool:
    """A figure that a fact tells beside what was before: 7.4 litres (from 11.2)."""
    behind = any(one.start > figure.end for one in _befores(fact))
    return behind and not _BY_NOTED.search(fact[: figure.start])


def _timed(sentence: str, facts: Sequence[str]) -> str:
    """A sum, a share or a count that is said to be late, early or long: which was £870,000 late; "" for none."""
    for said in find_figures(sentence, lang="en"):
        behind = _BEHIND.match(sentence, said.end)
        if behind and said.kind in ("money", "percent", "number"):
            told = f"{said.text} {behind['word']}"
            if not any(told in fact for fact in facts):
                return told
    return ""


def _share_of(sentence: str, facts: Sequence[str]) -> str:
    """The next of a row told as a share: a fifth of the machines, of "4 in, a fifth due in theatres"; "" for none."""
    for found in _SHARE_OF.finditer(sentence):
        next_one = re.compile(
            rf"(?<!by )(?<!down )(?<!up )(?<!roughly )\b{found[1]} (?:[a-z]+ed|due|planned|on|in|to|for)\b"
        )
        if any(next_one.search(fact) for fact in facts):
            return found[0]
    return ""


def _recounted(sentence: str, facts: Sequence[str]) -> str:
    """A count of what the fact only comes to later: 4 theatres, of 4 in, a fifth due in theatres; "" for none."""
    for found in _COUNTED.finditer(sentence):
        noun = tokens(found["noun"])
        for fact in facts if noun else ():
            parts = _PARTS.split(fact)
            at = next((at for at, part in enumerate(parts) if _has_number(part, found["count"])), None)
            later = at is not None and any(noun <= tokens(part) for part in parts[at + 1 :])
            if at is not None and later and not any(noun <= tokens(part) for part in parts[: at + 1]):
                return found[0]
    return ""


def _has_number(part: str, number: str) -> bool:
    return re.search(rf"(?<![\d.,]){re.escape(number)}(?![\d%]|[.,]\d)", part) is not None
