"""The results as tables in Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drafter.messages import Lang, say
from drafter.scoring import CLASSES, PLAIN, Column, Run, Way, summarise

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_NONE: Final = "–"


def results_table(runs: Sequence[Run], lang: Lang) -> str:
    """The columns against the bars, every run, and every fault but those of the baseline.

    Args:
        runs: every run.
        lang: the reader's language.

    Returns:
        Markdown.
    """
    columns = summarise(runs)
    parts = [f"## {say('eval.columns', lang)}", table(*column_rows(columns, lang))]
    parts += [f"## {say('eval.runs', lang)}", table(*run_rows(runs, lang))]
    faults = [row for run in runs if run.method != PLAIN for row in _fault_rows(run, lang)]
    if faults:
        heads = ("sample", "who", "fault", "line", "words")
        parts += [f"## {say('eval.faults', lang)}", table([say(f"eval.head_{one}", lang) for one in heads], faults)]
    return "\n\n".join(parts) + "\n"


def column_rows(columns: Iterable[Column], lang: Lang) -> tuple[list[str], list[list[str]]]:
    """Heads and rows of the table of columns; a bar that is missed is marked ✗, one that is met ✓.

    Args:
        columns: the columns.
        lang: the reader's language.
    """
    heads = ("who", "runs", "lost", "invented", "form", "composed", "repaired", "ratio")
    more = ("seconds", "over_plain", "requests", "prompt", "evaluated", "completion", "evaluated_plain")
    rows = []
    for column in columns:
        passes = column.passes() if column.way.method != PLAIN else {}
        counts = column.counts
        low, high = column.ratios
        rows.append(
            [
                who(column.way, lang),
                str(len(column.runs)) + (f" (+{column.failed} ✗)" if column.failed else ""),
                _marked(str(_sum(counts, "_lost")), _sum(counts, "_lost") == 0, judged=bool(passes)),
                _marked(str(_told(counts)), _told(counts) == 0, judged=bool(passes)),
                _marked(str(_form(counts)), _form(counts) == 0, judged=bool(passes)),
                _judged(share(column.composed) if column.sentences else _NONE, passes, "composed"),
                share(column.repaired) if column.sentences else _NONE,
                _judged(f"{low:.2f}–{high:.2f}", passes, "ratio"),
                number(column.total(lambda run: run.usage.seconds), 1),
                _judged(number(column.seconds, 2), passes, "seconds"),
                number(column.total(lambda run: run.requests)),
                number(column.total(lambda run: run.usage.prompt_tokens)),
                number(column.total(lambda run: run.evaluated)),
                number(column.total(lambda run: run.usage.completion_tokens)),
                _judged(number(column.evaluated, 2), passes, "evaluated"),
            ]
        )
    return [say(f"eval.head_{name}", lang) for name in (*heads, *more)], rows


def run_rows(runs: Iterable[Run], lang: Lang) -> tuple[list[str], list[list[str]]]:
    """Heads and rows of the table of runs.

    Args:
        runs: the runs.
        lang: the reader's language.
    """
    heads = ("sample", "who", "seed", "facts", "lost", "invented", "form", "sentences", "repaired", "composed")
    more = (
        "chars",
        "ratio",
        "mean",
        "alike",
        "formal",
        "connectives",
        "stock",
        "unmet",
        "seconds",
        "requests",
        "prompt",
    )
    names = (*heads, *more, "evaluated", "completion")
    rows = [_run_row(run, lang) for run in runs]
    return [say(f"eval.head_{name}", lang) for name in names], rows


def _run_row(run: Run, lang: Lang) -> list[str]:
    score = run.score
    if score is None:
        return [run.sample, who(run.way, lang), str(run.seed), run.error, *[_NONE] * 19]
    counts, style, authors = score.counts, score.style, score.authors
    drafted = bool(authors.sentences)
    return [
        run.sample,
        who(run.way, lang),
        str(run.seed),
        str(score.facts),
        str(_sum(counts, "_lost")),
        str(_told(counts)),
        str(_form(counts)),
        str(authors.sentences) if drafted else _NONE,
        str(authors.repaired) if drafted else _NONE,
        f"{authors.composed} ({share(score.composed)})" if drafted else _NONE,
        str(score.chars),
        f"{score.ratio:.2f}",
        f"{style.length:.0f}",
        share(style.alike),
        share(style.formal),
        share(style.connectives),
        share(style.stock),
        str(len(score.unmet)),
        number(run.usage.seconds, 1),
        str(run.requests),
        number(run.usage.prompt_tokens),
        number(run.evaluated),
        number(run.usage.completion_tokens),
    ]


def _fault_rows(run: Run, lang: Lang) -> list[list[str]]:
    faults = run.score.faults if run.score else ()
    name = f"{who(run.way, lang)} · {run.seed}"
    return [
        [run.sample, name, f"{say(f'eval.class_{one.name}', lang)} ({one.rule})", str(one.line or _NONE), one.text[:60]]
        for one in faults
    ]


def who(way: Way, lang: Lang) -> str:
    """The name of a way of drafting: backend, model, and what else tells it from others."""
    plain = say("eval.plain", lang) if way.method == PLAIN else ""
    prompts = way.prompts if way.prompts not in {"shipped", "-"} else ""
    heat = "" if way.temperature is None else f"T={way.temperature:g}"
    return " · ".join(part for part in (way.backend, way.model, prompts, heat, plain) if part)


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown; a stroke or a line end in a cell breaks nothing."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")


def number(value: float | None, digits: int = 0) -> str:
    """A number for a table, thousands apart; – for none."""
    return _NONE if value is None else f"{value:,.{digits}f}"


def share(value: float) -> str:
    """A share as a percentage."""
    return f"{value * 100:.0f} %"


def _sum(counts: dict[str, int], end: str) -> int:
    return sum(count for name, count in counts.items() if name.endswith(end))


def _told(counts: dict[str, int]) -> int:
    """What is said and should not be: invented, or private."""
    return _sum(counts, "_invented") + counts["private"]


def _form(counts: dict[str, int]) -> int:
    return sum(counts[name] for name in CLASSES) - _sum(counts, "_lost") - _told(counts)


def _marked(text: str, met: bool, *, judged: bool) -> str:  # noqa: FBT001  # a truth value is what it marks
    return f"{text} {'✓' if met else '✗'}" if judged else text


def _judged(text: str, passes: dict[str, bool], bar: str) -> str:
    return _marked(text, passes[bar], judged=True) if bar in passes else text
