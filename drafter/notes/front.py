"""The front matter of notes: YAML in which all values are text, with Chinese or English keys."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Final

from drafter.errors import NotesError
from drafter.numbering import read_han
from drafter.patterns import regex
from drafter.shipped import read_table

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping, Sequence

    from yaml import Node

_OPEN: Final = regex(r"\ufeff?---[ \t]*")
_CLOSE: Final = regex(r"(?:---|\.\.\.)[ \t]*")
# A key and its colon, full width or without its blank too: 年度：2023, 年度:2023.
_KEYED: Final = regex(r"""([ ]*)([^\s:：#'"\[\]{}-][^:：#'"]{0,40}?)[ ]*(?:：[ ]*|:[ ]*)(?=(.*))""")
# What YAML would take for a sign though a person means text: a demand such as >=1/3, a star, a second colon.
_NEEDS_QUOTES: Final = regex(r"[*&!%@`?]|-[ ]|[>|](?![+-]?[0-9]?[+-]?[ ]*$)|[^'\"\[{|>#].*:[ ]")
_ITEM: Final = regex(r"([ ]*-[ ]+)(.*)")
_YEAR: Final = regex(r"([0-9]{4}|[〇零○一二三四五六七八九]{4})[ ]*年?[ ]*度?")
_YEARS: Final = range(1900, 2101)


@dataclass(frozen=True, slots=True)
class Entry:
    """A value of the front matter.

    Attributes:
        key: as written; "" for a member of a list.
        line: line in the file.
        value: text, or the entries of a list or table.
    """

    key: str
    line: int
    value: str | tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Front:
    """The front matter: canonical key to entry, in order of the file."""

    path: str
    entries: Mapping[str, Entry] = field(default_factory=dict)

    @property
    def lines(self) -> dict[str, int]:
        """Canonical key to line."""
        return {key: entry.line for key, entry in self.entries.items()}

    def text(self, key: str) -> str:
        """The text of an entry, "" where it is missing.

        Raises:
            NotesError: it is a list or a table.
        """
        entry = self.entries.get(key)
        if entry is None:
            return ""
        if not isinstance(entry.value, str):
            raise NotesError("notes.not_text", path=self.path, line=entry.line, key=entry.key)
        return " ".join(entry.value.split())


def read_front(lines: Sequence[str], path: str) -> tuple[Front, int]:
    """Read the front matter: between fences, or known keys in the first lines, as a person types them (姓名：李某).

    Args:
        lines: the file.
        path: for messages.

    Returns:
        The front matter, and the index of the first line behind it (0 where there is none).

    Raises:
        NotesError: it is not closed, has a tab, a key twice, an unknown key, or is no YAML.
    """
    start = next((index for index, line in enumerate(lines) if line.strip("\ufeff \u3000\t")), len(lines))
    if start == len(lines):
        return Front(path), 0
    if not _OPEN.fullmatch(lines[start]):
        end = _unfenced(lines, start)
        return Front(path, _by_key(lines, start, end, path)), end
    end = next((index for index in range(start + 1, len(lines)) if _CLOSE.fullmatch(lines[index])), len(lines))
    if end == len(lines):
        raise NotesError("notes.unterminated", path=path, line=start + 1)
    return Front(path, _by_key(lines, start + 1, end, path)), end + 1


def _unfenced(lines: Sequence[str], start: int) -> int:
    """Index behind the known keys with which a file begins; `start` where it begins with something else."""
    known = known_keys("keys")
    end = start
    while end < len(lines) and (keyed := _KEYED.match(lines[end].lstrip("\ufeff"))) and fold(keyed[2]) in known:
        end += 1
    return end


def _by_key(lines: Sequence[str], start: int, end: int, path: str) -> dict[str, Entry]:
    """The entries of some lines by their canonical keys."""
    entries: dict[str, Entry] = {}
    for entry in _parse(lines[start:end], start + 1, path) if start < end else ():
        key = _canonical(entry, path)
        if key in entries:
            raise NotesError("notes.duplicate_key", path=path, line=entry.line, key=entry.key, first=entries[key].line)
        entries[key] = entry
    return entries


def read_year(front: Front) -> int | None:
    """The year of the report, written 2023, 2023年, ２０２３ or 二〇二三年; None where it is not given.

    Raises:
        NotesError: what is written is no year.
    """
    text = unicodedata.normalize("NFKC", front.text("year"))
    if not text:
        return None
    found = _YEAR.fullmatch(text)
    year = read_han(found[1]) if found else None
    if year not in _YEARS:
        raise NotesError("notes.bad_year", path=front.path, line=front.entries["year"].line, text=text)
    return year


@cache
def word_lists() -> dict[str, dict[str, list[str]]]:
    """The words of `drafter/data/notes/keys.toml`."""
    return read_table("notes", "keys.toml")


def fold(text: str) -> str:
    """A key or a section's name without regard to case, width and blanks."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


@cache
def known_keys(table: str) -> dict[str, str]:
    """Every way to write a key of a table of the word lists, to its canonical name."""
    return {fold(word): name for name, words in word_lists()[table].items() for word in words}


def _canonical(entry: Entry, path: str) -> str:
    """The canonical name of a key.

    Raises:
        NotesError: it is unknown; the nearest known one is suggested.
    """
    known = known_keys("keys")
    found = known.get(fold(entry.key))
    if found is not None:
        return found
    from difflib import get_close_matches  # noqa: PLC0415  # only for a mistake

    near = get_close_matches(fold(entry.key), known, n=1, cutoff=0.5)
    if near:
        raise NotesError("notes.unknown_key_near", path=path, line=entry.line, key=entry.key, nearest=near[0])
    words = "、".join(ways[0] for ways in word_lists()["keys"].values())
    raise NotesError("notes.unknown_key", path=path, line=entry.line, key=entry.key, known=words)


def _parse(lines: Sequence[str], first: int, path: str) -> tuple[Entry, ...]:
    """The entries of the YAML between the fences; `first` is the line number of the first of them."""
    import yaml  # noqa: PLC0415  # half of the start-up of a program that may read no notes

    for number, line in enumerate(lines, start=first):
        if "\t" in line:
            raise NotesError("notes.tab", path=path, line=number)
    plain = _as_yaml(lines)
    try:
        # The loader in C crashes the process on deep nesting; this one raises RecursionError.
        node = yaml.compose("\n".join(plain), Loader=yaml.BaseLoader)
        if node is None:
            return ()
        entries = _entries(node, first, path, seen=set())
    except RecursionError:
        raise NotesError("notes.nested", path=path, line=first) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        index = min(mark.line, len(lines) - 1) if mark is not None else 0
        raise NotesError("notes.yaml", path=path, line=first + index, text=lines[index].strip()) from None
    if not isinstance(node, yaml.MappingNode) or isinstance(entries, str):
        raise NotesError("notes.not_a_table", path=path, line=first)
    return entries


def _as_yaml(lines: Sequence[str]) -> list[str]:
    """What a person means in YAML's signs: blanks and colons of half width, quotes round what looks like a sign."""
    plain = []
    in_table = False  # below 要求/requirements, where indented lines are keys too; elsewhere they go on with a text
    for line in lines:
        words = line.lstrip(" \u3000\u00a0")
        indent = line[: len(line) - len(words)]
        text = indent.replace("\u3000", "  ").replace("\u00a0", " ") + words
        keyed = _KEYED.match(text)
        if keyed is not None and (in_table or not keyed[1]):
            if not keyed[1]:
                in_table = known_keys("keys").get(fold(keyed[2])) == "requirements"
            if not _is_plain_time(keyed):
                text = f"{keyed[1]}{keyed[2]}: {_quoted(keyed[3])}"
        elif (item := _ITEM.match(text)) is not None and not _KEYED.match(item[2]):
            text = item[1] + _quoted(item[2])
        plain.append(text)
    return plain


def _is_plain_time(keyed: re.Match[str]) -> bool:
    """Whether the colon stands between digits, as in 9:30, and parts no key from a value."""
    return keyed[2][-1:].isdigit() and keyed[3][:1].isdigit()


def _quoted(value: str) -> str:
    """A value in double quotes where YAML would misread it."""
    if not _NEEDS_QUOTES.match(value):
        return value
    return '"' + value.rstrip().replace("\\", "\\\\").replace('"', '\\"') + '"'


def _entries(node: Node, first: int, path: str, seen: set[int]) -> str | tuple[Entry, ...]:
    """The value of a node. A node met twice is an alias, with which a few lines can unfold to gigabytes: refused."""
    import yaml  # noqa: PLC0415  # loaded already

    line = first + node.start_mark.line
    if id(node) in seen:
        raise NotesError("notes.alias", path=path, line=line)
    seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        table: dict[str, Entry] = {}
        for name, value in node.value:
            key = str(name.value) if isinstance(name, yaml.ScalarNode) else ""
            place = first + name.start_mark.line
            if fold(key) in table:
                former = table[fold(key)].line
                raise NotesError("notes.duplicate_key", path=path, line=place, key=key, first=former)
            table[fold(key)] = Entry(key, place, _entries(value, first, path, seen))
        return tuple(table.values())
    if isinstance(node, yaml.SequenceNode):
        return tuple(
            Entry("", first + member.start_mark.line, _entries(member, first, path, seen)) for member in node.value
        )
    return str(node.value)
