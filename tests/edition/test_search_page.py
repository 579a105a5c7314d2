# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a reader sees of a passage on the search page: the second, the slide, and whom to ask more of."""

from __future__ import annotations

import json
from pathlib import Path

import feedparser
import html5lib
import pytest

from tests.search.sample import workshop
from verkstad.edition.rendering.frame import Face
from verkstad.edition.searching.answer import answer
from verkstad.edition.searching.site import Sign
from verkstad.records.published import Site
from verkstad.search.index import Opened, build_index
from verkstad.search.passages import Passage, Picture

FACE = Face("Prov", "", None, "", None, "")
SIGN = Sign(Site(base_url="https://workshops.example", name="Prov"), {"sv": FACE, "en": FACE})
WORKSHOP = "/event/2024-09-10-prov-av-sokning/"
SLIDE = "/file/0123456789ab/sida-7-480.webp"


@pytest.fixture
def opened(tmp_path: Path) -> Opened:
    bundle = workshop(
        Passage("speech", "sv", "", "Nu skördar vi katalogen.", (0,), (0,), second=3754.2, anchor="t="),
        Passage("page", "sv", "Så skördas en katalog", "Profilen", page=7, anchor="page-7", picture=Picture(SLIDE, 480, 270)),
        Passage("page", "sv", "", "Katalogen igen", page=8, anchor="page-8"),
        Passage(
            "speech", "sv", "", "Sedan satte vi en brandvägg runt molnet.", (0,), (0,), second=61.2, anchor="t2=",
            moments=(18, 64, 28, 67),
        ),
    )  # fmt: skip
    build_index(tmp_path / "index", [bundle.to_json()])
    return Opened.open(tmp_path / "index")


def test_a_passage_of_speech_leads_to_its_second_and_its_speaker(opened):
    page = html5lib.parse(answer(SIGN, opened, "q=skördar", "sv").body, namespaceHTMLElements=False)

    said = next(item for item in page.iterfind(".//ul[@class='found-passages']/li") if item.find(".//time") is not None)
    links = {"".join(link.itertext()): link.get("href") for link in said.iterfind(".//a")}
    assert links == {
        "1:02:34": "/event/2024-09-10-prov-av-sokning/#t=3754",
        "Ada Exempel": "/person/ada-exempel/",
        "Provmyndigheten": "/organisation/provmyndigheten/",
    }


def test_a_slide_is_shown_by_its_picture_with_its_title(opened):
    page = html5lib.parse(answer(SIGN, opened, "q=skördar", "en").body, namespaceHTMLElements=False)

    (picture,) = page.iterfind(".//ul[@class='found-passages']//img")
    assert {name: picture.get(name) for name in ("src", "alt", "lang", "loading", "width", "height")} == {
        "src": SLIDE, "alt": "Så skördas en katalog", "lang": "sv", "loading": "lazy", "width": "480", "height": "270",
    }  # fmt: skip
    (link,) = page.iterfind(".//li[@class='found-page']/a")
    assert link.get("href") == "/en/event/2024-09-10-prov-av-sokning/#page-7"


def test_the_data_has_the_picture_of_a_slide(opened):
    found = json.loads(answer(SIGN, opened, "q=katalog&format=json", "sv").body)

    pictures = {passage.get("page"): passage.get("picture") for passage in found["results"][0]["passages"]}
    assert pictures == {None: None, 7: f"https://workshops.example{SLIDE}", 8: None}


def test_a_word_leads_to_the_second_in_which_it_is_said_on_the_page_in_data_and_in_the_feed(opened):
    page, data, feed = (
        answer(SIGN, opened, f"q=brandvägg{form}", "sv").body for form in ("", "&format=json", "&format=atom")
    )

    tree = html5lib.parse(page, namespaceHTMLElements=False)
    (link,) = tree.iterfind(".//a[@class='found-at']")
    time = link.find("time")
    assert (link.get("href"), time.text, time.get("datetime")) == (f"{WORKSHOP}#t2=64", "1:04", "PT64S")
    ((passage,),) = (result["passages"] for result in json.loads(data)["results"])
    assert (passage["seconds"], passage["url"]) == (64, f"https://workshops.example{WORKSHOP}#t2=64")
    (entry,) = feedparser.parse(feed).entries
    assert entry.link == f"https://workshops.example{WORKSHOP}"
    assert f'href="https://workshops.example{WORKSHOP}#t2=64"' in entry.content[0].value
    assert "1:04 Sedan satte vi en brandvägg runt molnet." in entry.content[0].value
