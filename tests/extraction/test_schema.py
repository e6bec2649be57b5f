"""What the model is asked for: bounded everywhere, and never wider than what is read."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from summarizer.extraction.schema import LARGEST_WINDOW, Answer, asked, tokens
from summarizer.models import ActorKind, Certainty, Stance

SURFACES = st.lists(
    st.from_regex(r"[A-Za-z0-9][A-Za-z0-9 ,.%-]{0,20}[a-z0-9]", fullmatch=True), unique=True, max_size=4
)
PADDING = st.sampled_from(["", " ", "\n"])


@st.composite
def words(draw, least, most):
    """Text of a length, with white space around it as models write it."""
    text = draw(st.text(st.characters(categories=["L", "N", "P"]), min_size=least, max_size=min(most, least + 20)))
    return draw(PADDING) + text + draw(PADDING)


def of(literal):
    return st.sampled_from(literal.__args__)


@st.composite
def answers(draw, sentences, numbers, hedges):
    """Any answer that keeps the bounds."""
    number = st.integers(1, LARGEST_WINDOW)
    claim = st.fixed_dictionaries(
        {
            "sentences": st.lists(number, min_size=1, max_size=3),
            "speaker": words(1, 80),
            "stance": of(Stance),
            "certainty": of(Certainty),
            "statement": words(8, 280),
        },
        optional={"confidence": st.integers()},
    )
    actor = st.fixed_dictionaries({"name": words(1, 80), "kind": of(ActorKind), "role": words(0, 100)})
    answer = {
        "claims": draw(st.lists(claim, max_size=sentences + 2)),
        "actors": draw(st.lists(actor, max_size=sentences + 2)),
    }
    if numbers:
        count = st.fixed_dictionaries({"sentence": number, "number": st.sampled_from(numbers), "of": words(1, 80)})
        answer["counts"] = draw(st.lists(count, max_size=len(numbers)))
    if hedges:
        doubt = st.fixed_dictionaries({"sentence": number, "words": st.sampled_from(hedges), "about": words(8, 200)})
        answer["uncertainties"] = draw(st.lists(doubt, max_size=len(hedges)))
    return answer


@given(st.data(), st.integers(1, 6), SURFACES, SURFACES)
@settings(deadline=None, max_examples=25)
def test_what_is_asked_for_can_be_read(data, sentences, numbers, hedges):
    """Every answer that fits the window's schema fits `Answer`, and loses nothing on the way."""
    given_answer = data.draw(answers(sentences, numbers, hedges))
    narrow = asked(sentences, tuple(numbers), tuple(hedges)).model_validate(given_answer)
    read = Answer.model_validate(narrow.model_dump())
    assert narrow.model_dump() == read.model_dump(include=narrow.model_dump().keys())


def parts_of(schema):
    """Every part of a JSON schema, however deep."""
    if isinstance(schema, dict):
        yield schema
        schema = schema.values()
    elif not isinstance(schema, list):
        return
    for part in schema:
        yield from parts_of(part)


@given(st.integers(1, LARGEST_WINDOW), SURFACES, SURFACES)
@settings(deadline=None, max_examples=15)
def test_everything_that_is_asked_for_is_bounded(sentences, numbers, hedges):
    """No array and no string of the JSON schema is without an end: a server that keeps it cannot run away."""
    parts = list(parts_of(asked(sentences, tuple(numbers), tuple(hedges)).model_json_schema()))
    arrays = [part for part in parts if part.get("type") == "array"]
    strings = [part for part in parts if part.get("type") == "string"]
    integers = [part for part in parts if part.get("type") == "integer"]
    assert arrays
    assert all(part["maxItems"] <= max(sentences + 2, 4) for part in arrays)
    assert strings
    assert all(part.keys() & {"maxLength", "enum", "const"} for part in strings)
    assert all(part["minimum"] >= 1 and part["maximum"] <= LARGEST_WINDOW for part in integers)


def choices(model, item, field):
    found = model.model_json_schema()["$defs"][item]["properties"][field]
    return found.get("enum") or [found["const"]]


@pytest.mark.parametrize("surfaces", [("up to 300",), ("up to 300", "ten,000"), ("hundreds", "10,000", "a third")])
def test_numbers_and_hedges_can_only_be_those_that_stand_there(surfaces):
    """The model chooses among what the rules have found, word for word."""
    model = asked(2, surfaces, tuple(reversed(surfaces)))
    assert choices(model, "AnsweredCount", "number") == list(surfaces)
    assert choices(model, "AnsweredUncertainty", "words") == list(reversed(surfaces))
    count = {"sentence": 1, "number": "400", "of": "homes"}
    with pytest.raises(ValidationError):
        model.model_validate({"claims": [], "actors": [], "counts": [count], "uncertainties": []})


def test_where_nothing_was_found_nothing_is_asked():
    """Without a number or a hedge in the window there is no field to make one up in."""
    assert asked(4, (), ()).model_fields.keys() == {"claims", "actors"}
    assert asked(4, ("7",), ()).model_fields.keys() == {"claims", "actors", "counts"}
    assert asked(4, (), ("may",)).model_fields.keys() == {"claims", "actors", "uncertainties"}


def claim(**changed):
    spoken = {
        "sentences": [1],
        "speaker": "Ilse",
        "stance": "asserts",
        "certainty": "certain",
        "statement": "It rains.",
    }
    return spoken | changed


@pytest.mark.parametrize(
    "changed",
    [
        {"sentences": []},
        {"sentences": [1, 2, 3, 4]},
        {"sentences": [0]},
        {"sentences": [LARGEST_WINDOW + 1]},
        {"speaker": "  "},
        {"speaker": "x" * 81},
        {"stance": "shouts"},
        {"certainty": "sure"},
        {"statement": "Rain."},
        {"statement": "x" * 281},
    ],
)
def test_a_claim_outside_its_bounds_is_refused(changed):
    """Each bound of a claim holds, on what is asked for and on what is read."""
    for model in (asked(4, (), ()), Answer):
        model.model_validate({"claims": [claim()], "actors": []})
        with pytest.raises(ValidationError):
            model.model_validate({"claims": [claim(**changed)], "actors": []})


def test_there_are_hardly_more_claims_than_sentences():
    """A model that repeats itself is stopped."""
    model = asked(2, (), ())
    model.model_validate({"claims": [claim()] * 4, "actors": []})
    with pytest.raises(ValidationError):
        model.model_validate({"claims": [claim()] * 5, "actors": []})


def test_a_larger_window_has_more_room():
    """The room for an answer grows with the window, and holds a full answer about each sentence."""
    rooms = [tokens(sentences) for sentences in range(1, LARGEST_WINDOW + 1)]
    assert rooms == sorted(set(rooms))
    assert all(room >= 90 * sentences for sentences, room in enumerate(rooms, 1))
