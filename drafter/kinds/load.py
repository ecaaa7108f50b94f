"""Read `kind.toml` strictly: an unknown key or a wrong type is refused with its file and line."""

from __future__ import annotations

import re
import string
import tomllib
from dataclasses import MISSING, fields
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from drafter.errors import KindError
from drafter.kinds.folders import KIND_FILE, find_file, kind_folders, kind_names, stamp_of
from drafter.kinds.nouns import Counting, Item, Kind, SectionSpec
from drafter.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from importlib.resources.abc import Traversable

DEFAULT_KIND: Final = "zh-duty"
"""The kind where nothing names one."""

PATTERN_FIELDS: Final = ("year", "name", "post", "unit", "office", "date", "person")
"""What a title or an opening may be filled with; `office` is the post with its unit."""

OPENING_FIELDS: Final = (*PATTERN_FIELDS, "parts")
"""What an opening may be filled with: also the headings of the report, for a part without heading or facts."""

_KIND_KEYS: Final = (
    *("title", "aliases", "lang", "person", "title_patterns", "salutation", "closing"),
    *("min_chars", "max_chars", "base", "counting", "wording", "section"),
)


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


_CHECKS: Final[dict[str, tuple[str, Callable[[Any], bool]]]] = {
    "str": ('"…"', lambda value: isinstance(value, str)),
    "bool": ("true | false", lambda value: isinstance(value, bool)),
    "int": ("1200", _is_whole),
    "int | None": ("1200", _is_whole),
    "float | None": ("0.00–1.00", lambda value: isinstance(value, int | float) and 0 <= value <= 1),
    "tuple[str, ...]": ('["…", "…"]', _is_texts),
    "tuple[Item, ...]": ("[[section.item]]", lambda value: isinstance(value, list)),
    "Shape": ('"runs" | "paragraphs"', lambda value: value in {"runs", "paragraphs"}),
    "Lang": ('"zh" | "en"', lambda value: value in {"zh", "en"}),
    "table": ("[…]", lambda value: isinstance(value, dict)),
    "tables": ("[[…]]", lambda value: isinstance(value, list) and all(isinstance(one, dict) for one in value)),
}
"""The annotation of a field: how such a value is written in TOML, and what tells it."""


class _Source:
    """A `kind.toml` with its text, to say where in it something stands."""

    def __init__(self, file: Traversable) -> None:
        self.path = str(file)
        self.text = file.read_text(encoding="utf-8-sig")
        try:
            self.table: dict[str, Any] = tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as error:
            found = re.search(r"at line (\d+)", str(error))
            line = int(found[1]) if found else None
            raise KindError("kinds.broken", path=self.path, line=line, why=str(error)) from error

    def line(self, key: str, where: str = "", nth: int = 0) -> int | None:
        """The line of a key: of the first one below the nth table named `where`."""
        lines = self.text.splitlines()
        heads = [number for number, line in enumerate(lines) if line.strip().strip("[] ") == where] if where else [0]
        start = heads[nth] if nth < len(heads) else 0
        pattern = regex(rf"\s*\[*\s*\"?{re.escape(key)}\"?\s*[=\]]")
        return next((number + 1 for number in range(start, len(lines)) if pattern.match(lines[number])), None)

    def fail(self, name: str, key: str, where: str, nth: int, **values: object) -> KindError:
        """The error for a key of a table."""
        line = self.line(key, where, nth)
        return KindError(f"kinds.{name}", path=self.path, line=line, key=key, where=where or KIND_FILE, **values)


def _check(source: _Source, table: dict[str, Any], shapes: dict[str, str], where: str, nth: int = 0) -> None:
    """Refuse unknown keys and wrong types in one table."""
    for key, value in table.items():
        if key not in shapes:
            raise source.fail("unknown_key", key, where, nth, nearest=nearest(key, shapes), known="、".join(shapes))
        expected, fits = _CHECKS[shapes[key]]
        if not fits(value):
            raise source.fail("wrong_type", key, where, nth, expected=expected, found=repr(value))


def _build(source: _Source, cls: type, table: dict[str, Any], where: str, nth: int = 0) -> Any:  # noqa: ANN401  # an instance of cls
    """An instance of a dataclass from a table with the same keys; lists become tuples."""
    shapes = {one.name: str(one.type) for one in fields(cls)}
    _check(source, table, shapes, where, nth)
    for one in fields(cls):
        if one.default is MISSING and one.default_factory is MISSING and one.name not in table:
            line = source.line(where, where, nth) or 1
            raise KindError("kinds.missing_key", path=source.path, line=line, where=where, key=one.name)
    return cls(**{key: tuple(value) if isinstance(value, list) else value for key, value in table.items()})


def _section(source: _Source, table: dict[str, Any], nth: int) -> SectionSpec:
    table = dict(table)
    items = table.pop("item", [])
    if not _CHECKS["tables"][1](items):
        raise source.fail("wrong_type", "item", "section", nth, expected="[[section.item]]", found=repr(items))
    table["items"] = [_build(source, Item, item, "section.item", number) for number, item in enumerate(items)]
    spec: SectionSpec = _build(source, SectionSpec, table, "section", nth)
    _check_patterns(source, "opening", spec.opening, OPENING_FIELDS)
    return spec


def _check_patterns(source: _Source, key: str, patterns: Sequence[str], known: Sequence[str] = PATTERN_FIELDS) -> None:
    for pattern in patterns:
        for _, name, _, _ in string.Formatter().parse(pattern):
            if name is not None and name not in known:
                raise source.fail("unknown_field", key, "", 0, field=name, known="、".join(known))


def _read(name: str, folders: Sequence[Traversable], seen: tuple[str, ...] = ()) -> Kind:
    homes = kind_folders(name, folders)
    file = find_file(KIND_FILE, homes)
    if file is None:
        known = kind_names(folders)
        raise KindError("kinds.unknown", name=name, nearest=nearest(name, known), known="、".join(known))
    source = _Source(file)
    if name in seen:
        raise KindError("kinds.base_cycle", path=source.path, line=source.line("base"), name=name)
    table = dict(source.table)
    shapes = {one.name: str(one.type) for one in fields(Kind)} | {
        "base": "str", "counting": "table", "wording": "table", "section": "tables",
    }  # fmt: skip
    _check(source, table, {key: shapes[key] for key in _KIND_KEYS}, "")
    base = table.pop("base", "")
    inherited = _read(base, folders, (*seen, name)).folders if base else ()
    wording = table.pop("wording", {})
    _check(source, wording, dict.fromkeys(wording, "tuple[str, ...]"), "wording")
    table |= {
        "name": name,
        "folders": (*homes, *inherited),
        "counting": _build(source, Counting, table.pop("counting", {}), "counting"),
        "wording": {key: tuple(value) for key, value in wording.items()},
        "sections": tuple(_section(source, one, nth) for nth, one in enumerate(table.pop("section", []))),
    }
    for key in ("title", "lang", "person"):
        if key not in table:
            raise KindError("kinds.missing_key", path=source.path, line=1, where=KIND_FILE, key=key)
    checked: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in table.items()}
    kind = Kind(**checked)
    _check_patterns(source, "title_patterns", kind.title_patterns)
    return kind


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that is most like a given one; "" where nothing is known."""
    from rapidfuzz import fuzz  # noqa: PLC0415  # only needed to word an error

    return max(sorted(known), key=lambda one: fuzz.ratio(word, one), default="")


def load_kind(name: str, folders: Iterable[Traversable] = ()) -> Kind:
    """Find and read a kind.

    Args:
        name: its id ("zh-duty"), title ("述职报告") or an alias.
        folders: a person's own folders of kinds, the nearest first; they override the program's.

    Returns:
        The kind.

    Raises:
        KindError: there is none (the nearest is named), or its file is broken (file and line are named).
    """
    homes = tuple(folders)
    stamp = stamp_of(homes)
    return _find(name, homes) if stamp is None else _kept(name, homes, stamp)


@lru_cache(maxsize=64)
def _kept(name: str, homes: tuple[Traversable, ...], _stamp: tuple[tuple[str, int, int], ...]) -> Kind:
    """A kind, read once as long as no file of a kind changes: a program may check report after report by its name."""
    return _find(name, homes)


def _find(name: str, homes: tuple[Traversable, ...]) -> Kind:
    names = kind_names(homes)
    if name in names:
        return _read(name, homes)
    kinds = []
    for one in names:
        kinds.append(_read(one, homes))
        if name in {kinds[-1].title, *kinds[-1].aliases}:
            return kinds[-1]
    called = {word: kind.name for kind in kinds for word in (kind.name, kind.title, *kind.aliases)}
    raise KindError("kinds.unknown", name=name, nearest=nearest(name, called), known="、".join(names))


def list_kinds(folders: Iterable[Traversable] = ()) -> tuple[Kind, ...]:
    """All kinds, sorted by id.

    Args:
        folders: a person's own folders of kinds, the nearest first.

    Returns:
        The kinds.

    Raises:
        KindError: the file of one is broken.
    """
    homes = tuple(folders)
    return tuple(_read(name, homes) for name in kind_names(homes))
