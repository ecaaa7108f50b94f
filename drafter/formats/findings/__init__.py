"""What was found, told in six forms. Each form is a function from results to text; none of them writes or colours."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

from drafter.formats.findings.result import Result

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from drafter.messages import Lang

FORMS: Final = ("text", "json", "jsonl", "sarif", "junit", "github")
"""The forms; each is a function `as_<form>` in a module of this package, loaded when it is asked for."""

_HOMES: Final = {"json": "data", "jsonl": "data"}


def tell(form: str, results: Sequence[Result], lang: Lang) -> str:
    """Results in a form.

    Args:
        form: one of `FORMS`.
        results: one for each report.
        lang: the reader's language.

    Returns:
        The text, without a last line end.

    Raises:
        KeyError: there is no such form.
    """
    if form not in FORMS:
        raise KeyError(form)
    home = import_module(f"{__name__}.{_HOMES.get(form, form)}")
    write: Callable[[Sequence[Result], Lang], str] = getattr(home, f"as_{form}")
    return write(results, lang)


__all__ = ["FORMS", "Result", "tell"]
