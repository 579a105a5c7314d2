# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What surrounds every page of the desk: its menu, its language, and the parts of Wagtail that are not there."""

from __future__ import annotations

import json
import re

import pytest
from django.conf import settings
from django.test import Client
from lxml import html

from tests.factories import TODAY, make_event, make_person, make_topic, make_user
from verkstad.editing.closed import NOT_OURS

pytestmark = pytest.mark.django_db

IN_SWEDISH = ["Att granska", "Workshoppar", "Material", "Inspelningar", "Personer", "Organisationer", "Ämnen", "Serier"]


def menu_of(page: object) -> list[str]:
    document = html.fromstring(page.content.decode())
    return [link.text_content() for link in document.xpath("//nav[contains(@class, 'plain-menu')]//a")]


@pytest.mark.parametrize(
    ("language", "own"), [("sv", IN_SWEDISH), ("en", ["To review", "Workshops", "Materials", "Recordings", "People"])]
)
def test_menu_has_the_roots_in_order_and_nothing_of_pages_or_images(
    client: Client, language: str, own: list[str]
) -> None:
    client.force_login(make_user(role="administrator"))

    menu = menu_of(client.get("/edit/people/", HTTP_ACCEPT_LANGUAGE=language))

    assert [label for label in menu if label in own] == own
    assert not {"Sidor", "Bilder", "Dokument", "Rapporter", "Utdrag", "Pages", "Images", "Reports"} & set(menu)


def test_swedish_is_the_language_where_the_browser_asks_for_neither(desk: Client) -> None:
    page = desk.get("/edit/people/", HTTP_ACCEPT_LANGUAGE="fr").content.decode()

    assert '<html lang="sv"' in page


def test_desk_carries_the_name_of_the_site_and_our_mark(desk: Client) -> None:
    page = desk.get("/edit/people/").content.decode()

    assert re.search(rf"<title>.* - {settings.WAGTAIL_SITE_NAME}</title>", page, re.DOTALL)
    assert "verkstad/desk/mark.svg" in page


@pytest.mark.parametrize("part", NOT_OURS)
def test_part_that_is_not_ours_is_not_there_even_for_an_administrator(desk: Client, part: str) -> None:
    assert desk.get(f"/edit/{part}/").status_code == 404
    assert desk.post(f"/edit/{part}/add/").status_code == 404


def test_page_that_is_not_there_says_so_in_our_words_and_leads_back(desk: Client) -> None:
    answer = desk.get("/edit/nowhere/", HTTP_ACCEPT_LANGUAGE="sv")
    page = html.fromstring(answer.content.decode())

    assert answer.status_code == 404
    assert page.findtext(".//h1") == "Sidan finns inte"
    assert "/edit/" in page.xpath("//main//a/@href")
    assert "Wagtail" not in page.text_content()


def test_words_of_the_choosing_script_are_data_in_the_language_of_the_page(desk: Client) -> None:
    page = html.fromstring(desk.get("/edit/people/", HTTP_ACCEPT_LANGUAGE="sv").content.decode())

    words = json.loads(page.get_element_by_id("verkstad-choosing-words").text)

    assert words["alike_person"] == "{name} finns redan här: är det samma person?"


def test_list_is_searched_with_our_letters_and_sorted_as_in_swedish(desk: Client) -> None:
    for name in ("Östen Zetterberg", "Åsa Berg", "Anna Öberg", "Ärla Ask", "Zara Å"):
        make_person(name=name)

    def listed(query: str = "") -> list[str]:
        page = html.fromstring(desk.get(f"/edit/people/{query}").content.decode())
        return [" ".join(link.text_content().split()) for link in page.xpath("//main//tbody//tr/td[1]//a")]

    assert listed() == ["Anna Öberg", "Zara Å", "Åsa Berg", "Ärla Ask", "Östen Zetterberg"]
    assert listed("?q=ÖBERG") == ["Anna Öberg"]
    assert listed("?q=åsa") == ["Åsa Berg"]
    assert listed("?q=berg") == ["Åsa Berg", "Anna Öberg", "Östen Zetterberg"]
    assert listed("?state=draft") == []


def test_list_of_workshops_says_the_day_and_what_became_of_it(desk: Client) -> None:
    make_event(title="Kakor", start_date=TODAY, status="cancelled")
    make_event(title="Arkiv", start_date=TODAY.replace(day=1), precision="month", start_time=None, end_time=None)

    page = html.fromstring(desk.get("/edit/workshops/", HTTP_ACCEPT_LANGUAGE="sv").content.decode())
    dates = ["".join(cell.text_content().split()) for cell in page.xpath("//main//tbody//tr/td[2]")]

    assert dates == [f"{TODAY}·Inställd", f"{TODAY:%Y-%m}"]


def test_many_series_are_called_so(desk: Client) -> None:
    page = desk.get("/edit/series/", HTTP_ACCEPT_LANGUAGE="sv").content.decode()

    assert "Serier" in " ".join(html.fromstring(page).xpath("//h1//text()"))


def test_list_says_the_state_of_each_in_words(desk: Client) -> None:
    make_topic(name="Publicerat")
    make_topic(name="Bara utkast", live=False)
    changed = make_topic(name="Ändrat")
    changed.has_unpublished_changes = True
    changed.save()

    page = html.fromstring(desk.get("/edit/topics/", HTTP_ACCEPT_LANGUAGE="sv").content.decode())
    states = {
        " ".join(row.xpath("./td[1]")[0].text_content().split()): " ".join(row.text_content().split())
        for row in page.xpath("//main//tbody//tr")
    }

    assert "Utkast" in states["Bara utkast"]
    assert "Publicerad, med ändringar som inte syns än" in states["Ändrat"]
    assert "med ändringar" not in states["Publicerat"]
