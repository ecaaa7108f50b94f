"""Collecting facts: where they go, what an answer means, what is read in it, what free text holds."""

from __future__ import annotations

from drafter.drafting.collecting.answers import Answer, Order, read_answer
from drafter.drafting.collecting.places import Place, list_places, place_at, put_fact, put_facts
from drafter.drafting.collecting.reading import Reading, read_fact
from drafter.drafting.collecting.source import Candidates, read_source

__all__ = [
    "Answer",
    "Candidates",
    "Order",
    "Place",
    "Reading",
    "list_places",
    "place_at",
    "put_fact",
    "put_facts",
    "read_answer",
    "read_fact",
    "read_source",
]
