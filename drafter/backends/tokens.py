"""Tokens before they are counted: estimates without a tokenizer, for plans, prices, and prompts that a server cut."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from drafter.model import Request, Usage
    from drafter.settings import Price

# Tokens a character, least and likely, with the tokenizers in use (0.5 to 0.8 for Chinese).
WIDE: Final = (0.35, 0.7)
NARROW: Final = (0.12, 0.3)
TURN: Final = 4  # marks round a turn
SURE: Final = 1000  # below so many tokens, an estimate proves nothing
_FIRST_WIDE: Final = "\u2e80"  # CJK and full-width marks begin here


def estimate_tokens(request: Request) -> int:
    """How many tokens the prompt of a request is likely to have.

    Args:
        request: what is to be sent.
    """
    return _estimate(request, likely=1)


def least_tokens(request: Request) -> int:
    """How many tokens the prompt of a request has at the very least, with any tokenizer in use.

    Args:
        request: what is to be sent.
    """
    return _estimate(request, likely=0)


def prompt_was_cut(request: Request, usage: Usage) -> bool:
    """Whether a server read less than it was sent: some drop the beginning of a long prompt without a word.

    Args:
        request: what was sent.
        usage: what the server counted.
    """
    least = least_tokens(request)
    return usage.prompt_tokens is not None and least >= SURE and 0 < usage.prompt_tokens < least


def cost(price: Price, prompt_tokens: int, completion_tokens: int) -> float:
    """What tokens cost, in the currency of the price.

    Args:
        price: for a million tokens.
        prompt_tokens: sent.
        completion_tokens: received.
    """
    return (price.prompt * prompt_tokens + price.completion * completion_tokens) / 1_000_000


def _estimate(request: Request, *, likely: int) -> int:
    total = 0.0
    for message in request.messages:
        wide = sum(character >= _FIRST_WIDE for character in message.text)
        total += wide * WIDE[likely] + (len(message.text) - wide) * NARROW[likely] + TURN
    return ceil(total)
