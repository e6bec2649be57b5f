"""Prices: what is listed, what the user says, and what nobody knows."""

from __future__ import annotations

import socket
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import UsageError
from summarizer.extraction.prices import Price, Prices, Tokens

READ = Tokens(input=1_000_000)
WRITTEN = Tokens(output=1_000_000)


@pytest.fixture(autouse=True)
def _offline(monkeypatch):
    """Nothing here may open a connection."""

    def refuse(*_: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)


def test_a_listed_model_costs_what_the_list_says():
    """Tokens written cost more than tokens read, and those read before cost less."""
    price = Price("openai", "gpt-5-mini")
    read, written, again = (price.of(one) for one in (READ, WRITTEN, Tokens(1_000_000, 0, 1_000_000)))
    assert 0 < again < read < written


@pytest.mark.parametrize(
    ("provider", "model"),
    [("openai", "scripted"), ("acme", "gpt-5-mini"), ("ollama", "llama3"), ("", ""), ("litellm", "x")],
)
def test_what_nobody_knows_has_no_price(provider, model):
    """An unknown model, or a known one at an unknown provider, is not free; a limit on cost says what mends it."""
    price = Price(provider, model)
    assert price.of(READ) is None
    with pytest.raises(UsageError, match="input_price and output_price"):
        price.check()


def test_what_the_user_says_comes_first():
    """One of the two prices is enough where the other is listed."""
    assert Price("acme", "x", Prices(2.0, 8.0)).of(Tokens(1_000_000, 1_000_000)) == 10 * 10**9
    assert Price("openai", "gpt-5-mini", Prices(input=0.0)).of(READ) == 0
    assert Price("openai", "gpt-5-mini", Prices(input=0.0)).of(WRITTEN) == Price("openai", "gpt-5-mini").of(WRITTEN)
    assert Price("acme", "x", Prices(input=2.0)).of(READ) is None
    Price("acme", "x", Prices(0.0, 0.0)).check()


def test_who_says_both_imports_no_list(monkeypatch):
    """The list costs a third of a second, which only those pay who need it."""
    monkeypatch.setitem(sys.modules, "genai_prices", None)
    assert Price("acme", "no list", Prices(1.0, 1.0)).of(READ) == 10**9


@given(st.integers(0, 10**9), st.integers(0, 10**9), st.floats(0, 1000), st.floats(0, 1000))
def test_a_cost_is_a_whole_number_and_none_is_below_zero(read, written, price_in, price_out):
    """So that a sum of costs is the same in any order."""
    cost = Price("acme", "x", Prices(price_in, price_out)).of(Tokens(read, written))
    assert isinstance(cost, int)
    assert cost >= 0
