"""The gate: what accepts or refuses a sentence, one at a time, and tells which facts are not wholly stated yet.

Each look is a function from a sentence and the facts it states to what is wrong with it, "" for nothing. They stand in
one ordered table; the first that finds something names the reason. Reasons are entries of the catalogue's area `gate`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from drafter.drafting.claims import altered_subject, denied, lost_honours, unstated_level
from drafter.drafting.words import words
from drafter.figures import compare_figures
from drafter.names import compare_names
from drafter.provenance import missing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from drafter.drafting.read import Candidate
    from drafter.kinds import Kind
    from drafter.model import Fact

LONGEST: Final = 100
"""A sentence may have this many characters, and LONGEST_SHARE for each of its facts."""

LONGEST_SHARE: Final = 2.5

_SHAPES: Final = re.compile(r"^\s*(?:[-*•#>|]|\d{1,2}[.、)）](?!\d))|\*\*|```|</?[a-z]{1,10}>|[\[［【]\d|[{}|\\]")
_CHINESE: Final = re.compile(r"[㐀-鿿]")
_LATIN: Final = re.compile(r"[A-Za-z]")
_QUOTED: Final = re.compile(r"“[^”]{0,80}”|《[^》]{0,80}》")
_WORD: Final = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class Refusal:
    """A sentence that the gate sent back.

    Attributes:
        candidate: the sentence.
        reason: entry of the catalogue's area `gate`.
        text: the words that are wrong or missing.
    """

    candidate: Candidate
    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class Bench:
    """What a section's sentences are judged against.

    Attributes:
        kind: the kind of report.
        facts: what the section may state.
        known: further texts that state names and figures: headings, the writer's post and unit.
        year: the report's year.
    """

    kind: Kind
    facts: tuple[Fact, ...]
    known: tuple[str, ...] = ()
    year: int | None = None

    def texts(self, ids: Iterable[str]) -> tuple[str, ...]:
        """The texts of some facts."""
        wanted = set(ids)
        return tuple(fact.text for fact in self.facts if fact.id in wanted)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the gate made of some sentences.

    Attributes:
        standing: the sentences that may stay, in order.
        refused: those that may not, with the reason.
        open: ids of the facts that the standing sentences do not state wholly, in the order of the notes.
    """

    standing: tuple[Candidate, ...]
    refused: tuple[Refusal, ...]
    open: tuple[str, ...]


def judge(candidates: Sequence[Candidate], bench: Bench) -> Verdict:
    """Accept or refuse sentences.

    A sentence stands when nothing in it is wrong, and when each fact that it states is stated wholly, by it and the
    other standing sentences: one that says half of a fact falls, so that the fact is written again as a whole.

    Args:
        candidates: sentences in the order they are to stand.
        bench: what they are judged against.

    Returns:
        Which stand, which do not and why, and what is still to be written.
    """
    standing: list[Candidate] = []
    refused: list[Refusal] = []
    for one in candidates:
        found = _fault(one, bench, standing)
        if found is None:
            standing.append(one)
        else:
            refused.append(found)
    while True:
        lost = _lost(standing, bench)
        fallen = [one for one in standing if lost.keys() & set(one.facts)]
        if not fallen:
            break
        standing = [one for one in standing if one not in fallen]
        refused += [
            Refusal(one, "lost", "、".join(text for name in one.facts for text in lost.get(name, ()))) for one in fallen
        ]
    stated = {name for one in standing for name in one.facts}
    return Verdict(tuple(standing), tuple(refused), tuple(fact.id for fact in bench.facts if fact.id not in stated))


def _lost(standing: Sequence[Candidate], bench: Bench) -> dict[str, tuple[str, ...]]:
    """For each fact that is stated in part: what of it no sentence says."""
    lost: dict[str, tuple[str, ...]] = {}
    for fact in bench.facts:
        text = "".join(one.text for one in standing if fact.id in one.facts)
        left = _left(fact.text, text, bench) if text else ()
        if left:
            lost[fact.id] = left
    return lost


def _left(fact: str, text: str, bench: Bench) -> tuple[str, ...]:
    """What of a fact some sentences do not say, or do not say of the right subject."""
    left = missing(fact, text, year=bench.year, lang=bench.kind.lang)
    return (*left, *(one for one in lost_honours(fact, text, words(bench.kind.lang)) if one not in left))


def _fault(one: Candidate, bench: Bench, standing: Sequence[Candidate]) -> Refusal | None:
    """The first thing that is wrong with a sentence."""
    for reason, look in _LOOKS:
        text = look(one, bench)
        if text:
            return Refusal(one, reason, text)
    if _is_repeated(one, bench, standing):
        return Refusal(one, "repeated", one.text)
    return None


def fold(text: str) -> str:
    """A sentence without its marks, for telling whether it is there twice."""
    return _WORD.sub("", unicodedata.normalize("NFKC", text).lower())


def _is_repeated(one: Candidate, bench: Bench, standing: Sequence[Candidate]) -> bool:
    """The sentence stands already, or all that it states is wholly stated."""
    if fold(one.text) in {fold(other.text) for other in standing}:
        return True
    before = {name: "".join(other.text for other in standing if name in other.facts) for name in one.facts}
    if not one.opens or not all(before.values()):
        return False
    stated = [fact for fact in bench.facts if fact.id in before]
    return not any(_left(one.text, before[one.id], bench) for one in stated)


def _sources(one: Candidate, bench: Bench) -> tuple[str, ...]:
    return (*bench.texts(one.facts), *bench.known)


def _first(text: str, marks: Iterable[str], sources: Iterable[str] = ()) -> str:
    """The first of some words that a text has and no source has."""
    known = "\n".join(sources).lower()
    lowered = text.lower()
    return next((mark for mark in marks if mark in lowered and mark not in known), "")


def _unfinished(one: Candidate, _: Bench) -> str:
    return "" if one.finished else one.text[-12:]


def _chatter(one: Candidate, bench: Bench) -> str:
    return _first(one.text, words(bench.kind.lang).chatter, _sources(one, bench))


def _shape(one: Candidate, _: Bench) -> str:
    found = _SHAPES.search(one.text)
    return found[0].strip() if found else ""


def _language(one: Candidate, bench: Bench) -> str:
    """The share of the language's letters; names in other letters belong to the facts."""
    known = "\n".join(_sources(one, bench))
    letters = [char for char in one.text if _CHINESE.match(char) or _LATIN.match(char)]
    foreign = [char for char in letters if (_CHINESE if bench.kind.lang == "en" else _LATIN).match(char)]
    known_foreign = sum(char in known for char in foreign)
    return one.text[:20] if len(foreign) - known_foreign > len(letters) * 0.1 or not letters else ""


def _address(one: Candidate, bench: Bench) -> str:
    return _first(_QUOTED.sub("", one.text), bench.kind.wording.get("address", ()), _sources(one, bench))


def _person(one: Candidate, bench: Bench) -> str:
    lists = words(bench.kind.lang)
    text = _QUOTED.sub("", one.text)
    front = " " if bench.kind.lang == "en" else ""  # `he` is a word of its own there
    found = _first(front + text, (front + word for word in lists.third_person), _sources(one, bench))
    if found or bench.kind.lang != "zh" or bench.kind.person != "本人":
        return found.strip()
    bare = re.search(rf"(?<!自)我(?![{lists.unit_after_person}])", text)
    return text[bare.start() : bare.end() + 4] if bare else ""


def _unsupported(one: Candidate, _: Bench) -> str:
    return "" if one.facts else one.text[:20]


def _long(one: Candidate, bench: Bench) -> str:
    allowed = LONGEST + LONGEST_SHARE * sum(len(text) for text in bench.texts(one.facts))
    return one.text[:20] if len(one.text) > allowed else ""


def _figures(one: Candidate, bench: Bench) -> str:
    found = compare_figures(_sources(one, bench), one.text, year=bench.year, lang=bench.kind.lang)
    return next((finding.text for finding in found if not finding.rule.endswith("/dropped")), "")


def _names(one: Candidate, bench: Bench) -> str:
    found = compare_names(_sources(one, bench), one.text, lang=bench.kind.lang)
    return next((finding.text for finding in found if not finding.rule.endswith("/dropped")), "")


def _level(one: Candidate, bench: Bench) -> str:
    return unstated_level(one.text, _sources(one, bench), words(bench.kind.lang))


def _contrary(one: Candidate, bench: Bench) -> str:
    return denied(one.text, bench.texts(one.facts), words(bench.kind.lang))


def _subject(one: Candidate, bench: Bench) -> str:
    return altered_subject(one.text, bench.texts(one.facts), words(bench.kind.lang))


_LOOKS: Final[tuple[tuple[str, Callable[[Candidate, Bench], str]], ...]] = (
    ("chatter", _chatter),
    ("language", _language),
    ("shape", _shape),
    ("unfinished", _unfinished),
    ("unsupported", _unsupported),
    ("address", _address),
    ("person", _person),
    ("long", _long),
    ("level", _level),
    ("figures", _figures),
    ("names", _names),
    ("contrary", _contrary),
    ("subject", _subject),
)
