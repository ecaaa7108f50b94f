"""Which server is asked, with whose key: the part of the settings in which a mistake sends text or a key away.

Three rules. A preset and an address of the same layer go together, else the stronger one decides. What the person's
own file says of model, key and context belongs to the server that the same file names, and is left aside when a flag
or a variable names another. A vendor's key (e.g. OPENAI_API_KEY) goes to the vendor's own host, or to OPENAI_BASE_URL
where that was taken from the environment as well, and to nobody else; OPENAI_BASE_URL in turn gets no key of the file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from drafter.errors import UsageError
from drafter.settings.fields import SETTINGS, Layer, Origin
from drafter.settings.presets import PORTS, Preset, find_preset, list_presets, server
from drafter.settings.read import nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

IDLE: Final = ("", "compose")  # what asks nobody
BACKENDS: Final = ("compose", "openai", "local", "replay")
HOME_URL: Final = "OPENAI_BASE_URL"
HOME_KEY: Final = "OPENAI_API_KEY"

Values = dict[str, tuple[object, Origin]]


@dataclass(frozen=True, slots=True)
class Choice:
    """The settings once the server is settled.

    Attributes:
        values: setting to value and origin; what is not in it has its default.
        preset: the known server that is asked, or an empty one.
    """

    values: Values
    preset: Preset


def settle(written: Values, own: Mapping[str, tuple[object, Origin]], env: Mapping[str, str]) -> Choice:
    """Settle backend, preset, address, model and key.

    Args:
        written: what all layers say together.
        own: what the person's own file says.
        env: the environment, for the keys of vendors.

    Returns:
        The settled values.

    Raises:
        UsageError: there is no such backend or preset, the address is none, or a flag needs another backend.
    """
    choice = _choose(written, env)
    for name in _strangers(choice, own, env):
        if name in written and written[name][1].layer is Layer.USER:
            del choice.values[name]
    backend = _text(choice.values, "backend")
    if backend == "openai":
        _complete(choice, env)
    elif backend in IDLE:
        _refuse_idle_flags(written)
    return choice


def _strangers(choice: Choice, own: Mapping[str, tuple[object, Origin]], env: Mapping[str, str]) -> list[str]:
    """What the person's own file says of another server than the chosen one."""
    home = dict(own)
    if "backend" in choice.values and _text(home, "backend") in IDLE:
        home["backend"] = choice.values["backend"]
    if _target(choice) == _target(_choose(home, env)):
        return []
    names_one = own.keys() & {"backend", "preset", "base_url"}
    return [name for name, form in SETTINGS.items() if form.bound and (form.secret or names_one)]


def _choose(written: Values, env: Mapping[str, str]) -> Choice:
    """The backend, and for the backend openai the preset and the address."""
    values = dict(written)
    _read_backend(values)
    if _text(values, "backend") != "openai":
        return Choice(values, Preset())
    preset = _named_preset(values)
    preset_rank, url_rank = _rank(values, "preset"), _rank(values, "base_url")
    if preset and preset_rank < url_rank:
        values["base_url"] = (preset.base_url, Origin(Layer.PRESET, preset.name))
    elif "base_url" not in values and env.get(HOME_URL) and _rank(values, "api_key") is not Layer.USER:
        values["base_url"] = (env[HOME_URL], Origin(Layer.ENVIRONMENT, HOME_URL))
    elif "base_url" not in values:
        preset = list_presets()["openai"]
        values["base_url"] = (preset.base_url, Origin(Layer.PRESET, preset.name))
    elif preset_rank > url_rank:
        preset = None  # chosen for another server
    url, origin = _text(values, "base_url"), values["base_url"][1]
    values["base_url"] = (_address(url, origin), origin)
    preset = preset or find_preset(url) or Preset()
    values["preset"] = (preset.name, values["preset"][1] if "preset" in values else origin)
    return Choice(values, preset)


def _read_backend(values: Values) -> None:
    """`--backend deepseek` is the backend openai with the preset deepseek."""
    name = _text(values, "backend")
    if name in ("", *BACKENDS):
        return
    origin = values["backend"][1]
    if name not in list_presets():
        known = tuple(dict.fromkeys((*BACKENDS, *list_presets())))  # openai is both
        near = nearest(name, known)
        raise UsageError("settings.backend_unknown", path=origin.where, name=name, near=near, known=", ".join(known))
    values["backend"] = ("openai", origin)
    if origin.layer <= _rank(values, "preset"):
        values["preset"] = (name, origin)


def _named_preset(values: Values) -> Preset | None:
    name = _text(values, "preset")
    if not name:
        return None
    presets = list_presets()
    if name not in presets:
        path, near = values["preset"][1].where, nearest(name, presets)
        raise UsageError("settings.preset_unknown", path=path, name=name, near=near, known=", ".join(presets))
    return presets[name]


def _address(url: str, origin: Origin) -> str:
    """The address without a trailing stroke.

    Raises:
        UsageError: it is no http(s) address, or carries what an address of a server must not.
    """
    from urllib.parse import urlsplit  # noqa: PLC0415  # only where a server is asked

    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise UsageError("settings.address", path=origin.where, url=url) from None
    if parts.scheme not in PORTS or not host or parts.query or parts.fragment:
        raise UsageError("settings.address", path=origin.where, url=url)
    if parts.username or parts.password:
        raise UsageError("settings.address_key", path=origin.where, host=host)
    return url.rstrip("/")


def _complete(choice: Choice, env: Mapping[str, str]) -> None:
    """Fill in model, context and key from the preset and the environment."""
    preset, values = choice.preset, choice.values
    origin = Origin(Layer.PRESET, preset.name)
    if "model" not in values and preset.model:
        values["model"] = (preset.model, origin)
    if "context_tokens" not in values and preset.context_tokens:
        values["context_tokens"] = (preset.context_tokens, origin)
    if "api_key" in values:
        return
    variable = ""
    if values["base_url"][1] == Origin(Layer.ENVIRONMENT, HOME_URL):
        variable = HOME_KEY
    elif preset.key_variable and server(preset.base_url) == server(_text(values, "base_url")):
        variable = preset.key_variable
    if env.get(variable):
        values["api_key"] = (env[variable].strip(), Origin(Layer.ENVIRONMENT, variable))


def _refuse_idle_flags(written: Values) -> None:
    """A server named by a flag would be passed over in silence while the backend is compose: say so instead."""
    for name in ("preset", "base_url", "model"):
        if _rank(written, name) is Layer.FLAG:
            raise UsageError("settings.idle_flag", flag=written[name][1].where)


def _target(choice: Choice) -> tuple[object, ...]:
    """What must be equal for a model name and a key to fit."""
    return _text(choice.values, "backend"), server(_text(choice.values, "base_url"))


def _text(values: Values, name: str) -> str:
    return str(values[name][0]) if name in values else ""


def _rank(values: Values, name: str) -> Layer:
    return values[name][1].layer if name in values else Layer.DEFAULT
