"""Who drafts the samples: backends and sets of prompts, from what a person named on the command line."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from drafter.errors import InputError, UsageError
from drafter.kinds import own_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from importlib.resources.abc import Traversable

    from drafter.settings import Settings

SHIPPED: Final = "shipped"
"""The name of the program's own set of prompts."""

OWN: Final = "own"
"""The name of the set that a draft would take where the person has prompts of their own."""

_NO_MODEL: Final = frozenset({"compose", "replay"})
_NO_ADDRESS: Final = _NO_MODEL | {"local"}


@dataclass(frozen=True, slots=True)
class PromptSet:
    """A set of prompts to compare.

    Attributes:
        name: how the results call it.
        folders: folders of kinds, the nearest first; the program's own comes behind them.
    """

    name: str
    folders: tuple[Traversable, ...]


def name_backends(
    backends: Sequence[str],
    models: Sequence[str],
    base_urls: Sequence[str],
    load: Callable[[dict[str, str | None]], Settings],
) -> tuple[Settings, ...]:
    """The settings of every backend that was named.

    A model or address that is given once is for every backend that takes one; several are dealt out to them in order.
    To a single backend several models are several backends.

    Args:
        backends: by name or preset; none for that of the settings.
        models: model names.
        base_urls: addresses.
        load: settings from flags.

    Returns:
        One for each.

    Raises:
        UsageError: there are more models or addresses than backends to take them, or too few.
    """
    named: list[str | None] = [*backends] or [load({}).backend if not base_urls else "openai"]
    most = max(len(models), len(base_urls))
    if len(named) == 1 and most > 1:
        named *= most
    dealt_models = _deal("--model", models, [name not in _NO_MODEL for name in named])
    dealt_urls = _deal("--base-url", base_urls, [name not in _NO_ADDRESS for name in named])
    rows = zip(named, dealt_models, dealt_urls, strict=True)
    return tuple(load({"backend": name, "model": model, "base_url": url}) for name, model, url in rows)


def _deal(flag: str, values: Sequence[str], takes: Sequence[bool]) -> list[str | None]:
    """The values dealt out to those that take one."""
    count = sum(takes)
    if len(values) > 1 and len(values) != count:
        raise UsageError("eval.dealt", flag=flag, given=len(values), taken=count)
    if values and not count:
        raise UsageError("eval.nobody", flag=flag)
    hand = islice(cycle(values), count) if values else iter([None] * count)
    return [next(hand) if taken else None for taken in takes]


def name_prompts(folders: Sequence[str], own: Sequence[Traversable]) -> tuple[PromptSet, ...]:
    """The sets of prompts that were named.

    Args:
        folders: folders of kinds, or `shipped` for the program's own; none for what a draft would take.
        own: the folders that a draft would look into first.

    Returns:
        One set for each; folders of one name are told apart by their path.

    Raises:
        InputError: there is no such folder.
    """
    if not folders:
        others = tuple(folder for folder in own if not _is_shipped(folder))
        return (PromptSet(OWN if others else SHIPPED, others),)
    sets: dict[str, PromptSet] = {}
    for folder in folders:
        path = Path(folder)
        if folder == SHIPPED or _is_shipped(path):
            sets[SHIPPED] = PromptSet(SHIPPED, ())
        elif path.is_dir():
            name = folder if path.resolve().name in sets else path.resolve().name
            sets[name] = PromptSet(name, (path,))
        else:
            raise InputError("errors.missing_file", path=folder)
    return tuple(sets.values())


def _is_shipped(folder: Traversable) -> bool:
    return Path(str(folder)).resolve() == Path(str(own_folder())).resolve()
