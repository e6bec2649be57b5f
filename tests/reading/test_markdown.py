"""The article in a Markdown file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.reading import markdown
from summarizer.reading.files import read

PIECES = st.sampled_from(
    "--- title: # ## - * 1. ** _ ~~ ` ``` > | \\ & &amp; < <br> <b> [a](b) ![c](d) Vell Storms sank. \n \n\n".split(" ")
)
PAGE = """---
title: Boats sink off Vell
date: 2024-10-24
publisher: The Vell Times
author: Ines Falk
---
# A heading that nobody reads as the title

The **storm** sank [nine boats](https://vell.example/boats "all") off
Vell, said *the* `harbour` master &amp; ~~his~~ her crew.

![a boat](boat.png)

[![a boat](boat.png)](https://vell.example)

## What is it that the people who live in Vell have been told so far?

- All crews are safe
- One boat, the <b>Tern</b>, is lost.

  It was old.

> “We were lucky,” she said.<br>Then she left.

| boats | crews |
| --- | --- |
| 9 | 30 |

```
code = 1
```

    more code

<div>Subscribe!</div>
<!-- a note -->
"""


def test_what_a_reader_sees_is_the_text():
    """Paragraphs, list items and headings without marks, addresses, images, code, tables and HTML."""
    assert markdown.extract(PAGE, "boats.md").text.split("\n\n") == [
        "A heading that nobody reads as the title",
        "The storm sank nine boats off Vell, said the harbour master & his her crew.",
        "What is it that the people who live in Vell have been told so far?",
        "- All crews are safe",
        "- One boat, the Tern, is lost.",
        "It was old.",
        "“We were lucky,” she said.\nThen she left.",
    ]


def test_the_front_matter_says_what_the_article_is():
    """Title, date and publisher; the author is nobody's publisher."""
    article = markdown.extract(PAGE, "boats.md")
    assert (article.name, article.title) == ("boats.md", "Boats sink off Vell")
    assert (article.publisher, article.published) == ("The Vell Times", "2024-10-24")


def test_headings_are_asides_and_list_items_are_sentences():
    """A heading is one however long and whatever its last mark; a short list item is none."""
    article = markdown.extract(PAGE, "boats.md")
    asides = [(aside.kind, article.text[aside.start : aside.end]) for aside in article.asides]
    assert asides == [
        ("heading", "A heading that nobody reads as the title"),
        ("heading", "What is it that the people who live in Vell have been told so far?"),
    ]
    assert [article.sentence(number) for number in (2, 3)] == ["All crews are safe", "One boat, the Tern, is lost."]


@pytest.mark.parametrize(
    ("source", "title"),
    [
        ("## Weather\n\n# Boats *sink*\n\nThe storm sank nine boats.", "Boats sink"),
        ("# Boats<br>sink\n\nThe storm sank nine boats.", "Boats sink"),
        ("Boats sink\n==========\n\nThe storm sank nine boats.", "Boats sink"),
        ("Nine boats sink off Vell\n\nThe storm sank nine boats.", "Nine boats sink off Vell"),
        ("---\ntitle: Storm: boats sink\n---\n# Boats sink\n\nThe storm sank nine boats.", "Boats sink"),
        ("---\ntitle:\n  - Storm\n---\n# Boats sink\n\nThe storm sank nine boats.", "Boats sink"),
        ("---\nTitle: 2024\n...\n\nThe storm sank nine boats.", "2024"),
        ("---\ntitle: " + "[" * 10_000 + "\n---\nThe storm sank nine boats.", ""),
        ("The storm sank nine boats.", ""),
    ],
    ids=["level 1", "two lines", "underlined", "headline", "broken", "list", "number", "deep", "none"],
)
def test_the_title_is_the_front_matter_s_or_the_first_heading_s(source, title):
    """Front matter that says nothing usable is left out of the text all the same."""
    article = markdown.extract(source, "a.md")
    assert article.title == title
    assert article.text.endswith("The storm sank nine boats.")
    assert "title:" not in article.text


@pytest.mark.parametrize(
    ("fields", "published"),
    [
        ("published: 2024-10-24T05:00:00Z\ndate: 2024-10-23", "2024-10-24T05:00:00+00:00"),
        ("published: soon\ndate: 2024-10-23", "2024-10-23"),
        ("date: 2024-13-45", None),
        ("title: Storm", None),
    ],
)
def test_a_date_that_is_none_is_left_out(fields, published):
    """ISO 8601 in its usual form, or nothing."""
    assert markdown.extract(f"---\n{fields}\n---\nThe storm sank nine boats.", "a.md").published == published


def test_a_line_across_the_page_is_no_front_matter():
    """A rule at the top, and another further down, do not swallow the text between them."""
    assert (
        markdown.extract("---\n\nThe storm sank.\n\n---\n\nIt rained.", "a.md").text == "The storm sank.\n\nIt rained."
    )


@pytest.mark.parametrize("ending", ["md", "markdown", "MD"])
def test_files_with_its_endings_are_read_as_markdown(tmp_path, ending):
    """By either ending, in any case; the article is ready with its language."""
    path = tmp_path / f"a.{ending}"
    path.write_text(PAGE, encoding="utf-8")
    (article,) = read([path])
    assert (article.title, article.language) == ("Boats sink off Vell", "en")
    assert "**" not in article.text


def test_a_file_of_nothing_but_an_image_is_empty(tmp_path):
    """It holds no words, and its record says so."""
    path = tmp_path / "a.md"
    path.write_text("![a boat](boat.png)\n", encoding="utf-8")
    (record,) = read([path])
    assert (record.status, record.reason) == ("empty", "'a.md' holds no words; give the article's text.")


@given(st.text() | st.lists(PIECES).map(" ".join) | st.lists(PIECES).map("\n".join))
def test_any_text_can_be_read(source):
    """Whatever the file holds, each sentence and aside lies within the text."""
    article = markdown.extract(source, "a.md")
    for part in (*article.sentences, *article.asides):
        assert article.text[part.start : part.end].strip()
