"""What a sentence adds to its facts: no cause that they do not tell, and a result that they do not have as an aim."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from drafter.drafting.compose_en_told import has_verb
from drafter.drafting.mend import clauses_of
from drafter.drafting.recast import recast
from drafter.drafting.rhythms import without_rhythm
from drafter.drafting.words import words
from drafter.provenance import coverage, tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.messages import Lang

OWN_COVERAGE: Final = 0.5
"""A clause is the facts' own when they have this share of its tokens."""

TAIL_COVERAGE: Final = 0.34
"""An English clause behind the first adds nothing of the facts when they have less than this share of its tokens."""

FEWEST_ABOUT: Final = 2
"""A clause about what stands before it with fewer tokens than these says nothing of its own: who did so too."""

_TAIL: Final = re.compile(
    r"(?:and |thus |thereby |(?P<which>which (?:has |have |had )?))?(?:\w+ly |further |also )?"
    r"(?P<verb>[a-z]{3,}(?:ing|ed)|(?(which)[a-z]+|(?!)))\b",
    re.IGNORECASE,
)
_ABOUT: Final = re.compile(
    r"(?:(?:who|whom|whose|where|when) [a-z]|(?:an?|the|one of the|some of the|both|all of them) (?!year |time )[a-z])"
)
"""A clause about somebody or something that stands before it: who was responsible for the cultural activities."""
_LONE_SUBJECT: Final = re.compile(r"^((?:I|The [a-z' -]+)), (?=(?:was|were|has|have|had|is|are|will)\b)")
_PURPOSE: Final = re.compile(r"\bto [a-z]{3,}\b")
_STATE: Final = re.compile(
    r"There (?:was|were) |(?!I )[^,;]* (?:stood at|was|were|fell|rose|increased|decreased|numbered|went|remained)"
    r" (?:up |down )?(?:from |to |at |by )?(?:about |nearly |over |some |roughly )?[£$€]?\d"
)
"""What was so, or went so: nobody did it to some end."""
_IDLE_AIM: Final = re.compile(r",? to (?P<aim>(?!the |date\b|be\b)[a-z]+ [^,;\d]+?)\.?$")
_AND_DONE: Final = re.compile(r"\band ([a-z]+)\b")
_TO_COMMA: Final = re.compile(r"(?:[^,;.]|[,.](?=\d))*")
_INNER_MARK: Final = re.compile(r"(?<=[，；,;：:])其?[一二三四五六七八九十]{1,3}是")


def unforced(sentence: str, known: str, lang: Lang) -> str:
    """A sentence without what it adds between and behind its facts.

    A run's 二是 in its middle goes, and a cause or a rhythm that no fact tells. A result that no fact has is told as an
    aim: 有效提升了服务水平 becomes 提升服务水平, and `, improving care` becomes ` to improve care`.

    Args:
        sentence: the sentence.
        known: the facts that it states.
        lang: its language.
    """
    sentence = without_rhythm(sentence, known, lang)
    if lang == "zh" and not _INNER_MARK.search(known):
        sentence = _INNER_MARK.sub("", sentence)
    for link, instead in words(lang).links.items():
        if link in sentence and link.strip(" ,") not in known:
            sentence = _without_cause(sentence, link, instead, known)
    if lang == "en":
        return _with_aims(_without_maker(recast(_unframed(sentence), known), known), known)
    clauses = clauses_of(sentence)
    return "".join(
        _as_aim(clause, first=number == 0) if coverage(clause, known) < OWN_COVERAGE else clause
        for number, clause in enumerate(clauses)
    )


def unneeded(sentence: str, known: str) -> str:
    """A Chinese sentence of what was done, what it says is still to be done told as an aim: 强化监管, of 需强化监管.

    Args:
        sentence: the sentence.
        known: the facts that it states.
    """
    lists = words("zh")
    need = re.compile(rf"(?:{_any(lists.needs)})要?(?:进一步|继续|不断|持续)?(?=(?:{_any(lists.outcomes)}))")
    first, *rest = clauses_of(sentence)
    return first + "".join(
        need.sub("", one, count=1) if need.match(one) and one.strip("，；。") not in known else one for one in rest
    )


def _as_aim(clause: str, *, first: bool) -> str:
    """A Chinese clause that tells what came of it, as an aim: 提升服务水平, of 有效提升了服务水平, 服务水平不断提升."""
    clause = _done("zh").sub(r"\1\2", clause)
    turned = None if first else _turned("zh").fullmatch(clause)
    return f"{turned['better']}{turned['what']}{turned['mark']}" if turned else clause


def _without_cause(sentence: str, link: str, instead: str, known: str) -> str:
    """A sentence with another word for a cause; without an effect that no fact has."""
    before, _, behind = sentence.partition(link)
    found = _TO_COMMA.match(behind)
    effect = found[0] if found else ""
    if (
        before
        and instead.strip()
        and not any(char.isdigit() for char in effect)
        and coverage(effect, known) < TAIL_COVERAGE
    ):
        return before + behind[len(effect) :]
    return before + instead + behind


def _unframed(sentence: str) -> str:
    """A sentence without the words that only say that the writer says it: I noticed that."""
    frame = next((one for one in words("en").frames if sentence.lower().startswith(one)), "")
    return sentence[len(frame) :]


def _without_maker(sentence: str, known: str) -> str:
    """What a deed is said to have moved, as moved and no more: `, which cut turnover from 14% to 9%`."""
    moves = words("en").moves
    found = re.search(rf",? (?:which|that) ({_any(tuple(moves))}) ([a-z][a-z' -]+?) (?=(?:from|to|by) \S*\d)", sentence)
    if found is None or found[1] in known:
        return sentence
    return f"{sentence[: found.start()]}, and {found[2]} {moves[found[1]]} {sentence[found.end() :]}"


def _with_aims(sentence: str, known: str) -> str:
    """An English sentence, of the clauses at its end that state nothing one told as an aim, the others left out."""
    first, *rest = clauses_of(sentence)
    kept: list[str] = [first]
    for clause in rest:
        tail = _TAIL.match(clause)
        if any(char.isdigit() for char in clause) or coverage(clause, known) >= TAIL_COVERAGE:
            kept.append(clause)
            continue
        if tail is None:
            kept += [] if _is_about(clause) else [clause]
            continue
        aim = words("en").aims.get(tail["verb"].lower(), "")
        honoured = any(
            verb in f" {first} {known}".lower() for verb in words("en").awards
        )  # nobody is honoured in order to
        left = first.rstrip(" ,;").rpartition(" ")[2] in words("en").own  # and 32 left: to no end
        if (
            aim
            and len(kept) == 1
            and not honoured
            and not left
            and not _PURPOSE.search(first)
            and not _STATE.match(first)
        ):
            kept[-1] = kept[-1].rstrip(" ,;")
            kept.append(f" to {aim}{_AND_DONE.sub(_plain_verb, clause[tail.end() :])}")
    text = _LONE_SUBJECT.sub(r"\1 ", "".join(kept).rstrip(" ,;"))
    idle = _IDLE_AIM.search(text) if _STATE.match(text) else None
    if idle and coverage(idle["aim"], known) < TAIL_COVERAGE:
        text = text[: idle.start()]
    return text if text.endswith(sentence[-1:]) else text + sentence[-1:]


def _is_about(clause: str) -> bool:
    """A clause that only says who or what that is that stands before it."""
    about = _ABOUT.match(clause) and len(tokens(clause)) >= FEWEST_ABOUT
    return bool(about) and not has_verb(clause.partition(" and ")[2])


def _plain_verb(found: re.Match[str]) -> str:
    """`and improved` behind an aim, as an aim too."""
    return f"and {words('en').aims.get(found[1], found[1])}"


@cache
def _done(lang: Lang) -> re.Pattern[str]:
    """An outcome told as reached, with the adverb that makes more of it; the outcome alone is its first group.

    At the front of a clause any verb of two signs may be one.
    """
    lists = words(lang)
    degree, outcome = _any(lists.degrees), _any(lists.outcomes)
    return re.compile(rf"^(?:{degree})?([㐀-鿿](?!为)[㐀-鿿])了(?=[㐀-鿿])(?![解结断却])|(?:{degree})?({outcome})了")


@cache
def _turned(lang: Lang) -> re.Pattern[str]:
    """What got better, as a clause says it."""
    turns = words(lang).turns
    what = rf"(?P<what>(?:(?![{''.join(turns['else'])}])[㐀-鿿]){{2,8}}?)"
    by = rf"(?:{_any(turns['by'])})*"
    apart = _any((*words(lang).outcomes, *words(lang).degrees, *turns["by"]))
    return re.compile(rf"(?!{apart}){what}{by}(?P<better>{_any(turns['better'])})(?P<mark>[，；。]*)")


def _any(listed: Sequence[str]) -> str:
    """A pattern for any of some words, the longest that fits."""
    return "|".join(sorted(map(re.escape, listed), key=len, reverse=True))
