"""Numbers and levels inside words: 五星级, 三四级手术, 12315热线, 市级示范村. They are no figures, but they are facts.

Such a mark is judged by its frame, the words right beside it: where the facts have the same frame with another mark,
and the draft has that frame with this mark only, the mark was altered.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from drafter.figures.compare_words import HAN, is_han, singular, stem, words
from drafter.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from drafter.figures.owner import Layout

# one class of signs first, which the search can skip to
_NUMERAL: Final = regex(r"[一二三四五六七八九十百两\d](?:(?<=\d)\d*|(?<!\d)[一二三四五六七八九十百两]*)")
_BEHIND: Final = regex(rf"[“‘\"'\s]*个?([{HAN}]{{2}})")
_AHEAD: Final = regex(rf"级?([{HAN}]{{4}})")
_BEFORE: Final = regex(rf"([{HAN}]{{2}})[“‘\"'\s]*$")
_LATIN: Final = regex(r"[a-z][a-z'’-]*")
# A level that stands within a word: 获省科技进步奖, 被评为市劳动模范.
_HELD: Final = "获为评得的是奖、，。；：“"
_LEVEL: Final = regex(
    rf"(?:国家(?<=[{_HELD}]国家)|[省市县区州镇](?<=[{_HELD}].))"
    rf"(?=级?[{HAN}]{{0,10}}(?:奖|称号|模范|标兵|先进|示范|劳模|荣誉|优秀|文明|基地|试点|名牌|名镇|名村))"
)
_STOP: Final = regex(r"[.,;:!?\n\x00]")
_WINDOW: Final = 32
JOINTS: Final = ("、", "和", "与", "及", " and ", ", ")
"""What stands between the parts of a list."""


class Mark(NamedTuple):
    """A number or level inside a word.

    Attributes:
        sets: numbers of the sets of words that it is one of; -1 for numerals.
        word: as written, folded.
        start: offset of its first character.
        end: offset behind its last.
        behind: the word behind, "" for none.
        before: the word before.
        ahead: the Chinese characters right behind, four at most; "" for fewer.
    """

    sets: frozenset[int]
    word: str
    start: int
    end: int
    behind: str
    before: str
    ahead: str = ""


_NUMERALS: Final = frozenset({-1})


def marks(layout: Layout) -> list[Mark]:
    """The marks of a text, outside its figures, that have a frame.

    Args:
        layout: the text with its figures.
    """
    plain = layout.masked
    found = [_mark(plain, start, end, _NUMERALS) for start, end in _numerals(plain)]
    table = words().contrast
    for match in words().contrasts.finditer(plain):
        word = match[0]
        sets = table.get(singular(word), frozenset())
        found.append(_mark(plain, match.start(), match.end(), sets))
    known = {mark.start for mark in found}  # 市级 is a word of the sets, 市 alone is none
    levels = (match.span() for match in _LEVEL.finditer(plain) if match.start() not in known)
    found += [_mark(plain, *span, frozenset({len(words().sets)})) for span in levels]
    found.sort(key=lambda mark: mark.start)
    for i in range(len(found) - 2, -1, -1):  # 进口、出口通关时间: what follows the last belongs to each
        if plain[found[i].end : found[i + 1].start] in JOINTS and not found[i].sets.isdisjoint(found[i + 1].sets):
            found[i] = found[i]._replace(behind=found[i + 1].behind)
    return [mark for mark in found if mark.behind or mark.before]


def _numerals(plain: str) -> Iterator[tuple[int, int]]:
    for match in _NUMERAL.finditer(plain):
        before = plain[match.start() - 1 : match.start()]
        behind = plain[match.end() : match.end() + 1]
        if behind and behind in "、.）)是" and (not before or before in "\n（(。；;，, "):
            continue  # numbering of headings and lists
        yield match.start(), match.end()


def _mark(plain: str, start: int, end: int, sets: frozenset[int]) -> Mark:
    ahead, back = plain[end : end + _WINDOW], plain[max(0, start - _WINDOW) : start]
    right = _BEHIND.match(ahead)
    return Mark(
        sets=sets,
        word=singular(plain[start:end]),
        start=start,
        end=end,
        behind=right[1] if right else _word(_STOP.split(ahead, 1)[0], 1),
        before=_pair_before(back) or _word(_STOP.split(back)[-1], -1),
        ahead=far[1] if (far := _AHEAD.match(ahead)) else "",
    )


def _pair_before(back: str) -> str:
    """The two Chinese signs at the end of a text, quotes and blanks left out; "" where others stand there."""
    pair = back[-2:]
    if len(pair) == 2 and is_han(pair):  # noqa: PLR2004  # a pair
        return pair
    found = _BEFORE.search(back)
    return found[1] if found else ""


def _word(near: str, step: int) -> str:
    """The nearest English word with a meaning of its own, as its stem; "" where a figure or nothing stands there."""
    function = words().function
    for word in _LATIN.findall(near)[::step]:
        if word not in function:
            return stem(word)
    return ""


class Known(NamedTuple):
    """The marks of all facts.

    Attributes:
        frames: set and frame to the words that stand in it, each with its first mark.
        times: word to how often it is a mark.
        members: set to the words of it, each with its first mark.
        wide: four characters to the levels that stand before these, each with its first mark.
    """

    frames: Mapping[tuple[int, str, str], Mapping[str, Mark]]
    times: Counter[str]
    members: Mapping[int, Mapping[str, Mark]]
    wide: Mapping[str, Mapping[str, Mark]]


def known(found: Sequence[Mark]) -> Known:
    """The marks of all facts, as they are looked up.

    Args:
        found: the marks of every fact.
    """
    members: dict[int, dict[str, Mark]] = {}
    for mark in found:
        for number in mark.sets:
            members.setdefault(number, {}).setdefault(mark.word, mark)
    return Known(_by_frame(found), Counter(mark.word for mark in found), members, _by_ahead(found))


def altered_marks(draft: Sequence[Mark], plain: str, facts: Known) -> list[tuple[Mark, Mark]]:
    """The marks of a draft that stand where the facts have others.

    Args:
        draft: the marks of the draft.
        plain: the draft, folded.
        facts: the marks of all facts.

    Returns:
        The draft's mark and the fact's.
    """
    ours, theirs = _by_frame(draft), facts.frames
    times = Counter(mark.word for mark in draft)
    found = list(_other_level(draft, facts))
    for mark in draft:
        if times[mark.word] <= facts.times[mark.word]:
            continue  # no more often than in the facts: it may have moved, but it was put in nothing's place
        frames = [frame for frame in _frames(mark) if frame in theirs]
        if not frames or any(mark.word in theirs[frame] for frame in frames):
            continue
        for frame in frames:
            lost = [fact for word, fact in theirs[frame].items() if word not in ours[frame]]
            if lost:
                found.append((mark, lost[0]))
                break
    found = list({mark.start: (mark, fact) for mark, fact in found if not _both_told(mark, fact, plain)}.values())
    told = {mark.start for mark, _ in found}
    found += [pair for pair in _replaced(draft, times, facts) if pair[0].start not in told]
    return found


def _other_level(draft: Sequence[Mark], facts: Known) -> Iterator[tuple[Mark, Mark]]:
    """Levels and scopes that stand before the very words of the facts, but are others: 全国法院先进集体 for 全省."""
    ours = _by_ahead(draft)
    for frame, here in ours.items():
        there = facts.wide.get(frame, {})
        if there and here.keys().isdisjoint(there):
            yield next(iter(here.values())), next(iter(there.values()))


def _both_told(mark: Mark, fact: Mark, plain: str) -> bool:
    """Whether the fact's level stands a little further on: 市级成果奖8项、省级3项."""
    return fact.word in plain[mark.end : mark.end + _WINDOW]


def _by_ahead(found: Iterable[Mark]) -> dict[str, dict[str, Mark]]:
    frames: dict[str, dict[str, Mark]] = {}
    for mark in found:
        if mark.ahead and max(mark.sets) >= words().first_scope:
            frames.setdefault(mark.ahead, {}).setdefault(_level(mark.word), mark)
    return frames


def _level(word: str) -> str:
    """A level as it is the same in 全省, 省级 and 省."""
    return word.removeprefix("全").removesuffix("级").replace("国家", "国")


def _replaced(draft: Sequence[Mark], times: Counter[str], facts: Known) -> Iterator[tuple[Mark, Mark]]:
    """Prizes that no fact has, where the one word of their set that the facts have is gone: bronze for gold."""
    for mark in draft:
        prize = 0 <= max(mark.sets) < words().prizes
        if facts.times[mark.word] or not (prize or (max(mark.sets) >= words().first_scope and _of_prize(mark))):
            continue
        known = {word: fact for number in sorted(mark.sets) for word, fact in facts.members.get(number, {}).items()}
        gone = [fact for word, fact in known.items() if not times[word]]
        if len(known) == len(gone) == 1:
            yield mark, gone[0]


def _of_prize(mark: Mark) -> bool:
    """Whether a prize or title stands right behind an English scope: an international award."""
    return mark.behind in words().titles


def _frames(mark: Mark) -> list[tuple[int, str, str]]:
    return [
        (number, side, word)
        for number in sorted(mark.sets)
        for side, word in (("behind", mark.behind), ("before", mark.before))
        if word
    ]


def _by_frame(found: Iterable[Mark]) -> dict[tuple[int, str, str], dict[str, Mark]]:
    frames: dict[tuple[int, str, str], dict[str, Mark]] = {}
    for mark in found:
        for frame in _frames(mark):
            frames.setdefault(frame, {}).setdefault(mark.word, mark)
    return frames
