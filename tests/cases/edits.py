"""An edit of a draft, and what a case says of it: the words before and after, and the altered stretch."""

from __future__ import annotations

from dataclasses import dataclass, replace

_FAITHFUL = """
    approx_synonym classifier cn_numeral cn_numeral_all date_form digits dozen_form enumerate_digits enumerate_heading
    enumerate_shi enumerate_words fraction_form fraction_half fullwidth fullwidth_all half_form idiom_noise money_form
    multi paraphrase per_cent_all percent_words percent_words_all range_form rank_form reorder repeat spaced_all
    this_year thousands thousands_all unit_synonym unthousands_all verbatim wan_expand wan_expand_all words yi_form
    yoy_synonym
"""
_UNFAITHFUL = """
    approx_dropped approx_strengthened date digit direction dozen drop fraction half invent list_count magnitude pct_pp
    range_endpoint rank rank_scope subject_swap sum swap unit year
"""
FAITHFUL, UNFAITHFUL = frozenset(_FAITHFUL.split()), frozenset(_UNFAITHFUL.split())


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace `draft[start:end]` by `new`; `was` and `where` are what the case shows of it."""

    mutation: str
    start: int
    end: int
    new: str
    was: str
    where: str

    @property
    def faithful(self) -> bool:
        return self.mutation in FAITHFUL

    def apart(self, other: Edit) -> bool:
        """Whether the two touch different stretches, with a character between."""
        return self.end < other.start or other.end < self.start

    def narrowed(self, draft: str) -> Edit:
        """The same edit without the characters that stay at either end."""
        old, new = draft[self.start : self.end], self.new
        head = _shared(old, new)
        tail = _shared(old[head:][::-1], new[head:][::-1])
        return replace(self, start=self.start + head, end=self.end - tail, new=new[head : len(new) - tail])


def _shared(one: str, other: str) -> int:
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def apply(draft: str, edits: list[Edit]) -> tuple[str, dict[Edit, tuple[int, int]]]:
    """The draft with all edits made, and where each one's new words stand in it."""
    text, shift, places = draft, 0, {}
    for edit in sorted(edits, key=lambda edit: edit.start):
        start = edit.start + shift
        text = text[:start] + edit.new + text[edit.end + shift :]
        places[edit] = (start, start + len(edit.new))
        shift += len(edit.new) - (edit.end - edit.start)
    return text, places
