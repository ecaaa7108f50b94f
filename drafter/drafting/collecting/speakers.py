"""Who speaks in a chat or in minutes, and when: taken off each line, so that what was said is left."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from drafter.patterns import regex
from drafter.shipped import read_table

if TYPE_CHECKING:
    from collections.abc import Sequence

_DATE: Final = r"(?:[0-9]{4}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?|[0-9]{1,2}[-/.月][0-9]{1,2}日?(?:[-/.][0-9]{2,4})?)"
_WEEKDAY: Final = r"(?:(?:星期|周)[一二三四五六日天]|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6})"
_CLOCK: Final = r"[0-9]{1,2}[:：][0-9]{2}(?:[:：][0-9]{2})?(?: ?[AaPp]\.?[Mm]\.?)?"
_LONGEST_NAME: Final = 16
_LONGEST_HAN_NAME: Final = 8
_COUNTED: Final = regex(r"[0-9０-９][%％㐀-鿿]")  # 8.2亿元 is in no name
_NAME: Final = regex(r"[^\s:：，,。；;！？!?、0-9][^:：，,。；;！？!?、]{0,15}")
_COLON: Final = regex(r"([^:：，,。；;！？!?、\n]{1,20}?)[ ]?[:：][ ]?")
_NUMBER: Final = regex(r"[(（<][^()（）<>]{0,40}[)）>]$")  # 张三(123456), 张三<a@b.cn>
_LATIN_NAME: Final = regex(r"[A-Z][a-z]+(?: [A-Z][a-z]*\.?){0,2}")
_APART: Final = regex(r"[、，,；;\s]+")
_REPEATED: Final = 2


@dataclass(frozen=True, slots=True)
class Utterance:
    """A line without who and when.

    Attributes:
        text: what is left.
        speaker: who says it, "" where the line does not say.
        header: the line says who or when, and no more.
        stamped: a clock was taken off.
    """

    text: str
    speaker: str = ""
    header: bool = False
    stamped: bool = False


@cache
def source_words() -> dict[str, Any]:
    """The words of `drafter/data/collect_source.toml`."""
    return read_table("collect_source.toml")


def take_off(lines: Sequence[str]) -> list[Utterance]:
    """Take time and speaker off each line.

    A clock at the head, or behind a name, makes a line one of a chat. A name before a colon is a speaker where the chat
    names the same person, where it is a person's name or a family name with a post, or where it comes back.

    Args:
        lines: the text.

    Returns:
        One utterance a line; a header's speaker holds for the lines behind it, up to the next header or blank line.
    """
    bare = [_without_stamp(line.strip()) for line in lines]
    prefixes = [_prefix(text) for text, _ in bare]
    known = _speakers(bare, prefixes)
    said: list[Utterance] = []
    current = ""
    for text, stamped in bare:
        prefix = _prefix(text)
        if stamped and (not text or _plain(text) in known):
            current = _plain(text)
            said.append(Utterance("", current, header=True, stamped=True))
        elif prefix in known:
            found = _COLON.match(text)
            said.append(Utterance(text[found.end() :].strip() if found else text, prefix, stamped=stamped))
        else:
            current = current if text and not stamped else ""
            said.append(Utterance(text, current, stamped=stamped))
    return said


def _without_stamp(line: str) -> tuple[str, bool]:
    """A line without the clock at its head, or behind a name at its end; and whether there was one."""
    head = _stamp_at_head().match(line)
    if head is not None:
        return line[head.end() :].strip(), True
    tail = _stamp_at_tail().search(line)
    if tail is not None and _NAME.fullmatch(_plain(line[: tail.start()])):
        return line[: tail.start()].strip(), True
    return line, False


def _prefix(text: str) -> str:
    """What stands before the first colon, where it may be a name."""
    found = _COLON.match(text)
    name = _plain(found[1]) if found else ""
    longest = _LONGEST_NAME if name.isascii() else _LONGEST_HAN_NAME
    return name if 1 < len(name) <= longest and not _COUNTED.search(name) else ""


def _those_present(text: str) -> list[str]:
    """The persons whom a head of the minutes names: 参会人员：李敏、赵强."""
    label = _COLON.match(text)
    if label is None or label[1].lower() not in source_words()["labels"]:
        return []
    names = _APART.split(text[label.end() :])
    return [name for name in names if _person().fullmatch(name) or _LATIN_NAME.fullmatch(name)]


def _plain(name: str) -> str:
    """A name without the number or address that an export puts behind it."""
    return _NUMBER.sub("", name.strip()).strip().lstrip("@")


def _speakers(bare: Sequence[tuple[str, bool]], prefixes: Sequence[str]) -> set[str]:
    """The names of those who speak; a head of a form, or the first words of a fact before a colon, is none."""
    alone = Counter(name for text, stamped in bare if stamped and _NAME.fullmatch(name := _plain(text)))
    before = Counter(prefixes)
    certain = {name for name, (_, stamped) in zip(prefixes, bare, strict=True) if stamped}
    labels = source_words()["labels"]
    known = {name for text, _ in bare for name in _those_present(text)}
    for name in {*alone, *before} - {""}:
        named = _person().fullmatch(name) or _LATIN_NAME.fullmatch(name)
        if name.lower() not in labels and (
            name in certain
            or alone[name] >= _REPEATED
            or _person(with_post=True).fullmatch(name)
            or (alone[name] and (before[name] or named))
            or (before[name] >= _REPEATED and named)
        ):
            known.add(name)
    return known


@cache
def _stamp_at_head() -> re.Pattern[str]:
    clock = f"(?:(?:{'|'.join(source_words()['clock'])}) ?)?{_CLOCK}"
    date = rf"(?:{_DATE}[,，T]?[ ]?(?:{_WEEKDAY}[,，]?[ ]?)?)?"
    return regex(rf"[\[(（【]?{date}{clock}(?![0-9:：])[\])）】]?(?:[ ]?[-–—][ ]|[ ]|$|(?=[^0-9\s\-–—至到~]))")


@cache
def _stamp_at_tail() -> re.Pattern[str]:
    clock = f"(?:(?:{'|'.join(source_words()['clock'])}) ?)?{_CLOCK}"
    return regex(rf"[ \t]+[\[(（]?(?:{_DATE}[,， ]?[ ]?(?:{_WEEKDAY}[ ]?)?)?{clock}[\])）]?$")


@cache
def _person(*, with_post: bool = False) -> re.Pattern[str]:
    """A person's name, or a name with a post: 张三丰, 王局长, 李明主任."""
    table = read_table("names", "persons.toml")
    posts = "|".join(sorted(map(re.escape, (*table["posts"], *source_words()["titles"])), key=lambda word: -len(word)))
    given = rf"[^\W\d_A-Za-z{table['not_given']}]"
    behind = rf"{given}{{0,2}}(?:{posts})" if with_post else rf"{given}{{1,2}}"
    return regex(rf"[{table['surnames']}]{behind}")
