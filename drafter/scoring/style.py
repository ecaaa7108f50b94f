"""Marks of style: what can be counted of how a report reads. They judge nothing; a person reads the drafts."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from drafter.drafting.read import split_sentences, without_run_mark
from drafter.figures import find_figures
from drafter.patterns import regex
from drafter.scoring.nouns import Style
from drafter.shipped import read_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from drafter.messages import Lang

_LAST_CLAUSE = regex(r"[^，,；;]*$")


@cache
def _words(lang: Lang) -> dict[str, Any]:
    table: dict[str, Any] = read_table("scoring", f"{lang}.toml")
    edge = r"\b" if lang == "en" else ""
    for name in ("formal", "connectives"):
        table[name] = re.compile("|".join(edge + re.escape(word) + edge * word[-1].isalpha() for word in table[name]))
    table["stock"] = re.compile("|".join(table["stock"]))
    return table


def sentences_of(body: str, lang: Lang) -> list[str]:
    """The sentences of a section's text, 一是 and the like left off."""
    return [without_run_mark(one) for line in body.splitlines() for one in split_sentences(line.strip(), lang)]


def style_of(bodies: Sequence[str], lang: Lang) -> Style:
    """The marks of style of a report.

    Args:
        bodies: the text of each section, headings left out.
        lang: the report's language.
    """
    words = _words(lang)
    sections = [sentences_of(body, lang) for body in bodies]
    every = [one for section in sections for one in section]
    if not every:
        return Style()
    count, chars = len(every), sum(len("".join(one.split())) for one in every)
    alike = sum(_alike(section, words["beginning"], lang) for section in sections)
    figures = sum(bool(figure.unit) for body in bodies for figure in find_figures(body, lang=lang))
    return Style(
        sentences=count,
        length=chars / count,
        longest=max(len("".join(one.split())) for one in every),
        alike=alike / count,
        formal=_share(every, words["formal"]),
        connectives=_share(every, words["connectives"]),
        stock=sum(bool(words["stock"].search(_last_clause(one))) for one in every) / count,
        figures=figures * 1000 / chars,
    )


def _last_clause(sentence: str) -> str:
    found = _LAST_CLAUSE.search(sentence)
    return found[0].lower() if found else ""


def _share(sentences: Sequence[str], pattern: re.Pattern[str]) -> float:
    return sum(bool(pattern.search(one.lower())) for one in sentences) / len(sentences)


def _alike(sentences: Iterable[str], size: int, lang: Lang) -> int:
    """How many sentences begin as an earlier one does; what the writer calls themselves in front does not count."""
    seen: set[object] = set()
    count = 0
    for one in sentences:
        start: object = one.removeprefix("本人")[:size]
        if lang == "en":
            start = tuple(one.lower().removeprefix("i ").split()[:size])
        count += start in seen
        seen.add(start)
    return count
