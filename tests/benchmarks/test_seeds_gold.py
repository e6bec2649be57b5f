"""The gold table must fit the seed articles, and the judge must tell right from wrong."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from benchmarks import seeds, verify
from benchmarks.gold import GoldArticle, Page, load_pages, same_name
from benchmarks.scoring import (
    ActorItem,
    ClaimItem,
    FigureItem,
    UncertaintyItem,
    expected,
    judge,
    judge_quantities,
    report,
    tally,
    tally_quantities,
)
from summarizer.models import (
    Actor,
    ArticleRecord,
    Briefing,
    Claim,
    Engine,
    Figure,
    Reading,
    Span,
    Statement,
    Story,
    Uncertainty,
)

PAGES = load_pages()
TEXT = (
    "Mayor Ada Quill denied that the bridge was unsafe, but Tern Rail said 40 trains were cancelled.\n"
    "It is thought to rain in 1987 style. The river froze."
)
PAGE = Page(
    "bridge.txt",
    TEXT,
    GoldArticle.model_validate(
        {
            "statements": [
                {
                    "quote": "that the bridge was unsafe",
                    "speaker": "Ada Quill",
                    "stance": "denies",
                    "certainty": "certain",
                    "certainty_accept": ["probable"],
                },
                {"quote": "trains were cancelled", "speaker": "Tern Rail", "stance": "asserts", "certainty": "certain"},
            ],
            "unattributed": ["The river froze"],
            "quantities": [{"surface": "40", "quote": "said 40 trains", "of": ["trains"], "low": 40, "high": 40}],
            "not_quantities": ["in 1987 style"],
            "uncertainties": [{"quote": "It is thought to rain", "cue": ["thought"]}],
            "garbled": ["in 1987 style"],
            "actors": [
                {"name": "Ada Quill", "accept": ["Quill"], "kind": ["person"], "role": ["Mayor"]},
                {"name": "Tern Rail", "kind": ["organization"]},
            ],
        }
    ),
)
FIRST, SECOND, THIRD = (((start, end),) for start, end in PAGE.sentences)
GARBLED = (TEXT.index("in 1987"), TEXT.index("style") + 5)
BRIDGE, TRAINS = "The bridge was unsafe.", "Some trains were cancelled."


def outcome(item):
    (verdict,) = judge([item], [PAGE])
    return verdict.outcome, verdict.why


# ── The table ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_each_quote_stands_once_and_within_one_sentence(page):
    """A quote that stands twice, or runs over a sentence's end, would locate nothing."""
    gold = page.gold
    rows = (*gold.statements, *gold.quantities, *gold.uncertainties)
    for quote in (*(row.quote for row in rows), *gold.unattributed, *gold.not_quantities, *gold.garbled):
        assert page.text.count(quote) == 1, quote
        at = page.text.index(quote)
        assert any(start <= at and at + len(quote) <= end for start, end in page.sentences), quote


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_the_table_agrees_with_itself(page):
    """No row stands twice, a quantity's words are in its quote, and a cue is in its sentence."""
    gold = page.gold
    for row in gold.statements:
        assert row.stance not in row.stance_accept
        assert row.certainty not in row.certainty_accept
    for names in ([row.name for row in gold.actors], [row.quote for row in gold.statements], gold.unattributed):
        assert len(set(names)) == len(names)
    for row in gold.quantities:
        assert row.surface in row.quote
    for row in gold.uncertainties:
        start, end = next(at for at in page.sentences if page.holds([at], row.quote))
        assert all(cue in page.text[start:end].lower() for cue in row.cue), row


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_a_name_means_one_actor(page):
    """A form that two actors share would make one of them a duplicate of the other."""
    forms = [(form, row.name) for row in page.gold.actors for form in (row.name, *row.accept)]
    for form, owner in forms:
        assert [row.name for row in page.gold.actors if row.is_named(form)] == [owner], form


def test_every_sentence_of_the_seeds_that_says_something_is_in_the_table():
    """What is not in the table cannot be judged: only signs, headings and the repost line are left out."""
    for page in PAGES.values():
        quotes = (*(row.quote for row in page.gold.statements), *page.gold.unattributed)
        left = [at for at in page.sentences if not any(page.holds([at], quote) for quote in quotes)]
        assert all(len(page.text[start:end].split()) <= 7 for start, end in left)


# ── Names ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "same"),
    [
        ("Ada Quill", True),
        ("Mayor Ada Quill", True),
        ("Ada Quill, the mayor", True),
        ("ADA QUILL (Tern)", True),
        ("allies of Ada Quill", False),
        ("Ada", False),
        ("", False),
    ],
)
def test_a_person_may_carry_a_title(name, same):
    """A title before a name, or a note after it, leaves the person the same; a link word does not."""
    assert same_name(name, "Ada Quill", titled=True) is same


def test_an_organization_carries_no_title():
    """'the unions at Tern Rail' are not Tern Rail."""
    assert same_name("The Tern Rail", "Tern Rail")
    assert not same_name("unions at Tern Rail", "Tern Rail")


# ── Judging ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("item", "expected_outcome"),
    [
        (ClaimItem(BRIDGE, ("Quill",), "denies", FIRST), ("right", "")),
        (ClaimItem(BRIDGE, ("Tern Rail",), "denies", FIRST), ("wrong", "said by Ada Quill")),
        (ClaimItem(TRAINS, ("Tern Rail",), "asserts", FIRST), ("right", "")),
        (ClaimItem(TEXT, ("Tern Rail",), "asserts", FIRST), ("right", "")),
        (ClaimItem(BRIDGE, (), "asserts", FIRST), ("unattributed", "no speaker")),
        (ClaimItem("The river froze.", (), "asserts", THIRD), ("right", "")),
        (ClaimItem("The river froze.", ("Quill",), "asserts", THIRD), ("wrong", "said by the article")),
        (ClaimItem("Rain.", (), "asserts", SECOND), ("other", "not in the table")),
        (ClaimItem("Rain.", ("Quill",), "asserts", SECOND), ("other", "not in the table")),
        (ClaimItem(BRIDGE, ("Quill",), "denies", ()), ("wrong", "stands nowhere in the article")),
        (ActorItem("Mayor Ada Quill", ("bridge.txt",), "person", "mayor of Tern"), ("right", "")),
        (ActorItem("Ada Quill", ("bridge.txt",), "place"), ("wrong", "wrong kind")),
        (ActorItem("Ada Quill", ("bridge.txt",), "person", "plumber"), ("wrong", "wrong role")),
        (ActorItem("Tern Rail", ("bridge.txt",), None, "any"), ("right", "")),
        (ActorItem("Ada Quill", ("another.txt",)), ("wrong", "no actor of the article")),
        (FigureItem("some 40", "cancelled trains", 40, 40, FIRST), ("right", "")),
        (FigureItem("40.0", "trains"), ("right", "")),
        (FigureItem("40", "bridges", 40, 40, FIRST), ("wrong", "counts something else")),
        (FigureItem("40", "trains", 4, 40, FIRST), ("wrong", "wrong bounds")),
        (FigureItem("40", "trains", 40, 40, SECOND), ("wrong", "no such figure")),
        (FigureItem("1987", "style", 1987, 1987, SECOND), ("wrong", "not a quantity")),
        (UncertaintyItem("Rain.", "is thought to", SECOND), ("right", "")),
        (UncertaintyItem("Rain.", None, SECOND), ("right", "")),
        (UncertaintyItem("Rain.", "style", SECOND), ("other", "not in the table")),
        (UncertaintyItem("Garbled.", "style", (GARBLED,), "source_text"), ("right", "")),
        (UncertaintyItem("Garbled.", "style", (GARBLED, *FIRST), "source_text"), ("right", "")),
        (UncertaintyItem("Garbled.", "froze", THIRD, "source_text"), ("wrong", "0 of its 1 spans are garbled")),
        (UncertaintyItem("Snow.", "may", ()), ("wrong", "stands nowhere in the article")),
    ],
)
def test_an_item_gets_the_verdict_it_deserves(item, expected_outcome):
    """Speaker, sentence, kind, role, what is counted, bounds and cue each decide on their own."""
    assert outcome(item) == expected_outcome


def test_what_is_printed_twice_is_a_duplicate():
    """The same item again, or the same actor under another name, is neither right nor wrong."""
    items = [ActorItem("Quill", ("bridge.txt",)), ActorItem("Ada Quill", ("bridge.txt",))]
    items += [FigureItem("40", "trains")] * 2
    assert [verdict.outcome for verdict in judge(items, [PAGE])] == ["right", "duplicate"] * 2


def test_the_tally_counts_and_the_report_names_what_is_missed():
    """Half of the statements found by the right speaker, one of two speakers wrong, the wrong stance."""
    items = [
        ClaimItem(BRIDGE, ("Quill",), "asserts", FIRST),
        ClaimItem(TRAINS, ("Quill",), "asserts", FIRST),
        FigureItem("1987", "style", spans=SECOND),
    ]
    verdicts = list(judge(items, [PAGE]))
    figures = tally(verdicts, [PAGE])
    assert figures["speaker_precision"] == figures["speaker_recall"] == 0.5
    assert figures["stance_accuracy"] == figures["actor_recall"] == 0
    assert (figures["items_right"], figures["items_wrong"], figures["figure_not_a_quantity"]) == (1, 2, 1)
    lines = "\n".join(report(verdicts, [PAGE], verbose=True))
    assert "missed       claim        bridge.txt | trains were cancelled" in lines
    assert "said by Tern Rail" in lines
    assert "missed" not in "\n".join(report(verdicts, [PAGE], verbose=False))


# ── A briefing ────────────────────────────────────────────────────────────────────────────────────


def said_by(page, article):
    """The claims, figures and uncertainties of a story that says what the table says of one article."""

    def evidence(quote):
        at = page.text.index(quote)
        return (Span(article=article, start=at, end=at + len(quote), text=quote),)

    def statement(row):
        proof = evidence(row.quote)
        how = {"stance": row.stance, "certainty": row.certainty}
        return Statement(article=article, speaker=row.speaker, evidence=proof, **how)

    def reading(row):
        bounds = {"low": row.low, "high": row.high, "modifier": "exact", "speaker": None}
        return Reading(surface=row.surface, article=article, evidence=evidence(row.quote), **bounds)

    def doubt(row):
        cue, proof = row.cue[0], evidence(row.quote)
        return Uncertainty(id=row.quote, text=row.quote, kind="unconfirmed", cue=cue, evidence=proof)

    gold = page.gold
    proof = tuple(span for words in gold.garbled for span in evidence(words))
    broken = {"text": "Garbled.", "kind": "source_text", "cue": gold.garbled[0], "evidence": proof}
    return (
        [Claim(id=row.quote, text=row.quote, statements=(statement(row),)) for row in gold.statements],
        [Figure(id=row.quote, of=row.of[0], readings=(reading(row),)) for row in gold.quantities],
        [*(doubt(row) for row in gold.uncertainties), Uncertainty(id="garbled", **broken)],
    )


def perfect(pages):
    """A briefing that says what the table says, and nothing else; an actor's name is its id."""
    names = {row.name: row.kind[0] for page in pages.values() for row in page.gold.actors}
    speakers = {row.speaker for page in pages.values() for row in page.gold.statements}
    actors = [
        Actor(id=name, name=name, kind=names.get(name, "group"), articles=tuple(pages))
        for name in sorted(names.keys() | speakers)
    ]
    stories = [said_by(page, name) for name, page in pages.items()]
    claims, figures, doubts = ([item for said in stories for item in said[part]] for part in range(3))
    story = Story(
        id="s1",
        headline="Bridge",
        articles=tuple(pages),
        claims=tuple(claims),
        actors=tuple(actors),
        figures=tuple(figures),
        uncertainties=tuple(doubts),
    )
    records = [
        ArticleRecord(id=name, name=f"seeds/{name}", text=page.text, status="ok") for name, page in pages.items()
    ]
    return Briefing(title="t", date="2024-11-01", engine=Engine(model="m"), stories=(story,), articles=tuple(records))


def test_a_briefing_that_says_what_the_table_says_finds_all_of_it():
    """Every row is found, and no statement, figure or uncertainty of the table is judged wrong."""
    verdicts = list(seeds.verdicts(perfect({"bridge.txt": PAGE}), {"bridge.txt": PAGE}))
    figures = tally(verdicts, [PAGE])
    assert {key for verdict in verdicts for key in verdict.found} >= expected([PAGE])
    assert figures["items_wrong"] == 0
    assert figures["stance_accuracy"] == figures["certainty_accuracy"] == figures["speaker_precision"] == 1
    assert figures["figure_precision"] == figures["uncertainty_precision"] == 1


def test_the_seeds_own_table_scores_full_marks(tmp_path):
    """The command line reads a briefing, and ends with one line of JSON that holds the figures."""
    path = tmp_path / "briefing.json"
    path.write_text(perfect(PAGES).model_dump_json(by_alias=True), encoding="utf-8")
    done = CliRunner().invoke(seeds.main, ["--briefing", str(path), "--verbose"])
    assert done.exit_code == 0, done.output
    last = json.loads(done.output.splitlines()[-1])
    recalls = ("speaker_recall", "actor_recall", "figure_recall", "uncertainty_recall", "speaker_precision")
    assert [last[name] for name in recalls] == [1] * 5
    assert (last["benchmark"], last["claim_wrong"], last["figure_wrong"], last["uncertainty_other"]) == (
        "seeds",
        0,
        0,
        0,
    )


def test_a_briefing_of_other_articles_is_refused(tmp_path):
    """A briefing without the seeds scores nothing; it is an error and not a bad mark."""
    path = tmp_path / "briefing.json"
    path.write_text(perfect({"bridge.txt": PAGE}).model_dump_json(by_alias=True), encoding="utf-8")
    done = CliRunner().invoke(seeds.main, ["--briefing", str(path)])
    assert done.exit_code == 1
    assert "the briefing lacks 000_475e599eac001d78.txt, 004_9fa544c1ce484911.txt" in done.output


def test_without_options_both_engines_are_scored_and_the_parser_alone():
    """One run gives the figures of the rules, of the recorded model, and of every quantity in every sentence."""
    done = CliRunner().invoke(seeds.main, [])
    assert done.exit_code == 0, done.output
    last = json.loads(done.output.splitlines()[-1])
    assert last["model"] == "extractive"
    assert last["replayed"]["model"].startswith("openai/")
    for figures in (last, last["replayed"]):
        assert {"speaker_precision", "stance_accuracy", "certainty_accuracy", "uncertainty_recall"} <= figures.keys()
        assert figures["speaker_precision"] >= 0.9
        assert figures["figure_wrong"] == 0
    assert last["quantity_recall"] == 1


@pytest.mark.parametrize("command", [seeds.main, verify.main])
def test_a_folder_without_the_seeds_is_refused_in_one_sentence(tmp_path, command):
    """A folder of other data is named, with what it lacks."""
    (tmp_path / "dev.jsonl").write_text("{}\n", encoding="utf-8")
    done = CliRunner().invoke(command, ["--data", str(tmp_path)])
    assert done.exit_code == 1
    assert "lacks 000_475e599eac001d78.txt and 004_9fa544c1ce484911.txt" in done.output
    assert done.output.count("\n") == 1


# ── Stance, certainty and quantities ──────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("stance", "certainty", "right"),
    [
        ("denies", "certain", (True, True)),
        ("denies", "probable", (True, True)),
        ("asserts", "possible", (False, False)),
        ("denies", None, (True, None)),
    ],
)
def test_stance_and_certainty_are_judged_where_the_speaker_is_right(stance, certainty, right):
    """What the table accepts besides is right as well; who gives no certainty is not judged by it."""
    (verdict,) = judge([ClaimItem(BRIDGE, ("Quill",), stance, FIRST, certainty)], [PAGE])
    assert (verdict.stance_right, verdict.certainty_right) == right
    assert bool(verdict.why) == (False in right)


def test_the_parser_alone_is_judged_by_every_sentence():
    """It finds the 40 trains with their bounds; a number that the table does not know would be wrong."""
    verdicts = list(judge_quantities(PAGE))
    assert tally_quantities(verdicts, [PAGE]) == {"quantity_precision": 1, "quantity_recall": 1, "quantity_wrong": 0}
    other = Page(PAGE.name, PAGE.text.replace("It is", "Some 12 boats sank. It is"), PAGE.gold)
    assert tally_quantities(list(judge_quantities(other)), [other])["quantity_wrong"] == 1
