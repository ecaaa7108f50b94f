"""Figures worked out from others: sums and differences. True or not, the notes do not state them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from drafter.figures.compare_measure import same_unit

if TYPE_CHECKING:
    from drafter.figures.align import Facts
    from drafter.figures.compare_measure import Measure

_MOST: Final = 200
_FAMILIES: Final = frozenset({"amount", "money", "points", "share"})


def derivation(wanted: Measure, facts: Facts) -> str:
    """How a figure of the draft follows from figures of the facts.

    Args:
        wanted: what the figure amounts to.
        facts: the facts.

    Returns:
        The sum as a person writes it, "22项＋61人次", or "" where it is none.
    """
    if wanted.family not in _FAMILIES or wanted.high is not None or not isinstance(wanted.low, Decimal):
        return ""
    terms = [
        (measure.low, place.figure.text, place.fact, measure.unit)
        for measure, place in zip(facts.stated.measures, facts.stated.places, strict=True)
        if measure.family == wanted.family and measure.high is None and isinstance(measure.low, Decimal)
        and (same_unit(measure, wanted) or measure.family == "amount")
    ][:_MOST]  # fmt: skip
    # figures of one unit from anywhere; of several units, or of things that only their nouns tell apart, from one fact
    alike = [term[:3] for term in terms if term[3] == wanted.unit and (wanted.unit or wanted.family != "amount")]
    return _pair(wanted.low, alike) or _whole_fact(wanted.low, [term[:3] for term in terms])


def _pair(wanted: Decimal, terms: list[tuple[Decimal, str, int]]) -> str:
    seen: dict[Decimal, str] = {}
    for value, text, _ in terms:
        other = seen.get(wanted - value)
        if other is not None and value and value != wanted:
            return f"{other}＋{text}"
        seen.setdefault(value, text)
    for value, text, _ in terms:
        other = seen.get(wanted + value)
        if other is not None and value and wanted:
            return f"{other}－{text}"
    return ""


def _whole_fact(wanted: Decimal, terms: list[tuple[Decimal, str, int]]) -> str:
    """The sum of all figures of one fact, or of a run of its figures from the first."""
    total, texts, fact = Decimal(0), [""], -1
    for value, text, number in terms:
        if number != fact:
            total, texts, fact = Decimal(0), [], number
        total += value
        texts.append(text)
        if total == wanted and len(texts) > 1:
            return "＋".join(texts)
    return ""
