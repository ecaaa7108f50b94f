"""Move bullets of notes below headings. Every line with words stays as it was written, to the byte."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from drafter.errors import NotesError
from drafter.notes.body import Bullet, Line, Title, blank_bullets, facts_of, read_body, split_lines
from drafter.notes.front import read_front
from drafter.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LINE: Final = regex(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
_BLANK: Final = " \t\u3000\u00a0\u200b\ufeff"


@dataclass(frozen=True, slots=True)
class Block:
    """An outer bullet with all that goes where it goes.

    That is its further lines, what is indented below it, a comment above it, a remark right behind it.

    Attributes:
        first: index of its first line.
        behind: index behind its last.
        facts: the first lines of the facts in it, from 1.
        section: headings above it, outermost first.
    """

    first: int
    behind: int
    facts: tuple[int, ...]
    section: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Goal:
    """Where blocks go.

    Attributes:
        path: the headings, outermost first, as reading the notes gives them.
        depth: of a new heading; 0 where the notes have it.
        before: a line, from 1, of a heading before which a new one goes; 0 for the end of the notes.
    """

    path: tuple[str, ...]
    depth: int = 0
    before: int = 0


def bullet_blocks(text: str) -> tuple[Block, ...]:
    """The outer bullets of notes, in order.

    Args:
        text: the notes.

    Raises:
        NotesError: the front matter cannot be read.
    """
    lines = split_lines(text)
    first = read_front(lines, "")[1]
    body = read_body(lines, first)
    facts = [fact.line for fact in facts_of(body)]
    outer: list[list[Bullet]] = []
    for part in body:
        if isinstance(part, Title):
            outer.append([])
        elif isinstance(part, Bullet):
            if outer and outer[-1] and part.indent > outer[-1][0].indent:
                outer[-1].append(part)
            else:
                outer.append([part])
    remarks = {part.line - 1 for part in body if isinstance(part, Line)}
    blocks = []
    for group in filter(None, outer):
        start, end = group[0].line - 1, max(bullet.last for bullet in group)
        while end in remarks and not _ends_comment(lines[end]):
            end += 1
        while start - 1 in remarks and _is_comment(lines[start - 1]):
            start -= 1
        inside = tuple(line for line in facts if start < line <= end)
        blocks.append(Block(start, end, inside, group[0].section))
    return tuple(blocks)


def _ends_comment(line: str) -> bool:
    """Whether a line is of a comment, which belongs to what follows it; other lines go with the bullet above."""
    return line.lstrip(_BLANK).startswith("<!--") or "-->" in line


def _is_comment(line: str) -> bool:
    """Whether a line is one whole comment, as the source of an imported fact is."""
    words = line.strip(_BLANK)
    return words.startswith("<!--") and words.endswith("-->")


def move_blocks(text: str, moves: Sequence[tuple[Block, Goal]]) -> str:
    """Move blocks behind the last bullet of their sections; a heading that is not there is written.

    Args:
        text: the notes, with any line ends.
        moves: blocks of these notes, each with where it goes; blocks with the same goal keep their order.

    Returns:
        The notes. Reading them gives the same facts and remarks, those of the blocks below their headings.

    Raises:
        NotesError: so moved, a bullet or a remark would be read as something else.
    """
    lines = split_lines(text)
    _, first = read_front(lines, "")
    rows = [(match[1], match[2]) for match in _LINE.finditer(text)][: len(lines)]
    goals: dict[Goal, list[Block]] = {}
    for block, goal in moves:
        goals.setdefault(goal, []).append(block)
    added: dict[int, list[tuple[str, str] | None]] = {}
    filled: set[int] = set()
    for goal, blocks in goals.items():
        at, blank = _place(lines, first, goal)
        filled |= {at} if blank else set()
        head = [None, (f"{'#' * goal.depth} {goal.path[-1]}", ""), None] if goal.depth else []
        own = [row for block in blocks for row in rows[block.first : block.behind]]
        added.setdefault(at, []).extend([*head, *own, *([None] if goal.depth else [])])
    gone = {index for block, _ in moves for index in range(block.first, block.behind)}
    moved = _written(rows, added, gone, filled)
    _verify(text, moved, moves, filled)
    return moved


def _place(lines: Sequence[str], first: int, goal: Goal) -> tuple[int, bool]:
    """The index of the line before which the blocks of a goal go, and whether they take its place: a blank bullet's."""
    if goal.depth and goal.before:
        return goal.before - 1, False
    if goal.depth:
        return _behind_words(lines, first, len(lines)), False
    body = read_body(lines, first)
    start, end = _own_part(lines, body, goal.path)
    bullets = [part.last for part in body if isinstance(part, Bullet) and start < part.line <= end]
    if bullets:
        return max(bullets), False
    blank = next((index for index, _ in blank_bullets(lines, first) if start <= index < end), None)
    return (_behind_words(lines, start, end), False) if blank is None else (blank, True)


def _own_part(lines: Sequence[str], body: Sequence[object], path: tuple[str, ...]) -> tuple[int, int]:
    """The index behind a heading, and that of the next heading."""
    titles = [part for part in body if isinstance(part, Title)]
    above: list[Title] = []
    for place, title in enumerate(titles):
        above = [*(other for other in above if other.depth < title.depth), title]
        if tuple(other.text for other in above) == path:
            return title.line, titles[place + 1].line - 1 if place + 1 < len(titles) else len(lines)
    raise NotesError("notes.cannot_add", text=path[-1])


def _behind_words(lines: Sequence[str], start: int, end: int) -> int:
    return next((index + 1 for index in range(end - 1, start - 1, -1) if lines[index].strip(_BLANK)), start)


def _written(
    rows: Sequence[tuple[str, str]],
    added: dict[int, list[tuple[str, str] | None]],
    gone: set[int],
    filled: set[int],
) -> str:
    """The text with rows (words, line end) added and left out; where some went, one blank line stays of several."""
    usual = next((end for _, end in rows if end), "\n")
    out: list[tuple[str, str]] = []
    gap = cut = False
    for words, end, state in _rows(rows, added, gone, filled):
        if state == "gone":
            gap = cut = True
        elif state == "gap":
            gap = True
        elif cut and not words.strip(_BLANK) and state == "old":
            continue
        else:
            if gap and out and out[-1][0].strip(_BLANK) and words.strip(_BLANK):
                out.append(("", usual))
            gap = cut = False
            out.append((words, end or usual))
    if out and not rows[-1][1] and rows[-1][0]:
        out[-1] = (out[-1][0], "")
    return "".join(words + end for words, end in out)


def _rows(
    rows: Sequence[tuple[str, str]],
    added: dict[int, list[tuple[str, str] | None]],
    gone: set[int],
    filled: set[int],
) -> Iterator[tuple[str, str, str]]:
    """Words, line end, and what it is: old, new, gone, or a gap between two."""
    for index in range(len(rows) + 1):
        for new in added.get(index, ()):
            yield ("", "", "gap") if new is None else (*new, "new")
        if index == len(rows) or index in filled or rows[index] == ("", ""):
            continue
        yield (*rows[index], "gone" if index in gone else "old")


def _verify(text: str, moved: str, moves: Sequence[tuple[Block, Goal]], filled: set[int]) -> None:
    """Hold the promise of `move_blocks`, whatever form the notes have.

    Raises:
        NotesError: a line or a fact is lost, or is read as something else.
    """
    lines, after = split_lines(text), split_lines(moved)
    goal_of = {line: goal.path for block, goal in moves for line in block.facts}
    first = read_front(lines, "")[1]
    facts = Counter(
        (fact.text, goal_of.get(fact.line, fact.section), fact.private) for fact in facts_of(read_body(lines, first))
    )
    words = Counter(line for index, line in enumerate(lines) if line.strip(_BLANK) and index not in filled)
    words.update(f"{'#' * goal.depth} {goal.path[-1]}" for goal in {goal for _, goal in moves} if goal.depth)
    start = read_front(after, "")[1]
    read = Counter((fact.text, fact.section, fact.private) for fact in facts_of(read_body(after, start)))
    if facts != read or words != Counter(filter(_has_words, after)) or lines[:first] != after[:start]:
        raise NotesError("notes.cannot_move")


def _has_words(line: str) -> bool:
    return bool(line.strip(_BLANK))
