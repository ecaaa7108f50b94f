"""Lists with a count: 三所学校：A、B、C must name three; "three partners: A, B and C" too."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import takewhile
from typing import TYPE_CHECKING, Final, NamedTuple

from drafter.figures.compare_words import HAN, is_han, stem, words
from drafter.figures.owner_words import bare, owner_characters, owner_words
from drafter.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from drafter.figures.align import Facts
    from drafter.figures.compare_measure import Measure
    from drafter.figures.compare_say import Speaker
    from drafter.figures.owner import Layout, Place
    from drafter.figures.stated import Stated
    from drafter.model import Finding

_LEAD: Final = regex(
    r"(?:[^。！？!?\n；;，,：:、（）()—]|(?<=\d),(?=\d)){0,40}"
    rf"(?:[：:（(]|——|—|，(?:它们)?(?:分别)?[{HAN}]{{0,2}}(?:有|即|为|是|包括|位于|设在|在)"
    r"|\s[-–]\s|,\s(?:namely|that is|i\.e\.|covering|comprising|including)(?![a-z]))\s*"
)
# English, Spanish, Somali and Vietnamese, four languages in all
_ENUMERATION: Final = regex(
    r"(?<![a-z ])\s*(?:and )?(?:(?:in|of|from|with|for) )?"  # gave 2,300 hours, and A, B, C and D, four partners
    r"((?!and )[a-z'’ -]{2,120}, (?:(?!and )[a-z'’ -]{2,40}, ){0,12}[a-z'’ -]{2,40},? and [a-z'’ -]{2,40}),? $"
)
_LIST_END: Final = regex(r"[。！？!?\n；;）)：:]|\.(?=\s|$)")
_SENTENCE_END: Final = regex(r"[。！？!?\n；;]|\.(?=\s|$)")
_HAN_JOINT: Final = regex("、|》《|”“")
_ITEM: Final = regex(r"(?<=》)(?=《)|(?<=”)(?=“)|\s*(?:、|[,，]\s*(?:and|or)\s|[,，]|(?<![a-z])(?:and|or)(?![a-z]))\s*")
_HAN_AND: Final = regex(r"(?<=.)[和与及](?=.)")
_WORD: Final = regex(r"[a-z]{2,}|[^\W\da-z_]{2,}")
_AND: Final = regex(r"(?<![a-z])and(?![a-z])")
_LAST_ITEM: Final = regex(r"[a-z'’ -]+(?:, [a-z'’ -]+)*,? and [a-z'’ -]+(?=,)(?!, [^,]* and )")  # A, B and C, cost £2
_PREPOSITION: Final = regex(r"(?<![a-z])(?:to|in|at|from|with|for|on)(?![a-z]) ")
_NAME: Final = rf"(?P<name>[{HAN}]{{2,8}}?|[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){{0,3}})"
_JOINED_BEHIND: Final = regex(rf"(?:[、和及与]|,? and |, ){_NAME}(?=[，。、；\d,.;]|$| )")
_JOINED_BEFORE: Final = regex(rf"(?:^|(?<=[，。、；在是即：:]))\s*{_NAME}(?:[、和及与]|,? and |, )$")
_LEAD_LONG: Final = 40
_PAIR: Final = 2
_LONGEST: Final = 600
_MOST: Final = 40


class Listing(NamedTuple):
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
    if not _HAN_JOINT.search(plain, start, place.figure.start):
        found = _ENUMERATION.search(plain, floor, place.figure.start)
        return _led(_closed(plain, *found.span(1), whole=True)) if found else None
    return _closed(plain, start, place.figure.start)


def _led(found: Listing | None) -> Listing | None:
    """An English list whose first name may have a lead before it, or be the lead alone: our staff in A, B and C."""
    if found is None:
        return None
    led = [i for i, item in enumerate(found.items[:-1]) if _PREPOSITION.search(item)]
    last = led[0] if len(led) == 1 else 0
    if last:  # abroad, we began exporting to A, B and C: the list begins behind "to"
        items = (_PREPOSITION.split(found.items[last])[-1], *found.items[last + 1 :])
        return found._replace(items=items, counts=frozenset({len(items)}))
    first = found.items[0]
    if len(first) <= _LEAD_LONG and first.split()[0] not in words().function:
        return found
    return found._replace(counts=found.counts | {len(found.items) - 1})


def _closed(plain: str, start: int, end: int, *, whole: bool = False) -> Listing | None:
    """The list in a stretch of text, all of it or what it begins with; None where it is open, or no list of names."""
    text = plain[start:end]
    if "、" in text and "，" in text:
        end = start + text.index("，")
        text = plain[start:end]
    if not whole and (last := _LAST_ITEM.match(text)) is not None:
        end = start + last.end()
        text = last[0]
    if words().open_end.search(text):
        return None
    items = [item.strip() for item in _ITEM.split(text) if item.strip()]
    if not items or len(items) > _MOST or any(character.isdigit() for character in text):
        return None
    joined = len(_AND.findall(text)) - 1  # Boys and Girls Club: one name
    counts = {
        len(items),
        len(items) - max(joined, 0),
        len(items) + sum(1 for item in items[-1:] if _HAN_AND.search(item)),
    }
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
        place = facts.stated.places[f]
        if place.in_order and not _owner_named(place.left, layout.plain):
            figure = draft.places[d].figure
            yield speaker.finding(
                "count", figure.start, figure.end, (place.fact,), key="unnamed",
                draft=figure.text, missing=place.left, fact=f"{place.left}{place.figure.text}",
            )  # fmt: skip
            continue
        theirs = _list_of(facts, f)
        if theirs is not None:
            yield from _whole(draft.places[d], place, theirs, layout, speaker)


def named_in_full(facts: Facts, f: int, plain: str) -> bool:
    """Whether a sentence names all that a fact counts and lists: 城关、石桥小学 for 两所学校：城关小学、石桥小学.

    Args:
        facts: the facts.
        f: a figure of theirs.
        plain: the draft, folded.
    """
    theirs = _list_of(facts, f)
    if theirs is None:
        return False
    end = _shared_end(theirs.items)
    names = [item.removesuffix(end) for item in theirs.items]
    return any(all(_named(name, sentence) for name in names) for sentence in _SENTENCE_END.split(plain))


def _list_of(facts: Facts, f: int) -> Listing | None:
    """The list whose number a figure of the facts gives."""
    if f not in facts.counted:
        place = facts.stated.places[f]
        facts.counted[f] = _counted(place, facts.stated.measures[f], facts.layouts[place.fact].plain)
    return facts.counted[f]


def _counted(place: Place, measure: Measure, plain: str) -> Listing | None:
    """The list of a fact whose number the figure gives."""
    if measure.family != "amount" or not isinstance(measure.low, Decimal) or not 1 < measure.low <= _MOST:
        return None
    lists = (listing(place, plain), listing_before(place, plain))
    return next((_resolved(one, int(measure.low)) for one in lists if one and measure.low in one.counts), None)


def _resolved(found: Listing, count: int) -> Listing:
    """A list whose last item is two where the count says so: A、B和C for three."""
    last = _HAN_AND.split(found.items[-1])
    if len(last) != _PAIR or count != len(found.items) + 1:
        return found
    return found._replace(items=(*found.items[:-1], *last), counts=frozenset({count}))


def _whole(ours: Place, place: Place, theirs: Listing, layout: Layout, speaker: Speaker) -> Iterator[Finding]:
    """Whether the draft names all that the fact's list names, and no more."""
    figure = ours.figure
    lists = [one for one in (listing(ours, layout.plain), listing_before(ours, layout.plain)) if one]
    here = next((one for one in lists if one.counts & theirs.counts), lists[0] if lists else None)
    if here and not is_han(here.items[-1][-1]) and not _more_names(here, theirs, layout):
        here = None  # we drive less far, since A, B and C have offices, three in all
    shared = _shared_end(theirs.items)
    missing = [item for item in theirs.items if not _named(item.removesuffix(shared), layout.plain)]
    if not missing and here is None and (added := _added(theirs.items, ours, layout, speaker.facts)):
        here = Listing((*theirs.items, layout.text[slice(*added)]), frozenset({len(theirs.items) + 1}), *added)
    if not missing and (here is None or here.counts & theirs.counts or len(here.counts) > 1):
        return
    where = (here.start, here.end) if here else _span_of(theirs.items, ours, layout.plain)
    start, end = min(where[0], figure.start), max(where[1], figure.end)
    yield speaker.finding(
        "count", start, end, (place.fact,), key="count" if missing else "count_number",
        draft=figure.text, count=min(theirs.counts), missing="”“".join(missing), listed=len(here.items) if here else 0,
        fact=speaker.facts.layouts[place.fact].text[theirs.start : theirs.end],
    )  # fmt: skip


def _more_names(here: Listing, theirs: Listing, layout: Layout) -> bool:
    """Whether a list in English has as few names as the fact's list, or one that this has not."""
    if len(here.items) <= len(theirs.items):
        return True
    at = here.start
    for item in here.items:
        at = max(layout.plain.find(item, at), at)
        written = layout.text[at : at + len(item)]
        if item not in theirs.items and all(word[0].isupper() for word in written.split()):
            return True
    return False


def _span_of(items: tuple[str, ...], ours: Place, plain: str) -> tuple[int, int]:
    """Where the sentence of a figure names items of a list; the figure itself where it names none."""
    found = [(at, at + len(item)) for item in items if (at := plain.find(item, *ours.sentence)) >= 0]
    if not found:
        return ours.figure.start, ours.figure.end
    return min(start for start, _ in found), max(end for _, end in found)


def _added(items: tuple[str, ...], ours: Place, layout: Layout, facts: Facts) -> tuple[int, int] | None:
    """Where a name that no fact has is joined to the items of a list; its head is theirs, or it is as much a name."""
    if any(item not in layout.plain[slice(*ours.sentence)] for item in items):
        return None
    start, end = _span_of(items, ours, layout.plain)
    heads = {item[-1] for item in items}
    for found in (_JOINED_BEFORE.search(layout.text, ours.sentence[0], start), _JOINED_BEHIND.match(layout.text, end)):
        if found is None:
            continue
        name = found["name"]
        told = name[-1] in heads if is_han(name) else name[0].isupper()
        if told and not any(name.lower() in one.plain for one in facts.layouts):
            return min(start, found.start("name")), max(end, found.end("name"))
    return None


def _shared_end(items: tuple[str, ...]) -> str:
    """The characters with which all names of a list end, two of each left at least: 城关所、东河所; 小学."""
    if len(items) < _PAIR:
        return ""
    backwards = zip(*(item[::-1] for item in items), strict=False)
    end = "".join(one[0] for one in takewhile(lambda one: len(set(one)) == 1, backwards))[::-1]
    end = end[max(0, len(end) + _PAIR - min(map(len, items))) :]
    return end if end and is_han(end) else ""


def _owner_named(owner: str, text: str) -> bool:
    """Whether a text has anything of the owner that a fact gives in order: 制造业、建筑业分别为1、2."""
    characters = owner_characters(owner, 0)
    pairs = [characters[i : i + 2] for i in range(len(characters) - 1)]
    names = owner_words(owner)
    if not pairs and not names:
        return True
    return any(pair in text for pair in pairs[: max(1, len(pairs) // 2 + 1)]) or any(stem(n) in text for n in names)


def _named(item: str, text: str) -> bool:
    """Whether a text names an item of a list, if in other words or shorter."""
    if item in text:
        return True
    stop = words().stop
    names = [bare(name) for name in _WORD.findall(words().lights.sub(" ", item))]
    names = [name for name in names if name] or _WORD.findall(item)
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
