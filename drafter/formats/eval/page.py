"""The results as one HTML page with plots: no script, nothing fetched; for a phone, for print, light and dark."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from drafter.formats.eval.svg import Bar, Dot, Row, bar_plot, dot_plot
from drafter.formats.eval.table import column_rows, number, run_rows, share, who
from drafter.messages import Lang, say
from drafter.scoring import BARS, COMPOSE, PLAIN, Column, Run, summarise
from drafter.shipped import DATA

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_PAGE: Final = "page.html"


def results_page(runs: Sequence[Run], made: dict[str, object], lang: Lang) -> str:
    """The page.

    Args:
        runs: every run.
        made: how they were made, shown under the title.
        lang: the reader's language.

    Returns:
        A whole HTML document.
    """
    from jinja2 import Environment, StrictUndefined  # noqa: PLC0415  # only where a page is made
    from markupsafe import Markup  # noqa: PLC0415  # comes with jinja2

    columns = summarise(runs)
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string((DATA / "eval" / _PAGE).read_text(encoding="utf-8"))
    return template.render(
        lang=lang,
        say=lambda key, **values: say(f"eval.{key}", lang, **values),
        made=made,
        plots=[
            {"title": say(f"eval.plot_{name}", lang), "note": say(f"eval.plot_{name}_note", lang), "svg": Markup(svg)}  # noqa: S704  # made by us, escaped there
            for name, svg in _plots(columns, lang)
        ],
        columns=column_rows(columns, lang),
        runs=run_rows(runs, lang),
        faults=[_faults(run, lang) for run in runs if run.score and run.score.faults],
    )


def _plots(columns: Sequence[Column], lang: Lang) -> list[tuple[str, str]]:
    made = [
        ("faults", bar_plot([_fault_row(column, lang) for column in columns], say("eval.plot_faults", lang))),
        ("authors", _authors_plot(columns, lang)),
        ("ratio", _ratio_plot(columns, lang)),
        ("seconds", _paired(columns, lang, "seconds", lambda run: run.usage.seconds, 1)),
    ]
    if any(run.evaluated is not None for column in columns for run in column.runs):
        made.append(("evaluated", _paired(columns, lang, "evaluated", lambda run: run.evaluated, 0)))
    style = [(name, _style_plot(columns, lang, name)) for name in ("alike", "formal", "connectives", "stock")]
    length = [
        Row(who(column.way, lang), dots=_dots(column, lambda run: run.score.style.length if run.score else 0.0))
        for column in columns
    ]
    return [plot for plot in (*made, ("length", dot_plot(length, say("eval.plot_length", lang))), *style) if plot[1]]


def _fault_row(column: Column, lang: Lang) -> Row:
    counts = column.counts
    lost = sum(count for name, count in counts.items() if name.endswith("_lost"))
    told = sum(count for name, count in counts.items() if name.endswith("_invented")) + counts["private"]
    parts = ((lost, "s0"), (told, "s2"), (column.faults - lost - told, "s1"))
    return Row(who(column.way, lang), (Bar(parts, str(column.faults)),))


def _authors_plot(columns: Sequence[Column], lang: Lang) -> str:
    rows = []
    for column in columns:
        if column.sentences and column.way.backend != COMPOSE:
            own = 1 - column.repaired - column.composed
            parts = ((own, "s0"), (column.repaired, "s3"), (column.composed, "s1"))
            rows.append(Row(who(column.way, lang), (Bar(parts, share(column.composed)),)))
    return bar_plot(rows, say("eval.plot_authors", lang), mark=1 - BARS["composed"], top=1.0) if rows else ""


def _ratio_plot(columns: Sequence[Column], lang: Lang) -> str:
    rows = [
        Row(who(column.way, lang), dots=_dots(column, lambda run: run.score.ratio if run.score else 0.0))
        for column in columns
    ]
    return dot_plot(rows, say("eval.plot_ratio", lang), band=(BARS["ratio_low"], BARS["ratio_high"]))


def _dots(column: Column, of: Callable[[Run], float]) -> tuple[Dot, ...]:
    return tuple(
        Dot(of(run), f"{run.sample} · {run.seed}", "d1" if column.way.method == PLAIN else "d0") for run in column.runs
    )


def _style_plot(columns: Sequence[Column], lang: Lang, name: str) -> str:
    rows = []
    for column in columns:
        value = column.mean(lambda score: getattr(score.style, name))
        rows.append(
            Row(who(column.way, lang), (Bar(((value, "s1" if column.way.method == PLAIN else "s0"),), share(value)),))
        )
    return bar_plot(rows, say(f"eval.plot_{name}", lang), top=1.0)


def _paired(columns: Sequence[Column], lang: Lang, name: str, of: Callable[[Run], float | None], digits: int) -> str:
    """A row for each sample, with a bar for each column: the mean over its seeds."""
    asked = [column for column in columns if column.way.backend != COMPOSE]
    rows = []
    for sample in dict.fromkeys(run.sample for column in asked for run in column.runs):
        bars = []
        for place, column in enumerate(asked):
            values = [value for run in column.runs if run.sample == sample and (value := of(run)) is not None]
            if values:
                mean = sum(values) / len(values)
                kind = "s1" if column.way.method == PLAIN else "s0" if place == 0 else "s3"
                bars.append(Bar(((mean, kind),), number(mean, digits)))
        rows.append(Row(sample, tuple(bars)))
    return bar_plot(rows, say(f"eval.plot_{name}", lang)) if rows else ""


def _faults(run: Run, lang: Lang) -> dict[str, Any]:
    found = run.score.faults if run.score else ()
    return {
        "title": f"{run.sample} · {who(run.way, lang)} · {run.seed}",
        "rows": [
            (say(f"eval.class_{one.name}", lang), str(one.line or ""), one.text[:120], one.message) for one in found
        ],
    }
