"""Placeholders: names, figures and fields that wait to be filled. Suffixes and fields are data (`dirt.toml`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from drafter.patterns import regex
from drafter.rules.context import HAN, Context
from drafter.rules.rule import Spot
from drafter.rules.tables import Tables, alternation

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator


class _Patterns(NamedTuple):
    suffix: re.Pattern[str]
    letters_ok: tuple[str, ...]
    letters_ok_behind: tuple[str, ...]
    somebody: re.Pattern[str]
    waiting: re.Pattern[str]
    fields: re.Pattern[str]
    ends: re.Pattern[str]
    bare: re.Pattern[str]
    bare_has: re.Pattern[str]
    asked: re.Pattern[str]
    party: re.Pattern[str]
    party_before: re.Pattern[str]
    told: re.Pattern[str]


def _patterns(tables: Tables) -> _Patterns:
    data = tables.area("dirt")
    suffix = alternation(data["suffixes"])
    waiting = alternation(data["waiting"], literal=False)
    party_case = r"[^。；\n]{0,40}(?:一案|纠纷|(?<![投申])诉(?![求讼])|受贿|被告)"
    return _Patterns(
        suffix=regex(suffix),
        letters_ok=tuple(data["letters_ok"]),
        letters_ok_behind=tuple(data["letters_ok_behind"]),
        somebody=regex(
            rf"某某(?={alternation(data['places'])})"
            rf"|(?<![{data['surnames']}])(?<![原被]告)(?<!诉)某某(?={suffix}|[{HAN}]{{0,6}}{alternation(data['bodies'])})(?!{data['anybody']})(?!{party_case})"
            rf"|(?<=[{data['surnames']}])某(?=同志)|某年某月(?:某日)?(?!为)|某月某日"
        ),
        waiting=regex(rf"[【\[［（(〔]\s*{waiting}[^】\]］）)〕\n]{{0,40}}[】\]］）)〕]"),
        fields=regex(
            rf"[【\[［<＜〈](?:(?i:\s*{alternation(data['fields'])}\s*)[】\]］>＞〉]|[ \u3000]*[】\]］>＞〉](?!\())"
        ),
        ends=regex(rf"[【［\[（(〔][^【】［］\[\]（）()〔〕，。\n]{{1,10}}{data['waiting_end']}[】］\]）)〕]"),
        bare=regex(rf"(?:{data['waiting_bare']})(?=[，。；、）】\n]|\Z)"),
        bare_has=regex(data["waiting_bare_has"]),
        asked=regex(rf"(?<=[{HAN}])[?？]{{2,}}(?={suffix})(?!个别|人们)"),
        party=regex(data["party"]),
        party_before=regex(rf"(?:^|[^{HAN}]|{alternation(data['party_roles'])})[{data['surnames']}]\Z"),
        told=regex(data["told"]),
    )


def placeholder(context: Context) -> Iterator[Spot]:
    """Something that waits to be filled."""
    text, patterns = context.text, context.tables.made(_patterns)
    characters = context.characters
    if not characters.isdisjoint(_LETTERS):
        for match in _LETTER_RUN.finditer(text):
            start, end = match.span()
            if text.startswith(patterns.letters_ok, start) or text.endswith(patterns.letters_ok_behind, 0, start):
                continue
            year = _YEAR_BEFORE.search(text, max(0, start - 4), start)
            if _stands_for_something(text, start, end, patterns.suffix, year=year is not None) and not (
                _is_hidden(text, start, end, patterns)
            ):
                yield Spot(year.start() if year else start, _with_suffix(context, end))
    if "某" in characters:
        for match in patterns.somebody.finditer(text):
            yield Spot(match.start(), match.end())
    waits: tuple[tuple[str, tuple[re.Pattern[str], ...]], ...] = (
        ("【[［（(〔<＜〈", (patterns.waiting, patterns.fields, patterns.ends, _BLANKS)),
        ("待此附" if patterns.bare_has.search(text) else "", (patterns.bare,)),
        ("“《", (_EMPTY,)),
        ("?？", (patterns.asked, _ASKED_ONCE)),
        ("_＿", (_LOW_LINES, _SIGN_YEAR)),
        ("_＿*＊", (_SIGN_DAY,)),
        ("○◯□△▲●◆◇#＃", (_ONE_SIGN,)),
        ("{", (_BRACES,)),
        ("TF", (_TODO,)),
        ("NMnm", (_LETTER_N,)),
        ("".join(one for one in characters.intersection(_CAPITALS) if one * 2 in text), (_SAME_CAPITALS,)),
        ("年月" if _DATE_GAP.search(text) else "", (_BLANK_DATE,)),
    )
    for signs, searched in waits:
        if characters.isdisjoint(signs):
            continue
        for pattern in searched:
            for match in pattern.finditer(text):
                if not _is_rule_across(context, match):
                    yield Spot(match.start(), match.end())


_LATIN: Final = "XxＸｘ"
_RINGS: Final = "○〇◯"
_LETTERS: Final = f"{_LATIN}{_RINGS}×△▲□☐■█"
_LETTER_RUN: Final = regex(
    rf"[{_LETTERS}](?:(?<=[{_LATIN}])[{_LATIN}]*(?:[.．][{_LATIN}]+)?|(?<=[{_RINGS}])[{_RINGS}]*"
    r"|(?<=×)×*(?:[.．]×+)?|(?<=[△▲□☐■█])[△▲□☐■█]*)"
)
"""One set of signs at the head of the pattern: the search skips to it."""
_YEAR_BEFORE: Final = regex(r"(?<!\d)(?:19|20)\d?$")
_HAN_NUMERALS: Final = frozenset("一二三四五六七八九十零")
_BEFORE_ONE: Final = regex(rf"[{HAN}，、。；：）]$")


def _stands_for_something(text: str, start: int, end: int, suffix: re.Pattern[str], *, year: bool) -> bool:
    """Whether a run of letters or signs stands for a name, a figure or a year."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if year:
        return not (after.isascii() and after.isalnum())
    if (before + after).isascii() and (before + after).strip():
        return False  # among Latin letters and digits: a word, a product, a multiplication
    if text[start] in _RINGS:  # characters left out, but not the rings of 二○○八年
        return end - start > 1 and not {before, after} & {*_HAN_NUMERALS, "年"}
    if any(side.isascii() and side.isalnum() for side in (before, after)):
        return False
    return end - start > 1 or _one_stands(text, start, before, after, suffix)


def _one_stands(text: str, start: int, before: str, after: str, suffix: re.Pattern[str]) -> bool:
    """Whether a single letter or cross does: X名, ×市; by what stands beside it."""
    opens = before in ("", "\n") or _BEFORE_ONE.match(before) is not None
    if text[start] in _LATIN:
        return opens and suffix.match(text, start + 1) is not None
    return text[start] == "×" and opens and after in tuple("省市县区镇乡村局校同名个万亿某年月日")


_NAME_SIGNS: Final = 2
_BACK: Final = 8
_TOLD_BACK: Final = 60


def _is_hidden(text: str, start: int, end: int, patterns: _Patterns) -> bool:
    """Whether a text hides a name on purpose: a party of a case (王××受贿案), or what others told (据报载，××市……)."""
    if text[start] in _RINGS or end - start > _NAME_SIGNS:
        return False
    if patterns.party.match(text, end) and patterns.party_before.search(text, max(0, start - _BACK), start):
        return True
    return patterns.told.search(text, max(0, start - _TOLD_BACK), start) is not None


_BLANKS: Final = regex(r"[（(](?:[ \u3000]+[）)]|(?<=（)）)")
_EMPTY: Final = regex(rf"“(?<=[{HAN}].)[ \u3000]*”|《[ \u3000]*》")
_LOW_LINES: Final = regex(r"[_＿]{2,}(?![A-Za-z0-9_＿])")
_SIGN_YEAR: Final = regex(r"20[_＿]{1,2}(?=年)")
_SIGN_DAY: Final = regex(r"[_＿*＊]{1,2}月[_＿*＊]{1,2}(?=日)")
_ONE_SIGN: Final = regex(
    rf"[○◯□△▲●◆◇#＃](?<=[{HAN}].)(?<![一二三四五六七八九十].)[○◯□△▲●◆◇#＃]{{0,3}}"
    r"(?=[万亿千百]?(?:元|人[次，。；、]|户(?!均)|名|个|项|次|件|家(?![庭长乡])|场|篇|亩|吨|公里)|人的?[，。；、]|[%％])"
)
_ASKED_ONCE: Final = regex(rf"(?<=[{HAN}])[?？](?=[万亿]元|万[人户名吨亩]|[%％]|个百分点)")
_BRACES: Final = regex(r"\{\{[^{}\n]{0,60}\}\}|\{%?[^{}\n]{0,60}\}")
_LETTER_N: Final = regex(
    rf"([NMnm])(?<=[{HAN}，。、；：（].)(?<!第.)\1{{0,2}}(?=[个名户家项件场篇人次万亿元亩吨%％])(?!次方)"
)
_CAPITALS: Final = "ABCDEFGHJKLMNPQRSTUVWYZ"
_SAME_CAPITALS: Final = regex(r"([A-Z])(?<![A-Za-z0-9].)\1{1,2}(?=[省市县镇乡村](?!场)|街道|社区|同志|书记)")
_BLANK_DATE: Final = regex(
    r"\d年[ \u3000]+月(?![均度报季刊工薪收饼])(?:[ \u3000]*日)?"
    r"|\d{1,2}月[ \u3000]+日(?![均常报志记程])|年[ \u3000]{2,}月[ \u3000]{2,}日"
)
_DATE_GAP: Final = regex(r"[年月](?=[ \u3000])")
_TODO: Final = regex(r"(?:TODO|TBD|FIXME)(?![A-Za-z])(?<![A-Za-z]TODO)(?<![A-Za-z]TBD)(?<![A-Za-z]FIXME)")


def _is_rule_across(context: Context, match: re.Match[str]) -> bool:
    """Whether a run of low lines is Markdown's rule across the page, or stands inside an identifier."""
    if match.group().strip("_＿"):
        return False
    line = context.line_of(match.start())
    before = context.text[match.start() - 1 : match.start()]
    return (before.isascii() and before.isalnum()) or (context.markdown and line.text.strip() == match.group())


_ONE_HAN: Final = regex(f"[{HAN}%％]?")


def _with_suffix(context: Context, end: int) -> int:
    found = _ONE_HAN.match(context.text, end)
    return found.end() if found and context.text[end - 1] in "XxＸｘ×*＊○〇◯" else end
