"""How often something is done: every week, twice a month, 每季度. Nobody tells or promises a rhythm that no fact has.

A rhythm is a unit of time and how many of them lie between: `every two weeks` and `fortnightly` are the same one.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from drafter.drafting.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from drafter.messages import Lang

_LEAD: Final = r"(?:,? (?:at least|no less than|not less than))?(?: on)?(?: |$)"
_MAY_GO: Final = {"en": re.compile(r"[,.;]| (?:with|to|in|on|at|by|and|for|so)\b"), "zh": re.compile(r"[^\d\W]")}
"""Behind a rhythm that can be left out; behind others is what it belongs to: a weekly newsletter, 每周2次."""
_HOW_MANY: Final = re.compile(r"[一二两三四五六七八九十不至第的]|[^，。；]{0,4}次")


def invented_rhythm(sentence: str, sources: Sequence[str], lang: Lang) -> str:
    """The words that say how often, where no source says so; "" for none.

    Args:
        sentence: the sentence.
        sources: the facts it states, and what else is known.
        lang: the language.

    Returns:
        The words: once a week, of a plan to meet them.
    """
    known = {rhythm for source in sources for rhythm in _noted(source, lang)}
    return next((found[0] for found in _pattern(lang).finditer(sentence) if _rhythm(found, lang) not in known), "")


def without_rhythm(sentence: str, known: str, lang: Lang) -> str:
    """A sentence without the words that say how often, where no fact says so and the rest stands without them.

    Args:
        sentence: the sentence.
        known: the facts that it states.
        lang: its language.

    Returns:
        The sentence, perhaps as it was.
    """
    noted = {rhythm for fact in known.splitlines() for rhythm in _noted(fact, lang)}
    for found in reversed([*_pattern(lang).finditer(sentence)]):
        rest = sentence[found.end() :]
        belongs = _HOW_MANY.match(rest) if lang == "zh" else not found.start() or sentence[found.start() - 1] == "-"
        if _rhythm(found, lang) in noted or belongs or not _MAY_GO[lang].match(rest):
            continue
        sentence = re.sub(rf"{_LEAD}$", "", sentence[: found.start()]) + rest
    return sentence


def _noted(text: str, lang: Lang) -> set[str]:
    """The rhythms that a fact tells; where it tells none in full, those that notes write in short."""
    return {_rhythm(found, lang) for found in _pattern(lang).finditer(text)} or {
        rhythm for rhythm, (_, _, short) in words(lang).rhythms.items() if any(one in text.lower() for one in short)
    }


def _rhythm(found: re.Match[str], lang: Lang) -> str:
    """The rhythm that some words tell: `week`, `2 week`."""
    count = (found["count"] or "").lower()
    count = words(lang).rhythm_counts.get(count, count)
    said = (found["unit"] or found["alone"]).lower()
    return next(
        f"{count} {rhythm}".strip()
        for rhythm, (units, alone, _) in words(lang).rhythms.items()
        if said in units + alone
    )


@cache
def _pattern(lang: Lang) -> re.Pattern[str]:
    rhythms = words(lang).rhythms.values()
    unit = f"(?P<unit>{_any(name for units, _, _ in rhythms for name in units)})"
    alone = f"(?P<alone>{_any(one for _, listed, _ in rhythms for one in listed)})"
    count = f"(?P<count>{_any(words(lang).rhythm_counts)}|[0-9]{{1,2}})"
    if lang == "zh":
        return re.compile(f"(?:每隔?{count}?个?|[按逐]){unit}|{alone}")
    no_idiom = f"(?! (?:{_any(words(lang).rhythm_idioms)})\\b)"
    often = r"(?:(?:once|twice|\w+ times?) (?:an?|every|each|per)|every|each|per)"
    return re.compile(rf"\b(?:{often} (?:{count} )?{unit}s?|(?:a )?{alone}{no_idiom}(?: basis)?)\b", re.IGNORECASE)


def _any(listed: Iterable[str]) -> str:
    """A pattern for any of some words, the longest that fits."""
    return "|".join(sorted(map(re.escape, listed), key=len, reverse=True))
