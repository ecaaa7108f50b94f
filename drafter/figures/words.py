"""The words that the figure reader knows, as tables made for quick look-up from the data file of each language."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar, get_args

from drafter.model import Approx, FigureKind
from drafter.patterns import any_word, regex
from drafter.shipped import read_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Unit = tuple[str, FigureKind, int]
"""Canonical form, kind of the figure, and the greatest Chinese digit that counts nothing before it: 0, 1 or 9."""

_KINDS: Final[dict[str, FigureKind]] = {
    "count": "quantity",
    "measure": "quantity",
    "money": "money",
    "time": "duration",
    "age": "age",
    "points": "points",
    "percent": "percent",
    "multiple": "multiple",
}
_Value = TypeVar("_Value")


class Table(Generic[_Value]):
    """Words found at a place of a text, the longest first, without a regular expression.

    Args:
        words: word to value.

    Attributes:
        first: the signs with which a word begins: to ask for one first is cheaper than to look for a word.
        last: the signs with which a word ends.
    """

    __slots__ = ("_by_last", "_by_two", "_words", "first", "last")

    def __init__(self, words: Mapping[str, _Value]) -> None:
        self._words = dict(words)
        self._by_two = _lengths((word[:2], len(word)) for word in self._words if len(word) > 1)
        self._by_last = _lengths((word[-1], len(word)) for word in self._words)
        self.first = frozenset(word[0] for word in self._words)
        self.last = frozenset(self._by_last)

    def __iter__(self) -> Iterator[str]:
        """The words."""
        return iter(self._words)

    def behind(self, text: str, at: int) -> tuple[int, _Value] | None:
        """The longest word that begins at `at`: (its end, its value)."""
        two = text[at : at + 2]
        for length in self._by_two.get(two, ()):
            word = text[at : at + length]
            if word in self._words:
                return at + len(word), self._words[word]
        value = self._words.get(two[:1])
        return None if value is None else (at + 1, value)

    def before(self, text: str, at: int) -> tuple[int, _Value] | None:
        """The longest word that ends before `at`: (its start, its value)."""
        for length in self._by_last.get(text[at - 1 : at] if at else "", ()):
            if length <= at:
                value = self._words.get(text[at - length : at])
                if value is not None:
                    return at - length, value
        return None


def _lengths(pairs: Iterator[tuple[str, int]]) -> dict[str, tuple[int, ...]]:
    found: dict[str, set[int]] = {}
    for sign, length in pairs:
        found.setdefault(sign, set()).add(length)
    return {sign: tuple(sorted(lengths, reverse=True)) for sign, lengths in found.items()}


def read_words(lang: str) -> dict[str, Any]:
    """The data file of a language as it stands."""
    return read_table("figures", f"{lang}.toml")


def unit_table(units: Mapping[str, str], *, gap: str = "") -> dict[str, Unit]:
    """The units of a data file: writing to canonical form, kind and article.

    Args:
        units: kind of unit to words parted by space; `写法=规范` names a canonical form.
        gap: sign that stands for a space inside a word.
    """
    mute = dict.fromkeys(units.get("article", "").split(), 1) | dict.fromkeys(units.get("weak", "").split(), 9)
    table: dict[str, Unit] = {}
    for name, kind in _KINDS.items():
        for entry in units.get(name, "").split():
            word, _, canonical = (entry.replace(gap, " ") if gap else entry).partition("=")
            table[word] = (canonical or word, kind, mute.get(word, 0))
    return table


def hedge_table(hedges: Mapping[str, str], *, gap: str = "") -> dict[str, Approx]:
    """The hedges of one place: word to what it says."""
    known = {approx: approx for approx in get_args(Approx)}
    return {
        (word.replace(gap, " ") if gap else word): known[name]
        for name, words in hedges.items()
        for word in words.split()
    }


class Chinese:
    """The Chinese tables."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.units = Table(unit_table(data["units"]))
        self.areas = frozenset(data["units"]["areas"].split())
        self.measures = frozenset(unit[0] for unit in unit_table({"measure": data["units"]["measure"]}).values())
        self.blocked: dict[str, str] = {unit: signs for unit, signs in data["blocked"].items() if unit != "always"}
        self.blocked_always: dict[str, str] = data["blocked"]["always"]
        self.coins: dict[str, str] = data["coins"]
        self.before = Table(hedge_table(data["hedges"]["before"]))
        self.inside = hedge_table(data["hedges"]["inside"])
        self.behind = Table(hedge_table(data["hedges"]["behind"]))
        self.names_before = Table(dict.fromkeys(data["names"]["before"].split(), True))
        blocked = data["hedges_blocked"]
        self.not_inside: str = blocked.pop("inside")
        self.not_behind: str = blocked.pop("behind")
        self.hedge_before: dict[str, str] = blocked
        self.spans = tuple(data["names"]["spans"].split())
        self.parts = regex("|".join(data["names"]["parts"]))
        self.session = regex(data["names"]["session"])
        self.meeting = regex(data["names"]["meeting"])
        self.unblocked = tuple(data["unblocked"]["words"].split())
        self.abstract = tuple(data["names"]["abstract"].split())
        self.codes = frozenset(data["names"]["codes"].split())
        self.names_behind = Table(dict.fromkeys(data["names"]["behind"].split(), True))
        ranks = data["ranks"]
        self.rank_words = Table({word: value for value, words in ranks["words"].items() for word in words.split()})
        self.scoped = Table({word: value for value, words in ranks["scoped"].items() for word in words.split()})
        self.not_digits: dict[str, str] = data["not_digits"]
        self.rank_before = Table(dict.fromkeys(ranks["before"].split(), True))
        self.rank_behind = frozenset(ranks["behind"])
        self.ordinals = frozenset(ranks["ordinal"].split())
        self.motto = regex(rf"[、，]?[^\W\d_]{{2,4}}(?:{any_word(ranks['motto'].split())})(?![^，。；、！的”])")
        self.motto_led = regex(rf"(?:{any_word(ranks['motto_led'].split())})(?:[^\W\d_]|、){{2,12}}\Z")
        rhetoric = {name: words.split() for name, words in data["rhetoric"].items()}
        self.more = frozenset(rhetoric["more"])
        more = f"[{''.join(rhetoric['more'])}]一"
        self.more_again = regex(rf"{more}[^，。；一]{{1,4}}[，、]?[^，。；一]{{0,3}}{more}")
        self.once_more = frozenset(rhetoric["once_more"])
        self.through = frozenset(rhetoric["through"])
        answers = data["answers"]
        no_more = f"(?:{any_word(answers['but'].split())})"
        self.answer_before = regex(rf"(?:{any_word(answers['asked'].split())})[不就]?是(?:[^，。；、]，?{no_more})?\Z")
        self.answer_behind = regex(rf"，?{no_more}|[，。；！？,.;!?\0\n”]")
        self.every = regex(rf"(?:{any_word(rhetoric['every'])})[^，。；：、]{{0,3}}\Z")
        price = r"[收要付花需约近]{0,2}[0-9.]{1,8}(?:[到至—–～~-][0-9.]{1,8})?元"  # 保教费一个月320元
        self.for_each = regex(rf"[^，。；：！？0-9]{{0,12}}(?:{any_word(rhetoric['for_each'])})|{price}")
        self.again = frozenset(rhetoric["again"])
        self.point = regex(rf"(?:{any_word(rhetoric['points'])})，?(?:{any_word(rhetoric['are'])})")
        self.phrases, self.phrase_ends = _phrase_index(data["phrases"]["words"].split())


def _phrase_index(phrases: list[str]) -> tuple[dict[str, list[tuple[int, str]]], dict[str, list[tuple[int, str]]]]:
    """Where a phrase stands round a run of numerals: by the run's first two signs, or by sign before and first sign."""
    from drafter.figures.numerals import NUMERAL_SIGNS  # noqa: PLC0415  # numerals knows nothing of words

    signs = frozenset(NUMERAL_SIGNS)
    starts: dict[str, list[tuple[int, str]]] = {}
    ends: dict[str, list[tuple[int, str]]] = {}
    for phrase in sorted(set(phrases), key=len, reverse=True):
        for at, sign in enumerate(phrase):
            if sign not in signs or (at and phrase[at - 1] in signs):
                continue
            if at + 1 < len(phrase):
                starts.setdefault(phrase[at : at + 2], []).append((at, phrase))
            else:
                ends.setdefault(phrase[at - 1 : at + 1], []).append((at, phrase))
    return starts, ends


class English:
    """The English tables."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        numbers, words = data["numbers"], data["words"]
        currency = data["currency"]
        self.currency_signs: dict[str, str] = currency["signs"]
        self.currency_codes: dict[str, str] = currency["codes"]
        self.codes_written = frozenset({*self.currency_codes, *map(str.lower, self.currency_codes)})
        self.code_prefixes: dict[str, int] = currency["code_prefixes"]
        self.dollars: dict[str, str] = currency["dollars"]
        codes: dict[str, Unit] = {code.lower(): (unit, "money", 0) for code, unit in self.currency_codes.items()}
        self.units = Table(unit_table(data["units"], gap="_") | codes)
        self.before = Table(hedge_table(data["hedges"]["before"], gap="_"))
        self.behind = Table(hedge_table(data["hedges"]["behind"], gap="_"))
        self.no_hedges = Table({word.replace("_", " "): True for word in data["hedges"]["no_hedges"].split()})
        self.nouns: dict[str, int] = {word: value for value, word in enumerate(numbers["units"].split())}
        self.nouns |= {word: 10 * tens for tens, word in enumerate(numbers["tens"].split(), 2)}
        self.ordinals = {word: value for value, word in enumerate(numbers["ordinals"].split())}
        self.ordinals |= {word: 10 * tens for tens, word in enumerate(numbers["tens_ordinals"].split(), 2)}
        self.nouns |= numbers["more_units"]
        self.vague = frozenset(numbers["vague"].split())
        self.powers: dict[str, int] = numbers["powers"]
        self.ordinals |= {f"{word}th": 10**power for word, power in self.powers.items()}
        self.suffixes: dict[str, int] = numbers["suffixes"]
        self.priced_suffixes: dict[str, int] = numbers["priced_suffixes"]
        self.money_suffixes: dict[str, int] = numbers["money_suffixes"]
        self.groups: dict[str, int] = numbers["groups"]
        self.multiples: dict[str, str] = numbers["multiples"]
        self.ranks: dict[str, str] = numbers["ranks"]
        self.months = {word: value for value, word in enumerate(words["months"].split(), 1)}
        self.full_months = frozenset(self.months)
        self.months |= {word: value for value, word in enumerate(words["short_months"].split()[:12], 1)} | {"sept": 9}
        self.labels = frozenset(words["labels"].split())
        self.stops = frozenset(words["stops"].split())
        self.plurals = frozenset(words["plurals"].split())
        self.codes = frozenset(words["codes"].split())
        self.several: dict[str, str] = numbers["several"]
        self.month_before = frozenset(words["month_before"].split())
        self.rank_verbs = frozenset(words["rank_verbs"].split())
        self.span_verbs = frozenset(words["span_verbs"].split())
        self.not_half = tuple(f"{word} " for word in words["not_half"].split())
        self.half_of = regex(rf"(?:[ -]an?)?(?=[ -](?:{'|'.join(words['half_of'].split())})s?\b)")
        self.measures = frozenset(
            unit[0] for unit in unit_table({"measure": data["units"]["measure"]}, gap="_").values()
        )
        self.month_behind = frozenset(words["month_behind"].split())
        self.year_before = frozenset(words["year_before"].split())
        self.count_before = frozenset(words["count_before"].split())
        self.rank_before = frozenset(words["rank_before"].split())
        self.phrases = tuple(phrase.replace("_", " ") for phrase in data["phrases"]["words"].split())


@cache
def english_words() -> English:
    """The English tables, read when they are first asked for."""
    return English(read_words("en"))


@cache
def chinese_words() -> Chinese:
    """The Chinese tables, read when they are first asked for."""
    return Chinese(read_words("zh"))
