"""How good a draft is: what it lost and invented, how clean, how long and in what style it is; runs summed up.

A draft is scored on its final text alone, by the check and the comparers, whatever its writer kept of it; only who
wrote which sentence is taken from the run.

    score = score_report(text, notes, kind, authors)
    columns = summarise(runs)
"""

from drafter.scoring.nouns import (
    BARS,
    CLASSES,
    COMPOSE,
    DRAFTER,
    HYGIENE,
    PLAIN,
    TRUTH,
    Authors,
    Fault,
    Run,
    Score,
    Style,
    Way,
)
from drafter.scoring.score import score_report
from drafter.scoring.summary import Column, summarise

__all__ = [
    "BARS",
    "CLASSES",
    "COMPOSE",
    "DRAFTER",
    "HYGIENE",
    "PLAIN",
    "TRUTH",
    "Authors",
    "Column",
    "Fault",
    "Run",
    "Score",
    "Style",
    "Way",
    "score_report",
    "summarise",
]
