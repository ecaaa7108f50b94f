"""One figure altered so that the draft is no longer true to the notes. What needs sense is written by hand."""

from __future__ import annotations

import itertools
import re
from decimal import Decimal
from typing import TYPE_CHECKING

from tests.cases.edits import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from tests.cases.marks import Mark
    from tests.cases.passages import Passage

ZH_UNITS = {
    "人次": "人", "家次": "家", "户次": "户", "户": "人", "小时": "分钟", "分钟": "小时", "天": "小时", "公里": "米",
    "平方米": "平方公里", "亩": "公顷", "吨": "公斤", "立方米": "吨", "万亩": "万公顷", "千伏": "伏", "千瓦": "千瓦时",
    "场次": "人次", "毫克/升": "克/升", "册": "种", "家": "家次",
}  # fmt: skip
EN_UNITS = {
    "miles": "kilometres", "minutes": "hours", "hours": "minutes", "days": "weeks", "weeks": "days", "tons": "pounds",
    "gallons": "litres", "acres": "square feet", "kilometres": "metres", "years": "months",
}  # fmt: skip
ZH_TURNS = {
    "增长": "下降", "上升": "下降", "提高": "下降", "增加": "减少", "提升": "回落", "下降": "上升", "减少": "增加",
    "压降": "增加", "净增": "净减", "降低": "提高", "缩短": "延长", "增幅": "降幅",
}  # fmt: skip
EN_TURNS = {
    "up": "down", "down": "up", "rose": "fell", "fell": "rose", "grew": "shrank", "increase": "decrease",
    "increased": "decreased", "gained": "lost", "dropped": "climbed", "reduced": "raised",
}  # fmt: skip
STRONGER = {
    "zh": {"<~": "超过{}", "~": "超过{}", ">": "近{}", "+": "近{}", ">=": "近{}", "<": "超过{}", "<=": "超过{}"},
    "en": {"<~": "more than {}", "~": "over {}", ">": "nearly {}", ">=": "nearly {}", "<": "over {}", "<=": "over {}"},
}
ZH_ORDER = "一二三四五六七八九"
_LEADS = re.compile(
    "将近|接近|近|大约|约|超过|突破|逾|超|不少于|至少|不超过|最多|不足|不到"
    "|(?:nearly|almost|close to|about|around|roughly|some|approximately|more than|over|above|at least|no fewer than"
    "|at most|up to|no more than|fewer than|under|less than) ",
    re.IGNORECASE,
)
_TAILS = re.compile("左右|上下|以上|以下|以内|多|余")


def _whole(mark: Mark, mutation: str, new: str) -> Edit:
    return Edit(mutation, mark.start, mark.end, new, mark.text, new)


def _number(mark: Mark, new: str) -> str:
    return mark.text.replace(mark.number, new, 1)


def digit(mark: Mark, passage: Passage, rng: Random) -> Edit | None:
    """Another digit, or two neighbours exchanged. The new number is no other fact's."""
    if mark.kind in {"date", "rank", "ratio", "range"}:
        return None
    old = mark.number
    if not mark.digits:
        places = [i for i, c in enumerate(old) if c in ZH_ORDER and old[i : i + 2] != "一十"]
        if passage.lang == "en" or not places or mark.kind == "fraction":
            return None
        at = rng.choice(places)
        new = old[:at] + rng.choice([c for c in ZH_ORDER[1:] if c != old[at]]) + old[at + 1 :]
        return _whole(mark, "digit", _number(mark, new))
    places = [i for i, c in enumerate(old) if c.isdigit()]
    pairs = [(i, j) for i, j in itertools.pairwise(places) if old[i] != old[j] and (i or old[j] != "0")]
    if pairs and rng.random() < 0.4:
        i, j = rng.choice(pairs)
        swapped = list(old)
        swapped[i], swapped[j] = old[j], old[i]
        new = "".join(swapped)
    else:
        at = rng.choice(places)
        new = old[:at] + rng.choice([c for c in "123456789" if c != old[at]]) + old[at + 1 :]
    taken = {fact.number.replace(",", "") for fact in passage.facts} | {fact.value for fact in passage.facts}
    return (
        None
        if new.replace(",", "") in taken or ("." in new and new.endswith("0"))
        else _whole(mark, "digit", _number(mark, new))
    )


def magnitude(mark: Mark, passage: Passage, rng: Random) -> Edit | None:
    """万 for 亿, million for billion, or the point moved."""
    if not re.fullmatch(r"\d[\d,.]*", mark.number) or mark.kind in {"date", "rank", "ratio", "range", "points"}:
        return None
    scales = {"万": "亿", "亿": "万", "million": "billion", "billion": "million"}
    if mark.scale in scales and rng.random() < 0.5:
        return _whole(mark, "magnitude", mark.text.replace(mark.scale, scales[mark.scale], 1))
    if (mark.kind == "percentage") and "." not in mark.number:
        return None
    old = Decimal(mark.number.replace(",", ""))
    less = rng.random() < 0.3 and (old % 10 == 0 or old != int(old))
    moved = old * (Decimal("0.1") if less else 10)
    new = f"{moved.normalize():f}"
    shown = f"{moved:,.0f}" if "," in mark.number and moved == int(moved) else new
    taken = {fact.number.replace(",", "") for fact in passage.facts} | {fact.value for fact in passage.facts}
    return (
        None
        if new in taken or (Decimal(new) > 100 and mark.kind == "percentage")
        else _whole(mark, "magnitude", _number(mark, shown))
    )


def unit(mark: Mark, passage: Passage, rng: Random) -> Edit | None:
    table = EN_UNITS if passage.lang == "en" else ZH_UNITS
    new = table.get(mark.unit)
    if mark.kind != "number" or not new or not mark.text.rstrip("以上下内左右").endswith(mark.unit):
        return None
    head, _, tail = mark.text.rpartition(mark.unit)
    return _whole(mark, "unit", head + new + tail)


def pct_pp(mark: Mark, passage: Passage, rng: Random) -> Edit | None:
    if mark.kind != "points" or not mark.digits:
        return None
    return _whole(mark, "pct_pp", f"{mark.number}%")


def direction(mark: Mark, passage: Passage, rng: Random) -> Edit | None:
    """The word right before the figure turned round."""
    draft = next(d for d in passage.drafts if d.text[mark.start : mark.end] == mark.text and mark in d.marks).text
    turns, gap = (EN_TURNS, " ") if passage.lang == "en" else (ZH_TURNS, "")
    for word, other in turns.items():
        lead = draft[: mark.start]
        if lead.endswith(word + gap) and (not gap or not lead[: -len(word + gap)][-1:].isalpha()):
            start = mark.start - len(word + gap)
            new = other + gap + mark.text
            return Edit("direction", start, mark.end, new, draft[start : mark.end], new)
    return None


def approx_dropped(mark: Mark, passage: Passage, rng: Random) -> Edit | None:
    bare = _bare(mark)
    return _whole(mark, "approx_dropped", bare) if mark.approx and bare != mark.text else None


def approx_strengthened(mark: Mark, passage: Passage, rng: Random) -> Edit | None:
    bare = _bare(mark)
    if mark.approx not in STRONGER[passage.lang] or bare == mark.text or "岁" in mark.unit:
        return None
    new = STRONGER[passage.lang][mark.approx].format(bare)
    return _whole(mark, "approx_strengthened", new[0].upper() + new[1:] if mark.text[0].isupper() else new)


def _bare(mark: Mark) -> str:
    lead = _LEADS.match(mark.text)
    text = mark.text[lead.end() :] if lead else mark.text
    after = text.index(mark.number) + len(mark.number)
    return text[:after] + _TAILS.sub("", text[after:], count=1)


def range_endpoint(mark: Mark, passage: Passage, rng: Random) -> Edit | None:
    if mark.kind != "range":
        return None
    low, high = mark.value.split("/")
    old, new = (
        (high, str(Decimal(high) + rng.choice([1, 2, 3]))) if rng.random() < 0.6 else (low, str(Decimal(low) + 1))
    )
    if old not in mark.text or new in mark.value.split("/"):
        return None
    at = mark.text.rindex(old) if old == high else mark.text.index(old)
    return _whole(mark, "range_endpoint", mark.text[:at] + new + mark.text[at + len(old) :])


def rank(mark: Mark, passage: Passage, rng: Random) -> Edit | None:
    if mark.kind != "rank" or not mark.value.isdigit():
        return None
    old = int(mark.value)
    new = old - 1 if old > 1 else 2
    if passage.lang == "en":
        names = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"]
        return _whole(mark, "rank", names[new - 1]) if mark.text.lower() == names[old - 1] else None
    changed = mark.text.replace(mark.value, str(new)).replace(ZH_ORDER[old - 1], ZH_ORDER[new - 1], 1)
    changed = changed.replace("首位", "第二位")
    return _whole(mark, "rank", changed) if changed != mark.text else None


def year(mark: Mark, passage: Passage, rng: Random) -> Edit | None:
    found = re.search(r"\b\d{4}|\d{4}(?=年)", mark.text)
    if mark.kind != "date" or not found:
        return None
    return _whole(mark, "year", mark.text.replace(found[0], str(int(found[0]) - 1), 1))


def date(mark: Mark, passage: Passage, rng: Random) -> Edit | None:
    found = re.search(r"(\d{1,2})月", mark.text)
    if mark.kind != "date" or not found:
        return None
    month = (int(found[1]) + 2) % 12 + 1
    return _whole(mark, "date", mark.text.replace(found[0], f"{month}月", 1))


def swaps(passage: Passage, index: int) -> Iterator[Edit]:
    """Neighbours of one sort in one clause, their numerals exchanged."""
    draft = passage.drafts[index]
    for one, two in zip(draft.marks, draft.marks[1:], strict=False):
        between = draft.text[one.end : two.start]
        alike = (
            one.kind == two.kind and one.kind in {"number", "money", "percentage", "points"} and one.scale == two.scale
        )
        if not alike or one.same[0] == two.same[0] or re.search("[。；;:：]|[.] ", between) or len(between) > 30:
            continue
        halves = ("." in one.number) != ("." in two.number) and one.unit != two.unit
        unordered = between == " and " and draft.text[: one.start].endswith("between ")
        if (
            unordered
            or "岁" in one.unit + two.unit
            or one.optional
            or two.optional
            or one.approx
            or two.approx
            or halves
        ):
            continue
        new = _number(one, two.number) + between + _number(two, one.number)
        yield Edit("swap", one.start, two.end, new, draft.text[one.start : two.end], new)


ALTERATIONS = (
    (digit, 3), (magnitude, 2), (unit, 2), (pct_pp, 1), (direction, 2), (approx_dropped, 1), (approx_strengthened, 1),
    (range_endpoint, 1), (rank, 1), (year, 1), (date, 1),
)  # fmt: skip


def alterations(passage: Passage, index: int, rng: Random) -> Iterator[Edit]:
    """For each way of altering a figure, up to its number of figures of the first draft (of others one), by `rng`."""
    for alter, most in ALTERATIONS:
        marks = [mark for mark in passage.drafts[index].marks if not mark.optional]
        rng.shuffle(marks)
        edits = [edit for mark in marks if (edit := alter(mark, passage, rng)) is not None]
        yield from edits[: 1 if index else most]
    found = list(swaps(passage, index))
    rng.shuffle(found)
    yield from found[: 1 if index else 2]
