"""English fragments as statements: the verb that a bullet leaves out behind its own subject."""

from __future__ import annotations

import re
from typing import Final

from drafter.drafting.compose_words import table, words
from drafter.patterns import regex

LABEL: Final = re.compile(r"([A-Z][A-Za-z' /-]{1,40}): (?=\S)")
_VALUE: Final = re.compile(
    r"[$£€]?[0-9][0-9.,]*(?:%| per cent| percent| [a-z]+/[a-z]+| [a-z]+ per [a-z0-9]+(?: [a-z]+)?)?"
    r"(?=$|[,;] | compared )"
)
_SHARE: Final = re.compile(
    r"([A-Za-z][A-Za-z' -]{1,40}?)(?: (still|now|only|just))? (?=[0-9][0-9.,]*(?:%| per cent| percent))"
)
_NAMED: Final = r"([A-Z][A-Za-z' -]{1,40}?)(?: (still|now|only|just))? "  # a name at the start, and how it stands
_WORTH: Final = re.compile(
    _NAMED + r"(?=[£$€][0-9][0-9.,]*(?: (?:million|billion)|[mk]|bn)?(?:$|[,;] | (?:against|compared) ))"
)
_OUT_OF: Final = re.compile(_NAMED + r"(?=[0-9][0-9.]* out of [0-9])")
_RATE: Final = re.compile(_NAMED + r"(?=[0-9][0-9.,]* [a-z]+ (?:per|a) [a-z0-9]+)")
_NUMBER: Final = re.compile(
    r"([A-Z][a-z]+(?: [a-z-]+)*s|[A-Z][a-z]+s (?:by|from|in|for|of|to|with) [a-z-]+)"
    r"(?: (still|now|only|just) (?=[0-9][0-9,]*(?:$|[,;] ))"
    r"|() (?=[0-9][0-9,]*[0-9](?:$| \(|[,;] (?:[0-9]+% |[0-9,]+ of )|[,;] (?:(?:19|20)[0-9]{2}: |(?!and |& )[^0-9 ]))))"
)
_SHARE_OF: Final = re.compile(r"[0-9][0-9.,]*(?:%| per cent| percent) of (?:the |our |all )*(?=[a-z])")
COUNT: Final = re.compile(
    r"(?:[0-9][0-9.,]*|No|Few|Several)(?: [A-Za-z'-]+){1,4}(?=$|[,;]| for | \()"
    r"|New (?:[A-Za-z'-]+ ){0,6}[a-z-]+(?=$|[,;]| for )"
)
_HONOURED: Final = regex(
    lambda: (
        r" (awarded|given|presented with) (?:(?:the|an?) )?(?:(?!the |an? |to |us )[\w'’-]+ ){0,8}"
        rf"(?:{any_of('prizes')})(?=$|[,;]| (?:by|for|at|in|from) )"
    ),
    re.IGNORECASE,
)
_GONE: Final = regex(
    lambda: (
        rf" ([a-z]+)(?=$|[,;]| \(| (?:{any_of('behind')})(?= |$)"
        rf"| (?:[a-z0-9]+ ){{0,3}}(?:{any_of('timely')})(?=$|[,; ])"
        r"| [0-9]{1,2} [A-Z][a-z]{2,}"
        r"| (?:[a-z]+|[0-9]+) (?:hours?|days?|weeks?|months?|years?)(?![a-z]))"
    )
)
_TIMELY: Final = regex(lambda: rf" (?:[a-z0-9]+ ){{0,3}}(?:{any_of('timely')})(?=$|[,; ])")
_HEDGES: Final = "about|around|nearly|almost|roughly|over|slightly|sharply"
_MOVED: Final = regex(
    lambda: (
        rf"([^,;:]+?) (?=(?:{any_of('moves')})(?=$|[,;]| (?:{any_of('behind')}|{_HEDGES}|[£$€]?[0-9]\S*)(?= |$|[,;])))"
    )
)
_SPANNED: Final = re.compile(
    r"([^,;:]+?) (?=from [£$€]?[0-9][^,;: ]*(?: [a-z]+)? to [£$€]?[0-9][^,;: ]*(?: [a-z]+)?(?:$|[,;]))"
)
_ONGOING: Final = re.compile(
    r"(?P<noun>[A-Za-z][A-Za-z' -]*?)(?= (?:still|always|often|sometimes|again) (?:not )?[a-z]+ing\b)"
)
_COUNT_DID: Final = re.compile(r"([0-9][0-9,]*)(?:$|[,;] (?:([a-z]+) )?)")
_SUM_DONE: Final = re.compile(
    r"(?P<done>spent|paid|raised|saved|recovered|collected|returned) (?P<sum>[£$€][0-9][0-9.,]*[0-9](?: million|m|k)?)"
    r"(?P<rest>$| (?:on|for|in|by|from|to) .+)"
)
"""What was done with a sum, behind something else: budget £612,000; spent £604,500."""
_MEAN: Final = re.compile(
    r"(?P<what>(?:[Aa]verage|[Mm]edian|[Tt]ypical) [a-z][a-z -]*[a-z]) (?=[£$€]?[0-9][0-9.,]*(?: |$|%))"
)
_TIME: Final = re.compile(r" (?:[a-z]+|[0-9]+) (?:hours?|days?|weeks?|months?|years?)(?![a-z])")
_BEFORE: Final = re.compile(r" (?:of|in|for|with|on|at|to|per|from|by|despite|after|before|during|since) ")
_FINITE: Final = regex(
    lambda: rf"(?P<noun>(?:[a-z]|[Ff]irst [0-9]|[Ll]ast [0-9])[a-z0-9' -]*?) (?=(?:{any_of('finite')})\b)"
)
_ORDERED: Final = re.compile(r"(?:[Ff]irst|[Ll]ast|[Nn]ext) [0-9]")
_ABSTRACT: Final = ("ing", "tion", "sion", "ance", "ence", "ity", "ness", "ship", "ment", "ancy", "ency", "acy")
"""A noun of one word that ends so goes without an article: retention was up."""

_LIST: Final = re.compile(r"[^,;:]+(?:, [^,;:]+)+,? and [^,;:]+")
_ONE_IN_S: Final = ("ss", "gas", "news", "bus", "campus", "status", "bonus", "virus", "census")
_PART: Final = re.compile(r"[,;:](?![0-9])")


def any_of(name: str) -> str:
    """The words of a list, for a pattern."""
    return "|".join(sorted(words("en", name).all))


def is_participle(word: str) -> bool:
    """Whether a word may say what was done to the noun before it: policy rewritten, calls delayed."""
    if word in words("en", "no_verb").all | words("en", "by_itself").all:
        return False
    return word in words("en", "participles").all or (word.endswith("ed") and len(word) > len("used"))


def small(text: str) -> str:
    """The text with a small first letter."""
    return text[:1].lower() + text[1:]


def _goes_on(label: str) -> bool:
    """Whether words in front of a share need it for more than their value: complaints cut by 12%."""
    last = label.rsplit(maxsplit=1)[-1].lower()
    return last in words("en", "behind").all or last in words("en", "moves").all or is_participle(last)


def valued(text: str) -> str:
    """A value as a statement (Attendance stood at 94.2%), a labelled text as it is; "" for what is neither."""
    for pattern, name in ((_NUMBER, "number"), (_WORTH, "value"), (_RATE, "value"), (_OUT_OF, "value")):
        counted = pattern.match(text)
        if counted and not _goes_on(counted[1]):
            adverb = f"{counted[2]} " if counted[2] else ""
            form = str(table("en")["performance"][name])
            return form.format(label=counted[1], adverb=adverb, text=text[counted.end() :])
    label = LABEL.match(text) or _SHARE.match(text)
    if label is None or (label.re is _SHARE and _goes_on(label[1])):
        return ""
    if _VALUE.match(text, label.end()):
        adverb = f"{label[2]} " if label.re is _SHARE and label[2] else ""
        count = _COUNT_DID.match(text, label.end()) if is_many(label[1]) else None
        did = count is not None and count[2] is not None and has_verb(f"they {count[2]}")
        told = f"{count[1]} and {text[count.start(2) :]}" if did and count else text[label.end() :]
        pattern = table("en")["performance"]["number" if count else "value"]
        return str(pattern.format(label=label[1], adverb=adverb, text=told))
    if text[label.end() - 2] != ":":
        return ""
    rest = text[label.end() :]  # step-free access: the lift opened; the old store: objects were moved
    said = gone(rest) or small(numbered(rest[:1].upper() + rest[1:])) or (articled(rest) if has_verb(rest) else rest)
    return text[: label.end()] + said


def numbered(text: str) -> str:
    """How many there were, in front of what else is said of them: Complaints numbered 412 (down 18%); "" for others."""
    return valued(text) if _NUMBER.match(text) else ""


def is_many(noun: str) -> bool:
    """Whether a noun phrase stands for several, by its number in front or the end of its last word."""
    share = _SHARE_OF.match(noun)
    if share:
        return is_many(noun[share.end() :])
    number = re.match(r"[0-9][0-9.,]*", noun)
    first, last = (
        noun.split(maxsplit=1)[0].lower(),
        _BEFORE.split(noun)[0].lower(),
    )
    if number or first in words("en", "several").all:
        return number is None or number[0] != "1"
    return (last.endswith("s") and not last.endswith(_ONE_IN_S)) or last.split()[-1] in words("en", "plural").all


def be(noun: str, *, now: bool = False) -> str:
    """Was or were, as a noun phrase wants it; is or are of what is so now."""
    number = "many" if is_many(noun) else "one"
    return str(table("en")["performance"][f"now_{number}" if now else number])


def the_subject(noun: str) -> str:
    """A noun phrase as a subject, with its article where it wants one for sure: the safeguarding policy, the boiler.

    Args:
        noun: the phrase. One that begins with a capital letter may be a name, unless it is a word that is none.
    """
    if _ORDERED.match(noun):
        return f"the {small(noun)}"
    head = _BEFORE.split(noun)[0]
    found = head.split()
    first, last = found[0].lower(), found[-1].lower()
    bare = words("en", "unarticled").all | words("en", "several").all | words("en", "objects").all
    if head[1:] != head[1:].lower() or is_many(noun) or first in bare or first[0].isdigit():
        return noun
    known = first in words("en", "plain").all or first.endswith("ing")
    mass = last in words("en", "mass").all or (len(found) == 1 and first.endswith(_ABSTRACT))
    return f"the {small(noun)}" if not mass and (noun[:1].islower() or (known and len(found) > 1)) else noun


def articled(text: str) -> str:
    """A statement with the article of its subject, where that is sure: the county pays 80%.

    Args:
        text: an English text with a verb of its own.
    """
    found = _FINITE.match(text)
    return f"{the_subject(found['noun'])}{text[found.end('noun') :]}" if found else text


def moved(text: str) -> str:
    """A noun and which way it went, as a statement; "" for anything else.

    Args:
        text: an English text such as injuries down from 9 to 4.

    Returns:
        The statement: injuries were down from 9 to 4; sign-ups went from 210 to 345.
    """
    found = _MOVED.match(text)
    if found is not None:
        return (
            ""
            if has_verb(found[1]) or _ONGOING.match(text)
            else f"{the_subject(found[1])} {be(found[1])} {text[found.end() :]}"
        )
    span = _SPANNED.match(text)
    if span is None or has_verb(span[1]) or is_participle(span[1].rsplit(" ", 1)[-1].lower()):
        return ""
    return f"{the_subject(span[1])} {table('en')['performance']['span']} {text[span.end() :].lstrip()}"


def gone(text: str) -> str:
    """A noun with what was done to it, as a statement: waiting times were cut from 19 days; "" for anything else."""
    for found in (*_HONOURED.finditer(text), *_GONE.finditer(text)):
        noun = text[: found.start()]
        if _PART.search(noun) and not _LIST.fullmatch(noun):
            break
        lasts = _TIME.match(text, found.end()) and not _TIMELY.match(text, found.end())
        if not is_participle(found[1].split()[0]) or (lasts and found[1] not in words("en", "lasting").all):
            continue
        if found[1] in words("en", "people_did").all and noun.rsplit(" ", 1)[-1].replace(",", "").isdigit():
            break
        bare, adverbs = _without_adverbs(noun)
        if bare and not has_verb(bare):
            now = "now" in adverbs.split()
            return f"{the_subject(bare)} {be(bare, now=now)} {adverbs}{text[found.start() + 1 :]}"
    return ""


def told(text: str) -> str:
    """What was done to a noun, or how many there were: there were 14 parent evenings; "" for anything else."""
    if done := gone(text):
        return done
    if (summed := _SUM_DONE.match(text)) and is_participle(summed["done"]):
        return f"{summed['sum']} was {summed['done']}{summed['rest']}"
    if mean := _MEAN.match(text):
        return f"the {small(mean['what'])} was {text[mean.end() :]}"
    if (count := COUNT.match(text)) and not has_verb(f"they {count[0]}"):
        forms = table("en")["performance"]
        said = text if text[0].isdigit() else small(text)
        if text.startswith("New ") and not is_many(count[0]):
            said = f"a {said}"
        return str(forms["there_many" if is_many(count[0]) else "there_one"].format(text=said))
    return ""


def _without_adverbs(noun: str) -> tuple[str, str]:
    """A noun phrase, and the words at its end that belong to the verb: licence, not (granted)."""
    found = noun.split(" ")
    at = len(found)
    while at and (found[at - 1] in words("en", "adverbs").all or (found[at - 1].endswith("ly") and at > 1)):
        at -= 1
    return " ".join(found[:at]), "".join(f"{word} " for word in found[at:])


def ongoing(text: str) -> str:
    """What still goes on, as a statement: sharps were still turning up in bins; "" for anything else.

    Args:
        text: an English text such as sharps still turning up in bins.
    """
    found = _ONGOING.match(text)
    if found is None or has_verb(found["noun"]):
        return ""
    return f"{the_subject(found['noun'])} {be(found['noun'])} {text[found.end() :].lstrip()}"


def has_verb(text: str) -> bool:
    """Whether a text has a verb behind its first word, as far as the lists know."""
    found = [word.lower() for word in re.findall(r"[A-Za-z'-]+", text)[1:]]
    return any(word in words("en", "finite").all or word in words("en", "past").all for word in found)


def is_verbless(text: str) -> bool:
    """Whether no word of a text can be its verb, as far as the lists know: complaints about the showers, at least 20.

    Args:
        text: an English sentence.
    """
    verbs = (words("en", name).all for name in ("finite", "past", "maybe", "base", "being"))
    known = frozenset().union(*verbs)
    return not any(
        word in known or (word.endswith("ed") and word != "based") for word in re.findall(r"[a-z'-]+", text.lower())
    )


def stated(text: str) -> str:
    """A fragment with its own subject as a statement, with the verb that it leaves out; "" for anything else.

    Args:
        text: an English text such as 38 staff retrained.

    Returns:
        The statement: 38 staff were retrained.
    """
    return moved(text) or gone(text)
