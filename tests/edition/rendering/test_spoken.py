# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was said and shown on the page of its event: with links and text alone, in the reader's language first."""

from __future__ import annotations

import pytest

from tests.edition.rendering.pages_of import Page
from tests.edition.rendering.spoken import MEDIA, heard_event, noted_event, spoken_event, spoken_library
from verkstad.edition.contents import Contents
from verkstad.edition.make_contents import searched_of
from verkstad.edition.rendering import render_event
from verkstad.edition.rendering.embeds import at_second, frame_of, hosts_of
from verkstad.records.events import Cut, Recording, RecordingPlace
from verkstad.search.passages import bundle_of


@pytest.fixture(scope="module", params=["sv", "en"])
def page(request) -> Page:
    made = spoken_event()
    return Page(render_event(spoken_library(made), made.id, request.param))


def test_what_was_said_can_be_read_and_linked_to_by_the_second_without_script(page):
    language = page.tree.getroot().get("lang")
    [inline] = page.main.xpath(".//*[@data-said]")

    said = [(part.get("id"), part.find("a").get("href"), page.text(part)) for part in inline.findall("p")]
    swedish = [
        ("t=0", "#t=0", "0:00 Anna Berg Välkomna till verkstaden."),
        ("t=12", "#t=12", "0:12 Vi börjar med <b>öppna data</b>."),
        ("t=40", "#t=40", "0:40 En deltagare Har någon en fråga?"),
    ]
    english = [
        ("t=0", "#t=0", "0:00 Anna Berg Welcome to the workshop."),
        ("t=12", "#t=12", "0:12 We begin with <b>open data</b>."),
        ("t=40", "#t=40", "0:40 En deltagare Does anybody have a question?"),
    ]
    assert said == (swedish if language == "sv" else english)
    assert inline.get("lang") is None


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_second_that_a_search_leads_to_is_on_the_page_in_either_language(language):
    made = heard_event(
        sv=((10, 13, "Sedan satte vi"), (13, 15, "en brandvägg runt"), (15.2, 15.8, "hela"), (15.8, 18, "molnet.")),
        en=((9, 14.5, "Then we put"), (14.5, 17, "a firewall around"), (17, 18, "the cloud.")),
    )
    library = spoken_library(made)
    page = Page(render_event(library, made.id, language))
    said, _ = searched_of(made, library.contents)
    found = bundle_of(made, library, said=said).passages

    (passage,) = page.main.xpath(".//*[@data-said]/p")
    ids = [element.get("id") for element in page.tree.iter() if element.get("id")]
    seconds = {
        f"t={second}" for one in found if one.kind == "speech" for second in (int(one.second), *one.moments[1::2])
    }
    assert seconds == {"t=9", "t=10", "t=13", "t=14", "t=15", "t=17"}
    assert sorted(id for id in ids if id in seconds) == sorted(seconds)
    spans = {span.get("id"): page.text(span) for span in passage.xpath(".//span[@id]")}
    if language == "sv":
        assert passage.get("id") == "t=10"
        assert spans == {"t=9": "", "t=13": "en brandvägg runt", "t=14": "", "t=15": "hela molnet.", "t=17": ""}
    else:
        assert passage.get("id") == "t=9"
        assert spans == {"t=10": "", "t=13": "", "t=14": "a firewall around", "t=15": "", "t=17": "the cloud."}


def test_the_state_of_the_captions_and_their_files_stand_by_them(page):
    language = page.tree.getroot().get("lang")
    states = [page.text(part) for part in page.main.xpath(".//p[contains(@class, 'said-state')]")]

    if language == "sv":
        assert (
            states[0]
            == "Undertexter på svenska (granskade). Undertexter (WebVTT) · Undertexter (SRT) · Textversion (text)"
        )
        assert "automatiska" in states[1]
        assert "kan innehålla fel" in states[1]
    else:
        assert states[0].startswith("Captions in English (automatic")
        assert states[1].startswith("Captions in Swedish (approved)")
    files = page.main.xpath(".//p[contains(@class, 'said-state')]//a/@href")
    assert [file for file in files if file.endswith(".srt")] == [
        f"/event/spoken/captions.{tag}.srt" for tag in (language, "en" if language == "sv" else "sv")
    ]


def test_the_player_has_captions_a_poster_and_a_name_and_asks_for_nothing_by_itself(page):
    [video] = page.main.xpath(".//video")
    language = page.tree.getroot().get("lang")

    assert video.get("preload") == "none"
    assert video.get("poster").endswith("/poster-1280.webp")
    assert (video.get("width"), video.get("height")) == ("640", "360")
    assert "Det talade" in video.get("aria-label") or "The spoken" in video.get("aria-label")
    tracks = video.findall("track")
    assert [track.get("srclang") for track in tracks] == [language, "en" if language == "sv" else "sv"]
    # A track that is on by default is fetched with the page.
    assert [track.get("default") for track in tracks] == [None, None]
    assert "autoplay" not in video.attrib


def test_nothing_of_another_service_is_on_the_page_before_the_reader_asks(page):
    away = [source for source in page.tree.xpath("//@src | //@poster | //link/@href | //@srcset") if "youtu" in source]
    assert away == []
    assert page.main.xpath(".//iframe") == []
    [button] = page.main.xpath(".//button[@data-frame]")
    assert button.get("data-frame") == "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?rel=0"
    assert "scripted" in page.main.xpath(".//*[@data-stage]/@class")[0]
    # Without script there is the link.
    assert "https://youtu.be/dQw4w9WgXcQ" in page.links().values()


def test_chapters_lead_to_a_second_that_the_page_has(page):
    ids = {element.get("id") for element in page.tree.iter() if element.get("id")}
    hrefs = [link.get("href") for link in page.main.xpath(".//*[@class='chapters']//a")]

    assert hrefs == ["#t=0", "#t=30", "https://youtu.be/dQw4w9WgXcQ?t=60s"]
    assert {href[1:] for href in hrefs if href.startswith("#")} <= ids


def test_slides_are_pictures_with_their_titles_and_their_text_beside(page):
    language = page.tree.getroot().get("lang")
    pages = page.main.xpath(".//li[@class='deck-page']")
    pictures = [item.find(".//img") for item in pages]
    word = "Sida" if language == "sv" else "Page"

    assert [item.get("id") for item in pages] == ["page-1", "page-2", "page-3"]
    assert [picture.get("alt") if picture is not None else None for picture in pictures] == [
        "Öppna data",
        f"{word} 2",
        None,
    ]
    assert pictures[0].get("loading") == "lazy"
    assert page.text(pages[0]).endswith("Öppna data Alla får se Ingen betalar")
    assert "Säg hej" not in page.text()
    texts = [item.find("div").get("lang") for item in pages]
    assert texts == ([None] * 3 if language == "sv" else ["sv"] * 3)


@pytest.mark.parametrize(("language", "word"), [("sv", "avsnitt"), ("en", "section")])
def test_a_text_has_sections_and_no_pages(language, word):
    made = noted_event()
    shown = Page(render_event(spoken_library(made), made.id, language))
    _, [searched] = searched_of(made, Contents(MEDIA))

    assert [shown.text(name) for name in shown.main.xpath(".//p[@class='deck-name']")] == [
        f"{word} 1 Frågor",
        f"{word} 2 Svar",
    ]
    assert "2 sidor" not in shown.text()
    assert "2 pages" not in shown.text()
    assert not searched.is_paged


def test_only_pages_with_something_to_follow_have_the_script(page):
    assert [script.get("type") for script in page.tree.iter("script")] == ["module", "application/ld+json"]


@pytest.mark.parametrize(
    ("url", "src"),
    [
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=3", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?rel=0"),
        ("https://youtu.be/dQw4w9WgXcQ?si=x", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?rel=0"),
        ("https://www.youtube.com/live/dQw4w9WgXcQ", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?rel=0"),
        ("https://www.youtube.com/embed/dQw4w9WgXcQ", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?rel=0"),
        ("https://vimeo.com/76979871", "https://player.vimeo.com/video/76979871?dnt=1"),
        ("https://vimeo.com/76979871/abc123", "https://player.vimeo.com/video/76979871?dnt=1&h=abc123"),
        ("https://player.vimeo.com/video/76979871", "https://player.vimeo.com/video/76979871?dnt=1"),
        ("https://peertube.example/w/2Yj8oYF7FvF2b8b3oS6e1k", "https://peertube.example/videos/embed/2Yj8oYF7FvF2b8b3oS6e1k?p2p=0"),
        ("https://tube.example/videos/watch/9c9de5e8-0a1e-484a-b099-e80766180a6d", "https://tube.example/videos/embed/9c9de5e8-0a1e-484a-b099-e80766180a6d?p2p=0"),
        ("https://example.se/film.mp4#t=3", "https://example.se/film.mp4"),
        ("https://www.youtube.com/watch?v=\"><script>", None),
        ("https://www.youtube.com/playlist?list=x", None),
        ("https://vimeo.com/channels/staffpicks", None),
        ("https://example.se/en-sida", None),
        ("http://youtu.be/dQw4w9WgXcQ", None),
    ],
)  # fmt: skip
def test_an_address_becomes_a_player_or_stays_a_link(url, src):
    recording = Recording(id="018f0000-0000-7000-8000-000000000001")

    frame = frame_of("Tjänsten", url, recording, "sv")

    assert (frame and frame.src) == src


def test_a_player_elsewhere_ends_where_the_editor_said():
    recording = Recording(
        id="018f0000-0000-7000-8000-000000000001", cut=Cut(in_seconds=30, out_seconds=90),
        places=(RecordingPlace(service="YouTube", url="https://youtu.be/dQw4w9WgXcQ"),), state="published",
    )  # fmt: skip

    assert frame_of("YouTube", "https://youtu.be/dQw4w9WgXcQ", recording, "sv").src.endswith("?rel=0&end=90")
    assert list(hosts_of((recording,))) == ["https://www.youtube-nocookie.com"]


def test_a_second_has_an_address_at_services_that_have_such():
    assert at_second("https://www.youtube.com/watch?v=x", 61.9) == "https://www.youtube.com/watch?v=x&t=61s"
    assert at_second("https://vimeo.com/1#x", 5) == "https://vimeo.com/1#t=5s"
    assert at_second("https://example.se/", 5) == ""
