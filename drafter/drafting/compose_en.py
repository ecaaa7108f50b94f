"""An English bullet as a sentence in the first person, its own words untouched."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from drafter.drafting.compose_clean import clean
from drafter.drafting.compose_en_told import LABEL, any_of, be, gone, is_many, moved, small, told, valued
from drafter.drafting.compose_words import table, words
from drafter.patterns import regex

if TYPE_CHECKING:
    from drafter.drafting.compose_zh import Role

_WORD: Final = re.compile(r"[A-Za-z][A-Za-z'-]*")
_GIVES: Final = regex(lambda: rf"[A-Z][a-z]+ (?:\d|(?:{any_of('several')}) ).*? to ")
_AMOUNT: Final = regex(
    lambda: rf" (?:{any_of('amounts')}) (?:(?:nearly|almost|about|around|over|some|up to|more than) )?[£$€]?[0-9]"
)


def is_past(word: str) -> bool:
    """Whether a bullet that begins with a word tells what the writer did: Ran 37 sessions."""
    if word in words("en", "not_past").all:
        return False
    return word in words("en", "past").all or (word.endswith("ed") and len(word) > len("used"))


def gives(text: str) -> bool:
    """Whether a bullet that begins with a participle tells what the writer gave: Awarded 14 bursaries to pupils."""
    return _GIVES.match(text) is not None


def _pick(patterns: list[str], text: str, turn: int) -> str:
    """The bullet in one of the patterns, taken in turn."""
    found = _WORD.match(text)
    if found and found[0].lower() in words("en", "plain").all:
        text = small(text)
    return patterns[turn % len(patterns)].format(text=text)


def _is_sentence(text: str) -> bool:
    """Whether the bullet has a subject and a verb of its own."""
    found = [word[0] for word in _WORD.finditer(text)]
    if not found:
        return False
    if found[0] in words("en", "subjects").all or any(word in words("en", "finite").all for word in found[1:]):
        return True
    is_noun = bool(moved(text) or gone(text))  # energy costs down by 12%, roof leaks repaired
    return not is_noun and (bool(_AMOUNT.search(text)) or any(word in words("en", "maybe").all for word in found[1:]))


def _done(text: str, word: str, turn: int) -> str:
    """What was done, as a statement of the writer; what moved with it as one of its own."""
    first, *rest = text.split("; ")
    return "; ".join((_first_done(first, word, turn), *(_further(part) for part in rest)))


def _further(part: str) -> str:
    """A further part of a bullet, with the verb that it leaves out where it has a subject."""
    return part if _is_sentence(part) or part[:1].isupper() else moved(part) or told(part) or part


def _first_done(text: str, word: str, turn: int) -> str:
    forms = table("en")["performance"]
    if LABEL.match(text):
        return valued(text)
    behind = text[len(word) :].split(maxsplit=1)[:1]
    takes = bool(behind) and (behind[0] in words("en", "objects").all or behind[0][0].isdigit())
    if is_past(word) or gives(text) or (word in words("en", "personal").all and takes):
        return _pick(forms["past"], small(text), turn)
    if word in words("en", "base").all:  # a review, but review meetings held every month
        return (not takes and gone(text)) or _pick(forms["past"], small(text), turn)
    if word.endswith("ing"):
        return (not takes and (gone(text) or moved(text))) or _pick(forms["going"], small(text), turn)
    for names, form in ((("joins", "personal"), "adjective"), (("not_past",), "passive")):
        if any(word in words("en", name).all for name in names):
            return _honoured(text, word) or _pick(forms[form], small(text), turn)
    own = text if _is_sentence(text) else ""
    value = valued(text[:1].upper() + text[1:] if word.islower() else text)  # a bullet begins small or not
    return own or moved(text) or gone(text) or value or told(text) or _pick(forms["noun"], text, turn)


def _honoured(text: str, word: str) -> str:
    """An honour of which the bullet does not say who got it, without a word about that; "" for anything else."""
    honours: dict[str, str] = table("en")["honours"]
    rest = text[len(word) :].strip()
    if word not in honours or not rest:
        return ""
    frame = honours[word]
    if rest.split()[0] in words("en", "behind").all | {"as", "among"}:
        frame = frame.removesuffix(" of")
    elif not frame or frame.endswith(" of"):
        rest = rest.replace(" by ", honours["by"], 1)
    return honours["pattern"].format(text=f"{frame} {rest}".strip())


def _with_be(text: str) -> str:
    """A bullet that tells what was done badly, with the verb that it leaves out: calls were answered too slowly."""
    found = list(_WORD.finditer(text))
    first = found[0][0] if found else ""
    for at in range(1, len(found) - 1):
        before, done, how = (word[0].lower() for word in found[at - 1 : at + 2])
        if how in words("en", "badly").all and (is_past(done) or done in words("en", "not_past").all):
            if first in words("en", "subjects").all or before in words("en", "finite").all:
                return text
            return f"{text[: found[at].start()]}{be(text[: found[at].start()].rstrip())} {text[found[at].start() :]}"
    return text


def _lacking(text: str, turn: int) -> str:
    """What fell short; each part of its own with the verb that it leaves out."""
    first, *rest = text.split("; ")
    return "; ".join((_first_lacking(first, turn), *(_further(part) for part in rest)))


def _first_lacking(text: str, turn: int) -> str:
    if _is_sentence(text):
        return text
    found = _WORD.match(text)
    if found and found[0].lower() in words("en", "occurs").all and not gone(text):
        form = table("en")["performance"]["there_many" if is_many(found[0]) else "there_one"]
        return str(form.format(text=small(text)))
    lacks = table("en")["shortcomings"]["noun"]
    return moved(text) or gone(text) or valued(text) or told(text) or _pick(lacks, text, turn)


def _planned(text: str, word: str, turn: int) -> str:
    """What will be done."""
    forms = table("en")["next"]
    if word in words("en", "base").all:
        return _pick(forms["base"], small(text), turn)
    if word.endswith("ing"):
        return _pick(forms["going"], small(text), turn)
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
