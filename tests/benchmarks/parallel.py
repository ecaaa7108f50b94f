"""A whole draft against a server of fixed latency: nine sections at once, and nothing asked where nothing changed.

    python tests/benchmarks/parallel.py [LATENCY] [RUNS]

The wall time of the draft, from the notes to the report that is checked and saved, over its slowest chain: the requests
that one section makes one behind the other, each of the server's latency. The bar is 1.15, for a server whose replies
stand at once and for one where every third section needs a repair. The server is a process of its own, as a real one.
What starts Python and loads the program is not counted: a draft before warms both sides.
"""

from __future__ import annotations

import re
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.settings import Settings
from drafter.workflow.draft import draft, prepare
from tests.servers.loopback import Loopback, completion

if TYPE_CHECKING:
    import socket
    from collections.abc import Iterator, Sequence

    from drafter.drafting.section import DraftSection
    from drafter.workflow.draft import DraftRun
    from tests.servers.loopback import Asked

BAR = 1.15
JOBS = 9
FACT = re.compile(r"^\[(\d+)\](.+)$", re.MULTILINE)
DIGITS = re.compile(r"\d+")
TOPICS = ("党建引领", "项目建设", "招商引资", "乡村振兴", "生态环保", "民生保障", "安全稳定")


def notes() -> str:
    """Notes with nine sections that ask a model."""
    parts = ["---\n文种: 述职报告\n年度: 2023\n姓名: 柏春晓\n职务: 镇长\n单位: 溪口镇\n---\n\n# 个人履职情况\n"]
    for at, topic in enumerate(TOPICS, 1):
        bullets = (
            f"推进{topic}重点任务{at * 7}项",
            f"组织{topic}现场调研{at + 11}次",
            f"{topic}投入资金{at * 130}万元",
            f"解决{topic}突出问题{at * 3 + 20}个",
        )
        parts.append(f"## {topic}\n" + "".join(f"- {bullet}\n" for bullet in bullets))
    parts.append("# 存在的不足\n- 调查研究不够深入\n- 对年轻干部的培养不够\n")
    parts.append("# 努力的方向\n- 每月下村调研4次\n- 结对培养年轻干部6名\n")
    return "\n".join(parts)


class Server:
    """Answers after a fixed time; the first request of every so many-th section with a figure altered.

    Args:
        latency: seconds.
        spoilt: of so many sections one is spoilt; 0 for none.
    """

    def __init__(self, latency: float, spoilt: int) -> None:
        self._latency, self._spoilt = latency, spoilt

    def answer(self, connection: socket.socket, asked: Asked) -> None:
        """Take the time, and say each fact in its own words."""
        time.sleep(self._latency)
        first, _, faults = asked.prompt.partition("注意：")
        facts = FACT.findall(first)
        bad = self._spoilt and not faults and sum(map(ord, facts[0][1])) % self._spoilt == 0
        texts = ((number, DIGITS.sub("77", text) if bad else text) for number, text in facts)
        completion("\n".join(f"[{number}]本人{text}。" for number, text in texts))(connection, asked)


@contextmanager
def serving(latency: float, spoilt: int) -> Iterator[str]:
    """The address of a server in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.parallel", "serve", str(latency), str(spoilt)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.kill()


class Chains:
    """Watches a draft: how many requests each section made.

    Attributes:
        asked: section to its number of requests.
    """

    def __init__(self) -> None:
        self.asked: dict[str, int] = {}

    def planned(self, sections: Sequence[tuple[str, str]]) -> None:
        """The sections, in order."""

    def started(self, key: str) -> None:
        """A section begins with one request."""
        self.asked[key] = 1

    def heard(self, key: str, piece: str) -> None:
        """A piece of a reply."""

    def repairing(self, key: str) -> None:
        """Another request."""
        self.asked[key] += 1

    def done(self, key: str, section: DraftSection, *, recalled: bool) -> None:
        """A section is finished."""

    def failed(self, key: str) -> None:
        """A section failed."""


def once(folder: Path, url: str) -> tuple[float, int, DraftRun]:
    """Draft the notes of a folder: wall seconds, requests of the longest chain, the run."""
    settings = Settings(backend="openai", base_url=url, model="m", jobs=JOBS)
    watch = Chains()
    path = str(folder / "notes.md")
    start = time.perf_counter()
    run = draft(prepare(path, settings, ()), path, output=None, settings=settings, state=folder, watch=watch)
    return time.perf_counter() - start, max(watch.asked.values()), run


def measure(latency: float, spoilt: int) -> tuple[float, int, int, int]:
    """Wall over slowest chain, requests, requests of a second run, and of a run after one bullet changed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "notes.md"
        file.write_text(notes(), encoding="utf-8")
        with serving(latency, spoilt) as url:
            wall, chain, run = once(folder, url)
            again = once(folder, url)[2].meter.requests
            file.write_text(notes().replace("重点任务7项", "重点任务8项"), encoding="utf-8")
            changed = once(folder, url)[2].meter.requests
    return wall / (chain * latency), run.meter.requests, again, changed


def main() -> None:
    """Measure and print the table; exit 1 where a bar is missed."""
    if sys.argv[1:2] == ["serve"]:
        with Loopback(Server(float(sys.argv[2]), int(sys.argv[3])).answer) as loopback:
            print(loopback.url, flush=True)
            loopback.stopping.wait()
    latency = float(sys.argv[1]) if len(sys.argv) > 1 else 2.0
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    measure(0.01, 0)  # loads what a first draft loads
    missed = False
    print(f"{JOBS} jobs, latency {latency:g} s, {runs} runs: wall over slowest chain (bar {BAR}); requests")
    for name, spoilt in (("all stand", 0), ("every third needs a repair", 3)):
        taken = [measure(latency, spoilt) for _ in range(runs)]
        median, worst = statistics.median(one[0] for one in taken), max(one[0] for one in taken)
        _, requests, again, changed = taken[0]
        missed |= median > BAR or again != 0
        print(
            f"{name:28} median {median:.3f}, worst {worst:.3f}   {requests} asked, unchanged {again}, one bullet {changed}"
        )
    sys.exit(missed)


if __name__ == "__main__":
    main()
