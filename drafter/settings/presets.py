"""Known servers as data: `drafter/data/presets.toml`."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from functools import cache
from typing import TYPE_CHECKING

from drafter.shipped import read_table

if TYPE_CHECKING:
    from collections.abc import Mapping

PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Price:
    """What a server asks.

    Attributes:
        currency: ISO 4217 code.
        prompt: for a million tokens sent.
        completion: for a million tokens received.
        date: when the price list said so, ISO.
    """

    currency: str
    prompt: float
    completion: float
    date: str


@dataclass(frozen=True, slots=True)
class Preset:
    """A known server; the attributes are described at the head of the data file."""

    name: str = ""
    base_url: str = ""
    key_variable: str = ""
    model: str = ""
    context_tokens: int = 0
    rename: Mapping[str, str] = field(default_factory=dict)
    omit: tuple[str, ...] = ()
    body: Mapping[str, object] = field(default_factory=dict)
    price: Price | None = None


@cache
def list_presets() -> Mapping[str, Preset]:
    """Every preset by its name, in the order of the data file."""
    known = {entry.name for entry in fields(Preset)} - {"name"}
    presets = {}
    for name, table in read_table("presets.toml").items():
        if unknown := set(table) - known:
            broken = f"presets.toml: [{name}] has unknown keys: {sorted(unknown)}"
            raise ValueError(broken)
        price = Price(**table.pop("price")) if "price" in table else None
        presets[name] = Preset(name, omit=tuple(table.pop("omit", ())), price=price, **table)
    return presets


def server(url: str) -> tuple[str, str, int]:
    """Scheme, host and port of an address: what must be equal for a key to be sent there.

    Args:
        url: absolute address.

    Returns:
        The three, lower-cased, with the scheme's own port where none is written.

    Raises:
        ValueError: the port is no number.
    """
    from urllib.parse import urlsplit  # noqa: PLC0415  # only where a server is asked

    parts = urlsplit(url)
    return parts.scheme, parts.hostname or "", parts.port or PORTS.get(parts.scheme, 0)


def find_preset(url: str) -> Preset | None:
    """The preset whose server an address names, or None.

    Args:
        url: absolute address, e.g. `https://api.deepseek.com`.
    """
    return next((preset for preset in list_presets().values() if server(preset.base_url) == server(url)), None)
