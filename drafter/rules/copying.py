"""Copying: what was carried over from earlier reports, with its share of the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from drafter.patterns import regex
from drafter.rules.likeness import Carried, Earlier, fold
from drafter.rules.rule import Spot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.rules.context import Context

_SENTENCE: Final = regex(r"[^。！？；\n]+[。！？；]?")
_SHORTEST: Final = 14
_PERSON: Final = 0.2
"""A report that repeats a fifth of an earlier one was copied; a fresh one repeats some per cent at most."""


class _Passage(NamedTuple):
    start: int
    end: int
    how: str
    name: str
    other: str
    sentences: int


class _Carried(NamedTuple):
    passages: tuple[_Passage, ...]
    chars: int
    whole: int


def _scan(context: Context) -> _Carried:
    passages: list[_Passage] = []
    chars = whole = 0
    earlier = [
        (name, Earlier((match.group() for match in _SENTENCE.finditer(text)), _SHORTEST))
        for name, text in context.against
    ]
    headings = {context.place(section.heading.start)[0] for section in context.sections if not section.run_in}
    for sentence in context.sentences:
        size = len(fold(sentence.text))
        if context.place(sentence.start)[0] in headings:
            continue
        whole += size
        for name, index in earlier:
            found = index.find(sentence)
            if found is not None:
                chars += size
                _join(context, passages, found, name)
                break
    return _Carried(tuple(passages), chars, whole)


def _join(context: Context, passages: list[_Passage], found: Carried, name: str) -> None:
    """Add a sentence to the passage before it where it goes on with it."""
    text = found.part.text
    start = found.part.start + len(text) - len(text.lstrip())
    if passages:
        last = passages[-1]
        if last.how == found.how and last.name == name and not context.text[last.end : start].strip():
            passages[-1] = last._replace(end=found.part.end, sentences=last.sentences + 1)
            return
    passages.append(_Passage(start, found.part.end, found.how, name, found.other, 1))


def _spots(context: Context, how: str) -> Iterator[Spot]:
    for passage in context.shared(_scan).passages:
        if passage.how == how:
            values = {"name": passage.name, "other": _short(passage.other), "sentences": passage.sentences}
            yield Spot(passage.start, passage.end, values=values)


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:26]}……{text[-10:]}"  # noqa: PLR2004  # fits a line


def same(context: Context) -> Iterator[Spot]:
    """A passage that stands word for word in an earlier report."""
    return _spots(context, "same")


def figures_changed(context: Context) -> Iterator[Spot]:
    """A sentence of an earlier report with only the figures changed: the worst kind of copy."""
    return _spots(context, "figures")


def near(context: Context) -> Iterator[Spot]:
    """A sentence that is nearly one of an earlier report."""
    return _spots(context, "near")


def share(context: Context) -> Iterator[Spot]:
    """So much was carried over that the report is a copy."""
    carried = context.shared(_scan)
    if carried.whole and carried.chars >= _PERSON * carried.whole:
        names = "、".join(name for name, _ in context.against)
        values = {"share": f"{carried.chars / carried.whole * 100:.1f}%", "chars": carried.chars, "name": names}
        yield Spot(values=values)
