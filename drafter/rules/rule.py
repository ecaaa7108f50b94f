"""What a rule is: a row of the table; and what a rule says: a spot of the text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from drafter.model import Edit, Level

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from drafter.model import Finding
    from drafter.rules.context import Context

Need = Literal["facts", "kind", "year", "against"]

HABIT = 5
"""Places at which a slip of typing is a habit of the writer: said once, with the count, instead of at each place."""


@dataclass(frozen=True, slots=True)
class Spot:
    """What a rule found, without words: the engine adds level, message, line and section.

    Attributes:
        start: offset of the first character, or None for something that is missing.
        end: offset behind the last.
        values: what fills the message beside `text`; a function is asked for its words in the reader's language.
        variant: which message of the rule, "" for the first: `rules.<id>:<variant>` in the catalogue.
        facts: ids of the facts concerned.
        fix: what should stand there instead, where that is sure.
        finding: a finding made elsewhere (the comparers); then only `rule` and `level` are the table's.
    """

    start: int | None = None
    end: int | None = None
    values: Mapping[str, object] = field(default_factory=dict)
    variant: str = ""
    facts: tuple[str, ...] = ()
    fix: Edit | None = None
    finding: Finding | None = None


def mend(start: int, end: int, text: str, **values: object) -> Spot:
    """A spot with its sure mend: the marked characters become `text`."""
    return Spot(start, end, values={"mend": text, **values}, fix=Edit(start, end, text))


class Rule(NamedTuple):
    """A row of the table.

    Attributes:
        id: `group/name`.
        level: by the strength of the norm.
        find: from a report to the spots; knows neither level nor language.
        source: key of the norm: `rules.norm_<source>` in the catalogue of explanations.
        needs: what must be given, or the rule has nothing to say.
        langs: languages of the reports that it reads.
        habit: places from which it is said once with the count; None to name each place.
        off: only on request (`select`), because the demand depends on the notice.
        signs: characters without any of which it has nothing to find; "" for no such shortcut.
    """

    id: str
    level: Level
    find: Callable[[Context], Iterator[Spot]]
    source: str
    needs: frozenset[Need] = frozenset()
    langs: frozenset[str] = frozenset({"zh"})
    habit: int | None = None
    off: bool = False
    signs: str = ""

    @property
    def group(self) -> str:
        """The part before the stroke."""
        return self.id.partition("/")[0]
