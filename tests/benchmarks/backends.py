"""What a request costs beyond the model: against servers on the loopback, in one run.

    python tests/benchmarks/backends.py [CALLS]

CPU includes the server's own, which runs in the same process. Nine requests at once to a server of fixed latency should
take as long as one: the bar for a whole draft is 1.15 times the slowest chain.
"""

from __future__ import annotations

import sys
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from drafter.backends import open_backend
from drafter.model import Message, Request
from drafter.settings import Settings
from tests.servers.loopback import Loopback, completion
from tests.servers.scripted import timed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.model import Backend
    from tests.servers.loopback import Answer

TEXT = "一是完成投资2860万元，占年计划的105.3%。" * 10
ASK = Request((Message("user", "写"),))
LATENCY = 1.0


@contextmanager
def asked(answer: Answer) -> Iterator[Backend]:
    """A backend whose server gives that answer."""
    with Loopback(answer) as server:
        backend = open_backend(Settings(backend="openai", model="m", base_url=server.url))
        assert backend
        yield backend
        backend.close()


def cpu(backend: Backend, calls: int, *, shown: bool) -> float:
    """CPU milliseconds a call."""
    start = time.process_time()
    for _ in range(calls):
        backend.complete(ASK, (lambda _: None) if shown else None)
    return (time.process_time() - start) / calls * 1000


def together(backend: Backend, count: int) -> float:
    """Wall seconds of that many requests at once."""
    threads = [threading.Thread(target=backend.complete, args=(ASK,)) for _ in range(count)]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.perf_counter() - start


def main() -> None:
    """Measure and print the table."""
    calls = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    with asked(completion(TEXT)) as backend:
        start = time.perf_counter()
        backend.complete(ASK)
        print(f"first call, libraries loaded: {time.perf_counter() - start:6.2f} s")
        print(f"plain call:                   {cpu(backend, calls, shown=False):6.2f} ms of CPU")
        print(f"streamed call, 80 pieces:     {cpu(backend, calls, shown=True):6.2f} ms of CPU")
    with asked(timed(LATENCY, lambda _: TEXT)) as backend:
        one, nine = together(backend, 1), together(backend, 9)
    print(f"nine at once over one:        {nine / one:6.2f} (latency {LATENCY:g} s)")


if __name__ == "__main__":
    main()
