"""What a person's answer means: a command, or facts and the headings between them."""

from __future__ import annotations

from dataclasses import dataclass

from drafter.drafting.collecting.words import choice_words, collect_words, command_words, fold
from drafter.notes.body import Bullet, Title, facts_of, read_body, split_lines


@dataclass(frozen=True, slots=True)
class Order:
    """A command.

    Attributes:
        name: as in the data file ("back"), or "" for one that is not known.
        rest: what stands behind it: the number of a fact, the title of a section.
    """

    name: str
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A fact, or a heading (`is_heading`) under which the facts behind it go."""

    text: str
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """Facts and headings in order; none for a blank answer."""

    pieces: tuple[Piece, ...]


def read_answer(text: str) -> Order | Answer:
    """Read what a person typed or pasted where facts are asked for.

    Args:
        text: one line, or the lines of a paste. A command is one line that begins with a mark, in any width. Each line
            of a paste is a fact; bullets keep their indented lines, and lose their signs.

    Returns:
        The command, or what is to be written down.
    """
    words = fold(text)
    if words.startswith(tuple(collect_words()["marks"])) and len(split_lines(text.strip())) == 1:
        return _order(words[1:].strip(), text, command_words())
    return Answer(tuple(_pieces(text)))


def read_choice(text: str) -> Order:
    """Read what a person typed where a choice is asked for: a command with its mark or without; "" is to accept."""
    words = fold(text)
    if not words:
        return Order("accept")
    if words.startswith(tuple(collect_words()["marks"])):
        words = words[1:].strip()
    return _order(words, text, choice_words())


def _order(words: str, text: str, known: dict[str, str]) -> Order:
    """The command that some folded words begin with; what is behind it keeps its case."""
    for word, name in known.items():
        if not words.startswith(word):
            continue
        rest = words[len(word) :]
        # A Latin word ends with a blank or before a number; a Chinese one needs nothing behind it.
        if rest and word.isascii() and rest[0].isalpha() and rest[0].isascii():
            continue
        return Order(name, _behind(text, rest.strip()))
    return Order("", text.strip())


def _behind(text: str, rest: str) -> str:
    """The end of the text as written that folds to `rest`."""
    for start in range(len(text)):
        if fold(text[start:]) == rest and (start == 0 or not text[start].isspace()):
            return text[start:].strip()
    return rest


def _pieces(text: str) -> list[Piece]:
    lines = split_lines(text)
    body = read_body(lines, 0)
    facts = {bullet.line: bullet for bullet in facts_of(body)}
    pieces = []
    for part in body:
        if isinstance(part, Title):
            pieces.append(Piece(part.text, is_heading=True))
        elif isinstance(part, Bullet):
            fact = facts.get(part.line)
            if fact is not None:
                mark = "[private] " if fact.text.isascii() else "[内部] "
                pieces.append(Piece((mark if fact.private else "") + fact.text))
        elif not part.text.startswith("<!--"):
            pieces.append(Piece(part.text))
    return [piece for piece in pieces if any(char.isalnum() for char in piece.text)]
