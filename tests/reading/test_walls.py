"""What stands where an article should; and articles that only look like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.reading import html, walls

WORDS = "The harbour master of Vell said on Monday that the storm had sunk boat number {} and that its crew was safe."
NEWS = [WORDS.format(number) for number in range(16)]
DECLARED = '<meta property="og:type" content="article">'
PAID = '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": "False"}</script>'


def judged(title: str, *paragraphs: str, head: str = "", tag: str = "p") -> str | None:
    """Return what a page of these paragraphs is taken for."""
    body = "".join(f"<{tag}>{words}</{tag}>" for words in paragraphs)
    page = f"<html><head><title>{title}</title>{head}</head><body><main>{body}</main></body></html>"
    article = html.extract(page, "a.html")
    return walls.wall(page, article.text if article else None)


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Just a moment...", "Checking if the site connection is secure. vell.example needs to review the security of your connection."),
        ("Vell News", "Please enable JavaScript and cookies to continue."),
        ("Vell News", "You need to enable JavaScript to run this app."),
        ("Vell News", "JavaScript is disabled in your browser. Please turn it on to see this page, or use another one."),
        ("Vell News - Are you a robot?", ("We've detected unusual activity from your computer network. To continue, please click the "
         "box below to let us know you're not a robot. Please make sure your browser supports JavaScript and cookies.")),
        ("Attention Required!", "Sorry, you have been blocked. You are unable to access vell.example for reasons of security."),
        ("vell.example", "Verify you are human by completing the action below. This may take a few seconds of your time, and is done once."),
    ],
)  # fmt: skip
def test_bot_checks(title, words):
    """Also where the page tells a long story about itself."""
    assert judged(title, words) == "a check whether a person asks"
    assert judged(title, words, "Performance and security by Orm. Ray ID: 8c2f.", "Contact the site's owner for help.")


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("404 Not Found", "nginx"),
        ("Vell News", "Page not found. The page that you look for was moved or never existed; try our search or go home."),
        ("Access Denied", "You don't have permission to access this on this server. Reference #18.2."),
        ("Error 403", "The request is blocked. If you believe that this is a mistake, write to the owner of the site with the number below."),
        ("Service Unavailable", "The server is temporarily unable to service your request due to maintenance downtime or capacity problems."),
        ("Sorry, something went wrong", "We are looking into it and will be back as soon as we can; please come again in some minutes."),
        ("Content not available", "Content is unavailable in your region for legal reasons that we can do nothing about, as we told before."),
    ],
)  # fmt: skip
def test_error_messages(title, words):
    """In the page's title or in its first words."""
    assert judged(title, words) == "an error message"


CONSENT = [
    "We value your privacy.",
    "We and our 842 partners store and/or access information on a device, such as cookies, and process personal data.",
    "With your permission we and our partners may use precise data about where you are for personalised advertising.",
    "You may click to consent to our and our partners' processing as described above.",
    "You can change your preferences at any time by returning to this site or in our privacy policy.",
    "Manage options. Accept all.",
]


def test_requests_to_accept_cookies():
    """Short or long: nearly every sentence asks the reader."""
    assert judged("Vell News", *CONSENT) == "a request to accept cookies"
    assert judged("Vell News", *CONSENT * 8) == "a request to accept cookies"


@pytest.mark.parametrize(
    "call",
    [
        "Subscribe to continue reading.",
        "To continue reading this article, please sign in or create an account.",
        "This article is for subscribers only.",
        "The rest of this story is available only to members.",
        "You have reached your limit of free articles this month.",
        "Already a subscriber? Log in.",
        "Register for free to keep reading.",
    ],
)
def test_stubs_before_a_paywall(call):
    """A few paragraphs, and then the call; whether the page declares itself an article or not."""
    more = ["Cancel at any time.", "See all offers."]
    assert judged("Boats sink", *NEWS[:3], call, *more) == "a stub before a paywall"
    assert judged("Boats sink", *NEWS[:3], call, head=DECLARED) == "a stub before a paywall"
    assert judged("Boats sink", call, *more) == "a stub before a paywall"


def test_a_stub_may_say_so_in_its_data():
    """A page that says that it is not free and shows few words shows a teaser; so does a text that breaks off before a call."""
    frame = "<aside class='menu'>Already a subscriber? Log in</aside>"
    body = "".join(f"<p>{words}</p>" for words in NEWS[:3])
    for head, end in ((PAID, ""), ("", "<p>And then the harbour master said that…</p>")):
        page = f"<html><head><title>A</title>{head}</head><body>{frame}<article>{body}{end}</article></body></html>"
        assert walls.wall(page, "\n".join([*NEWS[:3], *(["that…"] if end else [])])) == "a stub before a paywall"


@pytest.mark.parametrize(
    "head",
    [
        PAID,
        PAID.replace('"False"', "false"),
        PAID.replace('"False"', '"https://schema.org/False"'),
        '<meta itemprop="isAccessibleForFree" content="false">',
        '<meta property="article:content_tier" content="locked">',
    ],
)
def test_a_page_that_is_not_free_shows_a_teaser_or_all(head):
    """Without any call: a few words are a teaser, many are what search engines are shown, which is the article."""
    assert judged("Boats sink", *NEWS[:3], head=head) == "a stub before a paywall"
    assert judged("Boats sink", *NEWS[:8], head=head) is None
    assert judged("Boats sink", *NEWS[:3], head=head.replace("alse", "rue").replace("locked", "free")) is None


def test_an_article_that_ends_in_dots_is_no_stub():
    """Though the page's frame asks subscribers to log in."""
    page = f"<html><body><aside>Already a subscriber? Log in</aside><article>{''.join(f'<p>{n}</p>' for n in NEWS)}</article>"
    assert walls.wall(page, "\n".join([*NEWS, "“And then …”"])) is None


@pytest.mark.parametrize(
    ("title", "paragraphs"),
    [
        ("Regulator fines Orm over cookies", [
            "The regulator of Vell fined Orm Media on Monday because its cookies were set before users gave consent.",
            "The company's partners had stored and accessed information on devices, the ruling says, and personal data was sold.",
            "“We use cookies to improve your experience,” the banner said, but there was no button to reject them all.",
            "Ada Moor, who heads the regulator, said that consent must be as easy to refuse as to give, and privacy a right.",
            "Orm Media said that it would appeal. Its shares fell by 3 percent. The fine is the highest of the year so far.",
        ]),
        ("Access denied to thousands of voters", [
            "Thousands of voters in Vell could not vote on Monday, as the doors of 40 offices stayed shut, officials said.",
            "Ada Moor, who leads the commission, said that the keys had been lost, and that voting would be extended by a day.",
            *NEWS[:6],
        ]),
        ("404 people rescued from a ferry", ["Rescuers took 404 people from a ferry off Vell, the coast guard said on Monday.", *NEWS[:4]]),
        ("Captchas ask too much, study finds", [
            "People fail to verify that they are human one time in five, a study of the university of Vell found on Monday.",
            *NEWS[:5],
        ]),
        ("Boats sink", [*NEWS, "Subscribe to continue reading our daily stories."]),
        ("Boats sink", [*NEWS[:3], "Sign up for our newsletter to read more stories like this one."]),
        ("Boats sink", ["Already a subscriber? Log in.", *NEWS[:8]]),
        ("Paper to ask readers to subscribe", [
            "The Vell Times will ask readers to subscribe to read its articles, its owner said on Monday in a letter to its staff.",
            *NEWS[:5],
        ]),
        ("Boats sink", NEWS[:2]),
    ],
)  # fmt: skip
def test_articles_are_articles(title, paragraphs):
    """Though they tell of cookies, errors, captchas or subscriptions, or ask for one at their end or beginning."""
    assert judged(title, *paragraphs) is None
    assert judged(title, *paragraphs, head=DECLARED) is None


TEASER = "Fishers of Orm told this paper on Tuesday why story number {} of their island is not told often enough."
TEASERS = "".join(
    f"<div class='teaser'><h2><a href='/{n}'>Headline number {n} of the day in Vell</a></h2><p>{TEASER.format(n)}</p></div>"
    for n in range(9)
)


def test_lists_of_articles():
    """A section's page: headings that are links, each with a teaser."""
    page = f"<html><head><title>Vell News</title></head><body><main>{TEASERS}</main></body></html>"
    article = html.extract(page, "a.html")
    assert walls.wall(page, article.text if article else None) == "a list of articles"
    linked = page.replace("<h2><a href='/1'>", "<a href='/1'><h2>").replace("</a></h2>", "</h2></a>")
    assert walls.wall(linked, article.text if article else None) == "a list of articles"


def test_an_article_with_links_to_others_is_an_article():
    """Related stories beside it or below it do not make it a list."""
    body = "".join(f"<p>{words}</p>" for words in NEWS)
    page = (
        f"<html><head><title>Boats sink</title></head><body><article><h1>Boats sink</h1>{body}</article>"
        f"<aside>{TEASERS}</aside></body></html>"
    )
    article = html.extract(page, "a.html")
    assert article is not None
    assert walls.wall(page, article.text) is None


@given(st.text(), st.none() | st.text())
def test_any_page_is_survived(page, text):
    """However broken; nothing is no wall."""
    walls.wall(page, text)
    walls.wall(f"<html><body><p>{page}", text)
    assert walls.wall("", None) is None
