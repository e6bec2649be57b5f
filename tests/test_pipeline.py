"""The whole road from a program: what may be given, what is refused, and how a run with a model behaves."""

from __future__ import annotations

import asyncio
import json
import re
import threading
from datetime import date

import pytest

from summarizer import Article, ModelError, NothingToSummarize, UsageError, asummarize, summarize
from summarizer.engines.local import COMPOSED
from summarizer.errors import CassetteMissError
from summarizer.merging.prose import LINES
from summarizer.models import Windows
from summarizer.settings import Settings

FLOOD = "Mayor Ines Falk said on Monday that 40 people were hurt in Korrdam. The dam had cracked in the night."
FIRE = "Engineer Tom Reyes warned that the bridge at Vesk might fall. Boats left the harbour before noon."
TEN = " ".join(f"Boat {name} lies in the harbour of Vesk." for name in "Alda Bera Cora Dena Edda Fria Gala".split())
DAY = date(2024, 11, 1)


@pytest.fixture(autouse=True)
def _folder(tmp_path, monkeypatch):
    """Work in an empty folder, away from any settings file."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def ask(server, naps, monkeypatch):
    """Brief articles with the model on loopback."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-loopback")

    def ask(sources, **options):
        return summarize(sources, **{"model": "openai/scripted", "base_url": server.url, "date": DAY, **options})

    return ask


def choosy(server):
    """Answer every request about the dam or Boat Alda as a filter would, and echo the rest."""

    def answer(request):
        refused = any("dam had" in s or "Alda" in s for s in server.sentences_of(request))
        return server.Reply(refusal="I would rather not.") if refused else server.echo(request)

    return answer


# ── Sources ───────────────────────────────────────────────────────────────────────────────────────


def test_one_source_need_not_be_in_a_list(tmp_path):
    """An article, a path and its name alone are what a list of one is."""
    path = tmp_path / "flood.txt"
    path.write_text(FLOOD, encoding="utf-8")
    article = Article(text=FLOOD)
    assert summarize(article, date=DAY) == summarize([article], date=DAY)
    assert summarize(path, date=DAY) == summarize(str(path), date=DAY) == summarize((path,), date=DAY)


def test_any_iterable_of_sources_will_do(tmp_path):
    """Files and articles may be mixed, and come from a generator."""
    (tmp_path / "fire.txt").write_text(FIRE, encoding="utf-8")
    briefing = summarize(source for source in (Article(text=FLOOD), tmp_path / "fire.txt"))
    assert [article.text for article in briefing.articles] == [FLOOD, FIRE]


@pytest.mark.parametrize("text", [f"\n\n  {FLOOD}\r\n\t", f"<p>{FLOOD}</p>", f"\ufeff{FLOOD}\u200b\n– Rain –\n"])
def test_an_articles_text_is_kept(text):
    """Offsets count the text as it was given: nothing is stripped, decoded or mended."""
    (record,) = summarize(Article(text=text, title="Flood"), date=DAY).articles
    assert (record.text, record.title, record.status) == (text, "Flood", "ok")


def test_the_date_is_the_callers_or_todays():
    """A briefing is dated as asked, else today where the settings say one is."""
    assert summarize(Article(text=FLOOD), date=DAY).title == "Briefing for 1 November 2024"
    chosen = Settings(time_zone="Pacific/Auckland")
    before = chosen.today().isoformat()
    made = summarize(Article(text=FLOOD), settings=chosen).date
    assert before <= made <= chosen.today().isoformat()


# ── Nothing to summarize ──────────────────────────────────────────────────────────────────────────


def test_nothing_given_says_what_to_give():
    """No source at all."""
    with pytest.raises(NothingToSummarize, match=r"^There is nothing to summarize: give files, folders or articles\.$"):
        summarize([])


def test_one_unreadable_source_gives_its_own_reason():
    """The message is about that source."""
    with pytest.raises(NothingToSummarize, match=r"missing\.txt") as raised:
        summarize("missing.txt")
    assert not str(raised.value).startswith("None of")


def test_many_unreadable_sources_are_counted():
    """The message counts them and gives the first one's reason."""
    with pytest.raises(NothingToSummarize, match=r"^None of the 2 sources can be summarized\. The first: .*one\.txt"):
        summarize(["one.txt", "two.txt"])


# ── Options ───────────────────────────────────────────────────────────────────────────────────────


def test_a_run_records_or_replays():
    """Both at once is refused before anything is read or written."""
    with pytest.raises(UsageError, match="records or replays, not both"):
        summarize("missing.txt", record="a.yaml", replay="b.yaml")


def test_the_extractive_engine_has_nothing_to_record(tmp_path):
    """A cassette of no model is refused, and none is left behind."""
    with pytest.raises(UsageError, match="asks no model"):
        summarize(Article(text=FLOOD), model="extractive", record="a.yaml")
    assert list(tmp_path.iterdir()) == []


def test_settings_given_win_over_the_environment(monkeypatch):
    """Who passes settings is not surprised by the machine's."""
    monkeypatch.setenv("SUMMARIZER_MODEL", "nobody/at-all")
    assert summarize(Article(text=FLOOD), settings=Settings()).engine.model == "extractive"


def test_flags_win_over_settings_and_environment(monkeypatch):
    """What is said in the call counts most; None says nothing."""
    monkeypatch.setenv("SUMMARIZER_MODEL", "nobody/at-all")
    chosen = Settings(model="nobody/else")
    for settings in (chosen, None):
        assert summarize(Article(text=FLOOD), settings=settings, model="extractive").engine.model == "extractive"
    with pytest.raises(UsageError, match="nobody"):
        summarize(Article(text=FLOOD), settings=chosen, model=None)


def test_an_unknown_flag_is_refused():
    """A typing error is not passed over."""
    with pytest.raises(UsageError, match="modle"):
        summarize(Article(text=FLOOD), modle="extractive")


# ── A run with a model ────────────────────────────────────────────────────────────────────────────


def test_a_model_makes_the_briefing(ask, server):
    """What it answers is proven and printed, with its name, its prompt's and schema's hashes and its usage."""
    briefing = ask([Article(text=FLOOD)])
    assert (briefing.engine.model, briefing.usage.requests) == ("openai/scripted", len(server.requests))
    assert briefing.engine.prompt
    assert briefing.engine.answer_schema
    assert briefing.complete
    assert "Ines Falk" in {actor.name for story in briefing.stories for actor in story.actors}


def test_a_recorded_run_is_replayed_without_the_server(ask, server):
    """The cassette names the model, the server and the window, and gives the same briefing."""
    recorded = ask(Article(text=TEN), record="run.yaml", window=3)
    server.close()
    replayed = summarize(Article(text=TEN), replay="run.yaml", date=DAY)
    assert (replayed.stories, replayed.engine) == (recorded.stories, recorded.engine)


@pytest.mark.parametrize(("options", "total"), [({"model": "extractive"}, 2), ({"window": 3}, 4)])
def test_progress_counts_up_to_its_total(ask, options, total):
    """Every part of every article is told of once, in order."""
    told = []
    ask([Article(text=FLOOD), Article(text=TEN)], on_progress=told.append, **options)
    reading = [(now.done, now.total) for now in told if now.stage == "reading"]
    assert reading == [(done, total) for done in range(total + 1)]
    assert list(dict.fromkeys(now.stage for now in told)) == ["reading", "merging", "writing"]
    assert (told[-1].articles_done, told[-1].articles) == (2, 2)


def test_summarize_inside_an_event_loop_says_what_to_use():
    """One sentence that names `asummarize`, and no coroutine that is never awaited."""

    async def inside():
        summarize(Article(text=FLOOD), model="extractive")

    with pytest.raises(UsageError, match="await asummarize"):
        asyncio.run(inside())


def test_several_articles_are_asked_about_at_once(ask, server):
    """One article does not wait for another: two requests meet at the server."""
    meeting = threading.Barrier(2)

    def together(request):
        meeting.wait(30)
        return server.echo(request)

    server.answer = together
    briefing = ask([Article(text=FLOOD), Article(text=FIRE)], concurrency=2)
    assert server.most_at_once == 2
    assert [article.text for article in briefing.articles] == [FLOOD, FIRE]


def test_a_model_that_answers_nothing_fails_the_run(ask, server):
    """Where no part of any article was answered, the error gives the first reason."""
    server.answer = lambda _: server.Reply(refusal="I would rather not.")
    with pytest.raises(ModelError, match=r"^The model gave no answer that can be used\. The model refused") as raised:
        ask([Article(text=FLOOD), Article(text=FIRE)])
    assert raised.value.provider == "openai"


def test_the_first_error_ends_the_run(ask, server):
    """A key that is refused is raised as what it is, not as a group, whichever article met it."""
    server.answer = lambda _: server.Reply(status=401)
    with pytest.raises(ModelError) as raised:
        ask([Article(text=FLOOD), Article(text=FIRE)])
    assert raised.value.status == 401


def test_a_failed_part_makes_an_article_partial_and_costs_no_other(ask, server):
    """Statuses and windows say what was answered, and the briefing is not complete."""
    server.answer = choosy(server)
    briefing = ask([Article(text=FLOOD), Article(text=TEN), Article(text=FIRE)], window=4)
    assert [article.status for article in briefing.articles] == ["failed", "partial", "ok"]
    assert [article.windows for article in briefing.articles] == [
        Windows(failed=1),
        Windows(done=1, failed=1),
        Windows(done=1),
    ]
    assert [bool(article.reason) for article in briefing.articles] == [True, True, False]
    assert not briefing.complete


@pytest.mark.parametrize("engine", ["extractive", "model"])
def test_the_event_loop_goes_on_while_a_briefing_is_made(server, monkeypatch, engine):
    """A program's other tasks run in the meantime, also while an answer is waited for."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-loopback")
    ticked = threading.Event()

    def patient(request):
        assert ticked.wait(30)
        return server.echo(request)

    server.answer = patient
    flags = {"model": "openai/scripted", "base_url": server.url} if engine == "model" else {"model": "extractive"}

    async def run():
        ticks = 0

        async def tick():
            nonlocal ticks
            while True:
                await asyncio.sleep(0.002)
                ticks += 1
                if server.requests:
                    ticked.set()

        ticker = asyncio.create_task(tick())
        briefing = await asummarize([Article(text=f"{FLOOD} {FIRE} " * 20)], date=DAY, **flags)
        ticker.cancel()
        return ticks, briefing

    ticks, briefing = asyncio.run(run())
    assert briefing.complete
    assert ticks >= 3


# ── A model that judges and writes ────────────────────────────────────────────────────────────────

TOLD = "Doctors in Korrdam treated 40 people on Monday, mayor Ines Falk said. Boats left the harbour of Vesk."
GOOD = "Mayor Ines Falk said on Monday that 40 people were hurt in Korrdam."
BAD = "Mayor Ines Falk said on Monday that 70 people were hurt in Korrdam."


def asks(request):
    """What a request asks for."""
    if "input" in request:
        return "embed"
    begins = {"You read": "extract", "You compare": "judge", "You write": "compose"}
    return next(kind for words, kind in begins.items() if request["messages"][0]["content"].startswith(words))


def asked(server, kind):
    """The requests of one kind that came in."""
    return [request for request in server.requests if asks(request) == kind]


def cite(request, words):
    """The id of the point that holds some words."""
    return re.search(rf"\[(c\d+)\] [^\n]*{words}", request["messages"][4 - 1]["content"])[1]


def writes(server, *sentences, again=(), judgement="same"):
    """Answer as a model does that judges every pair alike and writes these sentences, the first also as the headline."""

    def answer(request):
        kind = asks(request)
        if kind == "judge":
            pairs = re.findall(r'<pair id="(\w+)">', request["messages"][-1]["content"])
            return server.Reply(json.dumps({"judgements": [{"pair": p, "judgement": judgement} for p in pairs]}))
        if kind == "compose":
            point = cite(request, "hurt")
            if len(request["messages"]) > 4:
                return server.Reply(json.dumps({"sentences": [{"text": text, "cites": [point]} for text in again]}))
            lines = [{"text": text, "cites": [point]} for text in sentences]
            return server.Reply(json.dumps({"headline": lines[0], "summary": lines}))
        return server.echo(request)

    return answer


def prose_of(briefing):
    """The refused sentences, with their reasons."""
    return [(item.item, item.reason) for item in briefing.rejected if item.kind == "prose"]


def test_a_model_writes_headline_lead_and_summary(ask, server):
    """What it writes is printed where it is proven, with the claims that carry it; nothing is asked twice."""
    server.answer = writes(server, "Ines Falk said 40 people were hurt in Korrdam.")
    briefing = ask(Article(text=FLOOD))
    (story,) = briefing.stories
    assert story.headline == "Ines Falk said 40 people were hurt in Korrdam"
    assert [line.text for line in briefing.lead] == ["Ines Falk said 40 people were hurt in Korrdam."]
    assert story.headline_cites == briefing.lead[0].cites
    assert "hurt" in next(claim.text for claim in story.claims if claim.id in story.headline_cites)
    assert prose_of(briefing) == []
    assert len(asked(server, "compose")) == 1
    assert briefing.usage.requests == len(server.requests)


def test_a_refused_sentence_is_asked_for_once_more(ask, server):
    """The second try is printed where it holds; the first is listed with its reason."""
    server.answer = writes(server, BAD, again=[GOOD, GOOD])
    briefing = ask(Article(text=FLOOD))
    assert [line.text for line in briefing.lead] == [GOOD]
    assert {item for item, _ in prose_of(briefing)} == {BAD}
    assert all("70" in reason for _, reason in prose_of(briefing))
    first, second = asked(server, "compose")
    assert second["messages"][:4] == first["messages"]
    assert BAD in second["messages"][-1]["content"]


def test_a_sentence_that_fails_twice_is_replaced_by_its_claim(ask, server):
    """It is never asked for a third time, and nothing unproven is printed."""
    server.answer = writes(server, BAD, again=[BAD.replace("70", "80")] * 2)
    briefing = ask(Article(text=FLOOD))
    (story,) = briefing.stories
    assert len(asked(server, "compose")) == 2
    assert [line.text for line in briefing.lead] == [GOOD]
    assert "40 people" in story.headline
    assert sorted({item for item, _ in prose_of(briefing)}) == [BAD, BAD.replace("70", "80")]
    assert briefing.complete


@pytest.mark.parametrize(
    "reply",
    [
        {"refusal": "I would rather not."},
        {"content": '{"headline"', "finish_reason": "length"},
        {"content": "Here is your headline!"},
        {"status": 400},
        {"status": 503},
        {"hang_up": True},
    ],
)
def test_help_that_fails_costs_nothing_but_the_help(ask, server, reply):
    """Where judging and writing fail, the rules' briefing is printed, complete, and says what the model did not do."""
    server.answer = lambda request: server.echo(request) if asks(request) == "extract" else server.Reply(**reply)
    briefing = ask([Article(text=FLOOD), Article(text=TOLD)], one_story=True)
    assert briefing.complete
    assert briefing.lead
    assert "Korrdam" in briefing.stories[0].headline
    missed = [item for item in briefing.rejected if item.kind == "help"]
    assert len({item.item for item in missed}) == 2
    assert all(item.reason.startswith("Left to the rules") for item in missed)
    assert missed[0].item in briefing.to_text(1000)


def test_a_limit_that_is_reached_after_extraction_is_no_gap(ask, server):
    """Every article is read in full: the briefing is complete, and what was not asked for is listed."""
    briefing = ask(Article(text=FLOOD), max_requests=1)
    assert (len(server.requests), briefing.usage.requests, briefing.complete) == (1, 1, True)
    assert ["limit of 1 requests" in item.reason for item in briefing.rejected if item.kind == "help"] == [True]


def test_a_second_try_that_fails_costs_nothing(ask, server):
    """A limit between the two tries leaves the claim in the sentence's place."""
    server.answer = writes(server, BAD)
    briefing = ask(Article(text=FLOOD), max_requests=2)
    assert [line.text for line in briefing.lead] == [GOOD]
    assert {item for item, _ in prose_of(briefing)} == {BAD}


@pytest.mark.parametrize(("judgement", "claims"), [("same", 1), ("neither", 2)])
def test_a_model_judges_the_doubtful_pairs(ask, server, judgement, claims):
    """Two claims that it calls the same are one with two statements; else they stay apart."""
    server.answer = writes(server, GOOD, judgement=judgement)
    briefing = ask([Article(text=FLOOD), Article(text=TOLD)], one_story=True)
    (story,) = briefing.stories
    (request,) = asked(server, "judge")
    assert GOOD in request["messages"][-1]["content"]
    assert len([one for one in story.claims if "Ines Falk" in one.text]) == claims


def test_a_whole_run_is_replayed(ask, server):
    """Judgements and prose are recorded and answered from again: the same briefing without the server."""
    server.answer = writes(server, BAD, again=[GOOD])
    given = [Article(text=FLOOD), Article(text=TOLD)]
    recorded = ask(given, record="run.yaml", one_story=True)
    assert {asks(request) for request in server.requests} == {"extract", "judge", "compose"}
    server.close()
    replayed = summarize(given, replay="run.yaml", date=DAY, one_story=True)
    assert replayed.to_json() == recorded.to_json()
    with pytest.raises(CassetteMissError):
        summarize(given, replay="run.yaml", date=DAY, one_story=True, tone="calm")


def test_nothing_is_asked_for_the_extractive_engine(server):
    """Without a model no address is contacted, whatever is set."""
    briefing = summarize(Article(text=FLOOD), model="extractive", base_url=server.url, tone="calm", date=DAY)
    assert server.requests == []
    assert briefing.lead
    assert prose_of(briefing) == []


def test_only_the_first_stories_are_written_by_the_model(ask, server):
    """However many stories there are, the requests for prose are bounded; every story has a headline."""
    towns = "Alda Bera Cora Dena Edda Fria Gala Hela Inga Jara".split()
    articles = [
        Article(text=f"In {town} 4{n} people were hurt when a {town} tram hit a wall.") for n, town in enumerate(towns)
    ]
    briefing = ask(articles)
    stories = {re.search(r"In (\w+) ", story.claims[0].text)[1] for story in briefing.stories}
    assert len({request["messages"][3]["content"] for request in asked(server, "compose")}) == min(
        COMPOSED, len(stories)
    )
    assert all(story.headline for story in briefing.stories)
    assert len(briefing.lead) <= LINES["medium"]


# ── A model that embeds ───────────────────────────────────────────────────────────────────────────

PORT = (
    Article(text="Marta Lund has resigned as head of the port authority, the board announced on Friday."),
    Article(text="The chief of the harbour steps down after a row about cranes. Lund gave no reasons for it."),
    Article(text="Skarn United beat Halla 3-1 in the cup semi-final, with two late goals by the substitute Ida Moe."),
)


def embeds(server, **reply):
    """Answer requests for embeddings with these fields, or as a model that tells sport from news; echo the rest."""

    def answer(request):
        if asks(request) != "embed":
            return server.echo(request)
        vectors = [[0.1, 0.123456789012345] if "cup" in text else [1.5, -1e-9] for text in request["input"]]
        data = [{"object": "embedding", "index": n, "embedding": vector} for n, vector in enumerate(vectors)]
        return server.Reply(**(reply or {"body": {"object": "list", "data": data, "model": "e", "usage": {}}}))

    return answer


def told_apart(briefing):
    """The articles of each story."""
    return sorted(story.articles for story in briefing.stories)


def test_stories_are_told_apart_by_meaning_where_that_is_asked_for(ask, server):
    """Two articles that share a name and no other word are one story by their embeddings, and two without them."""
    server.answer = embeds(server)
    assert told_apart(ask(PORT)) == [("1",), ("2",), ("3",)]
    assert asked(server, "embed") == []
    briefing = ask(PORT, embeddings="acme-embed")
    assert told_apart(briefing) == [("1", "2"), ("3",)]
    (request,) = asked(server, "embed")
    assert (request["model"], len(request["input"])) == ("acme-embed", 3)
    assert briefing.complete


def test_embeddings_are_recorded_and_replayed(ask, server, monkeypatch):
    """The cassette names the embedding model, and gives the same bytes; without any, none are asked for."""
    server.answer = embeds(server)
    recorded = ask(PORT, embeddings="acme-embed", record="with.yaml")
    plain = ask(PORT, record="without.yaml")
    server.close()
    assert summarize(PORT, replay="with.yaml", date=DAY).to_json() == recorded.to_json()
    assert summarize(PORT[::-1], replay="with.yaml", date=DAY).complete
    monkeypatch.setenv("SUMMARIZER_EMBEDDINGS", "acme-embed")
    assert summarize(PORT, replay="without.yaml", date=DAY).to_json() == plain.to_json()
    with pytest.raises(CassetteMissError):
        summarize(PORT, replay="with.yaml", date=DAY, embeddings="another")


@pytest.mark.parametrize("reply", [{"status": 501}, {"status": 400}, {"hang_up": True}, {"body": {"data": []}}])
def test_embeddings_that_fail_cost_nothing_but_their_help(ask, server, reply):
    """The stories are those of the rules, the briefing is complete, and one note says what the model did not do."""
    server.answer = embeds(server)
    rules = ask(PORT)
    server.answer = embeds(server, **reply)
    briefing = ask(PORT, embeddings="acme-embed")
    assert (briefing.stories, briefing.complete) == (rules.stories, True)
    (note,) = [item for item in briefing.rejected if "Embeddings" in item.item]
    assert (note.article, note.item) == (None, "Embeddings of 3 articles")
    assert note.reason.startswith("Left to the rules")


def test_an_unknown_embedding_model_ends_the_run(ask, server):
    """Whoever asked for it is told which option to mend."""
    server.answer = embeds(server, status=404)
    with pytest.raises(ModelError, match=r"'acme-embed' is not known .*--embeddings"):
        ask(PORT, embeddings="acme-embed")


def test_no_embeddings_are_asked_for_without_need(ask, server):
    """Where all is one story, or there is one article, nothing is to be told apart."""
    server.answer = embeds(server)
    ask(PORT, embeddings="acme-embed", one_story=True)
    ask(PORT[0], embeddings="acme-embed")
    assert asked(server, "embed") == []


def test_embeddings_come_after_the_articles_within_a_limit(ask, server):
    """A limit that the articles use up leaves the stories to the rules: no article is read less for the help's sake."""
    server.answer = embeds(server)
    briefing = ask(PORT, embeddings="acme-embed", max_requests=3)
    assert {asks(request) for request in server.requests} == {"extract"}
    assert briefing.complete
    assert any("limit of 3 requests" in item.reason for item in briefing.rejected if "Embeddings" in item.item)


# ── How it is written ─────────────────────────────────────────────────────────────────────────────


def test_length_tone_and_language_reach_the_model(ask, server):
    """They are part of the request, so that another setting is another recording."""
    server.answer = writes(server, GOOD)
    ask(Article(text=FLOOD, language="en"), length="short", tone="plain and calm", language="en")
    (request,) = asked(server, "compose")
    assert request["messages"][-1]["content"].startswith(
        "Write a headline and 4 sentences. Tone: plain and calm. Language: en.\n"
    )


def test_what_could_not_be_proven_is_not_asked_for(ask, server):
    """No article is in the language that is wanted: the articles' own words are printed, and the briefing says why."""
    server.answer = writes(server, GOOD)
    briefing = ask(Article(text=FLOOD, language="en"), language="fr")
    assert asked(server, "compose") == []
    assert GOOD in {line.text for line in (*briefing.lead, *briefing.stories[0].summary)} | {
        f"{briefing.stories[0].headline}."
    }
    assert ["‘fr’" in item.reason for item in briefing.rejected if item.kind == "help"] == [True]


def test_a_glossary_names_actors_in_the_briefings_own_lines():
    """The actor bears both names; evidence and claims keep the article's."""
    chosen = Settings(glossary={"Ines Falk": "Inès Falk"})
    (story,) = summarize(Article(text=FLOOD), settings=chosen, date=DAY).stories
    (actor,) = [one for one in story.actors if one.name == "Inès Falk"]
    assert "Ines Falk" in actor.aliases
    assert "Inès Falk" in story.headline
    assert all("Inès" not in claim.text for claim in story.claims)


def test_one_story_is_made_of_all_articles_where_that_is_asked_for():
    """Two events are two stories, unless the user knows better."""
    given = [Article(text=FLOOD), Article(text="Bakers in Tarn ran out of flour. Odile Marr said so.")]
    assert len(summarize(given, date=DAY).stories) == 2
    (story,) = summarize(given, date=DAY, one_story=True).stories
    assert story.articles == ("1", "2")


def test_a_near_copy_names_the_first_article_of_its_source():
    """Two articles of one origin are one source: the second says whose it is, the first nothing."""
    text = f"{FLOOD} {FIRE} {TEN}"
    given = [Article(text=text), Article(text=f"{text} Rain is expected."), Article(text=TOLD)]
    briefing = summarize(given, date=DAY)
    assert [article.same_source_as for article in briefing.articles] == [None, "1", None]
