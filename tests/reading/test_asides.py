"""What a line that is no part of the story looks like."""

from __future__ import annotations

import pytest

from summarizer.models import Aside
from summarizer.reading.asides import dateline_end, headline, marked, origin


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("Read the original article on The Vell Times.", "The Vell Times"),
        ("This article originally appeared on VELL TODAY: Storm hits the coast", "VELL TODAY"),
        ("This story was first published in The Harbour on 5 May 2024 and is used with permission.", "The Harbour"),
        ("Originally published by Moor News", "Moor News"),
        ("The post Storm hits Vell appeared first on Vell News & Sport.", "Vell News & Sport"),
        ("Republished from The Quay under a free licence.", "The Quay"),
        ("This piece was originally published on vellnews.example.", "vellnews.example"),
        ("First published by U.S. Boats and Harbours", "U.S. Boats and Harbours"),
        ("Originally published on St. Vell Post-Dispatch.", "St. Vell Post-Dispatch"),
    ],
)
def test_a_repost_line_names_its_outlet(line, outlet):
    """Whatever the wording, the outlet is found and nothing after it."""
    assert marked(line) == "repost"
    assert origin(line, [Aside(kind="repost", start=0, end=len(line))]) == outlet


def test_other_asides_name_no_origin():
    """A sign-off is no repost."""
    assert origin("bur/db", [Aside(kind="sign_off", start=0, end=6)]) is None


@pytest.mark.parametrize(
    "line",
    [
        "Become a member for 3 crowns a month.",
        "Already a subscriber? Log in.",
        "Subscribe for 3 crowns a month and read all 900 stories that our reporters write.",
        "Sign in to save this article.",
        "Support our work: give 5 crowns a month.",
        "Thanks for reading! Subscribe for free to receive new posts.",
        "Listen to our podcast on the coast, which has had 200 episodes since 2018.",
        "If you liked this story, share it with a friend.",
        "Our journalism is free for all thanks to 12,000 supporters.",
        "This article is free to read thanks to 12,000 supporters.",
        "Join the 40,000 readers who get our morning letter.",
        "You can unsubscribe at any time.",
        "By signing up you agree to our terms of service.",
        "We use cookies to improve your experience.",
        "This site is protected by a check against robots.",
        "The views expressed in this article are the author's own.",
        "Have you been affected by the storm? Tell us your story.",
        "Have a tip? Write to tips@vell.example.",
        "Vell News is read by 300,000 people. If you can, give 5 crowns a month.",
        "Read the full interview with Ada Moor.",
        "This article was amended on 3 May 2024 to correct the number of boats.",
        "Correction: an earlier version of this article said that 12 boats had sunk.",
    ],
)
def test_a_word_to_the_reader_is_no_part_of_the_story(line):
    """Calls to subscribe, to give, to write and to listen, terms, and what was put right."""
    assert marked(line) == "heading"


@pytest.mark.parametrize(
    "line",
    [
        "Subscribers to the paper fell by 3 percent, its owner said.",
        "Members of the union joined the march.",
        "“Become a member of the union,” she told them.",
        "Support for the mayor fell to 31 percent.",
        "Supporters of the mayor signed in to the hall one by one.",
        "Join forces or lose, the leader of the union told both parties.",
        "If you like the sea, you know Vell, the mayor said.",
        "The views of the mayor were expressed in a letter.",
        "The article was amended by the council on Monday, 31 votes to 28.",
        "Listening to our people is what counts, the mayor said.",
        "The correction: prices fell by 9 percent in a week.",
        "Thank you, said the mayor, and left.",
    ],
)
def test_a_sentence_with_the_same_words_is_one(line):
    """It tells of somebody, and does not turn to the reader."""
    assert marked(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "bur/db",
        "str-abc/def/xy",
        "(Reporting by Ada Moor in Vell; editing by Bo Falk)",
        "Reporting by Ada Moor and Bo Falk; Editing by C. D.",
        "© 2024 Vell News",
        "Copyright 2024 Vell News. All rights reserved. This may not be rewritten.",
        "All rights reserved.",
        "ENDS",
        "- ENDS -",
        "-30-",
        "(Photo: Ada Moor)",
        "(VN Photo/Ada Moor, File)",
        "Photo credit: Ada Moor",
        "TM and © Copyright 2024 Vell Radio Inc. All Rights Reserved.",
        "Copyright by VELL-TV - All rights reserved",
        "This material may not be published, broadcast, rewritten or redistributed.",
        "(Ada Moor/Vell News)",
        "(Ada Moor for The Vell Times)",
        "( ADA MOOR / Staff Photographer )",
        "(Source: VNTV)",
        "(Photo: Ada Moor, Vell Press)Buy Photo",
        "(Published Friday, Jan. 6, 2017)",
        "Bo Falk reports. (Published Thursday, Mar 14, 2013)",
        "Last updated at 10:39 a.m. on Sunday, Nov. 27",
        "Posted: Sunday, August 2, 2015 11:49 AM EDT Updated: Sunday, August 2, 2015 11:49 AM EDT",
        "Nine boats sink off Vell Posted: Sunday, August 2, 2015 11:49 AM EDT",
        "by: Ada Moor, Vell News Updated: Feb 6, 2017 - 3:25 PM",
        "By VellNet in News | June 20, 2016 at 5:09PM",
        "Posted by Ada Moor on Sunday, July 24, 2016",
        "#Vell @VellNews pic.example/x — Ada Moor (@adamoor) November 14, 2016",
        "— Ada Moor (@adamoor) March 8, 2016",
        "— ADA MOOR, STAFF WRITER",
        "Staff writer Ada Moor contributed to this report.",
        "XPA writers Ada Moor and Bo Falk contributed to this report from Vell.",
        "Moor Press staff writer Ada Moor contributed to this story. An XPA report is included.",
        "Information from: The Vell Times, http://www.vell.example",
        "Material from XPA was used in this report.",
        "Contact Ada Moor at 555-313-8117; amoor@vell.example, or @AdaMoor on Twitter.",
        "You can reach Staff Writer Ada Moor at 555-521-5220 or ada.moor@vell.example.",
        "She can be reached at 555-380-8511 or amoor@vell.example.",
        "Ada Moor: 555-954-1822, amoor@vell.example or twitter.com/adamoor",
        "amoor@vell.example or bfalk@vell.example",
    ],
)
def test_sign_offs_are_known(line):
    """Agency initials, credits, copyright, dates of publication, how to reach the desk, and the end mark."""
    assert marked(line) == "sign_off"


@pytest.mark.parametrize(
    "line",
    [
        "– ‘Explosive’ –",
        "## What now",
        "ADVERTISEMENT",
        "Related: Storm hits Vell.",
        "Sign up for our newsletter here.",
        "Follow us on X for more.",
        "Follow the Vell Times on Facebook.",
        "Click here to read more.",
        "Get the latest news in your inbox.",
        "![A boat](boat.png)",
        "[All our stories](https://vell.example/all)",
        "https://vell.example/a",
        "MORE: Nine boats sink off Vell",
        "Previous story: Nine boats sink off Vell",
        "Related harbour stories:",
        "RAW VIDEO: Boats leave the harbour",
        "Read earlier coverage of the storm here.",
        "Like us on Facebook!",
        "To comment on this story, write to us.",
        "Stay with Vell 5 for updates on this developing story.",
        "Stay with Vell 5 both on air and online as we work to bring you the latest details.",
        "Watch Vell 5 News starting at 4 for new information on this developing story.",
        "Check back for updates.",
        "For more on this story, follow Ada Moor on Facebook.",
        "This is a developing story and will be updated.",
        "This is a developing story. Stay with vell.example for updates.",
        "This story has been updated.",
        "Vell 5 News is following this story and will update it as soon as more information is available.",
        "We'll update this story as new information becomes available.",
        "More information to come.",
        "More details as we get them.",
        "UPDATE @ 5:02 p.m.:",
        "UPDATE:",
        "Photo: Ada Moor, Vell Press Image 2 of 5 A boat in the harbour of Vell on Monday, where nine others had sunk.",
        "Image 1 of / 3 Caption Close Image 1 of 3 A boat in the harbour.",
        "View Full Caption Vell Press/Ada Moor",
        "Previous Next",
        "Sorry, your browser doesn't support Flash , needs a Flash update , or has Flash disabled.",
    ],
)
def test_headings_and_furniture_are_known(line):
    """Marks of a heading, and what a page says of itself, full stop or not."""
    assert marked(line) == "heading"


@pytest.mark.parametrize(
    "line",
    [
        "This report was first published in 1998 and caused an outcry.",
        "The report was first published by the harbour board, which said nine boats had sunk.",
        "Originally published in May 2020",
        "Reporting by The Vell Times found that he lied.",
        "Copyright law is old.",
        "30",
        "(Photographs show him leaving.)",
        "Watch the storm as it hits the coast.",
        "Related cases were found in Vell.",
        "#Vell",
        "Stay with your boat for as long as it floats, the harbour board said.",
        "Stay indoors and check the radio, the harbour board said.",
        "We will have the storm behind us by Monday, the mayor said.",
        "More information about one of the victims is being made public.",
        "More than 200 people were arrested.",
        "This story has been updated to include a second death.",
        "Heavy rain contributed to this week's floods.",
        "Heavy rain contributed to the flood.",
        "UPDATE: Nine boats sank off Vell.",
        "Update 2:52 p.m. -- Nine boats sank off Vell.",
        "PREVIOUS STORY: A second sailor has died of his wounds.",
        "Nine boats sank. — Ada Moor (@adamoor) March 8, 2016",
        "(The boats) were sinking.",
        "(He said so.)",
        "Anyone with information is asked to contact Detective Bo Falk at 555-6549 or bfalk@vell.example.",
        "Contact the Vell sheriff's office at 555-6549 or tips@vell.example.",
        "Updated rules bind the harbour from Monday.",
        "Posted on the door was a list of nine boats.",
        "Published reports put the number of boats at nine.",
        "By Monday, Jan. 6, nine boats had sunk.",
        "Contact was lost with nine boats.",
        "Read the letter he left behind.",
        "He wrote it down. " * 20 + "© 2024",
    ],
)
def test_sentences_are_not_mistaken_for_asides(line):
    """Sentences that begin like one, or are too long to be one, tell something."""
    assert marked(line) is None


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# Nine boats lost #\n\nThe storm came.", "Nine boats lost"),
        ("Nine boats sink off Vell\n\nThe storm came.", "Nine boats sink off Vell"),
        (
            "\nNine boats sink off Vell\nThe storm came on Monday, and no one on the quay had seen it.",
            "Nine boats sink off Vell",
        ),
    ],
)
def test_a_headline_is_found(text, title):
    """A Markdown heading, or a short first line that stands apart."""
    assert headline(text) == title


@pytest.mark.parametrize(
    "text",
    [
        "Nine boats sank off Vell.\n\nThe storm came.",
        "Nine boats sink off Vell",
        "Nine boats sink off Vell\nThe storm came on Monday.",
        "- Nine boats sink off Vell\n\nThe storm came.",
        "Boats lost\n\nThe storm came.",
        "By Ada Moor of Vell\n\nThe storm came.",
        "Updated: Dec 13, 2016 - 5 PM\n\nThe storm came.",
        "A boat near the quay (VN Photo)\n\nThe storm came.",
        "Read the original on Vell News\n\nThe storm came.",
        "nine boats sink off Vell\n\nThe storm came.",
        "Boats " * 30 + "\n\nThe storm came.",
        "",
    ],
)
def test_what_may_be_no_headline_is_none(text):
    """Sentences, items, bylines, dates and captions stay what they are."""
    assert headline(text) == ""


@pytest.mark.parametrize(
    ("dateline", "rest"),
    [
        ("VELLMOUTH — ", "A storm hit the coast."),
        ("VELLMOUTH, Nov. 1 (Reuters) - ", "Rain fell."),
        ("EAST VELL, N.Y. (XPA) -- ", "“We ran,” she said."),
        ("ST. ODILE – ", "Two people drowned."),
        ("Vell (XPA) – ", "The quay was shut."),
        ("(XPA) — ", "The quay was shut."),
        ("", "XPA - a news agency - said so."),
        ("", "U.S. - Vell talks went on."),
        ("", "Mr. Quill (Labour) - The member for Vell - left."),
        ("", "Vell – The quay was shut."),
        ("", "The VELLMOUTH — A ship."),
    ],
)
def test_a_dateline_ends_before_the_first_words(dateline, rest):
    """A place in capitals or an agency in brackets before a dash is no part of the sentence; names are."""
    text = dateline + rest
    assert dateline_end(text, 0, len(text)) == len(dateline)
