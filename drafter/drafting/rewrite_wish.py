"""What a person wants of a rewrite: words for the model, what the composer does, and a length, read from the words."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from math import ceil, floor
from typing import TYPE_CHECKING, Final

from drafter.drafting.rewrite_words import lists, styles
from drafter.errors import UsageError
from drafter.kinds import count_chars
from drafter.messages import say
from drafter.numbering import read_han

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.kinds import Kind
    from drafter.messages import Lang

DEFAULT_STYLE: Final = "concise"
_ABOUT: Final = 0.1  # 300字左右 allows a tenth less or more, as a notice's demand does
_LEAST_LENGTH: Final = 10  # a smaller number counts something else


@dataclass(frozen=True, slots=True)
class Length:
    """A length aimed at, in characters by the kind's counting, or in words.

    Attributes:
        low: least, or None.
        high: most, or None.
        words: words are counted.
    """

    low: int | None = None
    high: int | None = None
    words: bool = False

    def count(self, text: str, kind: Kind) -> int:
        """The length of a text as this target counts it."""
        return len(text.split()) if self.words else count_chars(text, kind.counting)

    def miss(self, text: str, kind: Kind) -> int:
        """By how much a text misses the target: 0 when it holds."""
        return max(self.over(text, kind), self.short(text, kind))

    def over(self, text: str, kind: Kind) -> int:
        """By how much a text is too long, 0 when it is not."""
        return max(self.count(text, kind) - self.high, 0) if self.high is not None else 0

    def short(self, text: str, kind: Kind) -> int:
        """By how much a text is too short, 0 when it is not."""
        return max((self.low or 0) - self.count(text, kind), 0)


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wanted.

    Attributes:
        words: for the model and the journal.
        compose: what the composer does: "tighten", "formal", "results", or "" for nothing.
        length: the length aimed at.
    """

    words: str
    compose: str = ""
    length: Length = Length()


def make_wish(instruction: str, style: str, lang: Lang, *, faults: str = "") -> Wish:
    """The wish of an instruction and a ready-made style.

    Args:
        instruction: free words, or "".
        style: name of a ready-made wish, or "".
        lang: language of the report.
        faults: what was found wrong in the section, or "".

    Returns:
        The wish; without instruction, style and faults it is the default style.

    Raises:
        UsageError: there is no such style.
    """
    known = styles()
    if style and style not in known:
        raise UsageError("rewrite.no_style", name=style, known="、".join(known))
    asked = [] if instruction or faults or style else [known[DEFAULT_STYLE].wish[lang]]
    asked += [known[style].wish[lang]] if style else []
    asked += [text for text in (instruction.strip(), faults) if text]
    compose = known[style].compose if style else "tighten"
    return Wish(("；" if lang == "zh" else "; ").join(asked), compose, read_length(instruction, lang))


def shared_out(wish: Wish, weights: Sequence[int], lang: Lang) -> tuple[Wish, ...]:
    """The wish for each of several sections: a length that is asked of all together is shared out by what they have.

    Args:
        wish: for all of them.
        weights: how long each is now.
        lang: language of the report.

    Returns:
        A wish each; the same one where no length is asked for.
    """
    low, high = wish.length.low, wish.length.high
    if len(weights) == 1 or (low is None and high is None) or not sum(weights):
        return (wish,) * len(weights)
    return tuple(_share(wish, weight / sum(weights), lang) for weight in weights)


def _share(wish: Wish, part: float, lang: Lang) -> Wish:
    """The wish with a part of its length, in its words too, since a model is told nothing else."""
    low, high = wish.length.low, wish.length.high
    own = replace(
        wish.length,
        low=None if low is None else ceil(low * part),
        high=None if high is None else max(floor(high * part), 1),
    )
    name = "part_between" if own.low and own.high else "part_high" if own.high else "part_low"
    unit = say(f"rewrite.unit_{'words' if own.words else 'chars'}", lang)
    words = wish.words + say(f"rewrite.{name}", lang, low=own.low, high=own.high, unit=unit)
    return replace(wish, words=words, length=own)


def read_length(text: str, lang: Lang) -> Length:
    """The length that an instruction asks for: 压到300字, 300—400字, 不少于500字, within 200 words.

    Args:
        text: the instruction.
        lang: its language.

    Returns:
        The length; without limits where it names none.
    """
    found = next((one for one in _amount(lang).finditer(text) if _number(one["high"]) >= _LEAST_LENGTH), None)
    if found is None:
        return Length()
    before, after = text[: found.start()].rstrip().lower(), text[found.end() :].lstrip().lower()
    high = _number(found["high"])
    words = found["unit"].startswith("word")
    if found["low"]:
        return Length(_number(found["low"]), high, words)

    def says(sense: str) -> bool:
        table = lists(lang).length
        return before.endswith(table.get(f"{sense}_before", ())) or after.startswith(table.get(f"{sense}_after", ()))

    if says("about"):
        return Length(round(high * (1 - _ABOUT)), round(high * (1 + _ABOUT)), words)
    if says("least"):
        return Length(high, None, words)
    return Length(None, high, words)


@cache
def _amount(lang: Lang) -> re.Pattern[str]:
    """A number, or two, before a unit of length."""
    number = r"(?:[0-9][0-9,]{0,8}(?:\.[0-9]{1,3})?[千万]?|[一二两三四五六七八九十百千]{1,7})"
    units = "|".join(map(re.escape, lists(lang).length["units"]))
    return re.compile(
        rf"(?:(?P<low>{number})(?:{units})?\s?(?:-|—|–|~|至|到|to)\s?)?(?P<high>{number})\s?(?P<unit>{units})",
        re.IGNORECASE,
    )


def _number(text: str) -> int:
    return read_han(text) or 0
