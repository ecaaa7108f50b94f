"""From free text (a diary, minutes, a chat) to what may be facts, each with its line; what is none is told apart.

What is dropped are greetings, receipts, questions, requests, dates and names that stand alone. A sentence with a figure
or a name in it is never dropped for its words: a person decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from drafter.drafting.collecting.speakers import source_words, take_off
from drafter.drafting.collecting.words import collect_words, fold
from drafter.drafting.plan import section_for
from drafter.drafting.read import split_sentences, without_run_mark
from drafter.drafting.sorting import default_section, section_points, sorting_words
from drafter.drafting.tables import Found
from drafter.figures import find_figures
from drafter.names import find_names
from drafter.notes.body import Bullet, Line, Title, read_body, split_lines, take_mark
from drafter.numbering import read_marker
from drafter.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from drafter.drafting.collecting.speakers import Utterance
    from drafter.kinds import Kind

_EMOJI: Final = regex("[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\ufe0e\ufe0f\u200d\u20e3\U000e0020-\U000e007f]")
_STICKER: Final = regex(r"\[[^\[\]\s0-9]{1,6}\]")  # [抱拳], [图片]
_MENTION: Final = regex(r"@[^\s@，,。：:]{1,16}[\s\u2005]?")
_LINK: Final = regex(r"https?://[^\s，。；、）)】\u4e00-\u9fff]+")
_CLAUSES: Final = regex(r"[，,。；;]")
_LETTER: Final = regex(r"[㐀-鿿]|[A-Za-z]+|[0-9]+")
_DAY: Final = regex(r"-\d\d-\d\d$")  # a date to the day, with its year or without
_LABEL: Final = regex(r"([^:]{1,12}):")
_ENDS: Final = "。.；;，,！!、 \u3000"
_WRAPPED: Final = 0.8  # of the widest line: a line as long as this, without a mark at its end, was wrapped
_WIDEST_WRAP: Final = 110  # characters; where lines are longer, each is a paragraph
_NARROWEST_WRAP: Final = 24
_ENOUGH: Final = 6  # Han characters or Latin words that say something
_ENOUGH_WORDS: Final = 3
_LONGEST_HEADING: Final = 20
_LONGEST_DAY: Final = 24  # characters of the head of a day in a diary
_SAYS_NOTHING: Final = 1.25  # points of the default section for a sentence that nothing speaks for


@dataclass(frozen=True, slots=True)
class Candidates:
    """What free text holds.

    Attributes:
        found: what may be facts, in order.
        dropped: (line, text) of what was passed over.
    """

    found: tuple[Found, ...]
    dropped: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """A paragraph: first line, words, speaker, heading of the kind above it."""

    line: int
    text: str
    speaker: str
    heading: str
    private: bool
    chat: bool


def read_source(text: str, kind: Kind, place: Callable[[int, str], str]) -> Candidates:
    """Read free text.

    Args:
        text: with any line ends.
        kind: whose sections its headings may name, and whose language it is in.
        place: how a line, from 1, and its speaker ("" for none) are named.

    Returns:
        One candidate a sentence, without speaker, time, chatter and signs of a chat, with its date where it says today
        below the head of a day; and what was passed over.
    """
    found: dict[str, Found] = {}
    dropped: list[tuple[int, str]] = []
    day = ""
    for part in _parts(split_lines(text), kind):
        said = False
        for sentence in split_sentences(part.text, kind.lang):
            words = without_run_mark(_bare(sentence)).strip().strip(_ENDS)
            if not _says_something(words, kind, chat=part.chat):
                dropped += [(part.line, sentence.strip())] if _LETTER.search(sentence) else []
                day = _day(words) or day
                continue
            said = True
            words = _either(tuple(source_words()["today"])).sub(day, words) if day else words
            headings = (part.heading,) if part.heading else ()
            where = place(part.line, part.speaker)
            found.setdefault(words, Found(words, where, headings, private=part.private))
        if not said and not _LETTER.search(part.text) and part.text.strip():
            dropped.append((part.line, part.text.strip()))
    return Candidates(tuple(found.values()), tuple(dropped))


def _parts(lines: Sequence[str], kind: Kind) -> Iterator[_Part]:
    """The paragraphs: one a line, or more lines where they were wrapped or are those of a bullet."""
    said = take_off(lines)
    chat = any(one.stamped or one.header for one in said)
    body = {part.line: part for part in read_body([one.text for one in said], 0)}
    width = max((len(line.rstrip()) for line in lines), default=0)
    heading, open_part, last = "", None, 0
    for number, one in enumerate(said, 1):
        part = body.get(number)
        if part is None:  # a blank line, a header, or one that goes on with a bullet
            if open_part is not None and _goes_on(body, number, one):
                continue
            if not one.text.strip():
                last = 0
            continue
        if _is_heading(part):
            heading = part.text if section_for(part.text, kind) is not None else ""
            continue
        words, private = take_mark(part.text)
        wrapped = open_part is not None and number == last + 1 and _is_wrapped(lines[number - 2], width, part)
        if wrapped and open_part is not None and one.speaker == open_part.speaker:
            open_part = _Part(
                open_part.line, _joined(open_part.text, words), open_part.speaker, heading, open_part.private, chat
            )
        else:
            if open_part is not None:
                yield open_part
            private = private or (isinstance(part, Bullet) and part.private)
            open_part = _Part(number, words, one.speaker, heading, private, chat)
        last = part.last if isinstance(part, Bullet) else number
    if open_part is not None:
        yield open_part


def _is_heading(part: Title | Bullet | Line) -> bool:
    """Whether a line is a heading: by its mark, or by its Chinese number where it is short and states nothing."""
    if isinstance(part, Bullet):
        marker = read_marker(part.marker)
        if marker is None or not marker.style.startswith("han") or _CLAUSES.search(part.text):
            return False
    short = isinstance(part, Title) or (isinstance(part, Bullet) and len(part.text) <= _LONGEST_HEADING)
    return short and not _has_result(part.text)


def _has_result(text: str) -> bool:
    """Whether a text has a figure that does more than date or number it."""
    dating = collect_words()["dating"]["kinds"]
    return any(figure.kind not in dating for figure in find_figures(text))


def _goes_on(body: Mapping[int, object], number: int, one: Utterance) -> bool:
    """Whether a line goes on with the bullet before it."""
    before = next((body[line] for line in range(number - 1, 0, -1) if line in body), None)
    return bool(one.text.strip()) and isinstance(before, Bullet) and before.last >= number


def _is_wrapped(before: str, width: int, part: object) -> bool:
    """Whether a line goes on with the one before it, which an editor cut at its width."""
    if isinstance(part, Bullet) or not _NARROWEST_WRAP <= width <= _WIDEST_WRAP:
        return False
    line = before.rstrip()
    return len(line) >= _WRAPPED * width and not line.endswith(tuple("。.！!？?；;：:…”"))


def _joined(before: str, after: str) -> str:
    latin = before[-1:].isascii() and after[:1].isascii()
    return f"{before} {after}" if latin else before + after


def _bare(sentence: str) -> str:
    """A sentence without signs of a chat: emoji, stickers, mentions, links."""
    text = _EMOJI.sub("", _LINK.sub("", sentence))
    return _MENTION.sub("", _STICKER.sub("", text)).strip()


def _says_something(words: str, kind: Kind, *, chat: bool) -> bool:
    """Whether a sentence may be a fact."""
    folded = fold(words)
    if not folded or _is_form(folded):
        return False
    if _has_result(words) or find_names(words):
        return True
    return not _is_talk(folded, kind) and (not chat or _speaks_for_a_section(words, kind))


def _is_form(folded: str) -> bool:
    """Whether a sentence is a line of a program, a head of a form, or a question."""
    table = source_words()
    label = _LABEL.match(folded)
    return (
        any(one in folded for one in table["system"])
        or (label is not None and label[1] in table["labels"])
        or folded.endswith("?")
        or (folded.endswith(tuple(table["titles_of_texts"])) and not _CLAUSES.search(folded))
    )


def _is_talk(folded: str, kind: Kind) -> bool:
    """Whether a sentence without figure and name is a greeting, a receipt, a question, a request or a date."""
    table = source_words()
    if folded.endswith(tuple(table["questions"])) or folded.startswith(tuple(table["requests"])):
        return True
    day = table["day"] if len(folded) < _LONGEST_DAY else ()
    left = _either((*table["chatter"], *day)).sub(" ", _without_dates(folded))
    return len(_LETTER.findall(left)) < (_ENOUGH_WORDS if kind.lang == "en" else _ENOUGH)


def _speaks_for_a_section(words: str, kind: Kind) -> bool:
    """Whether a sentence of a chat has a word of what is done, fell short or is to come, or a cue of a section."""
    points = section_points(words, kind)
    best = max(points.values())
    done = any(word in words.lower() for word in sorting_words(kind.lang).done)
    return done or best > _SAYS_NOTHING or points[default_section(kind).id] < best


def _day(words: str) -> str:
    """The date in the head of a day of a diary, as written: what its sentences call today."""
    return next((figure.text for figure in find_figures(words) if _DAY.search(figure.value or "")), "")


def _without_dates(text: str) -> str:
    left = list(text)
    for figure in find_figures(text):
        left[figure.start : figure.end] = " " * (figure.end - figure.start)
    return "".join(left)


@cache
def _either(words: tuple[str, ...]) -> re.Pattern[str]:
    ways = (
        rf"\b{re.escape(word)}\b" if word.isascii() else re.escape(word)
        for word in sorted(words, key=len, reverse=True)
    )
    return regex("|".join(ways), re.IGNORECASE)
