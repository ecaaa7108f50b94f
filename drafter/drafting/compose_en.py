"""An English bullet as a sentence in the first person, its own words untouched."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from drafter.drafting.compose_clean import clean
from drafter.drafting.compose_en_counts import peopled, some_of
from drafter.drafting.compose_en_plans import covered, headed_plan, levelled
from drafter.drafting.compose_en_told import (
    LABEL,
    any_of,
    articled,
    be,
    gone,
    is_many,
    moved,
    numbered,
    ongoing,
    small,
    the_subject,
    told,
    valued,
)
from drafter.drafting.compose_words import table, words
from drafter.drafting.ends import known_end, with_end
from drafter.patterns import regex

if TYPE_CHECKING:
    from drafter.drafting.compose_zh import Role

_WORD: Final = re.compile(r"[A-Za-z][A-Za-z'-]*")
_GIVES: Final = regex(lambda: rf"[A-Z][a-z]+ (?:\d|(?:{any_of('several')}) ).*? to ")
_AMOUNT: Final = regex(
    lambda: rf" (?:{any_of('amounts')}) (?:(?:nearly|almost|about|around|over|some|up to|more than) )?[£$€]?[0-9]"
)

_CAPITAL: Final = re.compile(r" [A-Z]")
_PRIZE: Final = regex(lambda: rf"(?:[A-Z][\w'’&-]* (?:(?:of|for|the|and) )*)+(?:{any_of('prizes')})\b", re.IGNORECASE)
_ACTS: Final = re.compile(r"^[A-Za-z' -]+? [a-z]+ed (?:the|an?|our|my|their) ")
_PLACED: Final = re.compile(
    r"(?:came|finished|placed) (?P<place>first|second|third|fourth|fifth|sixth|last|\d+(?:st|nd|rd|th))(?: place)? "
    r"(?P<rest>(?:in|at|among|of|out of|on) .+)",
    re.IGNORECASE,
)
_LACKS: Final = re.compile(
    r"(?:too (?:few|many|little|much)|no|not enough|insufficient|few|little) (?=[A-Za-z])", re.IGNORECASE
)
LEVEL: Final = re.compile(
    r"[A-Za-z][A-Za-z' -]* (?:under|below|above|over|at least|at most|no more than|within) [£$€]?\d"
)
"""A plan that names a level and no deed: incidents under 5."""

_DASH: Final = re.compile(r"(?<=\w|[)%.]) [-–—] (?=[a-z£$€])")
"""A dash that stands for a comma: replace the roof - budget £4,000."""
_COUNT_BEHIND: Final = re.compile(r"(?P<what>[A-Za-z][a-z' -]*): (?P<count>[0-9][0-9,]*)(?P<rest>$|[,;] .*)")
_POSTED: Final = re.compile(r"(?:in|on|at|with) [a-z]", re.IGNORECASE)
_TITLED: Final = re.compile(r"(?P<label>(?:[A-Z][A-Za-z.'’-]+ )+[A-Z][A-Za-z'’-]+)(?::| [-–—]) (?P<text>[A-Z].+)")


def is_past(word: str) -> bool:
    """Whether a bullet that begins with a word tells what the writer did: Ran 37 sessions."""
    if word in words("en", "not_past").all | words("en", "no_verb").all:
        return False
    return word in words("en", "past").all or (word.endswith("ed") and len(word) > len("used"))


def gives(text: str) -> bool:
    """Whether a bullet that begins with a participle tells what the writer gave: Awarded 14 bursaries to pupils."""
    return _GIVES.match(text) is not None


def placed(text: str) -> str:
    """A place that a bullet has nobody win, as a statement; "" for any other bullet.

    Args:
        text: the bullet: came second in the cluster cross-country.
    """
    found = _PLACED.match(text)
    if found is None:
        return ""
    return str(table("en")["honours"]["place"].format(place=found["place"], text=found["rest"].strip()))


def _pick(patterns: list[str], text: str, turn: int) -> str:
    """The bullet in one of the patterns, taken in turn."""
    found = _WORD.match(text)
    if found and found[0].lower() in words("en", "plain").all and not _CAPITAL.match(text, found.end()):
        text = small(text)  # Food hygiene, but Food Standards Agency
    return patterns[turn % len(patterns)].format(text=text)


def _noun(role: str, text: str, turn: int) -> str:
    """A bullet that is no more than a noun, in the frame of its part of the report."""
    word = _WORD.match(text)
    plain = word is not None and word[0].lower() in words("en", "plain").all and not _CAPITAL.match(text, word.end())
    plain = plain or is_compound(text)
    if role == "performance" and _PRIZE.match(text):
        return _pick(table("en")[role]["honours"], text, turn)
    if not (text[:1].islower() or text[:1].isdigit() or plain) or ":" in text:
        return _pick(table("en")[role]["framed"], text, turn)
    noun, comma, rest = small(text).partition(",")
    if noun.startswith("new ") and not is_many(noun) and noun.split()[-1] not in words("en", "mass").all:
        noun = f"a {noun}"
    return _pick(table("en")[role]["noun"], the_subject(noun) + comma + rest, turn)


def _is_sentence(text: str) -> bool:
    """Whether the bullet has a subject and a verb of its own."""
    before, _, end = text.rpartition(", ")
    text = before if known_end(end) else text  # attendance 95.8%, target was 96%
    found = [word[0] for word in _WORD.finditer(text)]
    if not found:
        return False
    if found[0] in words("en", "subjects").all or any(word in words("en", "finite").all for word in found[1:]):
        return True
    is_noun = bool(moved(text) or gone(text))  # energy costs down by 12%, roof leaks repaired
    acts = _ACTS.search(text) or _AMOUNT.search(text)
    return not is_noun and (bool(acts) or any(word in words("en", "maybe").all for word in found[1:]))


def _done(text: str, word: str, turn: int) -> str:
    """What was done, as a statement of the writer; what moved with it as one of its own."""
    first, *rest = text.split("; ")
    return "; ".join((_first_done(first, word, turn), *(_further(part) for part in rest)))


def _further(part: str) -> str:
    """A further part of a bullet, with the verb that it leaves out where it has a subject."""
    return part if _is_sentence(part) or part[:1].isupper() else small(moved(part) or told(part) or part)


def _fixed(text: str) -> str:
    """A bullet whose shape says how it is told: an honour behind a name, a value, a place, a post; "" for any other."""
    if titled := _titled(text):
        return titled
    if LABEL.match(text):
        return some_of(text) or valued(text)
    if many := numbered(text[:1].upper() + text[1:]):
        return many
    if not _POSTED.match(text) or _is_sentence(text):
        return placed(text)
    forms = table("en")["performance"]
    return _pick(forms["posted" if " since " in text else "adjective"], small(text), 0)


def _first_done(text: str, word: str, turn: int) -> str:
    forms = table("en")["performance"]
    if fixed := _fixed(text):
        return fixed
    behind = text[len(word) :].split(maxsplit=1)[:1]
    takes = bool(behind) and (behind[0] in words("en", "objects").all or behind[0][0].isdigit())
    if is_past(word) or gives(text) or (word in words("en", "personal").all and takes):
        return _pick(forms["past"], small(text), turn)
    if word in words("en", "base").all and not is_compound(text):  # a review, but review meetings held every month
        return (not takes and gone(text)) or _pick(forms["past"], small(text), turn)
    if word.endswith("ing"):
        return (not takes and (gone(text) or moved(text))) or _pick(forms["going"], small(text), turn)
    for names, form in ((("joins", "personal"), "adjective"), (("not_past",), "passive")):
        if any(word in words("en", name).all for name in names):
            return _honoured(text, word) or _pick(forms[form], small(text), turn)
    own = peopled(text) or (articled(text) if _is_sentence(text) else "")
    value = valued(text)
    if text[:1].islower() and not value:
        label, stood, rest = valued(text[:1].upper() + text[1:]).partition(" stood at ")
        value = f"{the_subject(small(label))}{stood}{rest}" if stood else label
    return own or moved(text) or gone(text) or value or told(text) or occurred(text) or _noun("performance", text, turn)


def _titled(text: str) -> str:
    """An honour behind the name of who got it, as a statement; "" for anything else."""
    found = _TITLED.match(text)
    if found is None or not re.search(rf"\b(?:{any_of('prizes')}|of the year)\b", found["text"], re.IGNORECASE):
        return ""
    title = found["text"].lower().endswith("of the year")
    return str(table("en")["honours"]["title" if title else "prize"].format(**found.groupdict()))


def is_compound(text: str) -> bool:
    """Whether a verb at the front of a bullet is part of a noun: open day at Scar Lane.

    Args:
        text: the bullet.
    """
    first_two = text.lower().split()[:2]
    verb = first_two[:1] and first_two[0] in words("en", "base").all
    return len(first_two) > 1 and bool(verb) and first_two[1].rstrip(",;.") in words("en", "compounds").all


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
        return articled(text)
    if there := (ongoing(text) or occurred(text)):
        return there
    return moved(text) or gone(text) or valued(text) or told(text) or _noun("shortcomings", text, turn)


def occurred(text: str) -> str:
    """What there was, or was too little of, as a statement; "" for anything else.

    Args:
        text: an English text: complaints about the changing rooms; too few drivers; still no deputy.
    """
    found, adverb = _WORD.match(text), ""
    if found and found[0].lower() in ("still", "now", "also"):
        adverb, text = f"{found[0].lower()} ", text[found.end() :].strip()
        found = _WORD.match(text)
    lacks = _LACKS.match(text)
    if found is None or gone(text) or not (lacks or found[0].lower() in words("en", "occurs").all):
        return ""
    noun = text[lacks.end() :] if lacks else found[0]
    form = table("en")["performance"]["there_many" if is_many(re.split("[,;:]", noun)[0]) else "there_one"]
    return str(form.format(text=adverb + small(text)))


def _planned(text: str, word: str, turn: int) -> str:
    """What will be done."""
    forms = table("en")["next"]
    if (word not in words("en", "base").all or is_compound(text)) and (level := levelled(text) or headed_plan(text)):
        return level
    if word in words("en", "base").all:
        return _pick(forms["base"], small(text), turn)
    if word.endswith("ing"):
        return _pick(forms["going"], small(text), turn)
    if _is_sentence(text):
        return text
    return _pick(forms["level"], small(text), turn) if LEVEL.match(text) else _noun("next", text, turn)


def _fronted(text: str) -> str:
    """A bullet with the count behind its colon in front: 8,900 boxes moved to the store, as its subject."""
    found = _COUNT_BEHIND.match(text)
    fronted = f"{found['count']} {small(found['what'])}" if found else ""
    return fronted + found["rest"] if found and is_many(found["what"].split()[0]) and gone(fronted) else text


def _with_known_end(text: str) -> str:
    """A plan, its last part joined to it where the list of ends has it: with a budget of £95,000."""
    before, comma, end = text.rpartition(", ")
    known = known_end(end) if comma else ""
    return before + known if known else text


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
    text = _fronted(text if _titled(text.split("; ")[0]) else _DASH.sub(", ", text))
    found = _WORD.match(text)
    word = found[0].lower() if found else ""
    if role == "next":
        said = _planned(text, word, turn)
    elif role == "shortcomings":
        said = _lacking(_with_be(text), turn)
    else:
        said = _done(text, word, turn) if role != "lead" else covered(_done(text, word, turn))
    said = _with_known_end(said) if role == "next" else with_end(said)
    return said[:1].upper() + said[1:]
