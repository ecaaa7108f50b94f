"""An event loop in a thread: coroutines with a deadline, called from any thread as if they were functions.

Ctrl-C raises wherever the main thread stands, even between taking a lock and noting that it is held. A lock made in
Python, as every `Future` of `concurrent.futures` has one, then stays taken, and whoever needs it next waits for ever.
So the threads share nothing but a `SimpleQueue` for each call and the loop's mailbox, which cannot be left locked.
"""

from __future__ import annotations

import asyncio
import queue
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from drafter.errors import BackendError, RetryableError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine

T = TypeVar("T")
PARTING: Final = 5.0
"""Seconds that cancelled coroutines get to end. What takes longer is left behind; its thread ends with the process."""


class LoopThread:
    """Starts with the first call; threads may call at once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._closed = False

    def run(
        self,
        work: Callable[[Callable[[str], None]], Coroutine[None, None, T]],
        seconds: float,
        on_text: Callable[[str], None] | None = None,
    ) -> T:
        """The result of a coroutine.

        Args:
            work: makes the coroutine; what it passes to its argument goes to `on_text`.
            seconds: after which it is cancelled, wherever it stands.
            on_text: called in the calling thread, so that a slow or failing reader stops nobody else.

        Returns:
            What the coroutine returned.

        Raises:
            RetryableError: the time was up.
            BackendError: the thread was closed meanwhile.
        """
        call = _Call(lambda put: _limited(work, put, seconds))
        loop = self._begin(call)
        try:
            while isinstance(piece := call.heard.get(), str):
                if on_text:
                    on_text(piece)
        except BaseException:  # also Ctrl-C: nothing goes on behind the caller's back
            with suppress(RuntimeError):  # closed meanwhile, which has cancelled it
                loop.call_soon_threadsafe(call.cancel)
            raise
        try:
            return piece.result()
        except asyncio.CancelledError:
            raise BackendError("backends.closed") from None

    def close(self, last: Callable[[], Awaitable[None]] | None = None) -> None:
        """Cancel what runs, await `last`, and stop.

        Args:
            last: e.g. what closes connections; it belongs to the loop, so it must run there.
        """
        with self._lock:
            self._closed = True
            loop, self._loop = self._loop, None
        if loop is None or self._thread is None:
            return
        call = _Call(lambda _: _end(last))
        loop.call_soon_threadsafe(call.start)
        try:
            ended = call.heard.get(timeout=PARTING)
        except queue.Empty:
            return
        loop.call_soon_threadsafe(loop.stop)
        self._thread.join()
        loop.close()
        if not isinstance(ended, str):
            ended.result()  # raises what `last` raised

    def _begin(self, call: _Call[T]) -> asyncio.AbstractEventLoop:
        """Post a call. The lock is C's own; under it no call can come behind the end that `close` posts."""
        with self._lock:
            if self._closed:
                raise BackendError("backends.closed")
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                self._thread = threading.Thread(target=self._loop.run_forever, name="drafter-backend", daemon=True)
                self._thread.start()
            self._loop.call_soon_threadsafe(call.start)
            return self._loop


class _Call(Generic[T]):
    """A coroutine: begun and cancelled on the loop's thread, heard from in the caller's.

    Attributes:
        heard: the pieces that it puts, and behind the last the task itself, done.
    """

    def __init__(self, work: Callable[[Callable[[str], None]], Coroutine[None, None, T]]) -> None:
        self.heard: queue.SimpleQueue[str | asyncio.Task[T]] = queue.SimpleQueue()
        self._work = work
        self._task: asyncio.Task[T] | None = None

    def start(self) -> None:
        self._task = asyncio.get_running_loop().create_task(self._work(self.heard.put))
        self._task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[T]) -> None:
        if not task.cancelled():
            task.exception()  # looked at here: where the caller is gone, asyncio would say on stderr that nobody did
        self.heard.put(task)

    def cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()


async def _limited(
    work: Callable[[Callable[[str], None]], Coroutine[None, None, T]], put: Callable[[str], None], seconds: float
) -> T:
    try:
        async with asyncio.timeout(seconds):
            return await work(put)
    except TimeoutError:
        raise RetryableError("backends.total", seconds=round(seconds)) from None


async def _end(last: Callable[[], Awaitable[None]] | None) -> None:
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
    if last:
        await last()
