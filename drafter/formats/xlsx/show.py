"""A value as a person sees it in its cell. A format that is not known for sure is refused, never guessed.

Rounding is half up on 15 significant digits, as spreadsheets do it: 1.005 as `0.00` is 1.01, and 0.1+0.2 is 0.3.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Final

from drafter.formats.xlsx.dates import show_date
from drafter.formats.xlsx.tokens import Section, Token, UnknownFormatError, read_format

if TYPE_CHECKING:
    from collections.abc import Sequence

_PRECISION: Final = Context(prec=15, rounding=ROUND_HALF_UP)
_WIDE: Final = Context(prec=60, rounding=ROUND_HALF_UP)
_WIDTH: Final = 11  # characters that General shows, the decimal point among them, a sign not
_SIGNIFICANT: Final = 10
_SMALL: Final = -4  # powers of ten below which General looks for the shortest form
_COMPARE: Final = {
    "<": lambda left, right: left < right,
    "<=": lambda left, right: left <= right,
    ">": lambda left, right: left > right,
    ">=": lambda left, right: left >= right,
    "=": lambda left, right: left == right,
    "<>": lambda left, right: left != right,
}
_sections = cache(read_format)


def show_number(value: float | Decimal, code: str, *, from_1904: bool = False) -> str:
    """A number as its cell shows it.

    Args:
        value: as stored; dates are days since the workbook's epoch.
        code: the number format.
        from_1904: the workbook counts days from 1904-01-01, as old Macintosh files do.

    Returns:
        The text, blanks that only align it left out at both ends.

    Raises:
        UnknownFormatError: the format is not known, or its look depends on the machine.
    """
    exact = _PRECISION.create_decimal(value if isinstance(value, Decimal) else repr(value))
    section, minus = _choose(_sections(code), exact)
    if section.has("date", "elapsed", "noon"):
        return show_date(exact, section, from_1904=from_1904).strip()
    return (("-" if minus else "") + _show(abs(exact), section)).strip()


def show_text(text: str, code: str) -> str:
    """A text as its cell shows it: the format's section for text, where it has one, puts words around it."""
    try:
        sections = _sections(code)
    except UnknownFormatError:
        return text  # formats are about numbers: an unknown one shows a text as it is
    wanted = sections[3] if len(sections) > 3 else next((one for one in sections if one.has("at")), None)  # noqa: PLR2004  # the fourth section is that of texts
    if wanted is None:
        return text
    return "".join(text if token.kind == "at" else token.text for token in wanted.tokens).strip()


def _choose(sections: Sequence[Section], value: Decimal) -> tuple[Section, bool]:
    """The section for a value, and whether a minus stands before what it shows."""
    numbers = [one for one in sections[:3] if not one.has("at") or len(sections) == 1]
    if not numbers:
        raise UnknownFormatError
    if any(one.condition for one in numbers):
        for one in numbers:
            if one.condition is None or _COMPARE[one.condition[0]](value, one.condition[1]):
                below = one.condition is not None and one.condition[0] in {"<", "<="} and one.condition[1] <= 0
                return one, value < 0 and not below
        raise UnknownFormatError
    if value < 0 and len(numbers) > 1:
        return numbers[1], False
    if value == 0 and len(numbers) > 2:  # noqa: PLR2004  # the third section is that of zero
        return numbers[2], False
    return numbers[0], value < 0


def _show(value: Decimal, section: Section) -> str:
    """A number that is not negative."""
    if section.has("general", "at"):
        return "".join(general(value) if one.kind in {"general", "at"} else one.text for one in section.tokens)
    if section.has("slash") and section.has("digit"):
        return _fraction(value, section.tokens)
    if section.has("exponent"):
        return _scientific(value, section.tokens)
    return _fixed(value, section.tokens)


def general(value: Decimal) -> str:
    """A number as the format General shows it, in a cell that is wide enough: at most 11 characters."""
    if value == 0:
        return "0"
    exponent = value.adjusted()
    plain = _trim(_round(value, 12))
    if exponent < _SMALL or -1 < exponent < _SIGNIFICANT:
        if len(plain) <= _WIDTH and Decimal(plain) != 0:
            return plain
        short = _trim(_round(value, _SIGNIFICANT - 1 - exponent))
        if len(short) <= _WIDTH:
            return short
    elif exponent < 0:
        return _trim(_round(value, _SIGNIFICANT - 1))
    elif exponent == _SIGNIFICANT:
        return _round(value, 0)
    mantissa = _round(value.scaleb(-exponent), 5)
    if Decimal(mantissa) >= 10:  # noqa: PLR2004  # rounding made a digit more
        mantissa, exponent = "1", exponent + 1
    return f"{_trim(mantissa)}E{'-' if exponent < 0 else '+'}{abs(exponent):02d}"


def _round(value: Decimal, places: int) -> str:
    return format(_WIDE.quantize(value, Decimal(1).scaleb(-max(places, 0))), "f")


def _trim(digits: str) -> str:
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


# ------------------------------------------------------------------------------------------------ placeholders
def _fixed(value: Decimal, tokens: Sequence[Token]) -> str:
    """A number in placeholders: 0 # ? with thousands, scaling commas, per cent and literals in between."""
    ones = _ones(tokens)
    places = [index for index, token in enumerate(tokens) if token.kind == "digit"]
    decimals = [index for index in places if index > ones]
    grouped, scale = _commas(tokens, places, ones)
    shift = 2 * sum(token.kind == "percent" for token in tokens) - 3 * scale
    whole, _, fraction = _round(value.scaleb(shift, _WIDE), len(decimals)).partition(".")
    shown = _spread(whole, [index for index in places if index < ones], tokens, grouped=grouped)
    shown |= _spread_decimals(fraction, decimals, tokens)
    first = places[0] if places else len(tokens)
    return "".join(
        shown[index] if token.kind == "digit" else "" if token.kind == "comma" and index > first else token.text
        for index, token in enumerate(tokens)
    )


def _ones(tokens: Sequence[Token]) -> int:
    """Where the whole part ends: at the first dot, or behind all."""
    return next((index for index, token in enumerate(tokens) if token.kind == "dot"), len(tokens))


def _commas(tokens: Sequence[Token], places: Sequence[int], ones: int) -> tuple[bool, int]:
    """Whether the thousands are set off, and how many commas divide by a thousand."""
    grouped, scale = False, 0
    whole = [index for index in places if index < ones]
    for index, token in enumerate(tokens):
        if token.kind != "comma" or not places or index < places[0]:
            continue
        if index < ones and whole and whole[-1] > index:
            grouped = True
        else:
            scale += 1
    return grouped, scale


def _spread(whole: str, places: Sequence[int], tokens: Sequence[Token], *, grouped: bool) -> dict[int, str]:
    """The digits of the whole part, a string for each placeholder; the first takes all that are left."""
    digits = whole.lstrip("0")
    shown: dict[int, str] = {}
    for rank, index in enumerate(reversed(places)):
        last = rank == len(places) - 1
        own = digits[: len(digits) - rank] if last else digits[len(digits) - rank - 1 : len(digits) - rank]
        if rank >= len(digits):
            own = {"0": "0", "?": " "}.get(tokens[index].text, "")
        shown[index] = _group(own, rank) if grouped else own
    return shown


def _group(digits: str, rank: int) -> str:
    """Digits of which the last has so many behind it, with a comma behind each thousand."""
    text = ""
    for place, digit in enumerate(digits):
        behind = rank + len(digits) - 1 - place
        text += digit + ("," if behind and behind % 3 == 0 and digit != " " else "")
    return text


def _spread_decimals(fraction: str, places: Sequence[int], tokens: Sequence[Token]) -> dict[int, str]:
    """The decimals, one for each placeholder; zeros at the end show only under 0."""
    shown: dict[int, str] = {}
    needed = False
    for index, digit in reversed(list(zip(places, fraction, strict=True))):
        needed = needed or digit != "0" or tokens[index].text == "0"
        shown[index] = digit if needed else {"?": " "}.get(tokens[index].text, "")
    return shown


def _scientific(value: Decimal, tokens: Sequence[Token]) -> str:
    """A number with a power of ten; more than one placeholder before the dot makes the power a multiple of theirs."""
    at = next(index for index, token in enumerate(tokens) if token.kind == "exponent")
    mantissa, power = list(tokens[:at]), tokens[at + 1 :]
    step = max(sum(token.kind == "digit" for token in mantissa[: _ones(mantissa)]), 1)
    exponent = (value.adjusted() // step) * step if value else 0
    shown = _fixed(value.scaleb(-exponent, _WIDE), mantissa)
    if value and Decimal(shown.strip() or 0) >= Decimal(10) ** step:
        exponent += step
        shown = _fixed(value.scaleb(-exponent, _WIDE), mantissa)
    sign = "-" if exponent < 0 else "+" if tokens[at].text.endswith("+") else ""
    return f"{shown}E{sign}{_fixed(Decimal(abs(exponent)), power)}"


# ------------------------------------------------------------------------------------------------ fractions
def _fraction(value: Decimal, tokens: Sequence[Token]) -> str:
    """A number as a whole and a fraction: `# ?/?`, `# ??/??`, `?/8`."""
    at = next(index for index, token in enumerate(tokens) if token.kind == "slash")
    digits = [index for index in range(at) if tokens[index].kind == "digit"]
    numerator = next((start for start in range(at) if all(one.kind == "digit" for one in tokens[start:at])), at)
    end = next((e for e in range(at + 1, len(tokens)) if not _denominates(tokens[e])), len(tokens))
    below = "".join(token.text for token in tokens[at + 1 : end])
    if (
        numerator == at
        or not below
        or any(one.kind not in {"literal", "digit"} for one in (*tokens[:at], *tokens[end:]))
    ):
        raise UnknownFormatError
    mixed = any(index < numerator for index in digits)
    whole = int(value) if mixed else 0
    part = _nearest(Fraction(value) - whole, below)
    whole, top = whole + part[0] // part[1], part[0] % part[1] if mixed else part[0]
    before = "".join(one.text for one in tokens[:numerator] if one.kind == "literal" and one.text.strip())
    behind = "".join(one.text for one in tokens[end:])
    if mixed and not top:
        return f"{before}{whole}{behind}"
    return f"{before}{f'{whole} ' if mixed and whole else ''}{top}/{part[1]}{behind}"


def _denominates(token: Token) -> bool:
    return token.kind == "digit" or (token.kind == "literal" and token.text.isdigit())


def _nearest(value: Fraction, below: str) -> tuple[int, int]:
    """The nearest fraction with a denominator as `??` or `8` asks for."""
    if below.isdigit() and int(below):
        top = value * int(below) + Fraction(1, 2)
        return top.numerator // top.denominator, int(below)
    if below.isdigit():
        below = "?" * len(below)
    if not set(below) <= {"?", "#", "0"}:
        raise UnknownFormatError
    found = value.limit_denominator(10 ** len(below) - 1)
    return found.numerator, found.denominator
