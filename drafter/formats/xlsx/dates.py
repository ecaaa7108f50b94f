"""Dates and times, stored as days since an epoch, as their cell shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Final

from drafter.formats.xlsx.tokens import UnknownFormatError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.formats.xlsx.tokens import Section, Token

_EPOCH: Final = datetime(1899, 12, 30)  # noqa: DTZ001  # cells know no zone
_EPOCH_1904: Final = datetime(1904, 1, 1)  # noqa: DTZ001  # the same
_LEAP_BUG: Final = 60  # the day 1900-02-29, which never was: days before it count from one day later
_LAST_DAY: Final = 2_958_465  # 9999-12-31
_DAY: Final = 86_400
_NOON: Final = 12
_NAME: Final = 3  # letters from which on a format means a name
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAYS: Final = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class _Moment:
    """A point in time, and the seconds since the epoch, for elapsed hours."""

    day: datetime
    seconds: Decimal
    clock12: bool
    english: bool


def show_date(serial: Decimal, section: Section, *, from_1904: bool) -> str:
    """A date or time as its cell shows it.

    Args:
        serial: days since the epoch.
        section: of the number format.
        from_1904: which epoch.

    Returns:
        The text.

    Raises:
        UnknownFormatError: no such day, or names whose language depends on the machine.
    """
    tokens = section.tokens
    decimals = _decimals(tokens)
    if not 0 <= serial <= _LAST_DAY:
        raise UnknownFormatError
    seconds = (serial * _DAY).quantize(Decimal(1).scaleb(-max(decimals, 0)), ROUND_HALF_UP)
    dated = any(token.kind == "date" and token.text[0] in "ydea" for token in tokens)
    if dated and not from_1904 and serial < 1:
        raise UnknownFormatError  # shown as the 0th of January 1900
    shift = 1 if not from_1904 and serial < _LEAP_BUG else 0
    day = (_EPOCH_1904 if from_1904 else _EPOCH) + timedelta(days=shift, seconds=int(seconds))
    moment = _Moment(day, seconds, section.has("noon"), section.english)
    text = ""
    for index, token in enumerate(tokens):
        if token.kind == "digit":
            continue  # of the fraction of a second, shown at its dot
        if token.kind == "dot" and index + 1 < len(tokens) and tokens[index + 1].kind == "digit":
            text += "." + str(seconds % 1).partition(".")[2].ljust(decimals, "0")
        else:
            text += _show(token, index, tokens, moment)
    return text


def _decimals(tokens: Sequence[Token]) -> int:
    """Digits of the fraction of a second."""
    return sum(token.kind == "digit" for token in tokens)


def _show(token: Token, index: int, tokens: Sequence[Token], moment: _Moment) -> str:
    if token.kind == "elapsed":
        whole = int(moment.seconds) // {"h": 3600, "m": 60, "s": 1}[token.text[0]]
        return f"{whole:0{len(token.text)}d}"
    if token.kind == "noon":
        morning, evening = token.text.split("/")
        return morning if moment.day.hour < _NOON else evening
    if token.kind == "date":
        if token.text[0] == "m" and _is_minutes(index, tokens):
            return _padded(moment.day.minute, token.text)
        return _part(token.text, moment)
    if token.kind in {"literal", "slash", "comma", "dot"}:
        return token.text
    raise UnknownFormatError


def _is_minutes(index: int, tokens: Sequence[Token]) -> bool:
    """Whether m means minutes: behind hours, or before seconds."""
    parts = [place for place, token in enumerate(tokens) if token.kind in {"date", "elapsed"}]
    own = parts.index(index)
    before = tokens[parts[own - 1]].text[0] if own else ""
    behind = tokens[parts[own + 1]].text[0] if own + 1 < len(parts) else ""
    return len(tokens[index].text) <= 2 and (before == "h" or behind == "s")  # noqa: PLR2004  # mmm is a month's name


def _part(letters: str, moment: _Moment) -> str:
    """A year, month, day, weekday, hour or second."""
    day, count = moment.day, len(letters)
    if letters[0] in "md" and count >= _NAME:
        return _name(letters, moment)
    hour = (day.hour + 11) % 12 + 1 if moment.clock12 else day.hour
    numbers = {"m": day.month, "d": day.day, "h": hour, "s": day.second}
    if letters[0] in numbers:
        return _padded(numbers[letters[0]], letters)
    if letters[0] == "a":
        return ("星期" if count > _NAME else "") + _WEEKDAYS[day.weekday()]
    return f"{day.year % 100:02d}" if letters in {"y", "yy"} else f"{day.year:04d}"


def _name(letters: str, moment: _Moment) -> str:
    """The name of a month or day: mmm is Jan, mmmm January, mmmmm J."""
    if not moment.english:
        raise UnknownFormatError
    names, number = (_MONTHS, moment.day.month - 1) if letters[0] == "m" else (_DAYS, moment.day.weekday())
    name = names[number]
    return name[:3] if len(letters) == _NAME else name[:1] if len(letters) > _NAME + 1 else name


def _padded(number: int, letters: str) -> str:
    return f"{number:02d}" if len(letters) > 1 else str(number)
