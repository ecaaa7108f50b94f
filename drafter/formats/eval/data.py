"""The results as JSON values, and the runs read back from them."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any, Final

from drafter.errors import InputError
from drafter.model import Usage
from drafter.scoring import BARS, Authors, Fault, Run, Score, Style, summarise

if TYPE_CHECKING:
    from collections.abc import Sequence

SCHEMA: Final = 1


def results_data(runs: Sequence[Run], made: dict[str, object]) -> dict[str, Any]:
    """The results as JSON values.

    Args:
        runs: every run.
        made: how they were made: version, command, machine.

    Returns:
        A table with `schema`, `made`, `bars`, `columns` (sums over the runs) and `runs`.
    """
    return {
        "schema": SCHEMA,
        "made": made,
        "bars": dict(BARS),
        "columns": [
            {
                **column.way._asdict(),
                "runs": len(column.runs),
                "failed": column.failed,
                "faults": column.counts,
                "sentences": column.sentences,
                "repaired": round(column.repaired, 4),
                "composed": round(column.composed, 4),
                "ratio_low": round(column.ratios[0], 3),
                "ratio_high": round(column.ratios[1], 3),
                "seconds": _rounded(column.total(lambda run: run.usage.seconds)),
                "requests": column.total(lambda run: run.requests),
                "prompt_tokens": column.total(lambda run: run.usage.prompt_tokens),
                "evaluated_tokens": column.total(lambda run: run.evaluated),
                "completion_tokens": column.total(lambda run: run.usage.completion_tokens),
                "seconds_over_plain": _rounded(column.seconds),
                "evaluated_over_plain": _rounded(column.evaluated),
                "passes": column.passes(),
            }
            for column in summarise(runs)
        ],
        "runs": [_run_data(run) for run in runs],
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def _run_data(run: Run) -> dict[str, Any]:
    data = asdict(run)
    data["usage"]["evaluated_tokens"] = run.evaluated
    if run.score is not None:
        shares = {"ratio": round(run.score.ratio, 3), "composed": round(run.score.composed, 4)}
        style = {name: round(value, 4) for name, value in data["score"]["style"].items()}
        data["score"] |= {"counts": run.score.counts, **shares, "style": style}
    return data


def read_runs(data: object, path: str) -> tuple[Run, ...]:
    """The runs of earlier results.

    Args:
        data: JSON values as `results_data` gives them.
        path: where they were read, for messages.

    Returns:
        The runs.

    Raises:
        InputError: they are no results, or those of another schema.
    """
    try:
        if not isinstance(data, dict) or data["schema"] != SCHEMA:
            raise InputError("eval.bad_results", path=path)  # one sentence for all that may be wrong
        runs = tuple(_read_run(entry) for entry in data["runs"])
        made_of = data["made"]["commands"]
        if not isinstance(made_of, list):
            raise InputError("eval.bad_results", path=path)
    except (KeyError, TypeError, ValueError) as error:
        raise InputError("eval.bad_results", path=path) from error
    return runs


def _read_run(data: dict[str, Any]) -> Run:
    score = data["score"]
    if score is not None:
        parts = {
            "faults": tuple(Fault(**fault) for fault in score["faults"]),
            "authors": Authors(**score["authors"]),
            "unmet": tuple(score["unmet"]),
            "style": Style(**score["style"]),
        }
        score = Score(**_known(Score, score) | parts)
    return Run(**_known(Run, data) | {"usage": Usage(**_known(Usage, data["usage"])), "score": score})


def _known(cls: type, data: dict[str, Any]) -> dict[str, Any]:
    """The values that a class has; what was derived for the reader is derived again, what is new has its default."""
    return {one.name: data[one.name] for one in fields(cls) if one.name in data}
