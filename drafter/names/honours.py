"""Honours held to their facts: level, parts in another order, and who won them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drafter.model import Name
from drafter.names.awards import split_level
from drafter.names.likeness import coverage, left_out
from drafter.names.sides import HAN
from drafter.names.words import key_of, levels
from drafter.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.model import Finding
    from drafter.names.awards import Award
    from drafter.names.sides import Draft, Facts

_REFERS: Final = regex(r"[该此]|其中?|这[一项]|分别|依次")
_PARTS: Final = regex(r"[的和与及、]|系统|授予|颁发|表彰|评选|称号")
_SUBJECT_SHARE: Final = 0.65  # of the pairs of letters of who won an honour
_SHARE_OF_FEW: Final = 0.7  # 张强同志 is not 王强同志
_FEW_LETTERS: Final = 4
_SHORTEST_CORE: Final = 2


def is_stated(name: Name, known: Facts, draft: Draft) -> bool:
    """Whether the facts have an honour of the draft: in parts, its level apart, or its words in another order."""
    if _is_in_parts(name, known.key) or _has_level_elsewhere(name, known):
        return True
    return any(_is_reordered(name.key, other.key, draft) for other, _ in known.names if other.kind == "honour")


def is_kept(name: Name, draft: Draft) -> bool:
    """Whether the draft has an honour of the facts in another form."""
    own = split_level(name.key)
    there = [other for other in draft.names if other.kind == "honour"]
    if any(split_level(other.key) == own for other in there) or _is_in_parts(name, draft.key):
        return True
    return any(_is_reordered(other.key, name.key, draft) for other in there)


def wrong_level(name: Name, known: Facts) -> tuple[Name, str] | None:
    """The honour of the facts that differs from the draft's by its level alone, and its fact."""
    level, core = split_level(name.key)
    if len(core) < _SHORTEST_CORE:
        return None
    for other, fact in known.names:
        if other.kind == "honour":
            its_level, its_core = split_level(other.key)
            if its_core == core and its_level != level:
                return other, fact.id
    return None


def without_level(name: Name, draft: Draft) -> Name | None:
    """Where the draft states an honour of the facts with another level, or with none."""
    level, core = split_level(name.key)
    if not level or len(core) <= _SHORTEST_CORE:
        return None
    return next((other for other in draft.names if core in (other.key, split_level(other.key)[1])), None)


def levels_in(key: str) -> set[str]:
    """The classes of the levels that a text names."""
    return {level for word, level in levels().items() if word in key}


def subject_findings(known: Facts, draft: Draft) -> Iterator[Finding]:
    """Honours of the facts that the draft gives to no one, or to another."""
    for fact in known.facts:
        for award in fact.awards:
            if not award.subject or award.honour not in draft.key:
                continue
            places = [place for place, other in enumerate(draft.awards) if other.honour == award.honour]
            if places and not any(_names_subject(award, place, draft) for place in places):
                won = draft.awards[places[0]]
                name = Name(draft.text[won.start : won.end], won.honour, won.start, won.end, "honour")
                yield draft.finding("subject", name, award.who, fact.id)


def _names_subject(award: Award, place: int, draft: Draft) -> bool:
    """Whether the words round an honour of the draft say who won it: up to the honours beside it in the sentence."""
    won = draft.awards[place]
    start, end = draft.sentence(won.start)
    if _REFERS.search(draft.text, start, end):
        return True
    if place:
        start = max(start, draft.awards[place - 1].end)
    if place + 1 < len(draft.awards):
        end = min(end, draft.awards[place + 1].start)
    if not HAN.search(draft.text, start, max(start, won.start - 3)) and start:
        start = draft.sentence(start - 1)[0]  # the sentence before names who
    near = key_of(draft.text[start : won.start] + "\n" + draft.text[won.end : max(end, won.end)])
    few = sum(map(len, award.subject)) <= _FEW_LETTERS
    return coverage(award.subject, near) >= (_SHARE_OF_FEW if few else _SUBJECT_SHARE)


def _has_level_elsewhere(name: Name, known: Facts) -> bool:
    """Whether a fact has an honour and its level, but not side by side: 先进集体（全省）."""
    level, core = split_level(name.key)
    if not level or len(core) < _SHORTEST_CORE:
        return False
    return any(core in fact.key and level in levels_in(fact.key) for fact in known.facts)


def _is_in_parts(name: Name, key: str) -> bool:
    """Whether a text has an honour in parts, as 市机关授予的先锋支部; not where a part is its level alone."""
    parts = [part for part in _PARTS.split(name.key) if len(part) >= _SHORTEST_CORE]
    return len(parts) > 1 and not levels().keys() & set(parts) and all(part in key for part in parts)


def _is_reordered(key: str, other: str, draft: Draft) -> bool:
    """Whether a draft has all of an honour of the facts, part of it elsewhere: 食堂通过A级验收 for 通过A级食堂验收."""
    rest = left_out(key, other)
    return rest is not None and all(part in draft.key and not levels_in(part) for part in rest)
