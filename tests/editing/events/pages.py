# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a browser would send of a page's form, and workshops large enough to tell something."""

from __future__ import annotations

from datetime import time
from typing import Any

from django.urls import reverse
from lxml import html

from tests.factories import make_event, make_material, make_organisation, make_person, make_topic
from verkstad.archive.models import (
    AgendaItem,
    Appearance,
    Child,
    Correction,
    Event,
    Link,
    Organiser,
    Relation,
    Session,
    TopicLink,
    Uncertainty,
)
from verkstad.archive.pending import as_revision
from verkstad.archive.shapes import shape_of


def part(model: Any, **values: Any) -> Any:
    """An unsaved part; texts are mappings."""
    made = model()
    for name, value in values.items():
        setattr(made, name, value)
    return made


def in_order(rows: list[Any]) -> None:
    for place, row in enumerate(rows):
        row.sort_order = place


def edit_address(event: Event) -> str:
    return reverse("wagtailsnippets_archive_event:edit", args=[event.pk])


def add_address() -> str:
    return reverse("wagtailsnippets_archive_event:add")


def sent_by(page: Any, *, script: bool = True) -> dict[str, Any]:
    """The values of the editor's form as they are sent when nothing was touched."""
    document = html.fromstring(page.content.decode())
    form = document.get_element_by_id("w-editor-form")
    for template in form.xpath(".//template" + (" | .//noscript" if script else "")):
        template.drop_tree()
    values: dict[str, Any] = {}
    for field in form.xpath(".//input | .//select | .//textarea"):
        name, kind = field.get("name"), field.get("type", "text")
        if not name or kind in {"submit", "button", "file"} or field.get("disabled") is not None:
            continue
        if kind in {"checkbox", "radio"}:
            if field.get("checked") is not None:
                values[name] = field.get("value", "on")
        elif field.tag == "textarea":
            # A browser drops the first line break of a text area, and sends each of the others as two signs.
            values[name] = (field.text or "").removeprefix("\n").replace("\n", "\r\n")
        elif field.tag == "select":
            chosen = field.xpath("./option[@selected]") or field.xpath("./option")
            values[name] = chosen[0].get("value", "") if chosen else ""
        else:
            values[name] = field.get("value", "")
    return values


def content_of(thing: Any) -> Any:
    """What the latest draft says, with the uid of every part."""
    revision = as_revision(thing.get_latest_revision_as_object())
    shape = shape_of(type(thing))
    uids = {name: [part["uid"] for part in revision.get(name, ())] for name in shape.children}
    return shape.read_revision(revision), uids


def errors_of(page: Any) -> dict[str, str]:
    """The sentences of a page that was not saved, by the id of their field."""
    if not page.content:
        return {}
    document = html.fromstring(page.content.decode())
    return {
        found.get("id").removesuffix("-errors"): " ".join(found.text_content().split())
        for found in document.xpath("//p[contains(@class, 'v-error')][@id]")
    }


def full_event(**values: Any) -> Event:
    """A workshop with something in every field of its form."""
    person, organisation, topic = make_person(), make_organisation(), make_topic()
    other = make_event()
    session = part(Session, title={"sv": "Förmiddag", "en": "Morning"})
    item = part(
        AgendaItem,
        session_uid=session.uid,
        title={"sv": "Att bevara", "en": "To keep"},
        kind="panel",
        start_time=time(12, 5),
        end_time=time(12, 30),
        description={"sv": "Tre erfarenheter.\n\nOch en till.", "en": "Three.", "translated_from": "0123456789ab"},
    )
    pause = part(AgendaItem, title={"en": "Break", "original": "en"}, kind="break")
    given = {
        "summary": {"sv": "Om e-arkiv.\n\nOch annat.", "en": "About.", "translated_from": "0123456789ab"},
        "audience": {"en": "Archivists", "original": "en"},
        "former_titles": ["Fördjupning eArkiv"],
        "kind": "webinar",
        "start_time": time(12, 0),
        "end_time": time(13, 30),
        "mode": "both",
        "venue": "Sal 3, Solna",
        "meeting_address_url": "https://meet.example.se/verkstad",
        "meeting_address_service": "Jitsi",
        "meeting_address_public": True,
        "seats_limited": True,
        "attendance_number": 31,
        "attendance_source": "värden",
        "sessions": [session],
        "agenda": [item, pause],
        "appearances": [
            Appearance(
                person=person, agenda_item_uid=pause.uid, organisation=organisation, role="host", title="arkivarie"
            ),
            Appearance(organisation=organisation, role="host"),
            Appearance(
                person=person,
                billed_as="A. Berg",
                agenda_item_uid=item.uid,
                organisation=organisation,
                organisation_billed_as="Verket",
                second_organisation=organisation,
                to_be_confirmed=True,
            ),
        ],
        "organisers": [Organiser(organisation=organisation, role="co_organiser")],
        "topics": [TopicLink(topic=topic, relation="mentions")],
        "links": [
            part(
                Link,
                title={"sv": "Forumtråd"},
                kind="forum",
                url="https://forum.example.se/1",
                pages="1–3",
                organisation=organisation,
            )
        ],
        "relations": [Relation(event=other, kind="continues")],
        "corrections": [part(Correction, field="start_date", note={"sv": "Årtalet är rättat."}, stated="2021")],
        "uncertainties": [part(Uncertainty, field="start_time", values=["9", "10"], note={"sv": "Vi vet inte."})],
        **values,
    }
    for rows in given.values():
        if isinstance(rows, list) and rows and isinstance(rows[0], Child):
            in_order(rows)
    event = make_event(**given)
    event.save_revision()
    return Event.objects.get(pk=event.pk)


def large_event(items: int = 40, appearances: int = 60, **values: Any) -> Event:
    """A workshop whose agenda is as long as they get."""
    people = [make_person() for _ in range(min(appearances, 30))]
    organisations = [make_organisation() for _ in range(10)]
    agenda = [
        part(
            AgendaItem,
            title={"sv": f"Punkt {number}", "en": f"Item {number}"},
            start_time=time(9 + number // 6, number % 6 * 10),
            end_time=time(9 + number // 6, number % 6 * 10 + 9),
        )
        for number in range(items)
    ]
    spread = [
        Appearance(
            person=people[number % len(people)],
            organisation=organisations[number % 10],
            agenda_item_uid=agenda[number % items].uid,
        )
        for number in range(appearances)
    ]
    in_order(agenda)
    in_order(spread)
    event = make_event(start_time=time(9), end_time=time(17), agenda=agenda, appearances=spread, **values)
    event.save_revision()
    make_material(event, agenda_item_uid=agenda[0].uid)
    return Event.objects.get(pk=event.pk)
