"""Which facts a text states: by figures, by names, and by how much of the rest of their words is there.

Likeness is counted in tokens: neighbouring pairs of Chinese characters, and stems of Latin words. It asks only how much
of a fact is in the text, not how much of the text is in the fact: a sentence may say more than its fact, in words that
state nothing, and what it adds is held to account by figures and names.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from operator import add
from typing import TYPE_CHECKING, Final

from drafter.figures import compare_figures, find_figures
from drafter.names import compare_names, find_names
from drafter.patterns import regex
from drafter.shipped import read_table

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Sequence

    from drafter.messages import Lang
    from drafter.model import Fact, Finding, Notes

PIECE_COVERAGE: Final = 0.5
"""A piece of a fact is stated when this share of its tokens is in the text."""

CITED_COVERAGE: Final = 0.2
"""A sentence that cites a fact states something of it when this share of the fact's tokens is in it."""

ALIGNED_COVERAGE: Final = 0.6
"""A sentence that does not cite a fact states it all the same when this share of the fact's tokens is in it."""

_WORDS: Final = regex(r"[㐀-鿿豈-﫿]+|[a-z]+|[0-9]+")
_PIECES: Final = regex(
    r"[，。；、！？：;!?\n（）()]|,(?![0-9]{3}(?![0-9]))|(?<!\bincl)(?<!\bexcl)(?<!\bapprox)\.(?=\s|$)|\s(?:and|including|with)\s"
)
_STEM: Final = 6


@cache
def _stop() -> tuple[re.Pattern[str], frozenset[str]]:
    table = read_table("provenance", "stop.toml")
    return regex(f"[{table['zh']}]+"), frozenset(table["en"])


@lru_cache(maxsize=512)  # whole reports are asked for too: a check of a thousand keeps its memory
def tokens(text: str) -> frozenset[str]:
    """The tokens of a text: pairs of Chinese characters (a single one where there is no pair), stems of Latin words."""
    stop_characters, stop_words = _stop()
    found: set[str] = set()
    single: set[str] = set()
    for run in _WORDS.findall(stop_characters.sub(" ", unicodedata.normalize("NFKC", text).lower())):
        if run.isascii():
            if run not in stop_words:
                found.add(run if run.isdigit() else run[:_STEM])
        elif len(run) == 1:
            single.add(run)
        else:
            found.update(map(add, run, run[1:]))
    return frozenset(found or single)


def coverage(part: str, text: str) -> float:
    """The share of a part's tokens that a text has, 0 to 1; 1 for a part without tokens."""
    wanted, there = tokens(part), tokens(text)
    if not wanted:
        return 1.0
    lacking = wanted - there
    return (
        len(wanted) - len(lacking) + sum(len(one) == 1 and not one.isascii() and one in text for one in lacking)
    ) / len(wanted)


def is_covered(part: str, text: str, share: float) -> bool:
    """Whether a text has at least a share of a part's tokens; soon told of a long text that has them as they stand."""
    wanted = tokens(part)
    there = sum(one in text for one in wanted if not one.isascii())
    return there >= share * len(wanted) or coverage(part, text) >= share


@lru_cache(maxsize=4096)
def pieces(text: str) -> tuple[str, ...]:
    """What a fact says, piece by piece: cut at marks, names kept whole."""
    cut: list[str] = []
    start = 0
    names = [(name.start, name.end) for name in find_names(text)]
    for mark in _PIECES.finditer(text):
        if not any(low <= mark.start() < high for low, high in names):
            cut.append(text[start : mark.start()])
            start = mark.end()
    return tuple(piece.strip() for piece in (*cut, text[start:]) if tokens(piece))


def annotate(notes: Notes) -> Notes:
    """The notes with the figures and names of every fact filled in."""
    facts = tuple(
        replace(fact, figures=tuple(find_figures(fact.text)), names=tuple(find_names(fact.text)))
        for fact in notes.facts
    )
    return replace(notes, facts=facts)


@lru_cache(maxsize=512)  # the gate asks again for each sentence that changes beside it
def missing(
    fact: str, text: str, *, year: int | None = None, lang: Lang | None = None, altered: bool = False
) -> tuple[str, ...]:
    """What of a fact a text does not say.

    Args:
        fact: the fact's text.
        text: a sentence, several, or a whole report.
        year: the report's year.
        lang: the language of both.
        altered: a figure that is only told with another value is missing too; else that is for the comparer to say.

    Returns:
        Figures, names and pieces that are not there, as the fact writes them; () when the fact is wholly stated.
    """
    found = compare_figures([fact], text, year=year, lang=lang)
    others = [one for one in found if not _is_dropped(one.rule) and one.start is not None and one.end is not None]
    if altered and others:  # of other facts, perhaps: blotted out, they keep no figure of this one from being missed
        found = compare_figures([fact], _without(text, others), year=year, lang=lang)
    lost = [one.text for one in found if _is_dropped(one.rule)]
    lost += [found.text for found in compare_names([fact], text, lang=lang) if _is_dropped(found.rule)]
    lost += [piece for piece in pieces(fact) if coverage(piece, text) < PIECE_COVERAGE]
    return tuple(dict.fromkeys(lost))


def _without(text: str, found: Iterable[Finding]) -> str:
    """A text with what some findings are about blotted out."""
    signs = list(text)
    for one in found:
        signs[one.start : one.end] = " " * ((one.end or 0) - (one.start or 0))
    return "".join(signs)


def _is_dropped(rule: str) -> bool:
    return rule.endswith("/dropped")


def stated_by(sentence: str, facts: Sequence[Fact], cited: Iterable[str] = ()) -> tuple[str, ...]:
    """Which facts a sentence states, wholly or in part.

    Args:
        sentence: the sentence.
        facts: those it may state.
        cited: ids that its writer says it states. They count where at least a little of the fact is there.

    Returns:
        Ids, in the order of the facts.
    """
    claimed = set(cited)
    return tuple(
        fact.id
        for fact in facts
        if coverage(fact.text, sentence) >= (CITED_COVERAGE if fact.id in claimed else ALIGNED_COVERAGE)
    )


@dataclass(frozen=True, slots=True)
class Placement:
    """Ids of the facts that a text states wholly, and of those that it does not, in the order of the notes."""

    placed: tuple[str, ...]
    unused: tuple[str, ...]


def place(facts: Sequence[Fact], text: str, *, year: int | None = None, lang: Lang | None = None) -> Placement:
    """Which facts a report states.

    Args:
        facts: the facts of the notes; private ones are not looked for.
        text: the report.
        year: the report's year.
        lang: its language.

    Returns:
        What is placed and what is unused.
    """
    sought = [fact for fact in facts if not fact.private]
    unused = {fact.id for fact in sought if missing(fact.text, text, year=year, lang=lang)}
    return Placement(
        placed=tuple(fact.id for fact in sought if fact.id not in unused),
        unused=tuple(fact.id for fact in sought if fact.id in unused),
    )
