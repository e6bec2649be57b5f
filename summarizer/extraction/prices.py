"""Prices: what tokens cost, from the list of the genai-prices package as it was installed, or as the user says.

The list goes by the provider's name, the one before the slash in `--model`, whatever the server's address. It is never
brought up to date over the network. What is not known costs None, never 0. Costs are whole billionths of a US dollar, so
that their sum does not depend on the order in which answers come.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from summarizer.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

NANO = 1_000_000_000
_A_MILLION_AS_NANOS = 1000  # US$ 1 for a million tokens is a thousand billionths for one


@dataclass(frozen=True, slots=True)
class Tokens:
    """What one request used.

    Attributes:
        input: Tokens read, `cached` among them.
        output: Tokens written.
        cached: Tokens read that the server had read before, and asks less for.
    """

    input: int = 0
    output: int = 0
    cached: int = 0

    @property
    def total(self) -> int:
        """Tokens in and out."""
        return self.input + self.output


@dataclass(frozen=True, slots=True)
class Prices:
    """What the user says a model costs, in US$ a million tokens; None: as listed."""

    input: float | None = None
    output: float | None = None


@dataclass(frozen=True, slots=True)
class Price:
    """What one model costs.

    Attributes:
        provider: The name before the slash in `--model`.
        model: The model's name, as the server knows it.
        own: What the user says; it comes before what is listed.
    """

    provider: str
    model: str
    own: Prices = Prices()

    def of(self, tokens: Tokens) -> int | None:
        """Return what so many tokens cost in billionths of a US dollar; None where the price is not known."""
        read, written = self.own.input, self.own.output
        listed = None if read is not None and written is not None else _listed(self.provider, self.model)
        costs = listed(tokens) if listed else (None, None)
        cost_in = costs[0] if read is None else Decimal(str(read)) * tokens.input * _A_MILLION_AS_NANOS
        cost_out = costs[1] if written is None else Decimal(str(written)) * tokens.output * _A_MILLION_AS_NANOS
        return None if cost_in is None or cost_out is None else round(cost_in + cost_out)

    def check(self) -> None:
        """Raise UsageError where the price is not known, and a limit on cost could not hold."""
        if self.of(Tokens()) is None:
            raise UsageError(
                f"What the model '{self.provider}/{self.model}' costs is not known, so --max-cost cannot hold: set "
                "input_price and output_price (US$ a million tokens), or leave --max-cost out."
            )


@lru_cache(maxsize=64)
def _listed(provider: str, model: str) -> Callable[[Tokens], tuple[Decimal, Decimal]] | None:
    """Return what computes the cost of input and output by the list, in billionths; None where it is not listed."""
    from genai_prices import Usage, calc_price  # noqa: PLC0415  (0.3 s, and only runs with a model pay)

    def cost(tokens: Tokens) -> tuple[Decimal, Decimal]:
        used: dict[str, Any] = {"input_tokens": tokens.input, "output_tokens": tokens.output}
        if tokens.cached:
            used["cache_read_tokens"] = tokens.cached
        found = calc_price(Usage(**used), model, provider_id=provider)
        return found.input_price * NANO, found.output_price * NANO

    try:
        cost(Tokens())
    except LookupError:
        return None
    return cost
