"""Proper names: which words are names, which two names are one actor, and what kind of actor they name."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.grounding import names
from summarizer.grounding.names import Name, find_names, is_pronoun, kind, same

PIECES = st.sampled_from(
    "President Kim Jong Un Institute for the Study of War and ISW U.S. US us Russia’s North Korean Koreans O'Brien"
    " al-Assad van Beethoven Jr. S. “ ” ' – . , Rossiya 1 The In Moscow DPRK İstanbul ß Ü Œ ﬁ I I’m Mr. Dr said it"
    " General Motors White House & Zelensky Zelenskiy Ministry of of".split(" ")
)
NAMES = st.text(max_size=30) | st.lists(PIECES, max_size=6).map(" ".join)
TEXTS = st.text() | st.lists(PIECES, max_size=30).map(" ".join)


def found(text: str, known: tuple[str, ...] = ()) -> list[str]:
    """Return the texts of the names in `text`."""
    return [name.text for name in find_names(text, known)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("We met Joseph S. Bermudez Jr. there.", ["Joseph S. Bermudez Jr."]),
        ("The Institute for the Study of War (ISW) agrees.", ["Institute for the Study of War", "ISW"]),
        ("at the Center for Strategic and International Studies", ["Center for Strategic and International Studies"]),
        ("The Ministry of Culture and Russia agree.", ["Ministry of Culture", "Russia"]),
        ("He heard Ludwig van Beethoven.", ["Ludwig van Beethoven"]),
        ("Choe Son Hui spoke.", ["Choe Son Hui"]),
        ("He quoted O'Brien and Bashar al-Assad.", ["O'Brien", "Bashar al-Assad"]),
        ("On Rossiya 1, and on BBC News.", ["Rossiya 1", "BBC News"]),
        ("He said Kursk 12 villages fell.", ["Kursk"]),
        ("He said Ukraine 12 fell.", ["Ukraine"]),
        ("It praised Johnson & Johnson.", ["Johnson & Johnson"]),
        ("Russia’s army and Putin's men", ["Russia", "Putin"]),
        ("a US-led force, a Moscow-based one", ["US", "Moscow"]),
        ("He met Jean-Pierre and the Anglo-Saxons.", ["Jean-Pierre", "Anglo-Saxons"]),
        ("Russia and Iran met.", ["Russia", "Iran"]),
        ("He said Putin of Russia left.", ["Putin of Russia"]),
        ("Troops of Russia for Iran", ["Russia", "Iran"]),
        ("the Bank of England and the Gulf of Mexico", ["Bank of England", "Gulf of Mexico"]),
        ("The Russian Federation and the Korean Peninsula", ["Russian Federation", "Korean Peninsula"]),
        ("An iPhone 15 was sold.", ["iPhone 15"]),
        ("“Putin knows,” she said.", ["Putin"]),
        ("Even Putin left.", ["Putin"]),
        ("The of Kursk", ["Kursk"]),
    ],
)
def test_names_by_capitals(text, names):
    """Names keep their small words, initials and numbers; possessives and neighbours stay outside."""
    assert found(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "The men left.", "Experts have said so.", "Speaking to them, he left.", "Neither came.", "In time.", "When?",
        "Even so.", "On Wednesday in March I left.", "I’m here and I think so.", "“Images are serious,” she said.",
        "Inflation rose again.", "Police said so.", "They spoke. Nobody answered.", "The President spoke.",
        "No capitals here", "", "Bananas ripen slowly",
    ],
)  # fmt: skip
def test_ordinary_words_are_no_names(text):
    """Words that are capitalised because a sentence starts, dates, pronouns and bare titles are no names."""
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Lukashenko claimed it.", ["Lukashenko"]),
        ("Lukashenko’s men left.", ["Lukashenko"]),
        ("ISW kept it in mind.", ["ISW"]),
        ("Pyongyang will not stop.", ["Pyongyang"]),
        ("North Korea won.", ["North Korea"]),
    ],
)
def test_a_name_may_start_a_sentence(text, names):
    """A verb, a possessive, capitals or the country table show that the first word is a name."""
    assert found(text) == names


def test_known_names_confirm_the_first_word():
    """A first word that nothing else confirms is a name where the article has it elsewhere."""
    assert found("Bananas ripen slowly") == []
    assert found("Jones, too.") == []
    assert found("Jones, too.", ("Ann Jones",)) == ["Jones"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("President Vladimir Putin left.", [("President", "Vladimir Putin")]),
        ("Russian President Vladimir Putin left.", [(None, "Russian"), ("President", "Vladimir Putin")]),
        ("Defence Secretary Lloyd Austin left.", [("Defence Secretary", "Lloyd Austin")]),
        ("US Secretary of State Ann Lee left.", [(None, "US"), ("Secretary of State", "Ann Lee")]),
        ("White House Press Secretary Ann Lee", [(None, "White House"), ("Press Secretary", "Ann Lee")]),
        ("foreign minister Ann Lee left.", [("foreign minister", "Ann Lee")]),
        ("their leader Ann Lee left.", [("leader", "Ann Lee")]),
        ("He met Gen. Ann Lee and Mr. Smith.", [("Gen.", "Ann Lee"), ("Mr.", "Smith")]),
        ("He met Sir Ann Lee and King Charles III.", [("Sir", "Ann Lee"), ("King", "Charles III")]),
        ("He met Martin Luther King Jr. there.", [(None, "Martin Luther King Jr.")]),
        ("He left General Motors.", [(None, "General Motors")]),
        ("The US President left.", [(None, "US")]),
    ],
)
def test_titles_stand_outside_the_name(text, names):
    """A title is not part of a name, and a nationality before it is a name of its own."""
    assert [(name.title, name.text) for name in find_names(text)] == names


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Choe", "Choe Son Hui"),
        ("Putin", "Vladimir Putin"),
        ("Putin", "Russian President Vladimir Putin"),
        ("Bermudez", "Joseph S. Bermudez Jr."),
        ("Joseph Bermudez", "Joseph S. Bermudez Jr."),
        ("Zelensky", "Zelenskyy"),
        ("Zelenskiy", "Volodymyr Zelensky"),
        ("Volodymyr Zelenskyy", "Volodymyr Zelensky"),
        ("ISW", "Institute for the Study of War"),
        ("NATO", "the North Atlantic Treaty Organization"),
        ("DoD".upper(), "Department of Defense"),
        ("BBC", "BBC News"),
        ("U.S.", "United States"),
        ("Americans", "United States"),
        ("North Koreans", "North Korea"),
        ("the Kremlin", "Kremlin"),
    ],
)
def test_same(a, b):
    """Short names, variants, acronyms and transliterations may be the same actor."""
    assert same(a, b)
    assert same(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Kim Jong Un", "Kim Il Sung"),
        ("South Korea", "North Korea"),
        ("John Smith", "Mary Smith"),
        ("John A. Smith", "John B. Smith"),
        ("North Korea", "North Korean soldiers"),
        ("Defence Ministry", "Defence Minister"),
        ("Institute", "Institute for the Study of War"),
        ("Moscow", "Moscow Times"),
        ("US", "us"),
        ("ISW", "BBC"),
        ("Austria", "Australia"),
        ("Nigeria", "Niger"),
        ("Lee", "Leeds"),
        ("Republicans", "Reporter"),
        ("Putin", ""),
    ],
)
def test_not_the_same(a, b):
    """Names that share a word, or look alike, are not the same for that."""
    assert not same(a, b)
    assert not same(b, a)


@pytest.mark.parametrize("text", ["he", "She", "they", "who", "it", "his", "both", "the latter", "He’s", "us", "“We”"])
def test_pronouns(text):
    """Pronouns name nobody by themselves."""
    assert is_pronoun(text)


@pytest.mark.parametrize("text", ["US", "Putin", "the officials", "", "Kim Jong Un", "Hers & Co"])
def test_not_pronouns(text):
    """Names and nouns are no pronouns, and the United States is not 'us'."""
    assert not is_pronoun(text)


@pytest.mark.parametrize(
    ("name", "title", "is_a"),
    [
        ("North Korea", None, "country"), ("US", None, "country"), ("North Korean", None, "country"),
        ("North Koreans", None, "group"), ("experts", None, "group"), ("Experts", None, "group"),
        ("authorities in South Korea, Ukraine, and the United States", None, "group"),
        ("North Korean soldiers", None, "group"), ("12 people", None, "group"),
        ("Ministry of Defence", None, "organization"), ("BBC News", None, "organization"),
        ("ISW", None, "organization"), ("the Kremlin", None, "organization"), ("White House", None, "organization"),
        ("Rossiya 1", None, "organization"), ("the government", None, "organization"),
        ("Acme Widget Makers And Sons", None, "organization"),
        ("Korean Peninsula", None, "place"), ("River Thames", None, "place"), ("Kyiv", None, "place"),
        ("Kim Jong Un", None, "person"), ("Putin", None, "person"), ("Ludwig van Beethoven", None, "person"),
        ("a spokesman", None, "person"), ("Bank", "Mr", "person"), ("", None, "person"),
    ],
)  # fmt: skip
def test_kind(name, title, is_a):
    """A title makes a person; tables and telling words do the rest."""
    assert kind(name, title) == is_a


@settings(deadline=None)
@given(TEXTS)
def test_names_lie_where_they_say(text):
    """Names stand at their offsets, in order and apart, and are never empty or pronouns."""
    end = 0
    for name in find_names(text, known=["Kim"]):
        assert isinstance(name, Name)
        assert text[name.start : name.end] == name.text
        assert name.text.strip() == name.text != ""
        assert name.start >= end
        end = name.end


@settings(deadline=None)
@given(NAMES, NAMES)
def test_same_is_symmetric_and_reflexive(a, b):
    """The order of two names does not matter, and every name is the same as itself."""
    assert same(a, a)
    assert same(a, b) == same(b, a)


@settings(deadline=None)
@given(NAMES)
def test_any_text_has_a_kind(name):
    """No text breaks the look-ups."""
    assert kind(name) in ("person", "organization", "country", "place", "group")
    assert is_pronoun(name) in (True, False)


@pytest.mark.parametrize("piece", ["Aa ", "A of ", "Bank of ", "A'", "U.", "“", "Aa\n", "Aa     ", "a-"])
def test_time_grows_with_length_only(piece):
    """Eight times the text takes about eight times as long, not 64 times, however repetitive it is."""
    seconds = []
    for size in (3_000, 24_000):
        started = time.process_time()
        find_names(piece * (size // len(piece)))
        seconds.append(time.process_time() - started)
    assert seconds[1] < 32 * seconds[0] + 0.1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He left New York on Monday.", ["New York"]),
        ("The State Department objected.", ["State Department"]),
        ("It was the World Economic Forum.", ["World Economic Forum"]),
        ("New Mayor Ida Lund spoke.", ["Ida Lund"]),
        ("He met members of the Shipwrights' Union.", ["Shipwrights' Union"]),
        ("Shares of Havel Marine fell.", ["Havel Marine"]),
        ("Then Sheriff Lund spoke.", ["Lund"]),
    ],
)
def test_ordinary_words_that_open_a_name(text, found):
    """A name may open with "New" or "State" within a sentence; a title and a sentence's first word stay outside."""
    assert [name.text for name in names.find_names(text)] == found


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Elizabeth II", "Elizabeth Lund", False),
        ("Kim Jong-un", "Kim Jong Un", True),
        ("FBI", "Federal Bureau of Investigation", True),
    ],
)
def test_monarchs_hyphens_and_acronyms(one, other, alike):
    """A numeral is no suffix where it is all that follows a name; hyphens do not tell names apart."""
    assert names.same(one, other) is names.same(other, one) is alike


def test_what_companies_end_with():
    """Such a name is an organization's even without a word for what it is; one word tells nothing."""
    assert names.kind("Corran Lines") == "organization"
    assert not names.is_company("Lines")


@pytest.mark.parametrize(
    ("short", "long", "alike"),
    [
        ("Korr", "Korr Police Department", False),
        ("Korr", "North Korr", False),
        ("Lund", "Lund Tower", False),
        ("Vell", "Vell Inc.", True),
        ("Fox", "Fox News", True),
        ("Lund", "Ida Lund", True),
        ("Ida", "Ida Lund", True),
    ],
)
def test_a_town_is_not_its_police(short, long, alike):
    """A name is not short for the body or the part of a place that is named after it."""
    assert names.same(short, long) is names.same(long, short) is alike
