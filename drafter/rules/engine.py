"""The engine: runs the rows of the table over a report, and turns spots into findings with words and places."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from drafter.errors import UsageError
from drafter.kinds import load_kind
from drafter.messages import area, say
from drafter.model import Fact, Finding, Level, Notes, Report
from drafter.outline import read_report, whole
from drafter.rules.context import Context
from drafter.rules.exempt import exempted_lines
from drafter.rules.facts import placed_and_unused
from drafter.rules.safety import is_safe
from drafter.rules.table import RULES
from drafter.rules.tables import shipped_tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from drafter.kinds import Kind
    from drafter.messages import Lang
    from drafter.rules.rule import Need, Rule, Spot
    from drafter.rules.tables import Tables

_OF_THE_BODY: Final = frozenset({"sections", "requirements", "numbering", "tone", "pairing", "copying"})
_ORDER: Final = {Level.ERROR: 0, Level.WARNING: 1}
_SAME: Final = (
    ("figures/scope", "names/level"),
    ("figures/subject", "names/subject"),
    ("dirt/address", "dirt/site"),
    ("dirt/address", "dirt/markdown"),
    ("dirt/scan", "phrases/list"),
    ("dirt/scan", "phrases/misspelt"),
    ("dirt/stutter", "numerals/twice"),
    ("dirt/markdown", "dirt/program"),
    ("punctuation/halfwidth", "dirt/program"),
    ("numerals/letters", "numerals/zero-year"),
    ("numerals/short-year", "numerals/letters"),
    ("punctuation/exclaim", "dirt/placeholder"),
)
"""Two rules that see one slip: what the first says goes where the second, which names the whole honour, says it too."""


def check_report(  # noqa: PLR0913  # the contract of DESIGN section 5, and what the outside must hand in
    report: Report | str,
    *,
    facts: Notes | Sequence[Fact | str] | None = None,
    kind: Kind | str | None = None,
    year: int | None = None,
    against: Sequence[Report | str] = (),
    select: Iterable[str] | None = None,
    ignore: Iterable[str] | None = None,
    lang: Lang | None = None,
    tables: Tables | None = None,
) -> list[Finding]:
    """What a committee would find in a report.

    Args:
        report: the report, or its text.
        facts: the notes it is held to, or facts, or texts of facts; None to leave facts aside.
        kind: the kind of report or its name; None to leave the kind's parts and lengths aside.
        year: the year it reports on; else from the notes, else from the title.
        against: earlier reports, for passages that were carried over.
        select: ids or groups of the rules to run (`"dirt"`, `"dirt/stars"`); None for all that are on.
        ignore: ids or groups not to run.
        lang: language of the messages; else the report's.
        tables: words and phrases; else as shipped.

    Returns:
        The findings in order of the text, those without a place first.

    Raises:
        UsageError: `select` or `ignore` names no rule and no group.
        KindError: there is no such kind.
    """
    context = make_context(report, facts=facts, kind=kind, year=year, against=against, lang=lang, tables=tables)
    return findings_of(context, chosen(select, ignore))


def findings_of(context: Context, rules: Sequence[Rule]) -> list[Finding]:
    """What the rules say of a report, in order of the text, what has no place first; each slip once."""
    found = list(_folded(context, rules))
    for general, special in _SAME:
        places = [(one.start, one.end) for one in found if one.rule == special and one.start is not None]
        if places:
            found = [one for one in found if one.rule != general or not _meets(one, places)]
    return sorted(found, key=_place)


def _meets(finding: Finding, places: Sequence[tuple[int, int | None]]) -> bool:
    start, stop = finding.start, finding.end
    return start is not None and any(start < (end or 0) and at < (stop or 0) for at, end in places)


def summary_of(context: Context) -> dict[str, int]:
    """The counts beside the findings, from scans that the rules made already.

    Args:
        context: the report.

    Returns:
        figures, facts_placed and facts_unused, as in DESIGN section 5.
    """
    placed, unused = placed_and_unused(context) if context.facts is not None else (0, 0)
    return {"figures": len(context.figures), "facts_placed": placed, "facts_unused": unused}


def make_context(  # noqa: PLR0913  # as check_report
    report: Report | str,
    *,
    facts: Notes | Sequence[Fact | str] | None = None,
    kind: Kind | str | None = None,
    year: int | None = None,
    against: Sequence[Report | str] = (),
    lang: Lang | None = None,
    tables: Tables | None = None,
) -> Context:
    """The context of a check; arguments as in `check_report`."""
    notes = facts if isinstance(facts, Notes) else None
    given = read_report(report) if isinstance(report, str) else report
    joined = None if given.footnotes or given.path.lower().endswith(".docx") else whole(given.text)
    return Context(
        read_report(joined.text, given.path) if joined else given,
        source=given.text,
        whole=joined,
        kind=load_kind(kind) if isinstance(kind, str) else kind,
        notes=notes,
        facts=_as_facts(facts),
        year=year if year is not None else (notes.year if notes else None),
        against=[_as_earlier(earlier, number) for number, earlier in enumerate(against, 1)],
        tables=tables or shipped_tables(),
        say=lang,
    )


def chosen(select: Iterable[str] | None = None, ignore: Iterable[str] | None = None) -> tuple[Rule, ...]:
    """The rules to run, in order of the table.

    Args:
        select: ids or groups, several in one text parted by commas; None for all that are on.
        ignore: ids or groups to leave out.

    Returns:
        The rows.

    Raises:
        UsageError: a name is no rule and no group.
    """
    return _chosen(None if select is None else _names(select), _names(ignore or ()))


def _names(given: Iterable[str]) -> frozenset[str]:
    """The names, each given alone or several parted by commas."""
    return frozenset(name.strip() for one in given for name in one.split(",") if name.strip())


@lru_cache(maxsize=64)
def _chosen(wanted: frozenset[str] | None, unwanted: frozenset[str]) -> tuple[Rule, ...]:
    known = {name for rule in RULES for name in (rule.id, rule.group)}
    for name in sorted((wanted or frozenset()) | unwanted):
        if name not in known:
            raise UsageError("errors.unknown_rule", name=name, known=", ".join(sorted({r.group for r in RULES})))
    return tuple(
        rule
        for rule in RULES
        if (not rule.off if wanted is None else not wanted.isdisjoint((rule.id, rule.group)))
        and unwanted.isdisjoint((rule.id, rule.group))
    )


_set_of: Final = lru_cache(maxsize=256)(frozenset[str])


def find_spots(context: Context, rules: Sequence[Rule]) -> Iterator[tuple[Rule, list[Spot]]]:
    """What each rule has to say, those that lack what they need left out, and lines that are exempted."""
    given = _given(context)
    exempt = exempted_lines(context.source)
    for rule in rules:
        if context.lang not in rule.langs or not rule.needs <= given:
            continue
        if rule.signs and context.characters.isdisjoint(_set_of(rule.signs)):
            continue
        spots = list(rule.find(context))
        if context.report.footnotes and rule.group in _OF_THE_BODY:
            spots = [spot for spot in spots if spot.start is None or not context.report.footnote_at(spot.start)]
        if exempt and spots:
            spots = [spot for spot in spots if not _is_exempt(context, rule, spot, exempt)]
        if spots:
            yield rule, spots


def to_finding(context: Context, rule: Rule, spot: Spot, more: int = 0) -> Finding:
    """The finding of a spot.

    Args:
        context: the report.
        rule: the row.
        spot: where, and what fills the message.
        more: further places of the same slip that are not named one by one.

    Returns:
        The finding, with message, hint, line, column and section.
    """
    said = spot.finding or _said(context, rule, spot)
    start, end = (said.start, said.end) if spot.finding is not None else (spot.start, spot.end)
    message = say("rules.more", context.say, message=said.message, count=more + 1) if more else said.message
    if start is None:
        same = rule.level is said.level and not more
        return said if same else replace(said, level=rule.level, message=message)
    line, column = context.place(start)
    section = context.section_at(start)
    fix = context.source_edit(spot.fix) if spot.fix is not None and is_safe(context.text, spot.fix) else None
    title = f"{section.number}{section.title}" if section else ""
    if footnote := context.report.footnote_at(start):
        title, fix = footnote.label, None  # a mend changes the body only
    start, end = context.source_span(start, start if end is None else end)
    text = context.source[start:end] if context.whole else said.text
    return Finding(said.rule, rule.level, message, said.hint, title, line, column, start, end, text, said.facts, fix)


def _said(context: Context, rule: Rule, spot: Spot) -> Finding:
    """What a rule says at a spot, in words."""
    text = "" if spot.start is None else context.text[spot.start : spot.end]
    key = f"rules.{rule.id}{':' if spot.variant else ''}{spot.variant}"
    values = {name: value(context.say) if callable(value) else value for name, value in spot.values.items()}
    shown = {"text": _shown(text), **values}
    hint = say(f"{key}_hint", context.say, **shown) if f"{key}_hint"[6:] in area("rules") else ""
    return Finding(rule.id, rule.level, say(key, context.say, **shown), hint, text=text, facts=spot.facts)


def _folded(context: Context, rules: Sequence[Rule]) -> Iterator[Finding]:
    for rule, spots in find_spots(context, rules):
        if rule.habit is not None and len(spots) > rule.habit:
            yield to_finding(context, rule, spots[0], more=len(spots) - 1)
        else:
            for spot in spots:
                yield to_finding(context, rule, spot)


def _place(finding: Finding) -> tuple[int, int, str]:
    return (-1 if finding.start is None else finding.start, _ORDER[finding.level], finding.rule)


def _shown(text: str) -> str:
    """A text for a message: one line, not long."""
    flat = " ".join(text.split()) or text
    return flat if len(flat) <= 40 else f"{flat[:20]}……{flat[-12:]}"  # noqa: PLR2004  # what fits a line of a terminal


def _given(context: Context) -> frozenset[Need]:
    needs: tuple[tuple[Need, bool], ...] = (
        ("facts", context.facts is not None),
        ("kind", context.kind is not None),
        ("year", context.year is not None),
        ("against", bool(context.against)),
    )
    return frozenset(need for need, there in needs if there)


def _as_facts(facts: Notes | Sequence[Fact | str] | None) -> tuple[Fact, ...] | None:
    if facts is None:
        return None
    if isinstance(facts, Notes):
        return facts.open_facts
    return tuple(
        fact if isinstance(fact, Fact) else Fact(str(number), fact, number) for number, fact in enumerate(facts, 1)
    )


def _as_earlier(earlier: Report | str, number: int) -> tuple[str, str]:
    name, text = (earlier.path, earlier.text) if isinstance(earlier, Report) else ("", earlier)
    joined = whole(text)
    return name or str(number), joined.text if joined else text


def _is_exempt(context: Context, rule: Rule, spot: Spot, exempt: dict[int, frozenset[str]]) -> bool:
    start = spot.finding.start if spot.finding is not None else spot.start
    if start is None:
        names = exempt.get(0, frozenset())
    else:
        names = exempt.get(context.place(start)[0], frozenset()) | exempt.get(0, frozenset())
    return not names.isdisjoint((rule.id, rule.group, "*"))
