"""The words that the comparer goes by, read once from `drafter/data/figures/compare_words.toml`."""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import compress
from operator import add
from typing import TYPE_CHECKING, Final, NamedTuple

from drafter.patterns import any_word, regex
from drafter.shipped import read_table

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator, Mapping

HAN: Final = "㐀-䶿一-鿿〇"
_HAN_ONLY: Final = regex(f"[{HAN}]+")


@lru_cache(maxsize=8192)
def is_han(word: str) -> bool:
    """Whether a word is written in Chinese characters only."""
    return _HAN_ONLY.fullmatch(word) is not None


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds the longest of the words: Chinese ones as characters, others as whole words.

    Args:
        words: in lower case.
    """
    return regex(any_word(words, before=_begins, behind=_ends))


def _begins(first: str) -> str:
    """None of the words that begin with a letter stands within another English word."""
    return "" if is_han(first) else f"(?<![a-z]{first})(?<![a-z]-{first})"


def _ends(word: str) -> str:
    return "" if is_han(word) else "(?![a-z]|-[a-z])"


@lru_cache(maxsize=8192)
def singular(word: str) -> str:
    """An English word without the ending of the plural or the possessive.

    Args:
        word: in lower case.
    """
    word = word.removesuffix("'s").removesuffix("’s")
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word  # noqa: PLR2004  # "bus"


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """The beginning by which forms of one English word are equal: partners and partnerships, graduated and graduation.

    Args:
        word: in lower case.
    """
    word = singular(word)
    for ending in ("ing", "ed"):
        if len(word) > len(ending) + 2 and word.endswith(ending):
            word = word.removesuffix(ending)
            break
    return (f"{word}e" if word.endswith("v") else word)[:5]  # living, live: no English word ends with v


class Form(NamedTuple):
    """By what Chinese words are told to be no names of things that another name may replace.

    Attributes:
        first: characters that begin a verb.
        last: characters that end one, or a piece of a sentence.
        plain: words so general that they replace none.
        acts: English past tenses without -ed that have an object.
    """

    first: frozenset[str]
    last: frozenset[str]
    plain: frozenset[str]
    acts: frozenset[str]


class Words(NamedTuple):
    """What the data files say of words.

    Attributes:
        turns: finds a word of direction; list "up", "down", "earlier", "later" or "neither".
        up_end: what ends the words before a figure that went up.
        down_end: the same for one that went down.
        no_end: words that end like these, and are names.
        negation: finds a word that turns a verb round.
        contrast: word (English: singular) to the numbers of the sets it belongs to.
        sets: the sets of words that exclude each other, scopes last.
        prizes: how many of the first sets are of prizes.
        first_scope: number of the first set that is a list of scopes.
        contrasts: finds a word of any such set.
        levels: names of a level that may stand within a word, such as 省 in 省科技进步奖.
        light: Chinese words of two characters and more that belong to no figure.
        lights: finds one.
        edge: single characters that belong to no figure where they stand at the end of other words.
        form: by what Chinese words are told to be no names of things.
        kinds: the end of a Chinese name to the number of its kind.
        people: what English names of people end with, as singulars.
        agents: characters that end the name of one who does something, and begin no word.
        titles: stems of English words for an honour.
        generic: characters that many subjects share, such as 人 and 率: they tell nothing apart.
        stop: English words (singular) that belong to no figure.
        function: English words without a meaning of their own.
        same: word stem to its groups of synonyms.
        open_end: finds what leaves a list open.
        summaries: heads of a list that a draft may count of its own.
        shared: finds what makes one figure hold for several things.
        years: finds a word for a year; lists this, last, next, before_last, and compared for what only compares
            with the year before.
        base: finds, at the end of a text, what makes the year behind it the one compared with.
        first: finds what says that something came first, without a numeral.
        maxims: what stands right before a maxim.
        wish: what stands behind the article of what somebody wishes.
    """

    turns: Finder
    up_end: tuple[str, ...]
    down_end: tuple[str, ...]
    no_end: tuple[str, ...]
    negation: re.Pattern[str]
    contrast: Mapping[str, frozenset[int]]
    sets: tuple[frozenset[str], ...]
    prizes: int
    first_scope: int
    contrasts: re.Pattern[str]
    levels: frozenset[str]
    light: frozenset[str]
    lights: re.Pattern[str]
    edge: frozenset[str]
    generic: frozenset[str]
    form: Form
    kinds: Mapping[str, int]
    people: tuple[str, ...]
    agents: frozenset[str]
    titles: frozenset[str]
    stop: frozenset[str]
    function: frozenset[str]
    same: Mapping[str, frozenset[int]]
    open_end: re.Pattern[str]
    summaries: tuple[str, ...]
    shared: re.Pattern[str]
    years: Finder
    base: re.Pattern[str]
    first: re.Pattern[str]
    maxims: tuple[str, ...]
    wish: re.Pattern[str]


class Finder(NamedTuple):
    """Finds words and tells which list each is of."""

    pattern: re.Pattern[str]
    lists: Mapping[str, str]

    def __call__(self, text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[str, int, int]]:
        """The words found: name of the list, start and end."""
        for match in self.pattern.finditer(text, start, len(text) if end is None else end):
            yield self.lists[match[0]], match.start(), match.end()


def _finder(groups: Mapping[str, Iterable[str]]) -> Finder:
    lists = {word: name for name, words in groups.items() for word in words}
    return Finder(any_of(lists), lists)


@cache
def words() -> Words:
    """The words of the data files, as patterns and tables."""
    data = read_table("figures", "compare_words.toml")
    scopes = [*data["scope"]["zh"], *data["scope"]["en"]]
    plain = [*data["contrast"]["prizes"], *data["contrast"]["sets"]]
    keyed = [frozenset(singular(w) for w in group) for group in [*plain, *scopes]]
    contrast: dict[str, set[int]] = {}
    for number, group in enumerate(keyed):
        for word in group:
            contrast.setdefault(word, set()).add(number)
    direction, years = data["direction"], data["years"]
    return Words(
        turns=_finder({name: direction[name] for name in ("neither", "earlier", "later", "down", "up")}),
        up_end=tuple(direction["up_end"]),
        down_end=tuple(direction["down_end"]),
        no_end=tuple(direction["no_end"]),
        negation=any_of(data["negation"]["words"]),
        contrast={word: frozenset(numbers) for word, numbers in contrast.items()},
        sets=tuple(keyed),
        prizes=len(data["contrast"]["prizes"]),
        first_scope=len(plain),
        contrasts=any_of(w for group in [*plain, *scopes] for w in _forms(group)),
        levels=frozenset(data["scope"]["levels"]),
        light=frozenset(w for w in data["light"]["zh"] if len(w) > 1),
        lights=any_of(w for w in data["light"]["zh"] if len(w) > 1),
        edge=frozenset(w for w in data["light"]["zh"] if len(w) == 1),
        kinds={head: number for number, heads in enumerate(data["kind"]["heads"]) for head in heads},
        people=tuple(data["kind"]["people"]),
        agents=frozenset(data["kind"]["agents"]),
        titles=frozenset(map(stem, data["scope"]["titles"])),
        generic=frozenset(data["light"]["generic"]),
        form=Form(*(frozenset(data["form"][name]) for name in ("first", "last", "plain", "acts"))),
        stop=frozenset(singular(w) for w in [*data["light"]["function"], *data["light"]["en"]]),
        function=frozenset(data["light"]["function"]),
        same=_numbers(data["same"]["groups"]),
        open_end=any_of(data["list"]["open_end"]),
        summaries=tuple(data["list"]["summaries"]),
        shared=any_of(data["shared"]["words"]),
        years=_finder({name: years[name] for name in ("before_last", "compared", "this", "last", "next")}),
        base=regex(f"(?:{any_of(years['compare_before']).pattern})[^{HAN}a-z]*$"),
        first=any_of(data["first"]["words"]),
        maxims=tuple(data["maxim"]["before"]),
        wish=regex(rf".{{2,40}}的.{{0,20}}(?:{'|'.join(data['maxim']['wishes'])})"),
    )


@lru_cache(maxsize=4096)
def without_light(text: str) -> str:
    """A text with a blank for each character of its Chinese words that belong to no figure; offsets stay.

    Args:
        text: folded.
    """
    light, heads = words().light, _light_heads()
    parts: list[str] = []
    at = 0
    for start in compress(range(len(text)), map(heads.__contains__, map(add, text, text[1:]))):
        if start < at:
            continue
        for length in heads[text[start : start + 2]]:
            if text[start : start + length] in light:
                parts += text[at:start], " " * length
                at = start + length
                break
    return "".join([*parts, text[at:]])


@cache
def _light_heads() -> dict[str, list[int]]:
    """The first two characters of such words, by which they are found, to their lengths, the greatest first."""
    heads: dict[str, set[int]] = {}
    for word in words().light:
        heads.setdefault(word[:2], set()).add(len(word))
    return {head: sorted(lengths, reverse=True) for head, lengths in heads.items()}


def _numbers(groups: Iterable[Iterable[str]]) -> dict[str, frozenset[int]]:
    """Each word with the numbers of the groups that it is in."""
    found: dict[str, set[int]] = {}
    for number, group in enumerate(groups):
        for word in group:
            found.setdefault(_key(word), set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


def _key(word: str) -> str:
    return word if is_han(word) else stem(word)


def same(one: str, two: str) -> bool:
    """Whether two words are in one group of synonyms.

    Args:
        one: a word, folded.
        two: another.
    """
    table = words().same
    if one == two:
        return _key(one) in table
    return not table.get(_key(one), frozenset()).isdisjoint(table.get(_key(two), frozenset()))


def _forms(group: Iterable[str]) -> list[str]:
    """The words of a group, English ones with their plural and possessive."""
    found: list[str] = []
    for word in group:
        found.append(word)
        if not is_han(word):
            found += [f"{word}s", f"{word}'s"]
    return found
