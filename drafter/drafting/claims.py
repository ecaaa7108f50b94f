"""What a sentence claims beyond figures and names: who was honoured, how high, whether a thing was good."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from drafter.figures import find_figures
from drafter.provenance import coverage, tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.drafting.words import Words

ADMISSION_COVERAGE: Final = 0.4
"""A clause that owns up to something is the notes' own when this share of its tokens is there."""

_SHARES: Final = frozenset({"percent", "points", "fraction", "multiple"})
_LISTING: Final = re.compile(r"[^\W\d_]{3,12}(?:、[^\W\d_]{3,12}){2,9}")
_MET: Final = re.compile(
    r"\b(?:met|meet|meeting|meets|hit|hitting|reached|exceeded|surpassed) (?:[^,;.]|,(?=\d{3}))*\b(?:target|goal)s?\b"
)
_LAST_YEARS: Final = re.compile(r"^[a-z][a-z' /-]*: (?=\S)")
"""A shortcoming of the year before, in front of what was done about it: lack of access: lift opened."""
NOW: Final = re.compile(r"\bnow (\d{1,3}(?:,\d{3})+|\d+)(?![\d.%])")
"""How many there are now, by a fact."""
_NAMED: Final = re.compile(r": | [-–—] ")
CLAUSE: Final = re.compile(r"[，；。！？;]|,(?!\d{3})")
"""Where a clause ends; 1,584 is one figure."""


def unstated_level(sentence: str, sources: Sequence[str], words: Words) -> str:
    """An award's level, or a claim, that no source states; "" for none.

    Args:
        sentence: the sentence.
        sources: the facts it states, and what else is known.
        words: the language's words.

    Returns:
        The word as the list has it.
    """
    known, text = " " + "\n ".join(sources).lower(), f" {sentence.lower()}"  # a verb is between blanks in English
    given = _honours(known, words)
    for word in (*words.levels, *words.claims):
        said = _without_verbs(text, word, words) if given and word in text else text
        if word in said and has_word(said, word) and not has_word(known, word):
            return word
    if not given:
        prized = not words.prizes or any(prize in text for prize in words.prizes)
        given_by = (verb for verb in words.awards if verb in text and (prized or verb != " received "))
        return next(given_by, "").strip()  # who received training got no prize
    return ""


def _honours(known: str, words: Words) -> bool:
    """Whether a text tells that something was awarded; in English it may be got or given where it is a prize."""
    if any(verb in known for verb in words.awards):
        return True
    if any(prize in "".join(_NAMED.split(line)[1:]) for line in known.splitlines() for prize in words.prizes):
        return True  # Joan Tiller: Assistant of the Year
    return any(verb in known for verb in words.awards_also) and any(prize in known for prize in words.prizes)


def _without_verbs(text: str, level: str, words: Words) -> str:
    """A text without the verbs that have a level within: who was awarded a medal got no other award."""
    for verb in words.awards:
        if verb.strip().startswith(level):
            text = text.replace(verb, " ")
    return text


def has_word(text: str, word: str) -> bool:
    """A text has a word; one of Latin letters not at the end of a longer one (fully, successfully).

    Args:
        text: the text, in small letters.
        word: the word.
    """
    at = text.find(word)
    while at > 0 and word.isascii() and text[at - 1].isalpha():
        at = text.find(word, at + 1)
    return at >= 0


def denied(sentence: str, facts: Sequence[str], words: Words) -> str:
    """The fact whose contrary a sentence says: a shortcoming told as a success, or a deed as undone; "" for none."""
    text = sentence.lower()
    short = [fact for fact in facts if any(word in _LAST_YEARS.sub("", fact.lower()) for word in words.lacking)]
    if short and (_MET.search(text) or not any(word in text for word in (*words.lacking, *words.lacking_also))):
        return short[0]
    known = "\n".join(facts).lower()
    if any(word in known for word in words.lacking_also):
        return ""
    if not short and any(word in text and word not in known for word in words.denials):
        return facts[0] if facts else sentence
    return ""


def invented_admission(sentence: str, sources: Sequence[str], words: Words) -> str:
    """The clause that owns up to what no source does; "" for none."""
    known = "\n".join(sources)
    return next(
        (
            clause.strip()
            for clause in CLAUSE.split(sentence)
            if (any(word in clause.lower() for word in words.admissions) or clause.startswith(words.harms or ("\n",)))
            and coverage(clause, known) < ADMISSION_COVERAGE
        ),
        "",
    )


def invented_need(sentence: str, sources: Sequence[str], words: Words) -> str:
    """The clause that tells what is still to be done, where no source does: 需进一步细化方案; "" for none."""
    known = "\n".join(sources)
    clauses = CLAUSE.split(sentence) if words.needs else ()
    return next(
        (one for one in clauses if one.startswith(words.needs) and coverage(one, known) < ADMISSION_COVERAGE), ""
    )


def invented_change(sentence: str, sources: Sequence[str], words: Words) -> str:
    """The words that tell a share, or anything `by` a figure, as a change, where no source tells one; "" for none."""
    known, text = "\n".join(sources).lower(), sentence.lower()
    total = _moved_total(sentence, known, words) or _stock_as_flow(sentence, known, words)
    if total:
        return total
    if any(word in known for word in (*words.changes, *words.changes_also)):
        return ""
    for figure in find_figures(sentence):
        start = max((mark.end() for mark in CLAUSE.finditer(text, 0, figure.start)), default=0)
        behind = text[figure.end :].split(maxsplit=1)[:1]
        if behind and figure.kind in _SHARES and behind[0].startswith(words.changes_behind or ("\n",)):
            return sentence[figure.start : figure.end + 1 + len(behind[0])]
        is_change = figure.kind in _SHARES or text[: figure.start].endswith(" by ")
        if is_change and any(word in text[start : figure.start] for word in words.changes):
            return sentence[start : figure.end].strip()
    return ""


def _moved_total(sentence: str, known: str, words: Words) -> str:
    """A total told as what was added: 增加村集体收入118.6万元, where a fact has 村集体收入118.6万元; "" for none."""
    for figure in find_figures(sentence):
        start = max((mark.end() for mark in CLAUSE.finditer(sentence, 0, figure.start)), default=0)
        before = sentence[start : figure.start].lower()
        change = max((word for word in words.changes if word in before), key=before.rfind, default="")
        what = before[before.rfind(change) + len(change) :].removeprefix("了") if change else ""
        total = what + figure.text.lower()
        # 降低住院日由9.2天降至7.8天, and fell from 31 to 12, tell both ends.
        spans = what.endswith(("由", "从", "自", "from ")) or any(char.isdigit() for char in what)
        if (
            tokens(what)
            and not spans
            and total in known
            and f"{change}{total}" not in known
            and f"{change}了{total}" not in known
        ):
            return sentence[start : figure.end]
    return ""


def _stock_as_flow(sentence: str, known: str, words: Words) -> str:
    """What there is now (volunteers now 118) told as what came in: recruited 118 volunteers; "" for none."""
    flows = "|".join(words.flows)
    for there in NOW.finditer(known) if flows else ():
        came = re.search(rf"\b(?:{flows}) (?:[a-z]+ ){{0,3}}{re.escape(there[1])}(?![\d,.]*\d)", sentence)
        if came:
            return came[0]
    return ""


def hanging_clause(sentence: str, sources: Sequence[str], words: Words) -> str:
    """A last clause that wants another behind it: 对标先进，通过实施提升行动; "" for none.

    Args:
        sentence: the sentence.
        sources: the facts it states, and what else is known.
        words: the language's words.

    Returns:
        The clause.
    """
    last = next((one for one in reversed(CLAUSE.split(sentence)) if one), "")
    begin = next((word for word in words.hanging if last.startswith(word)), "")
    if not begin or any(begin in source for source in sources):
        return ""
    means = last.removeprefix(begin)
    return "" if any(means.find(verb) > 0 for verb in words.outcomes) else last


def invented_deed(sentence: str, sources: Sequence[str], words: Words) -> str:
    """A deed, a use, or a list of particulars, that no source has: 通过实地考察、案例分析、交流研讨; "" for none.

    A list of rhetoric is let be: its members have a character in common (有计划、有考核; 常态化、制度化);
    what ends in 等 is none (乱占耕地、乱占河湖等).
    """
    known = "\n".join(sources).lower()
    text = sentence.lower()
    deed = next((word for word in words.deeds if word in text and word not in known), "")
    if deed:
        return deed
    for clause in CLAUSE.split(sentence):
        if clause.startswith(words.uses) and coverage(clause, known) < ADMISSION_COVERAGE:
            return clause
    for found in _LISTING.finditer(sentence):
        members = found[0].split("、")
        alike = set(members[0]).intersection(*members[1:])
        if (not alike or "等" in members[-1]) and all(coverage(one, known) < ADMISSION_COVERAGE for one in members[1:]):
            return found[0]
    return ""
