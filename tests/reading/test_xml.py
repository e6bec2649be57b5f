"""XML from strangers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import SourceError
from summarizer.reading import xml


def test_a_declaration_is_taken_off():
    """Of decoded text it is no longer true; a style sheet's line is no declaration."""
    assert xml.checked('\n<?xml version="1.0" encoding="koi8-r"?><a/>', "It") == "<a/>"
    assert xml.checked('<?xml-stylesheet href="a"?><a/>', "It").endswith("<a/>")


@pytest.mark.parametrize(
    "text",
    ["<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "<!doctype a [<!entity b '<x/>'>]><a>&b;</a>", "<!ENTITY"],
)
def test_entities_are_refused_where_they_are_declared(text):
    """Before the first element, in capitals or not."""
    with pytest.raises(
        SourceError, match=r"^It declares entities of its own, which can be a bomb, and is not read; tell"
    ):
        xml.checked(text, "It")


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://vell.example/rss.dtd"><rss/>',
        "<a><![CDATA[<!ENTITY b 'c'>]]></a>",
        "<a " + " ".join(f"a{n}='>'" for n in range(200)) + "/>",
        '<a><![CDATA[<img src="data:image/png;base64,' + "A=" * 100_000 + '"/>]]></a>',
        "<a/>" * 10_000,
        "",
    ],
    ids=["document type", "told of", "many attributes", "picture", "many tags", "nothing"],
)
def test_usual_xml_is_taken(text):
    """An article about entities, an old document type, a picture inside."""
    assert xml.checked(text, "It") == text


@pytest.mark.parametrize("attribute", ["a{}=''", 'a{}=">"', "a{}", "a{}=1", 'a{}="\'<"', "a{}=", "/a{}"])
def test_crowded_tags_are_refused(attribute):
    """Parsers compare each attribute with each; however they are written."""
    with pytest.raises(SourceError, match="a tag with more than 200 attributes"):
        xml.checked("<a " + " ".join(attribute.format(n) for n in range(500)) + ">", "It")


def test_masses_of_tags_are_refused():
    """A million elements are no feed."""
    with pytest.raises(SourceError, match=r"more than 1,000,000 tags"):
        xml.checked("<a/>" * 1_000_001, "It")


@given(st.text())
def test_any_text_is_a_tree_or_none(text):
    """However broken; nothing is fetched."""
    assert xml.tree("") is None
    for words in (text, f"<a>{text}", f"<a {text}>b</a>"):
        xml.tree(words)
