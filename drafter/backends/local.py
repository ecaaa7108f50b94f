"""A model in this process, by llama-cpp-python (the extra `drafter[local]`); the only importer of llama_cpp.

Nothing leaves the machine. The model is loaded with the first request and kept: what a prompt has in common with the
one before it, the system prompt and the worked example above all, is not read again, by later runs neither
(`drafter.backends.prefixes`). Requests go one by one.
"""

from __future__ import annotations

import ctypes
import os
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from drafter.backends.answers import ThinkingFilter
from drafter.backends.contract import Answer, accept, show, take
from drafter.backends.faults import quote
from drafter.backends.models import find_model
from drafter.backends.prefixes import prefix_file, prune, touch
from drafter.backends.tokens import least_tokens
from drafter.errors import AccountError, BackendError, InputError, RetryableError, UsageError
from drafter.model import Usage
from drafter.settings import models_folder, state_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import llama_cpp

    from drafter.model import Message, Reply, Request
    from drafter.settings import Settings

CONTEXT: Final = 8192  # tokens held at once where the settings do not say: enough for a section, and little memory
BATCH: Final = 512
SPINS: Final = "1000"
"""Turns that a thread waits for the others before it sleeps: what libgomp itself takes where threads outnumber cores.
Left alone, each of them turns for milliseconds: with other programs at work two threads were then four times slower."""
WORTH: Final = 64
"""Tokens of a beginning that it is worth a file to keep."""


@dataclass(slots=True)
class _Beginning:
    """The turns that all requests under way share, and what the model has made of them.

    `size` is how many tokens they are, 0 while nothing was read; `kept`, that the file holds them.
    """

    turns: tuple[Message, ...]
    file: Path
    size: int = 0
    kept: bool = False


class LocalBackend:
    """A GGUF model in this process.

    Args:
        settings: model (a name or a path), folder of models, threads, context, deadline.

    Raises:
        UsageError: there is no such model, or it is not here yet.
        InputError: the file is no GGUF file.
    """

    name = "local"
    place = ""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.path = find_model(settings.model, models_folder(os.environ, settings.models_dir))
        self.model = self.path.stem
        self._lock = threading.Lock()
        self._closed = threading.Event()
        self._llama: llama_cpp.Llama | None = None
        self._beginning: _Beginning | None = None
        self._prefixes = state_folder(os.environ) / "prefixes"

    def complete(self, request: Request, on_text: Callable[[str], None] | None = None) -> Reply:
        """Answer the request, after those that came before it.

        Args:
            request: what to ask.
            on_text: called with each piece that may be shown.

        Returns:
            The whole answer; its seconds do not count the wait for others, `cached_tokens` are those not read again.

        Raises:
            BackendError: see `drafter.errors`.
        """
        with self._lock:
            llama = self._open()
            if least_tokens(request) > llama.n_ctx():
                raise AccountError("backends.context", said=f"> {llama.n_ctx()}", status=0)
            started = time.monotonic()
            self._begin(llama, request.messages[:-1])
            answer = self._generate(llama, request, on_text, started + self._settings.timeout_total)
            answer.usage = replace(_usage(llama), seconds=time.monotonic() - started)
            if self._beginning and not self._beginning.size:
                self._beginning.size = _tokens_before(llama, request.messages[-1].text)
            return replace(accept(answer), model=self.model)

    def close(self) -> None:
        """End what is under way at its next token, and let go of the model's memory."""
        self._closed.set()
        with self._lock:
            if self._llama:
                self._keep(self._llama)
                self._llama.close()
                self._llama = None

    def _open(self) -> llama_cpp.Llama:
        """The model, loaded once."""
        if self._closed.is_set():
            raise BackendError("backends.closed")
        if self._llama is None:
            os.environ.setdefault("GOMP_SPINCOUNT", SPINS)  # read once, when the library is loaded
            try:
                import llama_cpp  # noqa: PLC0415  # an extra, and seconds to load
            except ImportError as error:
                raise UsageError("models.no_llama") from error
            threads = self._settings.threads or machine_threads()
            try:
                self._llama = llama_cpp.Llama(
                    str(self.path),
                    n_ctx=self._settings.context_tokens or CONTEXT,
                    n_batch=BATCH,
                    n_threads=threads,
                    n_threads_batch=threads,
                    verbose=False,
                )
            except (ValueError, OSError, RuntimeError, MemoryError) as error:
                raise InputError("models.bad_model", path=str(self.path), said=quote(str(error))) from error
        return self._llama

    def _begin(self, llama: llama_cpp.Llama, turns: tuple[Message, ...]) -> None:
        """Take up the beginning of a request where an earlier run left it."""
        if self._beginning and self._beginning.turns == turns:
            return
        self._keep(llama)
        self._beginning = None
        if turns:
            import llama_cpp  # noqa: PLC0415  # loaded in `_open`

            reader = f"{llama_cpp.__version__} {llama.n_ctx()}"
            file = prefix_file(self._prefixes, self.path, reader, turns)
            size = _read_prefix(llama, file) if file.is_file() else 0
            self._beginning = _Beginning(turns, file, size, kept=size > 0)

    def _keep(self, llama: llama_cpp.Llama) -> None:
        """Leave the beginning to later runs. One that cannot be written is read again, no more."""
        now = self._beginning
        if now is None or now.kept or now.size < WORTH or now.size > llama.n_tokens:
            return
        with suppress(OSError):
            self._prefixes.mkdir(parents=True, exist_ok=True)
            half = now.file.with_name(f"{now.file.name}.{os.getpid()}")
            if _write_prefix(llama, half, now.size):
                half.replace(now.file)
            prune(self._prefixes)
        now.kept = True

    def _generate(
        self, llama: llama_cpp.Llama, request: Request, on_text: Callable[[str], None] | None, end: float
    ) -> Answer:
        """What the model says, token by token."""
        answer, thinking = Answer(), ThinkingFilter()
        for chunk in _chunks(llama, request):
            piece = show(thinking.feed(take(answer, chunk, "delta")))
            if on_text and piece:
                on_text(piece)
            if self._closed.is_set():
                raise BackendError("backends.closed")
            if time.monotonic() > end and answer.finish is None:
                raise RetryableError("backends.total", seconds=round(self._settings.timeout_total))
        return answer


def machine_threads() -> int:
    """Threads that this process may run at once."""
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)))
    return os.cpu_count() or 1


def _chunks(llama: llama_cpp.Llama, request: Request) -> Iterator[object]:
    """The answer in chunks of the protocol, which the library speaks as well; its faults as ours."""
    import llama_cpp  # noqa: PLC0415  # loaded in `_open`

    create: Any = llama.create_chat_completion  # typed or not, as the extra is installed or not
    llama_cpp.llama_perf_context_reset(llama.ctx)
    try:
        yield from create(
            messages=[{"role": message.role, "content": message.text} for message in request.messages],
            max_tokens=request.max_tokens,
            temperature=request.temperature,
            seed=request.seed,
            stop=list(request.stop),
            stream=True,
        )
    except (ValueError, RuntimeError, OSError, MemoryError) as error:
        if "context window" in str(error):
            raise AccountError("backends.context", said=quote(str(error)), status=0) from error
        raise RetryableError("models.failed", said=quote(str(error))) from error


def _usage(llama: llama_cpp.Llama) -> Usage:
    """Token counts, from what the library measured: it decodes one token at a time, the last one not at all."""
    import llama_cpp  # noqa: PLC0415  # loaded in `_open`

    measured = llama_cpp.llama_perf_context(llama.ctx)
    prompt = llama.n_tokens - measured.n_eval
    return Usage(prompt, measured.n_eval + 1, max(0, prompt - measured.n_p_eval))


def _tokens_before(llama: llama_cpp.Llama, text: str) -> int:
    """How many of the tokens that the model holds stand before a text, 0 where it cannot be found in them."""
    tokens = llama.input_ids[: llama.n_tokens].tolist()
    said = [llama.detokenize([token], special=True) for token in tokens]
    left = b"".join(said).rfind(text.strip().encode())
    count = 0
    for piece in said:
        left -= len(piece)
        if left < 0:
            break
        count += 1
    return count


def _write_prefix(llama: llama_cpp.Llama, file: Path, size: int) -> bool:
    """Write what the model holds of its first tokens; it forgets the others."""
    import llama_cpp  # noqa: PLC0415  # loaded in `_open`

    memory = llama_cpp.llama_get_memory(llama.ctx)
    if not llama_cpp.llama_memory_seq_rm(memory, 0, size, -1):
        return False
    llama.n_tokens = size
    tokens = (llama_cpp.llama_token * size)(*llama.input_ids[:size].tolist())
    return bool(llama_cpp.llama_state_seq_save_file(llama.ctx, os.fsencode(file), 0, tokens, size))


def _read_prefix(llama: llama_cpp.Llama, file: Path) -> int:
    """Let the model hold what a file holds; how many tokens, 0 where the file is none of this model's."""
    import llama_cpp  # noqa: PLC0415  # loaded in `_open`

    tokens, count = (llama_cpp.llama_token * llama.n_ctx())(), ctypes.c_size_t()
    llama.n_tokens = 0
    llama_cpp.llama_memory_clear(llama_cpp.llama_get_memory(llama.ctx), True)  # noqa: FBT003  # takes no names
    if not llama_cpp.llama_state_seq_load_file(
        llama.ctx, os.fsencode(file), 0, tokens, len(tokens), ctypes.pointer(count)
    ):
        return 0
    size = count.value
    llama.input_ids[:size] = tokens[:size]
    llama.n_tokens = size
    touch(file)
    return size
