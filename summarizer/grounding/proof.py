"""The vocabulary of proof: what a sentence says, item by item, and what its evidence has of it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from summarizer.models import Model, Text

ProofKind = Literal["number", "name", "date", "quotation", "polarity", "direction", "role", "word"]
ProofVerdict = Literal["exact", "normalized", "absent"]


class Place(Model):
    """Where evidence has something: `evidence[passage][start:end]` of what was given to `prove`."""

    passage: int = Field(ge=0, description="Which of the passages given as evidence, from 0.")
    start: int = Field(ge=0)
    end: int = Field(ge=0)


class ProofItem(Model):
    """One thing that a sentence says, and what its evidence has of it: `text[start:end]` of the sentence proven.

    'exact' is to the letter, but for case, quotation marks, dashes and spaces; 'normalized' the same in another form
    ("ten thousand" for 10,000); 'absent' not at all, or for something else. Polarity is whether it is denied, direction
    whether it rose or fell, a role who did it or what a number counts, and a word one put in another's place.
    """

    kind: ProofKind
    text: Text
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    verdict: ProofVerdict
    evidence: tuple[Place, ...] = ()
    reason: Text | None = Field(None, description="Why it is absent, as a sentence for people; None where it is not.")


class Proof(Model):
    """What evidence carries of a sentence, item by item."""

    items: tuple[ProofItem, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether the evidence carries every item."""
        return all(item.verdict != "absent" for item in self.items)

    @property
    def reason(self) -> str | None:
        """Why the first item that is absent is refused; None where the proof holds."""
        return next((item.reason for item in self.items if item.verdict == "absent"), None)
