"""An edition on standard output."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from summarizer.delivery.stdout import Stdout
from summarizer.delivery.target import Dispatch
from summarizer.models import Briefing, Engine

BRIEFING = Briefing(title="Briefing — 港", date="2024-05-06", engine=Engine(model="extractive"))
DISPATCH = Dispatch("morning", "2024-05-06", 1, BRIEFING, Path())
PRINTS = """
import asyncio, sys
from summarizer.delivery.stdout import Stdout
from summarizer.delivery.target import Message
from summarizer.errors import DeliveryError
async def send():
    async with Stdout(to="stdout").opened({}) as sender:
        return await sender.send(Message("the edition", sys.argv[1] * 200_000, ""), ())
try:
    asyncio.run(send())
except DeliveryError as error:
    print(error, error.is_unknown, file=sys.stderr)
"""


def test_it_is_one_message_in_the_format_that_is_asked_for():
    """Text, where nothing is said."""
    (message,) = Stdout(to="stdout").messages(DISPATCH)
    assert (message.name, message.body) == ("the edition", BRIEFING.to_text())
    (message,) = Stdout(to="stdout", format="json").messages(DISPATCH)
    assert message.body == BRIEFING.to_json()


def test_what_it_is_and_how_it_is_known():
    """What is printed is printed: it is neither replaced nor repeated."""
    target = Stdout(to="stdout")
    assert (target.key, target.label) == ("stdout", "standard output")
    assert (target.can_update, target.is_repeatable) == (False, False)


def test_it_is_printed_in_utf_8():
    """Whatever the terminal is set to, as by cron."""
    command = [sys.executable, "-c", PRINTS, "港"]
    environ = {**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    done = subprocess.run(command, env=environ, capture_output=True, check=True, timeout=60)
    assert done.stdout.decode() == "港" * 200_000


def test_a_reader_that_stops_may_have_read_it():
    """Nobody can tell how much; and nothing else is complained of at the end."""
    with subprocess.Popen(
        [sys.executable, "-c", PRINTS, "x"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        process.stdout.read(1)
        process.stdout.close()
        err = process.stderr.read().decode()
    assert err == "Standard output could not be written to its end: whoever read it stopped. True\n"
    assert process.returncode == 0


def test_a_full_disk_is_told():
    """As where standard output is sent to a file."""
    if not Path("/dev/full").exists():
        return
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-c", PRINTS, "x"], stdout=full, stderr=subprocess.PIPE, check=True, timeout=60
        )
    assert done.stderr.decode() == "Standard output could not be written to its end: No space left on device. True\n"
