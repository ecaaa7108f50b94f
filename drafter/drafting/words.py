"""The words that reading and judging go by, from `drafter/data/drafting/<lang>.toml`."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from drafter.shipped import read_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drafter.messages import Lang


@dataclass(frozen=True, slots=True)
class Words:
    """Lists of words of one language; what each is for stands in the file.

    Attributes:
        chatter: shapes of chat.
        headers: beginnings of lines that announce a text.
        lacking: what is short of the mark.
        lacking_also: what may stand for it in a sentence.
        denials: what turns a fact into its contrary.
        levels: how high an award or claim reaches.
        claims: what needs a fact behind it.
        admissions: what a clause may own up to only where the facts do.
        needs: beginnings of a clause that tells what is still to be done, which only a shortcoming does.
        places: ends of the name of a place or an office.
        turns: how a clause says that something got better, and what may stand before that.
        harms: beginnings of a clause that tells what suffered.
        changes: what makes a share a change.
        changes_also: what else tells a change in a fact.
        deeds: what nobody says they did who did not note it.
        uses: beginnings of a clause that tells what something was for.
        hanging: beginnings of a clause that wants another behind it.
        misfits: verbs that go badly with a bare bullet.
        outcomes: what a clause says that something came to.
        vague: words behind a figure and `in` or `of` that do not say what it counts.
        degrees: what makes more of it.
        aims: verbs that tell a result at the end of a sentence, to their plain form.
        frames: beginnings that only say that the writer says it.
        acts: nouns that make one name with a word in -ing before them.
        moves: verbs that make something go up or down, to how it goes by itself.
        links: what makes one thing the cause of another, to what stands instead.
        awards: verbs that give something to a subject.
        unit_after_person: letters behind 我 that make it the unit.
        rhythms: how often something is done: units of time, words for it by themselves, and what notes write for it.
        rhythm_counts: how many of the units lie between.
        named_by: what names a thing with the two signs before it.
        third_person: persons that a report about oneself does not have.
        unfinished: endings of a sentence that was cut off.
        finished: endings of a whole one that look so.
        awards_also: verbs that do so where a prize is named.
        prizes: what is given so.
        changes_behind: what makes a figure before it a change.
        changes_told: what else tells in a sentence that a share is a change.
        honours: participles that give an honour.
        personal: participles that a bullet says of the writer without naming them.
        own: verbs of what befalls their subject.
        made: verbs of what the writer made of others.
        gains: those of them that say what was got.
        flows: verbs of what came in.
        acquires: how one comes by a thing, in the plain form.
        by_figures: participles, beside those of `changes`, behind which a figure says by how much.
        begun: verbs that say that something is new.
        fresh: words of a fact that allow them.
        runs: what may have been run instead.
        causes: what tells a cause.
        sums: what an amount is that is nothing spent or earned.
        late: what tells of a delay.
        posts: what one may be by calling.
        holds: what one does about a level.
        fewer_is_better: of what fewer, or less, meets a target.
        loose: words beside a word in -ing that make it a verb.
        rhythm_idioms: words behind one for a rhythm that make another thing of it.
        softer: what claims too much, to what stands instead and the words of a fact that allow it.
    """

    chatter: tuple[str, ...]
    headers: tuple[str, ...]
    lacking: tuple[str, ...]
    lacking_also: tuple[str, ...]
    denials: tuple[str, ...]
    levels: tuple[str, ...]
    claims: tuple[str, ...]
    admissions: tuple[str, ...]
    changes: tuple[str, ...]
    changes_also: tuple[str, ...]
    deeds: tuple[str, ...]
    uses: tuple[str, ...]
    hanging: tuple[str, ...]
    misfits: tuple[str, ...]
    outcomes: tuple[str, ...]
    vague: tuple[str, ...]
    degrees: tuple[str, ...]
    aims: Mapping[str, str]
    frames: tuple[str, ...]
    acts: tuple[str, ...]
    moves: Mapping[str, str]
    links: Mapping[str, str]
    awards: tuple[str, ...]
    unit_after_person: str
    rhythms: Mapping[str, tuple[list[str], list[str], list[str]]]
    rhythm_counts: Mapping[str, str]
    third_person: tuple[str, ...]
    unfinished: tuple[str, ...]
    finished: tuple[str, ...]
    harms: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    turns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    named_by: tuple[str, ...] = ()
    # English alone:
    awards_also: tuple[str, ...] = ()
    prizes: tuple[str, ...] = ()
    changes_behind: tuple[str, ...] = ()
    changes_told: tuple[str, ...] = ()
    honours: tuple[str, ...] = ()
    personal: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    made: tuple[str, ...] = ()
    gains: tuple[str, ...] = ()
    flows: tuple[str, ...] = ()
    acquires: tuple[str, ...] = ()
    by_figures: tuple[str, ...] = ()
    begun: tuple[str, ...] = ()
    fresh: tuple[str, ...] = ()
    runs: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    sums: tuple[str, ...] = ()
    late: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()
    fewer_is_better: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()
    rhythm_idioms: tuple[str, ...] = ()
    softer: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@cache
def words(lang: Lang) -> Words:
    """The words of a language."""
    table = read_table("drafting", f"{lang}.toml")
    lists: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in table.items()}
    return Words(**lists)
