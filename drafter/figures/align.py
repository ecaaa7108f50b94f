"""Which figure of the facts each figure of the draft states: a global assignment, not one figure after the other.

First the figures that agree in everything are matched, those with the likest owners to each other. What is left on
both sides is matched by owner, value and unit: these are the altered ones. A figure of the draft may repeat one that is
matched already; what the facts still have left is missing.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from drafter.figures.align_solve import assign
from drafter.figures.compare_dates import goes_without
from drafter.figures.compare_marks import Known, known, marks
from drafter.figures.compare_measure import Amount, digits, is_telling, one_slip, same_amount, same_unit
from drafter.figures.owner import Layout, lay_out
from drafter.figures.owner_index import Index, Owners, members
from drafter.figures.settled import Whole, settled, wholes
from drafter.figures.stated import Stated, agrees, state

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from drafter.figures.compare_lists import Listing
    from drafter.model import Figure

_LIKE_ENOUGH: Final = 0.3  # share of the owner's words that makes an unequal figure the same one, altered
_REPEATED: Final = 0.45  # the same, for a figure whose fact is stated elsewhere too
_STRAY: Final = 0.06  # below this, a second figure of equal value belongs to something else
_STRAY_UNIT: Final = 0.25  # the same, where it is counted with another unit: 教材2册 beside 任教两个班
OF_THEM: Final = ("of them", "of these", "of us")
"""Behind a figure: all 84 of them are what was told before."""
_POINTING: Final = ("这", "那", "上述")  # 那37套曾经空着的房子
_MORE_LIKE: Final = 0.3  # by so much more a missing figure's owner must be like than that of the figure of equal value


@dataclass(frozen=True, slots=True)
class Facts:
    """All that is known of the facts before a draft is seen.

    Attributes:
        plain: all facts, folded.
        falls: an amount of theirs has a minus.
        wholes: those that a draft may state word for word.
        clauses: for a figure, its clause as it is laid against those of drafts; filled as they are asked for.
        counted: for a figure, the list whose number it gives, or None; filled as they are asked for.
    """

    layouts: tuple[Layout, ...]
    plain: str
    stated: Stated
    index: Index
    by_amount: Mapping[tuple[Amount, Amount | None], tuple[int, ...]]
    marks: Known
    falls: bool
    wholes: tuple[Whole, ...]
    clauses: dict[int, str] = field(default_factory=dict)
    counted: dict[int, Listing | None] = field(default_factory=dict)


class Alignment(NamedTuple):
    """What belongs to what; figures by their number in the draft and in the facts.

    Attributes:
        agreed: figure of the draft to the one that it states.
        altered: figure of the draft to the one that it states wrongly.
        unsourced: figures of the draft that no fact states.
        missing: figures of the facts that the draft does not state.
        owners: the owners of the draft's figures against those of the facts.
        settled: those of `agreed` whose fact the draft states word for word.
    """

    agreed: dict[int, int]
    altered: dict[int, int]
    unsourced: list[int]
    missing: list[int]
    owners: Owners
    settled: Mapping[int, int]


def prepare(texts: Sequence[str], figures: Sequence[tuple[Figure, ...]], year: int | None) -> Facts:
    """Read the facts for comparing.

    Args:
        texts: the facts as written.
        figures: what the reader found in each.
        year: the year of the report, or None.
    """
    layouts = tuple(lay_out(text, found, n) for n, (text, found) in enumerate(zip(texts, figures, strict=True)))
    stated = state(layouts, year)
    by_amount: dict[tuple[Amount, Amount | None], list[int]] = {}
    for i, one in enumerate(stated.measures):
        for amount in {one.low, one.bare}:
            by_amount.setdefault((amount, one.high), []).append(i)
    return Facts(
        layouts=layouts,
        plain="\n".join(layout.plain for layout in layouts),
        stated=stated,
        index=Index(layouts),
        by_amount={amount: tuple(numbers) for amount, numbers in by_amount.items()},
        marks=known([mark for layout in layouts for mark in marks(layout)]),
        falls=any(isinstance(one.low, Decimal) and one.low < 0 for one in stated.measures),
        wholes=wholes(layouts),
    )


def align(layout: Layout, draft: Stated, facts: Facts, year: int | None) -> Alignment:
    """Match the figures of a draft with those of the facts.

    Args:
        layout: the draft.
        draft: its figures.
        facts: the facts.
        year: the year of the report, or None.
    """
    return _Aligner(layout, draft, facts, year).run()


class _Aligner:
    """The steps of one alignment share their tables."""

    def __init__(self, layout: Layout, draft: Stated, facts: Facts, year: int | None) -> None:
        self.draft, self.facts, self.year = draft, facts, year
        self.owners = Owners(layout, facts.index)
        self.date_facts = sorted(facts.stated.dates)
        self.settled = settled(layout, draft, facts.stated, facts.wholes)
        self.agreed: dict[int, int] = {}
        self.altered: dict[int, int] = {}

    def run(self) -> Alignment:
        equal = {d: self._equal(d) for d in range(len(self.draft.places)) if d not in self.settled}
        agreeing = {
            d: [f for f in found if agrees(self.draft, d, self.facts.stated, f, self.year)]
            for d, found in equal.items()
        }
        self.agreed = self.settled | assign(self._weights(agreeing))
        left = [d for d in equal if d not in self.agreed]
        free = set(range(len(self.facts.stated.places))) - set(self.agreed.values())
        self._repeats([d for d in left if agreeing[d]], agreeing, free)
        left = [d for d in left if d not in self.agreed and not self._free_date(self.draft, d)]
        self._alterations(left, equal, agreeing, free)
        unsourced = [d for d in left if d not in self.altered and d not in self.agreed]
        missing = sorted(free - set(self.altered.values()))
        return Alignment(self.agreed, self.altered, unsourced, missing, self.owners, self.settled)

    def _weights(self, agreeing: Mapping[int, Sequence[int]]) -> dict[int, dict[int, float]]:
        """The likeness of agreeing figures; it is not worked out where each has only the other."""
        taken = set(self.settled.values())
        open_ = {d: [f for f in found if f not in taken] for d, found in agreeing.items()}
        wanted = Counter(f for found in open_.values() for f in found)
        return {
            d: {f: 1.0 + self.owners.share(d, f) if len(found) > 1 or wanted[f] > 1 else 1.0 for f in found}
            for d, found in open_.items()
        }

    def _free_date(self, side: Stated, i: int) -> bool:
        return i in side.dates and goes_without(side.dates[i], self.year)

    def _equal(self, d: int) -> Sequence[int]:
        """The figures of the facts with the same value, in whatever unit."""
        if d in self.draft.dates:
            return self.date_facts
        one = self.draft.measures[d]
        found = self.facts.by_amount.get((one.low, one.high), ())
        if one.high is None and isinstance(one.low, Decimal) and one.low and (self.facts.falls or one.low < 0):
            found = (*found, *self.facts.by_amount.get((-one.low, None), ()))  # 同比-6.3%
        if one.bare == one.low:
            return found
        return sorted({*found, *self.facts.by_amount.get((one.bare, one.high), ())})

    def _repeats(self, left: Sequence[int], agreeing: Mapping[int, Sequence[int]], free: set[int]) -> None:
        """Figures whose facts are all stated elsewhere: said twice, unless the owner is another's."""
        for d in left:
            best = max(agreeing[d], key=lambda f: (self.owners.share(d, f), -f))
            share = self.owners.share(d, best)
            rival = max(
                (
                    self.owners.share(d, f)
                    for f in members(self.owners.sharing(d))
                    if f in free and self._comparable(d, f)
                ),
                default=0.0,
            )
            least = _STRAY if self.draft.measures[d].unit == self.facts.stated.measures[best].unit else _STRAY_UNIT
            sure = share >= least or is_telling(self.draft.measures[d].low) or d in self.draft.dates
            place = self.draft.places[d]
            sure |= place.right.lstrip().startswith(OF_THEM) or place.left.endswith(_POINTING)
            sure &= share >= _STRAY or not (d in self.draft.dates and not self.draft.dates[d].rest)
            if sure and rival < share + _MORE_LIKE:
                self.agreed[d] = best

    def _comparable(self, d: int, f: int) -> bool:
        if (d in self.draft.dates) != (f in self.facts.stated.dates):
            return False
        return same_unit(self.draft.measures[d], self.facts.stated.measures[f])

    def _alterations(
        self,
        left: Sequence[int],
        equal: Mapping[int, Sequence[int]],
        agreeing: Mapping[int, Sequence[int]],
        free: set[int],
    ) -> None:
        """Match what is left on both sides; then with figures that are stated elsewhere too, some said once more."""
        edges = {d: self._edges(d, equal[d], free, _LIKE_ENOUGH) for d in left}
        self.altered = assign(edges)
        taken = set(range(len(self.facts.stated.places))) - free
        for d in left:
            if d not in self.altered:
                weights = self._edges(d, equal[d], taken, _REPEATED)
                if weights:
                    best = max(weights, key=lambda f: (weights[f], -f))
                    if best not in agreeing[d]:
                        self.altered[d] = best
                    elif len(digits(self.draft.measures[d].low)) > 1:  # 观众多出46%; not 2个
                        self.agreed[d] = best

    def _slipped(self, d: int, f: int) -> bool:
        """Whether two figures differ in one digit, as values or as written (24.53 for 24.50)."""
        if one_slip(digits(self.draft.measures[d].low), digits(self.facts.stated.measures[f].low)):
            return True
        texts = (self.draft.places[d].figure.text, self.facts.stated.places[f].figure.text)
        return one_slip(*("".join(sign for sign in text if "0" <= sign <= "9") for text in texts))

    def _edges(self, d: int, equal: Sequence[int], allowed: set[int], least: float) -> dict[int, float]:
        """The figures that this one may be meant to state, with what speaks for each."""
        found: dict[int, float] = {}
        one = self.draft.measures[d]
        for f in {*equal, *members(self.owners.sharing(d))} & allowed:
            if (d in self.draft.dates) != (f in self.facts.stated.dates):
                continue
            if d in self.draft.dates and self.draft.dates[d].opens and self.facts.stated.dates[f].was:
                continue  # In 2022 we had, where the notes only tell what something came from
            two = self.facts.stated.measures[f]
            share = self.owners.share(d, f)
            same = same_amount(one, two)
            alike = same_unit(one, two)
            scaled = not same and one.high is None and digits(one.low) == digits(two.low)
            if least == _REPEATED and not (same or alike or scaled):
                continue  # of another sort, and its fact is stated: an invention beside it
            slip = not same and alike and self._slipped(d, f)
            if same and (alike or share >= least / 2 or len(digits(one.low)) > 1):
                found[f] = 3.0 + 2.5 * share + alike
            elif share >= (least if alike or scaled else least * 1.3) or ((scaled or slip) and alike and share > 0):
                found[f] = 2.5 * share + 0.8 * alike + 0.7 * (scaled or slip) + 0.4 * (one.family == two.family)
        return found
