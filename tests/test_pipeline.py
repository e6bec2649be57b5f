"""The whole road from a program: what may be given, what is refused, and how a run with a model behaves."""

from __future__ import annotations

import asyncio
import threading
from datetime import date

import pytest

from summarizer import Article, ModelError, NothingToSummarize, Progress, UsageError, asummarize, summarize
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
    assert told == [Progress(done, total) for done in range(1, total + 1)]


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
