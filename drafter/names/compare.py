"""Holds a draft to its facts by names: each name of the one is stated by the other, and the other way round.

A name counts as there when its key stands anywhere in the other text, whatever quotes or widths it is written in; so
words round a name may change freely, and a reading that took in a word too much does no harm.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drafter.names.awards import split_level
from drafter.names.english import capitals, initials
from drafter.names.honours import is_kept, is_stated, levels_in, subject_findings, without_level, wrong_level
from drafter.names.likeness import nearest
from drafter.names.organisations import is_other
from drafter.names.sides import HAN, read_draft, read_facts
from drafter.names.words import slogan, stock_keys

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.model import Finding, Name, NameKind
    from drafter.names.sides import Draft, Fact, Facts

_SHORTEST_KEY: Final = 2
_SHORTEST_BODY: Final = 3


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
    known = read_facts(tuple(facts))
    read = read_draft(draft, lang)
    found = list(_of_draft(known, read))
    found += subject_findings(known, read)
    if not partial:
        found += _of_facts(known, read)
    return sorted(found, key=lambda finding: (finding.start is None, finding.start or 0, finding.end or 0))


def _of_draft(known: Facts, draft: Draft) -> Iterator[Finding]:
    """What the draft names and no fact does; a name that stands in many places is judged once."""
    alike = _Alike(known)
    verdicts: dict[tuple[str, str], tuple[str, str, str] | None] = {}
    for name in draft.names:
        which = (name.kind, name.key)
        if which not in verdicts:
            verdicts[which] = _judge(name, known, draft, alike)
        verdict = verdicts[which]
        if verdict is not None:
            yield draft.finding(verdict[0], name, *verdict[1:])


class _Alike(dict["NameKind", "dict[str, tuple[Name, Fact]]"]):
    """By the kind of a name: those of the facts that it may be an altered form of, by their keys."""

    def __init__(self, known: Facts) -> None:
        self._known = known

    def __missing__(self, kind: NameKind) -> dict[str, tuple[Name, Fact]]:
        self[kind] = {other.key: (other, fact) for other, fact in self._known.names if _comparable(kind, other.kind)}
        return self[kind]


def _judge(name: Name, known: Facts, draft: Draft, alike: _Alike) -> tuple[str, str, str] | None:
    """What is wrong with a name of the draft: rule, what the fact has instead, the fact; None for nothing."""
    if len(name.key) < _SHORTEST_KEY or _is_sourced(name, known, draft):
        return None
    if name.kind == "honour":
        level = wrong_level(name, known)
        if level is not None:
            draft.spoken.add(level[0].key)
            return "level", level[0].text, level[1]
    best: tuple[Name, Fact] | None = nearest(name.key, alike[name.kind])
    # A fact's name that the draft also has as it stands was not altered: this one was added.
    if best is not None and best[0].key not in draft.key.replace(name.key, ""):
        draft.spoken.add(best[0].key)
        return "altered", best[0].text, best[1].id
    return None if name.kind == "quote" and slogan().fullmatch(name.key) else ("unsourced", "", "")


def _is_sourced(name: Name, known: Facts, draft: Draft) -> bool:
    """Whether a fact states a name of the draft, or none needs to."""
    if name.key in known.key or name.key in stock_keys():
        return True
    if name.kind == "honour":
        return is_stated(name, known, draft)
    if name.kind != "organisation":
        return False
    if HAN.search(name.text):
        return any(_is_same_body(name.key, other.key) for other, _ in known.names if other.kind == "organisation")
    return capitals(name.text) <= known.words or any(initials(other.text) == name.key for other, _ in known.names)


def _is_same_body(key: str, other: str) -> bool:
    """Whether two keys name one organisation: equal but for a level, or for words that were read with it."""
    (level, core), (its_level, its_core) = split_level(key), split_level(other)
    if core in (its_core, other) or key == its_core:
        return not (level and its_level and level != its_level)
    longer, shorter = (key, other) if len(key) > len(other) else (other, key)
    if not longer.endswith(shorter) or len(shorter) < _SHORTEST_BODY:
        return False
    before = longer[: -len(shorter)]
    return not is_other(before) and not levels_in(before[-2:])


def _comparable(kind: NameKind, other: NameKind) -> bool:
    """Whether a name may be an altered form of another, by their kinds: of one kind, or both of words without marks."""
    marked = ("title", "document", "person", "place")
    return kind == other or not (kind in marked or other in marked)


def _of_facts(known: Facts, draft: Draft) -> Iterator[Finding]:
    """What the facts name and the draft does not."""
    for name, fact in known.names:
        if name.key in draft.key or name.key in draft.spoken or _is_there(name, draft):
            continue
        draft.spoken.add(name.key)
        place = without_level(name, draft) if name.kind == "honour" else None
        if place is not None:
            yield draft.finding("level", place, name.text, fact.id)
        else:
            yield draft.finding("dropped", name, fact=fact.id)


def _is_there(name: Name, draft: Draft) -> bool:
    """Whether the draft has a name of the facts in another form."""
    if name.kind == "honour":
        return is_kept(name, draft)
    if name.kind != "organisation":
        return False
    if not HAN.search(name.text):
        return capitals(name.text) <= draft.words or initials(name.text) in draft.words
    if name.key[-1] in draft.own or split_level(name.key)[1] in draft.key:
        return True
    return any(_is_same_body(name.key, other.key) for other in draft.names if other.kind == "organisation")
