"""Parts of the report: there, in order, not empty, not cut off, not twice. The kind says which."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from drafter.patterns import regex
from drafter.rules.context import HAN, Context, Part
from drafter.rules.parts import fold, named, part_named, sections_of, stands_in_text
from drafter.rules.retold import closings
from drafter.rules.rule import Spot, mend

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from drafter.model import Section


def missing(context: Context) -> Iterator[Spot]:
    """A required section is not there, neither under a heading nor in the text."""
    for spec in context.kind.sections if context.kind else ():
        if not (spec.required and spec.level):
            continue
        if not sections_of(context, spec.id) and not stands_in_text(context, spec.id, spec.cues):
            yield Spot(values={"title": spec.title})
    lead = context.report.lead
    promise = _PROMISE.search(context.text, lead.start, lead.end) if lead and context.report.sections else None
    if promise:
        yield from _promised(context, promise)


_PROMISE: Final = regex(r"从(?P<names>[^，。；\n]{6,60}?)[两二三四五2-5]个方面[^，。；\n]{0,12}(?:报告|汇报|述职)")


def _promised(context: Context, promise: re.Match[str]) -> Iterator[Spot]:
    """The one part of those that the lead promises which no heading names."""
    titles = [fold(section.title) for section in context.sections]
    lacking, at = list[tuple[int, str]](), promise.start("names")
    names = _JOINTS.split(promise["names"])
    for name in names:
        part, folded = part_named(context, name), fold(name)
        pairs = {folded[place : place + 2] for place in range(len(folded) - 1)} - _IN_ALL
        there = any(pair in title for title in titles for pair in pairs)
        if not there and not (part and sections_of(context, part)):
            lacking.append((at, name))
        at += len(name) + 1
    if len(names) > 2 and len(lacking) == 1:  # noqa: PLR2004  # the others are headings
        start, name = lacking[0]
        yield Spot(start, start + len(name), values={"title": name}, variant="promised")


_JOINTS: Final = regex("[、和与及]")
_IN_ALL: Final = frozenset({"工作", "情况", "方面", "主要", "本人"})


def order(context: Context) -> Iterator[Spot]:
    """A section stands before one that the kind puts first."""
    if context.kind is None:
        return
    places = {spec.id: number for number, spec in enumerate(context.kind.sections)}
    furthest = -1
    before = ""
    for section in context.report.sections:
        specs = named(context, section)
        if len(specs) != 1:
            continue
        place = places[specs[0].id]
        if place < furthest:
            yield Spot(section.heading.start, section.heading.end, values={"title": section.title, "before": before})
        else:
            furthest, before = place, section.title


_TITLE: Final = 30
_CLOSED: Final = "；;。：:"


_NOTHING: Final = regex(r"\s*(?:无|没有|暂无|略|从略|暂缺)[。.！]?\s*")


def _is_empty(context: Context, section: Section) -> bool:
    return not section.children and not context.report.of(section.body).strip()


def empty(context: Context) -> Iterator[Spot]:
    """A heading with nothing under it, among headings that have something."""
    filled = {section.level for section in context.sections if not _is_empty(context, section)}
    for section in sections_of(context, "shortcomings"):
        if not section.children and _NOTHING.fullmatch(context.report.of(section.body)):
            start = section.body.start + len(body := context.report.of(section.body)) - len(body.lstrip())
            yield Spot(start, section.body.end, values={"title": section.title}, variant="none")
    for section in context.sections:
        if section.level not in filled or section.run_in or len(section.title) > _TITLE:
            continue
        heading = context.report.of(section.heading).rstrip()
        if (
            heading[-1:] not in _CLOSED
            and not section.title.startswith("《")
            and _is_empty(context, section)
            and _has_filled_sibling(context, section)
        ):
            yield Spot(section.heading.start, section.heading.end, values={"title": section.title})


def _has_filled_sibling(context: Context, section: Section) -> bool:
    siblings = context.shared(_siblings)[section.span.start]
    return any(not _is_empty(context, sibling) for sibling in siblings)


def _siblings(context: Context) -> dict[int, tuple[Section, ...]]:
    families = [context.report.sections, *(section.children for section in context.sections)]
    return {section.span.start: family for family in families for section in family}


_BEGINS: Final = regex(r"[（(]?[一1][）)、.．]")


def doubled(context: Context) -> Iterator[Spot]:
    """Two sections of one title under one heading; two closing formulas."""
    yield from closings(context)
    for family in (context.report.sections, *(section.children for section in context.sections)):
        seen: dict[str, Section] = {}
        for section in family:
            title = fold(section.title)
            if not title:
                continue
            if _BEGINS.match(section.number):
                seen = {}  # another list begins
            if title in seen:
                values = {"title": section.title, "line": context.place(seen[title].heading.start)[0]}
                yield Spot(section.heading.start, section.heading.end, values=values)
            else:
                seen[title] = section


_STARTS: Final = regex(
    r"[ \t\u3000]{2,}|#|—|[一二三四五六七八九十\d]{1,3}[、.．是]|[（(][一二三四五六七八九十\d]{1,3}[)）]"
)


def _goes_on(context: Context, line: Part, following: Part) -> bool:
    """Whether the next line may be the rest of a paragraph that an editor broke."""
    if following.start != line.end + 1 or _STARTS.match(following.text):
        return False
    begins = following.text.lstrip().startswith(_BEGINS_ANEW) and line.text.count("，") > 1
    return ("。" not in line.text and not begins) or context.shared(_is_wrapped)


_BEGINS_ANEW: Final = ("本人", "同时，", "此外，", "其次，", "另外，")
_ENDED: Final = frozenset("。！？：；…”）》」.!?:;|")


def _is_wrapped(context: Context) -> bool:
    """Whether an editor broke the paragraphs of the text into lines: a fifth of the long ones end without a mark."""
    ends = [line.text.rstrip()[-1:] for line in context.lines if len(line.text) >= _LONG]
    bare = sum(end not in _ENDED for end in ends)
    return bare > 1 and bare * 5 > len(ends)


_OPEN_END: Final = regex(rf"[{HAN}，、\d]")
_CUT: Final = regex(rf"[{HAN}，、]$|，\d+$")
_LONG: Final = 30
_SHORT: Final = 12
_PAUSES: Final = ("，", "、")
_SIGNED: Final = 8


def cut(context: Context) -> Iterator[Spot]:
    """A paragraph that stops in the middle of a sentence."""
    headings = {context.place(section.heading.start)[0] for section in context.sections if not section.run_in}
    title = context.report.title
    for number, line in enumerate(context.lines):
        inner = line.text.rstrip()
        open_end = inner[-1:] in _PAUSES  # nothing closes on one, however short
        if len(inner) < (_SHORT if open_end else _LONG) or not _OPEN_END.match(inner[-1]) or not _CUT.search(inner):
            continue
        behind = context.lines[number + 1] if number + 1 < len(context.lines) else None
        if not open_end and "。" not in inner and inner.count("，") < _clauses(line, behind):  # no paragraph
            continue
        if (title and line.start < title.end) or context.place(line.start)[0] in headings or "|" in inner:
            continue
        if behind and _goes_on(context, line, behind):
            continue
        if _is_headline_list(context, number):
            continue
        tail = max(inner.rfind(mark) for mark in "。；！？") + 1
        if tail > 0 and len(inner) - tail < _SIGNED and not open_end:
            continue  # who took the picture, or wrote the note
        yield Spot(line.start + max(tail, len(inner) - 60), line.start + len(inner))


_OWN: Final = ("本人", "全年", "一年来")
_HEADING: Final = regex("[ \u3000]*[一二三四五六七八九十]{1,2}、")


def _clauses(line: Part, behind: Part | None) -> int:
    """How many marks a paragraph without 。 has."""
    own = behind and line.text.lstrip().startswith(_OWN) and _HEADING.match(behind.text)
    return 2 if own or (behind and behind.text.lstrip().startswith(_BEGINS_ANEW)) else 3


_BULLETS: Final = "●■◆▲★"


def _is_headline_list(context: Context, number: int) -> bool:
    """Whether a line is one of several behind bullets, of which none has a closing mark."""
    line = context.lines[number].text
    sign = next((mark for mark in line if mark in _BULLETS), "")
    if not sign:
        return False
    if line.find(sign, 1) > 0:
        return True  # several in one line
    beside = [one.text.rstrip() for one in context.lines[max(0, number - 1) : number + 2]]
    return sum(one.startswith(sign) and one[-1:] not in _CLOSED for one in beside) > 1


def title(context: Context) -> Iterator[Spot]:
    """No title."""
    if context.report.title is None:
        yield Spot()


def salutation(context: Context) -> Iterator[Spot]:
    """No salutation, where the kind has one; a salutation that ends with a comma, and not with a colon."""
    span = context.report.salutation
    if span is None and context.kind and context.kind.salutation:
        yield Spot(values={"example": context.kind.salutation})
    elif span is not None and context.lang == "zh" and context.text[span.end - 1] in "，,":
        yield replace(mend(span.end - 1, span.end, "："), variant="mark")
    said = context.report.of(span).strip()
    behind = (line for line in context.lines if span is not None and line.start >= span.end)
    for number, line in enumerate(behind if said[-1:] in _COLONS else ()):
        if line.text.strip() == said or (number == 0 and _SALUTES.fullmatch(line.text)):
            yield Spot(line.start, line.end, variant="twice")


def lead(context: Context) -> Iterator[Spot]:
    """No lead before the first section."""
    if context.kind and any(spec.id == "lead" and spec.required for spec in context.kind.sections):
        lead_text = context.report.of(context.report.lead)
        if context.report.sections and not lead_text.strip():
            yield Spot()


_COLONS: Final = ("：", ":")
_SALUTES: Final = regex(r"[ \t\u3000]*(?:尊敬的|各位)[^，。；：\d]{1,24}[：:][ \t\u3000]*")
_CLOSE: Final = ("特此", "以上")
_CLOSES: Final = regex(
    r"[ \t\u3000]*(?:特此报告|以上(?:报告|述职|是(?:我|本人)的(?:述职|报告)))[，,][^。\n]{0,16}"
    r"(?:评议|审议|审查|指正)[^。\n]{0,8}。?[ \t\u3000]*"
)


def closing(context: Context) -> Iterator[Spot]:
    """No closing line, where the kind has one; one that a section follows."""
    if context.report.closing is None and context.kind and context.kind.closing:
        yield Spot(values={"example": context.kind.closing})
    last = context.report.sections[-1].heading.start if context.report.sections else 0
    for line in context.lines:
        if (
            line.text.lstrip()[:2] in _CLOSE
            and _CLOSES.fullmatch(line.text)
            and (line.start < last or _goes_on_behind(context, line))
        ):
            yield Spot(line.start, line.end, variant="early")


def _goes_on_behind(context: Context, closing_line: Part) -> bool:
    """Whether prose stands behind the date under a closing line."""
    behind = [line.text.strip() for line in context.lines if line.start > closing_line.start]
    dated = next((number for number, text in enumerate(behind[:3]) if _DATED.fullmatch(text)), None)
    return dated is not None and any(
        len(text) > _SHORT and text.endswith("。") and text[0] not in "附注（(" for text in behind[dated + 1 :]
    )


_DATED: Final = regex(r"(?:19|20)\d\d年\d{1,2}月\d{1,2}日")
_UNSIGNED: Final = regex(r"(?:报告人|述职人|汇报人|述职者)[：:][ \u3000_＿]*")
_A_NAME: Final = regex(rf"[ \u3000]*[{HAN}](?:[ \u3000]*[{HAN}]){{1,3}}[ \u3000]*")
_LAST_LINES: Final = 4


def signature(context: Context) -> Iterator[Spot]:
    """No name under the text."""
    if context.report.signature is None and context.lang == "zh":
        yield Spot()
    last = context.lines[-_LAST_LINES:]
    for number, line in enumerate(last):
        if _UNSIGNED.fullmatch(line.text.strip()) and not any(
            _A_NAME.fullmatch(one.text) for one in last[number + 1 : number + 2]
        ):
            yield Spot(line.start, line.end, variant="empty")


def date(context: Context) -> Iterator[Spot]:
    """No date under the text."""
    if context.report.date is None and context.lang == "zh":
        yield Spot()
