"""The nouns of scoring: a fault, a score, a run."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from drafter.model import Usage

if TYPE_CHECKING:
    from collections.abc import Mapping

TRUTH: Final = (
    "figures_lost",
    "names_lost",
    "facts_lost",
    "pieces_lost",
    "figures_invented",
    "names_invented",
    "private",
)
"""Classes of faults against the notes."""

HYGIENE: Final = ("chat", "list", "reader", "doubled", "heading", "markdown", "dirt", "person")
"""Classes of faults in form."""

CLASSES: Final = (*TRUTH, *HYGIENE)
"""All classes of faults, in the order in which they are shown."""

DRAFTER: Final = "drafter"
PLAIN: Final = "plain"
"""The methods: as `drafter draft` does it, or one plain prompt a section."""

COMPOSE: Final = "compose"
"""The backend that asks nobody."""

BARS: Final[Mapping[str, float]] = MappingProxyType(
    {"faults": 0, "composed": 0.15, "ratio_low": 1.5, "ratio_high": 3.0, "seconds": 1.0, "evaluated": 1.5}
)
"""What a draft is held to: faults in all; share of composed sentences; report over notes, least and most; seconds and
prompt tokens evaluated, against one plain prompt a section."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a report.

    Attributes:
        name: its class, one of `CLASSES`.
        rule: the rule of the check that told it, or `scoring/<class>`.
        text: the words it is about.
        line: line of the report, from 1; None where it has no place.
        message: what the check says of it, or "".
    """

    name: str
    rule: str
    text: str = ""
    line: int | None = None
    message: str = ""


@dataclass(frozen=True, slots=True)
class Authors:
    """Who wrote the sentences that state facts; what the kind prescribes, openings and endings, is left out.

    Attributes:
        sentences: how many there are.
        repaired: of those, after the gate had refused one.
        composed: of those, by the composer.
    """

    sentences: int = 0
    repaired: int = 0
    composed: int = 0


@dataclass(frozen=True, slots=True)
class Style:
    """Marks of style; shares from 0 to 1.

    Attributes:
        sentences: sentences of the body, openings and endings too.
        length: mean length of a sentence, in characters.
        longest: the longest, in characters.
        alike: share of sentences that begin as an earlier one of their section does.
        formal: share with a verb of the genre.
        connectives: share with a connective.
        stock: share that ends in a phrase that says little.
        figures: figures with a unit for 1,000 characters.
    """

    sentences: int = 0
    length: float = 0.0
    longest: int = 0
    alike: float = 0.0
    formal: float = 0.0
    connectives: float = 0.0
    stock: float = 0.0
    figures: float = 0.0


@dataclass(frozen=True, slots=True)
class Score:
    """What a report is worth.

    Attributes:
        facts: open facts of the notes.
        figures: figures that they state.
        names: names that they state.
        faults: what is wrong, in the order of the classes.
        authors: who wrote the sentences.
        chars: characters of the report's sections, headings left out, by the kind's counting rule.
        notes_chars: characters of the facts, by the same rule.
        least: characters that the notes, else the kind, ask for in all; None for no bound.
        most: characters that they allow.
        unmet: what the check says of lengths, shares and items that are not met.
        style: marks of style.
    """

    facts: int = 0
    figures: int = 0
    names: int = 0
    faults: tuple[Fault, ...] = ()
    authors: Authors = Authors()
    chars: int = 0
    notes_chars: int = 0
    least: int | None = None
    most: int | None = None
    unmet: tuple[str, ...] = ()
    style: Style = Style()

    @property
    def counts(self) -> dict[str, int]:
        """Class to number of faults, every class."""
        found = Counter(fault.name for fault in self.faults)
        return {name: found[name] for name in CLASSES}

    @property
    def ratio(self) -> float:
        """Report over notes, in characters."""
        return self.chars / self.notes_chars if self.notes_chars else 0.0

    @property
    def composed(self) -> float:
        """Share of fact-stating sentences that the composer wrote, 0 to 1."""
        return self.authors.composed / self.authors.sentences if self.authors.sentences else 0.0


class Way(NamedTuple):
    """A way of drafting: what is compared with another; as in `Run`."""

    backend: str
    model: str
    prompts: str
    method: str
    temperature: float | None


@dataclass(frozen=True, slots=True)
class Run:
    """One draft of one sample.

    Attributes:
        key: digest of all that decides the draft: notes, requests, backend, model, seed, method.
        sample: name of the sample.
        kind: name of its kind.
        lang: its language.
        backend: who was asked.
        model: the model, "" for none.
        prompts: name of the set of prompts.
        method: `DRAFTER` or `PLAIN`.
        seed: of the requests.
        temperature: of every request; None where the prompts say it.
        usage: tokens and seconds; None where the server does not say.
        requests: how many were answered.
        kept_back: sections that the server refused.
        program: digest of the program's files when it ran, to tell results of different states apart.
        score: what the report is worth; None for a run that failed.
        error: why it failed, or "".
    """

    key: str
    sample: str
    kind: str
    lang: str
    backend: str
    model: str
    prompts: str
    method: str
    seed: int
    temperature: float | None = None
    usage: Usage = field(default_factory=Usage)
    requests: int = 0
    kept_back: int = 0
    program: str = ""
    score: Score | None = None
    error: str = ""

    @property
    def way(self) -> Way:
        """The way of drafting, whatever the sample and the seed."""
        return Way(self.backend, self.model, self.prompts, self.method, self.temperature)

    @property
    def evaluated(self) -> int | None:
        """Prompt tokens that were read, not served from a prefix cache; None where the server does not say."""
        if self.usage.prompt_tokens is None or self.usage.cached_tokens is None:
            return None
        return self.usage.prompt_tokens - self.usage.cached_tokens
