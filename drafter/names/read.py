"""Find the names in a text."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from drafter.model import Name
from drafter.names.awards import KEPT, find_awards
from drafter.names.english import find_phrases
from drafter.names.organisations import find_organisations
from drafter.names.words import either, key_of, table
from drafter.patterns import any_word, regex

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from drafter.model import NameKind

_TITLE: Final = regex(r"《[^《》\n]{1,80}(?:《[^《》\n]{1,40}》[^《》\n]{0,40})?》")
_QUOTE: Final = regex('“[^“”\n]{1,40}”|「[^「」\n]{1,40}」|"[^"\n]{1,40}"(?!\\w)|‘[^‘’\n]{2,40}’(?!\\w)')
_SPEECH: Final = regex(r"[。！？!?；]|\.\s|[，,][”\"」’]$")
_ISSUER: Final = regex(r"[\u3400-\u9fff]{1,8}$")
_NUMBER: Final = regex(r"[〔\[［（(][12][0-9]{3}[〕\]］）)][ ]?第?[0-9]{1,5}号")
_ISSUED: Final = regex(r"^(?:.*(?:印发|转发|根据|按照|依据|贯彻|落实|执行|下发|出台|制定|制发|的|了|和|与|《|》))")
_HAN: Final = regex(r"[\u3400-\u9fff]")
_LATIN: Final = regex(r"[A-Z]")


def find_names(text: str) -> list[Name]:
    """The names in a text: what a report must write as its notes do.

    Args:
        text: a fact, a sentence or a report, in Chinese or English.

    Returns:
        Titles in 《》, short quotes, document numbers, organisations, honours, persons and places where they are sure,
        and English phrases of capitalised words; in order, without overlap (the longer of two is kept). Time grows with
        the length of the text.
    """
    return list(_find(text) if len(text) <= KEPT else _find.__wrapped__(text))


@lru_cache(maxsize=512)
def _find(text: str) -> tuple[Name, ...]:
    """The names of a short text, kept for the next call: facts are read for every sentence that is judged by them."""
    found = list(_candidates(text))
    found.sort(key=lambda name: (name.start, -name.end, name.kind == "organisation"))
    kept: list[Name] = []
    for name in found:
        if kept and name.start < kept[-1].end:
            if name.end - name.start > kept[-1].end - kept[-1].start:
                kept[-1] = name
            continue
        kept.append(name)
    return tuple(kept)


def _candidates(text: str) -> Iterator[Name]:
    """Every reading, overlaps included."""
    for found in _TITLE.finditer(text):
        yield _name(text, found.start(), found.end(), "title")
    for found in _QUOTE.finditer(text):
        inch = found[0][0] == '"' and found.start() > 0 and text[found.start() - 1].isalnum()  # 5"
        if not inch and not _SPEECH.search(found[0]):
            yield _name(text, found.start(), found.end(), "quote")
    if _HAN.search(text):
        yield from _chinese(text)
    if _LATIN.search(text):
        for start, end in find_phrases(text):
            yield _name(text, start, end, "organisation")


def _chinese(text: str) -> Iterator[Name]:
    """Names that are read from Chinese words alone."""
    for found in _NUMBER.finditer(text):
        issuer = _ISSUER.search(text, max(0, found.start() - 8), found.start())
        if issuer is not None:
            issued = _ISSUED.match(issuer[0])
            yield _name(text, issuer.start() + (issued.end() if issued else 0), found.end(), "document")
    for start, end in find_organisations(text):
        yield _name(text, start, end, "organisation")
    for award in find_awards(text):
        yield _name(text, award.start, award.end, "honour")
    for found in _places().finditer(text):
        yield _name(text, found.start(), found.end(), "place")
    for found in _persons().finditer(text):
        if not _no_persons().match(text, found.start()):
            yield _name(text, found.start(), found.end(1), "person")


def _name(text: str, start: int, end: int, kind: NameKind) -> Name:
    return Name(text[start:end], key_of(text[start:end]), start, end, kind)


@cache
def _places() -> re.Pattern[str]:
    return regex(either("places", "places"))


@cache
def _persons() -> re.Pattern[str]:
    lists = table("persons")
    given = f"[^\\W\\d_a-zA-Z{lists['not_given']}]"
    # The surname first, and before what must not stand before it: then the engine skips to the letters of surnames.
    return regex(rf"([{lists['surnames']}](?<![\u3400-\u9fff].){given}{{1,2}})(?={_posts()})")


@cache
def _no_persons() -> re.Pattern[str]:
    return regex(f"(?:{any_word(map(str, table('persons')['words']))}){_posts()}")


def _posts() -> str:
    return f"(?:{any_word(map(str, table('persons')['posts']))})"
