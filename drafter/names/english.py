"""English names: phrases of capitalised words and acronyms; what merely begins a sentence is none."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from drafter.names.words import words
from drafter.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD: Final = r"[A-Z][A-Za-z0-9’'&-]*"
_FIRST_WORD: Final = r"[A-Z](?<![A-Za-z0-9].)[A-Za-z0-9’'&-]*"
_LINK: Final = r"(?:of|for|and|the|in|on|at|de|la|von|van)"
_PHRASE: Final = regex(rf"{_FIRST_WORD}(?:[ ](?:{_LINK}[ ]){{0,2}}(?:{_WORD}|[0-9]+(?![0-9.,%])))*")
_TOKEN: Final = regex(r"[A-Za-z0-9]+")
_POSSESSIVE: Final = regex(r"[’']s?$")
_DECIMAL: Final = regex(r"(?<=[0-9])\.[0-9]")
_SENTENCE_END: Final = ".!?:;)\n#•-*"
_ACRONYM_LEAST: Final = 2


def find_phrases(text: str) -> Iterator[tuple[int, int]]:
    """The spans of English names.

    Args:
        text: any text; only its Latin words are looked at.

    Yields:
        Start and end of phrases of capitalised words. A word that begins a sentence counts only when a name goes on
        from it; months, weekdays and common abbreviations are none.
    """
    for found in _PHRASE.finditer(text):
        start, end = found.span()
        if _begins_sentence(text, start):
            start = _without_opener(text, start, end)
        while (space := text.find(" ", start, end)) > 0 and text[start:space].lower() in _stock():
            start = space + 1  # In June Dr Li
        end -= len(text[start:end]) - len(_POSSESSIVE.sub("", text[start:end]))
        if _DECIMAL.match(text, end):
            continue  # PM2.5 is measured, and names no one
        named = [word for word in _TOKEN.findall(text, start, end) if word[0].isupper()]
        if any(len(word) >= _ACRONYM_LEAST and word.lower() not in _stock() for word in named):
            yield start, end


def capitals(text: str) -> frozenset[str]:
    """The capitalised words of a name, in lower case."""
    return frozenset(word.lower() for word in _TOKEN.findall(text) if word[0].isupper() or word[0].isdigit())


def initials(text: str) -> str:
    """The first letters of the capitalised words of a name."""
    return "".join(word[0] for word in _TOKEN.findall(text) if word[0].isupper()).lower()


def _begins_sentence(text: str, start: int) -> bool:
    """Whether nothing but blanks and quotes stands between an offset and the end of the sentence before."""
    before = text[max(0, start - 6) : start].rstrip(" \t“\"'(")
    return not before or before[-1] in _SENTENCE_END


def _without_opener(text: str, start: int, end: int) -> int:
    """Where a phrase begins without the word that only opens its sentence; its end where nothing is left."""
    space = text.find(" ", start, end)
    first = text[start : end if space < 0 else space]
    if first.isupper() and len(first) > _ACRONYM_LEAST:
        return start
    if space < 0 or not text[space + 1].isupper():
        return end  # a word that opens a sentence, or one before a number
    return space + 1 if first.lower() in _openers() else start


@cache
def _openers() -> frozenset[str]:
    return frozenset(words("english", "openers"))


@cache
def _stock() -> frozenset[str]:
    return frozenset(words("english", "stock")) | _openers()
