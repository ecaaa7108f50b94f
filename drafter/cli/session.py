"""What every command starts from: the settings of this run, the reader's language, and the folders of kinds."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.messages import locale_lang

if TYPE_CHECKING:
    from drafter.messages import Lang
    from drafter.settings import Settings


@dataclass(frozen=True, slots=True)
class Session:
    """The settings of a run and what follows from them.

    Attributes:
        settings: with the origin of each.
        folders: a person's own folders of kinds, nearest first.
    """

    settings: Settings
    folders: tuple[Path, ...]

    def lang(self, otherwise: Lang = "zh") -> Lang:
        """The reader's language: setting, locale, then what is given, e.g. the report's own."""
        return self.lang_or_none() or otherwise

    def lang_or_none(self) -> Lang | None:
        """The reader's language, or None where neither a setting nor the locale says it."""
        if self.settings.lang == "zh":
            return "zh"
        if self.settings.lang == "en":
            return "en"
        return locale_lang()


def open_session(beside: str = "", /, **flags: object) -> Session:
    """Settings and folders for a command.

    Args:
        beside: the file that the command works on; its folder may hold `drafter.toml` and `prompts/`.
        flags: the flags that were given, by name of the setting; None for not given.

    Raises:
        UsageError: a setting is unknown or does not fit.
    """
    from drafter.settings import config_folder, load_settings  # noqa: PLC0415  # not needed for `--help`

    here = Path(beside).absolute().parent if beside and beside != "-" else Path.cwd()
    settings = load_settings(flags, cwd=here, env=os.environ)
    places = (here, Path.cwd(), config_folder(os.environ))
    folders = tuple(dict.fromkeys(place / "prompts" for place in places))
    return Session(settings, tuple(folder for folder in folders if folder.is_dir()))
