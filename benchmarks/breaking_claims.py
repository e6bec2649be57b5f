"""What is made wrong in a briefing's claims, citations and counts; `breaking` has what is made wrong in its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.breaking import (
    BREAKS,
    Break,
    breaks,
    put,
    some_claim,
    some_line,
    some_reading,
    some_story,
)
from summarizer.grounding.hedges import find_cues, negated
from summarizer.grounding.stance import stance_cues

if TYPE_CHECKING:
    import random

    from benchmarks.breaking import Json

__all__ = ["BREAKS", "Break"]

AGAINST = ("denies", "doubts")


def _words(said: Json) -> str:
    return " ".join(span["text"] for span in said["evidence"])


# ── Speakers ──────────────────────────────────────────────────────────────────────────────────────


@breaks("speaker")
def _speaker_replaced(briefing: Json, draw: random.Random) -> bool:
    story, said = some_story(briefing, draw), draw.choice(some_claim(briefing, draw)["statements"])
    others = [actor["id"] for actor in story["actors"] if actor["id"] != said["speaker"]]
    return put(said, "speaker", draw.choice(others))


@breaks("speaker")
def _speaker_who_is_no_actor(briefing: Json, draw: random.Random) -> bool:
    return put(draw.choice(some_claim(briefing, draw)["statements"]), "speaker", "a999")


@breaks("speaker")
def _speaker_taken_away(briefing: Json, draw: random.Random) -> bool:
    said = draw.choice(some_claim(briefing, draw)["statements"])
    gone, said["speaker"] = said["speaker"], None
    return gone is not None


@breaks("speaker")
def _speaker_of_a_reading(briefing: Json, draw: random.Random) -> bool:
    story, reading = some_story(briefing, draw), some_reading(briefing, draw)
    others = [actor["id"] for actor in story["actors"] if actor["id"] != reading["speaker"]]
    return put(reading, "speaker", draw.choice(others))


# ── Citations and evidence ────────────────────────────────────────────────────────────────────────


@breaks("cite")
def _cite_of_nothing(briefing: Json, draw: random.Random) -> bool:
    some_line(briefing, draw)["cites"] = ["c999"]
    return True


@breaks("cite")
def _cite_of_another_claim(briefing: Json, draw: random.Random) -> bool:
    line, claim = some_line(briefing, draw), some_claim(briefing, draw)
    changed = claim["id"] not in line["cites"]
    line["cites"] = [claim["id"]]
    return changed


@breaks("cite")
def _evidence_of_another_claim(briefing: Json, draw: random.Random) -> bool:
    one, other = some_claim(briefing, draw), some_claim(briefing, draw)
    if len(one["statements"]) != 1 or one["text"] == other["text"]:
        return False
    mine, theirs = one["statements"][0], other["statements"][0]
    shared = any(span in theirs["evidence"] for span in mine["evidence"])
    if mine["article"] != theirs["article"] or shared:
        return False
    mine["evidence"] = theirs["evidence"]
    return True


@breaks("cite")
def _two_claims_of_one_id(briefing: Json, draw: random.Random) -> bool:
    one, other = some_claim(briefing, draw), some_claim(briefing, draw)
    return put(one, "id", other["id"])


@breaks("cite")
def _text_of_another_claim_in_a_line(briefing: Json, draw: random.Random) -> bool:
    line, claim = some_line(briefing, draw), some_claim(briefing, draw)
    return claim["id"] not in line["cites"] and put(line, "text", claim["text"])


@breaks("cite")
def _duplicate_of_no_article(briefing: Json, draw: random.Random) -> bool:
    return put(draw.choice(briefing["articles"]), "duplicate_of", "99")


# ── Counts of sources ─────────────────────────────────────────────────────────────────────────────


@breaks("sources")
def _one_source_more(briefing: Json, draw: random.Random) -> bool:
    some_claim(briefing, draw)["sources"] += 1
    return True


@breaks("sources")
def _status_of_a_claim(briefing: Json, draw: random.Random) -> bool:
    claim = some_claim(briefing, draw)
    others = {"single", "corroborated", "disputed"} - {claim["status"]}
    return put(claim, "status", draw.choice(sorted(others)))


@breaks("sources")
def _statement_of_another_article(briefing: Json, draw: random.Random) -> bool:
    said = draw.choice(some_claim(briefing, draw)["statements"])
    return put(said, "article", draw.choice(some_story(briefing, draw)["articles"]))


@breaks("sources")
def _status_of_a_figure(briefing: Json, draw: random.Random) -> bool:
    figure = draw.choice(some_story(briefing, draw)["figures"])
    others = {"single", "agree", "updated", "disputed"} - {figure["status"]}
    return put(figure, "status", draw.choice(sorted(others)))


@breaks("sources")
def _claim_merged_with_another_articles(briefing: Json, draw: random.Random) -> bool:
    story = some_story(briefing, draw)
    one, other = draw.choice(story["claims"]), draw.choice(story["claims"])
    own = {said["article"] for said in one["statements"]}
    added = [said for said in other["statements"] if said["article"] not in own and said["stance"] == "asserts"]
    if not added or any(said["stance"] in AGAINST for said in one["statements"]):
        return False
    one["statements"].append(draw.choice(added))
    one["sources"], one["status"] = len(own) + 1, "corroborated"
    return True


# ── How it is said ────────────────────────────────────────────────────────────────────────────────


@breaks("manner")
def _said_the_other_way(briefing: Json, draw: random.Random) -> bool:
    said = draw.choice(some_claim(briefing, draw)["statements"])
    evidence = " ".join(span["text"] for span in said["evidence"])
    if said["stance"] not in ("asserts", "expects") or negated(evidence) or "rubbish" in evidence:
        return False
    return put(said, "stance", "denies")


@breaks("manner")
def _denial_given_as_an_assertion(briefing: Json, draw: random.Random) -> bool:
    every = [said for story in briefing["stories"] for claim in story["claims"] for said in claim["statements"]]
    against = [said for said in every if said["stance"] in AGAINST]
    return bool(against) and put(draw.choice(against), "stance", "asserts")


@breaks("manner")
def _demand_of_nobody(briefing: Json, draw: random.Random) -> bool:
    said = draw.choice(some_claim(briefing, draw)["statements"])
    words = _words(said)
    if said["speaker"] is None or said["stance"] != "asserts" or stance_cues(words) or find_cues(words):
        return False
    return put(said, "stance", "demands")


@breaks("manner")
def _certainty_raised(briefing: Json, draw: random.Random) -> bool:
    claim = some_claim(briefing, draw)
    said = draw.choice(claim["statements"])
    hedged = [cue for cue in find_cues(claim["text"]) if cue.kind != "disputed" and cue.text in _words(said)]
    return bool(hedged) and said["certainty"] != "certain" and put(said, "certainty", "certain")


@breaks("manner")
def _kind_of_an_uncertainty(briefing: Json, draw: random.Random) -> bool:
    one = draw.choice(some_story(briefing, draw)["uncertainties"])
    others = {"unconfirmed", "disputed", "unknown", "source_text"} - {one["kind"]}
    return put(one, "kind", draw.choice(sorted(others)))
