"""The figure reader beside other libraries, in one run: recall on the cases, time, and time at a megabyte.

Run: `python tests/benchmarks/figures.py [CASES.jsonl]`. Libraries that are not installed are named and left out:
recognizers-text-suite, cn2an, jionlp, quantulum3. Times are processor time, the least of several runs; compare, don't quote.
"""

from __future__ import annotations

import gc
import json
import math
import re
import sys
import time
import warnings
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.figures import find_figures

if TYPE_CHECKING:
    from collections.abc import Callable

    Reader = Callable[[str, str], list[object]]

_VALUE = re.compile(r"(-?[0-9.]+(?:/[0-9.]+)?)%?")
CASES = Path(__file__).parents[1] / "cases" / "figures.jsonl"
SIZE = 3_500
MEGABYTE = 1_000_000
ROUNDS = 5
PATIENCE = 20.0  # seconds that one measurement of a slow library may take


def number(text: object) -> float | None:
    """A float of what a library calls a value, or None."""
    found = _VALUE.fullmatch(str(text).replace(",", ""))
    try:
        return float(Fraction(found[1])) if found else None
    except (ValueError, ZeroDivisionError):
        return None


def ours(text: str, lang: str) -> list[object]:
    return [figure.value for figure in find_figures(text, lang=lang)]


def recognizers() -> Reader:
    """All its models for what the figure reader reads: numbers, orders, shares, money, measures, ages, dates."""
    from recognizers_date_time import recognize_datetime  # noqa: PLC0415  # may be absent
    from recognizers_number import (  # noqa: PLC0415  # may be absent
        recognize_number,
        recognize_ordinal,
        recognize_percentage,
    )
    from recognizers_number_with_unit import (  # noqa: PLC0415  # may be absent
        recognize_age,
        recognize_currency,
        recognize_dimension,
        recognize_temperature,
    )

    cultures = {"zh": "zh-cn", "en": "en-us"}
    models = (
        recognize_number,
        recognize_ordinal,
        recognize_percentage,
        recognize_age,
        recognize_currency,
        recognize_dimension,
        recognize_temperature,
        recognize_datetime,
    )
    return lambda text, lang: [
        (hit.resolution or {}).get("value") for model in models for hit in model(text, cultures[lang])
    ]


def cn2an() -> Reader:
    import cn2an as library  # noqa: PLC0415  # may be absent

    digits = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")
    return lambda text, lang: digits.findall(library.transform(text, "cn2an") if lang == "zh" else text)


def jionlp() -> Reader:
    import jionlp as library  # noqa: PLC0415  # may be absent

    def read(text: str, lang: str) -> list[object]:
        found = library.ner.extract_money(text, with_parsing=True) if lang == "zh" else []
        return [hit["detail"]["num"] for hit in found]

    return read


def quantulum3() -> Reader:
    from quantulum3 import parser  # noqa: PLC0415  # may be absent

    return lambda text, lang: [hit.value for hit in parser.parse(text)] if lang == "en" else []


def recall(read: Reader, rows: list[dict[str, object]]) -> dict[str, float]:
    """The share of marked plain values that are read anywhere in their passage, by language: kind to every library."""
    hits: dict[str, list[bool]] = {"zh": [], "en": []}
    for row in rows:
        values = read(str(row["text"]), str(row["lang"]))
        found = {known for value in values if (known := number(value)) is not None}
        for mark in row["expect"]:  # type: ignore[attr-defined]  # rows of the cases file
            want = number(mark.get("value"))
            if mark.get("optional") or want is None or mark["kind"] in ("date", "ratio", "range"):
                continue
            same = (1, 100) if mark["kind"] == "fraction" else (1,)
            hits[str(row["lang"])].append(
                any(math.isclose(want * factor, value, rel_tol=1e-4) for value in found for factor in same)
            )
    return {lang: sum(all_hits) / len(all_hits) if all_hits else math.nan for lang, all_hits in hits.items()}


def seconds(read: Reader, text: str, lang: str) -> float:
    """The least time of several runs, fewer for a slow library."""
    best = math.inf
    begun = time.perf_counter()
    for _ in range(ROUNDS):
        start = time.process_time()
        read(text, lang)
        best = min(best, time.process_time() - start)
        if time.perf_counter() - begun > PATIENCE:
            break
    return best


def sized(rows: list[dict[str, object]], lang: str, size: int) -> str:
    """A text of `size` characters made of the passages of one language."""
    text = "\n".join(str(row["text"]) for row in rows if row["lang"] == lang)
    return (text * (size // max(len(text), 1) + 1))[:size]


def linear(rows: list[dict[str, object]]) -> None:
    """How time grows with length. Measured before other libraries fill the memory that the collector walks."""
    print(f"{'drafter, 1 MB of':20} {'ms':>9} {'per char / per char of 3,500':>30}")
    for lang in ("zh", "en"):
        short, long = (seconds(ours, sized(rows, lang, size), lang) / size for size in (SIZE, MEGABYTE))
        print(f"{lang:20} {long * MEGABYTE * 1e3:9.0f} {long / short:30.2f}")
    for sign in ("7", "一", "（", " ", ",", "《"):
        print(f"{sign!r:20} {seconds(ours, sign * MEGABYTE, 'zh') * 1e3:9.0f}")


def load() -> dict[str, Reader]:
    """The libraries that are here, ours first."""
    readers: dict[str, Reader] = {"drafter": ours}
    makers = {"ms-recognizers-text": recognizers, "cn2an": cn2an, "jionlp": jionlp, "quantulum3": quantulum3}
    for name, make in makers.items():
        try:
            readers[name] = make()
        except Exception as error:  # noqa: BLE001  # whatever keeps a library from loading, the table goes on
            print(f"{name} is left out: {type(error).__name__}: {error}")
    return readers


def main() -> None:
    """Print the tables."""
    warnings.simplefilter("ignore")
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else CASES
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    linear(rows)
    readers = load()
    gc.collect()
    gc.freeze()  # what one library keeps in memory must not cost the others time
    print(f"\n{'':20} {'recall zh':>9} {'en':>6} {f'ms/{SIZE} zh':>11} {'en':>8} {'x ours (zh)':>12}")
    base = math.nan
    for name, read in readers.items():
        share = recall(read, rows)
        times = {lang: seconds(read, sized(rows, lang, SIZE), lang) for lang in ("zh", "en")}
        base = times["zh"] if read is ours else base
        print(
            f"{name:20} {share['zh']:9.1%} {share['en']:6.1%} {times['zh'] * 1e3:11.2f} {times['en'] * 1e3:8.2f} "
            f"{times['zh'] / base:12.0f}"
        )


if __name__ == "__main__":
    main()
