"""The baseline that the project must beat: one plain request an article."""

from __future__ import annotations

import json

import httpx2
import openai
import pytest
from click.testing import CliRunner

from benchmarks import naive
from benchmarks.gold import GoldArticle, Page, load_pages
from benchmarks.scoring import judge

PAGES = load_pages()
BRIDGE = "Mayor Ada Quill denied that the bridge was unsafe."
TEXT = f"{BRIDGE}\nIt rained. The river froze."
STATEMENT = {"quote": "that the bridge was unsafe", "speaker": "Ada Quill", "stance": "denies", "certainty": "certain"}
TABLE = {name: [] for name in GoldArticle.model_fields} | {
    "statements": [STATEMENT],
    "unattributed": ["The river froze"],
    "actors": [{"name": "Ada Quill", "accept": ["Quill"], "kind": ["person"]}],
}
PAGE = Page("bridge.txt", TEXT, GoldArticle.model_validate(TABLE))
THIRD = ((TEXT.index("The river"), len(TEXT)),)


@pytest.mark.parametrize(
    ("quote", "where"),
    [
        ("The river froze", ((TEXT.index("The river"), TEXT.index("froze") + 5),)),
        ("The wide river froze", THIRD),
        ("A dog barked at cats", ()),
        ("  ", ()),
    ],
)
def test_a_quote_is_looked_for_as_it_stands_and_then_by_its_words(quote, where):
    """A quote that is nearly a sentence is that sentence; one that shares little is nowhere."""
    assert naive.locate(quote, PAGE) == where


def test_an_answer_that_was_cut_off_has_no_items():
    """Half of a JSON answer cannot be read: it prints nothing, right or wrong."""
    assert list(naive.items('{"claims": [{"text": "The ri', PAGE)) == []


def test_a_claim_under_another_sentences_quote_is_judged_either_way():
    """By its quote the right speaker of the text is wrong; by its text the same claim is right."""
    claim = {"text": BRIDGE, "speaker": "Quill", "stance": "denies", "quote": "The river froze"}
    content = json.dumps({"claims": [claim], "actors": [], "counts": [], "uncertainties": []})
    judged = {by: next(judge(list(naive.items(content, PAGE, by)), [PAGE])).outcome for by in ("quote", "text")}
    assert judged == {"quote": "wrong", "text": "right"}


def test_stored_answers_are_scored_again_without_a_server(tmp_path):
    """Answers on file need no request; nobody named is the article's own voice."""
    (name, page), (other, _) = PAGES.items()
    row = page.gold.statements[0]
    claims = [
        {"text": row.quote, "speaker": speaker, "stance": "asserts", "quote": row.quote}
        for speaker in (row.speaker, None, "Unknown")
    ]
    content = {
        "claims": claims,
        "actors": [{"name": row.speaker, "role": ""}],
        "counts": [{"number": "12", "of": "boats"}],
        "uncertainties": ["What the weather brings"],
    }
    raw = naive.Raw(content=json.dumps(content), seconds=1.5, output_tokens=9, truncated=False)
    path = tmp_path / "answers.json"
    cut = naive.Raw(content="{", seconds=2, output_tokens=8, truncated=True)
    path.write_text(naive.Answers(model="m", articles={name: raw, other: cut}).model_dump_json(), encoding="utf-8")
    done = CliRunner().invoke(naive.main, ["--answers", str(path)])
    assert done.exit_code == 0, done.output
    last = json.loads(done.output.splitlines()[-1])
    assert (last["claim_right"], last["claim_unattributed"], last["claim_duplicate"]) == (1, 1, 1)
    assert (last["actor_right"], last["figure_wrong"], last["uncertainty_wrong"]) == (1, 1, 1)
    assert (last["seconds"], last["output_tokens"], last["truncated"]) == (3.5, 17, 1)


def test_the_baseline_asks_once_with_a_schema_and_sees_that_it_was_cut_off():
    """One request holds the whole article; a finish for length is told apart from a whole answer."""
    sent = []

    def serve(request):
        sent.append(json.loads(request.content))
        choice = {"index": 0, "finish_reason": "length", "message": {"role": "assistant", "content": "{"}}
        usage = {"prompt_tokens": 5, "completion_tokens": 2048, "total_tokens": 2053}
        body = {"id": "1", "object": "chat.completion", "created": 0, "model": "m", "choices": [choice], "usage": usage}
        return httpx2.Response(200, json=body)

    with openai.OpenAI(
        api_key="none", base_url="http://test/v1", http_client=httpx2.Client(transport=httpx2.MockTransport(serve))
    ) as client:
        raw = naive.ask(client, "m", TEXT)
    (request,) = sent
    assert (raw.content, raw.output_tokens, raw.truncated) == ("{", 2048, True)
    assert TEXT in request["messages"][0]["content"]
    assert (request["max_tokens"], request["temperature"]) == (2048, 0)
    assert "claims" in request["response_format"]["json_schema"]["schema"]["properties"]
