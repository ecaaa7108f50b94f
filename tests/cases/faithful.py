"""Other writings of the same figure, and other layouts of the same draft: what a comparer must let pass."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from tests.cases.edits import Edit
from tests.cases.numerals import en_words, full_width, grouped, zh_decimal, zh_year

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.cases.marks import Mark
    from tests.cases.passages import Passage

ZH_SYNONYMS = {"将近": "近", "接近": "将近", "近": "接近", "大约": "约", "约": "大约", "超过": "逾", "突破": "超过"}
EN_SYNONYMS = {
    "nearly": "almost", "almost": "close to", "about": "around", "around": "roughly", "roughly": "approximately",
    "approximately": "about", "more than": "over", "over": "more than", "at least": "no fewer than",
    "up to": "no more than",
}  # fmt: skip
_ZH_LEAD = re.compile("|".join(ZH_SYNONYMS))
_EN_LEAD = re.compile("|".join(EN_SYNONYMS), re.IGNORECASE)
_MEASURED = re.compile(r"[项名个所家次件台场户]")
_ZH_DATE = re.compile(r"(\d{4})年(\d{1,2})月")
_RANGE = re.compile(r"[—～\-–]")


def _number(mark: Mark, new: str) -> str:
    return mark.text.replace(mark.number, new, 1)


def _plain(mark: Mark) -> bool:
    return mark.digits and mark.kind not in {"date", "rank", "range", "ratio"}


def cn_numeral(mark: Mark, passage: Passage) -> str | None:
    if not _plain(mark) or mark.kind == "percentage" or not re.fullmatch(r"\d+(\.\d+)?", mark.number):
        return None
    zh = zh_decimal(mark.number)
    after = mark.text[mark.text.index(mark.number) + len(mark.number) :]
    return _number(mark, "两" if zh == "二" and _MEASURED.match(after) else zh)


def fullwidth(mark: Mark, passage: Passage) -> str | None:
    return full_width(mark.text) if mark.digits and "," not in mark.text else None


def spaced(mark: Mark, passage: Passage) -> str | None:
    if not _plain(mark) or mark.kind == "percentage" or mark.text.endswith(mark.number):
        return None
    return _number(mark, mark.number + " ")


def thousands(mark: Mark, passage: Passage) -> str | None:
    return _number(mark, grouped(mark.number)) if _plain(mark) and re.match(r"\d{4}", mark.number) else None


def unthousands(mark: Mark, passage: Passage) -> str | None:
    return _number(mark, mark.number.replace(",", "")) if _plain(mark) and "," in mark.number else None


def wan_expand(mark: Mark, passage: Passage) -> str | None:
    if not _plain(mark) or mark.scale != "万":
        return None
    return mark.text.replace(mark.number + mark.scale, mark.value, 1)


def yi_form(mark: Mark, passage: Passage) -> str | None:
    if not _plain(mark) or mark.kind != "money" or mark.scale not in {"万", "亿"} or int(Decimal(mark.value)) < 10**7:
        return None
    size, name = (10**8, "亿") if mark.scale == "万" else (10**4, "万")
    return mark.text.replace(mark.number + mark.scale, f"{(Decimal(mark.value) / size).normalize():f}{name}", 1)


def percent_words(mark: Mark, passage: Passage) -> str | None:
    found = re.search(r"(\d+(?:\.\d+)?)%", mark.text)
    if not found or mark.kind != "percentage":
        return None
    return mark.text.replace(found[0], "百分之" + ("百" if found[1] == "100" else zh_decimal(found[1])))


def per_cent(mark: Mark, passage: Passage) -> str | None:
    return mark.text.replace("%", " per cent", 1) if mark.kind == "percentage" and "%" in mark.text else None


def words(mark: Mark, passage: Passage) -> str | None:
    if not _plain(mark) or mark.kind not in {"number", "points"} or not re.fullmatch(r"\d{1,2}", mark.number):
        return None
    return _number(mark, en_words(int(mark.number)))


def approx_synonym(mark: Mark, passage: Passage) -> str | None:
    if not mark.approx:
        return None
    if mark.approx == "+":
        return mark.text.replace("多", "余", 1) if "多" in mark.text else mark.text.replace("余", "多", 1)
    lead, other = (_EN_LEAD, EN_SYNONYMS) if passage.lang == "en" else (_ZH_LEAD, ZH_SYNONYMS)
    found = lead.match(mark.text)
    if not found:
        return None
    new = other[found[0].lower()]
    return (new.capitalize() if found[0][0].isupper() else new) + mark.text[found.end() :]


def range_form(mark: Mark, passage: Passage) -> str | None:
    return _RANGE.sub(" to " if passage.lang == "en" else "至", mark.text) if mark.kind == "range" else None


def rank_form(mark: Mark, passage: Passage) -> str | None:
    found = re.fullmatch("第([一二三四五六七八九])", mark.text)
    return f"第{mark.value}" if found and mark.kind == "rank" else None


def date_form(mark: Mark, passage: Passage) -> str | None:
    found = _ZH_DATE.fullmatch(mark.text)
    return f"{zh_year(found[1])}年{zh_decimal(found[2])}月" if found else None


def this_year(mark: Mark, passage: Passage) -> str | None:
    if mark.kind != "date" or not mark.value.startswith(f"{passage.year}-"):
        return None
    if passage.lang == "en":
        return mark.text.replace(str(passage.year), "this year") if mark.text.endswith(str(passage.year)) else None
    return mark.text.replace(f"{passage.year}年", "今年") if mark.text.startswith(str(passage.year)) else None


FORMS: dict[str, tuple[tuple[str, Callable[[Mark, Passage], str | None]], ...]] = {
    "zh": (
        ("approx_synonym", approx_synonym), ("cn_numeral", cn_numeral), ("fullwidth", fullwidth),
        ("thousands", thousands), ("wan_expand", wan_expand), ("yi_form", yi_form), ("percent_words", percent_words),
        ("range_form", range_form), ("rank_form", rank_form), ("date_form", date_form), ("this_year", this_year),
    ),
    "en": (
        ("approx_synonym", approx_synonym), ("words", words), ("thousands", unthousands), ("range_form", range_form),
        ("percent_words", per_cent), ("this_year", this_year),
    ),
}  # fmt: skip
WHOLE: dict[str, tuple[tuple[str, Callable[[Mark, Passage], str | None]], ...]] = {
    "zh": (
        ("cn_numeral_all", cn_numeral), ("fullwidth_all", fullwidth), ("spaced_all", spaced),
        ("thousands_all", thousands), ("wan_expand_all", wan_expand), ("percent_words_all", percent_words),
    ),
    "en": (("unthousands_all", unthousands), ("per_cent_all", per_cent)),
}  # fmt: skip


def figure_edits(passage: Passage, index: int) -> Iterator[Edit]:
    """Each figure of a draft in each other writing it has."""
    for name, form in FORMS[passage.lang]:
        for mark in passage.drafts[index].marks:
            new = form(mark, passage)
            if new is not None and new != mark.text:
                yield Edit(name, mark.start, mark.end, new, mark.text, new)


def whole_edits(passage: Passage, index: int) -> Iterator[tuple[str, list[Edit]]]:
    """All figures of a draft in one other writing."""
    for name, form in WHOLE[passage.lang]:
        pairs = [(mark, form(mark, passage)) for mark in passage.drafts[index].marks]
        edits = [Edit(name, m.start, m.end, new, m.text, new) for m, new in pairs if new is not None and new != m.text]
        if edits:
            yield name, edits


def layouts(passage: Passage, index: int) -> Iterator[tuple[str, str]]:
    """The sentences of a draft in another order, and as lists."""
    draft = passage.drafts[index].text
    stop, gap = ("。", "") if passage.lang == "zh" else (".", " ")
    parts = [part.strip() for part in re.split(rf"(?<={re.escape(stop)}){' ' if gap else ''}", draft) if part.strip()]
    if len(parts) < 3:
        return
    half = len(parts) // 2
    yield "reorder", gap.join(parts[half:] + parts[:half])
    if any(marker in draft for marker in ("一是", "第一，", "一方面")):
        return
    yield "enumerate_digits", "".join(f"{i}. {part}\n" for i, part in enumerate(parts, 1))
    if passage.lang == "en":
        yield "enumerate_words", gap.join(f"({chr(96 + i)}) {part}" for i, part in enumerate(parts, 1))
        return
    zh = [zh_decimal(str(i)) for i in range(1, len(parts) + 1)]
    yield "enumerate_shi", "".join(f"{i}是{part}" for i, part in zip(zh, parts, strict=True))
    yield "enumerate_heading", "一、主要工作\n" + "".join(f"（{i}）{p}\n" for i, p in zip(zh, parts, strict=True))
