"""The command eval: drafts sample notes with backends and prompts, and scores what comes of it."""

from __future__ import annotations

import json
import shlex
import sys
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Annotated

import typer

from drafter.cli.options import (
    FormatOption,
    JobsOption,
    LangOption,
    OfflineOption,
    OutputFormat,
    text,
)
from drafter.cli.session import open_session
from drafter.console import note, show_status, write
from drafter.errors import Exit, UsageError
from drafter.messages import Lang, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.scoring import Run
    from drafter.settings import Settings
    from drafter.workflow.eval_tasks import Terms
    from drafter.workflow.results import Results

_HOTTEST = 2.0


def evaluate(
    samples: Annotated[list[str] | None, typer.Argument(metavar="[SAMPLES]...", help=text("eval_samples"))] = None,
    output: Annotated[str | None, typer.Option("-o", "--output", metavar="DIR", help=text("eval_output"))] = None,
    backend: Annotated[list[str] | None, typer.Option(help=text("eval_backend"))] = None,
    model: Annotated[list[str] | None, typer.Option(help=text("eval_model"))] = None,
    base_url: Annotated[list[str] | None, typer.Option(help=text("eval_base_url"))] = None,
    prompts: Annotated[list[str] | None, typer.Option(metavar="DIR", help=text("eval_prompts"))] = None,
    seed: Annotated[list[int] | None, typer.Option(help=text("eval_seed"))] = None,
    plain: Annotated[bool, typer.Option("--plain", help=text("eval_plain"))] = False,
    temperature: Annotated[float | None, typer.Option(help=text("eval_temperature"))] = None,
    jobs: JobsOption = None,
    offline: OfflineOption = None,
    fresh: Annotated[bool, typer.Option("--fresh", help=text("eval_fresh"))] = False,
    format: FormatOption = OutputFormat.text,  # noqa: A002  # the option's name
    lang: LangOption = None,
) -> None:
    """Score backends and prompts on sample notes."""
    from drafter.workflow import contenders, results  # noqa: PLC0415  # not needed for `--help`
    from drafter.workflow.eval_tasks import Terms  # noqa: PLC0415  # the same
    from drafter.workflow.samples import find_samples  # noqa: PLC0415  # the same

    if temperature is not None and not 0 <= temperature <= _HOTTEST:
        raise UsageError("eval.temperature", given=temperature)
    shared = {"jobs": jobs, "offline": offline, "lang": lang}
    session = open_session(**shared)
    named = contenders.name_backends(
        backend or (), model or (), base_url or (), lambda flags: open_session(**shared, **flags).settings
    )
    if plain and all(settings.backend == "compose" for settings in named):
        raise UsageError("eval.plain_needs")
    terms = Terms(
        samples=find_samples(samples or ()),
        prompts=contenders.name_prompts(prompts or (), session.folders),
        seeds=tuple(dict.fromkeys(seed or (session.settings.seed,))),
        plain=plain,
        temperature=temperature,
        program=results.program_digest(),
    )
    made = results.made_by(shlex.join(["drafter", *sys.argv[1:]]))
    kept = results.open_results(Path(output) if output else None, session.lang(), made, fresh=fresh)
    runs = _run(named, terms, kept)
    _tell(runs, kept, format)
    status = _status(runs)
    if status is not Exit.CLEAN:
        raise typer.Exit(status)


def _run(named: Sequence[Settings], terms: Terms, kept: Results) -> tuple[Run, ...]:
    """All runs; those that were done before are counted on stderr."""
    from drafter.workflow.eval import evaluate as verb  # noqa: PLC0415  # not needed for `--help`

    watch = EvalProgress(kept)
    try:
        runs = verb(named, terms, watch, dict(kept.done))
    except BaseException:
        if kept.folder is None and kept.done:  # nothing else keeps what was paid for
            _tell(tuple(kept.done.values()), kept, OutputFormat.text)
        raise
    before = [run for run in runs if run.key not in watch.ended]
    stale = sum(run.program != terms.program for run in before)
    for key, count in (("eval.recalled", len(before)), ("eval.stale", stale)):
        if count:
            note(say(key, kept.lang, count=count))
    return runs


def _tell(runs: tuple[Run, ...], kept: Results, form: OutputFormat) -> None:
    """Save the results, and write them to stdout."""
    from drafter.formats.eval import results_data, results_table  # noqa: PLC0415  # not needed for `--help`

    kept.write([*runs, *kept.others(runs)])
    if form is OutputFormat.json:
        write(json.dumps(results_data(runs, kept.made), ensure_ascii=False, indent=1))
    else:
        write(results_table(runs, kept.lang))
    if kept.folder is not None:
        note(say("eval.written", kept.lang, folder=kept.folder))


def _status(runs: tuple[Run, ...]) -> Exit:
    """The worst of what happened; the faults of the baseline are not ours."""
    if any(run.error for run in runs):
        return Exit.BACKEND
    if any(run.score.faults for run in runs if run.score is not None and run.method != "plain"):
        return Exit.FINDINGS
    return Exit.PARTIAL if any(run.kept_back for run in runs) else Exit.CLEAN


@dataclass
class EvalProgress:
    """The runs on stderr, a line each; on a terminal the sections of the one under way are counted. Saves what ends.

    Attributes:
        results: where runs are saved.
        ended: keys of the runs that ended now.
    """

    results: Results
    ended: set[str] = field(default_factory=set)
    _sections: int = 0
    _wrote: int = 0
    _lock: Lock = field(default_factory=Lock)

    def begins(self, run: Run, number: int, count: int, sections: int) -> None:
        """A run begins, one of so many."""
        from drafter.formats.eval.table import who  # noqa: PLC0415  # loaded by the command

        self._sections, self._wrote = sections, 0
        name = who(run.way, self.results.lang)
        note(
            say(
                "eval.begins", self.results.lang, number=number, count=count, sample=run.sample, who=name, seed=run.seed
            )
        )

    def wrote(self) -> None:
        """A section is finished."""
        with self._lock:
            self._wrote += 1
            show_status(say("eval.wrote", self.results.lang, wrote=self._wrote, sections=self._sections))

    def ends(self, run: Run, text: str) -> None:
        """A run is done: save it, and say how it went."""
        show_status("")
        self.ended.add(run.key)
        self.results.add(run, text)
        note(how_it_went(run, self.results.lang))


def how_it_went(run: Run, lang: Lang) -> str:
    """How a run went, in one line.

    Args:
        run: the run.
        lang: the reader's language.
    """
    score = run.score
    if score is None:
        return say("eval.failed", lang, error=run.error)
    counts = score.counts
    lost = sum(count for name, count in counts.items() if name.endswith("_lost"))
    invented = sum(count for name, count in counts.items() if name.endswith("_invented")) + counts["private"]
    return say(
        "eval.ends" if run.method != "plain" else "eval.ends_plain",
        lang,
        seconds=run.usage.seconds,
        requests=run.requests,
        lost=lost,
        invented=invented,
        form=len(score.faults) - lost - invented,
        composed=score.composed,
        ratio=score.ratio,
    )
