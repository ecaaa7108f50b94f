"""From what a person wrote, in a file, a variable or a flag, to values of the right type; or one sentence why not."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from math import isfinite
from typing import TYPE_CHECKING

from drafter.errors import UsageError
from drafter.settings.fields import SETTINGS, CheckSettings, Form, Layer, Origin, mask

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

CHECK = "check"
CHECK_KEYS = ("select", "ignore", "per-file")
WORDS = {"true": True, "1": True, "yes": True, "on": True, "false": False, "0": False, "no": False, "off": False}


@dataclass(frozen=True, slots=True)
class Written:
    """What one layer says: setting to value and origin, and its `[check]` table."""

    values: Mapping[str, tuple[object, Origin]] = field(default_factory=dict)
    check: Mapping[str, object] = field(default_factory=dict)


def read_flags(overrides: Mapping[str, object]) -> Written:
    """The flags of the command line; None is a flag that was not given.

    Args:
        overrides: setting to value.

    Raises:
        UsageError: a value does not fit, or there is no such setting.
    """
    values = {}
    for name, raw in overrides.items():
        if raw is None:
            continue
        flag = "--" + name.replace("_", "-")
        if name not in SETTINGS:
            raise UsageError("settings.unknown", name=flag, near=nearest(name, SETTINGS))
        values[name] = (_value(name, raw, called=flag), Origin(Layer.FLAG, flag))
    return Written(values)


def read_environment(env: Mapping[str, str]) -> Written:
    """The variables DRAFTER_<SETTING>; an empty one counts as not set.

    Args:
        env: the environment.

    Raises:
        UsageError: a value does not fit.
    """
    values = {}
    for name in SETTINGS:
        variable = "DRAFTER_" + name.upper()
        if raw := env.get(variable, ""):
            values[name] = (_value(name, raw, called=variable), Origin(Layer.ENVIRONMENT, variable))
    return Written(values)


def read_file(path: Path, layer: Layer) -> Written:
    """A settings file; an absent one says nothing.

    Args:
        path: the file.
        layer: PROJECT, which may not set personal things, or USER.

    Raises:
        UsageError: the file cannot be read, a key is unknown, a value does not fit, or a project sets what is personal.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        table = tomllib.loads(text)
    except FileNotFoundError:
        return Written()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError("settings.unreadable", path=str(path), why=error) from error
    except tomllib.TOMLDecodeError as error:
        raise UsageError("settings.syntax", path=str(path), why=error) from error
    values: dict[str, tuple[object, Origin]] = {}
    for name, raw in table.items():
        if name == CHECK:
            continue
        line = _line(text, name)
        if name not in SETTINGS:
            raise UsageError(
                "settings.unknown", path=str(path), line=line, name=name, near=nearest(name, (*SETTINGS, CHECK))
            )
        if layer is Layer.PROJECT and SETTINGS[name].personal:
            raise UsageError("settings.personal", path=str(path), line=line, name=name, variable=name.upper())
        values[name] = (_value(name, raw, called=name, path=str(path), line=line), Origin(layer, str(path)))
    return Written(values, _check(table.get(CHECK, {}), text, path))


def merge_check(strong: Written, weak: Written) -> CheckSettings:
    """The `[check]` table of two layers, key by key.

    Args:
        strong: the layer that wins.
        weak: the layer below.
    """
    table = {**weak.check, **strong.check}
    select, ignore, per_file = (table.get(key) for key in CHECK_KEYS)
    return CheckSettings(
        select=None if select is None else tuple(select),  # type: ignore[arg-type]  # `_check` has seen the type
        ignore=tuple(ignore or ()),  # type: ignore[arg-type]  # the same
        per_file={name: tuple(rules) for name, rules in (per_file or {}).items()},  # type: ignore[attr-defined]  # the same
    )


def _value(name: str, raw: object, *, called: str, path: str = "", line: int | None = None) -> object:
    """The value in the type of the setting, within its bounds; `called` is what the person named it."""
    form = SETTINGS[name]
    shown = mask(str(raw)) if form.secret else raw
    try:
        value = _convert(form, raw)
    except ValueError:
        key = f"settings.not_{form.type}"
        raise UsageError(key, path=path, line=line, name=called, raw=shown) from None
    if form.choices and value not in form.choices:
        choices = ", ".join(choice for choice in form.choices if choice)
        raise UsageError("settings.choice", path=path, line=line, name=called, raw=shown, choices=choices)
    if isinstance(value, (int, float)) and not form.low <= value <= form.high:
        bounds = f"{form.low}–{form.high}" if isfinite(form.high) else f"≥ {form.low}"
        raise UsageError("settings.bounds", path=path, line=line, name=called, raw=shown, bounds=bounds)
    return value


def _convert(form: Form, raw: object) -> object:
    """The value in its type: a file gives typed values, a variable gives text."""
    if isinstance(raw, str):
        return _from_text(form, raw.strip())
    is_flag = isinstance(raw, bool)
    if form.type == "flag" and is_flag:
        return raw
    if form.type == "whole" and isinstance(raw, int) and not is_flag:
        return raw
    if form.type == "seconds" and isinstance(raw, (int, float)) and not is_flag and 0 < raw < float("inf"):
        return float(raw)
    raise ValueError(raw)


def _from_text(form: Form, text: str) -> object:
    if form.type == "text":
        return text
    if form.type == "flag":
        if text.lower() not in WORDS:
            raise ValueError(text)
        return WORDS[text.lower()]
    if form.type == "whole":
        return int(text)
    seconds = float(text)
    if not 0 < seconds < float("inf"):
        raise ValueError(text)
    return seconds


def _check(table: object, text: str, path: Path) -> dict[str, object]:
    """The `[check]` table, its shape assured; which rules there are, the rules know."""
    if not isinstance(table, dict):
        raise UsageError("settings.not_table", path=str(path), line=_line(text, CHECK), name=CHECK)
    for name, value in table.items():
        line = _line(text, name)
        if name not in CHECK_KEYS:
            raise UsageError("settings.unknown", path=str(path), line=line, name=name, near=nearest(name, CHECK_KEYS))
        lists = value.values() if name == "per-file" and isinstance(value, dict) else [value]
        if not all(isinstance(rules, list) and all(isinstance(rule, str) for rule in rules) for rules in lists):
            raise UsageError("settings.not_rules", path=str(path), line=line, name=name)
    return table


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that is most like a wrong one, or "" where none is.

    Args:
        name: what was written.
        known: what could have been meant.
    """
    from difflib import get_close_matches  # noqa: PLC0415  # only for a mistake

    return next(iter(get_close_matches(name, list(known), n=1, cutoff=0.5)), "")


def _line(text: str, name: str) -> int | None:
    """The line on which a key or its table stands, from 1."""
    start = re.compile(rf'\s*(\[[^\]]*)?"?{re.escape(name)}"?\s*[=.\]]')
    return next((number for number, line in enumerate(text.splitlines(), 1) if start.match(line)), None)
