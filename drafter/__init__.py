"""drafter: from notes to a duty report that is complete, formal and true to the notes.

The public functions are loaded when they are first used, so that `import drafter` costs nothing.
"""

from __future__ import annotations

__version__ = "0.1.0"

_HOMES: dict[str, str] = {
    "find_figures": "drafter.figures",
    "compare_figures": "drafter.figures",
    "find_names": "drafter.names",
    "compare_names": "drafter.names",
    "read_notes": "drafter.notes",
    "read_report": "drafter.outline",
    "write_report": "drafter.outline",
    "check_report": "drafter.rules",
}


def __getattr__(name: str) -> object:
    if name in _HOMES:
        from importlib import import_module  # noqa: PLC0415  # only when a public function is first used

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(name)
