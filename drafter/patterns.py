"""Regular expressions that are compiled when they are first used.

A run reads a few hundred patterns into its modules and needs half of them. Compiling one takes up to some
milliseconds: Python walks every character of a class such as the Chinese ones.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, cast

from drafter.compiled import compiled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_MEMBERS: Final = (
    *("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn", "scanner"),
    *("pattern", "flags", "groups", "groupindex"),
)


def regex(source: str | Callable[[], str], flags: int = 0) -> re.Pattern[str]:
    """The pattern that `re.compile` makes, made when something of it is first asked for.

    Args:
        source: the pattern's text, or what makes it where making it takes time.
        flags: as for `re.compile`.

    Returns:
        An object with the attributes of a compiled pattern. The functions of `re` do not take it: call its methods.
        A mistake in the pattern is raised at the first use.
    """
    return cast("re.Pattern[str]", _Late(source, flags))


def _anything(_: str) -> str:
    return ""


def any_word(
    words: Iterable[str], *, before: Callable[[str], str] = _anything, behind: Callable[[str], str] = _anything
) -> str:
    """A pattern's text for any of some words, the longest that fits; for none, one that never fits.

    The words are arranged by their first letter: the matcher skips to such a letter and tries only what begins with it,
    so that its time hardly grows with their number. A tree of all letters is no faster and takes longer to compile.

    Args:
        words: as they stand, not patterns.
        before: for a first letter, escaped, a pattern that looks back over it at what stands before the word.
        behind: for a word, a pattern of what stands behind it.

    Returns:
        Branches without a group around them.
    """
    branches: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        branches.setdefault(word[0], []).append(re.escape(word[1:]) + behind(word))
    return (
        "|".join(
            first + before(first) + (rests[0] if len(rests) == 1 else f"(?:{'|'.join(rests)})")
            for first, rests in ((re.escape(first), rests) for first, rests in branches.items())
        )
        or "(?!)"
    )


class _Late:
    """Stands for a pattern; from its first use on the compiled pattern's members are its own."""

    def __init__(self, source: str | Callable[[], str], flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  # whatever the compiled pattern has
        if name not in _MEMBERS:
            raise AttributeError(name)
        pattern = compiled(self._source if isinstance(self._source, str) else self._source(), self._flags)
        vars(self).update((member, getattr(pattern, member)) for member in _MEMBERS)
        return getattr(pattern, name)
