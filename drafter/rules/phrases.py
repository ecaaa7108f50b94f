"""Fixed phrases: lists that must be whole and in order, and one wrong character in a phrase that everyone knows."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple

from drafter.patterns import regex
from drafter.rules.alike import alike, slips, typos, windows
from drafter.rules.context import HAN, Context
from drafter.rules.lists import GOES_ON, lists, miscounted, others, stands_alone
from drafter.rules.miswritten import forms, miswritten
from drafter.rules.pieces import PIECE, Pieces
from drafter.rules.rule import Spot
from drafter.rules.slips import of as slips_of

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from drafter.rules.tables import Tables


def _known(tables: Tables) -> Pieces:
    """The pieces by which what this module looks for is found, rightly written or not."""
    listed = frozenset[str]().union(*(entry.pieces for entry in tables.made(lists)))
    anchors = chain(tables.made(_phrases).anchors, tables.made(typos), listed)
    short = (piece for piece in anchors if len(piece) == PIECE)
    return Pieces(tables.made(windows).union(short, tables.made(forms)))


def _pieces(context: Context) -> dict[int, str]:
    """Those of them that stand in the text, by their offsets."""
    return context.tables.made(_known).find(context.text)


def whole(context: Context) -> Iterator[Spot]:
    """A fixed list that is spelt out but not whole, or out of order."""
    pieces = frozenset(context.shared(_pieces).values())
    for entry in context.tables.made(lists):
        if entry.pieces and entry.pieces.isdisjoint(pieces):
            continue  # soon told, where its names are long enough for it
        there = sum(any(map(context.has, names)) for names in entry.names)
        if there < entry.least - 1:
            continue
        for match in entry.run.finditer(context.text):
            said = tuple(entry.members[(m.lastindex or 1) - 1] for m in entry.member.finditer(match.group()))
            goes_on = GOES_ON.search(context.text, max(0, match.start() - 2), match.start())
            if goes_on or said == entry.members or stands_alone(context, *match.span(), said, entry):
                continue
            right = "、".join(entry.members)
            lacking = [member for member in entry.members if member not in said]
            values = {"name": entry.name, "right": right, "lacking": "、".join(lacking)}
            yield Spot(match.start(), match.end(), values=values, variant="" if lacking else "order")
        if entry.replaced and there >= len(entry.members) - 1 and any(map(context.has, entry.begun)):
            yield from others(context, entry)
    yield from miscounted(context)
    for spot in _MEETINGS(context):
        values = {"name": "三会一课", "right": "支部党员大会、支部委员会会议、党小组会、党课", "lacking": "党小组会"}
        yield replace(spot, values=values)


_MEETINGS: Final = slips_of("meetings")


# ------------------------------------------------------------------------------------------- wrong characters
_SHORTEST: Final = 5
_LONG: Final = 8  # characters of a phrase in which two may be wrong


class _Phrases(NamedTuple):
    anchors: frozenset[str]
    heads: dict[str, tuple[str, ...]]
    tails: dict[str, list[str]]
    legal: dict[str, frozenset[str]]
    alike: dict[str, str]
    known: frozenset[str]
    bound: tuple[str, ...]
    open: tuple[str, ...]
    middle: re.Pattern[str]
    middles: dict[str, str]


def _phrases(tables: Tables) -> _Phrases:
    data = tables.area("phrases")
    phrases = sorted({phrase for phrase in data["phrases"] if len(phrase) >= _SHORTEST})
    heads: dict[str, list[str]] = {}
    tails: dict[str, list[str]] = {}
    for phrase in phrases:
        heads.setdefault(phrase[:PIECE], []).append(phrase)
        tails.setdefault(phrase[-PIECE:], []).append(phrase)
    legal = {phrase: frozenset(others) for phrase, others in data["legal"].items()}
    anchors = frozenset((*heads, *tails))
    # In the shortest, a slip in the middle leaves neither the first three nor the last three whole.
    middles = {phrase[:2] + phrase[3:]: phrase for phrase in phrases if len(phrase) == _SHORTEST}
    middle = regex("|".join(f"{rest[:2]}[{HAN}]{rest[2:]}" for rest in middles))
    begun = {anchor: tuple(found) for anchor, found in heads.items()}
    known = frozenset(phrases)
    bound, loose = tuple(data["bound"]), tuple(data["open"])
    return _Phrases(anchors, begun, tails, legal, tables.made(alike), known, bound, loose, middle, middles)


_BOUNDARY: Final = regex(
    rf"[^{HAN}]|$|[的了是在和与及为中上下]|建设|道路|新征|新篇|进程|事业|理论|思想|精神|工作|要求|战略|作用|制度|教育|全面|推[进动]|实现|加快|开创|奋力|必须|具有|成为|作为|取得|水平|体系|目标|任务|实践|指引|引领|谱写|指导|贯彻|坚持|走"
)
_JOINERS: Final = frozenset("、，和与及“”‘’")
_PARTICLES: Final = frozenset("的了之是在于")
_HAN_ONLY: Final = regex(f"[{HAN}、“”]+$")


def misspelt(context: Context) -> Iterator[Spot]:
    """A known phrase with one wrong, missing or doubled character."""
    found = list(_slips_of_long(context))
    yield from found
    pieces = context.shared(_pieces)
    for slip in chain(slips(context, pieces), miswritten(context, pieces)):
        if all(spot.end is None or spot.start is None or not spot.start < slip.end <= spot.end for spot in found):
            yield Spot(slip.start, slip.end, values={"right": slip.right})


def _slips_of_long(context: Context) -> Iterator[Spot]:
    phrases = context.tables.made(_phrases)
    text = context.text
    taken = 0
    for at, piece in context.shared(_pieces).items():
        if piece not in phrases.anchors:
            continue
        heads, tails = phrases.heads.get(piece, ()), phrases.tails.get(piece, ())
        if at >= taken and not text.startswith(heads, at):
            for phrase in heads:
                end = _near_from_head(phrases, text, at, phrase)
                if end:
                    taken = end
                    yield Spot(at, end, values={"right": phrase})
                    break
        end = at + PIECE
        for phrase in tails:
            start = None if text.endswith(phrase, 0, end) else _near_from_tail(phrases, text, end, phrase)
            if start is not None and start >= taken:
                taken = end
                yield Spot(start, end, values={"right": phrase})
                break
    for match in phrases.middle.finditer(text):
        right = phrases.middles[match.group()[:2] + match.group()[3:]]
        if _is_slip(phrases, match.group(), right, text[match.end() : match.end() + 2]):
            yield Spot(match.start(), match.end(), values={"right": right})


def _near_from_head(phrases: _Phrases, text: str, at: int, phrase: str) -> int:
    """End of a misspelling that begins like the phrase; 0 for none."""
    size = len(phrase)
    same = PIECE
    while same < size and text.startswith(phrase[same], at + same):
        same += 1
    if phrase[same + 2 :] not in text[at + same : at + size + 1]:
        return 0  # soon told: a slip is of two characters at most, and behind it all is right
    for length in (size, size - 1, size + 1):
        said = text[at : at + length]
        if len(said) == length and _is_slip(phrases, said, phrase, text[at + length : at + length + 2]):
            return at + length
    return 0


def _near_from_tail(phrases: _Phrases, text: str, end: int, phrase: str) -> int | None:
    """Start of a misspelling that ends like the phrase, its slip being in the first characters."""
    size = len(phrase)
    start = end - size
    if start < 0 or text[start : start + PIECE] == phrase[:PIECE]:
        return None
    said = text[start:end]
    if said[0] != phrase[0] and (said[1:] != phrase[1:] or size <= _SHORTEST):
        return None
    if said[0] != phrase[0] and phrase.startswith(phrases.open) and said[0] not in phrases.alike.get(phrase[0], ""):
        return None
    if _one_wrong(said, phrase) and _is_slip(phrases, said, phrase, text[end : end + 2]):
        return start
    return None


def _one_wrong(said: str, phrase: str) -> bool:
    return sum(a != b for a, b in zip(said, phrase, strict=True)) == 1


def _is_slip(phrases: _Phrases, said: str, phrase: str, after: str) -> bool:
    """Whether `said` is the phrase with one slip, and no other phrase or legal neighbour."""
    if said == phrase or said in phrases.known or said in phrases.legal.get(phrase, ()) or not _HAN_ONLY.match(said):
        return False
    if len(said) != len(phrase):
        return _lacks_or_doubles(said, phrase)
    if not _one_wrong(said, phrase):
        return _is_swap(said, phrase) or _sounds_the_same(phrases, said, phrase)
    wrong, right = next((a, b) for a, b in zip(said, phrase, strict=True) if a != b)
    if wrong in _JOINERS or right in _JOINERS or wrong in _PARTICLES:
        return False  # 、 for 和, 的 for 式 make other words, no slip
    # The last character makes a new word of the whole (责任制, 责任书), but for words that no other ends (官僚主义):
    # there only one that is easily confused is a slip, and only where the phrase ends here or another word begins.
    last = said[-1] != phrase[-1]
    if not last or phrase.endswith(phrases.bound):
        return True
    return wrong in phrases.alike.get(right, "") and _BOUNDARY.match(after) is not None


def _lacks_or_doubles(said: str, phrase: str) -> bool:
    """Whether one character inside the phrase is missing, or stands twice."""
    longer, shorter = (said, phrase) if len(said) > len(phrase) else (phrase, said)
    for at in range(len(longer)):
        if longer[:at] + longer[at + 1 :] == shorter and longer[at] not in _JOINERS:
            if len(said) < len(phrase):
                return 0 < at < len(phrase) - 1 and said[-1] == phrase[-1]
            return at < len(phrase) - 1 and longer[at] == longer[at + 1]
    return False


def _two_wrong(said: str, phrase: str) -> int:
    """Where two neighbours, and nothing else, differ; -1 for nowhere."""
    differing = [at for at, (a, b) in enumerate(zip(said, phrase, strict=True)) if a != b]
    return differing[0] if len(differing) == 2 and differing[1] == differing[0] + 1 else -1  # noqa: PLR2004


def _is_swap(said: str, phrase: str) -> bool:
    at = _two_wrong(said, phrase)
    return at >= 0 and said[at : at + 2] == phrase[at : at + 2][::-1]


def _sounds_the_same(phrases: _Phrases, said: str, phrase: str) -> bool:
    """Whether a word inside a long phrase is another that sounds the same: 社会注意思想."""
    at = _two_wrong(said, phrase) if len(phrase) >= _LONG else -1
    return at >= 0 and all(said[place] in phrases.alike.get(phrase[place], "") for place in (at, at + 1))
