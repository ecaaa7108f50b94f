"""Change or take out a bullet of notes, fill in their front matter; all else stays byte for byte as it was."""

from __future__ import annotations

import json
from functools import reduce
from typing import TYPE_CHECKING, Final

from drafter.errors import NotesError
from drafter.notes.body import Bullet, facts_of, join_words, read_body, read_words, split_lines
from drafter.notes.edit import mark_of, splice
from drafter.notes.front import read_front
from drafter.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_COLON: Final = regex(r"[^:：]*[:：]")


def words_at(text: str, line: int) -> str:
    """A bullet as it is written, to be edited: its marks of privacy and check box are kept, its lines are joined.

    Args:
        text: the notes.
        line: the bullet's first line, from 1.

    Raises:
        NotesError: no bullet begins there.
    """
    lines = split_lines(text)
    bullet = _bullet_at(lines, line)
    head, blanks = mark_of(lines[line - 1], bullet)
    first = lines[line - 1][len(head) + len(blanks) :]
    return reduce(join_words, (more.strip() for more in lines[line : bullet.last]), first.strip())


def replace_fact(text: str, line: int, words: str) -> str:
    """Write other words into a bullet.

    Args:
        text: the notes.
        line: the bullet's first line, from 1.
        words: the new words; line ends in them become blanks.

    Returns:
        The notes in which this fact alone is another.

    Raises:
        NotesError: the words are blank, no bullet begins there, or its neighbours would change with it.
    """
    new = " ".join(words.split())
    stated = read_words(new)[0]
    if not stated:
        raise NotesError("notes.blank_fact")
    lines = split_lines(text)
    bullet = _bullet_at(lines, line)
    changed = splice(text, line - 1, bullet.last, ["".join(mark_of(lines[line - 1], bullet)) + new])
    before, after = _facts(text), _facts(changed)
    other = [one for one in after if one.line != line]
    mine = [one for one in after if one.line == line]
    if _values(one for one in before if one.line != line) != _values(other) or not (
        len(mine) == 1 and mine[0].text.endswith(stated)
    ):
        raise NotesError("notes.cannot_change", text=new)
    return changed


def remove_fact(text: str, line: int, sources: Sequence[str] = ()) -> str:
    """Take a bullet out.

    Args:
        text: the notes.
        line: the bullet's first line, from 1.
        sources: how a comment with the source of a fact begins; one above the bullet goes with it.

    Returns:
        The notes without this fact.

    Raises:
        NotesError: no bullet begins there, or its neighbours would change with it.
    """
    lines = split_lines(text)
    bullet = _bullet_at(lines, line)
    first = line - 1
    if first and sources and lines[first - 1].lstrip().startswith(tuple(sources)):
        first -= 1
    changed = splice(text, first, bullet.last, [])
    if _values(one for one in _facts(text) if one.line != line) != _values(_facts(changed)):
        raise NotesError("notes.cannot_change", text=bullet.text)
    return changed


def set_front(text: str, key: str, value: str) -> str:
    """Give a key that the front matter has another value, of one line.

    Args:
        text: the notes.
        key: canonical name of the key, e.g. "post".
        value: what it says.

    Returns:
        The notes, in which reading the key gives the value.

    Raises:
        NotesError: the key is not there or has more than one line, or the front matter cannot be read.
    """
    words = " ".join(value.split())
    lines = split_lines(text)
    front, _ = read_front(lines, "")
    entry = front.entries.get(key)
    colon = _COLON.match(lines[entry.line - 1]) if entry is not None else None
    if entry is None or colon is None:
        raise NotesError("notes.cannot_set", text=key)
    for written in (words, json.dumps(words, ensure_ascii=False)):
        changed = splice(text, entry.line - 1, entry.line, [f"{colon[0]} {written}".rstrip()])
        try:
            read, _ = read_front(split_lines(changed), "")
        except NotesError:
            continue
        others = {name: one for name, one in read.entries.items() if name != key}
        if read.entries[key].value == words and others == {k: v for k, v in front.entries.items() if k != key}:
            return changed
    raise NotesError("notes.cannot_set", text=words)


def _bullet_at(lines: Sequence[str], line: int) -> Bullet:
    body = read_body(lines, read_front(lines, "")[1])
    for part in body:
        if isinstance(part, Bullet) and part.line == line:
            return part
    raise NotesError("notes.no_bullet", line=line)


def _facts(text: str) -> list[Bullet]:
    lines = split_lines(text)
    return facts_of(read_body(lines, read_front(lines, "")[1]))


def _values(facts: Iterable[Bullet]) -> list[tuple[str, tuple[str, ...], bool]]:
    return [(one.text, one.section, one.private) for one in facts]
