"""What a line that is no part of the story looks like."""

from __future__ import annotations

import pytest

from summarizer.models import Aside
from summarizer.reading.asides import dateline_end, headline, marked, origin


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("Read the original article on The Vell Times.", "The Vell Times"),
        ("This article originally appeared on VELL TODAY: Storm hits the coast", "VELL TODAY"),
        ("This story was first published in The Harbour on 5 May 2024 and is used with permission.", "The Harbour"),
        ("Originally published by Moor News", "Moor News"),
        ("The post Storm hits Vell appeared first on Vell News & Sport.", "Vell News & Sport"),
        ("Republished from The Quay under a free licence.", "The Quay"),
        ("This piece was originally published on vellnews.example.", "vellnews.example"),
        ("First published by U.S. Boats and Harbours", "U.S. Boats and Harbours"),
        ("Originally published on St. Vell Post-Dispatch.", "St. Vell Post-Dispatch"),
    ],
)
def test_a_repost_line_names_its_outlet(line, outlet):
    """Whatever the wording, the outlet is found and nothing after it."""
    assert marked(line) == "repost"
    assert origin(line, [Aside(kind="repost", start=0, end=len(line))]) == outlet


def test_other_asides_name_no_origin():
    """A sign-off is no repost."""
    assert origin("bur/db", [Aside(kind="sign_off", start=0, end=6)]) is None


@pytest.mark.parametrize(
    "line",
    [
        "bur/db",
        "str-abc/def/xy",
        "(Reporting by Ada Moor in Vell; editing by Bo Falk)",
        "Reporting by Ada Moor and Bo Falk; Editing by C. D.",
        "© 2024 Vell News",
        "Copyright 2024 Vell News. All rights reserved. This may not be rewritten.",
        "All rights reserved.",
        "ENDS",
        "- ENDS -",
        "-30-",
        "(Photo: Ada Moor)",
        "(VN Photo/Ada Moor, File)",
        "Photo credit: Ada Moor",
    ],
)
def test_sign_offs_are_known(line):
    """Agency initials, credits, copyright and the end mark."""
    assert marked(line) == "sign_off"


@pytest.mark.parametrize(
    "line",
    [
        "– ‘Explosive’ –",
        "## What now",
        "ADVERTISEMENT",
        "Related: Storm hits Vell.",
        "Sign up for our newsletter here.",
        "Follow us on X for more.",
        "Follow the Vell Times on Facebook.",
        "Click here to read more.",
        "Get the latest news in your inbox.",
        "![A boat](boat.png)",
        "[All our stories](https://vell.example/all)",
        "https://vell.example/a",
    ],
)
def test_headings_and_furniture_are_known(line):
    """Marks of a heading, and what a page says of itself, full stop or not."""
    assert marked(line) == "heading"


@pytest.mark.parametrize(
    "line",
    [
        "This report was first published in 1998 and caused an outcry.",
        "The report was first published by the harbour board, which said nine boats had sunk.",
        "Originally published in May 2020",
        "Reporting by The Vell Times found that he lied.",
        "Copyright law is old.",
        "30",
        "(Photographs show him leaving.)",
        "Watch the storm as it hits the coast.",
        "Related cases were found in Vell.",
        "#Vell",
        "He wrote it down. " * 20 + "© 2024",
    ],
)
def test_sentences_are_not_mistaken_for_asides(line):
    """Sentences that begin like one, or are too long to be one, tell something."""
    assert marked(line) is None


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# Nine boats lost #\n\nThe storm came.", "Nine boats lost"),
        ("Nine boats sink off Vell\n\nThe storm came.", "Nine boats sink off Vell"),
        (
            "\nNine boats sink off Vell\nThe storm came on Monday, and no one on the quay had seen it.",
            "Nine boats sink off Vell",
        ),
    ],
)
def test_a_headline_is_found(text, title):
    """A Markdown heading, or a short first line that stands apart."""
    assert headline(text) == title


@pytest.mark.parametrize(
    "text",
    [
        "Nine boats sank off Vell.\n\nThe storm came.",
        "Nine boats sink off Vell",
        "Nine boats sink off Vell\nThe storm came on Monday.",
        "- Nine boats sink off Vell\n\nThe storm came.",
        "Boats lost\n\nThe storm came.",
        "By Ada Moor of Vell\n\nThe storm came.",
        "Updated: Dec 13, 2016 - 5 PM\n\nThe storm came.",
        "A boat near the quay (VN Photo)\n\nThe storm came.",
        "Read the original on Vell News\n\nThe storm came.",
        "nine boats sink off Vell\n\nThe storm came.",
        "Boats " * 30 + "\n\nThe storm came.",
        "",
    ],
)
def test_what_may_be_no_headline_is_none(text):
    """Sentences, items, bylines, dates and captions stay what they are."""
    assert headline(text) == ""


@pytest.mark.parametrize(
    ("dateline", "rest"),
    [
        ("VELLMOUTH — ", "A storm hit the coast."),
        ("VELLMOUTH, Nov. 1 (Reuters) - ", "Rain fell."),
        ("EAST VELL, N.Y. (XPA) -- ", "“We ran,” she said."),
        ("ST. ODILE – ", "Two people drowned."),
        ("Vell (XPA) – ", "The quay was shut."),
        ("(XPA) — ", "The quay was shut."),
        ("", "XPA - a news agency - said so."),
        ("", "U.S. - Vell talks went on."),
        ("", "Mr. Quill (Labour) - The member for Vell - left."),
        ("", "Vell – The quay was shut."),
        ("", "The VELLMOUTH — A ship."),
    ],
)
def test_a_dateline_ends_before_the_first_words(dateline, rest):
    """A place in capitals or an agency in brackets before a dash is no part of the sentence; names are."""
    text = dateline + rest
    assert dateline_end(text, 0, len(text)) == len(dateline)
