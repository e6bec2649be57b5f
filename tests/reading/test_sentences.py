"""Where sentences begin and end, and what is set aside."""

from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.reading.asides import origin
from summarizer.reading.sentences import split

SEEDS = Path(__file__).parents[2] / "seeds"


def sentences(text: str, title: str = "") -> list[str]:
    return [text[found.start : found.end] for found in split(text, title=title)[0]]


def asides(text: str, title: str = "") -> list[tuple[str, str]]:
    return [(found.kind, text[found.start : found.end]) for found in split(text, title=title)[1]]


# ── The seeds ─────────────────────────────────────────────────────────────────────────────────────


def test_the_first_seed_comes_out_right():
    """22 sentences, bullets outside them, and the repost line set aside with the outlet that it names."""
    text = (SEEDS / "000_475e599eac001d78.txt").read_text(encoding="utf-8")
    found = sentences(text)
    assert len(found) == 22
    assert found[0].startswith("The United States claimed")
    assert found[6] == "“Why?"
    assert found[8].endswith("they were most likely “rubbish.”")
    assert found[18].startswith(
        "“It’s a win-win situation,” Joseph S. Bermudez Jr., a North Korea protection professional"
    )
    assert asides(text) == [("repost", "Read the initial post on Business Insider")]
    assert origin(text, split(text)[1]) == "Business Insider"


def test_the_second_seed_comes_out_right():
    """29 sentences, those without a full stop too; three headings and the agency's sign-off set aside."""
    text = (SEEDS / "004_9fa544c1ce484911.txt").read_text(encoding="utf-8")
    found = sentences(text)
    assert len(found) == 29
    assert found[10] == "Lavrov claimed Russia was “deeply grateful” for North Korea’s “principled stance” onUkraine"
    assert found[18].startswith("Defence Secretary")
    assert found[18].endswith("misplaced”")
    assert asides(text) == [
        ("heading", "– Moscow ‘deeply happy’ –"),
        ("heading", "– Zelensky knocks ‘absolutely no’ suggestions –"),
        ("heading", "– ‘Explosive’ –"),
        ("sign_off", "bur/db"),
    ]
    assert origin(text, split(text)[1]) is None


# ── Splitting ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "expected",
    [
        ["“Leave the quay.” he said.", "Then he left."],
        ["“Why?” he asked.", "Nobody knew."],
        ["“We wait.", "We hope.", "We go,” she said."],
        ["Dr. Ada Moor met Lt. Bo Falk in the U.S. Senate.", "They left."],
        ["“Mr. Falk knows,” she said.", "“Cmdr. Moor does not.”"],
        ["It sank at 5 a.m. on Monday.", "Pier No. 5 was closed."],
        ["He called the T.P.S. line in Vell.", "It was busy."],
        ["There are two rules: 1. Boats come first.", "2. Crews come second."],
        ["Nine boats sank… and one returned.", "It was “…” late."],
    ],
)
def test_splits_where_a_reader_would(expected):
    """Titles, initials, numbers and attributions after a quotation do not end a sentence; full stops do."""
    assert sentences(" ".join(expected)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It ended the war.The next day he left.", ["It ended the war.", "The next day he left."]),
        ("“It ended the war.”The next day he left.", ["“It ended the war.”", "The next day he left."]),
        ('"It is over."The crowd left.', ['"It is over."', "The crowd left."]),
        ("He said so.“We go home.” They went.", ["He said so.", "“We go home.”", "They went."]),
    ],
)
def test_glued_sentences_are_parted(text, expected):
    """A full stop between a small letter and a capital ends a sentence though the space is missing."""
    assert sentences(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "He read vell.example/news.Boats on Monday.",
        "She wrote to ada.Moor@vell.example on Monday.",
        "He opened the file boats.Pdf and notes.Txt at once.",
        "The U.S.Army came to Booking.Com with Gen.Falk, a Ph.D. of note.",
    ],
)
def test_addresses_and_abbreviations_are_not_parted(text):
    """Full stops inside addresses, file names and abbreviations end nothing."""
    assert sentences(text) == [text]


def test_hard_wrapped_text_is_joined_across_its_line_ends():
    """Where lines end because they are full, a sentence goes on; a blank line and a list mark still end it."""
    text = (
        "The harbour master of Vell said on Monday that the storm had\n"
        "sunk nine boats, and that the crews of all of them had been\n"
        "found by the coast guard. He did not say where.\n\n"
        "# What now\nThe storm came in on Sunday night and left twelve houses by\nthe quay without roofs\n"
        "- nobody was hurt, the coast guard said on the radio early on\n  Tuesday morning\n"
    )
    assert sentences(text) == [
        (
            "The harbour master of Vell said on Monday that the storm had\nsunk nine boats, and that the crews of all of them"
            " had been\nfound by the coast guard."
        ),
        "He did not say where.",
        "The storm came in on Sunday night and left twelve houses by\nthe quay without roofs",
        "nobody was hurt, the coast guard said on the radio early on\n  Tuesday morning",
    ]
    assert asides(text) == [("heading", "# What now")]


def test_a_line_end_ends_a_sentence_where_text_is_not_wrapped():
    """A paragraph a line, full stop or not, is never joined to the next."""
    text = "The storm sank nine boats off the old quay of Vell on Monday\nThe crews were found.\nNobody was hurt."
    assert len(sentences(text)) == 3


@pytest.mark.parametrize("mark", ["-", "•", "*", "–", "1.", "2)", "- *"])
def test_list_marks_are_outside_sentences(mark):
    """A mark before an item is no part of it, short items are no headings, and a lone mark is nothing."""
    assert sentences(f"{mark}\n{mark} Nine boats lost\nThe storm ended on Monday.") == [
        "Nine boats lost",
        "The storm ended on Monday.",
    ]


def test_endless_sentences_are_cut_at_spaces():
    """No sentence is longer than 1,000 characters, and words stay whole where there are spaces."""
    found = sentences("word " * 5_000)
    assert max(map(len, found)) <= 1_000
    assert set(" ".join(found).split()) == {"word"}
    assert [len(part) for part in sentences("x" * 2_500)] == [1_000, 1_000, 500]


@pytest.mark.parametrize(
    "text", ["word " * 100_000, "x" * 500_000, "aa.B" * 5_000, "He left.\n" * 3_000, "- " * 100_000]
)
def test_time_does_not_run_away(text):
    """Half a megabyte without a line end, or thousands of lines: what grew with the square would take minutes."""
    begun = time.perf_counter()
    split(text)
    assert time.perf_counter() - begun < 30


# ── Asides ────────────────────────────────────────────────────────────────────────────────────────


def test_short_lines_between_paragraphs_are_headings():
    """A line of at most 8 words without final punctuation heads what follows; longer ones and quotations do not."""
    text = (
        "The storm sank nine boats.\n\nWhat comes next\n\nThe mayor said:\n\n“We rebuild.”\n\n"
        "Nobody in the whole harbour had slept that night\n\nMore rain came."
    )
    assert asides(text) == [("heading", "What comes next")]


def test_a_sentence_torn_by_a_line_end_is_no_heading():
    """A line in small letters, or before one, is offered."""
    text = "The storm came.\n\nIt ended with a flood\n\non May 3 when nine boats sank.\n\nall of them old\n\nNobody was hurt."
    assert asides(text) == []


def test_the_last_line_is_furniture_only_in_capitals():
    """Nothing follows it, so without capitals it is a sentence that lost its full stop."""
    assert asides("The storm came.\nThree people were killed") == []
    assert asides("The storm came.\nAda Moor of the Times") == [("heading", "Ada Moor of the Times")]


def test_the_title_repeated_in_the_text_is_a_heading():
    """However long it is, and however it is spaced."""
    title = "Nine boats sink off Vell as the worst storm in years hits the coast, its harbour and the old quay"
    assert asides(f"{title.upper()}\nThe storm came.", title=f" {title}  ") == [("heading", title.upper())]


def test_a_dateline_is_set_aside():
    """The sentence begins at its own first word, and the dateline is kept as what it is."""
    text = "VELLMOUTH (XPA) — A storm hit the coast. It was over by noon."
    sentences, asides = split(text)
    assert [text[one.start : one.end] for one in sentences] == ["A storm hit the coast.", "It was over by noon."]
    assert [(one.kind, text[one.start : one.end]) for one in asides] == [("dateline", "VELLMOUTH (XPA) —")]


def test_a_credit_at_a_paragraphs_end_is_set_aside():
    """The sentence before it stays."""
    text = "He left on Monday. (Reporting by Ada Moor; Editing by Bo Falk)\nNobody followed him."
    assert sentences(text) == ["He left on Monday.", "Nobody followed him."]
    assert asides(text) == [("sign_off", "(Reporting by Ada Moor; Editing by Bo Falk)")]


@pytest.mark.parametrize(
    "text", ["Nine boats lost", "bur/db", "Read the original post on Vell News", "Boats\n\nStorms"]
)
def test_something_is_always_left(text):
    """A text that would be set aside as a whole is sentences."""
    assert " ".join(sentences(text)) == " ".join(text.split())
    assert asides(text) == []


@pytest.mark.parametrize("text", ["", " \n\t", "-\n\n•\n***", "…"])
def test_text_without_words_has_no_sentences(text):
    """Nothing but marks and white space gives nothing."""
    assert split(text) == ((), ())


# ── Invariants ────────────────────────────────────────────────────────────────────────────────────

PIECES = st.sampled_from(
    [
        "\n",
        "\n\n",
        " ",
        ". ",
        ".",
        "?",
        "“",
        "”",
        '"',
        "- ",
        "1. ",
        "• ",
        "# ",
        "– ",
        "The boat",
        "sank",
        "Mr.",
        "U.S.",
        "a.m.",
        "war.The",
        "x" * 700,
        "bur/db",
        "© 2024 Vell",
        "\r\n",
        "\u2028",
        "it",
        "Related: storm",
        "https://vell.example/a",
    ]
)
TEXTS = st.one_of(st.text(), st.lists(st.one_of(PIECES, st.text(max_size=4))).map("".join))


@settings(deadline=None)
@given(TEXTS)
def test_spans_cover_the_words_of_any_text(text):
    """Spans are stripped, in order, within bounds and apart, and each letter is in one of them."""
    found, set_aside = split(text)
    assert [sentence.number for sentence in found] == list(range(1, len(found) + 1))
    spans = sorted((span.start, span.end) for span in (*found, *set_aside))
    assert [(s.start, s.end) for s in found] == sorted((s.start, s.end) for s in found)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(text[start:end] == text[start:end].strip() for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert all(any(map(str.isalnum, text[s.start : s.end])) and s.end - s.start <= 1_000 for s in found)
    covered = {place for start, end in spans for place in range(start, end)}
    assert not [text[place] for place in range(len(text)) if text[place].isalpha() and place not in covered]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("They stood in the town hall.", "Engineer Tom Reyes denied it."),
        ("“It was in the car.”", "Police said no more."),
        ("He had left last month.", "“Nobody asked,” she said."),
        ("Two were shot in the leg.", "Boats left the harbour."),
    ],
)
def test_a_word_is_no_abbreviation(first, second):
    """A sentence may end in a word that is short for another elsewhere, such as a hall, a car or a month."""
    text = f"{first} {second}"
    assert [text[one.start : one.end] for one in split(text)[0]] == [first, second]


def test_what_is_short_for_a_word_ends_no_sentence():
    """A department or a company by its short name stays in its sentence."""
    text = "He works for the dept. Of Defense."
    assert len(split(text)[0]) == 1
