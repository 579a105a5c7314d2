# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The editors' guide, walked step by step: every word in bold stands on the page that the step is about.

A step begins with ``<!-- page: ADDRESS as ROLE -->``; what is bold from there to the next step or heading is the name of a
button, a link, a field or a heading of that page, as that role meets it.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.test import Client
from django.utils import timezone
from lxml import html

from tests.factories import DAY, NOON, make_event, make_material, make_person, make_recording, make_series, make_user
from verkstad.archive.actions.addresses import note_answer
from verkstad.archive.actions.beginning import make_template
from verkstad.archive.actions.captions import put_captions
from verkstad.archive.actions.drafting import keep_draft
from verkstad.archive.actions.reviewing import hand_in
from verkstad.archive.choices import AddressResult
from verkstad.archive.models import AgendaItem, Appearance, Recording

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "guide"
LANGUAGES = ["sv", "en"]
STEP = re.compile(r"<!-- page: (\S+) as (\w+) -->|^## ", re.MULTILINE)
NAMED = "//button | //a | //summary | //label | //legend | //h1 | //h2 | //h3 | //h4 | //option | //*[@aria-label]"
UNSEEN = ".//*[contains(concat(' ', @class, ' '), ' w-sr-only ') or contains(@class, 'v-count')] | .//svg | .//select"


class Step(NamedTuple):
    page: str
    role: str
    names: list[str]
    """What is bold."""


def steps_in(text: str) -> list[Step]:
    found = list(STEP.finditer(text))
    ends = [one.start() for one in found[1:]] + [len(text)]
    return [
        Step(one[1], one[2], [" ".join(name.split()) for name in re.findall(r"\*\*(.+?)\*\*", text[one.end() : end], re.DOTALL)])
        for one, end in zip(found, ends, strict=True)
        if one[1]
    ]  # fmt: skip


def guide(language: str) -> str:
    return (FOLDER / f"{language}.md").read_text("utf-8")


def names_on(page: str) -> set[str]:
    """The words of every button, link, field and heading, as they are read."""
    document = html.fromstring(page)
    names = set()
    for element in document.xpath(NAMED):
        names.add(element.get("aria-label") or "")
        for unseen in element.xpath(UNSEEN):
            unseen.drop_tree()
        names.add(" ".join(element.text_content().split()).removesuffix("*").strip())
    # The menu is drawn by script, from data.
    names.update(re.findall(r'"label": "([^"]+)"', "\n".join(document.xpath("//script/text()"))))
    return names


@pytest.fixture
def archive(db: Any) -> dict[str, str]:
    """Addresses' parts: a workshop in each state that the guide tells of."""
    now = timezone.now()
    today = timezone.localdate()
    anna = make_user("anna.berg@example.se", role="editor", first_name="Anna", last_name="Berg")
    person = make_person(name="Maria Dalhage")
    make_person(name="Maria Dahlage")
    item = AgendaItem(title_sv="Inledning")
    open_series, reviewed = make_series(), make_series(review_required=True)
    workshop = make_event(series=open_series, start_date=today + 20 * DAY, agenda=[item])
    make_material(workshop, url="https://example.org/presentation.pdf")
    for days in (9, 8, 5):
        note_answer("https://example.org/presentation.pdf", AddressResult.GONE, 404, at=now - days * DAY)
    make_template(workshop, "Lunchworkshop", by=None, at=NOON)
    for venue in ("Sal 1", "Sal 2"):
        draft = type(workshop).objects.get(pk=workshop.pk).get_latest_revision_as_object()
        draft.venue = venue
        keep_draft(draft, by=anna, at=now, based_on=None)
    held = make_event(
        series=open_series, start_date=today - 20 * DAY, agenda=[AgendaItem(title_sv="Föredrag")],
        appearances=[Appearance(person=person)],
    )  # fmt: skip
    recording = make_recording(
        held, places=[{"service": "YouTube", "url": "https://youtu.be/x"}], published_date=today - 16 * DAY
    )
    cues = [{"id": "a", "start": 0, "end": 2, "text": "Hej."}]
    captions = put_captions(recording, "sv", cues, state="machine", origin="", by=None, at=now)
    Recording.objects.filter(pk=recording.pk).update(file="a" * 64, file_name="a.webm", media_type="video/webm")
    draft = make_event(
        live=False, series=open_series, start_date=today + 30 * DAY, agenda=[AgendaItem(title_sv="Inledning")],
        appearances=[Appearance(person=person)],
    )  # fmt: skip
    waiting = make_event(live=False, series=reviewed, start_date=today + 40 * DAY)
    hand_in(waiting, by=anna, at=now)
    things = {
        "workshop": workshop,
        "held": held,
        "draft": draft,
        "waiting": waiting,
        "person": person,
        "recording": recording,
        "captions": captions,
    }
    return {name: str(thing.pk) for name, thing in things.items()}


@pytest.fixture
def desks(db: Any) -> dict[str, Client]:
    made = {"nobody": Client()}
    for role in ("administrator", "editor", "contributor", "reviewer"):
        made[role] = Client()
        made[role].force_login(make_user(f"{role}@example.se", role=role))
    return made


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_in_bold_stands_on_the_page_of_its_step(
    archive: dict[str, str], desks: dict[str, Client], language: str
) -> None:
    missing = []
    for step in steps_in(guide(language)):
        address = step.page.format(**archive)
        page = desks[step.role].get(address, headers={"accept-language": language})
        assert page.status_code == 200, (address, step.role)
        there = names_on(page.content.decode())
        missing += [f"{step.page} as {step.role}: {name}" for name in step.names if name not in there]

    assert not missing, "\n".join(missing)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_desk_shows_the_guide_with_its_pictures(desks: dict[str, Client], language: str) -> None:
    desk = desks["reviewer"]
    page = desk.get("/edit/help/", headers={"accept-language": language})
    document = html.fromstring(page.content.decode()).xpath("//div[@class='handbook']")[0]

    headings = re.findall(r"^## (.+)$", guide(language), re.MULTILINE)
    assert document.get("lang") == language
    assert [heading.text_content() for heading in document.xpath(".//h2")] == headings
    assert "page:" not in document.text_content()
    sources = document.xpath(".//img/@src")
    assert sources
    assert {desk.get(source).status_code for source in sources} == {200}
    (other,) = document.xpath(".//a[@hreflang]/@href")
    assert desk.get(other).status_code == 200
    assert desk.get("/edit/help/no/").status_code == 404
    assert Client().get(sources[0]).status_code == 302


def test_walking_notices_a_button_that_is_gone(archive: dict[str, str], desks: dict[str, Client]) -> None:
    (step,) = steps_in("<!-- page: /edit/workshop/start/ as editor -->\n**Börja tomt** och **Börja\nbakifrån**.\n")

    there = names_on(desks[step.role].get(step.page, headers={"accept-language": "sv"}).content.decode())

    assert [name in there for name in step.names] == [True, False]


def test_both_languages_take_the_same_steps_and_show_the_same_pictures() -> None:
    swedish, english = (guide(language) for language in LANGUAGES)

    assert [(one.page, one.role, len(one.names)) for one in steps_in(swedish)] == [
        (one.page, one.role, len(one.names)) for one in steps_in(english)
    ]
    assert all(step.names for step in steps_in(swedish))
    pictures = [re.findall(r"\(pictures/(.+)-(?:sv|en)\.png\)", text) for text in (swedish, english)]
    assert pictures[0] == pictures[1]
    assert pictures[0]


@pytest.mark.parametrize("role", ["administrator", "editor", "contributor", "reviewer"])
def test_the_table_of_roles_says_what_the_rules_say(role: str, archive: dict[str, str]) -> None:
    from verkstad.archive.models import Event
    from verkstad.archive.rules.access import may

    user = make_user(role=role)
    event = Event.objects.get(pk=archive["workshop"])
    allowed = [
        may(user, "change", event),
        may(user, "review", event),
        may(user, "publish", event),
        may(user, "manage_members"),
    ]

    (row,) = re.findall(rf"^\| {role} \| (.+) \|$", guide("en"), re.MULTILINE)

    assert [cell == "yes" for cell in row.split(" | ")] == allowed
