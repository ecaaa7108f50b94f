"""The table of rules. The order is that of the documentation; findings are sorted by their place in the report."""

from __future__ import annotations

from typing import Final

from drafter.model import Level
from drafter.rules import (
    arithmetic,
    changes,
    copying,
    dates,
    dirt,
    events,
    facts,
    hedges,
    marks,
    markup,
    numbering,
    numerals,
    pairing,
    pairs,
    periods,
    phrases,
    placeholders,
    punctuation,
    requirements,
    runs,
    sections,
    slips,
    stated,
    sums,
    tone,
    wholes,
)
from drafter.rules.dirt import BIDI, INVISIBLE
from drafter.rules.numerals import FULL_WIDTH
from drafter.rules.rule import HABIT, Need, Rule

_E: Final = Level.ERROR
_W: Final = Level.WARNING
_KIND: Final[frozenset[Need]] = frozenset({"kind"})
_FACTS: Final[frozenset[Need]] = frozenset({"facts"})
_YEAR: Final[frozenset[Need]] = frozenset({"year"})
_AGAINST: Final[frozenset[Need]] = frozenset({"against"})
_ALL: Final = frozenset({"zh", "en"})

RULES: Final[tuple[Rule, ...]] = (
    # parts of the report
    Rule("sections/missing", _E, sections.missing, "genre", _KIND, _ALL),
    Rule("sections/order", _E, sections.order, "genre", _KIND, _ALL),
    Rule("sections/empty", _E, sections.empty, "genre", langs=_ALL),
    Rule("sections/doubled", _E, sections.doubled, "genre", langs=_ALL),
    Rule("sections/cut", _E, sections.cut, "genre"),
    Rule("sections/title", _W, sections.title, "usual", _KIND, _ALL),
    Rule("sections/salutation", _W, sections.salutation, "usual", _KIND, _ALL),
    Rule("sections/lead", _W, sections.lead, "usual", _KIND, _ALL),
    Rule("sections/closing", _W, sections.closing, "usual", _KIND, _ALL),
    Rule("sections/signature", _W, sections.signature, "usual", _KIND),
    Rule("sections/date", _W, sections.date, "usual", _KIND),
    # what the notice and the kind demand
    Rule("requirements/length", _E, requirements.length, "notice", _FACTS, _ALL),
    Rule("requirements/share", _E, requirements.share, "notice", _FACTS, _ALL),
    Rule("requirements/item", _E, requirements.item, "notice", _FACTS, _ALL),
    Rule("requirements/kind-length", _W, requirements.kind_length, "usual", _KIND, _ALL),
    Rule("requirements/kind-share", _W, requirements.kind_share, "usual", _KIND, _ALL),
    Rule("requirements/kind-item", _W, requirements.kind_item, "usual", _KIND, _ALL),
    # held to the notes
    *(
        Rule(f"figures/{name}", _W if name == "derived" else _E, facts.figures(name), "promise", _FACTS, _ALL)
        for name in facts.FIGURES
    ),
    *(Rule(f"names/{name}", _E, facts.names(name), "promise", _FACTS, _ALL) for name in facts.NAMES),
    Rule("names/signature", _E, facts.signature, "promise", _FACTS, _ALL),
    Rule("names/variants", _W, facts.variants, "usual"),
    Rule("names/signed", _W, stated.signed, "usual"),
    Rule("facts/unused", _W, facts.unused, "promise", _FACTS, _ALL),
    # sums inside the text
    Rule("arithmetic/total", _E, arithmetic.total, "arithmetic"),
    Rule("arithmetic/over", _E, wholes.over, "arithmetic"),
    Rule("arithmetic/share", _E, arithmetic.share, "arithmetic", signs="%％"),
    Rule("arithmetic/sectors", _E, wholes.sectors, "arithmetic", signs=":：∶"),
    Rule("arithmetic/table", _W, sums.table, "arithmetic", signs="计数"),
    Rule("arithmetic/direction", _E, changes.direction, "arithmetic"),
    Rule("arithmetic/growth", _W, changes.growth, "arithmetic"),
    Rule("arithmetic/rate", _E, changes.rate, "arithmetic", signs="%％倍分"),
    Rule("arithmetic/listed", _W, changes.listed, "arithmetic"),
    Rule("arithmetic/stated", _W, stated.numbers, "arithmetic"),
    Rule("arithmetic/apart", _W, changes.apart, "arithmetic", signs="别"),
    # numbering
    Rule("numbering/gap", _E, numbering.gap, "gbt9704"),
    Rule("numbering/repeated", _E, numbering.repeated, "gbt9704"),
    Rule("numbering/skipped", _W, numbering.skipped, "gbt9704", habit=1),
    Rule("numbering/mark", _W, marks.mark, "gbt15834", habit=1),
    Rule("numbering/brackets", _W, marks.brackets, "gbt15834", habit=HABIT, signs="(（)"),
    Rule("numbering/heading-end", _W, marks.heading_end, "gbt15834", habit=1),
    Rule("numbering/run", _W, runs.run, "usual"),
    Rule("numbering/single", _W, runs.single, "usual"),
    # punctuation
    Rule("punctuation/halfwidth", _W, punctuation.halfwidth, "gbt15834", habit=HABIT, signs=",;:?!("),
    Rule("punctuation/dot", _W, punctuation.dot, "gbt15834", habit=HABIT, signs=".．"),
    Rule("punctuation/doubled", _W, punctuation.doubled, "gbt15834", habit=HABIT),
    Rule("punctuation/inside", _W, slips.of("inside"), "gbt15834", habit=HABIT, signs="）)"),
    Rule("punctuation/joined", _W, slips.of("joined"), "usual", habit=HABIT, signs="、"),
    Rule("punctuation/exclaim", _W, slips.of("exclaim"), "usual", habit=HABIT, signs="！？"),
    Rule("punctuation/start", _W, punctuation.start, "gbt15834", habit=HABIT),
    Rule("punctuation/deng", _W, punctuation.deng, "gbt15834", habit=HABIT, signs="等"),
    Rule("punctuation/ellipsis-deng", _W, punctuation.ellipsis_deng, "gbt15834", habit=HABIT, signs="…"),
    Rule("punctuation/ellipsis", _W, punctuation.ellipsis, "gbt15834", habit=HABIT),
    Rule("punctuation/dash", _W, punctuation.dash, "gbt15834", habit=HABIT, signs="-－─ー—"),
    Rule("punctuation/unpaired", _W, pairs.unpaired, "gbt15834"),
    Rule("punctuation/reversed", _W, pairs.reversed_quotes, "gbt15834", habit=HABIT),
    Rule("punctuation/nested", _W, pairs.nested, "gbt15834", habit=HABIT),
    Rule("punctuation/straight", _W, pairs.straight, "gbt15834", habit=HABIT, signs="\"'<＜｀´「"),
    Rule("punctuation/blank", _W, punctuation.blank, "gbt15834", habit=HABIT, signs=punctuation.BLANKS),
    # numerals
    Rule("numerals/fullwidth", _W, numerals.fullwidth, "gbt15835", habit=1, signs=f"{FULL_WIDTH}．"),
    Rule("numerals/about", _W, numerals.about, "gbt15835", signs="、几"),
    Rule("numerals/mixed-date", _W, numerals.mixed_date, "gbt15835", signs="年月"),
    Rule("numerals/mixed", _W, slips.of("mixed"), "gbt15835", signs="十百千万"),
    Rule("numerals/zero-year", _W, numerals.zero_year, "gbt15835", habit=HABIT, signs=numerals.NO_ZERO),
    Rule("numerals/short-year", _W, numerals.short_year, "gbt15835", signs="年"),
    Rule("numerals/range", _W, numerals.range_unit, "gbt15835", habit=HABIT, signs="～~—–－-"),
    Rule("numerals/thousands", _W, numerals.thousands, "gbt15835", signs="，。,、"),
    Rule("numerals/lost", _E, numerals.lost_figure, "dirt", signs="点倍%％元次个项件条场篇名户第.…"),
    Rule("numerals/twice", _E, slips.of("twice"), "dirt"),
    Rule("numerals/letters", _E, slips.of("letters"), "dirt", signs="OolI"),
    Rule("numerals/odd", _W, slips.of("odd"), "calendar"),
    Rule("numerals/hedge", _W, hedges.hedged_twice, "usual"),
    Rule("numerals/blank", _W, numerals.spaced, "gbt15835", habit=HABIT, signs=" "),
    # time
    Rule("time/early", _E, events.early, "timeline", _YEAR),
    Rule("time/passed", _W, events.passed, "timeline", _YEAR),
    Rule("time/title", _E, periods.title_year, "genre", _YEAR),
    Rule("time/lead", _W, periods.lead_year, "genre", _YEAR),
    Rule("time/relative", _W, periods.relative, "genre", _YEAR),
    Rule("time/plan", _W, periods.stale_plan, "genre", _YEAR),
    Rule("time/future", _W, periods.future, "timeline", _YEAR, signs="自截获评授选立"),
    Rule("time/part", _W, periods.part_of_year, "genre", _YEAR),
    Rule("time/signature", _W, periods.signature_date, "genre", _YEAR),
    Rule("time/impossible", _E, dates.impossible, "calendar", signs="年月季日时点:：./-"),
    Rule("time/zero", _W, dates.leading_zero, "gbt9704", signs="0"),
    # fixed phrases
    Rule("phrases/list", _E, phrases.whole, "phrases"),
    Rule("phrases/misspelt", _E, phrases.misspelt, "phrases"),
    Rule("phrases/particle", _W, slips.of("particle"), "usual", habit=HABIT, signs="的地"),
    # dirt
    Rule("dirt/residue", _E, dirt.residue, "dirt", langs=_ALL, signs="#[<&{\x0c@$%="),
    Rule("dirt/site", _W, dirt.site, "dirt", langs=_ALL),
    Rule("dirt/stars", _E, markup.stars, "dirt", signs="*＊"),
    Rule("dirt/placeholder", _E, placeholders.placeholder, "dirt", langs=_ALL),
    Rule("dirt/markdown", _W, markup.markdown, "dirt", langs=_ALL, habit=HABIT, signs="-*+`~#_|>["),
    Rule("dirt/stutter", _W, dirt.stutter, "dirt"),
    Rule("dirt/chat", _E, dirt.chat, "dirt", langs=_ALL),
    Rule("dirt/thinking", _E, dirt.thinking, "dirt", langs=_ALL, signs="<[：:"),
    Rule("dirt/program", _E, slips.of("program"), "dirt", langs=_ALL),
    Rule("dirt/scan", _W, slips.of("scan"), "dirt", habit=HABIT),
    Rule("dirt/emoji", _W, slips.of("emoji"), "dirt", langs=_ALL, habit=HABIT),
    Rule("dirt/address", _W, slips.of("address"), "dirt", habit=HABIT),
    Rule("dirt/draft", _W, slips.of("draft"), "dirt"),
    Rule("dirt/garbled", _E, dirt.garbled, "dirt", langs=_ALL),
    Rule("dirt/invisible", _W, dirt.invisible, "dirt", langs=_ALL, habit=HABIT, signs=INVISIBLE),
    Rule("dirt/bidi", _E, dirt.bidi, "dirt", langs=_ALL, signs=BIDI),
    # person and tone
    Rule("tone/person", _W, tone.person, "usual", habit=1),
    Rule("tone/reader", _W, tone.reader, "usual", signs="您"),
    Rule("tone/unit", _W, tone.unit_voice, "usual", _KIND),
    Rule("tone/we", _W, tone.english_we, "usual", langs=frozenset({"en"})),
    Rule("tone/colloquial", _W, tone.colloquial, "usual", langs=_ALL),
    Rule("tone/disguised", _W, tone.disguised, "usual"),
    Rule("tone/contrary", _W, slips.of("contrary"), "usual"),
    Rule("tone/long", _W, tone.long_sentence, "usual", _KIND),
    Rule("tone/repeated", _W, tone.repeated, "dirt", langs=_ALL, habit=3),
    Rule("tone/paragraph", _W, tone.near_paragraph, "dirt", langs=_ALL, habit=3),
    # pairing
    Rule("pairing/next", _W, pairing.next_step, "genre", _KIND),
    Rule("pairing/outcome", _W, pairing.outcome, "genre"),
    # copying
    Rule("copying/share", _E, copying.share, "usual", _AGAINST, _ALL),
    Rule("copying/figures", _E, copying.figures_changed, "usual", _AGAINST, _ALL),
    Rule("copying/same", _W, copying.same, "usual", _AGAINST, _ALL),
    Rule("copying/near", _W, copying.near, "usual", _AGAINST, _ALL),
)
"""Every rule. What is not here does not exist; what is here has examples (`drafter/data/rules/examples`)."""
