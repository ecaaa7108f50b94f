"""Read a marked text: every figure stands in braces, and its value is computed or given.

受理案件{12368件}              value and unit follow from the text
{近七成=fraction 0.7}纠纷      kind and value are given after `=`; the kind may be left out: {三个=3}
we formed {three=3?}           a trailing `?`: a reader may read it or not
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

ZH_HEDGES = {
    "将近": "<~", "接近": "<~", "近": "<~", "大约": "~", "约": "~", "超过": ">", "突破": ">", "逾": ">", "超": ">",
    "不少于": ">=", "至少": ">=", "不超过": "<=", "最多": "<=", "不足": "<", "不到": "<",
}  # fmt: skip
ZH_TAILS = {"左右": "~", "上下": "~", "以上": ">=", "以下": "<=", "以内": "<=", "多": "+", "余": "+"}
EN_HEDGES = {
    "nearly": "<~", "almost": "<~", "close to": "<~", "about": "~", "around": "~", "roughly": "~", "some": "~",
    "approximately": "~", "more than": ">", "over": ">", "above": ">", "at least": ">=", "no fewer than": ">=",
    "at most": "<=", "up to": "<=", "no more than": "<=", "fewer than": "<", "under": "<", "less than": "<",
}  # fmt: skip
SCALES = {
    "万亿": 10**12, "亿": 10**8, "千万": 10**7, "百万": 10**6, "万": 10**4, "千": 10**3,
    "thousand": 10**3, "million": 10**6, "billion": 10**9,
}  # fmt: skip

_MARK = re.compile(r"\{([^{}=]+)(?:=([^{}]*))?\}")
_NUMBER = r"\d[\d,]*(?:\.\d+)?|[零〇一二两三四五六七八九十百千万亿点半]+"
_ZH = re.compile(
    rf"(?P<hedge>{'|'.join(ZH_HEDGES)})?(?P<sign>[￥¥$£€]|百分之)?(?P<number>{_NUMBER})(?P<scale>万亿|亿|千万|百万|万|千(?![克伏瓦米升]))?"
    rf"(?P<more>[多余](?P<after>亿|万)?)?(?P<unit>.*?)(?P<tail>{'|'.join(ZH_TAILS)})?"
)
_EN = re.compile(
    rf"(?:(?P<hedge>{'|'.join(EN_HEDGES)}) )?(?P<sign>[$£€])?(?P<number>\d[\d,]*(?:\.\d+)?|[a-z]+(?:-[a-z]+)?)"
    r"(?: (?P<scale>thousand|million|billion))?(?P<unit>.*)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A figure of a marked text. Offsets are of the plain text; `number` is the numeral alone, `digits` says it is
    Arabic."""

    start: int
    end: int
    text: str
    kind: str
    value: str
    unit: str
    approx: str
    optional: bool
    number: str
    scale: str

    @property
    def digits(self) -> bool:
        return self.number[:1].isdigit()

    @property
    def at(self) -> int:
        """Offset of the numeral."""
        return self.start + self.text.index(self.number)

    @property
    def same(self) -> tuple[str, str]:
        """What two writings of one figure share: its value (a share counts as per cent) and its hedge.

        An ISO date is shared by month, since the year may go without saying.
        """
        hedge = {"+": ">"}.get(self.approx, self.approx)
        if self.kind == "date":
            return self.value[-3:] if "-" in self.value else self.value, hedge
        if "/" in self.value or ":" in self.value:
            top, _, bottom = self.value.partition("/")
            if self.kind != "fraction":
                return self.value, hedge
            return f"{round(Decimal(top) / Decimal(bottom), 4).normalize():f}", hedge
        value = Decimal(self.value) / (100 if self.kind == "percentage" else 1)
        return f"{value.normalize():f}", hedge


def read_marks(source: str, lang: str) -> tuple[str, tuple[Mark, ...]]:
    """The plain text of a marked text, and its figures.

    Raises:
        ValueError: a mark whose value neither follows from its text nor is given.
    """
    plain, marks, end = "", [], 0
    for found in _MARK.finditer(source):
        plain += source[end : found.start()]
        marks.append(_mark(found[1], found[2] or "", len(plain), lang))
        plain += found[1]
        end = found.end()
    return plain + source[end:], tuple(marks)


def _mark(text: str, given: str, start: int, lang: str) -> Mark:
    optional = given.endswith("?")
    words = given.rstrip("?").split()
    parts = (_EN if lang == "en" else _ZH).fullmatch(text)
    number, scale, sign, unit, approx = "", "", "", "", ""
    if parts and not re.search(r"\d", parts["unit"]):  # 3亿2000万元 is one figure, not 3亿 of something
        number, scale, sign, unit = (parts[name] or "" for name in ("number", "scale", "sign", "unit"))
        scale = scale or parts.groupdict().get("after") or ""  # 580余万
        approx = _hedge(parts, lang)
    value = words[-1] if words else ""
    if not value:
        if not number[:1].isdigit():
            message = f"no value for {text!r}: write {{{text}=value}}"
            raise ValueError(message)
        value = f"{(Decimal(number.replace(',', '')) * SCALES.get(scale, 1)).normalize():f}"
    kind = words[0] if len(words) > 1 else _kind(unit, sign)
    shown = "%" if kind == "percentage" else "" if words else (sign or unit.strip("- "))
    return Mark(start, start + len(text), text, kind, value, shown, approx, optional, number or text, scale)


def _hedge(parts: re.Match[str], lang: str) -> str:
    if lang == "en":
        return EN_HEDGES.get((parts["hedge"] or "").lower(), "")
    if parts["more"]:
        return "+"
    return ZH_HEDGES.get(parts["hedge"] or "") or ZH_TAILS.get(parts["tail"] or "", "")


def _kind(unit: str, sign: str) -> str:
    unit = unit.strip()
    if unit.endswith("百分点") or unit.startswith("percentage point"):
        return "points"
    if unit.startswith(("%", "％", "percent", "per cent")) or sign == "百分之":
        return "percentage"
    return "money" if unit.startswith(("元", "美元", "dollars")) or sign else "number"
