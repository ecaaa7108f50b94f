"""Holds a draft to its facts: each figure of the one is stated by the other, and the other way round."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Final

from drafter.figures.align import Alignment, Facts, align, prepare
from drafter.figures.align_swaps import crossed
from drafter.figures.compare_dates import goes_without, years_in_words
from drafter.figures.compare_lists import list_findings, named_in_full
from drafter.figures.compare_ranges import told_otherwise
from drafter.figures.compare_say import Speaker
from drafter.figures.compare_small import in_maxim, is_gloss, noted_as_written, noted_in_signs, tallies, told_in_signs
from drafter.figures.compare_subject import subject_findings
from drafter.figures.compare_words import HAN, words
from drafter.figures.owner import Layout, lay_out
from drafter.figures.owner_gap import replaced_at
from drafter.figures.read import find_figures
from drafter.figures.stated import Stated, agrees, state
from drafter.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.figures.owner import Place
    from drafter.messages import Lang
    from drafter.model import Figure, Finding

_YEAR: Final = regex(r"(?:报告年度|年度|Report year|Year)\s*[：:]\s*(\d{4})", re.IGNORECASE)
_KEPT: Final = 20_000  # characters of a draft that is not read anew for each call
_SHORTEST_MONTH: Final = 2  # letters: no day in digits
_NAME: Final = 2  # characters that name what is built
_ENOUGH: Final = 8  # statements of one figure that are looked at
_HAN: Final = regex(f"[{HAN}]")


def compare_figures(  # noqa: PLR0913  # the contract, and what a caller knows already
    facts: Sequence[str],
    draft: str,
    *,
    year: int | None = None,
    lang: str | None = None,
    partial: bool = False,
    figures: Sequence[Figure] | None = None,
) -> list[Finding]:
    """Compare the figures of a draft with those of the facts that it is to state.

    Other words for the same are no finding: notation (1.2万, 12000), order, synonyms of unit and hedge, 今年 for the
    report's year, a fact stated twice, a percentage for the fraction that it is exactly.

    Args:
        facts: the facts, each as written.
        draft: a sentence, a section or a whole report.
        year: the year of the report; without it, that of a fact such as 报告年度：2023年.
        lang: "zh" or "en"; None: as each text is.
        partial: the draft need not state all facts; figures that it leaves out are no finding.
        figures: what `find_figures` reads in the draft, where it was read already.

    Returns:
        The findings in order of the draft, those without a place last; `facts` holds the places of the facts concerned
        in the sequence, from "1". [] means that each figure of the draft is stated by the facts and, unless `partial`,
        each figure of the facts is in the draft.
    """
    known = _prepared(tuple(facts), lang, year)
    year = known[1]
    drafted = _drafted if len(draft) <= _KEPT else _drafted.__wrapped__
    layout, stated = drafted(draft, lang, year, None if figures is None else _WasRead(figures))
    comparison = Comparison(known[0], layout, stated, year, _language(lang, draft))
    found = list(comparison.findings(partial=partial))
    return sorted(found, key=lambda finding: (finding.start is None, finding.start or 0, finding.end or 0))


@lru_cache(maxsize=64)
def _prepared(facts: tuple[str, ...], lang: str | None, year: int | None) -> tuple[Facts, int | None]:
    """The facts read and placed, and the year of the report."""
    if year is None:
        years = [match for fact in facts if (match := _YEAR.search(fact))]
        year = int(years[0][1]) if years else None
    return prepare(facts, [_read(fact, lang) for fact in facts], year), year


class _WasRead(tuple["Figure", ...]):
    """Figures that were read in a draft already: its text tells which, so that only their number is looked at."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _WasRead) and len(self) == len(other)

    def __hash__(self) -> int:
        return len(self)


@lru_cache(maxsize=16)  # a text is held to one fact after the other
def _drafted(draft: str, lang: str | None, year: int | None, figures: _WasRead | None) -> tuple[Layout, Stated]:
    """The draft read and placed."""
    layout = lay_out(draft, find_figures(draft, lang=lang) if figures is None else figures)
    return layout, state([layout], year)


@lru_cache(maxsize=4096)
def _read(fact: str, lang: str | None) -> tuple[Figure, ...]:
    """The figures of a fact; the year of the report, which only says what the report is for, is none."""
    label = _YEAR.search(fact)
    spot = label.start(1) if label else -1
    closed = (
        f"{fact}。" if _HAN.search(fact) else f"{fact}."
    )  # a bullet ends without a mark; a sentence reads more surely
    return tuple(
        figure
        for figure in find_figures(closed, lang=lang)
        if figure.end <= len(fact) and not figure.start <= spot < figure.end
    )


def _language(lang: str | None, draft: str) -> Lang:
    if lang is not None:
        return "en" if lang.startswith("en") else "zh"
    return "zh" if _HAN.search(draft) else "en"


class Comparison:
    """One draft against its facts.

    Args:
        facts: the facts, prepared.
        layout: the draft with its figures.
        draft: what these amount to.
        year: the year of the report, or None.
        lang: the language of the findings.
    """

    def __init__(self, facts: Facts, layout: Layout, draft: Stated, year: int | None, lang: Lang) -> None:
        self.facts, self.layout, self.draft, self.year = facts, layout, draft, year
        self.aligned: Alignment = align(layout, draft, facts, year)
        self._stated_by: dict[int, list[int]] | None = None
        self.say = Speaker(facts, self.draft, layout, lang)

    def findings(self, *, partial: bool) -> Iterator[Finding]:
        """All that is to be said, one finding for each figure.

        Args:
            partial: say nothing of facts that the draft leaves out.
        """
        aligned = self.aligned
        wrong: set[int] = set()
        for one, two in crossed(self.draft, self.facts, aligned):
            wrong |= {one, two}
            yield self.say.swapped(one, two, self._fact(one), self._fact(two))
        verbatim = {d for d in [*aligned.altered, *aligned.unsourced] if d not in wrong and self._is_noted(d)}
        ends = told_otherwise(self.draft, self.facts, {*aligned.altered, *aligned.unsourced} - wrong)
        verbatim |= ends.keys()
        for d, f in sorted(aligned.altered.items()):
            if d not in wrong and d not in verbatim:
                yield self.say.altered(d, f)
        for d in aligned.unsourced:
            if d not in wrong and d not in verbatim and not self._in_maxim(d):
                yield self.say.unsourced(d)
        if not partial:
            stated = {*aligned.agreed.values(), *chain.from_iterable(ends.values())}
            left = sorted(
                {
                    *aligned.missing,
                    *(aligned.altered[d] for d in verbatim if d in aligned.altered and not self._same_year(d)),
                }
                - stated
            )
            missing = [f for f in left if not self._goes_without(f)]
            yield from (self.say.dropped(f, replaced_at(self.facts.stated.places[f], self.layout)) for f in missing)
        right = {d: f for d, f in aligned.agreed.items() if d not in wrong}
        wrong |= aligned.altered.keys() | set(aligned.unsourced)
        told: set[int | None] = {self.draft.places[d].figure.start for d in wrong}
        for finding in [
            *list_findings(self.facts, self.draft, self.layout, right, self.say),
            *subject_findings(self.facts, self.draft, right, aligned.settled, self.say),
        ]:
            if finding.start not in told:
                told.add(finding.start)
                yield finding

    def _is_verbatim(self, d: int) -> bool:
        """Whether a fact has the very characters of a figure, or its sign, where the reader saw none."""
        figure = self.draft.places[d].figure
        return noted_in_signs(figure, self.draft.measures[d], self._beside_figures) or noted_as_written(
            figure, self.layout.plain, self._beside_figures
        )

    @cached_property
    def _beside_figures(self) -> str:
        """What the facts say beside their figures, thousands ungrouped."""
        return "\n".join(layout.masked for layout in self.facts.layouts).replace(",", "")

    def _is_rate(self, d: int) -> bool:
        """Whether a figure is the one unit that a rate of the facts is for: 一亩增收 for 亩均增收."""
        figure = self.draft.places[d].figure
        if figure.value != "1" or figure.text[0] != "一":
            return False
        unit = re.escape(figure.text[1:].removeprefix("个"))  # 一个月下村3次: 每月
        rate = re.compile(rf"[每/]{unit}|{unit}[均产]|(?:^|[，,；;、：:]){unit}")
        return any(rate.search(layout.plain) for layout in self.facts.layouts)

    def _is_noted(self, d: int) -> bool:
        """Whether the facts have a figure in another form, or the draft itself what it counts."""
        if self._is_rate(d) or self._is_verbatim(d) or self._noted_in_words(d):
            return True
        return tallies(self.draft.places[d], self.draft.measures[d], self.layout.plain)

    def _in_maxim(self, d: int) -> bool:
        place = self.draft.places[d]
        behind = self.layout.without_amounts[place.figure.end : place.sentence[1]]
        return in_maxim(place.figure, self.layout.plain[place.clause[0] : place.figure.start], behind)

    def _noted_in_words(self, d: int) -> bool:
        """Whether the fact of another figure of the sentence names a year of the draft in words: 去年 for 2024年."""
        date = self.draft.dates.get(d)
        if date is None:
            return False
        if date.rest or date.year is None:
            return self._has_month(d)
        told = self._told.get(self.draft.places[d].sentence, set())
        if self._same_year(d):
            return (
                self.facts.stated.places[self.aligned.altered[d]].fact in told
            )  # against 37 hours in 2021; in 2021 it took 37
        return any(date.year in years_in_words(self.facts.layouts[fact].plain, self.year) for fact in told)

    def _has_month(self, d: int) -> bool:
        """Whether the fact of another figure of the sentence has the month in a name: the November election."""
        month = self.draft.places[d].figure.text.rpartition(" ")[2].lower()
        told = self._told.get(self.draft.places[d].sentence, set())
        return len(month) > _SHORTEST_MONTH and any(month in self.facts.layouts[fact].masked for fact in told)

    @cached_property
    def _told(self) -> dict[tuple[int, int], set[int]]:
        """For each sentence of the draft, the facts of which it states a figure."""
        told: dict[tuple[int, int], set[int]] = {}
        for d, f in self.aligned.agreed.items():
            told.setdefault(self.draft.places[d].sentence, set()).add(self.facts.stated.places[f].fact)
        return told

    def _same_year(self, d: int) -> bool:
        """Whether a date was taken for another only as one of them is what something is compared with."""
        f = self.aligned.altered.get(d)
        dates = self.facts.stated.dates
        if f is None or d not in self.draft.dates or f not in dates:
            return False
        ours, theirs = self.draft.dates[d], dates[f]
        return ours.year == theirs.year and not ours.rest and not theirs.rest

    def _told_in_words(self, f: int) -> bool:
        """Whether a sentence that tells another figure of the fact names its year in words."""
        date, fact = self.facts.stated.dates[f], self.facts.stated.places[f].fact
        if date.rest or date.year is None:
            return False
        sentences = [sentence for sentence, facts in self._told.items() if fact in facts]
        return any(date.year in years_in_words(self.layout.plain[slice(*one)], self.year) for one in sentences)

    def _fact(self, d: int) -> int:
        return self.aligned.agreed[d] if d in self.aligned.agreed else self.aligned.altered[d]

    def _stating(self) -> dict[int, list[int]]:
        """For each figure of the facts, the figures of the draft that state it."""
        if self._stated_by is None:
            self._stated_by = {}
            for d, f in self.aligned.agreed.items():
                self._stated_by.setdefault(f, []).append(d)
        return self._stated_by

    def _is_article(self, place: Place) -> bool:
        """Whether a figure only says "a": 建成冷链仓库一座, and the draft has what was built."""
        name = place.left.strip()[-_NAME:]
        a = place.figure.value == "1" and place.figure.text[0] == "一"
        return a and len(name) == _NAME and name in self.layout.plain

    def _goes_without(self, f: int) -> bool:
        """Whether a figure of the facts need not be in the draft, or is there with another's figure."""
        stated = self.facts.stated
        if f in stated.dates:
            return goes_without(stated.dates[f], self.year) or self._told_in_words(f)
        amount, place = stated.measures[f], stated.places[f]
        if told_in_signs(place, amount, self.facts.layouts[place.fact].plain[slice(*place.clause)], self.layout.masked):
            return True
        if named_in_full(self.facts, f, self.layout.plain) or self._is_article(place):
            return True
        if is_gloss(self.facts, f, self.aligned.agreed.values()):
            return True
        same = [other for other in self.facts.by_amount[amount.low, amount.high] if other != f]
        pairs = ((d, other) for other in same for d in self._stating().get(other, [])[:_ENOUGH])
        for d, source in pairs:
            if not agrees(self.draft, d, stated, f, self.year):
                continue
            clause = self.draft.places[d].clause
            if words().shared.search(self.layout.plain, *clause) or stated.places[source].fact != stated.places[f].fact:
                return self.aligned.owners.share(d, f) > 0
        return False
