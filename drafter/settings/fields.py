"""Every setting: its type, default, bounds, and who may set it. One row each; nothing else lists them."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from enum import IntEnum
from typing import TYPE_CHECKING, Any, Final, Literal

from drafter.settings.presets import Preset

if TYPE_CHECKING:
    from collections.abc import Mapping

Type = Literal["text", "whole", "seconds", "flag"]
TAIL: Final = 4  # characters of a secret that are shown, so that a person can tell two keys apart
LONG: Final = 12  # a secret shorter than this is not shown in part


class Layer(IntEnum):
    """Who set a value, the strongest first."""

    FLAG = 0
    ENVIRONMENT = 1
    PROJECT = 2
    USER = 3
    PRESET = 4
    DEFAULT = 5


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value came from.

    Attributes:
        layer: who set it.
        where: the flag, the variable, the path of the file, the preset's name; "" for a default.
    """

    layer: Layer
    where: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """What a setting may hold.

    Attributes:
        type: text, whole number, seconds (any positive number), or flag (true or false).
        choices: the texts that are allowed; () for any.
        low: least value of a number.
        high: greatest.
        personal: only a flag, the environment or the person's own file may set it, never a project.
        bound: belongs to the server or model that the same file names, and is left aside with another.
        secret: never shown in clear.
    """

    type: Type
    choices: tuple[str, ...] = ()
    low: float = 0
    high: float = float("inf")
    personal: bool = False
    bound: bool = False
    secret: bool = False


def _set(default: object, type_: Type, **more: Any) -> Any:  # noqa: ANN401  # as `dataclasses.field`: fits any attribute
    """An attribute of `Settings` with its form."""
    form = Form(type_, **more)
    return field(default=default, repr=not form.secret, metadata={"form": form})


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """The table `[check]`: which rules look.

    Attributes:
        select: rules or groups to run; None for all.
        ignore: rules or groups to leave out.
        per_file: pattern of file names to rules left out there.
    """

    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    per_file: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Settings:
    """All settings of a run. What each means stands in `drafter/data/messages/settings.toml`, for `drafter config`."""

    lang: str = _set("", "text", choices=("", "zh", "en"))
    kind: str = _set("", "text")
    backend: str = _set("compose", "text", personal=True)
    preset: str = _set("", "text", personal=True)
    base_url: str = _set("", "text", personal=True)
    model: str = _set("", "text", personal=True, bound=True)
    api_key: str = _set("", "text", personal=True, bound=True, secret=True)
    context_tokens: int = _set(0, "whole", personal=True, bound=True)
    replay: str = _set("", "text", personal=True)
    record: str = _set("", "text", personal=True)
    models_dir: str = _set("", "text", personal=True)
    threads: int = _set(0, "whole", high=1024)
    offline: bool = _set(default=False, type_="flag", personal=True)
    jobs: int = _set(4, "whole", low=1, high=64)
    seed: int = _set(1, "whole", high=2**31 - 1)
    timeout_idle: float = _set(120.0, "seconds")
    timeout_total: float = _set(600.0, "seconds")
    retries: int = _set(3, "whole", high=20)
    repairs: int = _set(2, "whole", high=10)
    max_tokens_total: int = _set(0, "whole", personal=True)
    colour: str = _set("auto", "text", choices=("auto", "always", "never"))
    plain: bool = _set(default=False, type_="flag")
    check: CheckSettings = field(default_factory=CheckSettings)
    server: Preset = field(default_factory=Preset, repr=False)
    origins: Mapping[str, Origin] = field(default_factory=dict, repr=False)

    def origin(self, name: str) -> Origin:
        """Where the value of a setting came from.

        Args:
            name: the setting, or `check`.
        """
        return self.origins.get(name, Origin(Layer.DEFAULT))

    def shown(self, name: str) -> str:
        """The value of a setting as a person may see it: a secret is masked.

        Args:
            name: the setting.
        """
        value = getattr(self, name)
        if SETTINGS[name].secret:
            return mask(value)
        return str(value).lower() if isinstance(value, bool) else str(value)


SETTINGS: Final[Mapping[str, Form]] = {
    entry.name: entry.metadata["form"] for entry in fields(Settings) if "form" in entry.metadata
}


def mask(secret: str) -> str:
    """A secret with all but its tail hidden; "" for none."""
    if not secret:
        return ""
    return "…" + (secret[-TAIL:] if len(secret) >= LONG else "")
