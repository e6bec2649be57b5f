"""Where quotations begin and end, and which are signed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.grounding.quotes import BLANK, blanked, quotations, signatures


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a “b” c “d”", ["“b”", "“d”"]),
        ('a "b" c', ['"b"']),
        ("a ”b” c", ["”b”"]),
        ("a “b c\nd “e”", ["“b c", "“e”"]),
        ("a ”b\nc", []),
        ("a “b “c” d", ["“c”"]),
        ("a “b “c” d” e", ["“b “c” d”"]),
        ('a "b “c” d" e', ['"b “c” d"']),
        ('a "b” c', ['"b”']),
        ("''b'' c", ["''b''"]),
        ("it’s 'so'", []),
    ],
)
def test_quotation_marks_are_paired(text, expected):
    """Curly, straight and wrongly turned marks; one left open ends with its paragraph."""
    assert [text[start:end] for start, end in quotations(text)] == expected


@given(st.text(alphabet='ab “”"()\n', max_size=40))
def test_blanking_keeps_offsets(text):
    """A blanked text is as long as before; outside quotations and parentheses nothing changes."""
    spans = quotations(text)
    plain = blanked(text, spans)
    assert len(plain) == len(text)
    assert all(set(plain[start:end]) <= {BLANK, " "} for start, end in spans)
    assert all(new in (old, " ", BLANK) for old, new in zip(text, plain, strict=True))


@pytest.mark.parametrize(
    ("text", "signed"),
    [
        ("“It rained.” — Ann Lee", [("“It rained.”", "—", "Ann Lee")]),
        ("Wet.\n“It rained.”― Ann Lee.\nWet.", [("“It rained.”", "―", "Ann Lee")]),
        ("“It rained.”\n-- Ann Lee, 44, a farmer", [("“It rained.”", "--", "Ann Lee")]),
        ("“It rained.” — so it did, all day long, and all night too, and on", []),
        ("“It rained” - Cy’s words - was untrue.", []),
        ("She read “It rained.” — Ann Lee", []),
    ],
)
def test_a_signed_quotation_has_a_line_for_itself(text, signed):
    """A dash and a name end its line, or make the next one; a dash in running text signs nothing."""
    spans = quotations(text)
    found = [tuple(text[slice(*part)] for part in one) for one in signatures(blanked(text, spans), spans)]
    assert found == signed
