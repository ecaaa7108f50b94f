"""Facts that a draft states word for word, each once: their figures need no weighing against others.

Such a fact stands between marks, behind 一是 at most, so that all words that its figures belong to are its own.
Whatever lays a draft's figure against its fact's, by owner, order, name or subject, finds the same on both sides.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from drafter.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.figures.owner import Layout
    from drafter.figures.stated import Stated

_MARKS: Final = "。！？!?\n；;，,"
_OPENS: Final = regex(rf"(?:^|[{_MARKS}]|\.\s)\s*(?:[一二三四五六七八九十]{{1,2}}是)?$")
_BEFORE: Final = 8  # signs that this looks at
_CLOSES: Final = regex(rf"$|[{_MARKS}]|\.(?=\s|$)")
_END: Final = "。.；;，, "
_FEWEST: Final = 4  # signs beside its figures that make a fact what no other text says by chance


class Whole(NamedTuple):
    """A fact as it may stand in a draft.

    Attributes:
        words: what it says, folded, without the mark at the end.
        first: number of its first figure.
        spans: offsets of its figures.
        likely: which of them says most, being the longest: by it the fact is looked up.
        text: that figure as written.
    """

    words: str
    first: int
    spans: list[tuple[int, int]]
    likely: int
    text: str


def wholes(layouts: Sequence[Layout]) -> tuple[Whole, ...]:
    """The facts that have a figure and words of their own, the longest first.

    Args:
        layouts: all facts.
    """
    found: list[Whole] = []
    first = 0
    for layout in layouts:
        words, figures = layout.plain.rstrip(_END), [place.figure for place in layout.places]
        spans = [(figure.start, figure.end) for figure in figures]
        told = sum(end - start for start, end in spans)
        if spans and told + _FEWEST <= len(words) and spans[-1][1] <= len(words):
            texts = [figure.text for figure in figures]
            text = max(texts, key=len)
            found.append(Whole(words, first, spans, texts.index(text), text))
        first += len(spans)
    times = Counter(whole.words for whole in found)
    return tuple(sorted((one for one in found if times[one.words] == 1), key=lambda one: -len(one.words)))


def settled(layout: Layout, draft: Stated, facts: Stated, known: Sequence[Whole]) -> dict[int, int]:
    """The figures of the facts that stand in a draft word for word.

    Args:
        layout: the draft.
        draft: its figures.
        facts: those of the facts.
        known: the facts that may stand in it.

    Returns:
        Figure of the draft to that of the facts.
    """
    spots: dict[str, list[int]] = {}
    for place in layout.places:
        spots.setdefault(place.figure.text, []).append(place.order)
    found: dict[int, int] = {}
    for whole in known:
        if whole.text not in spots:
            continue
        first = _first(whole, layout, spots[whole.text])
        if first is None:
            continue
        pairs = {first + i: whole.first + i for i in range(len(whole.spans))}
        if found.keys().isdisjoint(pairs) and all(_same(draft, d, facts, f) for d, f in pairs.items()):
            found |= pairs  # a shorter fact that a longer one holds is not told by it
    return found


def _first(whole: Whole, layout: Layout, spots: Sequence[int]) -> int | None:
    """The figure of a draft with which the one stretch begins that has all words of a fact, and no other figure."""
    words, plain, places = whole.words, layout.plain, layout.places
    shift = whole.spans[whole.likely][0]
    starts = [(d, places[d].figure.start - shift) for d in spots]
    begins = [(d, start) for d, start in starts if start >= 0 and plain.startswith(words, start)]
    if len(begins) != 1:
        return None
    [(likely, at)] = begins
    first, end = likely - whole.likely, at + len(words)
    opens = at == 0 or plain[at - 1] in _MARKS or _OPENS.search(plain[max(0, at - _BEFORE) : at]) is not None
    if first < 0 or not opens or not _CLOSES.match(plain, end):
        return None
    last = first + len(whole.spans)
    near = [place.figure for place in places[max(first - 1, 0) : last + 1]]
    inside = [(one.start - at, one.end - at) for one in near if one.end > at and one.start < end]
    return first if inside == whole.spans else None


def _same(draft: Stated, d: int, facts: Stated, f: int) -> bool:
    """Whether two figures say and do the same."""
    alike = draft.measures[d] == facts.measures[f] and draft.bearings[d] == facts.bearings[f]
    return alike and draft.dates.get(d) == facts.dates.get(f)
