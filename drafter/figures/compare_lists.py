"""Lists with a count: 三所学校：A、B、C must name three; "three partners: A, B and C" too."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from drafter.figures.compare_words import is_han, stem, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from drafter.figures.align import Facts, Stated
    from drafter.figures.compare_say import Speaker
    from drafter.figures.owner import Layout, Place
    from drafter.model import Finding

_LEAD: Final = re.compile(r"[^。！？!?\n；;，,：:、（）()—]{0,40}(?:[：:（(]|——|—|\s[-–]\s)\s*")
_LIST_END: Final = re.compile(r"[。！？!?\n；;）)：:]|\.(?=\s|$)")
_ITEM: Final = re.compile(r"\s*(?:、|[,，]\s*(?:and|or)\s|[,，]|(?<![a-z])(?:and|or)(?![a-z]))\s*")
_HAN_AND: Final = re.compile(r"(?<=.)[和与及](?=.)")
_WORD: Final = re.compile(r"[a-z]{2,}|[^\W\da-z_]{2,}")
_LONGEST: Final = 600
_MOST: Final = 40


@dataclass(frozen=True, slots=True)
class Listing:
    """A list that belongs to a figure.

    Attributes:
        items: what it names, folded.
        counts: how many that may be: 和 may join two items or stand inside one.
        start: offset of the list.
        end: offset behind it.
    """

    items: tuple[str, ...]
    counts: frozenset[int]
    start: int
    end: int


def listing(place: Place, plain: str) -> Listing | None:
    """The list behind a figure: after its noun and a colon, dash or bracket.

    Args:
        place: the figure.
        plain: its text, folded.
    """
    lead = _LEAD.match(plain, place.figure.end)
    if lead is not None:
        end = _LIST_END.search(plain, lead.end(), lead.end() + _LONGEST)
        return _closed(plain, lead.end(), end.start() if end else min(len(plain), lead.end() + _LONGEST))
    return None


def listing_before(place: Place, plain: str) -> Listing | None:
    """The list that leads to a figure: A、B、C三所学校.

    Args:
        place: the figure.
        plain: its text, folded.
    """
    floor = max(place.sentence[0], place.figure.start - _LONGEST)
    marks = list(re.finditer(r"[。！？!?\n；;，,：:（）()]", plain[floor : place.figure.start]))
    start = floor + (marks[-1].end() if marks else 0)
    if "、" not in plain[start : place.figure.start]:
        return None
    return _closed(plain, start, place.figure.start)


def _closed(plain: str, start: int, end: int) -> Listing | None:
    """The list in a stretch of text; None where it is open, or no list of names."""
    text = plain[start:end]
    if "、" in text and "，" in text:
        end = start + text.index("，")
        text = plain[start:end]
    if words().open_end.search(text):
        return None
    items = [item.strip() for item in _ITEM.split(text) if item.strip()]
    if not items or len(items) > _MOST or any(character.isdigit() for character in text):
        return None
    counts = {len(items), len(items) + sum(1 for item in items[-1:] if _HAN_AND.search(item))}
    return Listing(tuple(items), frozenset(counts), start, end)


def list_findings(
    facts: Facts, draft: Stated, layout: Layout, right: Mapping[int, int], speaker: Speaker
) -> Iterator[Finding]:
    """Counts whose list the draft does not keep whole.

    Args:
        facts: the facts.
        draft: the draft's side.
        layout: the draft.
        right: figure of the draft to the one that it states.
        speaker: makes the findings.
    """
    for d, f in sorted(right.items()):
        place, measure = facts.stated.places[f], facts.stated.measures[f]
        if measure.family != "amount" or not isinstance(measure.low, Decimal) or not 1 < measure.low <= _MOST:
            continue
        plain = facts.layouts[place.fact].plain
        theirs = next(
            (one for one in (listing(place, plain), listing_before(place, plain)) if one and measure.low in one.counts),
            None,
        )
        if theirs is None:
            continue
        ours = listing(draft.places[d], layout.plain) or listing_before(draft.places[d], layout.plain)
        missing = [item for item in theirs.items if not _named(item, layout.plain)]
        if not missing and (ours is None or measure.low in ours.counts or len(ours.counts) > 1):
            continue
        figure = draft.places[d].figure
        start, end = (min(ours.start, figure.start), max(ours.end, figure.end)) if ours else (figure.start, figure.end)
        values = {
            "draft": figure.text,
            "count": int(measure.low),
            "missing": "”“".join(missing),
            "listed": len(ours.items) if ours else 0,
            "fact": facts.layouts[place.fact].text[theirs.start : theirs.end],
        }
        key = "count" if missing else "count_number"
        yield speaker.finding("count", start, end, (place.fact,), key=key, **values)


def _named(item: str, text: str) -> bool:
    """Whether a text names an item of a list, if in other words or shorter."""
    if item in text:
        return True
    stop = words().stop
    names = _WORD.findall(words().light.sub(" ", item)) or _WORD.findall(item)
    for name in names:
        if not is_han(name):
            if stem(name) not in stop and not re.search(rf"\b{re.escape(stem(name))}", text):
                return False
        elif name not in text and not _mostly(name, text):
            return False
    return bool(names)


def _mostly(name: str, text: str) -> bool:
    """Whether half of a name's pairs of characters are in the text."""
    pairs = [name[i : i + 2] for i in range(len(name) - 1)]
    return sum(pair in text for pair in pairs) * 2 > len(pairs)
