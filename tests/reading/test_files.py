"""Sources of every kind, good and bad, and what becomes of each."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summarizer.models import Article, ArticleRecord, Aside, Sentence
from summarizer.reading import files, limits
from summarizer.reading.files import read

SEEDS = Path(__file__).parents[2] / "seeds"
STORM = "The storm sank nine boats off Vell on Monday.\nThe crews were found by the coast guard.\n"
PAGE = "<html><head><title>Rain</title></head><body><article>" + "".join(
    f"<p>The rain in Vell went on for day number {day}, said the people who live there.</p>" for day in range(4)
)


def only(sources, **options):
    """The one entry that reading gives."""
    (entry,) = read(sources, **options)
    return entry


def refused(sources, status="failed", **options):
    """The reason why the one entry is not an article."""
    entry = only(sources, **options)
    assert isinstance(entry, ArticleRecord)
    assert entry.status == status
    assert entry.text == ""
    assert entry.id == "1"
    return entry.reason


# ── What is read ──────────────────────────────────────────────────────────────────────────────────


def test_the_seeds_are_read_ready():
    """Ids by place, names below the folder, text to the letter, sentences, asides, language and origin."""
    first, second = read([SEEDS])
    assert (first.id, first.name, first.language, first.origin) == (
        "1",
        "000_475e599eac001d78.txt",
        "en",
        "Business Insider",
    )
    assert (second.id, second.name, second.language, second.origin) == ("2", "004_9fa544c1ce484911.txt", "en", None)
    assert (first.title, second.title) == ("", "")
    assert second.text == (SEEDS / second.name).read_text(encoding="utf-8")
    assert (len(first.sentences), len(second.sentences)) == (22, 29)
    assert (len(first.asides), len(second.asides)) == (1, 4)


def test_a_file_keeps_its_text_and_only_its_base_name(tmp_path):
    """No path of the machine gets into the article."""
    path = tmp_path / "storm.TXT"
    path.write_bytes(STORM.replace("\n", "\r\n").encode())
    article = only([str(path)])
    assert isinstance(article, Article)
    assert (article.text, article.name, article.sentence(2)) == (STORM, "storm.TXT", STORM.splitlines()[1])


@pytest.mark.parametrize(
    ("name", "first", "title"),
    [
        ("a.md", "# Nine boats lost", "Nine boats lost"),
        ("a.txt", "Storm sinks nine boats off Vell", None),
        ("a.txt", "- It came.", ""),
    ],
)
def test_a_headline_becomes_the_title_and_no_sentence(tmp_path, name, first, title):
    """It stays in the text as a heading; a text without one has no title."""
    (tmp_path / name).write_text(f"{first}\n\n{STORM}")
    article = only([tmp_path / name])
    assert article.title == (first if title is None else title)
    assert [aside.kind for aside in article.asides] == (["heading"] if article.title else [])


def test_a_page_is_read_as_its_article(tmp_path):
    """The text is the extracted one, the title the page's, and an old encoding that it names is honoured."""
    (tmp_path / "a.htm").write_bytes(
        PAGE.replace("<title>Rain", "<meta charset='iso-8859-2'><title>Kůň").encode("iso-8859-2")
    )
    article = only([tmp_path / "a.htm"])
    assert (article.title, article.name, len(article.sentences)) == ("Kůň", "a.htm", 4)


def test_a_folder_is_walked_in_order(tmp_path):
    """Every kind of article below it by path; hidden files, other files and links that lead out are left alone."""
    folder = tmp_path / "in"
    for name in ("b.txt", "a/z.md", ".hidden.txt", ".git/x.txt", "photo.png", "c.markdown"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"The storm of {name} came.")
    (tmp_path / "out.txt").write_text("Outside it was calm.")
    (folder / "link.txt").symlink_to(tmp_path / "out.txt")
    (folder / "up").symlink_to(tmp_path)
    (folder / "same.txt").symlink_to(folder / "b.txt")
    entries = read([folder])
    assert [entry.name for entry in entries] == ["a/z.md", "b.txt", "c.markdown", "same.txt"]
    assert [entry.id for entry in entries] == ["1", "2", "3", "4"]
    assert entries[3].status == "duplicate"


def test_json_objects_are_articles(tmp_path):
    """One or a list; unknown keys and null are fine, and a date is kept only in ISO 8601."""
    one = {"text": STORM, "title": " Storm ", "url": None, "publisher": "Vell News", "published": "20241024", "x": [1]}
    others = [
        {"text": "Rain came to Vell.", "published": "2024-10-24T05:00:00Z", "title": 7},
        {"text": "Snow came to Vell.", "published": "last Monday"},
    ]
    (tmp_path / "a.json").write_text(json.dumps(one))
    (tmp_path / "b.json").write_text(json.dumps(others))
    first, second, third = read([tmp_path])
    assert (first.text, first.title, first.url, first.publisher) == (STORM, "Storm", None, "Vell News")
    assert (first.name, second.name, third.name) == ("a.json", "b.json:1", "b.json:2")
    assert (first.published, second.published, third.published) == ("2024-10-24", "2024-10-24T05:00:00+00:00", None)


def test_a_bad_line_costs_only_itself(tmp_path):
    """Each line of JSONL is an article, named by its number, or a failure with its reason."""
    lines = [
        '{"text": "Rain came to Vell."}',
        "",
        '{"text": 5}',
        "{broken",
        '{"text": "Snow came.\\u2028"}',
        "[" * 100_000,
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    entries = read([tmp_path / "a.jsonl"])
    assert [entry.name for entry in entries] == [f"a.jsonl:{line}" for line in (1, 3, 4, 5, 6)]
    assert [entry.status if isinstance(entry, ArticleRecord) else "ok" for entry in entries] == [
        "ok",
        *["failed"] * 2,
        "ok",
        "failed",
    ]
    assert entries[1].reason == "'a.jsonl:3' is not an article; give an object with a \"text\" that is a string."
    assert entries[2].reason.startswith("'a.jsonl:4' is not JSON (line 1, column 2:")


@pytest.mark.parametrize(
    ("data", "names", "text"),
    [
        (STORM, ["-"], STORM),
        ("[Photo] " + STORM, ["-"], "[Photo] " + STORM),
        ("{Vell} " + STORM, ["-"], "{Vell} " + STORM),
        (json.dumps({"text": STORM}), ["-"], STORM),
        (json.dumps([{"text": STORM}]), ["-:1"], STORM),
        (json.dumps({"text": STORM}) + "\n" + json.dumps({"text": "Rain."}), ["-:1", "-:2"], STORM),
    ],
)
def test_standard_input_is_text_or_json(data, names, text):
    """JSON and JSONL are known by their shape; a bracket alone is text."""
    entries = read(["-"], stdin=io.BytesIO(data.encode()))
    assert [entry.name for entry in entries] == names
    assert entries[0].text == text


def test_standard_input_may_be_a_page():
    """What begins as HTML is read as HTML."""
    article = only(["-"], stdin=io.BytesIO(PAGE.encode()))
    assert (article.title, article.name) == ("Rain", "-")


def test_without_a_stream_the_process_s_own_is_read(monkeypatch):
    """'-' reads sys.stdin, and a process without one has nothing to say."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(STORM.encode())))
    assert only(["-"]).text == STORM
    monkeypatch.setattr("sys.stdin", None)
    assert "'-' is empty" in refused(["-"], "empty")


# ── Articles that a program made ──────────────────────────────────────────────────────────────────


def test_an_article_keeps_what_it_has():
    """Its text is untouched, and only what is missing is filled in."""
    text = " The storm\r\ncame.\nIt went. \n"
    given_one = Article(
        text=text, id="x", origin="Vell News", language="sv", sentences=(Sentence(number=1, start=1, end=10),)
    )
    bare = Article(text="The storm came to Vell on Monday night.\n\nRead the original post on Moor News")
    first, second = read([given_one, bare])
    assert first == given_one
    assert (second.id, second.text, second.origin, second.language) == ("2", bare.text, "Moor News", "en")
    assert second.asides == (Aside(kind="repost", start=41, end=76),)
    assert second.sentence(1) == "The storm came to Vell on Monday night."


def test_ids_are_unique_whatever_was_given():
    """A given id is kept once; numbers go round it."""
    texts = [("", "a"), ("1", "b"), ("1", "c"), ("", "d"), ("3", "e")]
    assert [entry.id for entry in read([Article(id=own, text=text) for own, text in texts])] == [
        "2",
        "1",
        "4",
        "5",
        "3",
    ]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.builds(Article, text=st.text(max_size=30), id=st.sampled_from(["", "", "1", "2", "x"]))))
def test_every_article_is_accounted_for_once(articles):
    """In order, under ids of their own, with their text."""
    entries = read(articles)
    assert [entry.text for entry in entries] == [article.text for article in articles]
    assert len({entry.id for entry in entries}) == len(articles)
    known = {entry.id for entry in entries if isinstance(entry, Article)}
    assert all(entry.duplicate_of in known for entry in entries if getattr(entry, "status", "") == "duplicate")


def test_the_same_text_is_used_once(tmp_path):
    """A file given by itself and in its folder is a duplicate, with its text and what it is a duplicate of."""
    (tmp_path / "a.txt").write_text(STORM)
    first, missing, second, third = read(
        [tmp_path / "a.txt", tmp_path / "no.txt", tmp_path, Article(text=STORM.upper())]
    )
    assert isinstance(first, Article)
    assert (missing.status, second.status, third.status) == ("failed", "duplicate", "duplicate")
    assert (second.duplicate_of, third.duplicate_of) == ("1", "1")
    assert (second.text, third.text) == (STORM, STORM.upper())
    assert second.reason == "'a.txt' has the same text as article 1 (a.txt), which is used."
    assert third.reason == "Article 4 has the same text as article 1 (a.txt), which is used."


# ── What is not read, and why ─────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "data", "status", "reason"),
    [
        ("a.txt", b"", "empty", "'a.txt' is empty; give"),
        ("a.html", b" \n\t ", "empty", "'a.html' is empty; give"),
        ("a.json", b"", "empty", "'a.json' is empty; give"),
        ("a.jsonl", b"\n\n", "empty", "'a.jsonl' is empty; give"),
        ("a.json", b"[]", "empty", "'a.json' is a list without articles; give"),
        ("a.html", b"<html><body><p>Hello.</p></body></html>", "empty", "'a.html' is a page without an article; save"),
        (
            "a.html",
            b"<html><title>404 Not Found</title></html>",
            "empty",
            "'a.html' holds no article: it is an error message.",
        ),
        ("a.json", b"{", "failed", "'a.json' is not JSON (line 1, column 2: Expecting property name"),
        ("a.json", b'{"title": "x"}', "failed", "'a.json' is not an article; give"),
        ("a.json", b"7", "failed", "'a.json' is not an article; give"),
        ("a.json", b"9" * 5_000, "failed", "'a.json' is not JSON (it is too deep or holds too long a number); mend"),
        ("a.pdf", b"%PDF-1.7\n%\xe2\xe3", "failed", "'a.pdf' is not text (it looks like a PDF); give"),
        ("a.txt", b"\x7fELF\x02\x01", "failed", "'a.txt' is not text (it looks like a program); give"),
        ("a.csv", b"a,b", "failed", "'a.csv' does not end in one of .txt .md"),
    ],
)
def test_a_bad_file_says_why(tmp_path, name, data, status, reason):
    """One sentence: what happened, to what, and what to do."""
    (tmp_path / name).write_bytes(data)
    assert refused([tmp_path / name], status).startswith(reason)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("no/such.txt", "There is no file 'such.txt'; check"),
        ("https://vell.example/a", "'https://vell.example/a' is an address, which is not asked for here; save"),
        ("", "'' is not a file; give"),
        ("a\0b.txt", "There is no file 'a\0b.txt'; check"),
        ("x" * 300 + ".txt", f"'{'x' * 300}.txt' cannot be read (File name too long); check"),
        (os.devnull, "'null' is not a file; give"),
    ],
)
def test_what_is_no_file_says_so(source, reason):
    """Missing, an address, a device or no name at all."""
    assert refused([source]).startswith(reason)


def test_a_link_in_a_circle_is_no_file(tmp_path):
    """It fails by itself, in a folder too."""
    (tmp_path / "a.txt").symlink_to(tmp_path / "a.txt")
    assert refused([tmp_path]) == "There is no file 'a.txt'; check its name and folder."


def test_text_without_words_is_empty(tmp_path):
    """Marks alone are no article; the text is kept in the record."""
    (tmp_path / "a.txt").write_text("***\n—\n")
    first, second = read([tmp_path / "a.txt", Article(text="")])
    assert (first.status, first.text, first.reason) == (
        "empty",
        "***\n—\n",
        "'a.txt' holds no words; give the article's text.",
    )
    assert (second.status, second.reason) == ("empty", "An article holds no words; give the article's text.")


def test_a_folder_without_articles_fails(tmp_path):
    """Other files are ignored, but a folder of nothing else says so."""
    (tmp_path / "photo.png").write_bytes(b"\x89PNG")
    assert refused([tmp_path]).startswith(
        f"The folder '{tmp_path.name}' holds no article; articles are files ending in .txt"
    )


def test_what_may_not_be_opened_is_told(tmp_path, monkeypatch):
    """A file or a folder without permission is a failure, and the rest is read."""
    (tmp_path / "in" / "shut").mkdir(parents=True)
    (tmp_path / "in" / "a.txt").write_text(STORM)
    (tmp_path / "b.txt").write_text(STORM)
    scandir, path_open = os.scandir, Path.open

    def no_folder(path):
        if Path(path).name == "shut":
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    def no_file(path, *args, **options):
        if path.name == "b.txt":
            raise PermissionError(13, "Permission denied", str(path))
        return path_open(path, *args, **options)

    monkeypatch.setattr(os, "scandir", no_folder)
    monkeypatch.setattr(Path, "open", no_file)
    read_one, shut, file = read([tmp_path / "in", tmp_path / "b.txt"])
    assert isinstance(read_one, Article)
    assert shut.reason == "The folder 'shut' cannot be opened (Permission denied); check its permissions."
    assert file.reason == "'b.txt' cannot be read (Permission denied); check its name and permissions."


def test_a_file_that_is_too_large_is_not_read(tmp_path, monkeypatch):
    """At the limit it is read, and a byte more is a failure."""
    monkeypatch.setattr(files, "LARGEST", len(STORM))
    (tmp_path / "a.txt").write_text(STORM)
    assert isinstance(only([tmp_path / "a.txt"]), Article)
    (tmp_path / "a.txt").write_text(STORM + "!")
    assert refused([tmp_path / "a.txt"]) == "'a.txt' is larger than 0 MB; split it into smaller files."


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.json"])
def test_an_article_that_is_too_long_is_not_read(tmp_path, monkeypatch, name):
    """At the limit it is; a character more, and one sentence says so, whatever the article came in."""
    monkeypatch.setattr(limits, "LONGEST_TEXT", len(STORM))
    path = tmp_path / name
    for text, fits in ((STORM, True), (STORM + "!", False)):
        path.write_text(json.dumps({"text": text}) if name == "a.json" else text)
        entry = only([path])
        assert isinstance(entry, Article) is fits
    assert (
        entry.reason
        == f"'{name}' is longer than {len(STORM)} characters, more than any article; give its parts as files."
    )
    assert isinstance(only([Article(text=STORM)]), Article)
    assert refused([Article(text=STORM + "!", name="x")]).startswith("'x' is longer than")


def test_an_article_of_too_many_sentences_is_not_read(monkeypatch):
    """Its text is kept in the record, which says how many there are."""
    monkeypatch.setattr(limits, "MOST_SENTENCES", 2)
    assert isinstance(only([Article(text=STORM)]), Article)
    entry = only([Article(text=STORM + "It rained.\n", name="a.txt")])
    assert (entry.status, entry.text) == ("failed", STORM + "It rained.\n")
    assert entry.reason == "'a.txt' has 3 sentences, and at most 2 of one article are read; give its parts as files."


def test_a_run_reads_so_many_articles_and_no_more(tmp_path, monkeypatch):
    """What comes after them is not opened at all, and one record says where reading ended."""
    for name in "abcd":
        (tmp_path / f"{name}.jsonl").write_text("".join(json.dumps({"text": f"Rain {name}{n}."}) + "\n" for n in "12"))
    monkeypatch.setattr(limits, "MOST_ARTICLES", 3)
    *kept, last = read([tmp_path])
    assert [entry.name for entry in kept] == ["a.jsonl:1", "a.jsonl:2", "b.jsonl:1"]
    assert (last.status, last.id) == ("failed", "4")
    assert last.reason == (
        "A run takes 3 articles and 50 million characters at the most: 'b.jsonl:2' and all after it are not read; give "
        "them to another run."
    )


def test_a_run_reads_so_many_characters_and_no_more(tmp_path, monkeypatch):
    """The articles that fit are read."""
    monkeypatch.setattr(limits, "MOST_CHARACTERS", 25)
    entries = read([Article(text="Rain fell."), Article(text="Snow came."), Article(text="Hail hit.", name="x")])
    assert [isinstance(entry, Article) for entry in entries] == [True, True, False]
    assert "'x' and all after it are not read" in entries[2].reason


@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_json_of_too_many_values_is_not_parsed(tmp_path, monkeypatch, name):
    """Python's objects would take twenty times the file's memory."""
    monkeypatch.setattr(limits, "MOST_VALUES", 4)
    (tmp_path / name).write_text('{"text": "Rain, snow, hail"}')
    assert isinstance(only([tmp_path / name]), Article)
    (tmp_path / name).write_text('{"text": "Rain", "x": [[1, 2]]}')
    assert refused([tmp_path / name]).endswith("holds more than 4 values; split it.")


def test_a_pipe_does_not_block(tmp_path):
    """A named pipe is no file, given by itself or in a folder."""
    os.mkfifo(tmp_path / "a.txt")
    assert refused([tmp_path / "a.txt"]).startswith("'a.txt' is not a file; give")
    assert refused([tmp_path]).startswith("'a.txt' is not a file; give")


def test_bad_standard_input_says_why():
    """Binary data and a closed stream fail as '-'."""
    assert refused(["-"], stdin=io.BytesIO(b"\x89PNG\0")).startswith("'-' is not text (it looks like a PNG image)")
    closed = io.BytesIO()
    closed.close()
    assert refused(["-"], stdin=closed).startswith("Standard input cannot be read (I/O operation on closed file")


@settings(deadline=None)
@given(st.sampled_from([".txt", ".html", ".json", ".jsonl", ".md"]), st.binary(max_size=300))
def test_no_bytes_raise(tmp_path_factory, ending, data):
    """Whatever a file holds, there is an entry for it."""
    path = tmp_path_factory.getbasetemp() / f"any{ending}"
    path.write_bytes(data)
    assert read([path])
