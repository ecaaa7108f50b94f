"""Injects the fault of each rule into clean texts and measures how often it is found at its place.

Run it for the table: `python -m tests.rules.inject`. The bar is asserted in `test_rules_injected.py`.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drafter.outline import read_report
from drafter.rules import check_report

if TYPE_CHECKING:
    from drafter.model import Finding

CLEAN = Path(__file__).parent / "clean"
TEXTS_A_KIND = 20


@dataclass(frozen=True)
class Fault:
    """A text with one fault, and where it is; start None for something that is missing."""

    text: str
    start: int | None
    end: int | None
    options: dict[str, object] = field(default_factory=dict)


Make = Callable[[random.Random, str], Fault | None]
KINDS: dict[str, tuple[frozenset[str], Make]] = {}


def kind(name: str, *rules: str) -> Callable[[Make], Make]:
    """Register a kind of fault with the rules any of which may find it."""

    def register(make: Make) -> Make:
        KINDS[name] = (frozenset(rules), make)
        return make

    return register


# ------------------------------------------------------------------------------------------- where to put a fault
def replaced(text: str, start: int, end: int, new: str, **options: object) -> Fault:
    return Fault(text[:start] + new + text[end:], start, start + max(len(new), 1), options)


def places(text: str, pattern: str) -> list[re.Match[str]]:
    return list(re.finditer(pattern, text, re.MULTILINE))


def pick(rng: random.Random, text: str, pattern: str) -> re.Match[str] | None:
    found = places(text, pattern)
    return rng.choice(found) if found else None


def put(pattern: str, new: str | Callable[[re.Match[str]], str], **options: object) -> Make:
    """Replace a match of the pattern (its first group where it has one)."""

    def make(rng: random.Random, text: str) -> Fault | None:
        match = pick(rng, text, pattern)
        if match is None:
            return None
        group = 1 if match.re.groups else 0
        words = new(match) if callable(new) else new
        return replaced(text, match.start(group), match.end(group), words, **options)

    return make


COMMA = r"(?<=[一-鿿]{3})(，)(?=[一-鿿]{3})"
STOP = r"(?<=[一-鿿]{3})(。)(?=[一-鿿]{2})"
INSIDE = r"(?<=[一-鿿]{4})()(?=[一-鿿]{5})(?![一-鿿]{0,2}[长席])"
SENTENCE = r"(?<=。)([一-鿿，、]{16,60}。)"
PARAGRAPH_END = r"(?<=。)()$"


def before_line(words: str) -> Make:
    """A line of its own before a paragraph in the middle of the text."""

    def make(rng: random.Random, text: str) -> Fault | None:
        match = pick(rng, text, r"(?<=。\n)()(?=[^\n]{20,}。$)")
        if match is None:
            return None
        return Fault(
            text[: match.start()] + words + "\n" + text[match.start() :], match.start(), match.start() + len(words)
        )

    return make


# ------------------------------------------------------------------------------------------- dirt
kind("paywall marker", "dirt/residue")(put(INSIDE, "##paidbegin##"))
kind("html tag", "dirt/residue")(put(COMMA, "，<br/>"))
kind("html entity", "dirt/residue")(put(STOP, "。&nbsp;"))
kind("editor line", "dirt/site")(before_line("责任编辑：王小明"))
kind("source line", "dirt/site")(before_line("来源：临江日报"))
kind("page number", "dirt/site")(before_line("第3页 共8页"))
kind("download line", "dirt/site")(before_line("点击下载Word版全文"))
kind("starred name", "dirt/stars")(put(r"(实验|城东|清溪|向阳|临江|城北)(?=[一-鿿])", "**"))
kind("starred figure", "dirt/stars")(put(r"(?<=[一-鿿])(\d[\d.]*)(?=[亿万]?元)", "*"))
kind("letters for a name", "dirt/placeholder")(put(r"(临江|清溪|向阳|滨江|城东)(?=[市镇村社大])", "XX"))
kind("crosses for a name", "dirt/placeholder")(put(r"(临江|清溪|向阳|滨江|城东)(?=[市镇村社大])", "××"))
kind("letters for a figure", "dirt/placeholder")(put(r"(?<=[一-鿿])(\d[\d.]*)(?=[个项次人名户家件场篇万亿])", "xx"))
kind("one letter for a figure", "dirt/placeholder")(put(r"(?<=[一-鿿])(\d[\d.]*)(?=[个项次人名户家件场篇万亿])", "X"))
kind("half a year", "dirt/placeholder")(put(r"(20\d\d)(?=年)", "20xx"))
kind("somebody", "dirt/placeholder")(put(r"(临江|清溪|向阳|滨江)(?=[市镇村大])", "某某"))
kind("blank to fill", "dirt/placeholder")(put(r"(?<=[一-鿿])(\d[\d.]*)(?=[个项次人名户家件场篇万亿])", "____"))
kind("waiting brackets", "dirt/placeholder")(put(STOP, "【待补充】。"))
kind("field in brackets", "dirt/placeholder")(put(COMMA, "[单位名称]，"))
kind("template field", "dirt/placeholder")(put(COMMA, "{{name}}，"))
kind("empty brackets", "dirt/placeholder")(put(COMMA, "（ ），"))
kind("todo", "dirt/placeholder")(put(STOP, "TODO。"))
kind("bold left over", "dirt/markdown")(
    lambda rng, text: None if "#" in text else put(r"(?<=，)([一-鿿]{4,8})(?=，)", lambda m: f"**{m[1]}**")(rng, text)
)
kind("chat opening", "dirt/chat")(before_line("好的，以下是为您撰写的内容："))
kind("chat closing", "dirt/chat")(before_line("希望以上内容对您有所帮助！"))
kind("assistant", "dirt/chat")(put(STOP, "。作为一个AI助手，我无法核实数据。"))
kind("thinking", "dirt/thinking")(before_line("<think>先写成绩</think>"))
kind("wrong table", "dirt/garbled")(put(INSIDE, "锟斤拷"))
kind("lost character", "dirt/garbled")(put(INSIDE, "�"))
kind("zero width", "dirt/invisible")(put(INSIDE, "\u200b"))
kind("bidi", "dirt/bidi")(put(INSIDE, "\u202e"))

# ------------------------------------------------------------------------------------------- numbering
HEADS = "一二三四五六七八九十"


@kind("heading number missing", "numbering/gap")
def heading_gap(rng: random.Random, text: str) -> Fault | None:
    """The second of three headings of one level loses its number's turn."""
    match = pick(rng, text, r"^（([二三四])）(?=[一-鿿])")
    if match is None:
        return None
    number = HEADS.index(match[1]) + 2
    return replaced(text, match.start(), match.end(), f"（{HEADS[number]}）")


kind("heading number twice", "numbering/repeated")(
    put(r"^（([三四五])）(?=[一-鿿])", lambda m: HEADS[HEADS.index(m[1]) - 1])
)
kind("heading number begins again", "numbering/repeated")(put(r"^(二)、(?=[一-鿿]+$)(?=[\s\S]*^三、)", "一"))
kind("lower heading number begins again", "numbering/repeated")(
    put(r"^（(二)）(?=[一-鿿])(?=(?:(?!^[一二三四五]、)[\s\S])*?^（三）)", "一")
)
kind("part number missing", "numbering/gap")(put(r"^([二三四])、(?=[一-鿿])", lambda m: HEADS[HEADS.index(m[1]) + 3]))
kind("mark behind brackets", "numbering/mark")(put(r"^（[一二三四五]）()(?=[一-鿿])", "、"))
kind("point behind a numeral", "numbering/mark")(put(r"^[一二三四五](、)(?=[一-鿿]{3,20}$)", "."))
kind("half-width number brackets", "numbering/brackets")(
    put(r"^(（[一二三四五]）)(?=[一-鿿])", lambda m: m[1].replace("（", "(").replace("）", ")"))
)
kind("run with a gap", "numbering/run")(put(r"(?<=[。；])(三)是(?=[一-鿿])", "五"))
kind("run twice", "numbering/run")(put(r"(?<=[。；])(三)是(?=[一-鿿])", "二"))
kind("stop behind a heading", "numbering/heading-end")(put(r"^[一二三四五]、[一-鿿]{4,20}()$(?=\n[^（\n]{60,})", "。"))

# ------------------------------------------------------------------------------------------- punctuation
kind("half-width comma", "punctuation/halfwidth")(put(COMMA, ","))
kind("half-width colon", "punctuation/halfwidth")(put(r"(?<=[一-鿿]{2})(：)(?=[一-鿿]{2})", ":"))
kind("half-width semicolon", "punctuation/halfwidth")(put(r"(?<=[一-鿿]{2})(；)(?=[一-鿿]{2})", ";"))
kind("half-width brackets", "punctuation/halfwidth")(put(COMMA, "(含下属单位)，"))
kind("point for a stop", "punctuation/dot")(put(r"(?<=[一-鿿]{2})(。)$", "."))
kind("comma twice", "punctuation/doubled")(put(COMMA, "，，"))
kind("stop twice", "punctuation/doubled")(put(STOP, "。。"))
kind("comma and stop", "punctuation/doubled")(put(STOP, "，。"))
kind("pause before 等", "punctuation/deng")(put(r"(?<=[一-鿿]{2})()(?=等[，。工方活领问重])", "、"))
kind("ellipsis before 等", "punctuation/ellipsis-deng")(put(r"(?<=[一-鿿]{2})()(?=等[，。工方活领问重])", "……"))
kind("dots for an ellipsis", "punctuation/ellipsis")(put(COMMA, "。。。"))
kind("hyphens for a dash", "punctuation/dash")(put(COMMA, "--"))
kind("quote not closed", "punctuation/unpaired")(put(r"“[^“”\n]{2,12}(”)", ""))
kind("title not closed", "punctuation/unpaired")(put(r"《[^《》\n]{4,30}(》)", ""))
kind("bracket not closed", "punctuation/unpaired")(put(r"(?<=[一-鿿])（[^（）\n]{2,12}(）)(?=[一-鿿，。])", ""))
kind("quotes reversed", "punctuation/reversed")(put(r"(?<=[^“”])(“[^“”\n]{2,12}”)", lambda m: f"”{m[1][1:-1]}“"))
kind("straight quotes", "punctuation/straight")(put(r"(“[一-鿿]{2,12}”)", lambda m: f'"{m[1][1:-1]}"'))
kind("title in title", "punctuation/nested")(put(COMMA, "，印发《关于贯彻《若干规定》的通知》，"))
kind("blank inside", "punctuation/blank")(put(INSIDE, " "))

# ------------------------------------------------------------------------------------------- numerals
kind("full-width digits", "numerals/fullwidth")(
    put(
        r"(?<=[一-鿿])(\d{2,4})(?=[个项次人名户家件场篇])",
        lambda m: m[1].translate({48 + n: 0xFF10 + n for n in range(10)}),
    )
)
kind("pause in an estimate", "numerals/about")(put(COMMA, "，历时五、六个月，"))
kind("date of two sorts", "numerals/mixed-date")(put(COMMA, "，二〇二一年5月起，"))
kind("zero in a year", "numerals/zero-year")(put(COMMA, "，自二零一八年起，"))
kind("range without sign", "numerals/range")(put(COMMA, "，提高15～30%，"))
kind("comma in a number", "numerals/thousands")(put(COMMA, "，补助12，345元，"))
kind("hedged twice", "numerals/hedge")(put(COMMA, "，走访近200多户，"))
kind("blank in a measure", "numerals/blank")(put(r"(?<=[一-鿿]\d{2})()(?=[个项次人名户家件场篇])", " "))

# ------------------------------------------------------------------------------------------- time and phrases
YEAR = re.compile(r"20\d\d(?=年)")


def with_year(make: Make) -> Make:
    """For texts that have a year; it is given to the check."""

    def made(rng: random.Random, text: str) -> Fault | None:
        years = [int(match.group()) for match in YEAR.finditer(text[:200])]
        fault = make(rng, text) if years else None
        return None if fault is None else Fault(fault.text, fault.start, fault.end, {"year": max(years)})

    return made


@kind("before its time", "time/early")
def early(rng: random.Random, text: str) -> Fault | None:
    """A plenary session that has not been held yet."""
    fault = with_year(put(STOP, "。认真学习贯彻党的二十届四中全会精神。"))(rng, text)
    return fault if fault is not None and int(str(fault.options["year"])) < 2025 else None


kind("past its time", "time/passed")(with_year(put(STOP, "。深入开展党的群众路线教育实践活动。")))
kind("no such day", "time/impossible")(put(COMMA, "，于2023年2月30日，"))
kind("no such month", "time/impossible")(put(COMMA, "，于2023年13月，"))
kind("wrong last year", "time/relative")(with_year(put(COMMA, "，较去年（2009年）提高，")))
kind("list not whole", "phrases/list")(put(COMMA, "，增强“四个意识”（政治意识、大局意识、看齐意识），"))
kind("list out of order", "phrases/list")(put(COMMA, "，坚定理论自信、道路自信、制度自信、文化自信，"))


@kind("wrong character in a phrase", "phrases/misspelt")
def misspelt(rng: random.Random, text: str) -> Fault | None:
    """One character inside a phrase that everyone knows becomes another."""
    known = (
        "新时代中国特色社会主义思想",
        "全面从严治党",
        "民主生活会",
        "民主集中制",
        "党风廉政建设",
        "中国式现代化",
        "先锋模范作用",
    )
    phrase = rng.choice(known)
    at = rng.randrange(1, len(phrase) - 1)
    wrong = phrase[:at] + rng.choice("间以合章现") + phrase[at + 1 :]
    match = pick(rng, text, STOP)
    if match is None:
        return None
    fault = replaced(text, match.start(1), match.end(1), f"。坚持{wrong}。")
    return Fault(fault.text, match.start(1) + 3, match.start(1) + 3 + len(wrong))


# ------------------------------------------------------------------------------------------- arithmetic
kind("parts over the total", "arithmetic/total")(put(STOP, "。共收到建议58条，其中采纳41条、未采纳19条。"))
kind("parts under the total", "arithmetic/total")(put(STOP, "。现有党员86名，其中正式党员70名、预备党员6名。"))
kind("total behind its parts", "arithmetic/total")(put(STOP, "。荣获省级奖项3个、市级奖项5个，共9个。"))
kind("share that does not follow", "arithmetic/share")(put(STOP, "。参训干部226人，其中女干部99人，占46%。"))
kind("up that goes down", "arithmetic/direction")(put(STOP, "。投诉量由126件下降到158件。"))
kind("rank the wrong way", "arithmetic/direction")(put(STOP, "。综合排名由第四位上升到第八位。"))
kind("growth that does not follow", "arithmetic/growth")(put(STOP, "。收入由200万元增长到260万元，增长25%。"))
kind("rate over the whole", "arithmetic/rate")(put(STOP, "。群众满意率达到102%。"))
kind("list of another length", "arithmetic/listed")(
    put(STOP, "。重点抓了四个方面：一是抓学习；二是抓落实；三是抓作风。")
)

# ------------------------------------------------------------------------------------------- tone and parts
kind("figure lost before its unit", "numerals/lost")(put(STOP, "。群众满意度提高个百分点。"))
kind("word set twice", "dirt/stutter")(put(STOP, "。这是全体同事的的共同成果。"))
kind("digit in a Chinese year", "numerals/zero-year")(put(STOP, "。二0二三年通过验收。"))
kind("reader addressed", "tone/reader")(put(STOP, "。感谢您的关心支持。"))
kind("spoken word", "tone/colloquial")(put(STOP, "。这件事总算搞定了。"))
kind("said twice", "tone/repeated")(put(SENTENCE, lambda m: m[1] + m[1]))


@kind("paragraph twice", "tone/paragraph", "tone/repeated")
def paragraph_twice(rng: random.Random, text: str) -> Fault | None:
    """A paragraph stands again further down, one word changed."""
    match = pick(rng, text, r"^[^\n]{80,}。$")
    if match is None:
        return None
    again = re.sub("持续|不断|扎实|认真", "切实", match.group(), count=1)
    return Fault(f"{text.rstrip()}\n{again}\n", len(text.rstrip()) + 1, len(text.rstrip()) + 1 + len(again))


@kind("paragraph cut off", "sections/cut")
def cut_off(rng: random.Random, text: str) -> Fault | None:
    """The paragraph before a numbered one, or the last, breaks off in the middle of a sentence."""
    match = pick(
        rng,
        text,
        r"^[^\n]{40,}[，、][^\n，。；、]{4,}(。)$(?=\n+(?:[一二三四五六]、|（[一二三四五六]）|[一二三四五六]是|\Z))",
    )
    if match is None:
        return None
    start = text.rfind("，", match.start(), match.end())
    start = start if start > 0 else text.rfind("、", match.start(), match.end())
    return Fault(text[: start + 3] + text[match.end() :], start, start + 3)


@kind("section twice", "sections/doubled")
def section_twice(rng: random.Random, text: str) -> Fault | None:
    """A heading takes the words of the one before it."""
    heads = places(text, r"^[一二三四五]、([^\n。]{3,20})$")
    if len(heads) < 2:
        return None
    at = rng.randrange(1, len(heads))
    return replaced(text, heads[at].start(1), heads[at].end(1), heads[at - 1][1])


@kind("section empty", "sections/empty")
def section_empty(rng: random.Random, text: str) -> Fault | None:
    """A section loses all that stands under its heading."""
    heads = places(text, r"^[一二三四五六]、[^\n。]{2,24}$")
    if len(heads) < 3:
        return None
    at = rng.randrange(0, len(heads) - 1)
    return Fault(text[: heads[at].end()] + "\n" + text[heads[at + 1].start() :], heads[at].start(), heads[at].end())


@kind("copied with new figures", "copying/figures")
def copied(rng: random.Random, text: str) -> Fault | None:
    """A sentence of the text stands in last year's report with another figure."""
    match = pick(rng, text, r"(?<=[。；])([一-鿿，、“”]{6,40}\d+[一-鿿，、“”]{3,30}[。；])")
    if match is None:
        return None
    other = re.sub(r"\d+", lambda found: str(int(found.group()) + 7), match[1])
    return Fault(text, match.start(1), match.end(1), {"against": [f"去年的报告。{other}完。"]})


@kind("carried over", "copying/same")
def carried(rng: random.Random, text: str) -> Fault | None:
    """A sentence of the text stands in last year's report."""
    match = pick(rng, text, SENTENCE)
    return (
        None
        if match is None
        else Fault(text, match.start(1), match.end(1), {"against": [f"去年的报告。{match[1]}完。"]})
    )


@kind(
    "figure not in the notes",
    "figures/altered",
    "figures/unsourced",
    "figures/magnitude",
    "figures/derived",
    "figures/rank",
)
def altered(rng: random.Random, text: str) -> Fault | None:
    """A figure of the text is another in the notes."""
    found = places(text, r"(?<=[一-鿿])([2-9]\d)(?=[个项次名户家件场篇])")
    found = [match for match in found if text.count(match.group()) == 1]
    if not found:
        return None
    match = rng.choice(found)
    facts = [line for line in re.split(r"[\n。；]", text) if re.search(r"\d", line)]
    fault = replaced(text, match.start(1), match.end(1), str(int(match[1]) + 3))
    return Fault(fault.text, match.start(1), match.end(1), {"facts": facts, "select": ["figures"]})


# ------------------------------------------------------------------------------------------- faults that are data
PLACES = {
    "comma": COMMA,
    "stop": STOP,
    "inside": INSIDE,
    "place": r"(临江|清溪|向阳|滨江|城东)(?=[市镇村社大])",
    "name": r"(实验|城东|清溪|向阳|临江|城北)(?=[一-鿿])",
    "figure": r"(?<=[一-鿿])(\d[\d.]*)(?=[个项次人名户家件场篇])",
    "percent": r"(?<=[一-鿿])(\d[\d.]*)(?=%)",
    "year": r"(20\d\d)(?=年)",
}
"""Where a fault of `faults.toml` may be put; `line` is a line of its own."""


def from_row(row: dict[str, Any]) -> Make:
    """What puts a fault of the data into a text."""
    make = before_line(row["words"]) if row["at"] == "line" else put(PLACES[row["at"]], row["words"])
    if row.get("year"):
        make = with_year(make)

    def made(rng: random.Random, text: str) -> Fault | None:
        fault = None if row.get("plain") and "#" in text else make(rng, text)
        if fault is None or fault.start is None or "mark" not in row:
            return fault
        start = fault.text.index(row["mark"], fault.start)
        return Fault(fault.text, start, start + len(row["mark"]), fault.options)

    return made


for _row in tomllib.loads((Path(__file__).parent / "faults.toml").read_text(encoding="utf-8"))["fault"]:
    kind(_row["name"], *_row["rules"])(from_row(_row))


# ------------------------------------------------------------------------------------------- measure
def hits(fault: Fault, rules: frozenset[str], findings: list[Finding]) -> bool:
    """Whether a finding of the rules stands at the fault's place (two characters to either side)."""
    for finding in findings:
        if finding.rule not in rules:
            continue
        if fault.start is None or fault.end is None:
            return True
        start, end = finding.start, finding.end
        if start is not None and end is not None and start <= fault.end + 2 and end >= fault.start - 2:
            return True
    return False


def chinese_texts() -> list[tuple[str, str]]:
    texts = [(path.name, path.read_text(encoding="utf-8")) for path in sorted(CLEAN.iterdir())]
    return [(name, text) for name, text in texts if len(re.findall("[一-鿿]", text)) > 150]


def faults(name: str, seed: int = 0) -> Iterator[tuple[str, Fault]]:
    """Twenty texts with the fault of a kind: other texts first, then other places in them."""
    make = KINDS[name][1]
    rng = random.Random(f"{name}/{seed}")
    count = 0
    for _ in range(TEXTS_A_KIND):
        for source, text in chinese_texts():
            fault = make(rng, text)
            if fault is not None and count < TEXTS_A_KIND:
                count += 1
                yield source, fault
        if count >= TEXTS_A_KIND or not count:
            return


def measure(names: list[str], seed: int = 0) -> tuple[Counter[str], Counter[str], list[tuple[str, str, Fault]]]:
    """How many faults were made, how many found, and those that were missed."""
    made: Counter[str] = Counter()
    found: Counter[str] = Counter()
    missed = []
    for name in names:
        rules = KINDS[name][0]
        for source, fault in faults(name, seed):
            made[name] += 1
            report = read_report(fault.text, source)
            options = {"select": sorted(rules), **fault.options}
            findings = check_report(report, **options)  # type: ignore[arg-type]
            if hits(fault, rules, findings):
                found[name] += 1
            else:
                missed.append((name, source, fault))
    return made, found, missed


def main() -> None:
    made, found, missed = measure(list(KINDS))
    for name in KINDS:
        print(f"{found[name]:4} / {made[name]:<4} {name}")
    print(f"{sum(found.values())} of {sum(made.values())}: {sum(found.values()) / sum(made.values()):.2%}")
    for name, source, fault in missed[:60]:
        around = "" if fault.start is None else fault.text[max(0, fault.start - 20) : (fault.end or 0) + 12]
        print(f"  missed {name} in {source}: {around!r}")


if __name__ == "__main__":
    main()
