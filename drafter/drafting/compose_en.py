"""An English bullet as a sentence in the first person, its own words untouched."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from drafter.drafting.compose_clean import clean
from drafter.drafting.compose_words import table, words
from drafter.patterns import regex

if TYPE_CHECKING:
    from drafter.drafting.compose_zh import Role

_WORD: Final = re.compile(r"[A-Za-z][A-Za-z'-]*")
_LABEL: Final = re.compile(r"([A-Z][A-Za-z' /-]{1,40}): (?=\S)")
_VALUE: Final = re.compile(r"[$£€]?[0-9][0-9.,]*(?:%| per cent| percent)?(?=$|[,;] )")
_SHARE: Final = re.compile(
    r"([A-Za-z][A-Za-z' -]{1,40}?)(?: (still|now|only|just))? (?=[0-9][0-9.,]*(?:%| per cent| percent))"
)
_COUNT: Final = re.compile(r"([0-9][0-9.,]*)(?: [A-Za-z'-]+){1,4}(?=$|[,;])")
_GONE: Final = regex(
    lambda: rf" ([a-z]+)(?=$|[,;]| (?:{_any('behind')}) | (?:[a-z0-9]+ ){{0,3}}(?:{_any('timely')})(?=$|[,; ]))"
)
_MOVED: Final = regex(
    lambda: rf"([^,;:]+?) (?=(?:{_any('moves')})(?=$|[,;]| (?:{_any('behind')}|[£$€]?[0-9]\S*)(?= |$|[,;])))"
)
_PART: Final = re.compile(r"[,;:](?![0-9])")


def _any(name: str) -> str:
    """The words of a list, for a pattern."""
    return "|".join(sorted(words("en", name).all))


def _is_past(word: str) -> bool:
    if word in words("en", "not_past").all:
        return False
    return word in words("en", "past").all or (word.endswith("ed") and len(word) > len("used"))


def _small(text: str) -> str:
    """The text with a small first letter."""
    return text[:1].lower() + text[1:]


def _pick(patterns: list[str], text: str, turn: int) -> str:
    """The bullet in one of the patterns, taken in turn."""
    found = _WORD.match(text)
    if found and found[0].lower() in words("en", "plain").all:
        text = _small(text)
    return patterns[turn % len(patterns)].format(text=text)


def _is_sentence(text: str) -> bool:
    """Whether the bullet has a subject and a verb of its own."""
    found = [word[0] for word in _WORD.finditer(text)]
    return bool(found) and (
        found[0] in words("en", "subjects").all or any(word in words("en", "finite").all for word in found[1:])
    )


def _goes_on(label: str) -> bool:
    """Whether words in front of a share need it for more than their value: complaints cut by 12%."""
    last = label.rsplit(maxsplit=1)[-1].lower()
    return last in words("en", "behind").all or last in words("en", "moves").all or _is_past(last)


def _valued(text: str) -> str:
    """A value as a statement (Attendance stood at 94.2%), a labelled text as it is; "" for what is neither."""
    label = _LABEL.match(text) or _SHARE.match(text)
    if label is None or (label.re is _SHARE and _goes_on(label[1])):
        return ""
    if _VALUE.match(text, label.end()):
        adverb = f"{label[2]} " if label.re is _SHARE and label[2] else ""
        pattern = table("en")["performance"]["value"]
        return str(pattern.format(label=label[1], adverb=adverb, text=text[label.end() :]))
    return text if text[label.end() - 2] == ":" else ""


def _is_many(noun: str) -> bool:
    """Whether a noun phrase stands for several, by its number in front or the end of its last word."""
    number = re.match(r"[0-9][0-9.,]*", noun)
    first, last = (
        noun.split(maxsplit=1)[0].lower(),
        re.split(r" (?:of|in|for|with|on|at|to|per|from|by) ", noun)[0].lower(),
    )
    if number or first in words("en", "several").all:
        return number is None or number[0] != "1"
    return (last.endswith("s") and not last.endswith("ss")) or last.split()[-1] in words("en", "plural").all


def _be(noun: str) -> str:
    return str(table("en")["performance"]["many" if _is_many(noun) else "one"])


def moved(text: str) -> str:
    """A noun and which way it went, as a statement; "" for anything else.

    Args:
        text: an English text such as injuries down from 9 to 4.

    Returns:
        The statement: injuries were down from 9 to 4.
    """
    found = _MOVED.match(text)
    return f"{found[1]} {_be(found[1])} {text[found.end() :]}" if found else ""


def _told(text: str) -> str:
    """A noun with what was done to it, or how many there were, as a statement; "" for anything else.

    Waiting times cut from 19 days to 11: they were. 14 parent evenings, about 2,300 visits: there were.
    """
    forms = table("en")["performance"]
    for gone in _GONE.finditer(text):
        noun = text[: gone.start()]
        if _is_past(gone[1]) and not _PART.search(noun):
            return f"{noun} {_be(noun)} {text[gone.start() + 1 :]}"
    if count := _COUNT.match(text):
        return str(forms["there_many" if _is_many(count[0]) else "there_one"].format(text=text))
    return ""


def _done(text: str, word: str, turn: int) -> str:
    """What was done, as a statement of the writer; what moved with it as one of its own."""
    first, *rest = text.split("; ")
    return "; ".join((_first_done(first, word, turn), *(moved(part) or part for part in rest)))


def _first_done(text: str, word: str, turn: int) -> str:
    forms = table("en")["performance"]
    if _LABEL.match(text):
        return _valued(text)
    if _is_past(word) or word in words("en", "base").all:
        return _pick(forms["past"], _small(text), turn)
    if word.endswith("ing"):
        return _pick(forms["going"], _small(text), turn)
    if word in words("en", "joins").all:
        return _pick(forms["adjective"], _small(text), turn)
    if word in words("en", "not_past").all:
        return _pick(forms["passive"], _small(text), turn)
    own = text if _is_sentence(text) else ""
    return own or moved(text) or _valued(text) or _told(text) or _pick(forms["noun"], text, turn)


def _with_be(text: str) -> str:
    """A bullet that tells what was done badly, with the verb that it leaves out: calls were answered too slowly."""
    found = list(_WORD.finditer(text))
    first = found[0][0] if found else ""
    for at in range(1, len(found) - 1):
        before, done, how = (word[0].lower() for word in found[at - 1 : at + 2])
        if how in words("en", "badly").all and (_is_past(done) or done in words("en", "not_past").all):
            if first in words("en", "subjects").all or before in words("en", "finite").all:
                return text
            return f"{text[: found[at].start()]}{_be(text[: found[at].start()].rstrip())} {text[found[at].start() :]}"
    return text


def _lacking(text: str, turn: int) -> str:
    """What fell short."""
    if _is_sentence(text):
        return text
    return moved(text) or _valued(text) or _told(text) or _pick(table("en")["shortcomings"]["noun"], text, turn)


def _planned(text: str, word: str, turn: int) -> str:
    """What will be done."""
    forms = table("en")["next"]
    if word in words("en", "base").all:
        return _pick(forms["base"], _small(text), turn)
    if word.endswith("ing"):
        return _pick(forms["going"], _small(text), turn)
    return text if _is_sentence(text) else _pick(forms["noun"], text, turn)


def say_english(text: str, role: Role, turn: int) -> str:
    """What an English bullet says, without its closing mark.

    Args:
        text: the bullet as written.
        role: the part of the report in which it stands.
        turn: which of several wordings to take.

    Returns:
        The sentence; "" where the bullet holds nothing but marks. Figures and names are those of the bullet.
    """
    text = clean(text)
    found = _WORD.match(text)
    word = found[0].lower() if found else ""
    if role == "next":
        said = _planned(text, word, turn)
    elif role == "shortcomings":
        said = _lacking(_with_be(text), turn)
    else:
        said = _done(text, word, turn)
    return said[:1].upper() + said[1:]
