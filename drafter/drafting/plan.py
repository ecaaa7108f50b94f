"""From notes and a kind to the sections of a report, each with the facts that it is to state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drafter.kinds import SectionSpec
    from drafter.model import Fact


@dataclass(frozen=True, slots=True)
class SectionPlan:
    """One section to write: the unit of requests, of the journal and of rewriting.

    Attributes:
        id: id of the kind's section; subsections add "/1", "/2": "performance/2".
        level: 0 for a part without heading, 1 for 一、 2 for （一）.
        title: heading without number; "" for a part without heading.
        spec: the kind's section it belongs to.
        facts: what it must state, in the order of the notes; none for a heading that only holds subsections.
        sorted_in: ids of those facts that stood under no heading of the kind and were sorted here by their words.
        min_chars: least length aimed at.
        max_chars: greatest length aimed at.
        opening: its first sentence, filled; "" for none.
        ending: its last sentence; "" for none.
    """

    id: str
    level: int
    title: str
    spec: SectionSpec
    facts: tuple[Fact, ...] = ()
    sorted_in: tuple[str, ...] = ()
    min_chars: int | None = None
    max_chars: int | None = None
    opening: str = ""
    ending: str = ""
