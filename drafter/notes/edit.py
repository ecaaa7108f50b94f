"""Add a bullet to the text of notes; all else stays byte for byte as it was.

A blank bullet, as a form holds them, takes the first fact of its section, as it would from a person.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count, repeat
from typing import TYPE_CHECKING, Final, TypeAlias

from drafter.errors import NotesError
from drafter.notes.body import (
    Bullet,
    Line,
    Title,
    blank_bullets,
    facts_of,
    read_body,
    read_title,
    read_words,
    split_lines,
)
from drafter.notes.front import read_front
from drafter.numbering import Marker, read_marker, write_han, write_marker
from drafter.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Body: TypeAlias = "Sequence[Title | Bullet | Line]"

_END: Final = regex(r"\r\n|\r|\n")
_NUMERAL: Final = regex(r"[0-9０-９]+|[一二三四五六七八九十]+")
_DEEPEST: Final = 6


@dataclass(frozen=True, slots=True)
class _Part:
    """Where a section stands: its depth, the indices of its first line, behind its own text, behind all of it."""

    depth: int
    start: int
    own_end: int
    end: int


def add_fact(text: str, section: str | Sequence[str], fact: str, *, remark: str = "") -> str:
    """Add a fact to notes, as a bullet in the form of those beside it.

    Args:
        text: the notes, with any line ends.
        section: title of the section, or the titles from the outermost down to it; "" or () for the bullets under no
            heading. A section that the notes do not have is added at the end of the one above it.
        fact: its words; line ends in them become blanks. `[内部]` in front makes it private.
        remark: a line to stand above the bullet, such as a comment with its source; "" for none.

    Returns:
        The notes with the new line, and its heading where that was missing. Reading them gives the facts there were,
        and this one.

    Raises:
        NotesError: the fact is blank, the front matter cannot be read, or no place is safe.
    """
    return add_facts(text, section, [(fact, remark)])[0]


def add_facts(text: str, section: str | Sequence[str], facts: Sequence[tuple[str, str]]) -> tuple[str, tuple[int, ...]]:
    """Add several facts to one section, as `add_fact` does; a hundred take no longer than one.

    Args:
        text: the notes.
        section: as for `add_fact`.
        facts: each with the remark above it, "" for none.

    Returns:
        The notes with the new lines, and the line of each new bullet, from 1.

    Raises:
        NotesError: as for `add_fact`; none of them is added.
    """
    words = [" ".join(fact.split()) for fact, _ in facts]
    stated = [read_words(one)[0] for one in words]
    if not all(stated):
        raise NotesError("notes.blank_fact")
    titles = (section,) if isinstance(section, str) else tuple(section)
    path = tuple(read_title(title)[0] for title in titles if title.strip())
    lines = split_lines(text)
    _, first = read_front(lines, "")
    body = read_body(lines, first)
    cut, place = next(
        (cut, found) for cut in range(len(path), -1, -1) if (found := _find(lines, body, path[:cut], first))
    )
    new: list[str] = []
    blank = 0
    if cut == len(path):
        index, marks, blank = _behind_bullets(lines, body, place, first)
    else:
        index, marks = _behind_words(lines, place.start, place.end), repeat("- ")
        depths = (min(place.depth + step, _DEEPEST) for step in range(1, len(path) - cut + 1))
        new += ["", *(f"{'#' * depth} {title}" for depth, title in zip(depths, path[cut:], strict=True))]
    at: list[int] = []
    for (_, remark), one, mark in zip(facts, words, marks, strict=False):
        new += [remark] if remark else []
        new.append(mark + one)
        at.append(index + len(new))
    added = splice(text, index, index + blank, new)
    _verify(body, added, stated, at)
    return added, tuple(at)


def _find(lines: Sequence[str], body: Body, path: tuple[str, ...], first: int) -> _Part | None:
    """The first section whose titles end in the path; the whole body for an empty one."""
    titles = [part for part in body if isinstance(part, Title)]
    if not path:
        return _Part(0, first, titles[0].line - 1 if titles else len(lines), len(lines))
    above: list[Title] = []
    for place, title in enumerate(titles):
        above = [*(other for other in above if other.depth < title.depth), title]
        if tuple(other.text for other in above)[-len(path) :] == path:
            behind = titles[place + 1 :]
            own_end = behind[0].line - 1 if behind else len(lines)
            end = next((other.line - 1 for other in behind if other.depth <= title.depth), len(lines))
            return _Part(title.depth, title.line, own_end, end)
    return None


def _behind_bullets(lines: Sequence[str], body: Body, place: _Part, first: int) -> tuple[int, Iterable[str], int]:
    """The index behind a section's last bullet, the marks of new ones in the form of the last outer one, and 0.

    Without a bullet: the index of a blank one, its mark, and 1, which is the number of lines that the new ones replace.
    """
    bullets = [part for part in body if isinstance(part, Bullet) and place.start < part.line <= place.own_end]
    if not bullets:
        blank = next((one for one in blank_bullets(lines, first) if place.start <= one[0] < place.own_end), None)
        if blank is not None:
            return blank[0], repeat(f"{blank[1]} "), 1
        return _behind_words(lines, place.start, place.own_end), repeat("- "), 0
    outer = min(bullet.indent for bullet in bullets)
    model = next(bullet for bullet in reversed(bullets) if bullet.indent == outer)
    head, blanks = mark_of(lines[model.line - 1], model)
    number = read_marker(lines[model.line - 1])
    if number is not None and number.text == model.marker:
        before = head.removesuffix(model.marker)
        return bullets[-1].last, (before + _next(number, step) + blanks for step in count(1)), 0
    return bullets[-1].last, repeat(head + (blanks or " ")), 0


def mark_of(raw: str, bullet: Bullet) -> tuple[str, str]:
    """A bullet's line up to the end of its mark, and the blanks behind that; one blank where nothing follows."""
    begin = raw.index(bullet.marker) + len(bullet.marker)
    blanks = raw[begin : len(raw) - len(raw[begin:].lstrip(" \t\u3000"))] if raw[begin:].strip() else " "
    return raw[: bullet.indent] + bullet.marker, blanks


def _next(marker: Marker, step: int) -> str:
    """The mark that follows so many steps behind, brackets and stop as they are."""
    ordinal = marker.ordinal + step
    if marker.style == "circled":
        return write_marker("circled", (ordinal,))
    return _NUMERAL.sub(write_han(ordinal) if marker.style.startswith("han") else str(ordinal), marker.text, count=1)


def _behind_words(lines: Sequence[str], start: int, end: int) -> int:
    """The index behind the last line with words between two indices."""
    return next((index + 1 for index in range(end - 1, start - 1, -1) if lines[index].strip()), start)


def splice(text: str, first: int, behind: int, new: Sequence[str]) -> str:
    """The text with other lines in place of some; line ends are those of the lines around.

    Args:
        text: with any line ends.
        first: index of the first line that is replaced.
        behind: index behind the last; `first` to insert only.
        new: the new lines.
    """
    lines, ends = split_lines(text), _END.findall(text)
    end = ends[min(max(first - 1, 0), len(ends) - 1)] if ends else "\n"
    if first >= len(lines):
        return text + "".join(end + line for line in new)
    start, stop = (sum(map(len, lines[:index])) + sum(map(len, ends[:index])) for index in (first, behind))
    last = "" if behind > len(ends) and new else end
    return text[:start] + end.join(new) + (last if new else "") + text[stop:]


def _verify(before: Body, text: str, words: Sequence[str], at: Sequence[int]) -> None:
    """Hold the promise of `add_facts`, whatever form the notes have.

    Raises:
        NotesError: reading the new text does not give the old facts and the new ones.
    """
    lines = split_lines(text)
    after = facts_of(read_body(lines, read_front(lines, "")[1]))
    ours = set(at)
    new = [fact.text for fact in after if fact.line in ours]
    old = [(fact.text, fact.section, fact.private) for fact in facts_of(before)]
    rest = [(fact.text, fact.section, fact.private) for fact in after if fact.line not in ours]
    if new != list(words) or rest != old:
        raise NotesError("notes.cannot_add", text=words[0])
