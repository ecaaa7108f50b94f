"""What is said of the numbers and levels inside words: 五星级 where the facts have 四星级."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from drafter.figures.compare_marks import Mark, altered_marks, marks
from drafter.figures.compare_words import is_han, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.figures.align import Facts
    from drafter.figures.compare_say import Speaker
    from drafter.model import Finding

_marks: Final = lru_cache(maxsize=8)(marks)  # a draft is held to one fact after the other


def mark_findings(facts: Facts, speaker: Speaker, told: Sequence[tuple[int, int]]) -> Iterator[Finding]:
    """The marks of a draft that the facts have otherwise.

    Args:
        facts: the facts.
        speaker: makes the findings.
        told: stretches of the draft of which something is said already.
    """
    layout = speaker.layout
    for mark, fact in altered_marks(_marks(layout), layout.plain, facts.marks):
        start, end = mark.start, mark.end
        if any(start < stop and end > begin for begin, stop in told):
            continue
        rule = "scope" if max(mark.sets) >= words().first_scope else "subject" if max(mark.sets) >= 0 else "altered"
        values = {"fact": _with_frame(fact), "draft": _with_frame(mark)}
        yield speaker.finding(rule, start, end, (), key="word", **values)


def _with_frame(mark: Mark) -> str:
    if not is_han(mark.word + mark.behind + mark.before):
        return mark.word  # an English frame is only a stem
    return f"{mark.word}{mark.behind}" if mark.behind else f"{mark.before}{mark.word}"
