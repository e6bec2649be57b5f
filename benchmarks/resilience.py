"""A bad day, measured: `python -m benchmarks.resilience`.

200 invented articles are briefed twice through a server on loopback: once without a fault, once with the mix of faults
of `fault_server.MIX`. What counts is how many more requests the bad day takes, and how much longer; both runs are of one
machine and one minute, so their ratio holds where seconds do not. With `--moments`, runs are also killed and continued.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

import click

from benchmarks.fault_server import MIX, FaultServer

_TOWNS = (
    "Arvik Belden Corra Dunmoor Eskil Farrow Gretna Holm Ivarra Jarrow Kelso Lunde Morvik Norrby Oskar Perth".split()
)
_NAMES = "Alma Bruno Clara Doran Edith Fabian Greta Henrik Irma Jonas Karla Lorenz Mira Nils Olga Pavel".split()
_FAMILIES = "Ashdown Berger Castell Dahl Engstrom Faulk Grieve Hollis Imhof Jansky Keller Lindt Moss Norden".split()
_THINGS = "bridge dam ferry library mill museum orchard pier quarry school theatre tunnel warehouse windmill".split()


CONCURRENCY = 4
"""Requests under way at once in the runs that are killed: what a continuation may repeat at the most."""


def article(number: int) -> dict[str, str]:
    """Return one invented article of eight sentences; the same number gives the same article."""
    drawn = random.Random(number)  # noqa: S311  (an article, no secret)
    town, thing = drawn.choice(_TOWNS), drawn.choice(_THINGS)
    first, last = drawn.choice(_NAMES), drawn.choice(_FAMILIES)
    hurt, cost, year = drawn.randint(3, 90), drawn.randint(2, 40), drawn.randint(1880, 1990)
    text = (
        f"The {thing} of {town} No. {number} was closed on Monday after a fire. "
        f"{hurt} people were hurt, said {first} {last}, who leads the council of {town}. "
        f"The {thing} was built in {year} by the firm of {last} and Sons. "
        f"Repairs could cost {cost} million crowns, {last} said. "
        f"“We will open the {thing} again before the winter,” {last} told reporters. "
        f"It is unclear how the fire at the {thing} began. "
        f"Neighbours had complained of smoke for {drawn.randint(2, 9)} weeks. "
        f"The police of {town} asked witnesses to come forward."
    )
    return {"title": f"Fire closes the {thing} of {town} No. {number}", "text": text}


def write_articles(path: Path, count: int) -> None:
    """Write so many invented articles to a .jsonl file."""
    path.write_text("\n".join(json.dumps(article(number)) for number in range(1, count + 1)), encoding="utf-8")


def command(server: FaultServer, source: Path, *options: str) -> list[str]:
    """Return the command that briefs a file through the server."""
    words = [sys.executable, "-m", "summarizer", str(source), "--model", "openai/scripted", "--base-url", server.url]
    return [*words, "--format", "json", "--date", "2024-11-01", *options]


def environ(home: Path) -> dict[str, str]:
    """Return the environment of a run whose store lies in `home`."""
    return {**os.environ, "SUMMARIZER_HOME": str(home), "OPENAI_API_KEY": "sk-loopback"}


def brief(
    server: FaultServer, source: Path, home: Path, *options: str
) -> tuple[subprocess.CompletedProcess[str], float]:
    """Brief a file by the command; return how the process ended, and its seconds."""
    words, start = command(server, source, *options), time.perf_counter()
    done = subprocess.run(words, capture_output=True, text=True, check=False, env=environ(home), timeout=900)
    return done, time.perf_counter() - start


def killed(server: FaultServer, source: Path, home: Path, after: int) -> int:
    """Kill a run (-9) once the server has answered so many requests; return how many had been answered."""
    words = command(server, source, "--concurrency", str(CONCURRENCY))
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environ(home))
    while sum(server.answered.values()) < after and process.poll() is None:
        time.sleep(0.002)
    process.kill()
    process.communicate()
    return sum(server.answered.values())


def continued(folder: Path, source: Path, after: int, delay: float, whole: str) -> tuple[int, bool]:
    """Kill a run, and continue it by another; return the answers paid twice, and whether it ends as a whole one does."""
    home = folder / f"killed-{after}"
    with FaultServer(delay=delay) as server:
        killed(server, source, home, after)
        done, _ = brief(server, source, home, "--concurrency", str(CONCURRENCY))
        return sum(number - 1 for number in server.answered.values() if number > 1), done.stdout == whole


def bad_day(folder: Path, articles: int, delay: float) -> dict[str, Any]:
    """Brief the articles on a good and on a bad day, and return the ratios."""
    source = folder / "articles.jsonl"
    write_articles(source, articles)
    requests, seconds = [], []
    for name, mix in (("good", {}), ("bad", MIX)):
        with FaultServer(mix, delay=delay) as server:
            done, taken = brief(server, source, folder / name)
            requests.append(server.requests)
            seconds.append(taken)
            twice = sum(number > 1 for number in server.answered.values())
            briefing = json.loads(done.stdout)
            statuses = Counter(one["status"] for one in briefing["articles"])
            print(f"{name}: exit {done.returncode}, {server.requests} requests, {taken:.1f} s, {dict(statuses)}")
            print(f"  faults {dict(server.faults)}, answers paid twice {twice}, usage {briefing['usage']}")
    return {
        "requests_ratio": round(requests[1] / requests[0], 2),
        "wall_ratio": round(seconds[1] / seconds[0], 2),
        "paid_twice": twice,
        "unaccounted": articles - sum(statuses.values()),
    }


def kills(folder: Path, articles: int, moments: int, delay: float) -> dict[str, Any]:
    """Kill a run at random moments, and return what the next one repeats at the most, and how often it ends alike."""
    source = folder / "killed.jsonl"
    write_articles(source, articles)
    with FaultServer(delay=delay) as server:
        done, _ = brief(server, source, folder / "whole", "--concurrency", str(CONCURRENCY))
        answers = sum(server.answered.values())
    drawn = random.Random(1).sample(range(1, answers), moments)  # noqa: S311  (moments, no secrets)
    found = [continued(folder, source, after, delay, done.stdout) for after in drawn]
    print(f"killed after {sorted(drawn)} of {answers} answers: {found}")
    return {"most_repeated": max(twice for twice, _ in found), "ended_alike": sum(alike for _, alike in found)}


@click.command()
@click.option("--articles", default=200, show_default=True, help="How many, on the good and on the bad day.")
@click.option("--delay", default=0.1, show_default=True, help="Seconds that a good answer takes.")
@click.option(
    "--moments", default=0, show_default=True, help="At how many moments to kill a run, of half as many articles."
)
def main(articles: int, delay: float, moments: int) -> None:
    """Measure a bad day, and runs that are killed; print the figures as one line of JSON."""
    figures: dict[str, Any] = {"benchmark": "resilience", "articles": articles}
    with tempfile.TemporaryDirectory() as folder:
        figures |= bad_day(Path(folder), articles, delay)
        if moments:
            figures |= kills(Path(folder), articles // 2, moments, delay)
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
