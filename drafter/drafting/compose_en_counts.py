"""English fragments that tell of some out of a number: 9 joined, 6 left; 2,918 of 3,040 on schedule."""

from __future__ import annotations

import re
from typing import Final

from drafter.drafting.compose_en_told import COUNT, any_of, has_verb, is_many, is_participle, small, told
from drafter.patterns import regex

_SOME_OF: Final = re.compile(
    r"(?P<label>[A-Z][A-Za-z' -]{1,40}): (?P<some>[0-9][0-9,]*) "
    r"(?P<how>(?P<place>(?:on|in|within|late|early|above|below)(?= ))?[a-z ]+?) (?:out )?of (?P<all>[0-9][0-9,]*)"
    r"(?P<rest>$|[,;] .*)"
)
_DID: Final = regex(lambda: rf"[0-9][0-9,]* (?:[a-z]+ )?(?:{any_of('people_did')})\b")
"""What some of a number did: 9 joined; 6 of them left is another thing."""


def some_of(text: str) -> str:
    """How many of all of a label were so, as a statement: of 3,040 repairs, 2,918 were on time; "" for others.

    Args:
        text: an English text such as Repairs: 2,918 on time out of 3,040.
    """
    found = _SOME_OF.fullmatch(text)
    if found is None or not is_many(found["label"]) or not (found["place"] or is_participle(found["how"].split()[0])):
        return ""
    label = found["label"] if found["label"][1:] != found["label"][1:].lower() else small(found["label"])
    return f"Of {found['all']} {label}, {found['some']} were {found['how']}{found['rest']}"


def peopled(text: str) -> str:
    """How many there were, in front of what some of them did: there were 64 staff; 9 joined and 6 left; "" for others.

    Args:
        text: an English text such as 64 staff, 9 joined, 6 left.
    """
    first, *rest = text.split(", ")
    count = COUNT.match(first)
    did = [_DID.match(part) for part in rest]
    if not (count and rest and all(did)) or has_verb(first):
        return ""
    return f"{told(first)}; {', '.join(rest[:-1])}{' and ' if rest[:-1] else ''}{rest[-1]}"
