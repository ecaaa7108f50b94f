"""English plans as statements, a level that is to be reached with the verb it wants; and what a post covers."""

from __future__ import annotations

import re
from typing import Final

from drafter.drafting.compose_en_told import LABEL, has_verb, is_many, small, the_subject
from drafter.drafting.compose_words import table, words

_LEVEL_OF: Final = re.compile(
    r"(?P<noun>[A-Za-z][a-z-]*(?: [a-z-]+){0,2}?)(?: of| to| at)? "
    r"(?P<figure>(?:[£$€][0-9][0-9.,]*[0-9](?: million|m|k)?|[0-9][0-9.]*%)(?: by [^,;]+)?)(?:[,;] (?P<rest>.+))?$"
)
_SUM_OF: Final = re.compile(r"(?:[A-Z][a-z]+|[a-z]+) (?:[a-z]+ )?of [£$€]")


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


def covered(said: str) -> str:
    """A noun of the lead in a frame of its own: the post covers three sites, 47 staff.

    Args:
        said: the bullet as results tell it.
    """
    forms = table("en")["performance"]
    frames = [form.removesuffix("{text}") for form in (*forms["noun"], *forms["framed"])]
    frame = next((one for one in frames if said.startswith(one)), "")
    noun = said.removeprefix(frame)
    if not frame or ":" in noun:
        return said
    first = noun.split()[0].lower()
    if _SUM_OF.match(noun):
        noun = f"{'an' if first[0] in 'aeiou' else 'a'} {small(noun)}"
    plain = first in words("en", "plain").all | words("en", "several").all
    return str(table("en")["lead"]["noun"][0].format(text=small(noun) if plain else noun))
