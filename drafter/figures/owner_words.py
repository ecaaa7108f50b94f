"""What differs between the words beside a figure in the draft and in the facts, and what ties it to the figure."""

from __future__ import annotations

from functools import lru_cache
from operator import ne
from typing import Final

from drafter.figures.compare_words import HAN, is_han, singular, stem, words
from drafter.figures.owner_doings import is_noun, names_nothing
from drafter.patterns import regex

Change = tuple[str, str]
_RUN: Final = regex(rf"[{HAN}]+")
_LATIN: Final = regex(r"[a-z][a-z'’-]*")
_NUMERAL: Final = regex("[一二三四五六七八九十]")
_HAN_AROUND: Final = 24
MOST_HAN: Final = 8
_WORD: Final = 2  # characters
_LIGHT_LENGTHS: Final = (4, 3, 2)
_PASSIVE: Final = regex(r"(?<![a-z])(?:was|were|been|is|are)(?: [a-z]+ly)? [a-z]+ed(?![a-z])")
_PAST: Final = "ed"
_VERBAL: Final = ("ed", "ing")
_PREPOSITIONS: Final = frozenset({"of", "for", "in", "from", "on", "at", "to", "by", "with"})
_ARTICLES: Final = frozenset({"the", "a", "an", "our", "its", "their"})


def han_change(ours: str, theirs: str, step: int) -> tuple[Change, bool] | None:
    """The Chinese words that differ beside two figures.

    Args:
        ours: the words on one side of the draft's figure.
        theirs: those on the same side of the fact's.
        step: -1 for the left side, 1 for the right.

    Returns:
        The fact's words and the draft's, and whether shared words tie them down; or None.
    """
    one, two = owner_characters(ours, step), owner_characters(theirs, step)
    if not one or not two or one in two or two in one:
        return None
    if step > 0 and one[:2] == two[:2]:
        return None  # the same is counted: 36名考生; what follows tells what became of it
    mine, fact, anchor = _without_shared(one, two, step)
    if not bare(mine) or not bare(fact) or len(set(mine) & set(fact)) * 3 > min(len(mine), len(fact)):
        return None
    change = (fact, mine) if {mine, fact} <= words().levels else _whole_words(one, two, mine, fact)
    return None if change is None else (change, anchor or _same_frame(ours, theirs, step))


def _whole_words(one: str, two: str, mine: str, fact: str) -> Change | None:
    """The parts of two texts that differ, as words; None where they are none."""
    if min(len(mine), len(fact)) == 1:  # 刑 for 民 is no word yet: 刑事 for 民事
        if one[one.index(mine) + len(mine) :][:2] in words().light or {fact, mine} & words().generic:
            return None  # a verb follows: 可处理, 日处理; 金牌数 is 金牌榜位次; 各类纠纷
        if _is_one_deed(_with_last(one, mine), _with_last(two, fact)):
            return None
        mine, fact = _with_next(one, mine), _with_next(two, fact)
        if mine[0] != fact[0] and mine[-1] != fact[-1]:
            return None
    mine, fact = bare(mine), bare(fact)
    rest = min(len(_NUMERAL.sub("", mine)), len(_NUMERAL.sub("", fact)))
    if rest < _WORD and _NUMERAL.findall(mine) == _NUMERAL.findall(fact):
        return None  # numbers within words are judged by themselves
    if not _WORD <= len(mine) <= MOST_HAN or not _WORD <= len(fact) <= MOST_HAN:
        return None
    return fact, mine


def substituted(ours: str, theirs: str) -> tuple[Change, bool] | None:
    """The one Chinese word that differs in otherwise equal words before two figures: 检查学校 for 检查企业.

    Args:
        ours: the words before the draft's figure.
        theirs: those before the fact's.

    Returns:
        The fact's word and the draft's, and True; or None.
    """
    one, two = ours.strip(), theirs.strip()
    start = common_start(one, two)
    end = common_start(one[start:][::-1], two[start:][::-1])
    mine, fact = one[start : len(one) - end], two[start : len(two) - end]
    if start + end < _WORD or len(mine) != len(fact) or not _WORD <= len(mine) <= MOST_HAN:
        return None
    same_words = not is_han(mine + fact) or set(mine) & set(fact) or bare(mine) != mine or bare(fact) != fact
    return None if same_words else ((fact, mine), True)


def common_start(one: str, two: str) -> int:
    """How many signs two texts begin with alike.

    Args:
        one: a text.
        two: another.
    """
    return [*map(ne, one, two), True].index(True)


def _with_next(word: str, part: str) -> str:
    """A part of a word with the character behind it; with the one before, at the end of the word."""
    at = word.index(part)
    end = at + len(part)
    return word[at : end + 1] if end < len(word) else word[max(0, at - 1) :]


def _with_last(word: str, part: str) -> str:
    """A part of a word with the character before it, if there is one."""
    at = word.index(part)
    return word[max(0, at - 1) : at + len(part)]


def _is_one_deed(one: str, two: str) -> bool:
    """Whether two verbs begin alike, and tell one thing: 印制, 印刷."""
    return len(one) == len(two) == _WORD and one[0] == two[0] and names_nothing(one) and names_nothing(two)


def _same_frame(ours: str, theirs: str, step: int) -> bool:
    """Whether the same two characters, if only of a verb, stand between both words and their figures."""
    one, two = ("".join(_RUN.findall(run)) for run in (ours, theirs))
    return len(one) > 1 and (one[-2:] == two[-2:] if step < 0 else one[:2] == two[:2])


@lru_cache(maxsize=4096)
def owner_characters(run: str, step: int) -> str:
    """The Chinese words next to a figure that may be its subject: without verbs, particles and such.

    Args:
        run: the words on one side of a figure, folded.
        step: -1 for the left side, 1 for the right, 0 for all of them.
    """
    near = run[-_HAN_AROUND:] if step < 0 else run[:_HAN_AROUND] if step > 0 else run
    return bare("".join(_RUN.findall(near)))


@lru_cache(maxsize=4096)
def bare(word: str) -> str:
    """Chinese words without the verbs, particles and such at both ends; two characters at least are left.

    Args:
        word: Chinese characters.
    """
    light, edge = words().light, words().edge
    size = 0
    while len(word) != size:
        size = len(word)
        for length in _LIGHT_LENGTHS:
            if word[:length] in light and len(word) != length + 1:
                word = word[length:]
            if word[-length:] in light and len(word) != length + 1:
                word = word[:-length]
        if size == len(word) != 2:  # noqa: PLR2004  # two characters are a word
            word = word[1:] if word[:1] in edge else word
            word = word[:-1] if word[-1:] in edge else word
    return "" if set(word) <= edge else word


def _without_shared(one: str, two: str, step: int) -> tuple[str, str, bool]:
    """Two texts without what they share, and whether any of that stands next to what is left."""
    start = common_start(one, two)
    one, two = one[start:], two[start:]
    end = common_start(one[::-1], two[::-1])
    if end:
        one, two = one[:-end], two[:-end]
    shared = next((one[i : i + 2] for i in range(len(one) - 1) if one[i : i + 2] in two), "")
    if shared:
        (before_one, _, behind_one), (before_two, _, behind_two) = one.partition(shared), two.partition(shared)
        # what differs stands behind what is shared, before it, or on either side: 不良贷款率, 贷款逾期率
        if behind_one and behind_two and behind_one not in behind_two and behind_two not in behind_one:
            return behind_one, behind_two, True
        if before_one and before_two:
            return before_one, before_two, True
        rest = behind_one or before_one, behind_two or before_two
        before = before_one if behind_two else before_two
        crossed = (
            bool(behind_one) != bool(behind_two)
            and before[:1] in words().form.first
            and not words().negation.match(before)
        )
        return ("", "", True) if crossed else (*rest, True)  # 社会各界捐款, 接受社会捐款: no name against a verb
    near, far = (end, start) if step < 0 else (start, end)
    return one, two, near > 0 or far > 1


def latin_change(ours: str, theirs: str, step: int) -> tuple[Change, bool] | None:
    """The first English word, seen from the figure, that differs.

    It is tied down by a word that both have on either side of it, by one preposition before it, or by standing right
    behind the figure, where the noun stands that it counts.

    Args:
        ours: the words on one side of the draft's figure.
        theirs: those on the same side of the fact's.
        step: -1 for the left side, 1 for the right.

    Returns:
        The fact's word and the draft's, and whether they are tied down; or None.
    """
    one, two = (_tied_words(run, step) for run in (ours, theirs))
    if not one or not two:
        return None
    start = 0
    while start < min(len(one), len(two)) and stem(one[start][0]) == stem(two[start][0]):
        start += 1
    mine, fact = _first_name(one, start), _first_name(two, start)
    if mine is None or fact is None:
        return None
    change = two[fact][0], one[mine][0]
    # courts imposed $312,000: who did it, not what it is of
    agent = step < 0 == fact and any(_acts(word) for word, _ in one[:mine]) and not _PASSIVE.search(ours)
    if agent or change[1].endswith(_PAST) or (step < 0 and not mine and is_verb(change[1], ours)):
        return None
    between = mine > start or fact > start
    ties = _tie(one, start, mine), _tie(two, start, fact)
    tied = start > 0 and not between and (step < 0 or ties[0] == ties[1])
    tied = tied or (step > 0 and ties[0] == ties[1] and ties[0] is not None)
    behind = _names(one[mine + 1 : mine + 3]) & _names(two[fact + 1 : fact + 3])
    tied = tied or bool(behind)
    if not (start > 0 or behind) and change[1].endswith(_VERBAL):
        return None
    if not tied and (step > 0 or change[0].endswith(_VERBAL)):
        return None
    return change, tied


def _tie(found: list[tuple[str, str | None]], start: int, at: int) -> str | None:
    """What ties a word to the figure, past words that name nothing: 83 teaching assistants."""
    return found[at][1] if found[at][1] is not None else found[start][1]


def is_verb(word: str, run: str) -> bool:
    """Whether a word right before a figure is a verb, as its subject stands before it: our panels provide 12%."""
    if not run.rstrip().endswith(word):
        return False
    before = _LATIN.findall(run)[-2:-1]
    return bool(before) and before[0] not in _PREPOSITIONS and before[0] not in _ARTICLES and is_noun(before[0])


def _acts(word: str) -> bool:
    return word.endswith("ed") or word in words().form.acts


def _first_name(found: list[tuple[str, str | None]], start: int) -> int | None:
    """The first word that may name something; a verb in -ed is passed over where a name follows."""
    stop = words().stop
    names = [i for i in range(start, len(found)) if singular(found[i][0]) not in stop]
    return next((i for i in names if not found[i][0].endswith(_VERBAL)), names[0] if names else None)


def _names(found: list[tuple[str, str | None]]) -> set[str]:
    return {stem(word) for word, _ in found if singular(word) not in words().stop}


@lru_cache(maxsize=4096)
def _tied_words(run: str, step: int) -> list[tuple[str, str | None]]:
    """The words of a run but function words, from the figure on, each with what ties it to the figure.

    That is the preposition before it, "" where it stands right behind the figure, None for neither.
    """
    function = words().function
    found: list[tuple[str, str | None]] = []
    before: str | None = ""
    for word in _LATIN.findall(run):
        if word in function:
            before = word if word in _PREPOSITIONS else before if before and word in _ARTICLES else None
            continue
        found.append((word, before))
        before = None
    return found[::-1] if step < 0 else found


@lru_cache(maxsize=4096)
def owner_words(run: str) -> list[str]:
    """The English words that may name something.

    Args:
        run: words beside a figure, folded.
    """
    stop = words().stop
    return [word for word in _LATIN.findall(run) if singular(word) not in stop]
