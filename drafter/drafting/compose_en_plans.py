"""English plans as statements: a level that is to be reached, with the verb that the bullet leaves out."""

from __future__ import annotations

import re
from typing import Final

from drafter.drafting.compose_en_told import LABEL, has_verb, is_many, small, the_subject
from drafter.drafting.compose_words import table, words

_LEVEL_OF: Final = re.compile(
    r"(?P<noun>[A-Za-z][a-z-]*(?: [a-z-]+){0,2}?)(?: of| to| at)? "
    r"(?P<figure>(?:[£$€][0-9][0-9.,]*[0-9](?: million|m|k)?|[0-9][0-9.]*%)(?: by [^,;]+)?)(?:[,;] (?P<rest>.+))?$"
)


def levelled(text: str) -> str:
    """A plan that is a noun and the level it is to reach, as a statement: the aim is a fill rate of 98.5% by Q3.

    Args:
        text: the bullet; "" for what is no such plan.
    """
    found = _LEVEL_OF.match(text)
    if found is None or has_verb(found["noun"]):
        return ""
    forms, noun, rest = table("en")["next"], small(found["noun"]), found["rest"] or ""
    one = "" if is_many(noun) or the_subject(noun) == noun else "an " if noun[0] in "aeiou" else "a "
    told = str(forms["level_of"].format(noun=f"{one}{noun}", text=found["figure"]))
    does = rest.split(" ")[0].lower() in words("en", "base").all
    return told + (f"; {forms['base'][0].format(text=small(rest)) if does else rest}" if rest else "")


def headed_plan(text: str) -> str:
    """A plan behind what it is about, as a statement: on sharps, I will name the ward and halve the number.

    Args:
        text: the bullet; "" for what is no such plan.
    """
    label = LABEL.match(text[:1].upper() + text[1:])
    rest = text[label.end() :] if label else ""
    base = words("en", "base").all
    if label is None or rest.split(" ")[0].lower() not in base:
        return ""
    first, comma, last = rest.rpartition(", ")
    told = f"{first} and {last}" if comma and last.split(" ")[0] in base and ", " not in first else rest
    plain = label[1].endswith(("s", "ing")) or label[1].split()[0].lower() in words("en", "plain").all
    about = small(label[1]) if plain and label[1][1:].islower() else label[1]
    return f"On {about}, {table('en')['next']['base'][0].format(text=small(told))}"
