"""Sure mends of an English sentence that has a figure of its fact in another part: the figure back where it belongs.

Like `recast`, each changes a few words where the fact's own shape shows them to be wrong.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from drafter.drafting.compose_en import is_compound
from drafter.drafting.compose_en_told import LABEL, be, small
from drafter.drafting.mend import clauses_of
from drafter.drafting.parts_en import bare_counts, former_told_otherwise, levels_told_as_changes
from drafter.drafting.words import words
from drafter.patterns import regex
from drafter.provenance import coverage, tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

MADE_UP: Final = 0.34
"""A reason or a person is made up where the facts have less than this share of its tokens."""

_SUM_DONE: Final = re.compile(
    r", which (?P<be>was|were) (?P<done>spent|paid|raised|saved|used|recovered|collected|returned) "
    r"(?P<sum>(?:about |nearly |over |some )?[£$€]\d[\d.,]*\d(?: million|[mk])?)(?=[,;.] |\.$)"
)
_LASTED: Final = regex(
    r", which (?:lasts|lasted|will last|is valid|was valid|runs|ran) (?:for )?"
    r"(?=(?:about |over )?\w+ (?:day|week|month|year)s?\b)"
)
_TOTAL: Final = re.compile(r", which [a-z]+(?: [a-z]+)? (?=a total of [£$€]?\d)")
_AVERAGE: Final = re.compile(r", which (?:was|were|is|are) (?=an average )")
_HELD: Final = re.compile(
    r"(?P<told> numbered \d[\d,]*(?: \([^()]*\))?),? (?:was|were) (?:held|made|done|run|given|received)(?=[,.])"
)
_STOOD: Final = re.compile(r"\bweighed (?=\d[\d,.]* (?!kg|kilo|ton|lb|pound|gram))")
_BEGUN: Final = re.compile(
    r"I (?P<verb>creat|establish|launch|introduc|develop|set up|start)(?:e?d)? "
    r"(?:an?|the) (?P<what>[^,;.]+?) with (?=\d)"
)
_NUMBERED: Final = re.compile(
    r"I (?:[a-z]+ed|had|saw|held) (?P<what>[a-z]+(?: [a-z]+)? (?:numbered|stood at) [£$€]?\d)"
)
_REASON: Final = re.compile(r" (?:for|in recognition of|because of|thanks to) (?:his|her|their|its) [^,.;\d]+(?=[,.;])")
_COUNT_OF: Final = re.compile(r"(?P<count>\d[\d,.]*(?: million)? [a-z]+) of (?P<of>[a-z]+(?: [a-z]+)?)(?=[,.;(]| \()")
_PUT_UP: Final = re.compile(
    r"I (?:increased|raised|boosted|improved) (?P<the>the )?(?P<what>[^,;.]+?) "
    r"from (?P<span>[£$€]?\d[\d.,]*%? to [£$€]?\d[\d.,]*)"
)
FEWEST_GOT: Final = 3
"""What begins its fact with so many words is what the fact is about."""

_GOT: Final = re.compile(r"I (?P<verb>received|gained|obtained|got) (?:a total of )?")
_GOT_COUNT: Final = re.compile(r"(?P<count>\d[\d,]*\d|\d) (?P<noun>[a-z]+(?: [a-z]+)?s)(?=[,;.] ?)")
_GOT_WHOLE: Final = re.compile(r"(?P<article>an? |the )?(?P<what>[^,;.]+?(?:[.,]\d[^,;.]*?)*)(?=[,;.](?:\s|$))")
_SUBJECT: Final = r"^(?P<the>[Tt]he )?(?P<who>[A-Za-z][A-Za-z' -]*?) (?P<be>was|were) (?P<rest>[a-z].*)$"


def retell(sentence: str, facts: Sequence[str]) -> str:
    """A sentence with the figures of its facts back in the parts that these give them.

    Args:
        sentence: the sentence.
        facts: the facts that it states.

    Returns:
        The sentence, perhaps as it was.
    """
    known = "\n".join(facts)
    numbered = _NUMBERED.match(sentence)
    sentence = sentence[numbered.start("what") :] if numbered else sentence
    sentence = sentence[:1].upper() + sentence[1:]
    sentence = _acquired(_levelled(_went(_uncounted(sentence, known), facts), facts), known)
    text = _SUM_DONE.sub(r", of which \g<sum> \g<be> \g<done>", sentence)
    text = _AVERAGE.sub(", with ", _HELD.sub(r"\g<told>", _STOOD.sub("stood at ", text)))
    text = _TOTAL.sub(", ", text if "last" in known or "valid" in known else _LASTED.sub(" for ", text))
    if any(verb in f" {text} " for verb in words("en").awards):
        text = _REASON.sub(lambda found: found[0] if coverage(found[0], known) >= MADE_UP else "", text)
    return _before(_to(_unbegun(_counted(_come(text, facts), facts), facts), facts), facts)


def _unlabelled(sentence: str, facts: Sequence[str]) -> str:
    """What a fact is about, in front of what was done, to which the sentence does it: conservation was cleaned."""
    for fact in facts:
        label = LABEL.match(fact[:1].upper() + fact[1:])
        of = (
            re.match(rf"(?:The )?{re.escape(label[1])} of (?P<what>\d[^,;.]*?) was (?=[a-z])", sentence)
            if label
            else None
        )
        if label and of and fact[label.end() :].startswith(of["what"]):
            return f"{label[1]}: {of['what']} {be(of['what'])} {sentence[of.end() :]}"
    return sentence


def _unbegun(sentence: str, facts: Sequence[str]) -> str:
    """What something got, by the fact, which the sentence says is begun: I created a catalogue with 41,000 entries."""
    begun = _BEGUN.match(sentence)
    for fact in facts if begun else ():
        label = LABEL.match(fact[:1].upper() + fact[1:])
        if begun and label and label[1].lower() == begun["what"].lower() and begun["verb"] not in fact.lower():
            return f"The {small(label[1])} had {sentence[begun.end() :]}"
    return _unlabelled(sentence, facts)


def _uncounted(sentence: str, known: str) -> str:
    """What was counted, without what nobody says it was made of: 4.36 million pieces, of pieces of fabric."""

    def bare(found: re.Match[str]) -> str:
        noted = found["count"] in known and not tokens(found["of"]) & tokens(known)
        return found["count"] if noted else found[0]

    return _COUNT_OF.sub(bare, sentence)


def _went(sentence: str, facts: Sequence[str]) -> str:
    """What went down, where the writer is said to have put it up: I increased the sickness rate from 6.1% to 4.9%."""
    put = _PUT_UP.match(sentence)
    if put is None or not any(f"from {put['span']}" in fact for fact in facts):
        return sentence
    before, after = (float(one) for one in re.findall(r"\d+(?:\.\d+)?", put["span"].replace(",", ""))[:2])
    if after >= before:
        return sentence
    what = f"The {put['what']}" if put["the"] else put["what"][:1].upper() + put["what"][1:]
    return f"{what} went from {sentence[put.start('span') :]}"


def _levelled(sentence: str, facts: Sequence[str]) -> str:
    """A level that a plan names, where the sentence makes a deed of its name: I will fill the rate to 98.5%."""
    for fact in facts:
        if is_compound(fact):
            verb, noun = fact.lower().split()[:2]
            deed = re.compile(rf"\bI will {verb} (?:an? |the )?{re.escape(noun)} (?:to |of |at )?(?=[£$€]?\d)")
            sentence = deed.sub(f"I will bring the {verb} {noun} to ", sentence)
    return sentence


def _acquired(sentence: str, known: str) -> str:
    """What is to be there, without how one is to come by it: I will order 24 more buses by October."""
    how = re.match(r"I will ([a-z]+) (?=(?:(?:the|an additional|a further) )?\d)", sentence)
    if how is None or how[1] not in words("en").acquires or any(way in known.lower() for way in words("en").acquires):
        return sentence
    return f"I will bring in {sentence[how.end() :]}"


def _come(sentence: str, facts: Sequence[str]) -> str:
    """What came in of its own, where the writer is said to have got it: a grant was received."""
    got = _GOT.match(sentence)
    for fact in facts if got else ():
        count = _GOT_COUNT.match(sentence, got.end())  # type: ignore[union-attr]  # it was got
        noun = re.escape(count["noun"]) if count else ""
        if count and re.match(rf"{noun}:? {re.escape(count['count'])}(?![\d,.%]*\d)", fact, re.IGNORECASE):
            return f"{count['noun'].capitalize()} numbered {count['count']}{sentence[count.end() :]}"
        whole = _GOT_WHOLE.match(sentence, got.end())  # type: ignore[union-attr]
        if whole and fact.lower().startswith(whole["what"].lower()) and len(whole["what"].split()) >= FEWEST_GOT:
            article = (whole["article"] or "").capitalize()
            what = whole["what"] if article else whole["what"][:1].upper() + whole["what"][1:]
            return f"{article}{what} {be(what)} {got['verb']}{sentence[whole.end() :]}"  # type: ignore[index]
    return sentence


def _counted(sentence: str, facts: Sequence[str]) -> str:
    """A count in front of what it counts, which is said to have done it: 3,150 enquiries were handled."""
    subject = re.match(_SUBJECT, sentence)
    for found in bare_counts(sentence) if subject else ():
        who = subject["who"]  # type: ignore[index]  # there is a subject
        noted = re.compile(rf"\b{re.escape(who)}:? {re.escape(found['count'])}(?![\d,.%]*\d)", re.IGNORECASE)
        if any(noted.search(fact) for fact in facts) and found.start() >= subject.start("rest"):  # type: ignore[union-attr]
            at = found.start("link") - 1
            told = f"{sentence[subject.end('who') : at]}{sentence[found.end('count') :]}"  # type: ignore[union-attr]
            return f"{found['count']} {small(who)}{told}"
    return sentence


def _to(sentence: str, facts: Sequence[str]) -> str:
    """To where something went, of which the sentence says by how much: reduced by 7.4 litres, of 7.4 (from 11.2)."""
    for start, end in reversed([*levels_told_as_changes(sentence, facts)]):
        sentence = f"{sentence[:start]}to{sentence[start + len('by') : end]}{sentence[end:]}"
    return sentence


def _before(sentence: str, facts: Sequence[str]) -> str:
    """What was so before, as that, where a clause of its own makes another thing of it: which saved 11.2 litres."""
    for clause, figure in former_told_otherwise(sentence, facts):
        if clause.startswith("which ") and sum(char.isdigit() for char in clause) == sum(map(str.isdigit, figure)):
            bare = clause.rstrip(" ,;.")
            told = f"compared with {figure} before{clause[len(bare) :]}"
            return sentence.replace(clause, told) if clause in clauses_of(sentence)[1:] else sentence
    return sentence
