"""What every model of the vocabulary is: frozen, strict, and of text that can be written."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict


def _encodable(text: str) -> str:
    """Replace lone surrogates, which no encoding can write, one for one: offsets stay true."""
    return "".join("\N{REPLACEMENT CHARACTER}" if "\ud800" <= c <= "\udfff" else c for c in text)


Text = Annotated[str, AfterValidator(_encodable)]


class Model(BaseModel):
    """Frozen, and strict about unknown fields: a typing error in a field's name is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")
