"""How far a rewrite came that misses its length, and what stands in the way, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drafter.figures import find_figures
from drafter.messages import say
from drafter.names import find_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.drafting.rewrite_wish import Length
    from drafter.kinds import Kind
    from drafter.messages import Lang

_SHOWN: Final = 6  # figures and names that are told by their words


def miss_of(name: str, text: str, length: Length, kind: Kind, lang: Lang) -> str:
    """What a person is told of a section that misses its length.

    Args:
        name: the section's.
        text: its new text.
        length: what was asked.
        kind: whose counting holds.
        lang: language of the message.

    Returns:
        A sentence with the length now, the target, the gap, and the figures and names that have to stay.
    """
    count, missed = length.count(text, kind), length.miss(text, kind)
    low = length.short(text, kind) > 0
    target = length.low if low else length.high
    values = {"name": name, "count": count, "target": target, "missed": missed, "unit": _unit(length, lang)}
    if low:
        return say("rewrite.too_short", lang, **values)
    return say("rewrite.too_long", lang, held=_held(text, lang), **values)


def total_of(texts: Sequence[str], length: Length, kind: Kind, lang: Lang) -> str:
    """The same of several sections that share a length; "" where together they are not too long, or are one.

    Args:
        texts: the new text of each.
        length: what was asked of all together.
        kind: whose counting holds.
        lang: language of the message.
    """
    count = sum(length.count(text, kind) for text in texts)
    if len(texts) == 1 or length.high is None or count <= length.high:
        return ""
    values = {"count": count, "target": length.high, "missed": count - length.high, "unit": _unit(length, lang)}
    return say("rewrite.total_long", lang, **values)


def _unit(length: Length, lang: Lang) -> str:
    return say(f"rewrite.unit_{'words' if length.words else 'chars'}", lang)


def _held(text: str, lang: Lang) -> str:
    figures = [figure.text for figure in find_figures(text)]
    names = [name.text for name in find_names(text)]
    if not figures and not names:
        return say("rewrite.held_nothing_named", lang)
    shown = dict.fromkeys([*figures, *names])
    some = ("、" if lang == "zh" else ", ").join(list(shown)[:_SHOWN]) + ("……" if len(shown) > _SHOWN else "")
    return say("rewrite.held", lang, figures=len(figures), names=len(names), some=some)
