"""Kinds for a person: described in words, and copied to start an own one."""

from __future__ import annotations

import shutil
from importlib.resources import as_file
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.errors import StorageError, UsageError
from drafter.kinds import load_kind
from drafter.messages import Lang, say

if TYPE_CHECKING:
    from collections.abc import Iterable
    from importlib.resources.abc import Traversable

    from drafter.kinds import Counting, Kind, SectionSpec


def describe_kind(kind: Kind, lang: Lang) -> str:
    """A kind in words: its sections in order, what each must cover, its lengths, and the questions to ask.

    Args:
        kind: the kind.
        lang: the reader's language.

    Returns:
        Some lines of text.
    """
    lines = [f"{kind.name}  {kind.title}"]
    if kind.aliases:
        lines.append(say("workflow.kind_aliases", lang, aliases="、".join(kind.aliases)))
    lines.append(say("workflow.kind_person", lang, person=kind.person))
    lines.append(say("workflow.kind_counting", lang, rule=counting_rule(kind.counting, lang)))
    if kind.min_chars or kind.max_chars:
        lines.append(say("workflow.kind_length", lang, length=_length(kind.min_chars, kind.max_chars)))
    for spec in kind.sections:
        lines += ["", *_describe_section(spec, lang)]
    return "\n".join(lines)


def counting_rule(counting: Counting, lang: Lang) -> str:
    """The counting rule in words, as it stands beside every count."""
    parts = [
        say(f"workflow.counting_{name}_{'in' if getattr(counting, name) else 'out'}", lang)
        for name in ("punctuation", "headings", "spaces")
    ]
    return "、".join(parts) if lang == "zh" else ", ".join(parts)


def _length(low: int | None, high: int | None) -> str:
    return f"{low or 0}-{high}" if high else f">={low}"


def _describe_section(spec: SectionSpec, lang: Lang) -> list[str]:
    needed = say("workflow.section_required" if spec.required else "workflow.section_optional", lang)
    lines = [f"[{spec.id}] {spec.title or '-'}  ({needed})"]
    if spec.min_chars or spec.max_chars:
        lines.append("  " + say("workflow.kind_length", lang, length=_length(spec.min_chars, spec.max_chars)))
    if spec.items:
        lines.append("  " + say("workflow.section_items", lang, items="、".join(item.label for item in spec.items)))
    lines += [f"  ? {question}" for question in spec.questions]
    return lines


def new_kind(name: str, base: str, folders: Iterable[Traversable], into: Path = Path("prompts")) -> Path:
    """Copy a kind into a folder of the person's own.

    Args:
        name: id of the new kind: the name of its folder.
        base: the kind to copy, by id, title or alias.
        folders: where kinds are looked for first.
        into: the folder of kinds, by default `./prompts`.

    Returns:
        The new folder.

    Raises:
        KindError: there is no such base.
        UsageError: the name is no plain folder name, or taken.
        StorageError: it cannot be written.
    """
    kind = load_kind(base, folders)
    if not name.replace("-", "").replace("_", "").isalnum():
        raise UsageError("workflow.kind_name", name=name)
    target = into / name
    if target.exists():
        raise UsageError("workflow.kind_taken", name=name, path=str(target))
    try:
        for folder in reversed(kind.folders):  # bases first, so that the kind's own files win
            with as_file(folder) as source:
                shutil.copytree(source, target, dirs_exist_ok=True)
    except OSError as error:
        raise StorageError("workflow.not_written", path=str(target), reason=error.strerror or str(error)) from error
    return target
