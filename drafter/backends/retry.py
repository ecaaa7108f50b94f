"""When to try again, and after how long."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from drafter.errors import RetryableError, TruncatedError

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

T = TypeVar("T")
FIRST: Final = 0.5  # seconds before the second try; doubled before each further one
LONGEST: Final = 30.0


def with_retries(
    attempt: Callable[[], T], *, retries: int, left: Callable[[], float], wait: Callable[[float], None], random: Random
) -> T:
    """The result of the first try that succeeds.

    Args:
        attempt: one try.
        retries: tries after the first.
        left: seconds that remain for all tries.
        wait: lets that many seconds pass.
        random: for the jitter, by which parallel requests do not come back all at once.

    Returns:
        What `attempt` returned.

    Raises:
        BackendError: of the last try; at once where another one cannot help, or would come too late.
    """
    for number in range(retries + 1):
        try:
            return attempt()
        except RetryableError as error:
            pause = pause_before(number, error.retry_after, random)
            if number == retries or not worth_another(error) or pause >= left():
                raise
        wait(pause)
    raise AssertionError  # a try either returned or raised


def worth_another(error: RetryableError) -> bool:
    """Whether the same request may do better: not where the reply reached its own bound of tokens.

    Args:
        error: what ended the try.
    """
    return not (isinstance(error, TruncatedError) and error.key.startswith("backends.length"))


def pause_before(number: int, asked: float | None, random: Random) -> float:
    """Seconds before another try.

    Args:
        number: how many tries there were before the one that failed.
        asked: seconds that the server asked for, or None.
        random: for the jitter.
    """
    longest: float = min(FIRST * 2**number, LONGEST)
    jitter = longest * random.uniform(0.5, 1.0)
    return jitter if asked is None else asked + jitter / 2
