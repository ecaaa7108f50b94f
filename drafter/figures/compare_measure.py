"""What a figure amounts to, whatever its notation: the key by which two writings of one quantity are equal."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from drafter.figures.compare_units import units

if TYPE_CHECKING:
    from drafter.model import Approx, Figure, FigureKind

Amount = Decimal | Fraction | str
_SHARES: Final = frozenset({"percent", "fraction"})
_RANKS: Final = frozenset({"rank", "ordinal"})
_ONE: Final = Decimal(1)
_HUNDREDTH: Final = Decimal("0.01")
_TELLING: Final = 3  # digits of a value that is no chance
_LARGE: Final = 100  # from here on, one digit fewer
_PARTS: Final = {"‰": Decimal("0.001"), "‱": Decimal("0.0001")}


class Measure(NamedTuple):
    """A quantity without its notation.

    Attributes:
        family: what may be compared: "share", "points", "money", "rank", "multiple", "ratio", "date" or "amount".
        low: the amount, or the lower end of a range.
        high: the upper end of a range, else None.
        unit: name of the unit's group or dimension; "" for none, or for a noun that the owner's words hold.
        hedge: name of the hedge's group, or "".
        bare: the amount (or lower end) as written, before its unit was converted.
        open: it is written without any unit or noun.
    """

    family: str
    low: Amount
    high: Amount | None
    unit: str
    hedge: str
    bare: Amount
    open: bool


def measure(figure: Figure) -> Measure:
    """The measure of a figure.

    Args:
        figure: as the reader gives it.
    """
    return _measure(figure.kind, figure.value, figure.low, figure.high, figure.unit, figure.approx)


@lru_cache(maxsize=4096)  # the draft states what the facts do
def _measure(  # noqa: PLR0913, PLR0917  # the attributes of a figure that its measure hangs on
    kind: FigureKind, value: str | None, low: str | None, high: str | None, written: str, approx: Approx | None
) -> Measure:
    tables = units()
    unit = _plain(written).partition("/")[0]  # 公里/小时 may be written 每小时…公里
    family = _family(kind, unit)
    factor = _ONE
    if family == "share":
        factor = _PARTS.get(unit, _ONE if kind == "fraction" else _HUNDREDTH)
        unit = "%"
    elif family == "money":
        unit, factor = tables.parts.get(unit, (tables.money.get(unit, unit), _ONE))
    elif family == "amount" and unit.lower() in tables.measures:
        unit, factor = tables.measures[unit.lower()]
    elif family == "amount":
        unit = tables.same.get(unit, unit if not unit.isascii() else "")
    else:
        unit = ""
    low, high = (low, high) if value is None else (value, None)
    bare = _amount(low, _ONE)
    return Measure(
        family=family,
        low=bare if factor is _ONE else _amount(low, factor),
        high=None if high is None else _amount(high, factor),
        unit=unit,
        hedge=tables.hedges.get(approx or "", approx or ""),
        bare=bare,
        open=not written,
    )


def _plain(unit: str) -> str:
    """The unit without brackets and bars: 台（套） and 台/套 are 台套."""
    if not unit or unit.isalnum():
        return unit
    return unit if unit.isascii() else unit.translate({ord(mark): None for mark in "（）()／ "})


def _family(kind: FigureKind, unit: str) -> str:
    if kind in _SHARES and (unit in {"", "%"} or unit in _PARTS):
        return "share"
    if kind in _RANKS:
        return "rank"
    if kind in {"points", "money", "multiple", "ratio", "date"}:
        return kind
    return _range_family(unit) if kind == "range" else "amount"


def _range_family(unit: str) -> str:
    tables = units()
    same = tables.same.get(unit, unit)
    if same == tables.same["%"]:
        return "share"
    if same == tables.same["百分点"]:
        return "points"
    return "money" if unit in tables.money and unit != "块" else "amount"


def _amount(value: str | None, factor: Decimal) -> Amount:
    if value is None:
        return ""
    try:
        if "/" in value:
            top, _, bottom = value.partition("/")
            return Fraction(top) / Fraction(bottom) * Fraction(factor)
        return Decimal(value) * factor
    except (InvalidOperation, ValueError, ZeroDivisionError):
        return value


def grown(figure: Figure, left: str) -> Measure:
    """What something became that grew by a figure: 增长一倍, 增长100% and 翻一番 are twice as much.

    Args:
        figure: as the reader gives it.
        left: the words before it, folded.
    """
    found = measure(figure)
    if not isinstance(found.low, Decimal) or not left.rstrip().endswith(units().growth):
        return found
    if found.family == "multiple" and (figure.lang != "en" or "time" in figure.text):  # "up twofold" says it itself
        return found._replace(low=found.low + 1)
    if found.family == "share" and found.low >= 1 and found.high is None:
        return found._replace(family="multiple", low=found.low + 1, unit="")
    return found


def same_amount(one: Measure, two: Measure) -> bool:
    """Whether two measures have the same value, each in its own unit, whatever they count."""
    if one.low == two.low and one.high == two.high:
        return True
    # one text leaves the unit to the words around: "days fell from 5.8 to 4.9", "4.9 days"
    return _left_open(one, two) and one.high is two.high is None


def same_but_for_sign(one: Measure, two: Measure) -> bool:
    """Whether one of two measures is the other with a minus: -6.3%, 6.3%."""
    ranges = one.high is not None or two.high is not None
    if ranges or not isinstance(one.low, Decimal) or not isinstance(two.low, Decimal):
        return False
    return one.low == -two.low and one.low != 0


def _left_open(one: Measure, two: Measure) -> bool:
    """Whether two amounts are written with one number, the unit on one side only."""
    return one.open != two.open and one.bare == two.bare


def same_unit(one: Measure, two: Measure) -> bool:
    """Whether what two measures count may be the same: one class of unit, or no unit on one side."""
    if one.family != two.family:
        return False
    a, b = one.unit, two.unit
    if a == b or one.family not in {"amount", "money"}:
        return True
    if not a or not b:
        return one.family == "amount" and ((a or b) not in units().dimensions or _left_open(one, two))
    generic, sortal = units().generic, units().sortal
    return (a in generic and b in sortal) or (b in generic and a in sortal)


def digits(amount: Amount) -> str:
    """The digits of an amount without its magnitude: "32" for 3200万 and for 0.32亿."""
    if isinstance(amount, Decimal):
        return "".join(map(str, amount.as_tuple().digits)).strip("0")
    return str(amount)


def is_telling(amount: Amount) -> bool:
    """Whether a value is too uncommon to be met by chance: 123, 1.25, 840, but not 12, 200 or 3000.

    Args:
        amount: as in a measure.
    """
    told = len(digits(amount))
    return told >= _TELLING or (told == _TELLING - 1 and isinstance(amount, Decimal) and amount >= _LARGE)


def one_slip(one: str, two: str) -> bool:
    """Whether two numbers of three digits or more differ in one digit, or in two that changed places.

    Args:
        one: the digits of one number.
        two: those of another.
    """
    if len(one) != len(two) or len(one) < _TELLING:
        return False
    differ = [i for i in range(len(one)) if one[i] != two[i]]
    return len(differ) == 1 or (len(differ) == 2 and sorted(one) == sorted(two))  # noqa: PLR2004  # two places changed
