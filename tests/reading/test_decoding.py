"""Which encoding a file is in, and what is no text."""

from __future__ import annotations

import pytest

from summarizer.errors import SourceError
from summarizer.reading.decoding import decode

WORDS = "The café owner said on Monday that “it was over” – and that the naïve plan had failed, sources say. "


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_common_encodings_are_told_apart(encoding):
    """The same words come out, without a byte order mark."""
    assert decode((WORDS * 3).encode(encoding), "a.txt") == WORDS * 3


def test_other_alphabets_are_guessed():
    """An old Cyrillic file is read as Cyrillic, not as Western letters."""
    words = "Президент заявил в понедельник, что ситуация серьёзная. " * 3
    assert decode(words.encode("koi8-r"), "a.txt") == words


def test_a_declared_encoding_is_believed():
    """What a page names in its head wins over a guess; a name that means nothing does not."""
    words = "Žluťoučký kůň"
    assert decode(words.encode("iso8859-2"), "a.html", declared="iso-8859-2") == words
    assert decode(b"plain words", "a.html", declared="no-such") == "plain words"
    assert decode(WORDS.encode("cp1252"), "a.html", declared="no-such") == WORDS


def test_newlines_become_one_kind_and_nothing_else_changes():
    r"""\r\n and \r are \n; white space, tabs and odd characters stay."""
    assert decode(b" a\r\nb\rc\n\n\td \xe2\x80\xa8", "a.txt") == " a\nb\nc\n\n\td \u2028"


@pytest.mark.parametrize("cut", [(WORDS * 9 + "é").encode()[:-1], WORDS.encode() * 9 + b"\xff" + WORDS.encode() * 9])
def test_slightly_broken_utf_8_is_mended(cut):
    """A byte that is wrong or missing costs one character, not the file."""
    text = decode(cut, "a.txt")
    assert text.startswith(WORDS)
    assert text.count("\N{REPLACEMENT CHARACTER}") == 1


def test_utf_8_with_some_letters_of_another_encoding_is_mended():
    """Part of a page that was pasted from elsewhere costs its own letters, and no other's."""
    text = decode((WORDS * 3).encode() + "Größe".encode("cp1252"), "a.html", declared="utf-8")
    assert text == WORDS * 3 + "Gr\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}e"


def test_a_page_may_hold_a_few_nuls():
    """Browsers do not show them; a text file that has one is none."""
    page = (WORDS * 30).encode()
    assert decode(page[:-1] + b"\0 ", "a.html", declared="utf-8") == WORDS * 30
    for data, declared in ((page + b"\0" * 9, "utf-8"), (page + b"\0", None)):
        with pytest.raises(SourceError, match="binary data"):
            decode(data, "a.html", declared=declared)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7 \xe2\xe3", "a PDF"),
        (b"\x89PNG\r\n\x1a\n\0", "a PNG image"),
        (b"PK\x03\x04\x14\0", "a ZIP archive, or an office document"),
        (b"words \0 words", "binary data"),
        (bytes(range(1, 256)) * 20, "binary data"),
    ],
)
def test_what_is_not_text_is_refused_by_name(data, kind):
    """The error names the file, what it looks like and what to give instead."""
    with pytest.raises(SourceError, match=rf"^'a\.txt' is not text \(it looks like {kind}\); give"):
        decode(data, "a.txt")


@pytest.mark.parametrize(
    "declared", ["punycode", "idna", "utf-7", "unicode_escape", "zlib", "rot13", "utf-16", "no such"]
)
def test_only_encodings_of_pages_are_taken_at_their_word(declared):
    """Others that Python knows turn plain bytes into something else, or take for ever."""
    assert decode(b"+ADw-b+AD4- \\x3cb caf\xc3\xa9 \xff", "a", declared=declared).startswith("+ADw-b+AD4- \\x3cb caf")


@pytest.mark.parametrize("length", [2_000, 600_000])
def test_an_encoding_is_guessed_by_the_beginning(length):
    """A text of one encoding is read whole, however long it is."""
    text = WORDS * (length // len(WORDS))
    assert decode(text.encode("cp1252"), "a") == text


def test_a_break_far_in_is_one_sign():
    """What does not fit the encoding of the beginning does not cost the text."""
    text = WORDS * (600_000 // len(WORDS))
    assert decode(text.encode("cp1252") + b"\x81", "a") == text + "\N{REPLACEMENT CHARACTER}"


@pytest.mark.parametrize("declared", ["ascii", "iso-8859-1", "latin1"])
def test_western_names_mean_what_browsers_read(declared):
    """Pages that name Latin 1 hold curly quotes, as Windows writes them (https://encoding.spec.whatwg.org/#names-and-labels)."""
    assert decode("“Vell”".encode("cp1252"), "a", declared=declared) == "“Vell”"
