"""Score one report against its notes."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from drafter.kinds import count_chars
from drafter.outline import read_report
from drafter.provenance import missing
from drafter.rules import check_report
from drafter.scoring.hygiene import bodies, form_faults, without_comments
from drafter.scoring.nouns import CLASSES, Authors, Fault, Score
from drafter.scoring.style import style_of
from drafter.shipped import read_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.kinds import Kind
    from drafter.model import Finding, Notes

_UNMET: Final = "unmet"


@cache
def classes() -> dict[str, str]:
    """Rule of the check to the class of fault that it tells, or "unmet"."""
    return {rule: name for name, rules in read_table("scoring", "faults.toml").items() for rule in rules}


def score_report(text: str, notes: Notes, kind: Kind, authors: Authors = Authors()) -> Score:  # noqa: B008  # frozen
    """Score a report on its text.

    Args:
        text: the report, as it would be handed in.
        notes: what it was drafted from, with figures and names (`drafter.provenance.annotate`).
        kind: the kind of report.
        authors: who wrote the sentences, from the run.

    Returns:
        The score.
    """
    plain = without_comments(text)
    report = read_report(plain)
    found = check_report(report, facts=notes, kind=kind, year=notes.year, lang=kind.lang)
    texts = bodies(report)
    faults = [*_checked(found), *_cut(found, plain, notes, kind), *_leaked(plain, notes, kind)]
    faults += form_faults(read_report(text), notes, kind)
    least, most = _bounds(notes, kind)
    return Score(
        facts=len(notes.open_facts),
        figures=sum(len(fact.figures) for fact in notes.open_facts),
        names=sum(len(fact.names) for fact in notes.open_facts),
        faults=_without_doubles(faults),
        authors=authors,
        chars=sum(count_chars(body, kind.counting) for body in texts),
        notes_chars=sum(count_chars(fact.text, kind.counting) for fact in notes.open_facts),
        least=least,
        most=most,
        unmet=tuple(finding.message for finding in found if classes().get(finding.rule) == _UNMET),
        style=style_of(texts, kind.lang),
    )


def _checked(found: list[Finding]) -> Iterator[Fault]:
    for finding in found:
        name = classes().get(finding.rule, _UNMET)
        if name != _UNMET:
            yield Fault(name, finding.rule, finding.text, finding.line, finding.message)


def _cut(found: list[Finding], text: str, notes: Notes, kind: Kind) -> Iterator[Fault]:
    """Facts that the report states in part: a piece between two marks is not there, and nothing else tells of it."""
    told = {fact for finding in found if classes().get(finding.rule, "").endswith("_lost") for fact in finding.facts}
    for fact in notes.open_facts:
        left = () if fact.id in told else missing(fact.text, text, year=notes.year, lang=kind.lang)
        if left:
            yield Fault("pieces_lost", "scoring/piece", "、".join(left))


def _leaked(text: str, notes: Notes, kind: Kind) -> Iterator[Fault]:
    """Private facts that the report states and no open fact does."""
    opened = "\n".join(fact.text for fact in notes.open_facts)
    for fact in notes.facts:
        if fact.private and not missing(fact.text, text, lang=kind.lang) and missing(fact.text, opened, lang=kind.lang):
            yield Fault("private", "scoring/private", fact.text)


def _without_doubles(faults: list[Fault]) -> tuple[Fault, ...]:
    """The faults in order of the classes; what the check and the patterns both see in a line is one."""
    kept: dict[object, Fault] = {}
    for fault in faults:
        by_line = fault.name in {"chat", "reader"} and fault.line is not None
        kept.setdefault((fault.name, fault.line) if by_line else fault, fault)
    return tuple(sorted(kept.values(), key=lambda fault: (CLASSES.index(fault.name), fault.line or 0)))


def _bounds(notes: Notes, kind: Kind) -> tuple[int | None, int | None]:
    """Least and greatest length of the whole: what the notes ask for comes before the kind."""
    asked = [one for one in notes.requirements if not one.section]
    least = next((one.min_chars for one in asked if one.min_chars), kind.min_chars)
    return least, next((one.max_chars for one in asked if one.max_chars), kind.max_chars)
