"""The pages benchmark: that its pages are what they say, how it counts, and its figures on a small folder."""

from __future__ import annotations

import json
from html import escape

from benchmarks.page_layouts import AROUND, LAYOUTS, Page, pages
from benchmarks.pages import Pieces, alone, boilerplate, f1, given
from summarizer.extraction.extractive import extract
from summarizer.grounding.summary import ground
from summarizer.models import Article
from summarizer.reading import files
from summarizer.reading.html import charset

PAGE = Page("a", b"", ("The storm sank nine boats.", "Forty people were saved."), ("Boats sink",))


def test_every_page_is_of_another_kind():
    """Each layout once, and others in seven languages and four legacy encodings; all hold their whole article."""
    made = pages()
    assert len(made) > len(LAYOUTS) >= 30
    assert len({page.name for page in made}) == len(made)
    for page in made:
        text = page.body.decode(charset(page.body) or "utf-8")
        assert all(escape(part) in text for part in page.main), page.name


def test_titles_and_captions_count_neither_way():
    """Words that are missing or too many do."""
    assert f1(PAGE, "Boats sink\nThe storm sank nine boats.\nForty people were saved.") == 1.0
    assert f1(PAGE, "The storm sank nine boats.") == 2 * 5 / (5 + 9)
    assert f1(PAGE, "The storm sank nine boats.\nForty people were saved.\nRead more") == 2 * 9 / (11 + 9)
    assert f1(PAGE, "") == 0.0


def test_a_claim_from_outside_the_article_is_boilerplate():
    """Told by its evidence."""
    text = (
        "The storm sank nine boats off Vell, the harbour master said. The mayor of Ostby resigned on Monday, she said."
    )
    page = Page("a", b"", (text.split(". The", maxsplit=1)[0] + ".",), ())
    [article] = files.read([Article(text=text)])
    assert list(boilerplate(page, ground(article, extract(article)).claims)) == [
        "The mayor of Ostby resigned on Monday, she said."
    ]


def test_pieces_are_counted():
    """Those found, those missed, and those that must not be found."""
    counted = Pieces()
    counted.add({"file": "a", "with": ["nine  boats", "the crew"], "without": ["Imprint", "Menu"]}, "nine boats\nMenu")
    counted.add({"file": "b", "with": ["forty"], "without": ["Home"]}, "")
    assert (counted.found, counted.wrong, counted.missed, counted.without) == (1, 1, 2, ["b"])
    assert counted.figures() == {"precision": 0.5, "recall": 1 / 3, "f1": 0.4}


def test_a_folder_of_pages_is_measured(tmp_path, capsys):
    """As we read them, and as trafilatura alone does."""
    page = next(page for page in pages() if page.name == "read more lines")
    (tmp_path / "eval").mkdir()
    (tmp_path / "eval" / "a.html").write_bytes(page.body)
    item = {"file": "a.html", "with": [page.main[0]], "without": ["Mayor of Ostby says"]}
    (tmp_path / "evaldata.json").write_text(json.dumps({"https://vell.example/": item}))
    figures = given(tmp_path, verbose=True)
    assert (figures["given"], figures["given_f1"], figures["given_nothing"]) == (1, 1.0, 0)
    assert figures["given_alone_precision"] == 0.5
    assert "given_alone" in capsys.readouterr().out
    assert AROUND["comments"].count("Rolf72") == 1
    assert page.main[0] in alone(page.body)
