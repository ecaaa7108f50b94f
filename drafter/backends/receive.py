"""An answer as it comes over the wire, streamed or whole, up to what is too large to be one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drafter.backends.contract import accept, read_answer, show
from drafter.backends.stream import StreamedAnswer
from drafter.errors import RetryableError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    import httpx2

    from drafter.model import Reply

LARGEST: Final = 32 * 2**20  # bytes of an answer; a streamed report of 20 000 characters has less than 8 MiB


async def read_reply(response: httpx2.Response, put: Callable[[str], None]) -> Reply:
    """The reply in an answer with status 200, streamed or not: the server decides, not what was asked of it."""
    import httpx2  # noqa: PLC0415  # comes with openai

    if "event-stream" not in response.headers.get("content-type", ""):
        reply = accept(read_answer(await read_body(response)))
        put(show(reply.text))
        return reply
    stream, cut = StreamedAnswer(), False
    try:
        async for piece in _pieces(response):
            if text := stream.feed(piece):
                put(text)
            if stream.done:
                break
        if text := stream.end():
            put(text)
    except httpx2.TransportError as error:
        if isinstance(error, httpx2.TimeoutException) and stream.answer.finish is None:
            raise
        cut = True
    return accept(stream.answer, cut=cut)


async def read_body(response: httpx2.Response) -> str:
    """The text of an answer, up to what is too large to be one."""
    return b"".join([piece async for piece in _pieces(response)]).decode("utf-8", "replace")


async def _pieces(response: httpx2.Response) -> AsyncIterator[bytes]:
    """The bytes as they come."""
    size = 0
    async for piece in response.aiter_bytes():
        size += len(piece)
        if size > LARGEST:
            raise RetryableError("backends.too_large", limit=LARGEST // 2**20)
        yield piece
