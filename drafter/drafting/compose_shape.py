"""What shape a part of a Chinese bullet has: a predicate, or a noun phrase and the frame that its head calls for.

Parts come masked (`compose_clean.mask`): what stands in quotes, titles and brackets is hidden, so that no word inside a
name is taken for a verb.
"""

from __future__ import annotations

import re
from typing import Final

from drafter.drafting.compose_clean import HIDDEN
from drafter.drafting.compose_words import Frame, frames, table, words

_COUNT: Final = re.compile(r"(?:近|约|超|共|累计|各)?[0-9][0-9.,]*[%余多]?[万千百亿]?[余多]?[^0-9，。；、“”《》]{0,4}$")
_ENDS_IN_RANK: Final = re.compile(r"(?:第[一二三四五六七八九十0-9]+|前[一二三四五六七八九十0-9]+)[名位]?$")
_REACHES: Final = re.compile(
    r"(?<=.)(?:[达为占居列超有共][到了约近超]?(?=[0-9第前全“])|获|被|是(?!否)|(?<![存所现潜内正])在"
    r"|已(?!婚)|仍|尚(?=[未有需无不待])|(?<![人户年月日亩平])均(?=[已为达在获被由按]))"
)
_OBJECT: Final = 2
"""So many characters between a verb that is also a noun and the head make an object: 学习|党的二十大|精神."""


def stem(seen: str) -> str:
    """A noun phrase without the count behind it."""
    found = _COUNT.search(seen)
    return seen[: found.start()] if found and found.start() else seen


def frame_of(seen: str) -> tuple[Frame | None, str]:
    """The frame that the end of a masked part calls for, with the word that called for it.

    A part that ends in a quality, as 制度健全 does, calls for none: (None, the quality).
    """
    bare = stem(seen)
    best: tuple[Frame | None, str] = (None, words("zh", "qualities").tail(seen))
    for frame in frames("zh"):
        head = frame.heads.tail(bare)
        if head and len(head) >= len(best[1]) and (frame.counted or bare == seen):
            best = (frame, head)
    return best


def without_nouns(seen: str) -> str:
    """A masked text with the nouns hidden that hold a verb: 组织生活会."""
    for place in range(len(seen)):
        noun = words("zh", "nouns").head(seen[place:])
        if noun:
            seen = seen[:place] + HIDDEN * len(noun) + seen[place + len(noun) :]
    return seen


def _before_head(seen: str, head: str) -> tuple[str, bool]:
    """What stands before the head of a masked noun phrase and the words that modify it, and whether there are such."""
    before = core = stem(seen).removesuffix(head)
    while True:
        modifier = words("zh", "modifiers").tail(core) or words("zh", "both").tail(core)
        if not modifier:
            return core, core != before
        core = core.removesuffix(modifier)


def is_predicate(seen: str, frame: Frame | None, head: str, *, first: bool) -> bool:
    """Whether a masked part needs no verb: it begins with one, or says something of a subject.

    Args:
        seen: a part between commas, masked.
        frame: the frame that its end calls for.
        head: the word that called for it, or the quality that it ends with.
        first: it begins its sentence.
    """
    plain = without_nouns(seen)
    core = plain
    verb = words("zh", "verbs").head(plain)
    behind = plain.removeprefix(words("zh", "ahead").head(plain))
    if behind != plain and (words("zh", "verbs").head(behind) or words("zh", "both").head(behind)):
        return True
    if frame is not None and len(verb) <= len(stem(plain)) - len(head):
        core, modified = _before_head(plain, head)
        if modified and not core:
            return verb != "" and (not frame.joins or head in words("zh", "both").all)
    if _has_verb(core) or _says(plain) or (frame is None and head):
        return True
    return _takes_object(plain, frame, head, first=first)


def is_verbal(text: str) -> bool:
    """Whether a sentence begins with its verb or an adverb before it, and so has no subject of its own."""
    shown = without_nouns(text)
    lifted = any(shown.startswith(adverb) for adverb in table("zh")["adverbs"].values() if adverb)
    return lifted or bool(words("zh", "verbs").head(shown))


def _has_verb(core: str) -> bool:
    """Whether it begins with a verb or a word that a predicate follows, or holds a verb or a statement."""
    begins = words("zh", "verbs").head(core) or words("zh", "openers").head(core)
    return bool(begins) or words("zh", "verbs").inside(core) or words("zh", "statements").inside(core)


def _says(seen: str) -> bool:
    """Whether it says of a subject what it reaches, receives or ranks, or what is so already or still."""
    return _REACHES.search(seen) is not None or _ENDS_IN_RANK.search(seen) is not None


def _takes_object(seen: str, frame: Frame | None, head: str, *, first: bool) -> bool:
    """Whether a word that is both verb and noun begins the part and is its verb: 整治校园周边, not 整治、检查."""
    both = words("zh", "both").head(seen)
    if not both or seen[len(both) :].startswith(("、", "和", "与", "及")):
        return False
    if both == stem(seen):
        return not first and seen != both
    return frame is None or (not frame.counted and len(stem(seen)) - len(both) - len(head) >= _OBJECT)
