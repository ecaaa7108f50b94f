"""How a figure moves: up or down, and whether it is what something was (from) or became (to)."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from drafter.figures.compare_words import HAN, is_han, words
from drafter.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.figures.owner import Place

Direction = Literal["up", "down", ""]
Role = Literal["from", "to", ""]
Extent = Literal["by", "to", "of", ""]

_FROM: Final = regex(rf"(?:[由从][{HAN}]{{0,8}}|(?<![a-z])from(?:\s+[a-z’']+){{0,3}})\s*$")
_TO_NEXT: Final = regex(rf"\s*(?:[{HAN}]{{0,6}}[至到为成达]|[a-z ]{{0,24}}(?<![a-z])to(?![a-z]))")
_TO_FIRST: Final = regex(r"(?<![a-z])to\s*$")
_DOWN_TO: Final = regex(r"\s*(?:(?:was |were )?(?:up|down|cut|reduced|raised|improved|falling|rising) )?to\s*")
_MOVED_TO: Final = regex(
    rf"(?:进一步|逐步|已|再)?[上下回]?[压缩提涨降升增减扩调爬攀跌落滑拉延抬][{HAN}]{{0,2}}[到至为成]"
)
_FROM_NEXT: Final = regex(r"\s*from(?![a-z])")
_BEFORE_NEXT: Final = regex(
    r"(?:(?<![a-z])(?:not|instead of|rather than|against|versus|vs|compared (?:with|to)|(?:down|up) from"
    r"|where (?:it|they|we|there) (?:was|were|had been|stood)|used to [a-z]+|(?:^|  )\s*(?:was|were)"
    r"|previously|formerly)"
    r"|[较比]的?|(?:上一?年|前一年|去年|原)的?(?:同期)?[为是有要需达]?"
    rf"|(?:过去|以前|之前|原来|原先|此前|从前|先前|早先|往年|以往|当初)(?:的|同期)?[{HAN}]{{0,4}})\s*$"
)
# 过去561千克，如今548千克; 38% a year ago, is now 27%
_ONCE: Final = regex(
    rf"(?:过去|以前|原来|原先|此前|从前|先前|早先|往年|以往|曾经|当初)[{HAN}]{{0,8}}$"
    r"|(?<![a-z])(?:was|were|used to [a-z]+|once)\s*$"
)
_ONCE_BEHIND: Final = regex(
    r"\s*(?:a year|\w+ years) (?:ago|earlier|before)(?![a-z])|\s*(?:last year|previously|before)(?![a-z])"
)
_HAD_BEEN: Final = regex(r"\s*had been(?![a-z])")  # down to 19%, where 24% had been the figure
_NOW_NEXT: Final = regex(
    rf"(?:如今|现在|而今|眼下|目前|现已|之后|以后|改造后|今年)[{HAN}]{{0,6}}$"
    r"|(?<![a-z])(?:now|this year|today)(?: [a-z]+){0,2}\s*$"
)
_NOW_BEHIND: Final = regex(r"\s*(?:now|today|this year)(?![a-z])")
_CLASSIFIER: Final = "个"  # 只需2个工作日，原来5个
_EACH: Final = regex(rf"(?:每[{HAN}]{{1,3}}|[{HAN}]均)(?:(?:平均|培养|培训|拥有|增收|有|出|达到|达|为|约){{0,3}})$")
_RISEN: Final = ("+", "＋", "↑")
_FALLEN: Final = ("↓",)
_SHARES: Final = ("占", "占到", "占了", "占比", "占比为", "比重为", "比例为")
_MEASURES: Final = ("幅", "速")  # 降幅为31.2% is how far it moved
_IS: Final = ("", "为", "是", "达", "达到")
_LINKS: Final = ("", "了")
_GOT: Final = ("至", "到", "为", "到了", "to")
_MOVED: Final = ("了", "by")
_AIM: Final = regex(r"(?<![a-z])to (?:[a-z]+ly )?(?:help |further )?$")  # to 3.2 hours to improve efficiency
_SOON_HAN: Final = 3
_SOON_LATIN: Final = 14
_REACH: Final = 60
_NAMED: Final[dict[str, Direction]] = {"up": "up", "down": "down"}
_OF_TIME: Final[dict[str, Direction]] = {**_NAMED, "earlier": "down", "later": "up"}


class Bearing(NamedTuple):
    """How a figure moves; "" where the words do not say.

    Attributes:
        direction: which way.
        role: which end of a movement it is.
        extent: whether it is how far something moved (下降84元), how far it got (降到3268元), or a share (占7%).
    """

    direction: Direction
    role: Role
    extent: Extent = ""


def bearings(places: Sequence[Place]) -> list[Bearing]:
    """The bearing of each figure of a text.

    Args:
        places: the figures in order.
    """
    roles: list[Role] = [""] * len(places)
    amounts = [i for i, place in enumerate(places) if place.figure.kind != "date"]  # from 37 hours in 2021 to 31
    dates = [i for i, place in enumerate(places) if place.figure.kind == "date"]
    for i, behind in [*pairwise(amounts), *_apart(places, amounts), *pairwise(dates)]:
        one, two = places[i], places[behind]
        if one.sentence != two.sentence or roles[i] or not _alike(one, two):
            continue
        first, second = _ends(one.left), _ends(two.left)
        if (first.opens and second.reaches) or _joined_to(one, two) or _once_and_now(one, two):
            roles[i], roles[behind] = "from", "to"
        elif second.looks_back or _HAD_BEEN.match(two.right) or (first.ends_to and second.begins_from):
            roles[i], roles[behind] = "to", "from"
    found: list[Bearing] = []
    for i, place in enumerate(places):
        direction = _direction(place)
        if not direction and i and roles[i] == "to" and roles[i - 1] and place.sentence == places[i - 1].sentence:
            direction = found[i - 1].direction
        found.append(Bearing(direction, roles[i], _extent(place.left[-_REACH:])))
    return found


def _apart(places: Sequence[Place], amounts: Sequence[int]) -> list[tuple[int, int]]:
    """Amounts with one of another sort between them: $391,000 spent on 214 tonnes of feed against $420,000."""
    return [
        (one, two)
        for one, between, two in zip(amounts, amounts[1:], amounts[2:], strict=False)
        if places[one].figure.unit == places[two].figure.unit != places[between].figure.unit
        and _ends(places[two].left).looks_back
        and places[two].figure.lang == "en"
        and places[one].sentence == places[two].sentence
    ]


def _joined_to(one: Place, two: Place) -> bool:
    """Whether a figure leads to the next of its unit: 22天缩到13天, 6 days to 4 days, 43 to 29 (no range: it falls)."""
    if one.figure.unit != two.figure.unit:
        return False
    if not one.figure.unit:
        return two.left.strip() == "to"
    return (_DOWN_TO.fullmatch(two.left) or _MOVED_TO.fullmatch(two.left)) is not None


def _once_and_now(one: Place, two: Place) -> bool:
    """Whether a figure is what something was, and the next one what it is now."""
    once = _ONCE.search(one.left) or _ONCE_BEHIND.match(one.right)
    return once is not None and (_NOW_NEXT.search(two.left) or _NOW_BEHIND.match(two.right)) is not None


class _Ends(NamedTuple):
    """What the words before a figure make of it and of the figure before them."""

    opens: bool
    reaches: bool
    looks_back: bool
    ends_to: bool
    begins_from: bool


@lru_cache(maxsize=4096)
def _ends(left: str) -> _Ends:
    return _Ends(
        opens=_FROM.search(left) is not None,
        reaches=_TO_NEXT.match(left) is not None,
        looks_back=_BEFORE_NEXT.search(left) is not None,
        ends_to=_TO_FIRST.search(left) is not None,
        begins_from=_FROM_NEXT.match(left) is not None,
    )


def _alike(one: Place, two: Place) -> bool:
    """Whether two figures may be two states of one thing."""
    a, b = one.figure, two.figure
    same = a.kind == b.kind or b.unit == _CLASSIFIER or ("number" in (a.kind, b.kind) and "%" not in (a.unit, b.unit))
    return same and (a.unit == b.unit or not a.unit or not b.unit or (b.unit == _CLASSIFIER and a.unit in a.text))


def is_each(place: Place) -> bool:
    """Whether a figure is what each of several has: 平均每村6名.

    Args:
        place: where the figure stands.
    """
    return _EACH.search(place.left) is not None


def opposed(one: Bearing, two: Bearing) -> bool:
    """Whether one goes up where the other goes down, is the start where it is the end, or the step where the result.

    Args:
        one: a figure.
        two: another.
    """
    if one == two:
        return False
    if "by" in (one.extent, two.extent) and {one.extent, two.extent} & {"to", "of"}:
        return True
    return {one.direction, two.direction} == {"up", "down"} or {one.role, two.role} == {"from", "to"}


_UPWARD: Final = ("longer", "more", "higher", "later")
_YEAR_BEFORE: Final = regex(
    r"\s*(longer|more|higher|later|shorter|fewer|less|lower|earlier|sooner)"
    r" (?:the year before|last year|a year (?:ago|earlier|before))"
)


def _direction(place: Place) -> Direction:
    is_time = place.figure.kind == "duration"
    # having waited 9 minutes longer the year before
    if "year" in place.right and (turned := _YEAR_BEFORE.match(place.right)):
        return "down" if turned[1] in _UPWARD else "up"
    return _last_turn(place.left, is_time=is_time) or _first_turn(place.right, is_time=is_time)


@lru_cache(maxsize=4096)
def _extent(left: str) -> Extent:
    """What the word of movement, or of a share, right before a figure makes of it."""
    if left.endswith(_SHARES):
        return "of"
    if left.endswith((*words().up_end, *words().down_end)) and not left.endswith(words().no_end):
        return "by"
    turns = list(words().turns(left))
    if not turns or turns[-1][0] not in _NAMED:
        return ""
    _, start, end = turns[-1]
    between = left[end:].strip()
    return _moved(left[start:end], between)


def _moved(turn: str, between: str) -> Extent:
    """What a word of movement makes of a figure, with the words between."""
    if turn.endswith(_MEASURES) and between in _IS:
        return "by"
    if turn.endswith(("至", "到")):
        return "to" if between in _LINKS else ""
    if between in _GOT or turn.endswith("于"):
        return "to" if between in _GOT else ""
    return "by" if between in _MOVED or (not between and is_han(turn)) else ""


@lru_cache(maxsize=4096)
def _last_turn(left: str, *, is_time: bool) -> Direction:
    """The word of direction nearest to a figure, before it."""
    if not left.endswith(words().no_end):
        if left.endswith((*_RISEN, *words().up_end)):
            return "up"
        if left.endswith((*_FALLEN, *words().down_end)):
            return "down"
    direction: Direction = ""
    named = _OF_TIME if is_time else _NAMED
    for name, _, _ in words().turns(left[-_REACH:]):
        direction = named.get(name, direction)
    return direction


@lru_cache(maxsize=4096)
def _first_turn(right: str, *, is_time: bool) -> Direction:
    """A word of direction right behind a figure."""
    named = _OF_TIME if is_time else _NAMED
    soon = _SOON_HAN if right[:1] > "〇" else _SOON_LATIN
    for name, start, _ in words().turns(right, 0, min(len(right), _REACH)):
        if start > soon or _AIM.search(right, 0, start):
            break
        if name in named:
            return named[name]
    return ""
