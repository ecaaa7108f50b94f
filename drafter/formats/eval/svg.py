"""Plots as inline SVG: pure functions from numbers to text. Colours and letters come from the page's style, by class.

A plot is as wide as a phone, so that its letters keep their size there; a page sets several side by side.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH: Final = 360
_RIGHT: Final = 58  # room for the value behind a bar
_LABEL: Final = 17
_BAR: Final = 11
_GAP: Final = 9
_AXIS: Final = 20
_WIDE: Final = 11.5  # of a Chinese letter, and of the mean Latin one
_NARROW: Final = 6.2
_FIRST_WIDE: Final = 0x2E80
_TICKS: Final = 6


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar.

    Attributes:
        parts: (value, class of the style) from left to right.
        text: what stands behind it.
    """

    parts: tuple[tuple[float, str], ...]
    text: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A value on a line, with its name."""

    value: float
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Row:
    """A labelled line of a plot, with its bars or its dots."""

    label: str
    bars: tuple[Bar, ...] = ()
    dots: tuple[Dot, ...] = ()


def bar_plot(rows: Sequence[Row], title: str, *, mark: float | None = None, top: float | None = None) -> str:
    """Horizontal bars, each row's under its label.

    Args:
        rows: from top to bottom.
        title: what the plot shows, for those who do not see it.
        mark: a value to draw a line at, e.g. a bar that is to be kept.
        top: end of the scale; None for the longest bar's.

    Returns:
        An `<svg>` element.
    """
    longest = max((sum(value for value, _ in bar.parts) for row in rows for bar in row.bars), default=0.0)
    scale = (WIDTH - _RIGHT) / (top or max(longest, mark or 0.0) or 1.0)
    shapes: list[str] = []
    y = 0.0
    for row in rows:
        shapes.append(_text(0, y + _LABEL - 4, _fitted(row.label), "label"))
        y += _LABEL
        for bar in row.bars:
            x = 0.0
            for value, kind in bar.parts:
                shapes.append(_rect(x, y, value * scale, _BAR, kind))
                x += value * scale
            shapes.append(_text(x + 4, y + _BAR - 1, bar.text, "value"))
            y += _BAR + 2
        y += _GAP
    if mark is not None:
        shapes.append(_line(mark * scale, 0, mark * scale, y, "mark"))
    return _svg(shapes, y, title)


def dot_plot(rows: Sequence[Row], title: str, *, band: tuple[float, float] | None = None) -> str:
    """Values as dots on a line for each row, over a common scale that begins at 0.

    Args:
        rows: from top to bottom.
        title: what the plot shows, for those who do not see it.
        band: a range to shade: where the values are to lie.

    Returns:
        An `<svg>` element.
    """
    values = [dot.value for row in rows for dot in row.dots]
    ends: tuple[float, ...] = band or (1.0,)
    most: float = max([*values, *ends])
    step = _step(most)
    top = step * ceil(most / step)
    room = WIDTH - 16

    def at(value: float) -> float:
        return 6 + value / top * room

    height = len(rows) * (_LABEL + _BAR + _GAP)
    shapes = [_rect(at(band[0]), 0, at(band[1]) - at(band[0]), height, "band")] if band else []
    for number, row in enumerate(rows):
        y = number * (_LABEL + _BAR + _GAP)
        middle = y + _LABEL + _BAR / 2
        shapes += [_text(0, y + _LABEL - 4, _fitted(row.label), "label"), _line(at(0), middle, at(top), middle, "axis")]
        shapes += [_dot(at(dot.value), middle, dot) for dot in row.dots]
    for number in range(round(top / step) + 1):
        shapes.append(_text(at(number * step), height + _AXIS - 7, f"{number * step:g}", "tick"))
    return _svg(shapes, height + _AXIS, title)


def _step(most: float) -> float:
    """The distance of ticks: 1, 2, 2.5 or 5 times a power of ten, so that there are at most six."""
    power: float = 10.0 ** (floor(log10(most)) - 1)
    steps = (power * times * size for size in (1, 10) for times in (1, 2, 2.5, 5))
    return next((step for step in steps if most / step <= _TICKS), power * 100)


def _fitted(label: str) -> str:
    """A label that is not wider than the plot, by the width of letters; the middle goes first."""
    widths = [_WIDE if ord(char) >= _FIRST_WIDE else _NARROW for char in label]
    if sum(widths) <= WIDTH:
        return label
    keep = int(len(label) * (WIDTH - _WIDE) / sum(widths)) // 2
    return f"{label[:keep]}…{label[-keep:]}"


def _svg(shapes: Sequence[str], height: float, title: str) -> str:
    box = f"0 0 {WIDTH} {max(height, 1):g}"
    named = escape(title)
    return f'<svg viewBox="{box}" role="img" aria-label="{named}"><title>{named}</title>{"".join(shapes)}</svg>'


def _rect(x: float, y: float, width: float, height: float, kind: str) -> str:
    return f'<rect class="{escape(kind)}" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"/>'


def _line(x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    return f'<line class="{kind}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def _text(x: float, y: float, text: str, kind: str) -> str:
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}">{escape(text)}</text>'


def _dot(x: float, y: float, dot: Dot) -> str:
    name = escape(f"{dot.name}: {dot.value:.2f}")
    return f'<circle class="{escape(dot.kind)}" cx="{x:.1f}" cy="{y:.1f}" r="4"><title>{name}</title></circle>'
