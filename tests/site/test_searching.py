# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""/search as the front answers it: from an edition's files alone, with the index gone or damaged too."""

from __future__ import annotations

import asyncio
import json
import os
from pathlib import Path

import feedparser
import html5lib
import pytest
from lxml import etree

from tests.edition.world import SITE, World
from verkstad.edition.publish import publish
from verkstad.edition.searching.answer import Answer
from verkstad.edition.store import Reader
from verkstad.records.base import Text
from verkstad.site.searching import Searcher


@pytest.fixture
def world() -> World:
    world = World(6)
    event = next(iter(world.events.values()))
    title = Text(sv="Kvantdatorer <i> & förvaltningen", en="Quantum computers in government", original="sv")
    world.update_event(event.id, title=title)
    world.tell(event.id)
    return world


@pytest.fixture
def editions(tmp_path: Path, world: World) -> Path:
    publish(tmp_path, source=world.source, site=SITE, at=world.at, jobs=1)
    return tmp_path


def asking(
    editions: Path, path: str, query: str = "", accept: str = "text/html", searcher: Searcher | None = None
) -> Answer:
    if searcher is None:
        reader = Reader(editions)
        reader.refresh()
        searcher = Searcher(reader)
    answer = asyncio.run(searcher(path, query, accept))
    assert answer is not None
    return answer


def page(answer: Answer):
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(answer.body.decode())


def words(element) -> str:
    return " ".join("".join(element.itertext()).split())


def test_the_page_is_valid_and_says_what_was_found(editions):
    answer = asking(editions, "/search", "q=kvantdator")
    tree = page(answer)

    assert (answer.status, answer.media_type) == (200, "text/html; charset=utf-8")
    assert words(tree.find(".//h1")).endswith("på ”kvantdator”")
    assert [words(mark) for mark in tree.iterfind(".//ol[@class='found']//p/a/mark")] == ["Kvantdatorer"]
    assert "Kvantdatorer <i> & förvaltningen" in words(tree.find(".//ol[@class='found']"))
    assert tree.find(".//meta[@name='robots']").get("content") == "noindex"
    assert tree.find(".//input[@id='q']").get("value") == "kvantdator"


def test_the_english_page_is_english(editions):
    tree = page(asking(editions, "/en/search", "q=quantum+computer"))

    assert tree.get("lang") == "en"
    assert words(tree.find(".//ol[@class='found']//p/a")) == "Quantum computers in government"
    assert tree.find(".//a[@class='twin']").get("href") == "/search?q=quantum+computer"


@pytest.mark.parametrize(
    "query",
    [
        "",
        "q=",
        "q=%20&page=3",
        "q=zzzyyyxxx",
        "q=data&year=1999",
        "q=data&page=90",
        "q=%3Cscript%3Ealert(1)%3C/script%3E",
        "q=%22",
    ],
)
def test_every_page_is_valid(editions, query):
    for path in ("/search", "/en/search"):
        answer = asking(editions, path, query)

        page(answer)
        assert b"<script>alert" not in answer.body


def test_nothing_found_gives_help(editions):
    tree = page(asking(editions, "/search", "q=zzzyyyxxx&year=2021"))

    links = [link.get("href") for link in tree.find(".//section[@aria-labelledby='nothing']").iter("a")]
    assert links == ["/search?q=zzzyyyxxx", "/search?q=zzzyyyxxx", "/topics/", "/events/"]


@pytest.mark.parametrize(
    ("query", "accept"), [("q=kvantdator&format=json", "*/*"), ("q=kvantdator", "application/json")]
)
def test_json_stands_under_the_same_address(editions, world, query, accept):
    answer = asking(editions, "/search", query, accept)
    found = json.loads(answer.body)
    event = next(iter(world.events.values()))

    assert answer.media_type == "application/json; charset=utf-8"
    assert (found["query"], found["page"], found["results"][0]["type"]) == ("kvantdator", 1, "event")
    assert found["results"][0]["url"] == f"{SITE.base_url}/event/{event.slug}/"
    assert found["_links"] == {"self": f"{SITE.base_url}/search?q=kvantdator&format=json"}


def test_a_search_can_be_subscribed_to(editions, world):
    answer = asking(editions, "/search", "q=kvantdator&format=atom")
    feed = feedparser.parse(answer.body)
    event = next(iter(world.events.values()))

    assert not feed.bozo
    assert feed.feed.title == "Sökning: kvantdator – NOSAD"
    assert [(entry.id, entry.title) for entry in feed.entries] == [(f"urn:uuid:{event.id}", event.title.sv)]


def test_browsers_are_told_how_to_search(editions):
    reader = Reader(editions)
    reader.refresh()
    spaces = {"o": "http://a9.com/-/spec/opensearch/1.1/"}
    for path, lead in (("/opensearch.xml", ""), ("/en/opensearch.xml", "/en")):
        entry = reader.find(path)
        assert entry is not None
        tree = etree.fromstring(reader.read(entry))

        assert len(tree.findtext("o:ShortName", namespaces=spaces)) <= 16
        urls = {url.get("type"): url.get("template") for url in tree.findall("o:Url", spaces)}
        assert urls["text/html"] == f"{SITE.base_url}{lead}/search?q={{searchTerms}}"
        assert urls["application/atom+xml"] == f"{SITE.base_url}{lead}/search?q={{searchTerms}}&format=atom"


def test_every_page_leads_to_search(editions):
    reader = Reader(editions)
    reader.refresh()
    tree = html5lib.parse(reader.read(reader.find("/about/")).decode(), namespaceHTMLElements=False)

    assert tree.find(".//header//form[@role='search']").get("action") == "/search"
    assert tree.find(".//link[@rel='search']").get("href") == "/opensearch.xml"


def test_a_damaged_index_is_said_and_left_for_the_publisher(editions, world):
    reader = Reader(editions)
    reader.refresh()
    searcher = Searcher(reader)
    (folder,) = (editions / "search").iterdir()
    segment = next((folder / "index").glob("*.store"))
    body = segment.read_bytes()
    segment.write_bytes(bytes([body[0] ^ 255]) + body[1:])

    answer = asking(editions, "/search", "q=kvantdator", searcher=searcher)

    assert answer.status == 503
    assert "Sökningen byggs om." in words(page(answer))
    assert asking(editions, "/search", "format=json", searcher=searcher).status == 503
    publish(editions, source=world.source, site=SITE, at=world.at, jobs=1)
    reader.refresh()
    assert asking(editions, "/search", "q=kvantdator", searcher=searcher).status == 200


@pytest.mark.skipif(os.name != "posix", reason="links")
def test_a_missing_index_is_said(editions):
    (folder,) = (editions / "search").iterdir()
    (folder / "sums.json").unlink()

    assert asking(editions, "/search", "q=kvantdator").status == 503


def test_a_new_edition_is_searched_at_once(editions, world):
    reader = Reader(editions)
    reader.refresh()
    searcher = Searcher(reader)
    assert "Inga träffar" in words(page(asking(editions, "/search", "q=elfenbenstorn", searcher=searcher)))

    event = world.some(world.events)
    world.update_event(event, summary=Text(sv="Om ett elfenbenstorn"))
    world.tell(event)
    publish(editions, source=world.source, site=SITE, at=world.at, jobs=1)
    reader.refresh()

    assert "elfenbenstorn" in words(
        page(asking(editions, "/search", "q=elfenbenstorn", searcher=searcher)).find(".//ol[@class='found']")
    )


def test_every_page_tells_how_many_there_are_until_the_last(tmp_path):
    many = World(24)
    publish(tmp_path, source=many.source, site=SITE, at=many.at, jobs=1)
    told, query = [], "q=nosad&sort=newest"
    while query:
        shown = page(asking(tmp_path, "/search", query))
        [pager] = shown.iterfind(".//ul[@class='text pager']")
        told.append(next(words(item) for item in pager if words(item).startswith("Sida")))
        query = next((link.get("href").partition("?")[2] for link in pager.iter("a") if link.get("rel") == "next"), "")

    assert len(told) > 2
    assert told == [f"Sida {number} av {len(told)}" for number in range(1, len(told) + 1)]


def test_a_page_after_the_last_is_the_last_to_a_reader_and_empty_to_a_program(tmp_path):
    many = World(24)
    publish(tmp_path, source=many.source, site=SITE, at=many.at, jobs=1)

    [pager] = page(asking(tmp_path, "/search", "q=nosad&page=999")).iterfind(".//ul[@class='text pager']")
    told = json.loads(asking(tmp_path, "/search", "q=nosad&page=999&format=json").body)

    number, of = (
        next(words(item) for item in pager if words(item).startswith("Sida")).removeprefix("Sida ").split(" av ")
    )
    assert number == of != "1"
    assert told["results"] == []
    assert told["total"] > 0
