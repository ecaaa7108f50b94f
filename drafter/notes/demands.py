"""What a notice demands, read from the notes' front matter: lengths, shares, and items that must be covered.

A demand is a sentence (问题部分不少于1500字，占比不低于三分之一), or a table of a section's name and its demand.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Final

from drafter.errors import NotesError
from drafter.model import Requirement
from drafter.notes.front import Entry, Front, fold, known_keys, word_lists
from drafter.numbering import read_han
from drafter.patterns import regex
from drafter.shipped import read_table

if TYPE_CHECKING:
    from collections.abc import Iterator

_UNIT: Final = r"[ ]?个?(?:字符|字|characters?|chars?)(?!数)"
_NUMBER: Final = r"(?:[0-9][0-9,]*(?:\.[0-9]+)?[千万]?|[〇零一二两三四五六七八九十百千万]+)"
_AMOUNT: Final = regex(
    rf"""(?P<percent>百分之{_NUMBER}|[0-9]+(?:\.[0-9]+)?[ ]?(?:%|percent|per[ ]cent))
       | (?P<parts>[二三四五六七八九十]分之[一二三四五六七八九]|[0-9]{{1,2}}/[0-9]{{1,2}})
       | (?P<tenths>[一二两三四五六七八九]成)
       | (?P<half>一半|半数|half)
       | (?P<words>(?:an?|one|two|three)[ -](?:third|quarter|fifth|half)s?)
       | (?P<low>{_NUMBER})(?:{_UNIT})?[ ]?(?:-|—|–|~|至|到|and|to)[ ]?(?P<high>{_NUMBER})(?:{_UNIT})?
       | (?P<length>{_NUMBER})(?:{_UNIT})?""",
    re.VERBOSE | re.IGNORECASE,
)
_WORDS: Final = {"third": 3, "quarter": 4, "fifth": 5, "half": 2, "a": 1, "an": 1, "one": 1, "two": 2, "three": 3}
_PERCENT: Final = regex(r"百分之|%|per ?cent")
_HYPHEN: Final = regex(r"[ -]")
_SENTENCE_END: Final = regex(r"[;。\n]")
_CLAUSE_END: Final = regex(r",(?![0-9]{3})")
_ITEM_END: Final = regex(r"[、,;\n]")
_TRIM: Final = " \t:：,，、()（）《》“”\"'"
_ABOUT: Final = 0.1  # 约700字 allows a tenth less or more
_LEAST_LENGTH: Final = 20  # a bare number below it is no length


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a demand stands: its section and the source for messages."""

    front: Front
    line: int
    section: str = ""
    unit: str = ""

    def error(self, key: str, text: str) -> NotesError:
        """A demand that cannot be read."""
        return NotesError(key, path=self.front.path, line=self.line, text=text)

    def requirement(self, section: str, **values: object) -> Requirement:
        """A requirement of this place."""
        source = f"{self.front.path}:{self.line}"
        return replace(Requirement(section=section, source=source), **values)  # type: ignore[arg-type]  # fields by name


def read_requirements(front: Front) -> tuple[Requirement, ...]:
    """The demands of the front matter's 要求/requirements, in order.

    Args:
        front: the front matter.

    Returns:
        One requirement a demand; `section` is "" for the whole report, else its name as written.

    Raises:
        NotesError: a demand that cannot be read, or whose limits contradict each other.
    """
    entry = front.entries.get("requirements")
    return tuple(_read(entry.value, _Place(front, entry.line))) if entry is not None else ()


def _read(value: str | tuple[Entry, ...], place: _Place) -> Iterator[Requirement]:
    """The demands of a text, a list or a table."""
    if isinstance(value, str):
        for sentence in _SENTENCE_END.split(unicodedata.normalize("NFKC", value)):
            if sentence.strip(_TRIM):
                yield from _read_sentence(sentence.strip(), place)
        return
    for entry in value:
        here = replace(place, line=entry.line)
        role = known_keys("requirement_keys").get(fold(entry.key), "")
        if role == "items":
            yield here.requirement(place.section, items=_items(entry.value, here))
        elif role:
            yield from _read(entry.value, replace(here, unit=role))
        else:
            section = _section(entry.key) if entry.key else place.section
            yield from _read(entry.value, replace(here, section=section))


def _items(value: str | tuple[Entry, ...], place: _Place) -> tuple[str, ...]:
    """What must be covered: a list, or a text with 、 between."""
    if isinstance(value, str):
        parts = [part.strip(_TRIM) for part in _ITEM_END.split(unicodedata.normalize("NFKC", value))]
        return tuple(part for part in parts if part)
    if any(not isinstance(entry.value, str) or entry.key for entry in value):
        raise place.error("notes.requirement", value[0].key)
    return tuple(str(entry.value) for entry in value)


def _read_sentence(text: str, place: _Place) -> Iterator[Requirement]:
    """The demands of one sentence; a clause that names no section speaks of the one before it."""
    cover = _words("cover").search(text)
    if cover is not None and text[cover.end() :].strip(_TRIM):
        section = _section(text[: cover.start()])
        yield place.requirement(place.section or section, items=_items(text[cover.end() :], place))
        return
    section = place.section
    for clause in _CLAUSE_END.split(text):
        bounds, rest = _read_clause(clause, place)
        if not bounds:
            raise place.error("notes.requirement", text)
        if not place.section and _name(rest):
            section = _section(rest)
        for low, high in (("min_chars", "max_chars"), ("min_share", "max_share")):
            if low in bounds and high in bounds and bounds[low] > bounds[high]:
                raise place.error("notes.contradiction", text)
        yield place.requirement(section, **bounds)


def _read_clause(text: str, place: _Place) -> tuple[dict[str, float], str]:
    """The limits that a clause sets, as fields of a requirement, and the words that are left: the section's name."""
    bounds: dict[str, float] = {}
    rest: list[str] = []
    done = 0
    for amount in _AMOUNT.finditer(text):
        before, after = text[done : amount.start()], text[amount.end() :]
        share = _share(amount, place.unit)
        low, high = _span(amount) if share is None else (share, share)
        if share is None and high < _LEAST_LENGTH:
            continue
        lead, tail = _sense(before, "before"), _sense(after, "after")
        sense = lead[0] or tail[0] or ("least" if share is not None else "about")
        name = "chars" if share is None else "share"
        if amount["low"]:
            bounds |= {"min_chars": low, "max_chars": high}
        elif sense == "about":
            slack = _ABOUT * high
            bounds |= {f"min_{name}": _whole(low - slack, name), f"max_{name}": _whole(high + slack, name)}
        else:
            bounds["min_" + name if sense == "least" else "max_" + name] = high
        rest.append(before[: lead[1]] if lead[0] else before)
        done = amount.end() + tail[1]
    return bounds, "".join([*rest, text[done:]]).strip(_TRIM)


def _whole(value: float, name: str) -> float:
    """A number of characters without fraction."""
    return round(value) if name == "chars" else value


def _sense(text: str, side: str) -> tuple[str, int]:
    """Whether the words beside an amount say least, most or about; and where they begin (before) or end (after)."""
    best: tuple[str, int] = ("", 0)
    length = 0
    for sense, words in _senses()[side]:
        found = words.search(text) if side == "before" else words.match(text)
        if found is not None and found.end() - found.start() > length:
            best = (sense, found.start() if side == "before" else found.end())
            length = found.end() - found.start()
    return best


def _share(amount: re.Match[str], unit: str) -> float | None:
    """The share that an amount writes, 0 to 1; None for a length."""
    text = amount[0].lower()
    match amount.lastgroup:
        case "percent":
            share = _number(_PERCENT.sub("", text)) / 100
        case "parts":
            low, high = text.split("分之") if "分之" in text else reversed(text.split("/"))
            share = _number(high) / (_number(low) or 1)
        case "tenths":
            share = _number(text[:-1]) / 10
        case "half":
            share = 0.5
        case "words":
            count, part = _HYPHEN.split(text.rstrip("s"))
            share = _WORDS[count] / _WORDS[part]
        case _:
            value = _number(amount["length"] or "0")
            share = value if 0 < value < 1 else value / 100 if unit == "share" else 0
    return share or None


def _span(amount: re.Match[str]) -> tuple[int, int]:
    """Both ends of a length."""
    low, high = amount["low"] or amount["length"], amount["high"] or amount["length"]
    return round(_number(low)), round(_number(high))


def _number(text: str) -> float:
    """The number that digits write, Arabic or Chinese."""
    plain = text.strip().replace(",", "")
    try:
        return float(plain)
    except ValueError:
        return float(read_han(plain) or 0)


def _name(text: str) -> str:
    """The name of a section in the words round it; "" where they name none."""
    name, longer = text.strip(_TRIM), ""
    while longer != name:  # each round takes a filler from either end
        name, longer = _words("fillers").sub("", name).strip(_TRIM), name
    return name


def _section(text: str) -> str:
    """The section that words speak of; "" for the whole report."""
    name = _name(text)
    return "" if fold(name) in {fold(word) for word in word_lists()["whole"]["words"]} else name


@cache
def _lists() -> dict[str, dict[str, list[str]]]:
    """The words of `drafter/data/notes/demands.toml`."""
    return read_table("notes", "demands.toml")


@cache
def _words(name: str) -> re.Pattern[str]:
    """Any of the words of a list, longest first; fillers only at either end of a text."""
    words = [_bounded(word) for word in sorted(_lists()[name]["words"], key=len, reverse=True)]
    either = "|".join(words)
    return regex(rf"^(?:{either})|(?:{either})$" if name == "fillers" else either, re.IGNORECASE)


@cache
def _senses() -> dict[str, list[tuple[str, re.Pattern[str]]]]:
    """Side of the amount to (sense, its words)."""
    return {
        side: [(sense, _beside(_lists()[sense].get(side, ()), side)) for sense in ("least", "most", "about")]
        for side in ("before", "after")
    }


def _beside(words: list[str] | tuple[str, ...], side: str) -> re.Pattern[str]:
    """Any of the words, touching the amount."""
    either = "|".join(_bounded(word) for word in sorted(words, key=len, reverse=True))
    return regex(rf"(?:{either})[ ]?$" if side == "before" else rf"[ ]?(?:{either})", re.IGNORECASE)


def _bounded(word: str) -> str:
    """A word as a pattern: a Latin one is not a piece of a longer one."""
    pattern = re.escape(unicodedata.normalize("NFKC", word))
    return rf"\b{pattern}\b" if word[0].isascii() and word[0].isalpha() else pattern
