"""Person and tone: one name for oneself, nobody addressed, no spoken words, nothing said twice."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from drafter.patterns import regex
from drafter.rules import slips
from drafter.rules.context import HAN, Part
from drafter.rules.likeness import fold
from drafter.rules.parts import sections_of
from drafter.rules.rule import Spot
from drafter.rules.tables import Tables, alternation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.rules.context import Context


class _Words(NamedTuple):
    colloquial: dict[str, re.Pattern[str]]
    colloquial_en: re.Pattern[str]
    person: re.Pattern[str]
    unit: re.Pattern[str]
    disguised: re.Pattern[str]
    longest: int
    repeated: int
    repeated_own: int
    paragraph: int
    likeness: float


def _words(tables: Tables) -> _Words:
    data = tables.area("tone")
    return _Words(
        colloquial={sign: regex(pattern) for sign, pattern in data["colloquial"].items()},
        colloquial_en=regex(alternation(data["colloquial_en"], literal=False), re.IGNORECASE),
        person=regex(rf"我(?<![自你忘小大无唯不追物敌].)(?![{data['unit']}])(?!行我素|为群众|为人人|是谁)"),
        unit=regex(alternation(data["unit_words"])),
        disguised=regex(alternation(data["disguised"], literal=False)),
        longest=data["longest"],
        repeated=data["repeated"],
        repeated_own=data["repeated_own"],
        paragraph=data["paragraph"],
        likeness=data["likeness"],
    )


_MYSELF: Final = regex(r"本人(?<![日版基原资成根我]..)(?![才民口员])")


_THIRD: Final = slips.of("third")


def person(context: Context) -> Iterator[Spot]:
    """我 and 本人 mixed, or another than the kind's; 该同志 of oneself."""
    for spot in _THIRD(context):
        yield replace(spot, variant="third")
    words = context.tables.made(_words)
    mine, myself = list(words.person.finditer(context.bare)), list(_MYSELF.finditer(context.bare))
    wanted = context.kind.person if context.kind and context.kind.person in {"我", "本人"} else ""
    if wanted:
        wrong = mine if wanted == "本人" else myself
        if not wrong or not (mine and myself):
            return
    elif min(len(mine), len(myself)) < 2:  # noqa: PLR2004  # one slip may be a quotation
        return
    else:
        wrong = mine if len(mine) <= len(myself) else myself
        wanted = "本人" if wrong is mine else "我"
    for match in wrong:
        yield Spot(match.start(), match.end(), values={"wanted": wanted, "mine": len(mine), "myself": len(myself)})


def reader(context: Context) -> Iterator[Spot]:
    """The reader addressed as 您."""
    for match in re.finditer("您", context.bare):
        yield Spot(match.start(), match.end())


def unit_voice(context: Context) -> Iterator[Spot]:
    """A personal report that speaks for the unit throughout and never of the person."""
    if context.kind is None or context.kind.person not in {"我", "本人"}:
        return
    words = context.tables.made(_words)
    if words.person.search(context.bare) or _MYSELF.search(context.bare):
        return
    unit = list(words.unit.finditer(context.bare))
    if len(unit) > 2:  # noqa: PLR2004  # a report that names the unit throughout
        yield Spot(unit[0].start(), unit[0].end(), values={"count": len(unit)})


def colloquial(context: Context) -> Iterator[Spot]:
    """Spoken words."""
    words = context.tables.made(_words)
    patterns = (
        [
            pattern
            for sign, pattern in words.colloquial.items()
            if context.characters.issuperset(sign) and sign in context.bare
        ]
        if context.lang == "zh"
        else [words.colloquial_en]
    )
    for pattern in patterns:
        for match in pattern.finditer(context.bare):
            yield Spot(match.start(), match.end())


def disguised(context: Context) -> Iterator[Spot]:
    """A shortcoming that is a virtue in disguise."""
    words = context.tables.made(_words)
    spans = [(section.span.start, section.span.end) for section in sections_of(context, "shortcomings")]
    if not spans:
        spans = [match.span("said") for match in _SHORT_OF.finditer(context.text)]
    for start, end in spans:
        for match in words.disguised.finditer(context.text, start, end):
            yield Spot(match.start(), match.end())


_SHORT_OF: Final = regex(
    r"(?:不足|差距|缺点|短板|问题)(?:有|是|在于|主要[有是])?(?:以下几?[点个]|[一二两三四五]点)?[：:](?P<said>[^\n]+)"
)
"""Where the shortcomings stand in the text under no heading of their own."""


def long_sentence(context: Context) -> Iterator[Spot]:
    """A sentence that nobody can read aloud."""
    longest = context.tables.made(_words).longest
    for sentence in context.sentences:
        if len(sentence.text) <= longest:
            continue
        size = len(sentence.text.strip())
        if size > longest and sentence.text.count("、") * 8 < size:  # a long list is no long sentence
            yield Spot(sentence.start, sentence.end, values={"chars": size, "bound": longest})


# ------------------------------------------------------------------------------------------- said twice
_OWN: Final = ("本人", "我")
_CLOSERS: Final = "。；！？”’」）)*_ \u3000"
_KEY: Final = 3  # characters at the end of a sentence by which one that stands twice is soon told
_AT_ONCE: Final = 8  # characters of a sentence that is seen when it stands twice in a row


def repeated(context: Context) -> Iterator[Spot]:
    """The same sentence twice; the same clause twice in a row; an item twice in one list."""
    yield from _clauses_twice(context)
    yield from _items_twice(context)
    words = context.tables.made(_words)
    own, usual = words.repeated_own, words.repeated
    seen: dict[str, int] = {}
    before = Part(0, 0, "")
    ends = [sentence.text.rstrip(_CLOSERS)[-_KEY:] for sentence in context.sentences]
    twice = frozenset(end for end, count in Counter(ends).items() if count > 1)  # no other can stand twice
    for sentence, end in zip(context.sentences, ends, strict=True):
        shortest = own if sentence.text.startswith(_OWN) else usual
        if len(sentence.text) < shortest:
            if len(sentence.text) > _AT_ONCE and sentence.text == before.text:
                yield Spot(sentence.start, sentence.end, values={"line": context.place(before.start)[0]})
            before = sentence
            continue
        if end not in twice:
            continue
        folded = fold(sentence.text)
        if folded[:1] in _NUMERALS:
            folded = _OPENING.sub("", folded)
        if len(folded) < shortest or _OF_CONTENTS.match(sentence.text):
            continue
        if folded in seen:
            start = sentence.start + len(sentence.text) - len(sentence.text.lstrip())
            yield Spot(start, sentence.end, values={"line": context.place(seen[folded])[0]})
        else:
            seen[folded] = sentence.start


_OF_CONTENTS: Final = regex(r"\s*第[一二三四五六七八九十百\d]{1,4}[编章节篇部][分 \u3000\t]")
"""How a heading of a long text begins, which its table of contents has too."""

_NUMERALS: Final = frozenset("一二三四五六七八九十")
_OPENING: Final = regex(r"^[一二三四五六七八九十]{1,2}[是要]")
_CLAUSE: Final = regex(r"[^，。；：、！？\n]{6,}")


def _clauses(context: Context) -> tuple[re.Match[str], ...]:
    return tuple(_CLAUSE.finditer(context.text))


def _clauses_twice(context: Context) -> Iterator[Spot]:
    said, end = "", -1
    for clause in context.shared(_clauses):
        before, said = said, clause[0]
        if before.endswith(said) and clause.start() == end + 1 and context.text[end] in "，、；":
            values = {"line": context.place(end - len(before))[0]}
            yield Spot(clause.start(), clause.end(), values=values, variant="clause")
        end = clause.end()


_ITEM: Final = regex(rf"[{HAN}]{{2,6}}$")
_MARKS: Final = regex("[，。；：！？（）”“》《]")
_IN_TURN: Final = ("分别", "依次", "先后")
"""Where each item belongs to another thing, one may stand twice: 分别获一等奖、二等奖、一等奖."""


_QUOTED_TWICE: Final = regex(r"(“[^“”\n]{2,14}”)、?(?:“[^“”\n]{2,14}”、?){1,6}?(?P<again>\1)(?=[、“，。；称荣])")


def _items_twice(context: Context) -> Iterator[Spot]:
    for match in _QUOTED_TWICE.finditer(context.text) if "”“" in context.text or "”、“" in context.text else ():
        yield Spot(match.start("again"), match.end("again"), variant="item")
    for line in context.lines:
        pieces = line.text.split("、")
        if len(pieces) < 4 or any(word in line.text for word in _IN_TURN):  # noqa: PLR2004  # of fewer, one ends a word
            continue
        at, seen = line.start, set[str]()
        for piece in pieces:
            item = _MARKS.split(piece, maxsplit=1)[0]
            if item in seen:
                yield Spot(at, at + len(item), variant="item")
            if _ITEM.match(piece):
                seen.add(item)
            else:  # a mark or many words end the list: 省、自治区、直辖市人民政府报省、自治区、直辖市
                seen = set()
            at += len(piece) + 1


def near_paragraph(context: Context) -> Iterator[Spot]:
    """Two paragraphs that say nearly the same."""
    words = context.tables.made(_words)
    index: dict[str, int] = {}
    paragraphs: list[Part] = []
    for line, clauses in _paragraphs(context):
        if len(line.text) < words.paragraph:
            continue
        other = _most_shared(index, clauses)
        if other is not None and _alike(line.text, paragraphs[other].text) >= words.likeness:
            yield Spot(line.start, line.end, values={"line": context.place(paragraphs[other].start)[0]})
        for clause in clauses:
            index.setdefault(clause, len(paragraphs))
        paragraphs.append(line)


def _paragraphs(context: Context) -> Iterator[tuple[Part, list[str]]]:
    """The lines, each with its clauses."""
    clauses = context.shared(_clauses)
    starts = [clause.start() for clause in clauses]
    for line in context.lines:
        inside = clauses[bisect_left(starts, line.start) : bisect_left(starts, line.end)]
        yield line, [clause[0] for clause in inside]


def _most_shared(index: dict[str, int], clauses: list[str]) -> int | None:
    """The earlier paragraph that shares most clauses with this one, if that is half of them."""
    counts: dict[int, int] = {}
    for clause in clauses:
        found = index.get(clause)
        if found is not None:
            counts[found] = counts.get(found, 0) + 1
    if not counts:
        return None
    best = max(counts, key=lambda number: (counts[number], -number))
    return best if counts[best] * 2 >= len(clauses) else None


def _alike(one: str, other: str) -> float:
    from rapidfuzz.fuzz import ratio  # noqa: PLC0415  # only where two paragraphs share words

    return 1.0 if one == other else float(ratio(fold(one), fold(other))) / 100


_ENGLISH_SELF: Final = regex(r"\bI(?:'m|'ve)?\b|\bmy\b")
_ENGLISH_WE: Final = regex(r"\b(?:we|our)\b", re.IGNORECASE)


def english_we(context: Context) -> Iterator[Spot]:
    """An English duty report that speaks as "we": results of the person are "I" statements."""
    personal = len(_ENGLISH_SELF.findall(context.text))
    if context.kind is not None and context.kind.person != "I":
        return
    if context.kind is None and not personal:
        return  # a unit's report
    group = list(_ENGLISH_WE.finditer(context.text))
    if len(group) > 2 and len(group) > personal:  # noqa: PLR2004  # now and then is fine
        yield Spot(group[0].start(), group[0].end(), values={"count": len(group)})
