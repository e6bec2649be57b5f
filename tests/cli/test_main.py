"""The command in this process: options, exit codes, streams and files."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from summarizer.cli import SUBCOMMANDS, main
from summarizer.models import Briefing

STORY = (
    "Mayor Ines Falk said on Monday that 40 people were hurt in the flood at Korrdam.\n\n"
    "“We will rebuild the bridge,” she told reporters.\n\n"
    "Engineer Tom Reyes denied that the wall had cracked. The cause may never be known, he added.\n"
)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A working folder with one article, away from any settings file."""
    (tmp_path / "flood.txt").write_text(STORY, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(capfdbinary):
    """Run the command with words; return its exit code, standard output and standard error."""

    def run(*words: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as stop:
            main(words)
        out, err = capfdbinary.readouterr()
        return stop.value.code, out.decode(), err.decode()

    return run


def test_a_file_is_briefed_on_standard_output(run, folder):
    """One file in, one Markdown briefing out; nothing but the engine's notice on standard error."""
    code, out, err = run("flood.txt", "--date", "2024-11-01")
    assert code == 0
    assert out.startswith("# Briefing for 1 November 2024\n")
    assert "Ines Falk" in out
    assert "40" in out
    assert err.count("\n") == 1
    assert "extractive" in err


def test_quiet_leaves_standard_error_empty(run, folder):
    """--quiet says nothing where nothing is wrong."""
    assert run("flood.txt", "--quiet")[2] == ""


def test_a_chosen_engine_needs_no_notice(run, folder):
    """Who chose the extractive engine is not told of it."""
    assert run("flood.txt", "--model", "extractive")[2] == ""


@pytest.mark.parametrize("form", ["markdown", "text", "json"])
def test_every_format_gives_the_same_bytes_twice(run, folder, form):
    """The same input, engine and date give the same bytes."""
    first, second = (run("flood.txt", "--format", form, "--date", "2024-11-01", "-q") for _ in range(2))
    assert first == second
    assert len(first[1]) > 100


def test_json_is_a_briefing(run, folder):
    """--format json fits the model and its schema version."""
    briefing = Briefing.model_validate_json(run("flood.txt", "--format", "json", "-q")[1])
    assert briefing.schema_version == 1
    assert briefing.articles[0].name == "flood.txt"
    assert briefing.articles[0].text == STORY


def test_output_replaces_a_file_whole_and_keeps_its_mode(run, folder):
    """--output writes the file and leaves nothing beside it."""
    target = folder / "briefing.md"
    target.write_text("yesterday", encoding="utf-8")
    target.chmod(0o640)
    code, out, _ = run("flood.txt", "--output", "briefing.md", "-q")
    assert (code, out) == (0, "")
    assert target.read_text(encoding="utf-8").startswith("# Briefing for")
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert sorted(path.name for path in folder.iterdir()) == ["briefing.md", "flood.txt"]


def test_a_new_output_file_gets_the_usual_mode(run, folder):
    """A file that was not there is readable as files made by other programs are."""
    run("flood.txt", "--output", "new.md", "-q")
    other = folder / "other"
    other.touch()
    assert (folder / "new.md").stat().st_mode == other.stat().st_mode


@pytest.mark.parametrize(
    ("words", "code", "part"),
    [
        ((), 2, "SOURCE"),
        (("missing.txt",), 4, "missing.txt"),
        (("empty.txt",), 4, "empty.txt"),
        (("binary.txt",), 4, "binary.txt"),
        (("shape.json",), 4, "shape.json"),
        (("nothing",), 4, "nothing"),
        (("page.html",), 4, "page.html"),
        (("flood.txt", "--format", "pdf"), 2, "pdf"),
        (("flood.txt", "--date", "yesterday"), 2, "yesterday"),
        (("flood.txt", "--model", "gpt"), 2, "'gpt'"),
        (("flood.txt", "--model", "nobody/gpt"), 2, "nobody"),
        (("flood.txt", "--model", "openai/gpt"), 2, "OPENAI_API_KEY"),
        (("flood.txt", "--window", "0"), 2, "out of range"),
        (("flood.txt", "--length", "epic"), 2, "'medium'"),
        (("flood.txt", "--tone", ""), 2, "one line"),
        (("flood.txt", "--language", "English"), 2, "ISO 639-1"),
        (("flood.txt", "--embeddings", "acme-embed", "--model", "extractive"), 2, "name a model with --model"),
        (("flood.txt", "--embeddings", "acme-embed"), 2, "leave --embeddings out"),
        (("flood.txt", "--embeddings", "two models"), 2, "embedding model's name"),
        (
            ("flood.txt", "--record", "none/tape.yaml", "--model", "openai/x", "--base-url", "http://[::1]:9/v1"),
            2,
            "none",
        ),
        (("flood.txt", "--output", "none/out.md"), 2, "none"),
        (("flood.txt", "--output", "nothing"), 2, "folder"),
        (("flood.txt", "--replay", "none.yaml"), 2, "none.yaml"),
        (("flood.txt", "--replay", "flood.txt"), 2, "not a cassette"),
        (("flood.txt", "--record", "a.yaml"), 2, "record"),
        (("flood.txt", "--record", "a.yaml", "--replay", "b.yaml"), 2, "not both"),
        (("flood.txt", "--config", "none.toml"), 2, "none.toml"),
        (("flood.txt", "--model", "openai/x", "--base-url", "http://127.0.0.1:9/v1"), 5, "127.0.0.1:9"),
    ],
)
def test_what_cannot_be_done_is_one_clear_sentence(run, folder, monkeypatch, words, code, part):
    """Bad input ends with the contract's code and one line that names it; no stack trace, no output, no file."""
    monkeypatch.setattr("summarizer.extraction.transport._back_off", lambda _: 0.0)
    (folder / "empty.txt").write_bytes(b" \n")
    (folder / "binary.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    (folder / "shape.json").write_text('{"headline": "no text"}', encoding="utf-8")
    (folder / "page.html").write_text("<html><body><nav>Home</nav></body></html>", encoding="utf-8")
    (folder / "nothing").mkdir()
    before = sorted(path.name for path in folder.rglob("*"))
    got, out, err = run(*words)
    said = [line for line in err.splitlines() if "No model is configured" not in line]
    assert got == code, err
    assert out == ""
    assert len(said) == 1
    assert part in said[0]
    assert "Traceback" not in err
    assert sorted(path.name for path in folder.rglob("*")) == before


def test_readable_sources_are_briefed_and_the_others_listed(run, folder):
    """One missing source costs only itself: the briefing is written, and the exit code is 3."""
    code, out, err = run("flood.txt", "missing.txt", "--format", "json", "-q")
    briefing = Briefing.model_validate_json(out)
    assert code == 3
    assert [article.status for article in briefing.articles] == ["ok", "failed"]
    assert "missing.txt" in err
    assert briefing.stories


def test_a_duplicate_is_no_failure(run, folder):
    """The same file twice is briefed once, and that is a complete briefing."""
    code, out, _ = run("flood.txt", "flood.txt", "--format", "json", "-q")
    assert code == 0
    assert [article["status"] for article in json.loads(out)["articles"]] == ["ok", "duplicate"]


def test_standard_input_is_a_source(run, folder, monkeypatch):
    """'-' reads an article from standard input."""
    with (folder / "flood.txt").open(encoding="utf-8") as file:
        monkeypatch.setattr("sys.stdin", file)
        code, out, _ = run("-", "-q")
    assert code == 0
    assert "Ines Falk" in out


def test_a_model_is_asked_recorded_and_replayed(run, folder, server):
    """--record keeps a run's answers; --replay gives the same briefing without the server."""
    address = ("--model", "openai/scripted", "--base-url", server.url)
    said = ("--format", "json", "--date", "2024-11-01", "-q")
    code, recorded, err = run("flood.txt", *address, "--record", "tape.yaml", *said)
    assert (code, err) == (0, "")
    asked = len(server.requests)
    server.close()
    code, replayed, err = run("flood.txt", "--replay", "tape.yaml", *said)
    assert (code, err) == (0, "")
    assert replayed == recorded
    assert len(server.requests) == asked > 0


def test_stories_are_told_apart_unless_they_are_said_to_be_one(run, folder):
    """--one-story makes one story of two events; the settings file can say so as well."""
    (folder / "flour.txt").write_text("Bakers in Tarn ran out of flour. Odile Marr said so.", encoding="utf-8")
    both = ("flood.txt", "flour.txt", "--format", "json", "-q")
    assert len(json.loads(run(*both)[1])["stories"]) == 2
    assert len(json.loads(run(*both, "--one-story")[1])["stories"]) == 1
    (folder / "summarizer.toml").write_text("one_story = true", encoding="utf-8")
    assert len(json.loads(run(*both)[1])["stories"]) == 1


def test_length_bounds_the_lines_above(run, folder):
    """--length short prints fewer lines than long."""
    counts = [
        sum(len(part) for part in (told["lead"], told["stories"][0]["summary"]))
        for length in ("short", "long")
        for told in [json.loads(run("flood.txt", "--length", length, "--format", "json", "-q")[1])]
    ]
    assert 0 < counts[0] <= counts[1]


def test_the_help_says_what_is_written_how(run):
    """--help names the settings of prose, and that no line is printed which the articles cannot prove."""
    out = " ".join(run("--help")[1].split())
    assert all(option in out for option in ("--one-story", "--length", "--tone", "--language"))
    assert "cannot prove" in out


def test_a_cassette_that_lacks_the_request_ends_the_run(run, folder, server):
    """A changed article is a miss: one sentence, exit 5, and no fallback that would hide it."""
    run("flood.txt", "--model", "openai/scripted", "--base-url", server.url, "--record", "tape.yaml", "-q")
    (folder / "flood.txt").write_text(STORY.replace("40", "50"), encoding="utf-8")
    code, out, err = run("flood.txt", "--replay", "tape.yaml", "-q")
    assert (code, out) == (5, "")
    assert "tape.yaml" in err
    assert err.count("\n") == 1


def test_a_wrong_key_ends_the_run(run, folder, server, monkeypatch):
    """401 is one sentence that names the provider, exit 5, one request."""
    monkeypatch.setenv("OPENAI_API_KEY", "not-the-right-one")
    server.answer = lambda _: server.Reply(status=401)
    code, _, err = run("flood.txt", "--model", "openai/x", "--base-url", server.url, "-q")
    assert code == 5
    assert "401" in err
    assert "not-the-right-one" not in err


def test_a_limit_before_the_first_answer_is_partial_too(run, folder, server):
    """A limit that lets nothing through gives a briefing that says so, not an error of the model."""
    words = ("--model", "openai/x", "--base-url", server.url, "--max-tokens", "1")
    code, out, err = run("flood.txt", *words, "--format", "json", "-q")
    assert (code, server.requests) == (3, [])
    assert json.loads(out)["articles"][0]["status"] == "failed"
    assert "limit of 1 tokens" in err


def test_an_empty_briefing_says_so(run, folder):
    """An article in which nothing can be proven does not pass for a complete briefing."""
    (folder / "fire.txt").write_text("Fire", encoding="utf-8")
    code, out, err = run("fire.txt", "-q")
    assert code == 3
    assert "No story" in out
    assert "the briefing is empty" in err


def test_an_output_that_is_full_is_one_sentence(run, folder, monkeypatch):
    """A full disk behind standard output is not taken for an error of the program."""
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        monkeypatch.setattr("sys.stdout", full)
        code, _, err = run("flood.txt", "-q")
        monkeypatch.undo()
        full.buffer.raw.close()
    assert code == 2
    assert "Standard output cannot be written" in err


def test_a_limit_makes_the_briefing_partial(run, folder, server):
    """--max-requests keeps what is done and lists what is not."""
    words = ("--model", "openai/x", "--base-url", server.url, "--window", "1", "--max-requests", "2")
    code, out, err = run("flood.txt", *words, "--format", "json", "-q")
    assert code == 3
    assert len(server.requests) == 2
    article = json.loads(out)["articles"][0]
    assert article["status"] == "partial"
    assert article["windows"]["done"] == 2
    assert "limit of 2 requests" in article["reason"]
    assert "limit of 2 requests" in err


def test_verbose_logs_and_keeps_the_output_clean(run, folder):
    """--verbose writes to standard error only, a stack trace included where the run fails."""
    code, out, err = run("missing.txt", "--verbose")
    assert (code, out) == (4, "")
    assert "DEBUG" in err


def test_an_error_of_ours_is_reported_and_not_shown_as_a_trace(run, folder, monkeypatch):
    """A bug inside ends in one sentence too."""
    monkeypatch.setattr("summarizer.pipeline.files.read", lambda _: 1 / 0)
    code, out, err = run("flood.txt", "-q")
    assert (code, out) == (2, "")
    assert "ZeroDivisionError" in err
    assert "Traceback" not in err


def test_every_sub_command_is_in_the_help(run):
    """--help names each sub-command with its purpose, and costs no import of the models."""
    code, out, _ = run("--help")
    assert code == 0
    for name, purpose in SUBCOMMANDS.items():
        assert f"{name}  {purpose}" in out


def test_schema_prints_the_schema_that_briefings_fit(run, folder):
    """`summarize schema` prints a JSON Schema; its properties are those of a briefing's JSON."""
    schema = json.loads(run("schema")[1])
    briefing = json.loads(run("flood.txt", "--format", "json", "-q")[1])
    assert set(schema["properties"]) == set(briefing)
    assert set(schema["$defs"]["Engine"]["properties"]) == set(briefing["engine"])


def test_a_file_named_like_a_sub_command_is_given_with_its_folder(run, folder):
    """./schema is a file."""
    Path("schema").mkdir()
    (folder / "schema" / "a.txt").write_text(STORY, encoding="utf-8")
    assert run("./schema", "-q")[0] == 0


def test_the_version_is_printed(run):
    """--version prints the program's name and version."""
    code, out, _ = run("--version")
    assert code == 0
    assert out.startswith("summarize 0.")
