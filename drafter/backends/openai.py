"""Any server that speaks the OpenAI protocol; the only importer of openai. What it answers is read in `receive`.

The client library is used for what it does well (the protocol's addresses and headers, connections) and kept from what
it does silently: its own retries, redirects that carry the prompt to another host, keys and organisations from the
environment, answers that are none. Its timeout is for each read; a dripping server would hold a call for ever. So the
calls run on an event loop in a thread of the backend's own, where a total deadline can end them at any point.
"""

from __future__ import annotations

import ssl
import threading
import time
import warnings
from contextlib import contextmanager
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING, Any, Final, TypeVar

from drafter.backends.contract import model_names
from drafter.backends.faults import quote, status_fault, unsupported_field
from drafter.backends.loop import LoopThread
from drafter.backends.policy import host_of, refuse_offline
from drafter.backends.receive import read_body, read_reply
from drafter.backends.retry import with_retries
from drafter.backends.tokens import least_tokens, prompt_was_cut
from drafter.errors import AccountError, BackendError, RetryableError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import httpx2
    import openai

    from drafter.model import Reply, Request
    from drafter.settings import Settings

T = TypeVar("T")
CONNECT_SECONDS: Final = 10.0
OPTIONAL: Final = ("max_tokens", "temperature", "seed", "stop", "stream_options")
HEADERS: Final = frozenset(
    {"host", "accept", "accept-encoding", "connection", "content-type", "content-length"}
    | {"x-stainless-raw-response"}  # the library reads it back from the request
)
_UNSUPPORTED: Final = (400, 422)
_RENAMED: Final = {"max_tokens": "max_completion_tokens"}


class OpenAIBackend:
    """A server, by its address.

    Args:
        settings: address, model, key, deadlines, retries, quirks.

    Raises:
        PolicyError: the settings say offline, and the server is not on this machine.
        UsageError: the key cannot be one.
    """

    name = "openai"

    def __init__(self, settings: Settings) -> None:
        self.place = host_of(settings.base_url)
        refuse_offline(self.place, offline=settings.offline)
        if not settings.api_key.isascii() or not settings.api_key.isprintable():
            raise UsageError("backends.key_form", origin=settings.origin("api_key").where)
        self._settings = settings
        self._model = settings.model
        self._omit = set(settings.server.omit)
        self._rename = dict(settings.server.rename)
        self._random = Random(settings.seed)  # noqa: S311  # jitter, no secret
        self._closed = threading.Event()
        self._lock = threading.Lock()
        self._loop = LoopThread()
        self._client: openai.AsyncOpenAI | None = None

    @property
    def model(self) -> str:
        """The model that the settings name, else the first that the server lists, asked once.

        Raises:
            BackendError: the server had to be asked, and failed.
        """
        with self._lock:
            if not self._model:
                self._model = next(iter(self.list_models()), "")
                if not self._model:
                    raise AccountError("backends.no_model", url=self._settings.base_url)
            return self._model

    def list_models(self) -> list[str]:
        """The models that the server offers, as it names them.

        Raises:
            BackendError: it could not be asked, or gave no list.
        """
        return self._persist(lambda seconds: self._loop.run(lambda _: self._list(), seconds))

    def complete(self, request: Request, on_text: Callable[[str], None] | None = None) -> Reply:
        """Answer the request; streamed when somebody looks on.

        Args:
            request: what to ask.
            on_text: called in this thread with each piece that may be shown; when a try fails midway, the next one
                begins the text anew.

        Returns:
            The whole answer; its seconds count all tries.

        Raises:
            BackendError: see `drafter.errors`; where another try can help, it has been made.
        """
        started = time.monotonic()
        limit, least = self._settings.context_tokens, least_tokens(request)
        if limit and least > limit:
            raise AccountError("backends.context", said=f"{least} > {limit}", status=0)
        fields = {"model": self.model, **_fields(request), **self._settings.server.body}
        if on_text:
            fields |= {"stream": True, "stream_options": {"include_usage": True}}
        reply = self._persist(
            lambda seconds: self._loop.run(lambda put: self._ask(fields, put), seconds, on_text=on_text)
        )
        if prompt_was_cut(request, reply.usage):
            raise AccountError("backends.prompt_cut", read=reply.usage.prompt_tokens, sent=least)
        usage = replace(reply.usage, seconds=time.monotonic() - started)
        return replace(reply, model=reply.model or self.model, usage=usage)

    def close(self) -> None:
        """End what is under way, and let go of the connections."""
        self._closed.set()
        self._loop.close(self._close_client)

    # ------------------------------------------------------------------------------------------ tries
    def _persist(self, attempt: Callable[[float], T]) -> T:
        """Try until it succeeds, or tries or time are up."""
        end = time.monotonic() + self._settings.timeout_total

        def left() -> float:
            return end - time.monotonic()

        return with_retries(
            lambda: attempt(left()), retries=self._settings.retries, left=left, wait=self._wait, random=self._random
        )

    def _wait(self, seconds: float) -> None:
        if self._closed.wait(seconds):
            raise BackendError("backends.closed")

    # ------------------------------------------------------------------------------------------ on the loop's thread
    async def _ask(self, fields: dict[str, Any], put: Callable[[str], None]) -> Reply:
        """One try; a field that the server does not take is left out and the request sent again."""
        import openai  # noqa: PLC0415  # 0.7 s and 50 MB: only where a request is sent

        with self._faults():
            while True:
                sent = self._for_server(fields)
                first = {"model": sent.pop("model"), "messages": sent.pop("messages")}
                create = self._open().chat.completions.with_streaming_response.create
                try:
                    async with create(**first, extra_body=sent, timeout=self._timeout(sent)) as response:
                        return await read_reply(response.http_response, put)
                except openai.APIStatusError as error:
                    if error.status_code not in _UNSUPPORTED or not self._learn(error.response.text, sent):
                        raise

    async def _list(self) -> list[str]:
        with self._faults():
            listing = self._open().models.with_streaming_response.list
            async with listing(timeout=self._settings.timeout_idle) as response:
                return model_names(await read_body(response.http_response))

    def _open(self) -> openai.AsyncOpenAI:
        """The client, made once."""
        if self._client is None:
            import httpx2  # noqa: PLC0415  # comes with openai
            import openai  # noqa: PLC0415  # as in `_ask`

            # Closed while a connection is about to be tried, its transport drops the try unawaited: nobody's concern.
            warnings.filterwarnings("ignore", r"coroutine 'connect_tcp\.", RuntimeWarning)
            http = httpx2.AsyncClient(
                # The certificates take 20 ms to read; a plain loopback address, the only one asked, needs none.
                verify=bool(self.place) or not self._settings.base_url.startswith("http:"),
                follow_redirects=False,
                trust_env=bool(self.place),  # a proxy of the environment is for what leaves the machine
                limits=httpx2.Limits(),  # how many at once is for the caller to say
                event_hooks={"request": [self._clean_headers]},
            )
            url, key = self._settings.base_url, self._settings.api_key or "none"
            self._client = openai.AsyncOpenAI(api_key=key, base_url=url, max_retries=0, http_client=http)
        return self._client

    async def _clean_headers(self, request: httpx2.Request) -> None:
        """Nothing about this machine, and nothing that the library finds in its environment, goes along."""
        from drafter import __version__  # noqa: PLC0415  # the package's own; not needed before

        for name in set(request.headers) - HEADERS:
            del request.headers[name]
        request.headers["user-agent"] = f"drafter/{__version__}"
        if self._settings.api_key:
            request.headers["authorization"] = f"Bearer {self._settings.api_key}"

    async def _close_client(self) -> None:
        if self._client:
            await self._client.close()

    def _timeout(self, sent: dict[str, Any]) -> httpx2.Timeout:
        """The idle deadline. An answer that is not streamed is silent until it is there: the total one is for that."""
        import httpx2  # noqa: PLC0415  # comes with openai

        idle = self._settings.timeout_idle
        return httpx2.Timeout(idle, connect=min(CONNECT_SECONDS, idle), read=idle if sent.get("stream") else None)

    def _for_server(self, fields: dict[str, Any]) -> dict[str, Any]:
        """The fields as this server knows them."""
        return {self._rename.get(name, name): value for name, value in fields.items() if name not in self._omit}

    def _learn(self, body: str, sent: dict[str, Any]) -> bool:
        """Whether the server refused a field that a request can do without; it is not sent again."""
        names = {self._rename.get(name, name): name for name in (*OPTIONAL, *self._settings.server.body)}
        name = names.get(unsupported_field(body, {field: sent[field] for field in sent if field in names}), "")
        if name in _RENAMED and name not in self._rename:
            self._rename[name] = _RENAMED[name]
        elif name:
            self._omit.add(name)
        return bool(name)

    @contextmanager
    def _faults(self) -> Iterator[None]:
        """What the client library raises, as an error of our tree."""
        import httpx2  # noqa: PLC0415  # comes with openai
        import openai  # noqa: PLC0415  # as in `_ask`

        try:
            yield
        except openai.APIStatusError as error:
            raise status_fault(error.status_code, error.response.text, error.response.headers, time.time) from None
        except (openai.APIConnectionError, httpx2.TransportError) as error:
            raise _connection_fault(error, self._settings) from None
        except (openai.OpenAIError, httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError) as error:
            raise RetryableError("backends.broken", said=quote(str(error))) from None


def _fields(request: Request) -> dict[str, Any]:
    """The request in the words of the protocol."""
    fields: dict[str, Any] = {
        "messages": [{"role": message.role, "content": message.text} for message in request.messages],
        "max_tokens": request.max_tokens,
        "temperature": request.temperature,
    }
    if request.seed is not None:
        fields["seed"] = request.seed
    if request.stop:
        fields["stop"] = list(request.stop)
    return fields


def _connection_fault(error: Exception, settings: Settings) -> BackendError:
    """Why there is no connection, or not any more."""
    import httpx2  # noqa: PLC0415  # comes with openai

    causes = [error]
    while (cause := causes[-1].__cause__ or causes[-1].__context__) and len(causes) < 10:  # noqa: PLR2004  # no endless chain
        causes.append(cause)  # type: ignore[arg-type]  # what is raised here is an Exception
    url = settings.base_url
    if any(isinstance(cause, ssl.SSLCertVerificationError) for cause in causes):
        return AccountError("backends.certificate", url=url)
    for cause in causes:
        if isinstance(cause, (httpx2.ConnectError, httpx2.ConnectTimeout)):
            return RetryableError("backends.unreachable", url=url, said=quote(str(causes[-1])))
        if isinstance(cause, httpx2.TimeoutException):
            return RetryableError("backends.idle", url=url, seconds=round(settings.timeout_idle))
    return RetryableError("backends.cut_connection", url=url, said=quote(str(causes[-1])))
