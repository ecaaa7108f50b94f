"""Sure mends of what a small model makes of an English fragment: a place won by nobody, a share that was held, a span.

Like `recast`, each changes a few words where the fact's own shape shows them to be wrong.
"""

from __future__ import annotations

import re
from typing import Final

from drafter.drafting.compose_en import is_compound, is_past, placed
from drafter.drafting.compose_en_told import articled, be, has_verb, is_many, is_participle, small, valued
from drafter.drafting.compose_words import table
from drafter.drafting.compose_words import words as compose_words
from drafter.drafting.words import words
from drafter.patterns import regex
from drafter.provenance import coverage

_FIGURE: Final = r"(?:(?:about|nearly|over|some|almost|roughly|more than) )?[£$€]?\d"
_WHICH: Final = re.compile(rf", (?:in )?which (?={_FIGURE}[^,;.]*? (?:was|were|are|is|have|had|has)\b)")
_WE: Final = re.compile(r"\b[Ww]e\b( are| were)?")
_WE_NOTED: Final = re.compile(r"\b(?:we|our|us)\b", re.IGNORECASE)
_AS_ONE: Final = {" are": " am", " were": " was"}
_UNTIL: Final = regex(
    r",? (?:by|before|within|over|in|during|for) (?:the )?(?:end of (?:the|this|next|each)|next|coming|following|near)"
    r"(?: (?:academic|school|financial|calendar))?"
    r"(?: (?:year|month|months|term|quarter|season|week|weeks|future|\w+ (?:months|weeks)))(?: or so)?(?=[,.;]| to )"
    r"|,? as soon as possible(?=[,.;])|,? in due course(?=[,.;])"
    r"|,? (?:within|in|over|during) the (?:first|last|past) (?:few|couple of|several) "
    r"(?:days|weeks|months|years)(?=[,.;])"
)
_TIMES: Final = ("end of", "next", "coming", "following", "soon", "future")
_THE_TOO: Final = re.compile(r"^The (?=(?:too|so) (?:few|many|little|much) )")
_HELD: Final = re.compile(
    r"I (?:had|held|achieved|maintained|recorded|saw|ensured|kept|reported) (?:an? )?(?P<share>\d[\d.]*%) "
    r"(?P<noun>[a-z][a-z ]*?)(?: rate)?(?=[,.] ?)"
)
_TAKEN: Final = re.compile(
    r"^I (?:took|made|earned|collected|received|had|achieved|generated|recorded|brought in) "
    r"(?P<sum>(?:about |nearly |over |some |almost )?[£$€][\d.,]*\d(?: million)?)"
    r"(?: (?:in|of|worth of) [a-z]+(?: [a-z]+)?)?(?=[,.;] ?)"
)
_CAME: Final = re.compile(
    r"^(?P<who>[^,;]+?) (?:came|finished|placed|was placed|were placed|ranked|took|secured|achieved|won) "
    r"(?P<place>[a-z]+|\d+(?:st|nd|rd|th))(?: place)?(?P<rest>[ .,].*)$"
)
_SPAN_TOLD: Final = re.compile(
    r"(?P<told>[a-z][a-z' -]* (?:fell|rose|went|dropped|grew|increased|decreased|improved|came down|went up) "
    r"from (?P<span>\S+(?: [a-z]+)? to [£$€]?\d(?:[\d.,]*\d)?%?))"
)
_WHICH_PART: Final = re.compile(r", which (?P<begins>[\"“]?[A-Za-z]+ [^,;.]{8})")
_WHICH_WAS: Final = re.compile(r", which (?:is|was|are|were)(?=[.,;])")
_DEED: Final = re.compile(
    r"^The (?P<told>[^,;.]+?(?:[.,]\d[^,;.]*?)*)(?: (?:was|were) (?:achieved|made|done|completed|reached))?"
    r"(?=[,;.](?:\s|$)| to [a-z])"
)
_SINCE: Final = re.compile(r"^I (?:am|was) (?=[^.]*\bsince\b)")
_BY: Final = re.compile(r"^(?P<noun>(?:The )?[A-Za-z' -]+?) (?P<done>[a-z]+) by (?=\d)")
_SUMS: Final = re.compile(
    r"with an? (?P<sum>[£$€][\d.,]*\d(?: (?:million|billion))?) (?P<noun>savings|earnings|costs|profits)\b"
)
_TOOK: Final = re.compile(r"^I (?P<verb>[a-z]+) (?P<what>\d[\d,]* [a-z]+(?: [a-z]+)?)\b")
OWN_EFFECT: Final = 0.34
"""An effect is the facts' own when they have this share of its tokens."""

_WHICH_WENT: Final = re.compile(r", which (?=(?:up|down) (?:from |to |by )?[£$€]?\d)")
_UNSIGNED: Final = re.compile(r"\d%,? [a-z ]*\bfrom (?P<figure>\d[\d.]*\d|\d)(?=$|[,;.)](?!\d)| (?:in|a|the|last)\b)")
_THE_LABEL: Final = re.compile(r"The (?P<label>[A-Za-z][A-Za-z -]*: )")
_EFFECT: Final = re.compile(
    r"(?P<noun>[^,;.]+?) (?:led to|resulted in|caused|meant|affected|hindered|contributed to) (?P<effect>[^,;.0-9]+)\.$"
)
_ACTED: Final = re.compile(r"\bI (?P<verb>[a-z]+ed) (?P<act>[a-z]+)\b")


def reshape(sentence: str, known: str) -> str:
    """A sentence with what is surely wrong in how it tells a fragment set right.

    Args:
        sentence: the sentence.
        known: the facts that it states, one a line.

    Returns:
        The sentence, perhaps as it was.
    """
    facts = known.splitlines()
    text = _WHICH.sub(", and ", _WHICH_WENT.sub(", ", _WHICH_WAS.sub("", _small_noun(_alone(sentence, known), facts))))
    text = _THE_TOO.sub("", _undated(text, known))
    text = _passed(_SINCE.sub("I have been ", _opened(_took(text, facts), facts)))
    text = _taken(text, facts)
    text = _held(_held_acts(_span(text, known), known), facts)
    text = _SUMS.sub(r"with \g<noun> of \g<sum>", _done(_parted(_come(text, facts), facts), facts))
    text = _as_noted(_labelled(_occurred(text, facts), facts), facts)
    return text[:1].upper() + text[1:]


def _occurred(sentence: str, facts: list[str]) -> str:
    """What there was, without an effect that no fact tells: Late replies at busy times led to longer waits."""
    found = _EFFECT.match(sentence)
    for fact in facts if found else ():
        noun = found["noun"].removeprefix("The ") if found else ""
        same = coverage(noun, fact) == 1 and coverage(fact, noun) == 1 and not has_verb(fact)
        if found and same and not coverage(found["effect"], "\n".join(facts)) >= OWN_EFFECT:
            form = table("en")["performance"]["there_many" if is_many(noun) else "there_one"]
            return str(form.format(text=f"{small(noun)}."))
    return sentence


def _small_noun(sentence: str, facts: list[str]) -> str:
    """A plain noun that begins its fact, small behind its article: the Workshop was short of three."""
    for fact in facts:
        first, _, rest = fact.partition(" ")
        if first.lower() in compose_words("en", "plain").all and rest[:1].islower():
            sentence = re.sub(rf"(?<=\b[Tt]he ){first}(?= [a-z])", first.lower(), sentence)
    return sentence


def _as_noted(sentence: str, facts: list[str]) -> str:
    """A share without its sign where the fact leaves it out behind another: 84.2%, up from 81.9."""
    for fact in facts:
        for found in _UNSIGNED.finditer(fact):
            sentence = re.sub(rf"(?<![\d.,]){re.escape(found['figure'])}%", found["figure"], sentence)
    return sentence


def _labelled(sentence: str, facts: list[str]) -> str:
    """A label in front of a fact, as noted: The safety: collisions numbered 63."""
    found = _THE_LABEL.match(sentence)
    same = found and any(fact.lower().startswith(found["label"].lower()) for fact in facts)
    return sentence[found.start("label") :] if found and same else sentence


def _alone(sentence: str, known: str) -> str:
    """The writer as one person, where no fact says we: a small model says both."""
    if _WE_NOTED.search(known):
        return sentence
    return _WE.sub(lambda found: f"I{_AS_ONE.get(found[1] or '', found[1] or '')}", sentence)


def _undated(sentence: str, known: str) -> str:
    """A sentence without a time that no fact has: by the end of the year, as soon as possible."""
    if any(time in known.lower() for time in _TIMES):
        return sentence
    return _UNTIL.sub("", sentence)


def _held(sentence: str, facts: list[str]) -> str:
    """A share that stood, where the writer is said to have held it: I held 94.2% attendance."""
    found = _HELD.match(sentence)
    for fact in facts if found else ():
        value = valued(f"{fact[:1].upper()}{fact[1:]}")
        if found and value and fact.lower().startswith(found["noun"]) and found["share"] in value:
            noun = found["noun"]
            return f"{noun[:1].upper()}{noun[1:]} stood at {found['share']}{sentence[found.end() :]}"
    return sentence


def _taken(sentence: str, facts: list[str]) -> str:
    """A sum that stood, where the writer is said to have taken it and not of what: I took £74,320 in sales."""
    found = _TAKEN.match(sentence)
    for fact in facts if found else ():
        label, stood, value = valued(f"{fact[:1].upper()}{fact[1:]}").partition(" stood at ")
        if found and stood and value.startswith(found["sum"]) and coverage(label, sentence) < 1:
            return f"{label}{stood}{found['sum']}{sentence[found.end() :]}"
    return sentence


def _come(sentence: str, facts: list[str]) -> str:
    """A place that the fact has nobody win, without the writer and without what was run: I came second in the cup."""
    found = _CAME.match(sentence)
    for fact in facts if found else ():
        said = placed(fact)
        if found and said and found["place"] in said.split():
            who = re.sub(r"^(?:The|A|An|Our|My) ", "", found["who"])
            if who in ("I", "We", "It"):
                return said.partition(found["place"])[0] + found["place"] + " place" + found["rest"]
            if coverage(who, fact) == 1:
                return f"{said}."
    return sentence


def _parted(sentence: str, facts: list[str]) -> str:
    """A part of a fact that is a statement of its own, as one: which share of the collection online rose to 53%."""

    def own(found: re.Match[str]) -> str:
        begins = found["begins"]
        own = any(re.search(rf"[;,] {re.escape(begins)}", fact) for fact in facts)
        return f", and {articled(f'{begins} was').removesuffix(' was')}" if own else found[0]

    return _WHICH_PART.sub(own, sentence)


def _done(sentence: str, facts: list[str]) -> str:
    """A deed of the writer that the sentence makes a noun of: The cut leakage from 21% to 18% was achieved."""
    found = _DEED.match(sentence)
    for fact in facts if found else ():
        told, verb = (found["told"] if found else ""), fact.split()[0]
        if told.lower().startswith(" ".join(fact.lower().split()[:2])) and is_past(verb.lower()):
            return f"I {told}{sentence[found.end() :]}"  # type: ignore[union-attr]  # there is a match
    return sentence


def _took(sentence: str, facts: list[str]) -> str:
    """What befell or came in, of its own: I received 1,126 complaints, of 1,126 complaints received."""
    found = _TOOK.match(sentence)
    verbs = (*words("en").own, *words("en").gains)
    for fact in facts if found else ():
        if found and found["verb"] in verbs and fact.startswith(f"{found['what']} {found['verb']}"):
            return f"{found['what']} were {found['verb']}{sentence[found.end() :]}"
    return sentence


def _opened(sentence: str, facts: list[str]) -> str:
    """An open day that was held, where the sentence makes a deed of its name: I opened a day."""
    for fact in facts:
        if is_compound(fact):
            verb, noun = fact.lower().split()[:2]
            deed = re.compile(rf"\bI {verb.removesuffix('e')}e?d (?:an? |the )?{re.escape(noun)}\b")
            sentence = deed.sub(f"I held {'an' if verb[0] in 'aeiou' else 'a'} {verb} {noun}", sentence)
    return sentence


def _passed(sentence: str) -> str:
    """What was done by so many, with the verb that it leaves out: The phonics check passed by 12 out of 14."""
    found = _BY.match(sentence)
    rest = re.split(r"[,;](?!\d)", sentence[found.end() :])[0] if found else ""
    if found is None or not is_participle(found["done"]) or has_verb(found["noun"]) or has_verb(f"by {rest}"):
        return sentence
    return f"{found['noun']} {be(found['noun'])} {sentence[found.start('done') :]}"


def _span(sentence: str, known: str) -> str:
    """What fell or rose from one figure to another, told as its fact does: with a staff turnover of 14% to 9%."""
    for fact in _SPAN_TOLD.finditer(known):
        loose = rf",? (?:with|and|to|in) (?:an? |the )?[a-z' -]+? (?:of|at|by) {re.escape(fact['span'])}(?![\w%])"
        sentence = re.sub(loose, lambda _, fact=fact: f", and {fact['told'].strip()}", sentence)  # type: ignore[misc]
    return sentence


def _held_acts(sentence: str, known: str) -> str:
    """A training that was held, where the sentence makes a deed of its name: I safeguarded training."""
    found = _ACTED.search(sentence)
    if found is None or found["act"] not in words("en").acts:
        return sentence
    stem = found["verb"].removesuffix("ed")
    named = re.search(rf"\b({stem}ing {found['act']})\b", known, re.IGNORECASE)
    if named is None:
        return sentence
    return f"{sentence[: found.start()]}I held {named[1][:1].lower()}{named[1][1:]}{sentence[found.end() :]}"
