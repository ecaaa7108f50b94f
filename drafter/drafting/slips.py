"""A word before a figure that is one sign off its fact's: 负责事故6起 for 责任事故6起.

A small model that is to keep a note's words at times writes another that looks or sounds like it. What is said is
another thing, and most of its signs are those of the fact.
"""

from __future__ import annotations

import re
from operator import eq
from typing import TYPE_CHECKING, Final

from drafter.drafting.compose_words import words as compose_words
from drafter.figures import find_figures

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.drafting.words import Words

_PARTICLES: Final = "由从到至达为是了约近超的共在对把将与和及比较获得"
"""Signs that stand for one another without saying anything else: 由15天降至9天, 从15天降到9天."""

FEWEST: Final = 4
MOST: Final = 8
"""How many signs before a figure are compared; fewer tell nothing, in characters."""

_RUN: Final = re.compile(rf"[㐀-鿿]{{{FEWEST},{MOST}}}$")


def slipped(sentence: str, facts: Sequence[str], words: Words) -> str:
    """The fact's words before a figure, where the sentence has them with a sign or two of another word; "" for none.

    Args:
        sentence: a Chinese sentence.
        facts: those that it states.
        words: the language's words: one change told for another (提高, 提升) is no slip.
    """
    said = {figure.text: _before(sentence, figure.start) for figure in find_figures(sentence, lang="zh")}
    for fact in facts:
        for figure in find_figures(fact, lang="zh"):
            noted = _before(fact, figure.start)
            mine = said.get(figure.text, "")[-len(noted) :]
            if noted and len(mine) == len(noted) and _is_slip(mine, noted, words):
                return noted + figure.text
    return ""


def slipped_name(sentence: str, facts: Sequence[str], words: Words) -> str:
    """The name of a thing in a fact, of which the sentence has one sign of another: 陪护制度, of 陪餐制度; "" for none.

    Args:
        sentence: a Chinese sentence.
        facts: those that it states.
        words: the language's words.
    """
    known = "\n".join(facts)
    verbs = compose_words("zh", "verbs")
    for head in words.named_by:
        pairs = re.compile(rf"([㐀-鿿]{{2}}){head}")
        said = {found[1] for found in pairs.finditer(sentence)}
        for noted in pairs.finditer(known):
            own = noted[1]
            other = (one for one in said if one + head not in known and not verbs.head(one) and not verbs.head(own))
            if own not in sentence and any(sum(map(eq, own, one)) == 1 for one in other):
                return own + head
    return ""


def _before(text: str, at: int) -> str:
    found = _RUN.search(text[:at].rstrip(_PARTICLES))
    return found[0] if found else ""


def _is_slip(mine: str, noted: str, words: Words) -> bool:
    """Whether two texts of one length differ in one sign, or in two neighbours of which they share one."""
    apart = [at for at, (one, two) in enumerate(zip(mine, noted, strict=True)) if one != two]
    if not apart or apart[-1] - apart[0] > 1:
        return False
    ours, theirs = mine[apart[0] : apart[-1] + 1], noted[apart[0] : apart[-1] + 1]
    if len(apart) > 1 and not set(ours) & set(theirs):
        return False
    if not set(ours + theirs).isdisjoint(_PARTICLES):
        return False
    near = slice(max(0, apart[0] - 1), apart[-1] + 2)
    return not any(change in mine[near] or change in noted[near] for change in words.changes)
