"""Among whom a rank holds: another word before the same competitors, be it no scope that a list knows.

周边县级供电企业 for 全市县级供电企业, 全国第二 for 全流域第二; in English another name before them: England's nine
offices for the nine offices in the Midlands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drafter.figures.compare_words import HAN, same, stem, words
from drafter.patterns import regex

if TYPE_CHECKING:
    from drafter.figures.owner import Place
    from drafter.figures.owner_words import Change

_COUNT: Final = r"(?:\d+|[一二三四五六七八九十百]+)[个家名座所]"
_FIELD: Final = regex(
    rf"(全[{HAN}]{{1,3}}?|集团|我[国省市县区]|[{HAN}]{{2}}(?=地区|片区))(?:的|各|所属|同类)?(?:{_COUNT})?([{HAN}]{{2}})"
)
_COUNTED: Final = regex(rf"{_COUNT}$")
_BEFORE: Final = regex(rf"([{HAN}]+)$")
_OUTER: Final = regex(r"^.*(?:在|于|列|居|和|与|跟|同|对|论|比|是|为|排|获|占|位)")
_RANKS: Final = "(?:位列|名列|位居|排名|排在|列|居|排|名|位|获|在|为)"
_WIDE: Final = regex(rf"{_RANKS}(全[{HAN}]{{2,4}})$")
_WIDE_SCOPE: Final = regex(rf"全[{HAN}]$")
_AREA: Final = regex(rf"{_RANKS}(全[{HAN}]{{1,4}})$")
_OTHER_AREA: Final = regex(rf"{_RANKS}((?!全)[{HAN}]{{2,4}})$")
_NAMED: Final = regex(r"(?<![a-z])(?:the |our |this )?([a-z]{4,})['’]s (?=[a-z\d])")
_OF_SO_MANY: Final = regex(rf"(全[{HAN}])((?:(?![一二三四五六七八九十百])[{HAN}]){{2,5}}?)?的?{_COUNT}")
_WITHIN: Final = regex(r"(?<![a-z])(?:in|across) (?:the )?([a-z]{4,})(?=$|[,;.])")
_FEW: Final = 3
_LONGEST: Final = 5


def other_field(ours: Place, plain: str, theirs: Place, fact: str, known: str) -> Change | None:
    """What stands in the draft where the fact says among whom a rank holds.

    Args:
        ours: the rank in the draft.
        plain: the draft, folded.
        theirs: the rank in the facts.
        fact: the fact, folded.
        known: all facts, folded.

    Returns:
        The fact's words and the draft's, or None.
    """
    here, there = plain[slice(*ours.sentence)], fact[slice(*theirs.clause)]
    for found in _FIELD.finditer(there):
        scope, field = found[1], found[2]
        if scope in here or scope[1:] in here or field not in here:
            continue
        before = _BEFORE.search(_COUNTED.sub("", here[: here.index(field)]))
        word = _OUTER.sub("", before[1]).removesuffix("的").removesuffix("各") if before else ""
        if 1 < len(word) <= _LONGEST and word not in known and not _vague(word, scope):
            return scope, word
    return (
        _widened(ours, plain, theirs, known)
        or _other_area(ours, theirs, here, known)
        or _narrowed(here, there, known)
        or _other_owner(here, there, known)
    )


def _vague(word: str, scope: str) -> bool:
    return same(word, scope) or bool(set(word) & set(scope[1:])) or words().lights.sub("", word) == ""


def _widened(ours: Place, plain: str, theirs: Place, known: str) -> Change | None:
    """Another area right before the rank: 全国第二 for 全流域第二."""
    one, two = _WIDE.search(ours.left), _WIDE.search(theirs.left)
    scope = _WIDE_SCOPE.search(ours.left) if two and not one else None
    if scope is None or two is None or two[1] in plain[slice(*ours.sentence)] or scope[0] in known:
        return None
    return two[1], scope[0]


def _other_area(ours: Place, theirs: Place, here: str, known: str) -> Change | None:
    """An area that no list of scopes knows, right before the rank: 位列苏北第三 for 位列全省第三."""
    one, two = _OTHER_AREA.search(ours.left), _AREA.search(theirs.left)
    if one is None or two is None or two[1][1:] in here or one[1] in known or _vague(one[1], two[1]):
        return None
    return two[1], one[1]


def _narrowed(here: str, there: str, known: str) -> Change | None:
    """A part of the fact's area before the number of competitors: 全县西片18个乡镇 for 全县18个乡镇."""
    whole = {found[1] for found in _OF_SO_MANY.finditer(there) if not found[2]}
    for found in _OF_SO_MANY.finditer(here):
        part = found[2]
        if part and found[1] in whole and not _vague(part, found[1]) and not _known(part, known):
            return found[1], found[1] + part
    return None


def _known(word: str, known: str) -> bool:
    """Whether the facts have any two characters of a Chinese word side by side."""
    return any(word[at : at + 2] in known for at in range(len(word) - 1))


def _other_owner(here: str, there: str, known: str) -> Change | None:
    """Another owner of the same competitors: the Midwest's hundred largest cities for the nation's."""
    for mine in _NAMED.finditer(here):
        if stem(mine[1]) in known or not _shares(here[mine.end() :], there):
            continue
        for noted in [*_NAMED.finditer(there), *_WITHIN.finditer(there)]:
            if noted[1] not in here and not same(noted[1], mine[1]):
                return noted[1], mine[1]
    return None


def _shares(behind: str, there: str) -> bool:
    return any(word in there for word in behind.split()[:_FEW] if len(word) > _FEW)
