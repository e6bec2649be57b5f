"""Cassettes: what is recorded is answered again, without a server; what they hold can be read and shown."""

from __future__ import annotations

import asyncio
import gzip
import json
import os
import subprocess
import sys
from contextlib import nullcontext

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.errors import AuthenticationError, CassetteMissError, OutputError, UsageError
from summarizer.extraction import cassettes, llm
from summarizer.extraction.cassettes import Recorded, describe, recording, replaying
from summarizer.extraction.client import Client
from summarizer.extraction.providers import Endpoint

STORY = (
    "Ines Falk, mayor of Vesk, said up to 300 homes could be flooded.",
    "“The wall is safe,” engineer Tom Reyes told reporters.",
    "Nobody has denied it – “not yet”, he said.",
    "It rained.",
    "Boats lie idle in the harbour of Vesk.",
)


@pytest.fixture
def recorded(server):
    """What the cassettes of this server say of themselves."""
    return Recorded(model="openai/scripted", base_url=server.url, window=1)


@pytest.fixture
def path(tmp_path):
    (tmp_path / "tapes").mkdir()
    return tmp_path / "tapes" / "story.yaml"


@pytest.fixture
def run(server, naps, article_of):
    """Extract from the story within a tape; return the draft. A key is only given while recording."""

    def run(tape=None, sentences=STORY, size=1, endpoint=None, concurrency=8):
        async def extract():
            async with Client(endpoint or server.endpoint, concurrency) as client:
                return await llm.extract(article_of(*sentences), client, size)

        with tape or nullcontext():
            return asyncio.run(extract())

    return run


@pytest.fixture
def tape(run, path, recorded):
    """A recorded cassette, and the draft of its run."""
    return path, run(recording(path, recorded))


def keyless(server, **changed):
    return Endpoint(**{"provider": "openai", "model": "scripted", "base_url": server.url, "api_key": "none"} | changed)


# ── Replaying ─────────────────────────────────────────────────────────────────────────────────────


def test_a_recorded_run_is_replayed_without_server_or_key(server, run, tape):
    """The same draft again, with the server gone and no key."""
    path, draft = tape
    asked = len(server.requests)
    server.close()
    assert run(replaying(path), endpoint=keyless(server)) == draft
    assert len(draft.claims) == len(STORY)
    assert len(server.requests) == asked


def test_a_cassette_says_what_it_was_recorded_with(tape, recorded):
    """Model, server and window stand in the cassette, so that its name is enough."""
    assert describe(tape[0]) == recorded


def test_a_replay_leaves_the_cassette_as_it_is(run, tape):
    """Replaying writes nothing."""
    path, _ = tape
    before = path.read_bytes()
    run(replaying(path))
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_equal_requests_are_replayed_as_often_as_they_were_recorded(server, run, path, recorded):
    """A sentence that an article repeats is asked about twice, and answered twice."""
    twice = ("It rained.", "It rained.", "It rained.")
    article = run(recording(path, recorded), sentences=twice, size=1)
    server.close()
    assert run(replaying(path), sentences=twice, size=1) == article


@pytest.mark.parametrize(
    ("change", "endpoint"),
    [
        ({"sentences": ("It hailed.", *STORY[1:])}, {}),
        ({"size": 2}, {}),
        ({}, {"model": "another"}),
        ({}, {"path": "/v2"}),
    ],
)
def test_a_request_that_changed_is_a_miss(server, run, tape, change, endpoint):
    """Another text, window, model or path than was recorded ends the run, and is never answered from the network."""
    path, _ = tape
    asked = len(server.requests)
    if "path" in endpoint:
        endpoint = {"base_url": server.url.replace("/v1", endpoint["path"])}
    with pytest.raises(CassetteMissError, match=r"'story\.yaml' lacks a request.*--record"):
        run(replaying(path), endpoint=keyless(server, **endpoint), **change)
    assert len(server.requests) == asked


def test_a_miss_is_not_tried_again(run, tape, naps):
    """There is nothing to wait for."""
    path, _ = tape
    with pytest.raises(CassetteMissError) as caught:
        run(replaying(path), sentences=("It hailed.",))
    assert caught.value.exit_code == 5
    assert naps == []


def test_a_cassette_is_of_one_host(server, run, tape):
    """Requests to another host than the recorded one pass by the cassette, to whoever listens there."""
    path, draft = tape
    asked = len(server.requests)
    elsewhere = keyless(server, base_url=server.url.replace("127.0.0.1", "localhost"))
    assert run(replaying(path), endpoint=elsewhere) == draft
    assert len(server.requests) == asked + len(STORY)


# ── Recording ─────────────────────────────────────────────────────────────────────────────────────


def test_requests_to_other_hosts_are_not_recorded(server, run, path, recorded):
    """Only what goes to the model's server is on the tape."""
    run(recording(path, recorded.model_copy(update={"base_url": "http://models.test/v1"})))
    assert len(server.requests) == len(STORY)
    assert yaml.safe_load(path.read_text(encoding="utf-8"))["interactions"] == []


def test_two_recordings_are_the_same_bytes(run, tmp_path, recorded):
    """However requests overtake each other, the same conversation gives the same file."""
    paths = [tmp_path / name for name in ("one.yaml", "two.yaml")]
    for path in paths:
        run(recording(path, recorded))
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_equal_requests_with_other_answers_are_in_one_order_too(server, tmp_path, recorded):
    """What differs in its answer alone is not stored in the order of arrival."""
    import httpx2

    paths = [tmp_path / name for name in ("one.yaml", "two.yaml")]
    for path, order in zip(paths, ("ab", "ba"), strict=True):
        server.then(*map(server.Reply, order))
        with recording(path, recorded):
            for _ in order:
                httpx2.post(server.url, json={"messages": []})
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_failures_are_not_recorded(server, run, path, recorded):
    """An answer that made the client try again is not on the tape; the one it got at last is."""
    server.then(server.Reply(status=503), server.Reply(status=429), server.Reply(hang_up=True))
    draft = run(recording(path, recorded), concurrency=1)
    codes = [entry["response"]["status"]["code"] for entry in read(path)["interactions"]]
    assert codes == [200] * len(STORY)
    server.close()
    assert run(replaying(path)) == draft


def test_what_is_no_json_is_not_recorded(server, run, path, recorded):
    """A web page in place of an answer neither ends up on the tape nor keeps it from being written."""
    server.then(server.Reply(raw=b"<h1>Busy</h1>", headers={"content-type": "text/html"}))
    assert run(recording(path, recorded), concurrency=1).windows.failed == 1
    assert len(read(path)["interactions"]) == len(STORY) - 1


def test_an_answer_that_was_asked_for_again_is_recorded(server, run, path, recorded):
    """A broken answer and the one that mended it are both replayed."""
    server.then(server.Reply("I see\nboats."))
    draft = run(recording(path, recorded), concurrency=1)
    assert len(read(path)["interactions"]) == len(STORY) + 1
    server.close()
    assert run(replaying(path)) == draft


def test_a_compressed_answer_is_recorded_as_it_reads(server, run, path, recorded):
    """Servers compress; a cassette does not."""
    echoed = server.echo

    def compressed(request):
        return server.Reply(raw=gzip.compress(echoed(request).payload()), headers={"content-encoding": "gzip"})

    server.answer = compressed
    draft = run(recording(path, recorded))
    assert len(draft.claims) == len(STORY)
    server.close()
    assert run(replaying(path)) == draft


# ── What stands in the file ───────────────────────────────────────────────────────────────────────


def read(path):
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def test_headers_are_kept_by_allow_list(server, run, path, recorded):
    """No key, no cookie, no date and no name of a server or an organisation is stored; no query either."""
    server.answer = lambda request: server.Reply(
        server.echo(request).content,
        headers={"set-cookie": "session=1", "openai-organization": "acme", "x-request-id": "r-1"},
    )
    run(recording(path, recorded))
    for entry in read(path)["interactions"]:
        for part in (entry["request"], entry["response"]):
            assert {name.lower() for name in part["headers"]} == {"content-type"}
        assert entry["request"]["uri"] == f"{server.url}/chat/completions"
    text = path.read_text(encoding="utf-8").lower()
    for word in (server.endpoint.api_key, "authorization", "bearer", "cookie", "acme", "r-1", "basehttp", "user-agent"):
        assert word not in text


def test_a_query_is_dropped(server, recorded, path):
    """What stands behind a question mark in an address may be a secret."""
    import httpx2

    with recording(path, recorded):
        httpx2.post(f"{server.url}/chat/completions?key=sesame", json={"messages": [{"content": "[1] It rained."}]})
    assert "sesame" not in path.read_text(encoding="utf-8")
    with replaying(path):
        httpx2.post(f"{server.url}/chat/completions?key=other", json={"messages": [{"content": "[1] It rained."}]})
    assert len(server.requests) == 1


def test_a_cassette_reads_well_in_a_diff(tape):
    """Bodies are mappings, texts of several lines are blocks, words are not escaped, repeated messages stand once."""
    path, _ = tape
    text = path.read_text(encoding="utf-8")
    entries = read(path)["interactions"]
    assert all(isinstance(entry[part]["body"], dict) for entry in entries for part in ("request", "response"))
    assert "!!binary" not in text
    assert "content: |" in text
    assert "“The wall is safe,”" in text
    shared = entries[0]["request"]["body"]["messages"][0]["content"].splitlines()[0]
    assert text.count(shared) == 1
    assert len(entries) == len(STORY)


ANY = st.characters(exclude_categories=["Cs"])
ODD = st.sampled_from("a \n\t:#-|>'\"\r\x00\x85\u2028\u2029\ufeff\ufffe😀")
TEXTS = st.text(ANY | ODD, max_size=40)


@given(st.lists(TEXTS, min_size=1, max_size=4), TEXTS | st.floats(allow_nan=False) | st.integers() | st.none())
@settings(deadline=None, max_examples=60)
def test_any_text_comes_back_as_it_was(contents, answer):
    """Whatever stands in an article or an answer, the file holds it unchanged."""
    request = {"messages": [{"role": "user", "content": content} for content in contents]}
    response = {"choices": [{"message": {"content": answer}}]}
    stored = {
        "interactions": [
            {"request": {"body": json.dumps(request)}, "response": {"body": {"string": json.dumps(response)}}}
        ]
    }
    (entry,) = cassettes._Readable.deserialize(cassettes._Readable.serialize(stored))["interactions"]
    assert json.loads(entry["request"]["body"]) == request
    assert json.loads(entry["response"]["body"]["string"]) == response


@given(st.lists(st.floats(allow_nan=False) | st.integers(), max_size=40))
@settings(deadline=None, max_examples=60)
def test_any_vector_comes_back_as_it_was(vector):
    """Nothing in an answer to a request for embeddings is rounded."""
    request = {"model": "acme-embed", "input": ["It rained.", "It hailed."], "encoding_format": "float"}
    response = {"data": [{"index": 0, "embedding": vector}, {"index": 1, "embedding": vector}]}
    stored = {
        "interactions": [
            {"request": {"body": json.dumps(request)}, "response": {"body": {"string": json.dumps(response)}}}
        ]
    }
    (entry,) = cassettes._Readable.deserialize(cassettes._Readable.serialize(stored))["interactions"]
    assert json.loads(entry["request"]["body"]) == request
    assert entry["response"]["body"]["string"] == json.dumps(response)


def test_a_vector_is_not_a_line_a_number(server, recorded, path):
    """Vectors are long: they stand in the file as many numbers a line, and lines stay short."""
    import httpx2

    vectors = {"data": [{"index": 0, "embedding": [number / 7 for number in range(100)]}]}
    server.then(server.Reply(body=vectors))
    with recording(path, recorded.model_copy(update={"embeddings": "acme-embed"})):
        httpx2.post(f"{server.url}/embeddings", json={"input": ["It rained."]})
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) < 50
    assert max(map(len, lines)) < 150
    assert describe(path).embeddings == "acme-embed"
    with replaying(path):
        answer = httpx2.post(f"{server.url}/embeddings", json={"input": ["It rained."]})
    assert answer.json() == vectors
    assert len(server.requests) == 1


def test_a_cassette_is_utf_8_on_every_machine(server, tmp_path):
    """A machine whose own encoding knows no curly quotes records and replays them all the same."""
    path = tmp_path / "tape.yaml"
    code = (
        "import sys, httpx2\n"
        "from pathlib import Path\n"
        "from summarizer.extraction.cassettes import Recorded, recording, replaying\n"
        "path, url = Path(sys.argv[1]), sys.argv[2]\n"
        "body = {'messages': [{'content': '[1] \\u201cRain\\u201d \\u2013 all day.'}]}\n"
        "for tape in (recording(path, Recorded(model='a/b', base_url=url, window=1)), replaying(path)):\n"
        "    with tape:\n"
        "        httpx2.post(url, json=body)\n"
    )
    ascii_only = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    environ = os.environ | ascii_only | {"PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run([sys.executable, "-c", code, str(path), server.url], check=True, env=environ)
    assert "“Rain” – all day." in path.read_text(encoding="utf-8")
    assert len(server.requests) == 1


# ── The file itself ───────────────────────────────────────────────────────────────────────────────


def test_a_run_that_fails_leaves_no_file(server, path, recorded, run):
    """A cassette appears whole, or not at all; an older one stays."""
    path.write_text("an older one", encoding="utf-8")
    server.answer = lambda _: server.Reply(status=401)
    with pytest.raises(AuthenticationError):
        run(recording(path, recorded))
    assert path.read_text(encoding="utf-8") == "an older one"
    assert list(path.parent.iterdir()) == [path]


def test_a_recording_replaces_an_older_one_whole(path, recorded, run, tape):
    """What was recorded before, and is not asked any more, is gone."""
    run(recording(path, recorded), sentences=STORY[:2])
    assert len(read(path)["interactions"]) == 2
    assert list(path.parent.iterdir()) == [path]


def test_where_nothing_can_be_written_nothing_is_asked(server, run, tmp_path, recorded):
    """A folder that cannot be made, or a folder of the file's name, is an error before the first request."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    for path in (tmp_path / "file" / "tape.yaml", tmp_path / "folder", tmp_path / ("x" * 300)):
        with pytest.raises(OutputError, match="cannot be written"):
            run(recording(path, recorded))
    assert server.requests == []


def test_a_cassette_that_is_missing_is_named(tmp_path):
    """The message says which file, and why."""
    for path, why in ((tmp_path / "gone.yaml", "No such file"), (tmp_path, "Is a directory")):
        with pytest.raises(UsageError, match=why), replaying(path):
            pass


PLAIN = (
    "interactions:\n- request: {body: '', headers: {}, method: GET, uri: http://a.test}\n  response: {}\nversion: 1\n"
)
OURS = "metadata: {summarizer: {model: openai/a, base_url: 'http://127.0.0.1:1/v1', window: 4}}\n"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"just words",
        b"- a\n- b",
        b"{",
        b"a: !!python/object:os.system {}",
        b"when: 2024-99-99",
        b"\xff\xfe\x00",
        b"metadata:\n",
        b"metadata: {summarizer: {model: openai/a}}",
        b"metadata: {summarizer: {model: openai/a, base_url: b, window: many}}",
        PLAIN.encode(),
        OURS.encode(),
        OURS.encode() + b"interactions: 7",
        OURS.encode() + b"interactions: [7]",
        OURS.encode() + b"interactions: [{request: {body: 2024-01-01}}]",
        OURS.encode() + PLAIN.encode(),
    ],
)
def test_a_file_that_is_no_cassette_of_ours_is_refused(tmp_path, content):
    """Not YAML, YAML of another shape, or another program's cassette: one sentence, and no stack trace."""
    path = tmp_path / "tape.yaml"
    path.write_bytes(content)
    with (
        pytest.raises(UsageError, match=r"'.*tape\.yaml' is not a cassette of this program.*--record"),
        replaying(path),
    ):
        pass
