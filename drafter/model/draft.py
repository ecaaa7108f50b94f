"""A report in the making."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal


class Author(StrEnum):
    """Who wrote a sentence."""

    MODEL = "model"
    REPAIR = "repair"
    COMPOSER = "composer"
    HAND = "hand"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a draft with the facts it states.

    Attributes:
        text: the sentence with its closing mark, citation stripped.
        facts: ids of the facts that it states; () for a connecting sentence.
        author: who wrote it.
    """

    text: str
    facts: tuple[str, ...] = ()
    author: Author = Author.MODEL


@dataclass(frozen=True, slots=True)
class DraftSection:
    """A section of a draft: what is rewritten as one.

    Attributes:
        id: id of the kind's section, e.g. "performance"; subsections add "/1", "/2".
        level: 0 for a part without heading (lead, closing), else as in `Section`.
        title: heading without number; "" for a part without heading.
        sentences: in order.
        paragraphs: index of the sentence with which each paragraph starts; the first is 0.
        refused: (sentence, reason) pairs that the gate sent back, for the trace.
    """

    id: str
    level: int
    title: str
    sentences: tuple[Sentence, ...] = ()
    paragraphs: tuple[int, ...] = (0,)
    refused: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A report in the making: its parts in order, each sentence with its facts and its author."""

    title: str
    salutation: str = ""
    sections: tuple[DraftSection, ...] = ()
    signature: str = ""
    date: str = ""
    unused: tuple[str, ...] = ()
    lang: Literal["zh", "en"] = "zh"
