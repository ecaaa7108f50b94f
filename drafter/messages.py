"""Every message that a person reads, in Chinese and English, from one catalogue.

The catalogue is `drafter/data/messages/<area>.toml`; each entry is `[name]` with `zh` and `en`. A message is
named `area.name`; its values are filled with `str.format`. An area is read when its first message is asked for.
"""

from __future__ import annotations

import os
from functools import cache
from typing import Final, Literal, get_args

from drafter.shipped import read_table

Lang = Literal["zh", "en"]
LANGS: Final[tuple[Lang, ...]] = get_args(Lang)


@cache
def area(name: str) -> dict[str, dict[str, str]]:
    """The entries of one area of the catalogue.

    Args:
        name: the area, e.g. `"errors"`.

    Returns:
        Entry name to language to text.

    Raises:
        KeyError: there is no such area.
    """
    try:
        return read_table("messages", f"{name}.toml")
    except FileNotFoundError:
        raise KeyError(name) from None


def say(key: str, lang: Lang, /, **values: object) -> str:
    """The text of a message.

    Args:
        key: `area.name`.
        lang: the reader's language.
        values: what fills the placeholders of the message.

    Returns:
        The text in that language.

    Raises:
        KeyError: the catalogue has no such message, or a value is missing.
    """
    where, _, name = key.partition(".")
    return area(where)[name][lang].format(**values)


def locale_lang() -> Lang | None:
    """The language that the machine is set to, by DRAFTER_LANG or the locale; None where it is neither of ours."""
    for variable in ("DRAFTER_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable, "").lower()
        if value.startswith("zh"):
            return "zh"
        if value.startswith("en"):
            return "en"
    return None
