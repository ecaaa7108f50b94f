"""English number words: twenty-two, a dozen, two-thirds, doubled, ranked third, in September 2023."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from drafter.figures.words import english_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from drafter.figures.measure import Hit

_LAST_DAY: Final = 31
_JOIN: Final = re.compile(r"(?:[ \u00a0]|-|, )(?:and )?")
_TOKEN: Final = re.compile(r"[a-z]+")
_MONTH: Final = re.compile(
    r"\.? (?:([0-9]{1,2})(?:st|nd|rd|th)?(?![0-9%,.][0-9])\b(?! ?(?:%|per)))?"
    r",?(?: ?((?:19|20)[0-9]{2})\b)?"
)
_MONTH_BEFORE: Final = frozenset(
    [
        "in",
        "since",
        "by",
        "until",
        "till",
        "of",
        "last",
        "this",
        "next",
        "during",
        "from",
        "to",
        "early",
        "late",
        "mid",
        "and",
        "on",
        "each",
        "every",
    ]
)
_PERIOD: Final = re.compile(r" (quarter|half)(?: of ((?:19|20)[0-9]{2})\b)?")
_RANKED: Final = re.compile(
    r"(?: place| nationally| nationwide| overall| (?:out )?of (?:the )?[0-9a-z]+| in (?:the|its|our) )"
)
_SHARE: Final = re.compile(r" (?:in|out of) (?:every )?([a-z]+|[0-9]+)\b")


@cache
def _starts() -> re.Pattern[str]:
    words = english_words()
    known = {
        *words.nouns,
        *words.ordinals,
        *words.multiples,
        *words.ranks,
        *words.months,
        *words.groups,
        "half",
        "quarter",
    }
    known |= {"hundreds", "thousands", "millions", "dozens", "hundred", "thousand", "million", "billion", "trillion"}
    return re.compile(f"(?:{'|'.join(_by_first(known))})(?![a-z])")


def _by_first(words: Iterable[str]) -> Iterable[str]:
    """One alternative for each first letter, so that the search can skip to those letters."""
    rests: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda word: (word[0], -len(word), word)):
        rests.setdefault(word[0], []).append(re.escape(word[1:]))
    for first, endings in rests.items():
        yield f"{first}(?<![a-z0-9'’-]{first})(?:{'|'.join(endings)})"


def _lower(text: str) -> str:
    low = text.lower()
    return low if len(low) == len(text) else re.sub("[A-Z]+", lambda found: found[0].lower(), text)


def scan(text: str) -> list[Hit]:
    """The figures written in English words."""
    low = _lower(text)
    hits: list[Hit] = []
    at = 0
    search = _starts().search
    while found := search(low, at):
        hit, at = _read(low, text, found)
        at = max(at, found.end())
        if hit is not None:
            hits.append(hit)
    return hits


def _read(low: str, text: str, found: re.Match[str]) -> tuple[Hit | None, int]:
    from drafter.figures import english  # noqa: PLC0415  # english merges what is found here

    words = english_words()
    start, end = found.span()
    word = found[0]
    if (skip := english.phrase_at(low, start)) > 0:
        return None, skip
    if word in words.months:
        return _month(low, text, start, end, words.months[word])
    if word in words.multiples:
        value = words.multiples[word]
        before, begin = english.hedge_before(low, start)
        return (begin, end, "multiple", value, None, None, "times", before, "en"), end
    if word in words.ranks:
        return (start, end, "rank", words.ranks[word], None, None, "", None, "en"), end
    if word in words.ordinals:
        hit = _ordinal(low, start, end, words.ordinals[word])
        return hit, hit[1] if hit else end
    return _number(low, start, end)


def _month(low: str, text: str, start: int, end: int, month: int) -> tuple[Hit | None, int]:
    if text[start].islower():
        return None, end
    found = _MONTH.match(low, end)
    day, year = (found[1], found[2]) if found else (None, None)
    if found and (day or year):
        value = f"{year or '-'}-{month:02}" + (f"-{int(day):02}" if day and 1 <= int(day) <= _LAST_DAY else "")
        stop = found.end(2) if year else found.end(1)
        if low[stop : stop + 2] in ("st", "nd", "rd", "th"):
            stop += 2
        return (start, stop, "date", value, None, None, "", None, "en"), stop
    before = low[max(0, start - 8) : start].split()
    if end - start > 3 and before and before[-1] in _MONTH_BEFORE:  # noqa: PLR2004  # short names are too ambiguous alone
        return (start, end, "date", f"--{month:02}", None, None, "", None, "en"), end
    return None, end


def _ordinal(low: str, start: int, end: int, value: int) -> Hit | None:
    period = _PERIOD.match(low, end)
    if period and value in (1, 2, 3, 4):
        name = f"{'Q' if period[1] == 'quarter' else 'H'}{value}"
        return start, period.end(), "date", f"{period[2] or '-'}-{name}", None, None, "", None, "en"
    before = low[max(0, start - 16) : start].split()
    last = before[-1] if before else ""
    if last in ("a", "one"):
        if low.startswith((" of", " more", " less", " fewer"), end) and value > 2:  # noqa: PLR2004  # a third, not a second
            begin = start - len(last) - 1
            return begin, end, "fraction", f"1/{value}", None, None, "", None, "en"
        return None
    ranked = last in english_words().rank_before - {"is", "was", "were", "in", "to", "at", "from"}
    if ranked or _RANKED.match(low, end):
        return start, end, "rank", str(value), None, None, "", None, "en"
    return None


def _number(low: str, start: int, end: int) -> tuple[Hit | None, int]:
    from drafter.figures import english  # noqa: PLC0415  # english merges what is found here

    read = parse(low, start)
    if read is None:
        return None, end
    begin, stop, value, kind = read
    word = low[begin:stop]
    if kind == "several":
        return (begin, stop, "number", value, None, None, "", "several", "en"), stop
    if kind == "fraction":
        before, first = english.hedge_before(low, begin)
        return (first, stop, "fraction", value, None, None, "", before, "en"), stop
    share = _SHARE.match(low, stop)
    if share and (below := _share(share[1])) and "/" not in value and "." not in value and int(value) < below:
        before, first = english.hedge_before(low, begin)
        return (first, share.end(), "fraction", f"{value}/{below}", None, None, "", before, "en"), share.end()
    hit, after = english.finish(low, begin, stop, value, 0)
    if hit is not None and word == "one" and not _counts_one(low, hit):
        return None, end
    return hit, after


def _share(word: str) -> int:
    return int(word) if word.isdigit() and len(word) < 7 else english_words().nouns.get(word, 0)  # noqa: PLR2004  # a bound


def _counts_one(low: str, hit: Hit) -> bool:
    """Whether "one" counts: with a measure, or all by itself."""
    if hit[6]:
        return hit[2] in ("duration", "percent", "points", "money") or hit[6] in ("km", "miles", "kg")
    return low[: hit[0]].strip() == "" and low[hit[1] :].strip("\0 .") == ""


def parse(low: str, at: int) -> tuple[int, int, str, str] | None:
    """The number in words that begins at a place: (start, end, value, "number", "fraction" or "several")."""
    return _Parser(low, at).run()


class _Parser:
    """One number in words, token by token."""

    def __init__(self, low: str, at: int) -> None:
        self.low, self.start, self.end = low, at, at
        self.total = self.group = 0
        self.some = False

    def run(self) -> tuple[int, int, str, str] | None:  # noqa: PLR0911  # one way out for each sort
        low, words = self.low, english_words()
        token = _TOKEN.match(low, self.start)
        if token is None:
            return None
        article = low[max(0, self.start - 3) : self.start]
        if article.endswith(" a ") or article in ("a ", " a "):
            self.start -= 2
            self.some = True
        first = token[0]
        if first in ("half", "quarter"):
            return self._fraction_word(first, token.end())
        if first in ("hundreds", "thousands", "millions", "dozens"):
            value = 12 if first == "dozens" else 10 ** words.powers[first[:-1]]
            return self.start, token.end(), str(value), "several"
        if (first in words.powers or first in words.groups) and (not self.some or first == "pair"):
            return None
        last = ""
        while token is not None and self._take(token[0], last):
            last, self.end = token[0], token.end()
            join = _JOIN.match(low, self.end)
            if join is None:
                break
            token = _TOKEN.match(low, join.end())
            if token is not None and "and" in join[0] and not (words.powers.get(last) or self.total):
                break
            if token is not None and (fraction := self._fraction(last, join, token)):
                return fraction
        if self.end == self.start or not last:
            return None
        half = re.compile(r" and a (half|quarter)\b").match(low, self.end)
        value = str(self.total + self.group)
        if half:
            return self.start, half.end(), value + (".5" if half[1] == "half" else ".25"), "number"
        return self.start, self.end, value, "number"

    def _take(self, word: str, last: str) -> bool:
        words = english_words()
        if word in words.nouns:
            number = words.nouns[word]
            tens, units = 20, 10
            if last in words.nouns and not (words.nouns[last] >= tens and number < units):
                return False
            self.group += number
        elif word in words.groups and (last or self.some):
            self.group = (self.group or 1) * words.groups[word]
        elif word in words.powers and (last or self.some):
            power = words.powers[word]
            if power == 2:  # noqa: PLR2004  # a hundred stays within its group
                self.group = (self.group or 1) * 100
            else:
                self.total += (self.group or 1) * 10**power
                self.group = 0
        else:
            return False
        return True

    def _fraction(self, last: str, join: re.Match[str], token: re.Match[str]) -> tuple[int, int, str, str] | None:
        """two-thirds, three quarters."""
        words = english_words()
        name = token[0].removesuffix("s")
        below = 4 if name == "quarter" else 2 if name in ("halve", "half") else words.ordinals.get(name, 0)
        many = token[0].endswith("s") or self.group == 1
        if below > 1 and many and last in words.nouns and join[0] in (" ", "-") and not self.total:
            if (name == "quarter" and self.group >= below) or (name == "second"):
                return None
            return self.start, token.end(), f"{self.group}/{below}", "fraction"
        return None

    def _fraction_word(self, word: str, end: int) -> tuple[int, int, str, str] | None:
        low, words = self.low, english_words()
        if word == "quarter":
            if not self.some or low.startswith((" million", " billion"), end):
                return None
            return self.start, end, "1/4", "fraction"
        more = re.compile(r"(?: an?|-an?)?[ -](million|billion|trillion|dozen|hundred|thousand)\b").match(low, end)
        if more:
            name = more[1]
            value = words.groups[name] // 2 if name in words.groups else 5 * 10 ** (words.powers[name] - 1)
            return self.start, more.end(), str(value), "number"
        time = re.compile(r"(?: an?|-an?)?[ -](?=(?:hour|day|year|mile|month|minute|week|century|decade)s?\b)").match(
            low, end
        )
        if time:
            return self.start, time.end() - 1, "0.5", "number"
        if low[self.start - 5 : self.start].strip() in ("other", "first", "last"):
            return None
        return self.start, end, "1/2", "fraction"
