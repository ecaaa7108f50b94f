"""An event loop in a thread: coroutines with a deadline, called from any thread as if they were functions."""

from __future__ import annotations

import asyncio
import queue
import threading
from concurrent.futures import CancelledError
from typing import TYPE_CHECKING, TypeVar

from drafter.errors import BackendError, RetryableError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine

T = TypeVar("T")


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
        loop = self._started()
        pieces: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        future = asyncio.run_coroutine_threadsafe(_limited(work(pieces.put), seconds), loop)
        future.add_done_callback(lambda _: pieces.put(None))
        try:
            for piece in iter(pieces.get, None):
                if on_text:
                    on_text(piece)
            return future.result()
        except CancelledError:
            raise BackendError("backends.closed") from None
        except BaseException:  # also Ctrl-C: nothing goes on behind the caller's back
            future.cancel()
            raise

    def close(self, last: Callable[[], Awaitable[None]] | None = None) -> None:
        """Cancel what runs, await `last`, and stop.

        Args:
            last: e.g. what closes connections; it belongs to the loop, so it must run there.
        """
        with self._lock:
            self._closed = True
            loop, self._loop = self._loop, None
        if loop and self._thread:
            asyncio.run_coroutine_threadsafe(_end(last), loop).result()
            loop.call_soon_threadsafe(loop.stop)
            self._thread.join()
            loop.close()

    def _started(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if self._closed:
                raise BackendError("backends.closed")
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                self._thread = threading.Thread(target=self._loop.run_forever, name="drafter-backend", daemon=True)
                self._thread.start()
            return self._loop


async def _limited(work: Coroutine[None, None, T], seconds: float) -> T:
    try:
        async with asyncio.timeout(seconds):
            return await work
    except TimeoutError:
        raise RetryableError("backends.total", seconds=round(seconds)) from None


async def _end(last: Callable[[], Awaitable[None]] | None) -> None:
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
    if last:
        await last()
