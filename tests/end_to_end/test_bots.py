"""What docs/bots.md promises to bot builders, in real processes, event loops and threads."""

from __future__ import annotations

import asyncio
import json
import os
import re
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from summarizer import Article, Briefing, asummarize, summarize

MANUAL = (Path(__file__).parents[2] / "docs" / "bots.md").read_text(encoding="utf-8")
FLOOD = "Mayor Ines Falk said on Monday that 40 people were hurt in the flood at Korrdam. The dam had cracked."
FIRE = "The fire at Vell harbour sank nine boats, Chief Tom Orr said. Nobody was hurt."


def sources():
    return [Article(text=FLOOD), Article(text=FIRE)]


# ── The bot in the manual ─────────────────────────────────────────────────────────────────────────


@pytest.fixture
def site():
    """The address of a page with an article, on loopback."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self):
            told = "".join(
                f"<p>{FIRE} It was the {n}th fire of the year there, and the harbour is closed.</p>"
                for n in range(5, 9)
            )
            body = f"<html><body><article><h1>Fire at Vell</h1>{told}</article></body></html>".encode()
            self.send_response(404 if "robots" in self.path else 200)
            self.send_header("content-type", "text/html; charset=utf-8")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            """Keep quiet."""

    http = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    threading.Thread(target=http.serve_forever, args=(0.02,), daemon=True).start()
    yield f"127.0.0.1:{http.server_address[1]}"
    http.shutdown()
    http.server_close()


@pytest.fixture
def bot(tmp_path, site):
    """The manual's bot in a process of its own, and a connection to it."""
    program = re.search(r"```python bot\.py\n(.*?)```", MANUAL, re.DOTALL)[1]
    assert len([line for line in program.splitlines() if line.strip()]) <= 30
    (tmp_path / "bot.py").write_text(program, encoding="utf-8")
    (tmp_path / "secret.txt").write_text(FLOOD, encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environ = {**os.environ, "SUMMARIZER_MODEL": "extractive", "SUMMARIZER_ALLOW_HOSTS": site}
    process = subprocess.Popen([sys.executable, "bot.py", str(port)], cwd=tmp_path, env=environ)
    end = time.monotonic() + 60
    while True:
        try:
            connection = socket.create_connection(("127.0.0.1", port), timeout=60)
            break
        except ConnectionRefusedError:
            assert process.poll() is None
            assert time.monotonic() < end, "the bot never listened"
            time.sleep(0.05)
    with connection, connection.makefile("rw", encoding="utf-8") as talk:

        def ask(line):
            talk.write(f"{line}\n")
            talk.flush()
            return json.loads(talk.readline())

        yield ask
    process.terminate()
    process.wait(30)


def test_the_bot_of_the_manual_answers(bot, site):
    """Text and links get a briefing as Slack takes it, what is neither a sentence, and the bot goes on."""
    told = json.dumps(bot(FLOOD))
    assert "Ines Falk" in told
    assert '"blocks"' in told
    assert "Tom Orr" in json.dumps(bot(f"what of http://{site}/fire.html then?"))
    assert "Ines Falk" not in json.dumps(bot("secret.txt"))  # a name of a file is no file
    assert set(bot("http://[broken")) == {"text"}
    assert "Ines Falk" in json.dumps(bot(FLOOD))


def test_what_the_manual_names_is_there():
    """Each renderer with the manual's name gives what the manual says."""
    briefing = summarize(sources(), model="extractive")
    assert set(re.findall(r"^\| `(to_\w+)\(", MANUAL, re.MULTILINE)) == {
        name for name in dir(Briefing) if name.startswith("to_")
    }
    assert all("text" in message for message in briefing.to_slack())
    assert all("embeds" in message or "content" in message for message in briefing.to_discord())
    for drawn in (briefing.to_markdown(), briefing.to_text(40), briefing.to_html(), briefing.to_json()):
        assert "Ines Falk" in drawn
    assert Briefing.model_validate_json(briefing.to_json()) == briefing


# ── Several runs, threads, and a run that is cancelled ────────────────────────────────────────────


@pytest.fixture
def options(server, monkeypatch):
    """What names the model on loopback."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-loopback")
    return {"model": "openai/scripted", "base_url": server.url, "fallback": "none"}


def test_two_runs_share_an_event_loop(options):
    """Each has its own articles, count and progress, and the loop is free meanwhile."""
    steps, beats = [[], []], []

    async def beat():
        while True:
            beats.append(None)
            await asyncio.sleep(0.01)

    async def both():
        heart = asyncio.create_task(beat())
        one, other = await asyncio.gather(
            asummarize(Article(text=FLOOD), on_progress=steps[0].append, **options),
            asummarize(Article(text=FIRE), on_progress=steps[1].append, **options),
        )
        heart.cancel()
        return one, other

    for briefing, text, told in zip(asyncio.run(both()), (FLOOD, FIRE), steps, strict=True):
        assert [article.text for article in briefing.articles] == [text]
        assert briefing.usage.requests >= 2
        assert list(dict.fromkeys(step.stage for step in told)) == ["reading", "merging", "writing"]
        assert (told[-1].articles_done, told[-1].articles) == (1, 1)
        assert told[-1].usage.requests <= briefing.usage.requests
    assert len(beats) > 5


def test_runs_in_threads_give_what_they_give_alone(options):
    """`summarize` may be called from any number of threads, with and without a model."""
    both = [options, {"model": "extractive"}]
    alone = [summarize(sources(), **chosen).stories for chosen in both]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda chosen: summarize(sources(), **chosen).stories, both * 2)) == alone * 2


def test_summarize_can_be_called_beside_a_loop(options):
    """In a thread of a program that has a loop of its own."""

    async def beside():
        return await asyncio.to_thread(summarize, sources(), **options)

    assert asyncio.run(beside()).complete


def test_a_cancelled_run_ends_at_once_and_its_answers_are_kept(options, server):
    """No request is sent after that, and the next run asks only what was not answered."""
    articles = [Article(text=f"Mayor Ines Falk said {number} boats sank at Vell.") for number in range(12)]
    echo, hanging = server.answer, threading.Event()

    def answer(request):
        if len(server.requests) <= 4:
            return echo(request)
        hanging.wait(10)
        return echo(request)

    server.answer = answer

    async def cancelled():
        read = asyncio.Event()
        run = asyncio.create_task(
            asummarize(articles, on_progress=lambda step: step.done >= 4 and read.set(), concurrency=2, **options)
        )
        await asyncio.wait_for(read.wait(), 30)
        run.cancel()
        with pytest.raises(asyncio.CancelledError):
            await run

    asyncio.run(cancelled())
    asked = len(server.requests)
    assert asked <= 6  # four, and two under way
    hanging.set()
    assert summarize(articles, **options).complete
    assert not [request for request in server.requests[:4] if request in server.requests[4:]]
