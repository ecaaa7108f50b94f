"""What the composer does to a text without a model: shorter words for longer ones, no empty words, no repeated subject.

Every word that it takes away or puts in comes from `drafter/data/rewrite_<lang>.toml`; quotes, titles and brackets are
left as they are. What it makes is judged by the same gate as a model's sentences.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Final

from drafter.drafting.compose_clean import HIDDEN, mask
from drafter.drafting.compose_words import words as compose_words
from drafter.drafting.read import Candidate
from drafter.drafting.rewrite_words import lists
from drafter.figures import find_figures
from drafter.model import Author
from drafter.names import find_names
from drafter.names.words import level_pattern
from drafter.numbering import write_han

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from drafter.drafting.rewrite_text import Passage
    from drafter.messages import Lang

_STOPS: Final = "。.！!"
_CLAUSE_MARKS: Final = "，；：,;:"
_LEAST_LEFT: Final = 8  # characters; what is shorter is no sentence
_NUMBERED: Final = re.compile(r"[一二三四五六七八九十]{1,3}(是|要)")


def tighten(text: str, lang: Lang) -> str:
    """A sentence without empty words; figures, names and whatever stands in quotes are untouched.

    Args:
        text: the sentence.
        lang: its language.
    """
    words = lists(lang)
    text = _without_openings(text, lang)
    if words.adverbs:
        text = _without_adverbs(text, lang)
    return _exchanged(text, words.shorter)


def retell(passage: Passage, compose: str) -> tuple[Candidate, ...]:
    """The sentences of a section as the composer would have them.

    Args:
        passage: the old text.
        compose: "tighten", "results" (tighter, the order is `reordered`'s part) or "formal"; "" for nothing.

    Returns:
        Candidates, each with the ids of the old sentences it stands for.
    """
    if not compose:
        return ()
    made: list[Candidate] = []
    for place, unit in enumerate(passage.units):
        if not unit.chosen:
            continue
        text = _exchanged(unit.bare, lists(passage.lang).formal) if compose == "formal" else None
        text = tighten(unit.bare, passage.lang) if text is None else text
        joins = made and place and made[-1].facts[-1] == passage.units[place - 1].id and compose != "formal"
        if joins and not unit.mark and unit.paragraph == passage.units[place - 1].paragraph:
            joined = _joined(made[-1].text, text, passage.lang)
            if joined:
                made[-1] = replace(made[-1], text=joined, facts=(*made[-1].facts, unit.id))
                continue
        made.append(Candidate(text, (unit.id,), opens=True, author=Author.COMPOSER))
    return tuple(made)


def reordered(sentences: Sequence[str], lang: Lang) -> tuple[str, ...]:
    """A paragraph whose numbered members with figures come first, numbered anew; any other paragraph as it is.

    Args:
        sentences: of one paragraph.
        lang: its language.
    """
    starts = [place for place, text in enumerate(sentences) if _NUMBERED.match(text)]
    if lang != "zh" or len(starts) < 2:  # noqa: PLR2004  # two members can change places
        return tuple(sentences)
    ends = [*starts[1:], len(sentences)]
    members = [list(sentences[start:end]) for start, end in zip(starts, ends, strict=True)]
    verb = sentences[starts[0]][1:2]
    marks = [f"{write_han(number)}{verb}" for number in range(1, len(members) + 1)]
    counted = all(member[0].startswith(mark) for member, mark in zip(members, marks, strict=True))
    if not counted or any(_bare(member[0]).startswith(lists(lang).leans) for member in members):
        return tuple(sentences)
    members.sort(key=lambda member: not find_figures("".join(member), lang=lang))
    numbered = [[mark + _bare(member[0]), *member[1:]] for mark, member in zip(marks, members, strict=True)]
    return (*sentences[: starts[0]], *(text for member in numbered for text in member))


def _bare(sentence: str) -> str:
    return _NUMBERED.sub("", sentence, count=1)


def _without_openings(text: str, lang: Lang) -> str:
    opening = next((one for one in lists(lang).openings if text.startswith(one)), "")
    rest = text[len(opening) :]
    return rest[:1].upper() + rest[1:] if opening and lang == "en" else rest


def _without_adverbs(text: str, lang: Lang) -> str:
    """The text without the adverbs that say nothing, where a verb follows and nothing before denies it."""
    words, verbs = lists(lang), (compose_words(lang, "verbs"), compose_words(lang, "both"))
    seen = mask(text)
    kept: list[str] = []
    at = 0
    for found in _any(words.adverbs).finditer(seen):
        rest = text[found.end() :]
        before = seen[: found.start()][-1:]
        follows = any(group.head(rest) for group in verbs) and not rest.startswith(words.not_before)
        if found.start() < at or not follows or (before and before in words.not_behind) or before == HIDDEN:
            continue
        kept.append(text[at : found.start()])
        at = found.end()
    return "".join([*kept, text[at:]])


def _exchanged(text: str, table: Mapping[str, str]) -> str:
    """The text with words exchanged outside quotes, titles and brackets."""
    if not table:
        return text
    seen = mask(text)
    pieces: list[str] = []
    at = 0
    for found in _any(tuple(sorted(table, key=len, reverse=True))).finditer(seen):
        pieces += [text[at : found.start()], table[found[0]]]
        at = found.end()
    return "".join([*pieces, text[at:]])


def _joined(first: str, second: str, lang: Lang) -> str:
    """Two sentences of one subject as one; "" where they are not, or would be too long."""
    words = lists(lang)
    subject = next((one for one in words.subjects if first.startswith(one) and second.startswith(one)), "")
    if not subject or max(len(first), len(second)) > words.longest or first[-1:] not in _STOPS:
        return ""
    if any(mark in mask(first) for mark in _CLAUSE_MARKS):  # what is joined would speak of the last clause's subject
        return ""
    rest = second[len(subject) :].lstrip("，, ")
    return f"{first[:-1]}{words.joint}{rest}" if rest.rstrip(_STOPS) else ""


@cache
def _any(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words)))


def without_last_clause(text: str, lang: Lang) -> str:
    """A sentence without its last clause, where that holds neither figure nor name; "" where it has no such clause.

    Args:
        text: the sentence.
        lang: its language.
    """
    comma = "，" if lang == "zh" else ", "
    at = mask(text).rfind(comma)
    clause = text[at:]
    named = find_names(clause) or re.search(level_pattern(), clause)  # 全省推广 is an honour of its own
    if at < _LEAST_LEFT or find_figures(clause, lang=lang) or named:
        return ""
    return text[:at] + ("。" if lang == "zh" else ".")
