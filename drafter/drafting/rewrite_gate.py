"""The gate for rewriting: new sentences against the old ones that they stand for, and against the notes where given.

What a sentence may say is judged by the gate of drafting. What it may not lose is told from the old text: all that the
old sentence said of its facts. Without notes the old sentence, its empty words aside, is the fact.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from drafter.drafting.looks import Bench, fault
from drafter.drafting.losses import lost_honours
from drafter.drafting.mend import cuts
from drafter.drafting.words import words
from drafter.figures import compare_figures
from drafter.names import compare_names
from drafter.provenance import coverage, missing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from drafter.drafting.read import Candidate
    from drafter.drafting.rewrite_text import Passage, Unit
    from drafter.kinds import Kind
    from drafter.model import Author, Fact, Finding


_REPEATED: Final = 0.85
"""A new sentence with this share of its tokens in another one for the same old sentence says that again."""


@dataclass(frozen=True, slots=True)
class Change:
    """New words for some neighbouring sentences.

    Attributes:
        units: the places of the old sentences in the passage, in order.
        text: the new sentence or sentences, run mark included.
        author: who wrote it.
    """

    units: tuple[int, ...]
    text: str
    author: Author


@dataclass(frozen=True, slots=True)
class Kept:
    """An old sentence that stays because its new words were refused.

    Attributes:
        unit: its place in the passage.
        text: the words that were refused, "" where none came.
        reason: entry of the catalogue's area `gate`.
        fault: what is wrong in them.
    """

    unit: int
    text: str
    reason: str
    fault: str


@dataclass(frozen=True, slots=True)
class Scale:
    """What new sentences are weighed by.

    Attributes:
        kind: the kind of report, its person as the report names it.
        known: further texts that state figures and names: titles, post and unit.
        year: the report's year.
        essence: the words of an old sentence that must not be lost.
        brief: a length is aimed at: figures and names must stay, other pieces may go. Never with notes.
    """

    kind: Kind
    known: tuple[str, ...]
    year: int | None
    essence: Callable[[str], str]
    brief: bool = False

    def facts_of(self, units: Iterable[Unit]) -> tuple[Fact, ...]:
        """What some old sentences state: the facts of the notes, else their own words."""
        found: dict[str, Fact] = {}
        for unit in units:
            own = replace(unit.as_fact, id=f"={unit.id}", text=self.essence(unit.bare))
            found |= {fact.id: fact for fact in (unit.facts or (own,))}
        return tuple(found.values())

    def left_out(self, fact: Fact, text: str) -> tuple[str, ...]:
        """What of a fact a text does not say, or not of the right subject."""
        lang = self.kind.lang
        if self.brief and fact.id.startswith("="):
            figures = compare_figures([fact.text], text, year=self.year, lang=lang)
            names = compare_names([fact.text], text, lang=lang)
            return tuple(one.text for one in (*figures, *names) if one.rule.endswith("/dropped"))
        honours = lost_honours(fact.text, text, words(lang))
        return (*missing(fact.text, text, year=self.year, lang=lang), *honours)

    def is_true(self, unit: Unit) -> bool:
        """Whether an old sentence says what the notes do of the facts that it states."""
        texts = [*(fact.text for fact in unit.facts), *self.known]
        lang = self.kind.lang
        wrong = compare_figures(texts, unit.bare, year=self.year, lang=lang, partial=True)
        wrong += compare_names(texts, unit.bare, lang=lang, partial=True)
        return not (wrong or any(self.left_out(fact, unit.bare) for fact in unit.facts))


def weigh(
    candidates: Sequence[Candidate], passage: Passage, scale: Scale
) -> tuple[tuple[Change, ...], tuple[Kept, ...]]:
    """Accept or refuse new sentences.

    Args:
        candidates: sentences, each with the ids of the old ones that it stands for.
        passage: the old text.
        scale: what they are weighed by.

    Returns:
        The changes that hold, and for each other old sentence that was spoken of, why it stays.
    """
    changes: list[Change] = []
    kept: list[Kept] = []
    for places, members in _grouped(candidates, passage):
        group = _without_repeats(members)
        text = _text(passage, places, group)
        if text == passage.blank.join(passage.units[place].text for place in places):
            continue
        wrong = _fault(places, group, passage, scale)
        mended = _mended(places, group, passage, scale) if wrong is not None else group
        if mended:
            changes.append(Change(places, _text(passage, places, mended), group[0].author))
        elif wrong is not None:
            kept += [Kept(place, text, *wrong) for place in places]
    return tuple(changes), tuple(kept)


def _grouped(candidates: Sequence[Candidate], passage: Passage) -> list[tuple[tuple[int, ...], tuple[Candidate, ...]]]:
    """The candidates that share old sentences together, with the places of these; what stands for none is left out."""
    at = {unit.id: place for place, unit in enumerate(passage.units) if unit.chosen}
    groups: list[tuple[set[int], list[Candidate]]] = []
    for one in candidates:
        places = {at[name] for name in one.facts if name in at}
        if not places:
            continue
        near = [group for group in groups if group[0] & places]
        groups = [group for group in groups if not group[0] & places]
        members = [member for group in near for member in group[1]]
        groups.append((places.union(*(group[0] for group in near)), [*members, one]))
    return [(tuple(sorted(places)), tuple(members)) for places, members in groups]


def _without_repeats(group: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The new sentences for some old ones, each said once: small models say one twice, the second time in full."""
    kept: list[Candidate] = []
    for one in group:
        like = next((place for place, other in enumerate(kept) if _same(one.text, other.text)), None)
        if like is None:
            kept.append(one)
        elif len(one.text) > len(kept[like].text):
            kept[like] = one
    return tuple(kept)


def _same(one: str, other: str) -> bool:
    """Whether nearly all words of one sentence are in the other."""
    return max(coverage(one, other), coverage(other, one)) >= _REPEATED


def _mended(places: Sequence[int], group: Sequence[Candidate], passage: Passage, scale: Scale) -> tuple[Candidate, ...]:
    """A single new sentence without the clause that is wrong, where nothing is lost by it; else nothing."""
    if len(group) != 1:
        return ()
    whole = (shorter for shorter in cuts(group[0]) if _fault(places, (shorter,), passage, scale) is None)
    found = next(whole, None)
    return () if found is None else (found,)


def _text(passage: Passage, places: Sequence[int], group: Sequence[Candidate]) -> str:
    """The new words for some old sentences, behind the mark of the first."""
    return passage.units[places[0]].mark + _cased(passage, places, group)


def _cased(passage: Passage, places: Sequence[int], group: Sequence[Candidate]) -> str:
    """The new sentences, the first in small letters where the old one is, behind its mark."""
    text = passage.blank.join(one.text for one in group)
    old = passage.units[places[0]]
    return text[0].lower() + text[1:] if old.mark and old.bare[:1].islower() else text


def _fault(places: Sequence[int], group: Sequence[Candidate], passage: Passage, scale: Scale) -> tuple[str, str] | None:
    """The first thing wrong with the new words for some old sentences: reason and words."""
    units = [passage.units[place] for place in places]
    neighbours = places[-1] - places[0] + 1 == len(places) and len({unit.paragraph for unit in units}) == 1
    if not neighbours or any(unit.mark for unit in units[1:]):
        return "merged", "、".join(f"[{unit.id}]" for unit in units)
    facts = scale.facts_of(units)
    bench = Bench(scale.kind, scale.facts_of(passage.units), scale.known, scale.year)
    ids = tuple(fact.id for fact in facts)
    for one in group:
        wrong = fault(replace(one, facts=ids), bench)
        if wrong is not None:
            return wrong
    old, new = "".join(unit.bare for unit in units), "".join(one.text for one in group)
    lost = [
        text
        for fact in facts
        for text in dict.fromkeys(scale.left_out(fact, new))
        if text not in scale.left_out(fact, old)
    ]
    return ("lost", "、".join(lost)) if lost else None


def settle(passage: Passage, changes: Sequence[Change], scale: Scale) -> tuple[tuple[Change, ...], tuple[Kept, ...]]:
    """Hold the whole section to its facts: sentences that are true one by one may not be true side by side.

    Args:
        passage: the old text.
        changes: those that hold one by one.
        scale: what they are weighed by.

    Returns:
        The changes that stand together, and the old sentences that stay because others do not.
    """
    standing, kept = list(changes), list[Kept]()
    before = _findings(passage, _body(passage, ()), scale)
    known = {(one.rule, one.text) for one in before}
    while standing:
        found = _findings(passage, _body(passage, standing), scale)
        new = [one for one in found if (one.rule, one.text) not in known]
        if not new:
            break
        guilty = [one for one in standing if any(_concerns(finding, one, passage) for finding in new)] or standing
        kept += [Kept(place, one.text, "together", new[0].text) for one in guilty for place in one.units]
        standing = [one for one in standing if one not in guilty]
    return tuple(standing), tuple(kept)


def _body(passage: Passage, changes: Sequence[Change]) -> str:
    return "\n".join(passage.blank.join(sentences) for sentences in new_paragraphs(passage, changes))


def _findings(passage: Passage, body: str, scale: Scale) -> list[Finding]:
    """What figures and names say of a whole section."""
    lang = scale.kind.lang
    facts = [*(fact.text for fact in scale.facts_of(passage.units)), *scale.known]
    own = {str(number) for number in range(1, len(facts) - len(scale.known) + 1)}
    figures = compare_figures(facts, body, year=scale.year, lang=lang)
    found = [*figures, *compare_names(facts, body, lang=lang)]
    return [one for one in found if not one.rule.endswith("/dropped") or own & set(one.facts)]


def _concerns(finding: Finding, change: Change, passage: Passage) -> bool:
    old = "".join(passage.units[place].bare for place in change.units)
    return bool(finding.text) and (finding.text in change.text or finding.text in old)


def new_paragraphs(passage: Passage, changes: Sequence[Change]) -> tuple[tuple[str, ...], ...]:
    """The sentences of each paragraph once the changes are made."""
    first = {change.units[0]: change.text for change in changes}
    gone = {place for change in changes for place in change.units}
    paragraphs: dict[int, list[str]] = {}
    for place, unit in enumerate(passage.units):
        sentences = paragraphs.setdefault(unit.paragraph, [])
        if place in first:
            sentences.append(first[place])
        elif place not in gone:
            sentences.append(unit.text)
    return tuple(tuple(sentences) for sentences in paragraphs.values())
