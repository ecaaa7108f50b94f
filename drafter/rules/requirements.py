"""What the kind or a notice demands: lengths, shares, items; always with the gap and the rule of counting."""

from __future__ import annotations

import re
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING, Final, NamedTuple

from drafter.kinds import Counting, count_chars, covers, item_words
from drafter.messages import say
from drafter.numbering import write_han
from drafter.patterns import regex
from drafter.rules.parts import part_named, sections_of
from drafter.rules.rule import Spot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from drafter.messages import Lang
    from drafter.model import Requirement, Section
    from drafter.rules.context import Context

_MARKUP: Final = regex(r"#(?<=^#)#{0,5} +|\*\*|<!--.*?-->", re.MULTILINE)


class _Demand(NamedTuple):
    requirement: Requirement
    name: str | Callable[[Lang], str]
    start: int | None
    end: int | None
    chars: int
    whole: int
    text: str


def _of_kind(context: Context) -> tuple[_Demand, ...]:
    return tuple(_demands(context, of_kind=True))


def _of_notice(context: Context) -> tuple[_Demand, ...]:
    return tuple(_demands(context, of_kind=False))


def _demands(context: Context, *, of_kind: bool) -> Iterator[_Demand]:
    """The requirements of the kind, or of the notes, with the text that each is about."""
    if of_kind:
        requirements = context.kind.requirements if context.kind else ()
    else:
        requirements = context.notes.requirements if context.notes else ()
    if not requirements:
        return
    whole = _count(context, context.report.body, ())
    for requirement in requirements:
        if not requirement.section:
            yield _Demand(requirement, _whole, None, None, whole, whole, context.report.body)
            continue
        spec = context.kind.section(requirement.section) if context.kind else None
        part = spec.id if spec else part_named(context, requirement.section) or requirement.section
        sections = _named_sections(context, part, requirement.section)
        if sections:
            start, end = sections[0].heading.start, sections[0].heading.end
            text = "\n".join(context.report.of(section.span) for section in sections)
            name = sections[0].title or requirement.section
        elif spec is not None and spec.id == "lead" and context.report.lead is not None:
            start, end = context.report.lead.start, context.report.lead.start + 1
            text, name = context.report.of(context.report.lead), spec.title
        else:
            continue
        yield _Demand(requirement, name, start, end, _count(context, text, sections), whole, text)


def _named_sections(context: Context, part: str, title: str) -> tuple[Section, ...]:
    found = sections_of(context, part)
    return found or tuple(section for section in context.sections if title and title in section.title)[:1]


def _count(context: Context, text: str, sections: tuple[Section, ...]) -> int:
    """Characters by the counting rule; Markdown's own marks never count."""
    counting = _counting(context)
    total = count_chars(_MARKUP.sub("", text), counting)
    if counting.headings:
        return total
    inside = [below for section in sections for below in section.walk()] if sections else list(context.sections)
    headings = "".join(context.report.of(section.heading) for section in inside)
    if not sections and context.report.title is not None and text == context.report.body:
        headings += context.report.of(context.report.title)
    return total - count_chars(_MARKUP.sub("", headings), counting)


def _counting(context: Context) -> Counting:
    return context.kind.counting if context.kind else Counting()


def _whole(lang: Lang) -> str:
    return say("rules.whole", lang)


def _rule(context: Context) -> Callable[[Lang], str]:
    """The rule of counting in words, shown beside every count."""
    counting = _counting(context)

    def words(lang: Lang) -> str:
        parts = (
            say(f"rules.count_punctuation_{'in' if counting.punctuation else 'out'}", lang),
            say(f"rules.count_headings_{'in' if counting.headings else 'out'}", lang),
            say(f"rules.count_spaces_{'in' if counting.spaces else 'out'}", lang),
        )
        return say("rules.counted", lang, rule=("、" if lang == "zh" else ", ").join(parts))

    return words


def _share_words(share: float) -> Callable[[Lang], str]:
    return lambda lang: share_words(share, lang)


def share_words(share: float, lang: Lang) -> str:
    """A share as a person says it: 三分之一, 25%.

    Args:
        share: 0 to 1.
        lang: "zh" or "en".

    Returns:
        A fraction in words where no short percentage is exact.
    """
    fraction = Fraction(share).limit_denominator(12)
    if abs(float(fraction) - share) < 0.002 and 100 % fraction.denominator:  # noqa: PLR2004  # 0.333 means a third
        if lang == "zh":
            return f"{write_han(fraction.denominator)}分之{write_han(fraction.numerator)}"
        return f"{fraction.numerator}/{fraction.denominator}"
    return f"{share * 100:.4g}%"


def _lengths(context: Context, demands: tuple[_Demand, ...]) -> Iterator[Spot]:
    for demand in demands:
        low, high = demand.requirement.min_chars, demand.requirement.max_chars
        values: dict[str, object] = {"name": demand.name, "chars": demand.chars, "rule": _rule(context)}
        if low is not None and demand.chars < low:
            values |= {"bound": low, "gap": low - demand.chars}
            yield Spot(demand.start, demand.end, values=values, variant="short")
        if high is not None and demand.chars > high:
            values |= {"bound": high, "gap": demand.chars - high}
            yield Spot(demand.start, demand.end, values=values, variant="long")


def _shares(context: Context, demands: tuple[_Demand, ...]) -> Iterator[Spot]:
    for demand in demands:
        low, high = demand.requirement.min_share, demand.requirement.max_share
        if demand.start is None or not demand.whole:
            continue
        share = demand.chars / demand.whole
        values: dict[str, object] = {
            "name": demand.name,
            "chars": demand.chars,
            "share": f"{share * 100:.1f}%",
            "rule": _rule(context),
        }
        if low is not None and share < _exact(low):
            gap = ceil(_exact(low) * demand.whole) - demand.chars
            values |= {"bound": _share_words(low), "gap": max(gap, 1)}
            yield Spot(demand.start, demand.end, values=values, variant="low")
        if high is not None and share > _exact(high):
            gap = demand.chars - floor(_exact(high) * demand.whole)
            values |= {"bound": _share_words(high), "gap": max(gap, 1)}
            yield Spot(demand.start, demand.end, values=values, variant="high")


def _exact(share: float) -> Fraction:
    fraction = Fraction(share).limit_denominator(12)
    return fraction if abs(float(fraction) - share) < 0.002 else Fraction(str(share))  # noqa: PLR2004  # as share_words


def length(context: Context) -> Iterator[Spot]:
    """A length that the notice demands is not kept."""
    return _lengths(context, context.shared(_of_notice))


def share(context: Context) -> Iterator[Spot]:
    """A share that the notice demands is not kept."""
    return _shares(context, context.shared(_of_notice))


def kind_length(context: Context) -> Iterator[Spot]:
    """A length that is usual for the kind is not kept."""
    return _lengths(context, context.shared(_of_kind))


def kind_share(context: Context) -> Iterator[Spot]:
    """A share that is usual for the kind is not kept."""
    return _shares(context, context.shared(_of_kind))


def item(context: Context) -> Iterator[Spot]:
    """An item that the notice demands is not covered."""
    return _items(context, context.shared(_of_notice))


def kind_item(context: Context) -> Iterator[Spot]:
    """An item that the kind asks for is not covered."""
    return _items(context, context.shared(_of_kind))


def _items(context: Context, demands: tuple[_Demand, ...]) -> Iterator[Spot]:
    words = item_words(context.kind)
    for demand in demands:
        for label in demand.requirement.items:
            if not covers(demand.text, label, words):
                yield Spot(demand.start, demand.end, values={"name": demand.name, "item": label})
