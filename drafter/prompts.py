"""Prompts: files with declared inputs, rendered in a sandbox.

A prompt file is TOML front matter between two `+++` lines, then a Jinja2 body: the turn that is sent. Its front matter
may name a system prompt (a file of the same form) and worked examples. An example is a TOML file with the inputs of
one turn and the reply to it: the same body renders the example's turn and the real one, so the model always sees the
shape that it is asked to follow. System prompt and examples come first and are the same in every request, so that a
server that keeps what it has read need not read them again.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field, fields, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Final

from drafter.errors import KindError
from drafter.model import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from importlib.resources.abc import Traversable

    from jinja2 import Template
    from jinja2.sandbox import ImmutableSandboxedEnvironment

MAX_CHARS: Final = 60_000
"""Longest turn that is rendered, in characters."""

EXAMPLES_SHARE: Final = 0.75
"""Worked examples are too much for notes when they have more than this share of the notes' characters. So measured: up
to there a first report needs at most 1.5 times the tokens of plain prompts, repairs included."""

_EXAMPLE: Final[Mapping[str, tuple[type, object]]] = {
    "inputs": (dict, None),
    "reply": (str, None),
    "fuller": (str, ""),
    "cues": (str, ""),
}
"""The keys of an example's file: type, and default; None where it must be there."""

_FENCE: Final = "+++"
_LINE: Final = re.compile(r"line (\d+)")


@dataclass(frozen=True, slots=True)
class Front:
    """The front matter of a prompt file.

    Attributes:
        inputs: what the body may use; all of it must be used, and nothing else.
        system: file of the system prompt, "" for none.
        examples: files of worked examples, in the order they are shown.
        nearest: files of further ones, of which the one nearest to the notes is shown, the first where none is near.
        short: file of the prompt that stands instead where notes are too short for all these examples, "" for none.
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


def choose(prompt: Prompt, notes: str) -> Prompt:
    """The prompt with the nearest of its further examples behind its own.

    It is chosen by all notes, not by a section's: sections of one report then share their beginning, which a server
    that keeps what it has read reads once.

    Args:
        prompt: the prompt.
        notes: text of the notes.

    Returns:
        The prompt, nothing left to choose.
    """
    if not prompt.nearest:
        return prompt
    best = max(prompt.nearest, key=lambda one: sum(notes.count(cue) for cue in one.cues))
    return replace(prompt, examples=(*prompt.examples, best), nearest=())


def suit(prompt: Prompt, notes: str) -> Prompt:
    """The prompt that suits some notes: its short one where they are too short for its worked examples.

    Examples are read once a report, or once a machine where what was read is kept: beside a few short bullets that is
    most of what a report costs.

    Args:
        prompt: the prompt.
        notes: text of the notes.

    Returns:
        The prompt, its nearest example chosen.
    """
    chosen = choose(prompt, notes)
    shown = sum(len(turn.text) for turn in _shown(chosen, fuller=False))
    return choose(prompt.short, notes) if prompt.short and shown > EXAMPLES_SHARE * len(notes) else chosen


def render(prompt: Prompt, values: Mapping[str, Any], *, fuller: bool = False) -> tuple[Message, ...]:
    """The turns of a request: system prompt, worked examples, and last the turn itself.

    Args:
        prompt: the prompt.
        values: what its inputs, and those of its system prompt, are filled with. Values are never read as templates.
        fuller: show the examples at greater length, where they have one.

    Returns:
        The turns; all but the last are the same as long as the system prompt's inputs are.

    Raises:
        KindError: values are missing (all are named), or the body fails or grows too long.
    """
    turns = [Message("system", _fill(prompt.system, values))] if prompt.system else []
    return (*turns, *_shown(prompt, fuller=fuller), Message("user", _fill(prompt, values)))


def _shown(prompt: Prompt, *, fuller: bool) -> Iterator[Message]:
    """The turns of the worked examples."""
    for example in prompt.examples:
        yield Message("user", _fill(prompt, example.inputs, example.path))
        yield Message("assistant", (fuller and example.fuller) or example.reply)


def _find(name: str, folders: Sequence[Traversable]) -> Traversable:
    for folder in folders:
        if (folder / name).is_file():
            return folder / name
    raise KindError("prompts.missing", name=name, folders="、".join(str(folder) for folder in folders))


def _line(error: Exception) -> int | None:
    """The line that an error of TOML or Jinja2 speaks of."""
    number = getattr(error, "lineno", None)
    if isinstance(number, int):
        return number
    found = _LINE.search(str(error))
    return int(found[1]) if found else None


def _toml(text: str, path: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise KindError("prompts.broken", path=path, line=_line(error), why=str(error)) from error


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


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    from jinja2 import StrictUndefined  # noqa: PLC0415  # only when a prompt is used
    from jinja2.sandbox import ImmutableSandboxedEnvironment  # noqa: PLC0415  # the same

    return ImmutableSandboxedEnvironment(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


@lru_cache(maxsize=64)
def _compiled(body: str) -> Template:
    """A body made ready: one serves every example, section and repair."""
    return _environment().from_string(body)


def _check_inputs(path: str, front: Front, body: str) -> None:
    """Hold the declared inputs to those that the body uses, both ways."""
    from jinja2 import TemplateSyntaxError, meta  # noqa: PLC0415  # only when a prompt is used

    try:
        used = meta.find_undeclared_variables(_environment().parse(body))
    except TemplateSyntaxError as error:
        raise KindError("prompts.broken", path=path, line=_line(error), why=str(error.message)) from error
    declared = set(front.inputs)
    if used - declared:
        raise KindError("prompts.undeclared", path=path, names=_listed(used - declared))
    if declared - used:
        raise KindError("prompts.unused", path=path, names=_listed(declared - used))


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


def _fill(prompt: Prompt, values: Mapping[str, Any], path: str = "") -> str:
    """The body with its inputs filled, at most MAX_CHARS long."""
    from jinja2 import TemplateError  # noqa: PLC0415  # only when a prompt is used

    missing = set(prompt.front.inputs) - set(values)
    if missing:
        raise KindError("prompts.missing_values", path=path or prompt.path, names=_listed(missing))
    pieces: list[str] = []
    length = 0
    try:
        template = _compiled(prompt.body)
        for piece in template.generate({name: values[name] for name in prompt.front.inputs}):
            pieces.append(piece)
            length += len(piece)
            if length > MAX_CHARS:
                raise KindError("prompts.too_long", path=prompt.path, limit=MAX_CHARS)
    except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, OverflowError) as error:
        raise KindError("prompts.failed", path=prompt.path, line=_line(error), why=str(error)) from error
    return "".join(pieces).strip()


def _listed(names: Iterable[str]) -> str:
    return "、".join(sorted(names))
