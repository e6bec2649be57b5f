"""What a site's robots.txt allows (RFC 9309)."""

from __future__ import annotations

from dataclasses import dataclass

from protego import Protego

from summarizer.errors import SourceError

AGENT = "summarizer"
"""The product token that a site's rules name us by."""

_LONGEST = 512_000  # bytes: RFC 9309, 2.5, wants 500 KiB at the least to be read
_MISSING = range(400, 500)
_BUSY = 429  # says nothing of the rules, so it counts as out of reach


@dataclass(frozen=True, slots=True)
class Rules:
    """What may be fetched of one site.

    Attributes:
        parsed: The site's rules; None where they are out of reach, so that nothing may be (RFC 9309, 2.3.1.4).
        why: Why they are out of reach.
    """

    parsed: Protego | None
    why: SourceError | None = None

    def check(self, url: str) -> None:
        """Raise a `SourceError` where the rules do not let us fetch an address, or are out of reach."""
        if self.why:
            raise SourceError(str(self.why), source=url)
        if self.parsed and not self.parsed.can_fetch(url, AGENT):
            raise SourceError(
                f"'{url}' may not be fetched by programs, by its site's robots.txt; save the page and give the file.",
                source=url,
            )

    def delay(self) -> float:
        """Return the seconds that the site wants between two requests, 0 where it names none."""
        named = self.parsed.crawl_delay(AGENT) if self.parsed else None
        return named if named and named > 0 else 0.0


def rules(url: str, found: bytes | int) -> Rules:
    """Return the rules of a site.

    A missing file (4xx) allows everything; one that is out of reach (5xx, 429 and all else) nothing.

    Args:
        url: Where its robots.txt lies.
        found: The file, or the HTTP status of the answer that came instead.
    """
    if isinstance(found, bytes):
        return Rules(Protego.parse(found[:_LONGEST].decode("utf-8", "replace")))
    if found in _MISSING and found != _BUSY:
        return Rules(Protego.parse(""))
    why = f"'{url}' answers with {found}, so it is not known what may be fetched there; try again later."
    return Rules(None, SourceError(why, source=url))
