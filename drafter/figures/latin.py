"""Figures that begin with an English word: twenty-two clubs, half of the pupils, doubled, ranked third, in May 2023."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from drafter.figures import around, english, parts
from drafter.figures.numerals import smaller
from drafter.figures.numwords import order, parse
from drafter.figures.words import english_words
from drafter.patterns import any_word, regex

if TYPE_CHECKING:
    from drafter.figures.numwords import Words
    from drafter.figures.tail import Hit
    from drafter.model import Approx, Figure, FigureKind

_OFTEN: Final = ("twice", "thrice")
_LAST_DAY: Final = 31
_SHORT_NAME: Final = 4
_INDENT: Final = 40  # blanks before a number that stands all by itself
_MONTH: Final = regex(
    r"\.? (?:([0-9]{1,2})(?:st|nd|rd|th)?(?![0-9%,.][0-9])\b(?! ?(?:%|per)))?"
    r",?(?: ?((?:19|20)[0-9]{2})\b)?"
)
_NEXT: Final = regex(r" ([a-z]+)")
_PERIOD: Final = regex(r" (quarter|half)(?: of(?: the)?(?: year)? ?((?:19|20)[0-9]{2})?\b)?")
_RANKED: Final = regex(
    r"(?:[ -]place| nationally| nationwide| overall| statewide| among\b| (?:out )?of (?:the |all )?[0-9a-z]+"
    r"| (?:in|across) (?:the |our |its )(?:[a-z-]+ ){0,2}"
    r"(?:state|nation|country|county|district|city|region|province|world|league|sector)\b"
    r"| (?:highest|lowest|largest|fastest|smallest|biggest)(?![a-z])| (?:best|most) )"
)
_TO_ORDINAL: Final = regex(r" to (?:first|[a-z]+(?:nd|rd|th))(?![a-z])")  # rising from ninth to fourth
_COMES: Final = ("came", "come", "comes")
_MOVED_FROM: Final = (["up", "from"], ["down", "from"])  # up from ninth
_TOLD: Final = regex(r"(?<![a-z])(?:comes?|came) (?:first|second|third|fourth|fifth|last)[.:;]")
_TELLING: Final = 1500  # signs to either side
_DOUBLE: Final = regex(r" (?:the|that|those|its|our|their|what|as|last)\b")
_FIRST: Final = regex(r" (?:in|for|nationally|statewide|nationwide|among|of)\b")
_ONE_IN: Final = regex(r" [a-z]{3,} (?:in|out of)(?: every)? ([a-z]+|[0-9]{1,2})\b(?! [a-z]*s\b)")  # one pound in three
_TO: Final = regex(r"(?: (to|and) | ?([-–]) ?)(?=[a-z])")
_SHARE: Final = regex(r" (?:in|out of)(?: every)? ([a-z]+|(?!(?:19|20)[0-9]{2}\b)[0-9]{1,6})\b")


@cache
def _starts() -> re.Pattern[str]:
    words = english_words()
    known = {*words.nouns, *words.ordinals, *words.multiples, *words.ranks, *words.months, *words.groups}
    known |= {
        *words.several,
        *words.powers,
        "half",
        "quarter",
        *(f"{word}th" for word in words.powers if len(word) > _SHORT_NAME),
    }
    return regex(f"(?:{any_word(known, before=_begins)})(?![a-z])")


def _begins(first: str) -> str:
    """A word begins with a letter where no letter or digit stands before it."""
    return f"(?<![a-z0-9'’-]{first})"


def lower(text: str) -> str:
    """The text in lower case, of the same length whatever its letters."""
    low = text.lower()
    return low if len(low) == len(text) else re.sub("[A-Z]+", lambda found: found[0].lower(), text)


def scan(text: str) -> list[Hit]:
    """The figures that begin with an English word, in order."""
    low = lower(text)
    hits: list[Hit] = []
    at = 0
    search = _starts().search
    while found := search(low, at):
        hit, at = _read(low, text, found)
        at = max(at, found.end())
        if hit is not None:
            hits.append(hit)
    return hits


def merge(figures: list[Figure], found: list[Figure]) -> list[Figure]:
    """The figures of two passes in order; where two overlap, the earlier and longer stays."""
    merged: list[Figure] = []
    last = 0
    for figure in sorted([*figures, *found], key=lambda figure: (figure.start, -figure.end)):
        if figure.start >= last:
            merged.append(figure)
            last = figure.end
    return merged


def _read(  # noqa: PLR0911  # one way out for each sort
    low: str, text: str, found: re.Match[str]
) -> tuple[Hit | None, int]:
    words = english_words()
    start, end = found.span()
    word = found[0]
    if (skip := around.phrase_at(low, start)) > 0:
        return None, skip
    if word in words.months:
        return _month(low, text, start, end, words.months[word])
    if word == "double" and not _DOUBLE.match(low, end):
        return None, end
    if word == "one" and low[start - 7 : start] == "number " and _FIRST.match(low, end):
        return (start - 7, end, "rank", "1", None, None, "", None, "en"), end
    if word in words.multiples:
        before, begin = around.hedge_before(low, start)
        kind: FigureKind = (
            "quantity"
            if word in _OFTEN and _said_of(low, begin) and not english.multiplies(low, begin, end)
            else "multiple"
        )
        return (begin, end, kind, words.multiples[word], None, None, "times", before, "en"), end
    if word in words.ranks:
        return (start, end, "rank", words.ranks[word], None, None, "", None, "en"), end
    if word in words.ordinals:
        hit = _ordinal(low, start, end, words.ordinals[word]) or _ordered(low, start, end, words.ordinals[word])
        return hit, hit[1] if hit else end
    return _number(low, start, end)


def _said_of(low: str, start: int) -> bool:
    """Whether a word stands right before: visited twice."""
    return low[start - 1 : start] == " " and low[start - 2 : start - 1].isalpha()


def _month(  # one more than five: the text as written decides whether may is May
    low: str, text: str, start: int, end: int, month: int
) -> tuple[Hit | None, int]:
    if text[start].islower():
        return None, end
    is_full = low[start:end] in english_words().full_months
    found = None if is_full and low[end : end + 1] == "." else _MONTH.match(low, end)  # until August. 14 sailings
    day, year = (found[1], found[2]) if found else (None, None)
    if found and (day or year):
        value = f"{year or '-'}-{month:02}" + (f"-{int(day):02}" if day and 1 <= int(day) <= _LAST_DAY else "")
        stop = found.end(2) if year else found.end(1)
        if low[stop : stop + 2] in ("st", "nd", "rd", "th"):
            stop += 2
        return (start, stop, "date", value, None, None, "", None, "en"), stop
    before = low[max(0, start - 8) : start].split()
    if is_full and before and before[-1] in english_words().month_before:
        return (start, end, "date", f"--{month:02}", None, None, "", None, "en"), end
    behind = _NEXT.match(low, end)
    if behind and behind[1] in english_words().month_behind and low[start - 1 : start] in "\n ":
        return (start, end, "date", f"--{month:02}", None, None, "", None, "en"), end
    return None, end


def _ordinal(low: str, start: int, end: int, value: int) -> Hit | None:
    words = english_words()
    period = _PERIOD.match(low, end)
    if period and value in (1, 2, 3, 4):
        name = f"{'Q' if period[1] == 'quarter' else 'H'}{value}"
        stop = period.end() if period[2] else period.end(1)
        return start, stop, "date", f"{period[2] or '-'}-{name}", None, None, "", None, "en"
    number = parse(low, start)
    if number is not None and number.kind == "fraction":
        before, begin = around.hedge_before(low, number.start)
        return begin, number.end, "fraction", number.value, None, None, "", before, "en"
    before_words = low[max(0, start - 24) : start].split()
    last = before_words[-1] if before_words else ""
    if last in _COMES and _told(low, start, end):
        return None
    if (
        (last in words.rank_verbs and (last not in _COMES or value > 1))
        or (last in ("joint", "equal") and before_words[-2:-1])
        or before_words[-2:] in _MOVED_FROM
        or _RANKED.match(low, end)
        or (last == "from" and _TO_ORDINAL.match(low, end))
        or (value > 1 and english.SUPERLATIVE.match(low, end))
    ):
        return start, end, "rank", str(value), None, None, "", None, "en"
    return None


def _ordered(low: str, start: int, end: int, value: int) -> Hit | None:
    """An ordinal that is no rank, as 25th is in digits; the first ten order the words of a text too often."""
    if value <= _SPOKEN or low.startswith(_NOT_COUNTED, end) or _OF_MONTH.match(low, end):
        return None
    return start, end, "ordinal", str(value), None, None, "", None, "en"


_SPOKEN: Final = 10
_NOT_COUNTED: Final = (" centur", "-centur", " street", " aven", " hour", "-hour")
_OF_MONTH: Final = regex(rf" of (?:{'|'.join(sorted(english_words().full_months))})\b")


def _told(low: str, start: int, end: int) -> bool:
    """Whether an ordinal counts the points of a speech: Safety came first. … Growth came second."""
    if low[end : end + 1] not in ".:;":
        return False
    around_it = low[max(0, start - _TELLING) : start], low[end : end + _TELLING]
    own = low[start:end]
    return any(own not in other[0] for part in around_it for other in _TOLD.finditer(part))


def _number(  # noqa: PLR0911  # one way out for each sort
    low: str, start: int, end: int
) -> tuple[Hit | None, int]:
    read = parse(low, start)
    if read is None:
        return None, end
    if read.kind != "number":
        before, first = around.hedge_before(low, read.start)
        kind: FigureKind = "number" if read.kind == "several" else "fraction"
        hedge: Approx | None = "several" if read.kind == "several" else before
        value, first = _with_sign(low, first, read.value) if hedge is None else (read.value, first)
        return (first, read.end, kind, value, None, None, "", hedge, "en"), read.end
    if (ordinal := order(low, read)) is not None:
        number, stop = ordinal
        return _ordinal(low, start, stop, number) or _ordered(low, start, stop, number), stop
    share = _SHARE.match(low, read.end) or (_ONE_IN.match(low, read.end) if read.value == "1" else None)
    below = parts.whole_at(low, share.start(1)) if share else None
    if below and read.value.isdigit() and smaller(read.value, below[0]):
        before, first = around.hedge_before(low, read.start)
        return (first, below[1], "fraction", f"{read.value}/{below[0]}", None, None, "", before, "en"), below[1]
    if read.value == "1" and (bar := parts.over_bar(low, read.end)):
        value, first = _with_sign(low, read.start, f"1/{bar[0]}")
        return (first, bar[1], "fraction", value, None, None, "", None, "en"), bar[1]
    if span := _span(low, read):
        return span, span[1]
    hit, after = english.finish(low, read.start, read.end, read.value)
    if hit is not None and low[read.start : read.end] == "one" and not _counts_one(low, hit):
        return None, end
    return hit, after


def _with_sign(low: str, start: int, value: str) -> tuple[str, int]:
    """A value with the word of sign before it, and where it begins: minus two thirds."""
    last = around.last_word(low, start)
    return (f"-{value}", start - len(last) - 1) if around.signed(last, None) else (value, start)


def _span(low: str, first: Words) -> Hit | None:
    """A range in words: four to six minutes, between three and five visits."""
    mark = _TO.match(low, first.end)
    if mark is None or not around.opens_range(low, first.start, mark[1] or mark[2]):
        return None
    second = parse(low, mark.end())
    if second is None or second.kind != "number" or not smaller(first.value, second.value):
        return None
    hit, _ = english.finish(low, second.start, second.end, second.value)
    if hit is None or hit[4] is not None:
        return None
    before, begin = around.hedge_before(low, first.start)
    return begin, hit[1], "range", None, first.value, second.value, hit[6], before or hit[7], "en"


_ENDS: Final = frozenset(".,;:!?)\n\0%")
_JOINS: Final = (" is", " are", " was", " were", " and ", " or ", " to ", " per")


def _counts_one(low: str, hit: Hit) -> bool:
    """Whether "one" counts: with a measure or a hedge that is not "at least", or all by itself."""
    if (hit[3] or "").startswith("-"):
        return low[hit[1]] in _ENDS or low.startswith(_JOINS, hit[1])
    if hit[6]:
        return hit[2] in ("percent", "points", "money", "age") or hit[6] in english_words().measures
    # Only near the start: to look over the whole text at each "one" takes the square of its length.
    return hit[0] <= _INDENT and low[: hit[0]].strip() == "" and low[hit[1] :].strip("\0 .") == ""
