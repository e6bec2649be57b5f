"""The list of sources: few or many articles, copies, and what is wrong with one."""

from __future__ import annotations

from summarizer.models import ArticleRecord, Briefing, Engine, Span, Story, Uncertainty, Windows


def record(number, **rest):
    return ArticleRecord(**{"id": str(number), "title": f"Title {number}", "text": "x", "status": "ok"} | rest)


def listed(*records, stories=()):
    """The lines below the heading Sources."""
    page = Briefing(
        title="", date="2031-03-09", engine=Engine(model="extractive"), stories=stories, articles=records
    ).to_markdown()
    return page.partition("## Sources\n\n")[2].splitlines()


def test_a_copy_stands_under_what_it_copies():
    """Near copies, reposts and duplicates are one line under the first of their source, however they are linked."""
    lines = listed(
        record(1, publisher="Vell Post", published="2031-03-08"),
        record(2, published="2030-12-31"),
        record(3, publisher="Moor | News", same_source_as="1", url="https://moor.example/3"),
        record(4, status="duplicate", duplicate_of="3", title="", name="copy.txt"),
    )
    assert lines == [
        "- [1] Title 1, Vell Post, 8 March",
        "  - same source: [3] [Moor \\| News](https://moor.example/3); [4] copy\\.txt (word for word)",
        "- [2] Title 2, 31 December 2030",
    ]


def test_a_copy_that_failed_or_whose_first_is_not_there_has_its_own_line():
    """What went wrong is told where it is looked for; of links in a circle one article stays, and none is lost."""
    lines = listed(
        record(1),
        record(2, same_source_as="1", status="partial", windows=Windows(done=1, failed=1)),
        record(3, same_source_as="9"),
        record(4, same_source_as="5"),
        record(5, same_source_as="4"),
    )
    assert lines[0] == "- [1] Title 1"
    assert lines[1] == "- [2] Title 2, same source as article 1"
    assert "1 of 2 parts got no answer" in lines[2]
    assert lines[3:] == [
        "- [3] Title 3, same source as article 9",
        "- [5] Title 5, same source as article 4",
        "  - same source: [4] Title 4",
    ]


def test_an_article_names_its_author():
    """Before its publisher; what a page claims to be a name stays text."""
    (line,) = listed(record(1, author="Ada *Moor*", publisher="Vell Post"))
    assert line == "- [1] Title 1, by Ada \\*Moor\\*, Vell Post"


def test_many_copies_are_counted():
    """Six copies are named and the others counted."""
    lines = listed(record(0), *(record(n, same_source_as="0") for n in range(1, 10)))
    assert lines[1].endswith("[6] Title 6; and 3 more in the JSON")
    assert len(lines) == 2


def test_of_many_articles_those_on_the_page_are_listed():
    """Above forty, what tells no story on the page is counted, unless something is wrong with it; titles are cut."""
    story = Story(id="s1", headline="Quay", articles=("1", "2"))
    lines = listed(
        record(1, title="Quay " * 40, name="quay.txt"),
        record(2),
        record(3, status="failed", reason="The server did not answer."),
        *(record(n) for n in range(4, 54)),
        stories=(story,),
    )
    assert lines == [
        f"- [1] {'Quay ' * 15}Quay…",
        "- [2] Title 2",
        "- [3] Title 3",
        "  - **Could not be read. The server did not answer.**",
        "",
        "… and 50 more articles in the JSON",
    ]


def test_a_doubt_about_a_source_stands_under_it():
    """It is no open question of the story; the words that show it are shown once."""
    texts = {"1": "the text is broken in 2 places: “of of”, “the a”", "2": "the text is broken in 2 places"}
    doubts = tuple(
        Uncertainty(
            id=f"u{number}",
            text=text,
            kind="source_text",
            cue="of of",
            evidence=(Span(article=number, start=0, end=1, text="x", sentence=1),),
        )
        for number, text in texts.items()
    )
    story = Story(id="s1", headline="Quay", articles=("1", "2"), uncertainties=doubts)
    assert listed(record(1), record(2), stories=(story,)) == [
        "- [1] Title 1",
        "  - The text is broken in 2 places: “of of”, “the a” [1.1]",
        "- [2] Title 2",
        "  - The text is broken in 2 places — “of of” [2.1]",
    ]
