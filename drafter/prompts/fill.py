"""Prompts filled: the turns of a request, with the examples that suit the notes."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from drafter.errors import KindError
from drafter.model import Message
from drafter.prompts.body import environment, line_of, listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jinja2 import Template

    from drafter.prompts.read import Prompt

MAX_CHARS: Final = 60_000
"""Longest turn that is rendered, in characters."""

UNIT_WEIGHT: Final = 4
"""A cue in the writer's unit or post counts as so many more in the notes."""


def choose(prompt: Prompt, notes: str, about: str = "") -> Prompt:
    """The prompt with the nearest of its further examples behind its own.

    It is chosen by all notes, not by a section's: sections of one report then share their beginning, which a server
    that keeps what it has read reads once.

    Args:
        prompt: the prompt.
        notes: text of the notes.
        about: the writer's unit and post: what they say of the trade weighs more (a bureau that tells of villages).

    Returns:
        The prompt, nothing left to choose.
    """
    if not prompt.nearest:
        return prompt
    best = max(
        prompt.nearest, key=lambda one: sum(notes.count(cue) + UNIT_WEIGHT * about.count(cue) for cue in one.cues)
    )
    return replace(prompt, examples=(*prompt.examples, best), nearest=())


def suit(prompt: Prompt, notes: str, about: str = "") -> Prompt:
    """The prompt that suits some notes: its short one where they are too short for its worked examples.

    Examples are read once a report, or once a machine where what was read is kept: beside a few short bullets that is
    most of what a report costs. The share is measured: up to there a first report needs at most 1.5 times the tokens of
    plain prompts, repairs included.

    Args:
        prompt: the prompt.
        notes: text of the notes.
        about: the writer's unit and post.

    Returns:
        The prompt, its nearest example chosen.
    """
    chosen = choose(prompt, notes, about)
    shown = sum(len(turn.text) for turn in _shown(chosen, fuller=False))
    return (
        choose(prompt.short, notes, about) if prompt.short and shown > prompt.front.short_from * len(notes) else chosen
    )


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


@lru_cache(maxsize=64)
def _compiled(body: str) -> Template:
    """A body made ready: one serves every example, section and repair."""
    return environment().from_string(body)


def _fill(prompt: Prompt, values: Mapping[str, Any], path: str = "") -> str:
    """The body with its inputs filled, at most MAX_CHARS long."""
    from jinja2 import TemplateError  # noqa: PLC0415  # only when a prompt is used

    missing = set(prompt.front.inputs) - set(values)
    if missing:
        raise KindError("prompts.missing_values", path=path or prompt.path, names=listed(missing))
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
        raise KindError("prompts.failed", path=prompt.path, line=line_of(error), why=str(error)) from error
    return "".join(pieces).strip()
