"""What shows that something a section must cover is covered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drafter.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drafter.kinds.nouns import Kind

_SPLIT: Final = regex(r"[、，,/和与及及其]")


def item_words(kind: Kind | None) -> Mapping[str, tuple[str, ...]]:
    """The kind's items: label to the words of which any shows that it is covered."""
    if kind is None:
        return {}
    return {item.label: item.words for spec in kind.sections for item in spec.items}


def covers(text: str, label: str, words: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether a text has an item: one of its words, or the words of the label itself.

    Args:
        text: a report, a section, or facts.
        label: the item, e.g. "廉洁自律" or "德、能、勤".
        words: what `item_words` gives.
    """
    if label in text or any(word in text for word in words.get(label, ())):
        return True
    pieces = [piece for piece in _SPLIT.split(label) if len(piece) > 1]
    return len(pieces) > 1 and all(piece in text for piece in pieces)
