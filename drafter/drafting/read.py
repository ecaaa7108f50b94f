"""Read a reply: its sentences, each with the facts it states, clear of the shapes that chat leaves round a text.

The protocol asks for one sentence a line with the numbers of its facts in front: `[2][3]二是……`. What comes may have
the numbers behind, in other brackets, wrong or not at all: a number counts only where the sentence has something of
that fact, and a sentence that says most of a fact states it, cited or not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Final

from drafter.drafting.soften import unforced
from drafter.drafting.words import words
from drafter.model import Author
from drafter.provenance import stated_by

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.kinds import Kind
    from drafter.messages import Lang
    from drafter.model import Fact

TOPIC_CHARS: Final = 18
"""Longest sentence that may name a topic and state nothing, in characters."""

MAX_REPLY: Final = 20_000
"""Characters of a reply that are looked at; no section is that long."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence of a reply, before it is judged.

    Attributes:
        text: the sentence with its closing mark, without citation, list mark and 一是.
        facts: ids of the facts it states.
        opens: it begins a member of a run, or a line.
        finished: it ends as a sentence does.
        author: who wrote it.
    """

    text: str
    facts: tuple[str, ...] = ()
    opens: bool = False
    finished: bool = True
    author: Author = Author.MODEL


_THINKING: Final = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.DOTALL | re.IGNORECASE)
_FENCE: Final = re.compile(r"^\s*(?:```|~~~).*$", re.MULTILINE)
_NUMBERS: Final = r"\d{1,3}(?:\s{0,2}[,，、;；和\-–~～]\s{0,2}\d{1,3}){0,20}"
_CITATION: Final = re.compile(
    rf"[\[［【〔]\s{{0,2}}(?:事实|要点|fact\s?)?({_NUMBERS})\s{{0,2}}[\]］】〕]", re.IGNORECASE
)
_SPAN: Final = re.compile(r"(\d{1,3})\s{0,2}[\-–~～]\s{0,2}(\d{1,3})")
_LIST_MARK: Final = re.compile(
    r"^(?:[-*•·●■◆▪+>]+\s*|#{1,6}\s*|\(?\d{1,2}[.．、)）]\s*(?!\d)|[（(]\d{1,2}[)）]\s*|[（(]?[一二三四五六七八九十]{1,3}[)）、]\s*)"
)
_EMPHASIS: Final = re.compile(r"\*{1,3}|(?<![A-Za-z0-9])_{2}|`")
_RUN_MARK: Final = re.compile(
    r"^(?:其?[一二三四五六七八九十]{1,3}(?:是|则|来)[，,：:]?|第[一二三四五六七八九十]{1,3}[，,、]|(?:首先|其次|再次|再者|最后|此外|另外|同时)[，,]"
    r"|(?:First|Second|Third|Fourth|Fifth|Sixth|Firstly|Secondly|Thirdly|Next|Finally|Lastly),\s)"
)
_TORN: Final = re.compile(r"\d[\d,]*[.,] \d+(?:,\d{3})*")
_ENDS: Final = {
    "zh": re.compile(r"[。！？!?]+[”’」』）)]{0,2}"),
    "en": re.compile(
        r"(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bNo)(?<!\bno)(?<!\be\.g)(?<!\bi\.e)(?<!\bvs)[.!?]+[”’\"')]{0,2}(?=\s|$)"
    ),
}
_CHINESE: Final = "㐀-鿿豈-﫿"
_MARKS: Final = "，。；：！？、“”‘’《》（）"
_BETWEEN: Final = re.compile(
    rf"(?<=[{_CHINESE}”’》）%\d])\s*([,;:?!])\s*(?=[{_CHINESE}“‘《（])|(?<=[{_CHINESE}])([,;:?!])$"
)
_GAP: Final = re.compile(rf"(?<=[{_CHINESE}{_MARKS}])[ \t　]+(?=[{_CHINESE}{_MARKS}])")
_FORMAL_PERSON: Final = re.compile(r"本人")
_FULL: Final = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}


def read_reply(
    reply: str, facts: Sequence[Fact], kind: Kind, *, title: str = "", author: Author = Author.MODEL
) -> tuple[Candidate, ...]:
    """The sentences of a reply.

    Args:
        reply: what came back, whatever it is.
        facts: those that were sent, in the order of their numbers.
        kind: the kind of report: its language and its person.
        title: heading of the section; a line that only repeats it is left out.
        author: who wrote the reply: the model's first answer, or a repair.

    Returns:
        Sentences in the order of the reply, whether true or not: the gate judges them.
    """
    lang = kind.lang
    text = _FENCE.sub("", _THINKING.sub("", reply[:MAX_REPLY]))
    if lang == "en":
        text = _whole_figures(text, "\n".join(fact.text for fact in facts))
    found: list[Candidate] = []
    for line in text.splitlines():
        in_line: list[Candidate] = []
        for sentence, cited in _sentences(line.strip(), len(facts), lang):
            clean = _in_person(_clean(sentence, lang), kind.person, lang)
            body = without_run_mark(clean)
            if body and not _is_echo(body, title, lang):
                ids = stated_by(body, facts, (facts[one - 1].id for one in cited))
                opens = not in_line or body != clean
                plain = unforced(body, "\n".join(fact.text for fact in facts if fact.id in ids), lang)
                in_line.append(Candidate(_capital(plain, lang), ids, opens, _is_finished(plain, lang), author))
        found += _with_topics(in_line)
    return tuple(found)


def _whole_figures(text: str, known: str) -> str:
    """A reply with its figures in one, as the facts have them: £2. 3 million."""

    def whole(found: re.Match[str]) -> str:
        figure = found[0].replace(" ", "")
        return figure if re.search(rf"(?<!\d){re.escape(figure)}(?!\d)", known) else found[0]

    return _TORN.sub(whole, text)


def without_run_mark(sentence: str) -> str:
    """A sentence without the 一是 or First, in front of it: members of a run are numbered when all are known."""
    return _RUN_MARK.sub("", sentence)


def _with_topics(line: Sequence[Candidate]) -> Iterator[Candidate]:
    """The sentences of a line; a short first one that only names the topic becomes one with the sentence behind it."""
    rest = list(line)
    if len(rest) > 1 and not rest[0].facts and len(rest[0].text) <= TOPIC_CHARS:
        topic, told, *rest = rest
        yield replace(told, text=topic.text + told.text, opens=True, finished=topic.finished and told.finished)
    yield from rest


def _in_person(text: str, person: str, lang: Lang) -> str:
    """The first person as the kind wants it, where the change is sure: outside quotes, and not 我局 or 我们."""
    if lang != "zh" or person not in {"本人", "我"}:
        return text
    pattern = _bare_person(words(lang).unit_after_person) if person == "本人" else _FORMAL_PERSON
    return pattern.sub(person, text)


@cache
def _bare_person(units: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![“‘《自])我(?![{units}”’》])")


def _sentences(line: str, count: int, lang: Lang) -> Iterator[tuple[str, tuple[int, ...]]]:
    """The sentences of a line, each with the numbers cited for it: those in front of it, or those behind."""
    line = _LIST_MARK.sub("", _EMPHASIS.sub("", line)).strip()
    parts = _CITATION.split(line)  # text, numbers, text, numbers, …, text
    texts, numbers = parts[::2], [_numbers(one, count) for one in parts[1::2]]
    leading = not texts[0].strip()
    pending: tuple[int, ...] = ()
    for at, text in enumerate(texts):
        if leading and at:
            pending = (*pending, *numbers[at - 1])
        elif not leading:
            pending = numbers[at] if at < len(numbers) else ()
        if not text.strip():
            continue
        for sentence in split_sentences(text.strip(), lang):
            yield sentence, pending
        if leading:
            pending = ()


def _numbers(text: str, count: int) -> tuple[int, ...]:
    """The numbers of a citation, spans spelt out; those that no fact has are left out."""
    spans = [range(int(low), int(high) + 1) for low, high in _SPAN.findall(text)]
    single = [int(one) for one in re.findall(r"\d{1,3}", _SPAN.sub("", text))]
    every = [*single, *(one for span in spans for one in span)]
    return tuple(dict.fromkeys(one for one in every if 1 <= one <= count))


def split_sentences(text: str, lang: Lang) -> Iterator[str]:
    """A line of text cut behind each closing mark that is not inside quotes."""
    start = 0
    for end in _ENDS[lang].finditer(text):
        piece = text[start : end.end()]
        if lang == "zh" and end[0][-1] in "”’」』）)" and _goes_on(text[end.end() :]):
            continue
        if all(piece.count(opening) <= piece.count(closing) for opening, closing in ("“”", "《》", "（）")):
            yield piece.strip()
            start = end.end()
    if text[start:].strip():
        yield text[start:].strip()


def _goes_on(rest: str) -> bool:
    """Behind a quoted sentence the outer one may go on, as in 组织“我为群众办实事。”活动3次."""
    return bool(rest) and rest[0].isalnum()


def _clean(sentence: str, lang: Lang) -> str:
    """Half-width marks between Chinese made full-width, spaces inside Chinese removed, straight quotes paired."""
    if lang != "zh":
        return " ".join(_LIST_MARK.sub("", sentence).split())
    text = _GAP.sub("", _LIST_MARK.sub("", sentence))
    text = _BETWEEN.sub(lambda mark: _FULL[mark[1] or mark[2]], text)
    pieces = text.split('"')
    if len(pieces) % 2:
        text = "".join(piece + ("" if at == len(pieces) - 1 else "“”"[at % 2]) for at, piece in enumerate(pieces))
    return text.strip()


def _is_echo(text: str, title: str, lang: Lang) -> bool:
    """A line that only repeats the heading, or announces the text that follows."""
    bare = text.rstrip("。：:.！! ")
    if bare == title.rstrip("。：: "):
        return True
    return text.endswith(("：", ":")) and text.lower().startswith(words(lang).headers)


def _is_finished(text: str, lang: Lang) -> bool:
    end = _ENDS[lang].search(text, max(0, len(text) - 4))
    bare, lists = text.rstrip("。.！!？?”"), words(lang)
    return end is not None and (not bare.endswith(lists.unfinished) or bare.endswith(lists.finished))


def _capital(text: str, lang: Lang) -> str:
    return text[0].upper() + text[1:] if lang == "en" else text
