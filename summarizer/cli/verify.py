"""`summarize verify BRIEFING.json [SOURCE...]`: whether what a briefing says holds."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from summarizer.verifying.checks import Check, Verdict, Verification

FAILED = 1
VERDICTS: dict[Verdict, str] = {"holds": "holds", "fails": "FAILS", "not_judged": "not judged"}
_HEADS = ("check", "checked", "hold", "fail", "not judged")

_EPILOG = """\b
What is checked:
  span       evidence stands in its article, at its offsets, to the letter
  number name date quote role word
             what a claim, line, headline or uncertainty says stands in the
             evidence it cites, and is said of the same
  polarity direction
             no "not" was dropped or added, nothing raised was lowered
  support    the evidence tells of the claim at all, and is the sentence
             that it comes from
  speaker stance certainty
             the article puts it down to that speaker, who asserts or denies
             it, and no surer than its words
  actor      names and aliases stand in the articles listed
  reading figure
             the words of a figure stand in its evidence, mean its bounds and
             count what it says
  sources status
             independent articles, who agrees and who disputes, counted again
  cue        the words that show an uncertainty stand in its evidence, and
             are of its kind
  cite reference id
             every id leads to one thing, and is there
  text       with SOURCEs: each article's text is its source's own
Not checked: what kind an actor is, whether a claim is told as less sure than
it is, what was left out.
\b
Exit codes:
  0  nothing fails
  1  something does not hold
  2  no briefing could be read
"""


@click.command(epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("briefing", metavar="BRIEFING.json")
@click.argument("sources", nargs=-1, metavar="[SOURCE...]")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", help="Default: text.")
@click.option("--all", "everything", is_flag=True, help="List every check, not only what fails.")
@click.option("--quiet", "-q", is_flag=True, help="Print nothing but what fails.")
def command(briefing: str, sources: tuple[str, ...], form: str, everything: bool, quiet: bool) -> int:
    """Prove a briefing by its articles: spans, numbers, names, speakers, counts of sources, citations.

    BRIEFING.json is a briefing as '--format json' writes it, whatever program made it; - for standard input. With
    SOURCEs (files, folders, -), its articles must also be theirs, word for word. No model is asked. What no rule can
    tell is counted as not judged, and does not fail.
    """
    from summarizer.verification import load, verify

    found = verify(load(_read(briefing, sources), briefing), sources)
    listed = found.checks if everything else found.failures
    try:
        if form == "json":
            _write([_json(found, listed)])
        elif quiet:
            _write(map(_line, found.failures))
        else:
            _report(found, list(map(_line, listed)))
    except BrokenPipeError:  # whoever read the output has had enough; the exit code still says what was found
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0 if found.ok else FAILED


def _read(briefing: str, sources: tuple[str, ...]) -> bytes:
    """Return the bytes of the briefing, or say in one sentence why there are none."""
    from summarizer.errors import UsageError

    try:
        if briefing == "-":
            if "-" in sources:
                raise UsageError("Standard input cannot be both the briefing and a source: give one of them as a file.")
            return sys.stdin.buffer.read()
        return Path(briefing).read_bytes()
    except FileNotFoundError:
        raise UsageError(f"There is no file '{briefing}'; check its name and folder.") from None
    except (OSError, ValueError) as error:  # (ValueError: the path holds a NUL)
        why = getattr(error, "strerror", None) or error
        raise UsageError(f"The briefing '{briefing}' cannot be read ({why}); check its name and permissions.") from None


# ── Output ────────────────────────────────────────────────────────────────────────────────────────


def _write(lines: Iterable[str]) -> None:
    """Write lines to standard output in UTF-8, whatever the terminal's encoding."""
    click.echo("".join(f"{line}\n" for line in lines).encode(), nl=False)


def _json(found: Verification, listed: Iterable[Check]) -> str:
    counts = {kind: {verdict: of[verdict] for verdict in VERDICTS} for kind, of in found.counts().items()}
    checks = [check.model_dump() for check in listed]
    return json.dumps({"ok": found.ok, "counts": counts, "checks": checks}, indent=2)


def _report(found: Verification, listed: Sequence[str]) -> None:
    """Print the counts, what is listed, and the outcome in one line."""
    rows = [
        (kind, *map(str, (of.total(), of["holds"], of["fails"], of["not_judged"])))
        for kind, of in found.counts().items()
    ]
    if sys.stdout.isatty():
        _draw(rows)
    else:
        widths = [max(map(len, column)) for column in zip(_HEADS, *rows, strict=True)]
        _write(_row(cells, widths) for cells in (_HEADS, *rows))
    _write(["", *listed, "", _outcome(found)] if listed else ["", _outcome(found)])


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    right = (cell.rjust(width) for cell, width in zip(cells[1:], widths[1:], strict=True))
    return "  ".join((cells[0].ljust(widths[0]), *right))


def _draw(rows: Iterable[Sequence[str]]) -> None:
    """Draw the counts as a table for people."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for head in _HEADS:
        table.add_column(head, justify="left" if head == "check" else "right")
    for kind, checked, hold, fail, unsure in rows:
        failing = Text(fail, style="bold red" if fail != "0" else "")
        table.add_row(Text(kind), checked, Text(hold, style="green"), failing, Text(unsure, style="dim"))
    Console().print(table)


def _line(check: Check) -> str:
    """Return a check on one line, with what other programs wrote made inert."""
    from summarizer.writing.safe import plain

    reason = f" · {plain(check.reason)}" if check.reason else ""
    return f"{VERDICTS[check.verdict]}  {check.kind}  {plain(check.where)} · {plain(check.item)}{reason}"


def _outcome(found: Verification) -> str:
    checked, failed = len(found.checks), len(found.failures)
    open_ = sum(check.verdict == "not_judged" for check in found.checks)
    left = f"; {open_} no rule can tell" if open_ else ""
    if not checked:
        return "The briefing says nothing that could be checked."
    if failed:
        return f"{failed} of {checked} checks fail{left}."
    return f"All of {checked} checks hold{left}." if not open_ else f"None of {checked} checks fails{left}."
