"""Compiled patterns, kept between runs beside the compiled modules, and by the same rules.

Python keeps what it makes of a module in `__pycache__`, and makes what it needs of every regular expression again in
each process: a third of the time of `drafter check`, most of it spent walking the characters of Chinese ranges one by
one. What is kept here is the code that `re` makes of a pattern. It is kept where Python keeps the modules
(PYTHONPYCACHEPREFIX moves it, PYTHONDONTWRITEBYTECODE stops the writing, a folder that cannot be written goes without),
is asked for by the whole text of the pattern, so that it cannot be stale, and belongs to one build of Python, which
checks it again before it runs it. Whatever is amiss with it, the pattern is compiled.

`re` has no public way to do this; `re.compile` itself is the way back wherever its inner parts are not as known here.
"""

from __future__ import annotations

import marshal
import os
import re
import sys
from contextlib import suppress
from functools import cache
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any, Final

# Flags, code as bytes, number of groups, names of groups to their numbers, numbers of groups to their names.
Entry = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]
Entries = dict[tuple[str, int], Entry]

_MOST: Final = (
    3_000  # entries; the program has some hundreds of patterns, and old versions of them are forgotten in time
)
_WORD: Final = "I"  # of the code: 32 bits
_OF: Final = sys.version  # whose code it is


def compiled(source: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` makes, from what an earlier run kept where there is such a thing.

    Args:
        source: the pattern's text.
        flags: as for `re.compile`.

    Returns:
        The pattern.

    Raises:
        re.error: the pattern is wrong.
    """
    flags = int(flags)  # a flag of `re` has a type of its own, which nothing can be kept of
    kept = _kept().get((source, flags))
    if kept is not None:
        # What it must not be, another program's bytes or another build's code, the checks of `_sre` refuse.
        with suppress(ImportError, RuntimeError, TypeError, ValueError, OverflowError):
            return _pattern(source, kept)
    return _made(source, flags)


def _pattern(source: str, entry: Entry) -> re.Pattern[str]:
    import _sre  # type: ignore[import-not-found]  # noqa: PLC0415  # what `re` calls; other Pythons have none
    from array import array  # noqa: PLC0415  # not for `--help`

    flags, code, groups, names, numbers = entry
    pattern: re.Pattern[str] = _sre.compile(source, flags, array(_WORD, code).tolist(), groups, names, numbers)
    return pattern


def _made(source: str, flags: int) -> re.Pattern[str]:
    """Compile a pattern, and keep its code for the next run."""
    if sys.dont_write_bytecode or len(_kept()) >= _MOST:
        return re.compile(source, flags)
    try:
        entry = _entry(source, flags)
        pattern = _pattern(source, entry)
    except (ImportError, AttributeError, TypeError, ValueError, RuntimeError, OverflowError):
        return re.compile(source, flags)
    if not _fresh:
        import atexit  # noqa: PLC0415  # only where something is to be kept

        atexit.register(_keep)
    _fresh[source, flags] = entry
    return pattern


def _entry(source: str, flags: int) -> Entry:
    """The code of a pattern, as `re` makes it."""
    from array import array  # noqa: PLC0415  # not for `--help`
    from re import _compiler, _parser  # type: ignore[attr-defined]  # noqa: PLC0415  # the inner parts of `re`

    parsed: Any = _parser.parse(source, flags)
    code = array(_WORD, _compiler._code(parsed, flags))  # noqa: SLF001  # the same
    names = dict(parsed.state.groupdict)
    numbers: list[str | None] = [None] * parsed.state.groups
    for name, number in names.items():
        numbers[number] = name
    return int(flags | parsed.state.flags), code.tobytes(), parsed.state.groups - 1, names, tuple(numbers)


_fresh: Entries = {}


@cache
def _place() -> Path | None:
    """Where the codes are kept; None where Python keeps nothing."""
    with suppress(NotImplementedError):
        return Path(cache_from_source(__file__)).with_suffix(".patterns")
    return None


@cache
def _kept() -> Entries:
    """What earlier runs kept; nothing where there is none, or another build's, or a broken one."""
    place = _place()
    if place is not None:
        with suppress(OSError, EOFError, ValueError, TypeError):
            owner, entries = marshal.loads(place.read_bytes())  # noqa: S302  # as safe as the modules beside it
            if owner == _OF and isinstance(entries, dict):
                return entries
    return {}


def _keep() -> None:
    """Add what this run made; a second run that does the same at once loses at most what it will make again."""
    place = _place()
    if place is None or not place.parent.is_dir():
        return
    sibling = place.with_name(f"{place.name}.{os.getpid()}")
    with suppress(OSError, ValueError):
        sibling.write_bytes(marshal.dumps((_OF, {**_kept(), **_fresh})))
        sibling.replace(place)
