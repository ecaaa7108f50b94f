"""Holds a draft to its facts by names: each name of the one is stated by the other, and the other way round.

A name counts as there when its key stands anywhere in the other text, whatever quotes or widths it is written in; so
words round a name may change freely, and a reading that took in a word too much does no harm.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from drafter.messages import say
from drafter.model import Finding, Level, Name
from drafter.names.awards import Award, find_awards, split_level
from drafter.names.english import capitals, initials
from drafter.names.likeness import coverage, left_out, nearest
from drafter.names.organisations import is_other, self_endings
from drafter.names.read import find_names
from drafter.names.words import key_of, levels, slogan, stock_keys

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.messages import Lang

_HAN: Final = re.compile(r"[\u3400-\u9fff]")
_TOKEN: Final = re.compile(r"[A-Za-z0-9]+")
_SENTENCE_END: Final = re.compile(r"[。！？!?；;\n]")
_REFERS: Final = re.compile(r"[该此]|其中?|这[一项]|分别|依次")
_PARTS: Final = re.compile(r"[的和与及、]|系统|授予|颁发|表彰|评选|称号")
_SUBJECT_SHARE: Final = 0.65  # of the pairs of letters of who won an honour
_SHARE_OF_FEW: Final = 0.7  # 张强同志 is not 王强同志
_FEW_LETTERS: Final = 4
_SHORTEST_KEY: Final = 2
_SHORTEST_CORE: Final = 3


@dataclass(frozen=True, slots=True)
class _Fact:
    """A fact read: its place in the sequence from "1", key, names and awards."""

    id: str
    key: str
    names: tuple[Name, ...]
    awards: tuple[Award, ...]


@dataclass(frozen=True, slots=True)
class _Facts:
    """All facts: their keys one a line, and their names with the fact of each."""

    facts: tuple[_Fact, ...]
    key: str
    words: frozenset[str]
    names: tuple[tuple[Name, _Fact], ...]


@dataclass(slots=True)
class _Draft:
    """The draft read, and the fact names that a finding already speaks of."""

    text: str
    key: str
    names: list[Name]
    awards: list[Award]
    words: frozenset[str]
    own: set[str]
    lang: Lang
    spoken: set[str] = field(default_factory=set)


def compare_names(facts: Sequence[str], draft: str, *, lang: str | None = None, partial: bool = False) -> list[Finding]:
    """Compare the names of a draft with those of the facts that it is to state.

    No finding are: other quotes or widths, an organisation with or without its level (市教研中心 for 教研中心), 我局
    for the unit's name, slogans and bodies that any such text mentions (“四个意识”, 市委), an acronym for its words.

    Args:
        facts: the facts, each as written.
        draft: a sentence, a section or a whole report.
        lang: language of the messages, "zh" or "en"; None: as the draft is.
        partial: the draft need not state all facts; names that it leaves out are no finding.

    Returns:
        Findings in order of the draft, those without a place last: names/unsourced, names/altered (with the nearest
        name of the facts), names/level (全省 for 全国), names/subject (who won the honour is missing, or is another),
        names/dropped. `facts` holds the places of the facts concerned in the sequence, from "1".
    """
    known = _read_facts(tuple(facts))
    read = _read_draft(draft, lang)
    found = list(_of_draft(known, read))
    found += _of_subjects(known, read)
    if not partial:
        found += _of_facts(known, read)
    return sorted(found, key=lambda finding: (finding.start is None, finding.start or 0, finding.end or 0))


@lru_cache(maxsize=64)
def _read_facts(facts: tuple[str, ...]) -> _Facts:
    """The facts, read once for all sentences that are judged by them."""
    read = tuple(
        _Fact(str(place), key_of(text), tuple(find_names(text)), tuple(find_awards(text)))
        for place, text in enumerate(facts, start=1)
    )
    names = tuple((name, fact) for fact in read for name in fact.names)
    return _Facts(read, "\n".join(fact.key for fact in read), _words(" ".join(facts)), names)


def _read_draft(text: str, lang: str | None) -> _Draft:
    language: Lang = "en" if (lang or ("zh" if _HAN.search(text) else "en")).startswith("en") else "zh"
    return _Draft(
        text, key_of(text), find_names(text), list(find_awards(text)), _words(text), self_endings(text), language
    )


def _words(text: str) -> frozenset[str]:
    """The Latin words of a text, in lower case."""
    return frozenset(word.lower() for word in _TOKEN.findall(text))


# --------------------------------------------------------------------------------- from the draft to the facts
def _of_draft(known: _Facts, draft: _Draft) -> Iterator[Finding]:
    """What the draft names and no fact does."""
    for name in draft.names:
        if len(name.key) < _SHORTEST_KEY or _is_sourced(name, known, draft):
            continue
        if name.kind == "honour":
            level = _wrong_level(name, known)
            if level is not None:
                draft.spoken.add(level[0].key)
                yield _finding("level", draft, name, level[0].text, level[1])
                continue
        alike = [(other.key, (other, fact)) for other, fact in known.names if _comparable(name, other)]
        best = nearest(name.key, alike)
        # A fact's name that the draft also has as it stands was not altered: this one was added.
        if best is not None and best[0].key not in draft.key.replace(name.key, ""):
            draft.spoken.add(best[0].key)
            yield _finding("altered", draft, name, best[0].text, best[1].id)
        elif not (name.kind == "quote" and slogan().fullmatch(name.key)):
            yield _finding("unsourced", draft, name)


def _is_sourced(name: Name, known: _Facts, draft: _Draft) -> bool:
    """Whether a fact states a name of the draft, or none needs to."""
    if name.key in known.key or name.key in stock_keys():
        return True
    if name.kind == "organisation" and not _HAN.search(name.text):
        wanted = capitals(name.text)
        return wanted <= known.words or any(initials(other.text) == name.key for other, _ in known.names)
    if name.kind == "organisation":
        return any(_is_same_body(name.key, other.key) for other, _ in known.names if other.kind == "organisation")
    if name.kind == "honour":
        if _is_in_parts(name, known.key) or _has_level_elsewhere(name, known):
            return True
        return any(_is_reordered(name.key, other.key, draft) for other, _ in known.names if other.kind == "honour")
    return False


def _is_in_parts(name: Name, key: str) -> bool:
    """Whether a text has an honour in parts, as 市机关授予的先锋支部; not where a part is its level alone."""
    parts = [part for part in _PARTS.split(name.key) if len(part) >= _SHORTEST_KEY]
    return len(parts) > 1 and not levels().keys() & set(parts) and all(part in key for part in parts)


def _is_reordered(key: str, other: str, draft: _Draft) -> bool:
    """Whether a draft has all of an honour of the facts, part of it elsewhere: 食堂通过A级验收 for 通过A级食堂验收."""
    rest = left_out(key, other)
    return rest is not None and all(part in draft.key and not _levels_in(part) for part in rest)


def _has_level_elsewhere(name: Name, known: _Facts) -> bool:
    """Whether a fact has an honour and its level, but not side by side: 先进集体（全省）."""
    level, core = split_level(name.key)
    if not level or len(core) < _SHORTEST_KEY:
        return False
    return any(core in fact.key and level in _levels_in(fact.key) for fact in known.facts)


def _levels_in(key: str) -> set[str]:
    """The classes of the levels that a text names."""
    return {level for word, level in levels().items() if word in key}


def _wrong_level(name: Name, known: _Facts) -> tuple[Name, str] | None:
    """The honour of the facts that differs from the draft's by its level alone, and its fact."""
    level, core = split_level(name.key)
    if len(core) < _SHORTEST_KEY:
        return None
    for other, fact in known.names:
        if other.kind == "honour":
            its_level, its_core = split_level(other.key)
            if its_core == core and its_level != level:
                return other, fact.id
    return None


def _is_same_body(key: str, other: str) -> bool:
    """Whether two keys name one organisation: equal but for a level, or for words that were read with it."""
    (level, core), (its_level, its_core) = split_level(key), split_level(other)
    if core in (its_core, other) or key == its_core:
        return not (level and its_level and level != its_level)
    longer, shorter = (key, other) if len(key) > len(other) else (other, key)
    if not longer.endswith(shorter) or len(shorter) < _SHORTEST_CORE:
        return False
    before = longer[: -len(shorter)]
    return not is_other(before) and not _levels_in(before[-2:])


def _comparable(name: Name, other: Name) -> bool:
    """Whether a name may be an altered form of another: of one kind, or both of words without marks."""
    marked = {"title", "document", "person", "place"}
    return name.kind == other.kind or not ({name.kind, other.kind} & marked)


# --------------------------------------------------------------------------------- from the facts to the draft
def _of_facts(known: _Facts, draft: _Draft) -> Iterator[Finding]:
    """What the facts name and the draft does not."""
    for name, fact in known.names:
        if name.key in draft.key or name.key in draft.spoken or _is_kept(name, draft):
            continue
        draft.spoken.add(name.key)
        if name.kind == "honour":
            place = _without_level(name, draft)
            if place is not None:
                yield _finding("level", draft, place, name.text, fact.id)
                continue
        yield _finding("dropped", draft, name, fact=fact.id)


def _is_kept(name: Name, draft: _Draft) -> bool:
    """Whether the draft has a name in another form."""
    if name.kind == "organisation" and not _HAN.search(name.text):
        return capitals(name.text) <= draft.words or initials(name.text) in draft.words
    if name.kind == "organisation":
        if name.key[-1] in draft.own or split_level(name.key)[1] in draft.key:
            return True
        return any(_is_same_body(name.key, other.key) for other in draft.names if other.kind == "organisation")
    if name.kind == "honour":
        level, core = split_level(name.key)
        same = [other for other in draft.names if split_level(other.key) == (level, core)]
        if same or _is_in_parts(name, draft.key):
            return True
        return any(_is_reordered(other.key, name.key, draft) for other in draft.names if other.kind == "honour")
    return False


def _without_level(name: Name, draft: _Draft) -> Name | None:
    """Where the draft states an honour without its level."""
    level, core = split_level(name.key)
    if not level or len(core) < _SHORTEST_CORE:
        return None
    return next((other for other in draft.names if other.key == core or split_level(other.key)[1] == core), None)


def _of_subjects(known: _Facts, draft: _Draft) -> Iterator[Finding]:
    """Honours of the facts that the draft gives to no one, or to another."""
    for fact in known.facts:
        for award in fact.awards:
            if not award.subject or award.honour not in draft.key:
                continue
            places = [place for place, other in enumerate(draft.awards) if other.honour == award.honour]
            if places and not any(_names_subject(award, place, draft) for place in places):
                won = draft.awards[places[0]]
                name = Name(draft.text[won.start : won.end], won.honour, won.start, won.end, "honour")
                yield _finding("subject", draft, name, award.who, fact.id)


def _names_subject(award: Award, place: int, draft: _Draft) -> bool:
    """Whether the words round an honour of the draft say who won it."""
    won = draft.awards[place]
    start = max((found.end() for found in _SENTENCE_END.finditer(draft.text, 0, won.start)), default=0)
    stop = _SENTENCE_END.search(draft.text, won.end)
    end = stop.start() if stop is not None else len(draft.text)
    if _REFERS.search(draft.text, start, end):
        return True
    if place and draft.awards[place - 1].end > start:
        start = draft.awards[place - 1].end
    if place + 1 < len(draft.awards):
        end = min(end, draft.awards[place + 1].start)
    if not _HAN.search(draft.text, start, max(start, won.start - 3)):
        start = max((found.end() for found in _SENTENCE_END.finditer(draft.text, 0, max(start - 1, 0))), default=0)
    near = key_of(draft.text[start : won.start] + "\n" + draft.text[won.end : end])
    few = sum(map(len, award.subject)) <= _FEW_LETTERS
    return coverage(award.subject, near) >= (_SHARE_OF_FEW if few else _SUBJECT_SHARE)


def _finding(rule: str, draft: _Draft, name: Name, other: str = "", fact: str = "") -> Finding:
    """A finding in words; a name that the draft dropped has no place in it."""
    values = {"text": name.text, "nearest": other}
    start = None if rule == "dropped" else name.start
    return Finding(
        f"names/{rule}",
        Level.ERROR,
        say(f"names.{rule}", draft.lang, **values),
        say(f"names.{rule}_hint", draft.lang, **values),
        line=None if start is None else draft.text.count("\n", 0, start) + 1,
        column=None if start is None else start - draft.text.rfind("\n", 0, start),
        start=start,
        end=None if start is None else name.end,
        text=name.text,
        facts=(fact,) if fact else (),
    )
