"""What may be wrong with a sentence: one ordered table of looks.

Each look is a function from a sentence and what it is judged against to the words that are wrong, "" for none. The
first that finds something names the reason. Reasons are entries of the catalogue's area `gate`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from drafter.drafting.claims import (
    denied,
    hanging_clause,
    has_word,
    invented_admission,
    invented_change,
    invented_deed,
    invented_need,
    unstated_level,
)
from drafter.drafting.compose_en_told import is_verbless
from drafter.drafting.doers import other_doer
from drafter.drafting.judged import effect, miscompared, unplanned, without_comparisons
from drafter.drafting.losses import altered_subject
from drafter.drafting.merges import merged
from drafter.drafting.parts_en import misplaced_figure
from drafter.drafting.recast import aim_alone
from drafter.drafting.rhythms import invented_rhythm
from drafter.drafting.slips import slipped, slipped_name
from drafter.drafting.specifics import (
    invented_measure,
    invented_owner,
    invented_post,
    leaked_example,
    leaked_place,
    leaked_words,
)
from drafter.drafting.words import words
from drafter.figures import compare_figures
from drafter.names import compare_names
from drafter.provenance import coverage, pieces

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from drafter.drafting.read import Candidate
    from drafter.kinds import Kind
    from drafter.model import Fact

LONGEST: Final = 100
"""A sentence may have this many characters, and LONGEST_SHARE for each of its facts."""

LONGEST_SHARE: Final = 2.5

_SHAPES: Final = re.compile(r"^\s*(?:[-*•#>|]|\d{1,2}[.、)）](?!\d))|\*\*|```|</?[a-z]{1,10}>|[\[［【]\d|[{}|\\]")
_CHINESE: Final = re.compile(r"[㐀-鿿]")
_LATIN: Final = re.compile(r"[A-Za-z]")
_DANGLING: Final = re.compile(r"\b(?:(?:was|were|is|are|am) (?:un)?able|in order|so as)(?=[,;.]|$)")
"""What wants a verb behind it: and I was able."""
_QUOTED: Final = re.compile(r"“[^”]{0,80}”|《[^》]{0,80}》")

STRAY_COVERAGE: Final = 0.9
"""A sentence has taken over a piece of another fact when this share of its tokens is there."""

STRAY_CHARS: Final = 4
"""Shorter pieces may be in two facts by chance, in characters."""


@dataclass(frozen=True, slots=True)
class Bench:
    """What a section's sentences are judged against.

    Attributes:
        kind: the kind of report.
        facts: what the section may state.
        known: further texts that state names and figures: headings, the writer's post and unit.
        year: the report's year.
        examples: the facts of the worked examples that the model was shown.
        owns_up: the section tells what fell short; others tell of nothing that is still to be done.
    """

    kind: Kind
    facts: tuple[Fact, ...]
    known: tuple[str, ...] = ()
    year: int | None = None
    examples: tuple[str, ...] = ()
    owns_up: bool = True

    def texts(self, ids: Iterable[str]) -> tuple[str, ...]:
        """The texts of some facts."""
        wanted = set(ids)
        return tuple(fact.text for fact in self.facts if fact.id in wanted)


def fault(one: Candidate, bench: Bench) -> tuple[str, str] | None:
    """The first thing that is wrong with a sentence.

    Args:
        one: the sentence.
        bench: what it is judged against.

    Returns:
        The reason and the words that are wrong; None when nothing is.
    """
    for reason, look in _LOOKS:
        text = look(one, bench)
        if text:
            return reason, text
    return None


def _sources(one: Candidate, bench: Bench) -> tuple[str, ...]:
    return (*bench.texts(one.facts), *bench.known)


def _first(text: str, marks: Iterable[str], sources: Iterable[str] = ()) -> str:
    """The first of some words that a text has and no source has."""
    known = "\n".join(sources).lower()
    lowered = text.lower()
    return next((mark for mark in marks if mark in lowered and has_word(lowered, mark) and mark not in known), "")


def _unfinished(one: Candidate, bench: Bench) -> str:
    alone = bench.kind.lang == "en" and (
        aim_alone(one.text) is not None or is_verbless(one.text) or _DANGLING.search(one.text) is not None
    )
    return one.text[-12:] if alone or not one.finished else ""


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


def _misplaced(one: Candidate, bench: Bench) -> str:
    return misplaced_figure(one.text, bench.texts(one.facts), words("en")) if bench.kind.lang == "en" else ""


def _names(one: Candidate, bench: Bench) -> str:
    found = compare_names(_sources(one, bench), one.text, lang=bench.kind.lang)
    return next((finding.text for finding in found if not finding.rule.endswith("/dropped")), "")


def _level(one: Candidate, bench: Bench) -> str:
    text = without_comparisons(one.text) if bench.kind.lang == "en" else one.text
    return unstated_level(text, _sources(one, bench), words(bench.kind.lang))


def _contrary(one: Candidate, bench: Bench) -> str:
    contrary = denied(one.text, bench.texts(one.facts), words(bench.kind.lang))
    if bench.kind.lang == "zh" or contrary:
        return contrary
    return miscompared(one.text, bench.texts(one.facts), words("en"))


def _stray(one: Candidate, bench: Bench) -> str:
    """A piece of a fact that the sentence does not state, and none of those that it states has."""
    own = "".join(_sources(one, bench))
    return next(
        (
            piece
            for fact in bench.facts
            if fact.id not in one.facts
            for piece in pieces(fact.text)
            if len(piece) >= STRAY_CHARS
            and coverage(piece, one.text) >= STRAY_COVERAGE
            and coverage(piece, own) < STRAY_COVERAGE
        ),
        "",
    )


def _admission(one: Candidate, bench: Bench) -> str:
    sources, lists = _sources(one, bench), words(bench.kind.lang)
    need = "" if bench.owns_up else invented_need(one.text, sources, lists)
    return need or invented_admission(one.text, sources, lists)


def _change(one: Candidate, bench: Bench) -> str:
    return invented_change(one.text, _sources(one, bench), words(bench.kind.lang))


def _deed(one: Candidate, bench: Bench) -> str:
    planned = unplanned(one.text, bench.texts(one.facts), words("en")) if bench.kind.lang == "en" else ""
    return planned or invented_deed(one.text, _sources(one, bench), words(bench.kind.lang))


def _effect(one: Candidate, bench: Bench) -> str:
    return effect(one.text, bench.texts(one.facts)) if bench.kind.lang == "en" else ""


def _hanging(one: Candidate, bench: Bench) -> str:
    return hanging_clause(one.text, _sources(one, bench), words(bench.kind.lang))


def _specific(one: Candidate, bench: Bench) -> str:
    sources = _sources(one, bench)
    rhythm = invented_rhythm(one.text, sources, bench.kind.lang)
    if rhythm:
        return rhythm
    if bench.kind.lang == "en":
        found = invented_measure(one.text, sources, words("en")) or invented_owner(one.text, sources, words("en"))
        found = found or invented_post(one.text, sources, words("en"))
        found = found or leaked_words(one.text, sources, bench.examples)
        if found:
            return found
    lists = words(bench.kind.lang)
    return leaked_place(one.text, sources, bench.examples, lists) or leaked_example(one.text, sources, bench.examples)


def _slip(one: Candidate, bench: Bench) -> str:
    if bench.kind.lang != "zh":
        return ""
    facts = bench.texts(one.facts)
    return slipped(one.text, facts, words("zh")) or slipped_name(one.text, facts, words("zh"))


def _doer(one: Candidate, bench: Bench) -> str:
    return other_doer(one.text, bench.texts(one.facts), words("en")) if bench.kind.lang == "en" else ""


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
    ("doer", _doer),
    ("merged", merged),
    ("long", _long),
    ("level", _level),
    ("figures", _figures),
    ("names", _names),
    ("slip", _slip),
    ("contrary", _contrary),
    ("admission", _admission),
    ("change", _change),
    ("deed", _deed),
    ("effect", _effect),
    ("figures", _misplaced),
    ("hanging", _hanging),
    ("specific", _specific),
    ("subject", _subject),
    ("stray", _stray),
)
