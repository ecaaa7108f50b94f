"""drafter: from notes to a duty report that is complete, formal and true to the notes.

The public functions are loaded when they are first asked for, so that `import drafter` costs nothing. Those that read
figures are handed out ready: their words and patterns are prepared by reading a sample, so that the first call takes as
long as any other.
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

_SAMPLE = (
    "截至2023年9月12日8:30，近3年“三个一”完成1.2万元5角，其中一季度占百分之五，6月占六成，"
    "1∶2、3/4；由第八升至第四，共二十余人（三分之二）。"
    "\nIn May 2023 (2021-22) twenty-two and a half of 3 in 10, two thirds, half, ranked third of 12, 1st, $1.2 million."
)
_FIRST_CALLS: dict[str, tuple[object, ...]] = {
    "find_figures": (_SAMPLE,),
    "compare_figures": ((_SAMPLE,), _SAMPLE.replace("1.2", "3")),
}


def __getattr__(name: str) -> object:
    if name in _HOMES:
        from importlib import import_module  # noqa: PLC0415  # only when a public function is first used

        function = getattr(import_module(_HOMES[name]), name)
        if name in _FIRST_CALLS:
            function(*_FIRST_CALLS[name])
        return function
    raise AttributeError(name)
