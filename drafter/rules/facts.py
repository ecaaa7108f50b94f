"""Facts: every figure and name of the report is stated by the notes, and every fact of the notes is in the report.

The comparers do the work (`drafter.figures.compare_figures`, `drafter.names.compare_names`); their findings pass
through the table, which has the last word on level and on what is switched off.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING, Final

from drafter.figures import compare_figures
from drafter.names import compare_names
from drafter.patterns import regex
from drafter.provenance import is_covered, pieces
from drafter.rules.rule import Spot
from drafter.rules.spelt import two_ways
from drafter.rules.stated import posts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from drafter.model import Finding
    from drafter.rules.context import Context

FIGURES: Final = (
    *("altered", "magnitude", "unit", "hedge", "direction", "rank", "scope", "year", "subject", "word"),
    *("unsourced", "derived", "swapped", "count", "dropped"),
)
"""What the comparer of figures says; what it will say besides is taken for the first."""

NAMES: Final = ("altered", "level", "subject", "unsourced", "dropped")
"""What the comparer of names says; what it will say besides is taken for the first."""


def _known(context: Context) -> tuple[str, ...]:
    """What the notes say beside their facts: front matter and headings. The report may repeat it, and need not."""
    notes = context.notes
    if notes is None:
        return ()
    joint = " " if context.lang == "en" else ""
    office = notes.unit + joint + notes.post
    year = f"{notes.year}年" if notes.year else ""
    dated = f"{notes.year}年度{office}" if notes.year else ""
    # A title runs them together: 2023年度市教育局党委书记; read apart, its parts would be other names.
    front = (notes.title, notes.unit, notes.post, notes.name, notes.salutation, notes.date, year, office, dated)
    return tuple(text for text in (*front, *(heading.title for heading in notes.headings)) if text)


def _compared(compare: Callable[[list[str]], list[Finding]], context: Context) -> tuple[Finding, ...]:
    """The findings of a comparer, with ids of facts for their places in the sequence that it was given."""
    facts = context.facts or ()
    found = compare([*(fact.text for fact in facts), *_known(context)])
    return tuple(
        replace(finding, facts=tuple(facts[int(place) - 1].id for place in finding.facts if int(place) <= len(facts)))
        if finding.facts
        else finding
        for finding in found
        if not finding.rule.endswith("/dropped") or all(int(place) <= len(facts) for place in finding.facts)
    )


def _compared_figures(context: Context) -> tuple[Finding, ...]:
    figures = context.figures if context.say == context.lang else None  # read in the other language, they may differ

    def compare(texts: list[str]) -> list[Finding]:
        return compare_figures(texts, context.text, year=context.year, lang=context.say, figures=figures)

    date, dated = context.report.date, context.notes is not None and bool(context.notes.date)
    found = _compared(compare, context)
    if date is None or dated:
        return found
    # The day under the text is that of signing: notes that give none have nothing to hold it to.
    return tuple(one for one in found if one.start is None or not date.start <= one.start < date.end)


def _compared_names(context: Context) -> tuple[Finding, ...]:
    return _compared(lambda texts: compare_names(texts, context.text, lang=context.say), context)


def _passed(
    compared: Callable[[Context], tuple[Finding, ...]], name: str, names: tuple[str, ...]
) -> Callable[[Context], Iterator[Spot]]:
    """The rule that passes on the findings of one name."""

    def find(context: Context) -> Iterator[Spot]:
        for finding in context.shared(compared):
            said = finding.rule.partition("/")[2]
            if (said if said in names else names[0]) == name:
                yield Spot(finding.start, finding.end, finding=finding)

    return find


def figures(name: str) -> Callable[[Context], Iterator[Spot]]:
    """The rule for one sort of finding on figures."""
    return _passed(_compared_figures, name, FIGURES)


def names(name: str) -> Callable[[Context], Iterator[Spot]]:
    """The rule for one sort of finding on names."""
    return _passed(_compared_names, name, NAMES)


_STATED: Final = 0.5
"""A piece of a fact is in the report where half of its words are."""


def unused(context: Context) -> Iterator[Spot]:
    """A fact that the report does not state; one whose figure or name is missed is named by that already."""
    lost = {
        fact
        for finding in (*context.shared(_compared_figures), *context.shared(_compared_names))
        if finding.rule.endswith("/dropped")
        for fact in finding.facts
    }
    for fact in context.facts or ():
        said = pieces(fact.text)
        if fact.id in lost or not said:
            continue
        if any(piece in context.text and not (piece[0] + piece[-1]).isascii() for piece in said):
            continue  # word for word: the commonest case
        if not any(is_covered(piece, context.text, _STATED) for piece in said):
            yield Spot(values={"id": fact.id, "fact": _short(fact.text), "line": fact.line}, facts=(fact.id,))


def placed_and_unused(context: Context) -> tuple[int, int]:
    """How many facts the report states, and how many it leaves out."""
    gone = {fact for spot in unused(context) for fact in spot.facts}
    for compared in (_compared_figures, _compared_names):
        gone |= {fact for found in context.shared(compared) if found.rule.endswith("/dropped") for fact in found.facts}
    return len(context.facts or ()) - len(gone), len(gone)


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:38]}……"  # noqa: PLR2004  # fits a line


def signature(context: Context) -> Iterator[Spot]:
    """The name under the text is not the name in the notes."""
    span = context.report.signature
    if span is None or context.notes is None or not context.notes.name:
        return
    if _fold(context.notes.name) not in _fold(context.report.of(span)):
        yield Spot(span.start, span.end, values={"name": context.notes.name})


def _fold(text: str) -> str:
    return re.sub(r"[\s·]", "", text)


_TITLE: Final = regex(r"《([^《》\n]{6,80})》")
_NUMBERS: Final = regex(r"[0-9０-９一二三四五六七八九十百〇零年月届次期卷版号（）()]+")
_ALIKE: Final = 87


def variants(context: Context) -> Iterator[Spot]:
    """One title, or one name, written in two ways."""
    yield from two_ways(context)
    yield from posts(context)
    places: dict[str, list[int]] = {}
    for match in _TITLE.finditer(context.text):
        places.setdefault(match[1], []).append(match.start())
    if len(places) < 2:  # noqa: PLR2004  # it takes two
        return
    by_words: dict[str, list[str]] = {}
    for title in places:
        for piece in {title[:4], title[-4:]}:
            by_words.setdefault(piece, []).append(title)
    pairs = {pair for group in by_words.values() for pair in combinations(group[:20], 2)}
    if not pairs:
        return
    from rapidfuzz.fuzz import ratio  # noqa: PLC0415  # 20 ms, and most reports have no two titles alike

    for one, other in sorted(pairs):
        if _NUMBERS.sub("", one) == _NUMBERS.sub("", other) or one in other or other in one:
            continue  # two volumes, or a title and its longer form
        if abs(len(one) - len(other)) > 2 or ratio(one, other) < _ALIKE or not _is_slip(one, other):  # noqa: PLR2004
            continue
        rare, usual = sorted((one, other), key=lambda title: (len(places[title]), -places[title][0]))
        if (
            _same_words(one, other)
            or _is_one_off(one, other)
            or (len(places[rare]) == 1 < len(places[usual]) and not rare.endswith("法"))
        ):
            for start in places[rare]:
                yield Spot(start, start + len(rare) + 2, values={"other": usual})


_SMALL_WORDS: Final = re.compile(r"[的和与及、之等若干关于]|(?<=.)[（）]")


def _same_words(one: str, other: str) -> bool:
    """Whether two titles differ in small words only; 检察官法 and 监察官法 do not."""
    return _SMALL_WORDS.sub("", one) == _SMALL_WORDS.sub("", other)


_LAW: Final = regex("(?<!办)法$")  # 公司法 and 公证法 are two
_LONG_TITLE: Final = 8
_APART: Final = frozenset(
    "大中小高初男女上下左右东南西北内外前后新旧老少城乡省市县区镇村国民刑公商军警医教农林工党政团检监春夏秋冬甲乙丙丁总分正副主次全半甲多长短陆海空水电"
)
"""Characters by which titles of two things differ: 高中 and 初中, 城市 and 县市."""
_COMES_AND_GOES: Final = frozenset("新总第暂试市省县区大小中高初")
"""Characters that one of two titles has: 总体方案 and 体方案 no, 市管理办法 and 管理办法."""


def _is_one_off(one: str, other: str) -> bool:
    """Whether two long titles differ by one character inside them that tells no two things apart."""
    longer, shorter = (one, other) if len(one) >= len(other) else (other, one)
    if len(longer) < _LONG_TITLE - 1:
        return False
    at = next((at for at, (a, b) in enumerate(zip(longer, shorter, strict=False)) if a != b), len(shorter))
    if at in (0, len(longer) - 1):
        return False
    if len(longer) == len(shorter):
        return (
            longer[at + 1 :] == shorter[at + 1 :]
            and not _LAW.search(longer)
            and not {longer[at], shorter[at]} <= _APART
        )
    return longer[at + 1 :] == shorter[at:] and longer[at] not in _COMES_AND_GOES


def _is_slip(one: str, other: str) -> bool:
    """Whether two titles differ by one or two characters in one place."""
    head = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    shortest = min(len(one), len(other)) - head
    tail = next((at for at in range(shortest) if one[-1 - at] != other[-1 - at]), shortest)
    return max(len(one), len(other)) - head - tail <= 2  # noqa: PLR2004
