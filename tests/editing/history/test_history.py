# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The history over HTTP: in words, narrowed down, taken along, and open to every editor."""

from __future__ import annotations

import csv
import io
import json
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from tests import factories as make
from tests.factories import DAY, NOON, make_user
from verkstad.archive.actions.changing import change_published
from verkstad.archive.actions.erasing import erase_member
from verkstad.archive.actions.events import cancel_event
from verkstad.archive.actions.publishing import change_slug
from verkstad.archive.actions.withdrawing import withdraw
from verkstad.editing.history import views

pytestmark = pytest.mark.django_db


def some_history():
    editor = make_user("eva@example.se", role="editor", first_name="Eva", last_name="Ek")
    event = make.make_event(title="Öppna data")
    change_published(event, {"venue": "Sal 1"}, by=editor, at=NOON)
    change_slug(event, "oppna-data", by=None, at=NOON + DAY)
    cancel_event(event, note=None, by=editor, at=NOON + 2 * DAY)
    recording = make.make_recording(event)
    withdraw(recording, reason="rights", reference="Dnr 3", by=editor, at=NOON + 3 * DAY)
    return editor, event, recording


def rows(answer) -> str:
    return answer.content.decode().partition("<tbody>")[2].partition("</tbody>")[0]


def test_history_says_in_words_who_did_what(desk: Client) -> None:
    some_history()

    shown = rows(desk.get("/edit/history/"))

    for said in ("Eva Ek", "Öppna data", "Cancelled the workshop", "Took down what readers saw", "Dnr 3", "The system"):
        assert said in shown
    assert shown.index("Took down what readers saw") < shown.index("Cancelled the workshop")


def test_history_is_in_swedish_for_who_reads_swedish(desk: Client) -> None:
    some_history()

    shown = rows(desk.get("/edit/history/", headers={"accept-language": "sv"}))

    assert "Ställde in workshoppen" in shown or "Ställt in" in shown or "Inställd" in shown
    assert "Took down" not in shown


def test_what_wagtail_notes_is_told_as_something_done_too(desk: Client) -> None:
    event = make.make_event(title="Öppna data", live=False)
    for action in ("wagtail.create", "wagtail.edit", "wagtail.revert", "wagtail.publish", "wagtail.unpublish"):
        log(instance=event, action=action, user=None)

    page = html.fromstring(desk.get("/edit/history/", headers={"accept-language": "sv"}).content.decode())

    assert [cell.text_content() for cell in page.xpath("//main//tbody//td[3]")] == [
        "Avpublicerade", "Publicerade", "Återgick till en tidigare version", "Ändrade utkastet", "Började på ett utkast",
    ]  # fmt: skip


def test_history_is_narrowed_down(desk: Client) -> None:
    editor, event, recording = some_history()

    def shown(query: str) -> int:
        return rows(desk.get(f"/edit/history/?{query}")).count("<tr>")

    everything = ModelLogEntry.objects.count()
    assert shown("") == everything
    assert shown(f"person={editor.pk}") == ModelLogEntry.objects.filter(user=editor).count()
    assert shown("person=system") == ModelLogEntry.objects.filter(user=None).count()
    assert shown("kind=recording") == ModelLogEntry.objects.filter(object_id=str(recording.pk)).count()
    assert shown("action=verkstad.cancel") == 1
    assert shown(f"thing={event.pk}") == ModelLogEntry.objects.filter(object_id=str(event.pk)).count()
    assert shown("title=öppna&since=2026-03-05&until=2026-03-05") == 1
    assert shown("since=2030-01-01") == 0


def test_what_cannot_be_read_is_said_at_its_field(desk: Client) -> None:
    some_history()

    page = desk.get("/edit/history/?since=2026-03-05&until=2026-03-01").content.decode()
    wrong = desk.get("/edit/history/?since=igår&kind=spoon&person=999&thing=x")

    assert "The last day is before the first." in page
    assert wrong.status_code == 200
    assert wrong.content.decode().count("people-refused") >= 3


def test_former_editor_leaves_no_name(desk: Client) -> None:
    editor, _event, _recording = some_history()
    log(instance=editor, action="wagtail.edit", title="Eva Ek <eva@example.se>")

    make_user(role="administrator")
    erase_member(editor, by=None, at=NOON)

    page = desk.get("/edit/history/").content.decode()
    assert "A former editor" in page
    assert "Eva Ek" not in page
    users = ContentType.objects.get_for_model(get_user_model())
    assert not ModelLogEntry.objects.filter(content_type=users, label__contains="Eva").exists()


def test_history_is_taken_along_without_formulas(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "AT_ONCE", 2)  # in several goes
    make.make_event()
    event = make.make_event(title="=HYPERLINK(1)")
    for n in range(5):
        log(instance=event, action="verkstad.import", timestamp=NOON + timedelta(minutes=n // 2))
    some_history()
    everything = ModelLogEntry.objects.count()

    table = list(csv.reader(io.StringIO(desk.get("/edit/history/export/csv/").content.decode("utf-8-sig"))))
    lines = desk.get("/edit/history/export/jsonl/").content.decode().splitlines()
    some = desk.get("/edit/history/export/jsonl/?action=verkstad.cancel").content.decode().splitlines()

    assert len(table) == everything + 1
    assert (
        len({json.loads(line)["at"] + json.loads(line)["action"] + str(n) for n, line in enumerate(lines)})
        == everything
    )
    assert len(some) == 1
    assert "'=HYPERLINK(1)" in {row[6] for row in table}


@pytest.mark.parametrize("role", ["editor", "contributor", "reviewer"])
def test_every_member_reads_the_history_and_strangers_do_not(client: Client, role: str) -> None:
    some_history()
    assert client.get("/edit/history/").status_code == 302
    assert client.get("/edit/history/export/csv/").status_code == 302

    client.force_login(make_user(role=role))

    assert client.get("/edit/history/").status_code == 200


def test_history_asks_as_much_of_many_as_of_few(desk: Client) -> None:
    def more(number: int) -> None:
        for _ in range(number):
            editor = make_user(role="editor")
            for thing in (make.make_event(), make.make_person(), make.make_topic()):
                log(instance=thing, action="verkstad.import", user=editor)

    more(2)
    desk.get("/edit/history/")
    with CaptureQueriesContext(connection) as few:
        desk.get("/edit/history/")
    more(20)
    with CaptureQueriesContext(connection) as many:
        assert "Page 1 of 2" in desk.get("/edit/history/").content.decode()

    assert len(many) == len(few), "\n".join(query["sql"] for query in many.captured_queries)
