"""Findings as GitHub Actions workflow commands: annotations on the lines of a pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.formats.findings.result import Result
    from drafter.messages import Lang


def as_github(results: Sequence[Result], lang: Lang) -> str:
    """A command a finding: `::error file=…,line=…,col=…,title=…::message`."""
    del lang  # the messages have their language already
    lines = []
    for result in results:
        for finding in result.findings:
            fields = [f"file={_property(result.path)}"]
            if finding.line is not None and finding.column is not None:
                fields += [f"line={finding.line}", f"col={finding.column}"]
                if "\n" not in finding.text:
                    fields += [f"endLine={finding.line}", f"endColumn={finding.column + len(finding.text)}"]
            fields.append(f"title={_property(finding.rule)}")
            message = f"{finding.message} {finding.hint}".strip()
            lines.append(f"::{finding.level.value} {','.join(fields)}::{_data(message)}")
    return "\n".join(lines)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
