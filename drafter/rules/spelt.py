"""Names that a report writes in two ways: in one of them a character sounds or looks like the right one."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Final, NamedTuple

from drafter.patterns import regex
from drafter.rules.alike import alike
from drafter.rules.context import HAN
from drafter.rules.rule import Spot
from drafter.rules.tables import Tables, alternation

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from drafter.rules.context import Context


class _Words(NamedTuple):
    ends: tuple[str, ...]
    firms: frozenset[str]
    before: tuple[str, ...]
    person: re.Pattern[str]
    head: re.Pattern[str]
    behind: re.Pattern[str]
    small: frozenset[str]
    surnames: frozenset[str]


def _words(tables: Tables) -> _Words:
    data = tables.area("names")
    alone = "".join(sorted(set(tables.area("dirt")["surnames"]) - set(data["words"])))
    lasts = "".join(sorted({word[-1] for word in data["before"]}))
    behind = rf"{alternation(data['behind'])}|[^{HAN}]|$"
    return _Words(
        tuple(sorted(data["ends"], key=len, reverse=True)),
        frozenset(data["firms"]),
        tuple(data["before"]),
        regex(rf"[{lasts}](?P<name>[{alone}][{HAN}]{{2}})(?={behind})"),
        regex(rf"(?:{alternation([*data['before'], *data['joints']])}|[^{HAN}]|^)$"),
        regex(behind),
        frozenset(data["small"]),
        frozenset(tables.area("dirt")["surnames"]),
    )


_QUOTED: Final = regex(rf"“([{HAN}]{{4,14}})”")
_STEM: Final = 6  # characters before the end of a name in which one may be another
_ENOUGH: Final = 3
_HAN_ONLY: Final = regex(rf"[{HAN}]+$")


def two_ways(context: Context) -> Iterator[Spot]:
    """One name in two ways: 恒泰公司 and 恒太公司, “工人先锋号” and “工人先峰号”, 韩树清 and 韩树青."""
    near, words = context.tables.made(alike), context.tables.made(_words)
    if "”" in context.characters:
        yield from _in_quotes(context, near)
    yield from _with_ends(context, words, near)
    yield from _joined(context)
    yield from _persons(context, words, near)


def _in_quotes(context: Context, near: dict[str, str]) -> Iterator[Spot]:
    """Quoted names of one length in which one character is another."""
    names = set(_QUOTED.findall(context.text))
    near_names: dict[tuple[int, str], list[str]] = {}
    for name in names if len(names) > 1 else ():
        near_names.setdefault((len(name), name[:2]), []).append(name)
        near_names.setdefault((len(name), name[-2:]), []).append(name)
    pairs = {pair for group in near_names.values() if len(group) > 1 for pair in combinations(sorted(group), 2)}
    for one, other in sorted(pairs):
        if one != other and _is_slip(one, other, near):
            places = {name: _places(context, f"“{name}”") for name in (one, other)}
            rare, usual = sorted((one, other), key=lambda name: (len(places[name]), -places[name][0]))
            for start in places[rare]:
                yield Spot(start + 1, start + 1 + len(rare), values={"other": usual})


def _is_slip(one: str, other: str, near: dict[str, str]) -> bool:
    apart = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return len(apart) == 1 and apart[0][1] in near.get(apart[0][0], "")


def _places(context: Context, word: str) -> list[int]:
    """Where a word stands in the text."""
    found, at = [], context.text.find(word)
    while at >= 0:
        found.append(at)
        at = context.text.find(word, at + len(word))
    return found


def _with_ends(context: Context, words: _Words, near: dict[str, str]) -> Iterator[Spot]:
    """Names with one end in which one character is another, its neighbours and all behind it being the same."""
    taken: set[int] = set()  # 公司 in 有限公司
    for word in filter(context.has, words.ends):
        stems: dict[str, list[int]] = {}
        for at in _places(context, word):
            if at + len(word) in taken:
                continue
            taken.add(at + len(word))
            stems.setdefault(context.text[max(0, at - _STEM) : at], []).append(at)
        for one, other in combinations(stems, 2):
            if one[-1:] != other[-1:] and one[-2:-1] != other[-2:-1]:
                continue
            back = next((n for n, (a, b) in enumerate(zip(one[::-1], other[::-1], strict=False)) if a != b), _STEM)
            same = one[-back - 2 : -back - 1] == other[-back - 2 : -back - 1] != ""
            if not same and (back < _ENOUGH or word not in words.firms):
                continue
            width = back + 1 + same
            if width > min(len(one), len(other)) or not _HAN_ONLY.match(one[-width:]):
                continue
            a, b = one[-back - 1], other[-back - 1]
            named_so = len(word) == 1 and words.surnames.issuperset((a, b))  # 小王村 and 小汪村
            if b in near.get(a, "") and words.small.isdisjoint((a, b)) and not named_so:
                rare, usual = sorted((one, other), key=lambda stem: (len(stems[stem]), -stems[stem][0]))
                for at in stems[rare]:
                    yield Spot(at - width, at + len(word), values={"other": usual[-width:] + word})


_BODY: Final = regex(rf"(?P<name>[{HAN}]{{2}}与(?![省市县区])[{HAN}]{{2,6}}?(?:局|厅|委员会))")
_NO_BODY: Final = regex("[局厅部委会]与")


def _joined(context: Context) -> Iterator[Spot]:
    """The name of one body with 与, and with 和 elsewhere: 发展和改革局 and 发展与改革局."""
    if not (context.has("局") or context.has("厅") or context.has("委员会")):
        return
    for at in _places(context, "与"):
        match = _BODY.match(context.text, max(0, at - 2))
        if (
            match
            and not _NO_BODY.search(match["name"])
            and (other := match["name"].replace("与", "和", 1)) in context.text
        ):
            yield Spot(match.start(), match.end(), values={"other": other})


def _persons(context: Context, words: _Words, near: dict[str, str]) -> Iterator[Spot]:
    """Names of three characters behind the word for a person, and others of one character unlike them."""
    text, names = context.text, dict[str, None]()
    for match in words.person.finditer(text):
        if text.endswith(words.before, max(0, match.start() - 3), match.start() + 1):
            names[match["name"]] = None
    for name in names:
        beside = (f"{name}、", f"{name}和", f"{name}与")  # 张晓岚、张晓兰 are two
        for start in _places(context, name[0]):
            said = text[start : start + 3]
            if len(said) == len(name) and said != name and _is_slip(name, said, near):
                before = words.head.search(text, max(0, start - 4), start)
                if text.endswith(beside, 0, start) or any(f"{said}{joint}{name}" in text for joint in "、和与"):
                    continue
                if before and words.behind.match(text, start + 3) and text.count(said) <= text.count(name):
                    yield Spot(start, start + 3, values={"other": name})
