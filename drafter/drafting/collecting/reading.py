"""What is read in a fact, to be shown at once, and what it may still lack."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from drafter.drafting.collecting.words import collect_words
from drafter.drafting.words import words
from drafter.figures import find_figures
from drafter.names import find_names
from drafter.names.awards import find_awards
from drafter.names.words import level_pattern
from drafter.patterns import regex

if TYPE_CHECKING:
    from drafter.kinds import SectionSpec
    from drafter.messages import Lang
    from drafter.model import Figure, Name

Doubt = Literal["no_figure", "no_level"]

_LATIN_WORD: Final = regex(r" ?([a-z][a-z-]{1,20})")


@dataclass(frozen=True, slots=True)
class Reading:
    """What is read in a fact.

    Attributes:
        figures: as written, each with what it counts.
        names: as written.
        doubts: what it may lack.
    """

    figures: tuple[str, ...]
    names: tuple[str, ...]
    doubts: tuple[Doubt, ...]


def read_fact(text: str, spec: SectionSpec, lang: Lang) -> Reading:
    """Read a fact as the gate will read it.

    Args:
        text: its words.
        spec: the section it is for, which says whether figures are expected.
        lang: the report's language.

    Returns:
        Its figures and names, and whether it lacks a figure or the level of an award.
    """
    figures = find_figures(text)
    names = find_names(text)
    won = _is_award(text, lang)
    doubts: list[Doubt] = []
    if spec.figures and not won and not _is_complete(text) and all(map(_only_dates, figures)):
        doubts.append("no_figure")
    if won and not _has_level(text, names, lang):
        doubts.append("no_level")
    shown = tuple(_with_counted(text, figure, figures) for figure in figures)
    return Reading(shown, tuple(dict.fromkeys(name.text for name in names)), tuple(doubts))


def _only_dates(figure: Figure) -> bool:
    return figure.kind in collect_words()["dating"]["kinds"]


def _is_complete(text: str) -> bool:
    """Whether a fact says in words what no figure says better: 全年零事故."""
    lowered = f"{text.lower()} "
    return any(word in lowered for word in collect_words()["complete"]["words"])


def _is_award(text: str, lang: Lang) -> bool:
    if lang == "zh":
        return bool(find_awards(text))
    lowered = f" {text.lower()} "
    return any(word in lowered for word in words(lang).awards)


def _has_level(text: str, names: list[Name], lang: Lang) -> bool:
    """Whether an award says how high it reaches or who gave it."""
    if lang == "en":
        lowered = text.lower()
        levels = collect_words()["levels"]["en"]
        return any(word in lowered for word in levels) or any(name.kind == "organisation" for name in names)
    rest = text
    for award in find_awards(text):
        if award.honour.startswith(tuple(collect_words()["levels"]["zh"])):
            return True
        rest = rest.replace(award.who.partition("被")[0], "，")  # who won it did not give it; 被教育部 did
    return re.search(level_pattern(), rest) is not None or any(
        word in rest for word in collect_words()["givers"]["words"]
    )


def _with_counted(text: str, figure: Figure, figures: list[Figure]) -> str:
    """A figure with the noun that it counts: 近200个 as 近200个问题."""
    table = collect_words()["counted"]
    if figure.kind not in {"quantity", "number"} or (figure.unit and figure.unit not in table["units"]):
        return figure.text
    end = min([len(text), *(other.start for other in figures if other.start >= figure.end)])
    if figure.lang == "en":
        noun = None if figure.unit else _LATIN_WORD.match(text, figure.end, end)
        return figure.text + noun[0] if noun else figure.text
    behind = figure.end
    while behind < min(end, figure.end + table["longest"]) and text[behind] not in table["stops"]:
        behind += 1
    return text[figure.start : behind].rstrip()
