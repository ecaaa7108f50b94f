"""What is known of a prompt's body: Jinja2 in a sandbox, read when it is first needed."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jinja2.sandbox import ImmutableSandboxedEnvironment

_LINE: Final = re.compile(r"line (\d+)")


@cache
def environment() -> ImmutableSandboxedEnvironment:
    """The sandbox in which all bodies are read and filled."""
    from jinja2 import StrictUndefined  # noqa: PLC0415  # only when a prompt is used
    from jinja2.sandbox import ImmutableSandboxedEnvironment  # noqa: PLC0415  # the same

    return ImmutableSandboxedEnvironment(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def line_of(error: Exception) -> int | None:
    """The line that an error of TOML or Jinja2 speaks of."""
    number = getattr(error, "lineno", None)
    if isinstance(number, int):
        return number
    found = _LINE.search(str(error))
    return int(found[1]) if found else None


def listed(names: Iterable[str]) -> str:
    """Names in order, for messages."""
    return "、".join(sorted(names))
