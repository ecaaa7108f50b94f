"""Findings on figures, in a person's words and with their places."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from drafter.figures.compare_derived import derivation
from drafter.figures.compare_measure import digits, same_amount, same_but_for_sign, same_unit
from drafter.figures.stated import of_one_unit
from drafter.messages import say
from drafter.model import Finding, Level
from drafter.patterns import regex

if TYPE_CHECKING:
    from drafter.figures.align import Facts
    from drafter.figures.compare_measure import Measure
    from drafter.figures.owner import Layout, Place
    from drafter.figures.stated import Stated
    from drafter.messages import Lang

_NEAR_HAN: Final = 8
_NEAR_WORDS: Final = 4
_EDGE: Final = " *“”\"'‘’的了为达至到"
_LATIN: Final = regex(r"[a-z]")
_LINE: Final = regex(r"\n")


class Speaker:
    """Turns what was found into findings.

    Args:
        facts: the facts.
        draft: the draft's side.
        layout: the draft with its figures.
        lang: the language of the findings.
    """

    def __init__(self, facts: Facts, draft: Stated, layout: Layout, lang: Lang) -> None:
        self.facts, self.draft, self.layout, self.lang = facts, draft, layout, lang
        self._lines = [0, *(match.end() for match in _LINE.finditer(layout.text))]
        self._worked_out: dict[Measure, str] = {}

    def finding(
        self, rule: str, start: int | None, end: int | None, facts: tuple[int, ...], key: str = "", **values: object
    ) -> Finding:
        """A finding with its message, place, line and column.

        Args:
            rule: name within the group "figures".
            start: offset in the draft, or None.
            end: offset behind, or None.
            facts: numbers of the facts concerned, from 0.
            key: name of the message, if not that of the rule.
            **values: what fills the message.
        """
        text = self.layout.text
        line = column = None
        if start is not None:
            line = bisect_right(self._lines, start)
            column = start - self._lines[line - 1] + 1
        return Finding(
            rule=f"figures/{rule}",
            level=Level.WARNING if rule == "derived" else Level.ERROR,
            message=say(f"compare.{key or rule}", self.lang, **values),
            hint=self._hint(key or rule, values),
            line=line,
            column=column,
            start=start,
            end=end,
            text=str(values.get("fact", "")) if start is None else text[start:end],
            facts=tuple(str(number + 1) for number in facts),
        )

    def _hint(self, key: str, values: dict[str, object]) -> str:
        name = key if key in _HINTED else "altered"
        return say(f"compare.{name}_hint", self.lang, **values)

    def altered(self, d: int, f: int) -> Finding:
        """A figure that stands for one of the facts, but says it otherwise.

        Args:
            d: figure of the draft.
            f: figure of the facts.
        """
        ours, theirs = self.draft.places[d], self.facts.stated.places[f]
        rule = self._rule(d, f)
        fact, draft = theirs.figure.text, ours.figure.text
        if rule == "direction":
            fact, draft = (
                self._with_turn(theirs, self.facts.layouts[theirs.fact].text),
                self._with_turn(ours, self.layout.text),
            )
        return self.finding(
            rule, ours.figure.start, ours.figure.end, (theirs.fact,),
            subject=self.subject(theirs), fact=fact, draft=draft,
        )  # fmt: skip

    def _rule(self, d: int, f: int) -> str:
        one, two = self.draft.measures[d], self.facts.stated.measures[f]
        if d in self.draft.dates:
            return "year" if self.draft.dates[d].year != self.facts.stated.dates[f].year else "altered"
        if one.family == "rank" == two.family:
            return "rank"
        if same_amount(one, two) or same_but_for_sign(one, two):
            differs = "hedge" if one.hedge != two.hedge else "direction"
            return differs if of_one_unit(self.draft, d, self.facts.stated, f) else "unit"
        if one.high is None and digits(one.low) and digits(one.low) == digits(two.low):
            if {one.family, two.family} == {"share", "points"}:
                return "unit"
            return "magnitude" if same_unit(one, two) else "altered"
        return "altered"

    @staticmethod
    def _with_turn(place: Place, text: str) -> str:
        """The figure with the words that lead to it."""
        figure = place.figure
        lead = text[max(place.clause[0], figure.start - 14) : figure.start]
        cut = max(lead.rfind(mark) for mark in " ，,、") if not _LATIN.search(lead) else -1
        return (lead[cut + 1 :] + figure.text).strip()

    def unsourced(self, d: int) -> Finding:
        """A figure that no fact states; with the sum, where it is one.

        Args:
            d: figure of the draft.
        """
        figure = self.draft.places[d].figure
        measure = self.draft.measures[d]
        if measure not in self._worked_out:
            self._worked_out[measure] = derivation(measure, self.facts)
        worked_out = self._worked_out[measure]
        rule = "derived" if worked_out else "unsourced"
        return self.finding(rule, figure.start, figure.end, (), draft=figure.text, sum=worked_out)

    def dropped(self, f: int, gap: tuple[int, int] | None) -> Finding:
        """A figure of the facts that the draft leaves out, or in whose place it has other words.

        Args:
            f: figure of the facts.
            gap: where those words stand, or None.
        """
        place = self.facts.stated.places[f]
        if gap is not None:
            return self.finding(
                "altered", *gap, (place.fact,),
                subject=self.subject(place), fact=place.figure.text, draft=self.layout.text[slice(*gap)],
            )  # fmt: skip
        return self.finding("dropped", None, None, (place.fact,), fact=place.figure.text, named=self.named(place))

    def swapped(self, one: int, two: int, fact_one: int, fact_two: int) -> Finding:
        """Two figures that stand at each other's place; the finding covers both where they are in one sentence.

        Args:
            one: the first figure of the draft.
            two: the second.
            fact_one: what the first states.
            fact_two: what the second states.
        """
        first, second = self.draft.places[one], self.draft.places[two]
        end = second.figure.end if first.sentence == second.sentence else first.figure.end
        theirs = [self.facts.stated.places[f] for f in (fact_one, fact_two)]
        return self.finding(
            "swapped", first.figure.start, end, tuple(sorted({place.fact for place in theirs})),
            draft=first.figure.text, other=second.figure.text,
            fact=self.named(theirs[0]), fact_other=self.named(theirs[1]),
        )  # fmt: skip

    def named(self, place: Place) -> str:
        """A figure of the facts with the words next to it."""
        behind = ""
        if not place.left.strip():
            right, figure = place.right, place.figure.text.lower()
            told = next((size for size in range(len(right), 0, -1) if figure.endswith(right[:size])), 0)
            behind = self._first(right[told:])  # the noun of an English unit stands in the figure too
        return f"{self._last(place.left)}{place.figure.text}{behind}".strip()

    def subject(self, place: Place) -> str:
        """What a figure of the facts is of, in a few of the fact's words.

        Args:
            place: a figure of the facts.
        """
        left, right = self._last(place.left).strip(_EDGE), self._first(place.right).strip(_EDGE)
        text = self.facts.layouts[place.fact].text
        return f"{left}{'…' if left and right else ''}{right}" or text[: _NEAR_HAN * 2]

    @staticmethod
    def _last(words: str) -> str:
        if _LATIN.search(words):
            return " ".join(words.split()[-_NEAR_WORDS:]) + " "
        return words[-_NEAR_HAN:]

    @staticmethod
    def _first(words: str) -> str:
        if _LATIN.search(words):
            return " " + " ".join(words.split()[:_NEAR_WORDS])
        return words[:_NEAR_HAN]


_HINTED: Final = frozenset({"unsourced", "derived", "dropped", "swapped", "subject", "count"})
