"""What an assistant may ask each tool for. The descriptions are written for one that has never seen the tool."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from datetime import date as Date  # noqa: N812  (the name `date` is an argument's)
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from summarizer.reading.limits import LONGEST_TEXT
from summarizer.settings import Length

MOST_SOURCES = 50
"""Texts or addresses of one call: more of them are a matter for the command, which can be left alone for an hour."""
MOST_CHARACTERS = 1_000_000
"""Characters of all texts of one call."""
_WEB = re.compile(r"https?://[^\s/]", re.IGNORECASE)


def _date(given: str) -> str:
    try:
        return Date.fromisoformat(given).isoformat()
    except ValueError:
        raise ValueError(f"'{given}' is not a date: write it as YYYY-MM-DD, such as 2026-11-22") from None


def _listed(given: Any) -> Any:
    """Return a list that came as JSON inside a string, as some clients send it, as a list."""
    if isinstance(given, str):
        with suppress(ValueError, RecursionError):
            given = json.loads(given)
    return given


def _address(given: str) -> str:
    """Return an address of the web; anything else would be read as the name of a file on this machine."""
    if not _WEB.match(given.strip()):
        raise ValueError(
            f"'{given}' is not an address: give addresses that begin with http:// or https://, or articles as `texts`"
        )
    return given.strip()


Day = Annotated[str, AfterValidator(_date), Field(max_length=20, json_schema_extra={"format": "date"})]
Name = Annotated[str, Field(max_length=200)]
Address = Annotated[str, AfterValidator(_address), Field(max_length=2_000, json_schema_extra={"format": "uri"})]


class Asked(BaseModel):
    """What an assistant gives; what is null or empty in it counts as not given."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _without_empty(cls, given: Any) -> Any:
        if not isinstance(given, dict):
            return given
        return {name: value for name, value in given.items() if value not in (None, "", [])}


class Text(Asked):
    """One article, as text."""

    text: str = Field(max_length=LONGEST_TEXT, description="The whole article, unabridged, as plain text.")
    title: str = Field("", max_length=2_000, description="Its headline, where it is known.")
    url: str | None = Field(None, max_length=2_000, description="Where it was published. It is cited, not fetched.")
    publisher: str | None = Field(None, max_length=200, description="Who published it, such as 'The Daily Herald'.")


class Brief(Asked):
    """What to brief: texts, or addresses, or the next page of a briefing."""

    texts: Annotated[list[Text], BeforeValidator(_listed)] | None = Field(
        None,
        max_length=MOST_SOURCES,
        description="News articles whose text you have, each as an object with its whole `text`. Not with `urls`.",
    )
    urls: Annotated[list[Address], BeforeValidator(_listed)] | None = Field(
        None,
        max_length=MOST_SOURCES,
        description="Addresses (http or https) of news articles or of RSS, Atom or JSON feeds, which are fetched. Not with "
        "`texts`.",
    )
    date: Day | None = Field(None, description="The briefing's date, YYYY-MM-DD. Leave it out for today.")
    length: Length | None = Field(None, description="How many lines sum up the briefing and each of its stories.")
    one_story: bool | None = Field(
        None, description="True where all the articles are about one event; else they are sorted into stories."
    )
    cursor: Name | None = Field(
        None, description="`next` of the page before: gives the next page of that briefing, and nothing is made anew."
    )

    @model_validator(mode="after")
    def _one_input(self) -> Self:
        given = [name for name in ("texts", "urls", "cursor") if getattr(self, name)]
        if not given:
            raise ValueError("There is nothing to brief: give `texts` or `urls`, or the `cursor` of a page")
        if "cursor" not in given and len(given) > 1:
            raise ValueError("Give `texts` or `urls`, not both: call brief once with each, or fetch the texts yourself")
        if sum(len(one.text) for one in self.texts or ()) > MOST_CHARACTERS:
            raise ValueError(
                f"The texts are longer than {MOST_CHARACTERS:,} characters in all: call brief with fewer of them"
            )
        return self


class Edition(Asked):
    """Which daily edition."""

    profile: Name | None = Field(
        None, description="Whose edition, by the profile's name. Leave it out if there is one."
    )
    date: Day | None = Field(None, description="The edition's date, YYYY-MM-DD. Leave it out for the newest edition.")
    cursor: Name | None = Field(None, description="`next` of the page before: gives the next page of that edition.")


class Search(Asked):
    """What to look for in the editions."""

    words: Name | None = Field(
        None,
        description="All of them must stand in the claim, in its story's headline or in the name of who says it. The "
        "beginning of a word is enough: 'flood' finds 'flooded'. Case and accents do not matter; there are no operators.",
    )
    actor: Name | None = Field(
        None, description="Who says or disputes the claim: a person, organization or country, by name or part of it."
    )
    since: Day | None = Field(None, description="Only editions from this date on, YYYY-MM-DD.")
    until: Day | None = Field(None, description="Only editions up to this date, YYYY-MM-DD.")
    profile: Name | None = Field(None, description="Only editions of this profile. Leave it out for all profiles.")
    limit: int = Field(20, ge=1, le=100, description="How many claims a page holds at most.")
    cursor: Name | None = Field(
        None, description="`next` of the page before; give the same words, actor, dates and profile with it."
    )

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.since and self.until and self.since > self.until:
            raise ValueError(f"`since` ({self.since}) lies after `until` ({self.until}): swap them")
        return self


class Evidence(Asked):
    """Whose evidence."""

    item: Name = Field(
        description="The id of a claim ('c12'), figure ('f3') or uncertainty ('u1'), as a result gave it."
    )
    briefing: Name = Field(
        description="The `briefing` that the item is of, as brief, get_edition or search_claims gave it, such as "
        "'morning/2026-11-22'."
    )
    cursor: Name | None = Field(None, description="`next` of the page before; give the same item and briefing with it.")
