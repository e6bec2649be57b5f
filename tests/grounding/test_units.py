"""Units: which words and signs after a number are one, and where they end."""

from __future__ import annotations

import pytest

from summarizer.grounding.units import currency, unit_at


@pytest.mark.parametrize(
    ("text", "scaled", "unit"),
    [
        ("5 km", False, ("km", 4)),
        ("5km", False, ("km", 3)),
        ("5-kilometre walk", False, ("km", 11)),
        ("5 Kilometres-Per\u00a0Hour.", False, ("km/h", 21)),
        ("5 kilometres perhaps", False, ("km", 12)),
        ("5%", False, ("percent", 2)),
        ("5 percent/month", False, ("percent", 9)),
        ("5 percentage points", False, ("percentage_points", 19)),
        ("5 °C", False, ("celsius", 4)),
        ("5 pounds", False, None),
        ("5 pounds", True, ("GBP", 8)),
        ("5 pounds sterling", False, ("GBP", 17)),
        ("5 won", False, None),
        ("5 second-hand cars", False, None),
        ("5 seconds", False, ("second", 9)),
        ("5 kmart bags", False, None),
        ("5 men", True, None),
        ("5  km", False, None),
        ("5", False, None),
    ],
)
def test_the_longest_unit_after_a_number(text, scaled, unit):
    """The longest unit counts and must end with its word; weights, verbs and names are money after "million" only."""
    assert unit_at(text, 1, scaled=scaled) == unit


@pytest.mark.parametrize(("sign", "code"), [("$", "USD"), ("us$", "USD"), ("£", "GBP"), ("chf", "CHF")])
def test_currency(sign, code):
    """A sign, in any case, gives its ISO 4217 code, and a code itself."""
    assert currency(sign) == code
