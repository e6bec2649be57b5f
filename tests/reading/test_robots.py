"""What robots.txt allows; how it is fetched is in test_fetching."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import SourceError
from summarizer.reading.robots import Rules, rules

URL = "https://vell.example/robots.txt"


@pytest.mark.parametrize(
    ("named", "delay"), [("2", 2.0), ("0.5", 0.5), ("-1", 0.0), ("nan", 0.0), ("soon", 0.0), ("", 0.0)]
)
def test_the_delay_is_a_number_of_seconds_or_none(named, delay):
    """Nonsense is no delay."""
    assert rules(URL, f"User-agent: *\nCrawl-delay: {named}".encode()).delay() == delay


def test_only_the_first_half_megabyte_is_read():
    """A longer file is cut, as RFC 9309 allows."""
    long = b"User-agent: *\n" + b"# words\n" * 100_000 + b"Disallow: /\n"
    rules(URL, long).check("https://vell.example/a")
    with pytest.raises(SourceError, match=r"robots\.txt"):
        rules(URL, long.replace(b"# words\n", b"")).check("https://vell.example/a")


def test_rules_out_of_reach_forbid_everything_and_say_why():
    """With the reason why they are, for each page."""
    with pytest.raises(SourceError, match=r"^its server is down$") as caught:
        Rules(None, SourceError("its server is down")).check("https://vell.example/a")
    assert caught.value.source == "https://vell.example/a"
    assert Rules(None).delay() == 0.0


@given(st.binary())
def test_any_file_is_survived(body):
    """Broken ones forbid or allow, without an error."""
    found = rules(URL, body)
    assert found.delay() >= 0
    with contextlib.suppress(SourceError):
        found.check("https://vell.example/a?b=%20")
