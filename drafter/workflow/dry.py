"""What a draft would send, and what that would cost; nothing is sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from drafter.drafting.section import opening_requests

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.drafting.brief import Brief
    from drafter.drafting.plan import SectionPlan
    from drafter.model import Request
    from drafter.settings import Price

# Measured with the tokenizers of Qwen2.5 and GPT-4: 0.6 to 0.8 tokens a Chinese character, 0.25 a Latin letter.
_TOKENS_PER_WIDE: Final = 0.7
_TOKENS_PER_NARROW: Final = 0.25
_LAST_NARROW: Final = "\u2e7f"
_MILLION: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Estimate:
    """What requests would use.

    Attributes:
        prompt_tokens: sent, about.
        reply_tokens: the most that may come back.
        money: about, with currency and the date of the price list; "" where the price is not known.
    """

    prompt_tokens: int
    reply_tokens: int
    money: str = ""


def first_requests(plans: Sequence[SectionPlan], brief: Brief) -> tuple[Request, ...]:
    """The requests that are sent whatever the replies are; repairs depend on those.

    Args:
        plans: the sections.
        brief: what they share.
    """
    return tuple(request for plan in plans for request in opening_requests(plan, brief))


def count_tokens(text: str) -> int:
    """About how many tokens a text is."""
    wide = sum(char > _LAST_NARROW for char in text)
    return round(wide * _TOKENS_PER_WIDE + (len(text) - wide) * _TOKENS_PER_NARROW)


def estimate(requests: Sequence[Request], price: Price | None) -> Estimate:
    """What requests would use and cost.

    Args:
        requests: what would be sent.
        price: of the server, or None.
    """
    prompt = sum(count_tokens(message.text) for request in requests for message in request.messages)
    reply = sum(request.max_tokens for request in requests)
    if price is None:
        return Estimate(prompt, reply)
    cost = (prompt * price.prompt + reply * price.completion) / _MILLION
    return Estimate(prompt, reply, f"{cost:.4f} {price.currency} ({price.date})")
