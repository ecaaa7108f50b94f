"""Prompt files as they are read: front matter, body, system prompt and worked examples, all checked."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, Final

from drafter.errors import KindError
from drafter.prompts.body import environment, line_of, listed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from importlib.resources.abc import Traversable

_EXAMPLE: Final[Mapping[str, tuple[type, object]]] = {
    "inputs": (dict, None),
    "reply": (str, None),
    "fuller": (str, ""),
    "cues": (str, ""),
}
"""The keys of an example's file: type, and default; None where it must be there."""

_FENCE: Final = "+++"


@dataclass(frozen=True, slots=True)
class Front:
    """The front matter of a prompt file.

    Attributes:
        inputs: what the body may use; all of it must be used, and nothing else.
        system: file of the system prompt, "" for none.
        examples: files of worked examples, in the order they are shown.
        nearest: files of further ones, of which the one nearest to the notes is shown, the first where none is near.
        short: file of the prompt that stands instead where notes are too short for all these examples, "" for none.
        short_from: it does where the examples have more than this share of the notes' characters.
        max_tokens: bound of a reply, whatever its facts.
        tokens_per_fact: what each fact adds to that bound.
        most_facts: more than so many are asked for in several requests; 0 for any number in one.
        temperature: 0 for the most likely words.
        stop: texts at which a reply ends.
    """

    inputs: tuple[str, ...] = ()
    system: str = ""
    examples: tuple[str, ...] = ()
    nearest: tuple[str, ...] = ()
    short: str = ""
    short_from: float = 0.75
    max_tokens: int = 256
    tokens_per_fact: int = 0
    most_facts: int = 0
    temperature: float = 0.0
    stop: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """A worked example.

    Attributes:
        path: the file, for messages.
        inputs: those of a turn.
        reply: the reply that we would like.
        fuller: the same at greater length, for sections that must be longer; "" for none.
        cues: words of its trade; the more of them the notes have, the nearer it is.
    """

    path: str
    inputs: Mapping[str, Any]
    reply: str
    fuller: str = ""
    cues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt, its system prompt and its examples, all checked.

    Attributes:
        path: the file, for messages.
        front: its front matter.
        body: its Jinja2 body.
        system: the system prompt, or None.
        examples: worked examples, in the order they are shown.
        nearest: further ones to choose from.
        short: the prompt that stands instead for short notes, or None.
    """

    path: str
    front: Front
    body: str
    system: Prompt | None = None
    examples: tuple[Example, ...] = field(default=())
    nearest: tuple[Example, ...] = field(default=())
    short: Prompt | None = None


def load_prompt(name: str, folders: Sequence[Traversable], within: Sequence[str] = ()) -> Prompt:
    """Read a prompt with all that belongs to it.

    Args:
        name: its file.
        folders: where to look, the nearest first; a kind's `folders`.
        within: files that led here, which it may not name again.

    Returns:
        The prompt.

    Raises:
        KindError: a file is missing or broken, names one that led to it, or a body and its declared inputs disagree.
    """
    file = _find(name, folders)
    if name in within:
        raise KindError("prompts.circular", path=str(file), name=name)
    front, body = _split(file)
    above = (*within, name)
    _check_inputs(str(file), front, body)
    return Prompt(
        path=str(file),
        front=front,
        body=body,
        system=load_prompt(front.system, folders, above) if front.system else None,
        examples=tuple(_example(_find(one, folders)) for one in front.examples),
        nearest=tuple(_example(_find(one, folders)) for one in front.nearest),
        short=load_prompt(front.short, folders, above) if front.short else None,
    )


def _find(name: str, folders: Sequence[Traversable]) -> Traversable:
    for folder in folders:
        if (folder / name).is_file():
            return folder / name
    raise KindError("prompts.missing", name=name, folders="、".join(str(folder) for folder in folders))


def _toml(text: str, path: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise KindError("prompts.broken", path=path, line=line_of(error), why=str(error)) from error


def _split(file: Traversable) -> tuple[Front, str]:
    """Front matter and body of a prompt file."""
    path = str(file)
    lines = file.read_text(encoding="utf-8-sig").splitlines()
    if not lines or lines[0].strip() != _FENCE or _FENCE not in (line.strip() for line in lines[1:]):
        raise KindError("prompts.no_front_matter", path=path, line=1)
    end = next(number for number, line in enumerate(lines) if number and line.strip() == _FENCE)
    # The fence becomes an empty line, so that lines in errors are those of the file.
    table = _toml("\n".join(["", *lines[1:end]]), path)
    known = {one.name: one.default for one in fields(Front)}
    for key, value in table.items():
        if key not in known:
            raise KindError("prompts.unknown_key", path=path, line=1, key=key, known="、".join(known))
        _check_type(path, key, value, known[key])
    checked: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in table.items()}
    # Kept blank in place of the front matter for the same reason; stripped when rendered.
    return Front(**checked), "\n" * (end + 1) + "\n".join(lines[end + 1 :])


def _check_type(path: str, key: str, value: object, default: object) -> None:
    """Refuse a value of another type than its default; a whole number may stand for a decimal one."""
    if isinstance(default, tuple):
        right, expected = isinstance(value, list) and all(isinstance(one, str) for one in value), '["…", "…"]'
    elif isinstance(default, str):
        right, expected = isinstance(value, str), '"…"'
    else:
        numbers = int if isinstance(default, int) else int | float
        right, expected = isinstance(value, numbers) and not isinstance(value, bool), str(default)
    if not right:
        raise KindError("prompts.wrong_type", path=path, line=1, key=key, expected=expected)


def _check_inputs(path: str, front: Front, body: str) -> None:
    """Hold the declared inputs to those that the body uses, both ways."""
    from jinja2 import TemplateSyntaxError, meta  # noqa: PLC0415  # only when a prompt is used

    try:
        used = meta.find_undeclared_variables(environment().parse(body))
    except TemplateSyntaxError as error:
        raise KindError("prompts.broken", path=path, line=line_of(error), why=str(error.message)) from error
    declared = set(front.inputs)
    if used - declared:
        raise KindError("prompts.undeclared", path=path, names=listed(used - declared))
    if declared - used:
        raise KindError("prompts.unused", path=path, names=listed(declared - used))


def _example(file: Traversable) -> Example:
    path = str(file)
    table = _toml(file.read_text(encoding="utf-8-sig"), path)
    unknown = sorted(set(table) - set(_EXAMPLE))
    if unknown:
        raise KindError("prompts.unknown_key", path=path, line=1, key=unknown[0], known="、".join(_EXAMPLE))
    values = {key: table.get(key, default) for key, (_, default) in _EXAMPLE.items()}
    for key, (kind, _) in _EXAMPLE.items():
        if not isinstance(values[key], kind):
            expected = "[inputs]" if kind is dict else '"…"'
            raise KindError("prompts.wrong_type", path=path, line=1, key=key, expected=expected)
    cues = tuple(values["cues"].split())
    return Example(path, values["inputs"], values["reply"].strip(), values["fuller"].strip(), cues)
