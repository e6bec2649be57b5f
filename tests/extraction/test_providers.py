"""From a model's name to where it is served, with which key, and how much it is asked at once."""

from __future__ import annotations

import pytest

from summarizer.errors import UsageError
from summarizer.extraction.providers import SMALL_WINDOW, Endpoint, resolve
from summarizer.extraction.schema import LARGEST_WINDOW


@pytest.mark.parametrize(
    ("provider", "variable", "address"),
    [
        ("openai", "OPENAI_API_KEY", "https://api.openai.com/v1"),
        ("openrouter", "OPENROUTER_API_KEY", "https://openrouter.ai/api/v1"),
        ("mistral", "MISTRAL_API_KEY", "https://api.mistral.ai/v1"),
        ("groq", "GROQ_API_KEY", "https://api.groq.com/openai/v1"),
    ],
)
def test_a_provider_has_an_address_and_a_key_of_its_own(provider, variable, address):
    """The provider's own variable holds its key; without it, the error names the variable and the ways out."""
    keys = {"OPENAI_API_KEY": "sk-other", "MISTRAL_API_KEY": "sk-other", variable: "sk-own"}
    assert resolve(f"{provider}/acme-1", None, keys) == Endpoint(provider, "acme-1", address, "sk-own")
    del keys[variable]
    with pytest.raises(UsageError, match=f"{variable}.*--base-url.*extractive"):
        resolve(f"{provider}/acme-1", None, keys)


def test_ollama_needs_no_key():
    """A local server is asked without a key, and gets nobody else's."""
    endpoint = resolve("ollama/llama3.2:3b", None, {"OPENAI_API_KEY": "sk-other"})
    assert endpoint == Endpoint("ollama", "llama3.2:3b", "http://localhost:11434/v1", "none")


def test_a_models_name_may_hold_slashes():
    """Only the first slash parts provider and model."""
    endpoint = resolve("openrouter/acme/acme-1", None, {"OPENROUTER_API_KEY": "sk"})
    assert (endpoint.provider, endpoint.model) == ("openrouter", "acme/acme-1")


def test_an_unknown_provider_is_refused():
    """A provider that is not known needs an address; the error lists those that are."""
    with pytest.raises(UsageError, match=r"'acme'.*openai.*ollama.*--base-url"):
        resolve("acme/acme-1", None, {"OPENAI_API_KEY": "sk"})


def test_an_address_makes_any_provider_known():
    """Any OpenAI-compatible server can be named, and needs no key."""
    endpoint = resolve("acme/acme-1", "http://acme.test:8080/v1/", {})
    assert endpoint == Endpoint("acme", "acme-1", "http://acme.test:8080/v1", "none")


def test_the_address_in_the_environment_is_for_openai_alone():
    """OPENAI_BASE_URL is read as the OpenAI client reads it: a flag wins over it, other providers ignore it."""
    environ = {"OPENAI_BASE_URL": "http://acme.test/v1", "MISTRAL_API_KEY": "sk"}
    assert resolve("openai/acme-1", None, environ).base_url == "http://acme.test/v1"
    assert resolve("openai/acme-1", "http://flag.test/v1", environ).base_url == "http://flag.test/v1"
    assert resolve("mistral/acme-1", None, environ).base_url == "https://api.mistral.ai/v1"


@pytest.mark.parametrize("address", ["acme.test/v1", "localhost:8080", "http://[acme", "ftp://acme.test"])
def test_an_address_in_the_environment_is_checked(address):
    """A server's address that cannot be is an error before anything is sent."""
    with pytest.raises(UsageError, match="address"):
        resolve("openai/acme-1", None, {"OPENAI_BASE_URL": address})


def test_a_key_is_taken_without_the_line_end_it_was_pasted_with():
    """White space around a key is no part of it."""
    assert resolve("openai/acme-1", None, {"OPENAI_API_KEY": " sk-own\n"}).api_key == "sk-own"


@pytest.mark.parametrize("key", ["sk-“own”", "sk-own\nsk-other", "sk-\x00"])
def test_a_key_that_cannot_be_one_is_refused_and_not_shown(key):
    """What no HTTP header can carry is an error that names the variable, and never the key."""
    with pytest.raises(UsageError, match="OPENAI_API_KEY") as caught:
        resolve("openai/acme-1", None, {"OPENAI_API_KEY": key})
    assert "sk-" not in str(caught.value)


def test_a_key_is_not_in_the_repr():
    """An endpoint can be logged."""
    assert "sk-own" not in repr(resolve("openai/acme-1", None, {"OPENAI_API_KEY": "sk-own"}))


def test_only_openais_own_server_is_official():
    """The provider's name is not enough: another server under it is asked as any other."""
    assert resolve("openai/acme-1", None, {"OPENAI_API_KEY": "sk"}).official
    assert not resolve("openai/acme-1", "http://acme.test/v1", {"OPENAI_API_KEY": "sk"}).official


FAR = "https://models.acme.test/v1"


@pytest.mark.parametrize(
    ("model", "address", "window"),
    [
        ("qwen2.5-coder-1.5b", FAR, SMALL_WINDOW),
        ("acme-0.5B-instruct", FAR, SMALL_WINDOW),
        ("acme2.5-7b", FAR, SMALL_WINDOW),
        ("acme:13b", FAR, SMALL_WINDOW),
        ("acme-14b", "http://localhost:8080/v1", LARGEST_WINDOW),
        ("acme-70B-q4", "http://127.0.0.1:8080/v1", LARGEST_WINDOW),
        ("mixtral-8x7b", FAR, LARGEST_WINDOW),
        ("acme-30b-a3b", FAR, LARGEST_WINDOW),
        ("gpt-5", FAR, LARGEST_WINDOW),
        ("acme-4bit", FAR, LARGEST_WINDOW),
        ("acme", "http://localhost:11434/v1", SMALL_WINDOW),
        ("acme", "http://127.0.0.1:8080/v1", SMALL_WINDOW),
        ("acme", "http://[::1]:8080/v1", SMALL_WINDOW),
        ("acme", "http://192.168.0.7:8080/v1", SMALL_WINDOW),
        ("acme", "http://studio.local:1234/v1", SMALL_WINDOW),
        ("acme", "http://8.8.8.8/v1", LARGEST_WINDOW),
        ("acme", "https://local.acme.test/v1", LARGEST_WINDOW),
    ],
)
def test_a_small_model_is_asked_about_little_at_once(model, address, window):
    """The model's size, else where it runs, says how many sentences it is asked about."""
    assert Endpoint("acme", model, address, "none").window == window
