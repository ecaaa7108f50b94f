"""What a sentence adds to its facts: no cause that they do not tell, and a result that they do not have as an aim."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from drafter.drafting.mend import clauses_of
from drafter.drafting.words import words
from drafter.provenance import coverage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.messages import Lang

OWN_COVERAGE: Final = 0.5
"""A clause is the facts' own when they have this share of its tokens."""

_INNER_MARK: Final = re.compile(r"(?<=[，；,;：:])其?[一二三四五六七八九十]{1,3}是")


def unforced(sentence: str, known: str, lang: Lang) -> str:
    """A sentence without what it adds between and behind its facts.

    A run's 二是 in its middle goes, and a cause that no fact tells. A result that no fact has is told as an aim:
    有效提升了服务水平 becomes 提升服务水平.

    Args:
        sentence: the sentence.
        known: the facts that it states.
        lang: its language.
    """
    if lang == "zh" and not _INNER_MARK.search(known):
        sentence = _INNER_MARK.sub("", sentence)
    for link, instead in words(lang).links.items():
        if link in sentence and link.strip(" ,") not in known:
            sentence = sentence.replace(link, instead)
    done = _done(lang)
    if done is None or not done.search(sentence):
        return sentence
    return "".join(
        done.sub(r"\1", clause) if coverage(clause, known) < OWN_COVERAGE else clause for clause in clauses_of(sentence)
    )


@cache
def _done(lang: Lang) -> re.Pattern[str] | None:
    """An outcome told as reached, with the adverb that makes more of it; the outcome alone is its first group."""
    lists = words(lang)
    if not lists.outcomes:
        return None
    return re.compile(rf"(?:{_any(lists.degrees)})?({_any(lists.outcomes)})了")


def _any(listed: Sequence[str]) -> str:
    """A pattern for any of some words, the longest that fits."""
    return "|".join(sorted(map(re.escape, listed), key=len, reverse=True))
