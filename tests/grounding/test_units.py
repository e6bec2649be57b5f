"""Units: which words and signs after a number are one, and where they end."""

from __future__ import annotations

import pytest

from summarizer.grounding.units import currency, rate_at, unit_at


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
        ("5 pounds", False, ("pound", 8)),
        ("5 pounds", True, ("GBP", 8)),
        ("5 pounds sterling", False, ("GBP", 17)),
        ("5 won", False, None),
        ("5 second-hand cars", False, None),
        ("5 seconds", False, ("second", 9)),
        ("5 kmart bags", False, None),
        ("5 men", True, None),
        ("5  km", False, None),
        ("5kWh", False, ("kwh", 4)),
        ("5 g", False, None),
        ("5g", False, ("gram", 2)),
        ("5G", False, None),
        ("5pc", False, ("percent", 3)),
        ("5 basis points", False, ("basis_points", 14)),
        ("5", False, None),
    ],
)
def test_the_longest_unit_after_a_number(text, scaled, unit):
    """The longest unit counts and must end with its word; weights, verbs and names are money after "million" only."""
    assert unit_at(text, 1, scaled=scaled) == unit


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("5 %", ("percent", 3)),
        ("5 Prozent", ("percent", 9)),
        ("5 pour cent", ("percent", 11)),
        ("5 €", ("EUR", 3)),
        ("5 d'euros", ("EUR", 9)),
        ("5 de euros", ("EUR", 10)),
        ("5 рублей", ("RUB", 8)),
        ("5 km", ("km", 4)),
        ("5 second", None),
        ("5 ha", None),
    ],
)
def test_units_abroad(text, unit):
    """In other languages signs, codes and a few words are units, and English words are not."""
    assert unit_at(text, 1, scaled=False, abroad=True) == unit


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("$5 per barrel", ("barrel", 13)),
        ("$5 a Year", ("year", 9)),
        ("$5-a-barrel", ("barrel", 11)),
        ("$5/tonne", ("tonne", 8)),
        ("$5 per sq m", ("sq_m", 11)),
        ("$5 a man", None),
        ("$5 million", None),
    ],
)
def test_what_an_amount_is_for_each_of(text, rate):
    """A rate is read in any of its forms, and no other word after an amount is one."""
    assert rate_at(text, 2) == rate


@pytest.mark.parametrize(
    ("sign", "code"),
    [("$", "USD"), ("us$", "USD"), ("US $", "USD"), ("£", "GBP"), ("chf", "CHF"), ("ps", "GBP"), ("y=", "JPY")],
)
def test_currency(sign, code):
    """A sign, in any case, gives its ISO 4217 code, and a code itself."""
    assert currency(sign) == code
