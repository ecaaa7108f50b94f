"""What --dry-run shows: the requests that would be sent, and about what they cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.console import note, write
from drafter.messages import Lang, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.model import Request
    from drafter.settings import Price


def show_requests(requests: Sequence[Request], price: Price | None, lang: Lang) -> None:
    """Show requests on stdout, and what they would cost on stderr; nothing is sent.

    Args:
        requests: what would be sent.
        price: of the server, or None.
        lang: the reader's language.
    """
    from drafter.workflow.dry import estimate  # noqa: PLC0415  # only for --dry-run

    for request in requests:
        write(f"===== {request.section}")
        for message in request.messages:
            write(f"--- {message.role}\n{message.text}")
    cost = estimate(requests, price)
    note(say("cli.dry_run_total", lang, requests=len(requests), prompt=cost.prompt_tokens, reply=cost.reply_tokens))
    if cost.money:
        note(say("cli.dry_run_cost", lang, cost=cost.money))
