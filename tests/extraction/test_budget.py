"""The budget over real HTTP: limits that hold before a request is sent, and what is counted."""

from __future__ import annotations

import pytest

from summarizer import errors
from summarizer.drafts import Answered
from summarizer.extraction import budget, stored
from summarizer.extraction.budget import SPARE, SPARE_LEAST, Bill, Budget, Limits
from summarizer.extraction.prices import Price, Prices, Tokens
from summarizer.extraction.transport import ATTEMPTS

GOOD = '{"boats": 7}'
BAD = '{"boats": "many"}'


@pytest.mark.parametrize("most", [1, 5])
def test_the_limit_on_requests_is_exact(server, ask, most):
    """However many ask at once, the server sees as many requests as are allowed, and no more."""
    results, model = ask(times=12, concurrency=8, limits=Limits(requests=most))
    assert len(server.requests) == model.usage.requests == most
    assert results.count(7) == most
    assert sum(isinstance(result, errors.BudgetError) for result in results) == 12 - most
    assert model.usage.retries == 0


def test_the_limit_on_requests_holds_for_retries(server, ask):
    """A request that is sent again counts again, and what was never sent is no retry."""
    server.answer = lambda _: server.Reply(status=503)
    results, model = ask(times=3, concurrency=1, limits=Limits(requests=3))
    assert all(isinstance(result, errors.BudgetError) for result in results)
    assert sum(result.attempts for result in results) == len(server.requests) == 3
    assert model.usage.retries == 3 - sum(result.attempts > 0 for result in results)


def test_the_limit_on_requests_holds_for_asking_again(server, ask):
    """An answer that breaks the schema is not asked for again past the limit."""
    server.answer = lambda _: server.Reply(BAD)
    error, model = ask(limits=Limits(requests=2))
    assert isinstance(error, errors.BudgetError)
    assert "2 requests" in str(error)
    assert (model.usage.requests, model.usage.retries) == (2, 1)


def test_the_limit_on_tokens_holds_before_sending(server, ask):
    """A request that might pass the limit is not sent, and the limit is in the error."""
    error, model = ask(limits=Limits(tokens=50))
    assert isinstance(error, errors.BudgetError)
    assert "50 tokens" in str(error)
    assert server.requests == []
    assert model.usage.requests == 0


def test_the_limit_on_tokens_holds_under_concurrency(server, ask):
    """What requests under way may still use is counted, so that together they keep the limit."""
    ask()
    size = budget.estimate(stored.canonical(server.requests.pop()), 50)
    server.answer = lambda _: server.Reply(GOOD, usage=(size.input, 50))  # as much as is set aside for a question
    most = 5 * size.total + 100
    results, model = ask(times=12, concurrency=8, limits=Limits(tokens=most))
    assert len(server.requests) == results.count(7) == 5
    assert model.usage.input_tokens + model.usage.output_tokens <= most


def test_the_limit_on_cost_holds_before_sending(server, ask):
    """What requests under way may still cost is counted, so that together they keep the limit."""
    prices = Prices(input=1_000_000.0, output=0.0)  # a dollar a token read
    _, model = ask(prices=prices)
    assert model.usage.cost_usd == 100.0
    size = budget.estimate(stored.canonical(server.requests.pop()), 50)
    server.answer = lambda _: server.Reply(GOOD, usage=(size.input, 10))
    most = 3.5 * size.input
    results, model = ask(times=12, concurrency=8, prices=prices, limits=Limits(cost=most))
    assert results.count(7) == len(server.requests) == 3
    assert model.usage.cost_usd == 3.0 * size.input
    assert all(isinstance(one, errors.BudgetError) and f"US$ {most:g}" in str(one) for one in results if one != 7)
    assert model.exhausted


def test_a_limit_on_cost_needs_a_price(server, ask):
    """Where nobody knows what a model costs, the limit cannot hold, and the error names what mends it."""
    with pytest.raises(errors.UsageError, match="input_price and output_price"):
        ask(limits=Limits(cost=1.0))
    assert server.requests == []


def test_what_the_server_counts_widens_what_is_set_aside(server, ask):
    """A server that counts more than was thought possible is believed from then on."""
    server.answer = lambda _: server.Reply(GOOD, usage=(4000, 10))
    results, model = ask(times=6, concurrency=1, limits=Limits(tokens=10_000))
    assert len(server.requests) == results.count(7) == 2
    assert model.usage.input_tokens + model.usage.output_tokens == 8020


def test_an_estimate_is_an_upper_bound():
    """It counts the bytes of the whole request, so that text in which each character is a token fits, too."""
    assert budget.estimate("洪水" * 100, 50).total >= 250
    assert budget.estimate('{"messages": [], "schema": "boats"}', 0).total >= 17


def test_failed_attempts_count_as_the_server_reports_them(server, ask):
    """What an error's body says was used is counted, like the attempt itself."""
    broken = {"error": {"message": "out of order"}, "usage": {"prompt_tokens": 30, "completion_tokens": 4}}
    server.then(server.Reply(status=500, body=broken), server.Reply(status=500))
    _, model = ask(prices=Prices(input=1.0, output=2.0))
    usage = model.usage
    assert (usage.requests, usage.retries, usage.input_tokens, usage.output_tokens) == (3, 2, 130, 14)
    assert usage.cost_usd == pytest.approx((130 + 2 * 14) / 1e6)


@pytest.mark.parametrize("count", [-5, 10**12, 1.5, "7", True, None, [3], {}])
def test_a_count_that_is_none_is_not_taken(server, ask, count):
    """Whatever a server calls a number of tokens, usage stays a sum of whole numbers."""
    body = {"choices": [{"index": 0, "message": {"role": "assistant", "content": GOOD}, "finish_reason": "stop"}]}
    usage = {"prompt_tokens": count, "completion_tokens": 3, "prompt_tokens_details": {"cached_tokens": count}}
    server.answer = lambda _: server.Reply(body=body | {"usage": usage})
    answer, model = ask()
    assert answer == 7
    assert (model.usage.input_tokens, model.usage.output_tokens) == (0, 3)


def test_a_run_in_which_too_much_fails_is_not_sent_all_over(server, ask):
    """Requests beyond the first of each question are bounded by a share of the first ones, whatever fails."""
    good = iter([True, *[False, False, False, True] * 500])
    server.answer = lambda _: server.Reply(GOOD) if next(good) else server.Reply(status=500)
    times = 60
    _, model = ask(times=times, concurrency=1)
    assert ATTEMPTS < model.usage.retries <= SPARE_LEAST + SPARE * times
    assert len(server.requests) == model.usage.requests == times + model.usage.retries


def test_parts_of_what_was_cut_off_are_always_asked_about(server, ask):
    """They use up what can be spared, but are asked about all the same, and a rare failure still passes."""
    server.then(server.Reply(GOOD), server.Reply(status=500))
    results, model = ask(times=60, part=True)
    assert results == [7] * 60
    assert model.usage.retries == 1


def test_what_a_killed_run_had_spent_is_told_and_not_held_against_this_one():
    """An answer that was paid for before counts in the usage, and leaves this run all of its limits."""
    own = Budget(Limits(requests=1, tokens=5_000), "openai")
    answered = Answered(body="{}", requests=3, input_tokens=9_000, output_tokens=100, cost_usd=None)
    own.stored(answered, question=True, counted=False)
    assert (own.usage.requests, own.usage.input_tokens, own.usage.retries) == (3, 9_000, 2)
    with own.reserved(Tokens(100, 100), Price("openai", "none")) as aside:
        own.sent(aside, Bill(), question=True, part=False)
    assert own.usage.requests == 4
    assert not own.exhausted
