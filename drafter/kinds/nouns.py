"""What a kind of report is: its sections, what they must cover, how it is worded and counted."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from drafter.model import Requirement

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.resources.abc import Traversable

    from drafter.messages import Lang

Shape = Literal["runs", "paragraphs"]


@dataclass(frozen=True, slots=True)
class Counting:
    """How the characters of a report are counted. No norm fixes it, so a kind says it and every count shows it.

    Attributes:
        punctuation: marks count.
        headings: headings count.
        spaces: spaces count (as English forms do).
    """

    punctuation: bool = True
    headings: bool = True
    spaces: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """Something that a section must cover.

    Attributes:
        label: what it is, for messages.
        words: any of them in the text shows that it is covered.
    """

    label: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SectionSpec:
    """One section of a kind.

    Attributes:
        id: "lead", "performance", …; stable, used in ids of draft sections.
        title: heading as printed.
        aliases: other headings that mean this section, in notes or reports.
        level: 1 for a section with a heading, 0 for a part without (lead, closing).
        required: a report without it is incomplete.
        min_chars: least length by the kind's counting, or None.
        max_chars: greatest length.
        min_share: least share of the whole report, 0 to 1.
        max_share: greatest share.
        items: what it must cover.
        cues: words by which a bullet under no heading is sorted into it.
        questions: what to ask a person who has no bullet for it yet.
        shape: "runs" for 一是…二是…, "paragraphs" for plain prose.
        prompt: file of its prompt, in the kind's folder or that of its base.
        opening: patterns of its first sentence; the first whose values are all known is used, none if there is none.
        ending: its last sentence, "" for none.
        default: bullets that no cue sorts go here.
        figures: its facts are expected to hold figures; one without is asked about when facts are collected.
        answers: id of the section whose facts its own answer: next steps answer shortcomings; "" for none.
    """

    id: str
    title: str
    aliases: tuple[str, ...] = ()
    level: int = 1
    required: bool = True
    min_chars: int | None = None
    max_chars: int | None = None
    min_share: float | None = None
    max_share: float | None = None
    items: tuple[Item, ...] = ()
    cues: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    shape: Shape = "runs"
    prompt: str = ""
    opening: tuple[str, ...] = ()
    ending: str = ""
    default: bool = False
    figures: bool = False
    answers: str = ""

    @property
    def requirement(self) -> Requirement:
        """The section's demands, in the form that notes give theirs in."""
        return Requirement(
            section=self.id,
            min_chars=self.min_chars,
            max_chars=self.max_chars,
            min_share=self.min_share,
            max_share=self.max_share,
            items=tuple(item.label for item in self.items),
        )


@dataclass(frozen=True, slots=True)
class Kind:
    """A type of report.

    Attributes:
        name: id, the name of its folder: "zh-duty".
        title: what people call it: "述职报告".
        aliases: other names by which it is found.
        lang: language of the report.
        person: how the writer names themselves: "本人", "我", "I".
        title_patterns: patterns of the report's title; the first whose values are all known is used.
        salutation: "各位领导、同志们：".
        closing: "特此报告，请予评议。".
        sections: in the order of the report.
        counting: how characters are counted.
        min_chars: least length of the whole, or None.
        max_chars: greatest length.
        wording: lists of words by purpose, e.g. "address" (forms of address that do not belong in the report).
        folders: where its files are, own folder first, then those of its bases.
    """

    name: str
    title: str
    lang: Lang
    person: str
    sections: tuple[SectionSpec, ...]
    aliases: tuple[str, ...] = ()
    title_patterns: tuple[str, ...] = ()
    salutation: str = ""
    closing: str = ""
    counting: Counting = field(default_factory=Counting)
    min_chars: int | None = None
    max_chars: int | None = None
    wording: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    folders: tuple[Traversable, ...] = ()

    def section(self, name: str) -> SectionSpec | None:
        """The section with this id, title or alias; None where there is none."""
        for spec in self.sections:
            if name in {spec.id, spec.title, *spec.aliases}:
                return spec
        return None

    @property
    def requirements(self) -> tuple[Requirement, ...]:
        """The demands of the kind: of the whole report first, then of each section."""
        whole = Requirement(min_chars=self.min_chars, max_chars=self.max_chars)
        return (whole, *(spec.requirement for spec in self.sections))


def count_chars(text: str, counting: Counting) -> int:
    """Count the characters of a text by a kind's rule.

    Args:
        text: what to count. Whether headings are in it is the caller's part (`counting.headings`).
        counting: the rule.

    Returns:
        Characters; a letter or digit counts one, as a Chinese character does.
    """
    blanks = text.count(" ") if counting.spaces else 0
    solid = "".join(text.split())
    if counting.punctuation:
        return len(solid) + blanks
    return sum(char.isalnum() or char == "%" for char in solid) + blanks
