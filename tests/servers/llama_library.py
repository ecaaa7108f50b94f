"""A stand-in of the library of local models: as much of `llama_cpp` as our backend uses, without a model."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import TYPE_CHECKING, Any

from tests.servers.loopback import chunk

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest

EVALS = 9
"""Tokens of every reply, as the stand-in counts."""
READ = 6
"""Tokens of every prompt that were not in the cache, as it counts."""


class Ids(list[int]):
    """A row of tokens, of which a piece is one too, as in the library."""

    def __getitem__(self, place: Any) -> Any:
        found = super().__getitem__(place)
        return Ids(found) if isinstance(place, slice) else found

    def tolist(self) -> list[int]:
        return list(self)


class Llama:
    """What our backend uses of `llama_cpp.Llama`: says what `words` holds, one chunk a word; a character is a token.

    Class attributes:
        words: what is said.
        finish: why it ends.
        made: those that were made.
    """

    words: Any = ("一是", "完成", "投资。")
    finish: Any = "stop"
    made: list[Llama] = []  # noqa: RUF012  # emptied by the fixture

    def __init__(self, path: str, **options: Any) -> None:
        if "broken" in path:
            raise ValueError("Failed to load model from file")
        self.path, self.options = path, options
        self.asked: list[dict[str, Any]] = []
        self.open, self.busy, self.overlapped = True, False, False
        self.ctx, self.n_tokens, self.input_ids = self, 0, Ids()
        type(self).made.append(self)

    def n_ctx(self) -> int:
        return int(self.options["n_ctx"])

    def detokenize(self, tokens: list[int], *, special: bool = False) -> bytes:
        return "".join(map(chr, tokens)).encode()

    def create_chat_completion(self, **asked: Any) -> Iterator[dict[str, Any]]:
        self.asked.append(asked | {"held": self.n_tokens})
        self.input_ids = Ids(map(ord, "".join(message["content"] for message in asked["messages"]) + "·" * EVALS))
        self.n_tokens = len(self.input_ids)
        self.overlapped |= self.busy
        self.busy = True
        yield chunk(None, role="assistant")
        for word in self.words:
            if isinstance(word, Exception):
                raise word
            yield chunk(word)
        self.busy = False
        yield chunk(None, self.finish)

    def close(self) -> None:
        self.open = False

    def said_to(self, start: int, count: int) -> int:
        """Tokens of so many prompts, from the one at `start` on."""
        return sum(len(turn["content"]) for one in self.asked[start : start + count] for turn in one["messages"])


def _save(llama: Llama, path: bytes, _: int, tokens: Any, count: int) -> int:
    assert llama.n_tokens == count, "what follows was forgotten before"
    return Path(os.fsdecode(path)).write_text("".join(map(chr, tokens)), encoding="utf-8")


def _load(llama: Llama, path: bytes, _: int, tokens: Any, room: int, count: Any) -> int:  # the library's
    held = Path(os.fsdecode(path)).read_text(encoding="utf-8")
    if held == "broken":
        return 0
    llama.input_ids = Ids([0] * room)
    tokens[: len(held)] = list(map(ord, held))
    count.contents.value = len(held)
    return 1


def install(kind: type[Llama], monkeypatch: pytest.MonkeyPatch, state: Path) -> None:
    """Put the stand-in in the library's place, with a class of models; what is kept between runs goes to `state`."""
    module = ModuleType("llama_cpp")
    vars(module).update(
        Llama=kind,
        __version__="0",
        llama_perf_context_reset=lambda context: None,
        llama_perf_context=lambda context: SimpleNamespace(n_eval=EVALS, n_p_eval=READ),
        llama_token=ctypes.c_int32,
        llama_get_memory=lambda context: context,
        llama_memory_seq_rm=lambda memory, sequence, start, end: True,
        llama_memory_clear=lambda memory, data: None,
        llama_state_seq_save_file=_save,
        llama_state_seq_load_file=_load,
    )
    monkeypatch.setenv("DRAFTER_STATE_DIR", str(state))
    monkeypatch.setitem(sys.modules, "llama_cpp", module)
    monkeypatch.setattr(kind, "made", [])
