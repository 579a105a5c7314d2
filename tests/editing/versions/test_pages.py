# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every version of a thing: compared in words, and returned to."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from tests.editing.versions.forms import page_of, sent_by, text_of
from tests.factories import NOON, make_event, make_organisation, make_person, make_series, make_topic, make_user
from verkstad.archive.actions.drafting import keep_draft
from verkstad.archive.actions.publishing import publish
from verkstad.archive.models import AgendaItem, Appearance, Event, TopicLink
from verkstad.archive.pending import as_revision
from verkstad.archive.shapes import shape_of
from verkstad.archive.versions import differences
from verkstad.editing.versions.words import Words, marked

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


def _keep(event: Any, minute: int, change: Any, by: Any = None) -> Any:
    draft = Event.objects.get(pk=event.pk).get_latest_revision_as_object()
    change(draft)
    return keep_draft(draft, by=by, at=NOON + minute * MINUTE, based_on=None, whole=False)


def _set(**values: Any) -> Any:
    def change(draft: Any) -> None:
        for name, value in values.items():
            setattr(draft, name, value)

    return change


@pytest.fixture
def event() -> Any:
    return make_event(
        title="eArkiv",
        summary="Vi talar om arkiv och hur man bevarar det som någon har skrivit i ett system som ingen har kvar.",
        start_time=time(9),
        agenda=[AgendaItem(title_sv="Inledning", sort_order=0), AgendaItem(title_sv="Frågor", sort_order=1)],
        appearances=[Appearance(person=make_person(name="Maria Dalhage"))],
        topics=[TopicLink(topic=make_topic(name="Bevarande"))],
    )


def _told(before: Any, after: Any) -> list[tuple[str, str, str]]:
    shape = shape_of(Event)
    was, now = as_revision(before), as_revision(after)
    return [(row.label, row.before, row.after) for row in Words.of(shape, was, now).tell(differences(shape, was, now))]


def test_differences_are_told_in_words_with_names_and_times(event):
    before = Event.objects.get(pk=event.pk)
    after = Event.objects.get(pk=event.pk)
    after.start_time, after.status, after.seats_limited = time(10, 30), "cancelled", True
    items = list(after.agenda.all())
    items[0].title_sv = "Välkomna"
    items[0].sort_order, items[1].sort_order = 1, 0
    after.agenda = [items[1], items[0], AgendaItem(title_sv="Paus", kind="break", sort_order=2)]
    after.appearances = [Appearance(person=make_person(name="Åsa Ek"), organisation=make_organisation(short_name="X"))]

    with translation.override("sv"):
        told = _told(before, after)

    found = {label: (was, now) for label, was, now in told}
    assert found["Början"] == ("9.00", "10.30")
    assert found["Agendapunkt ”Välkomna”: Titel på svenska"] == ("Inledning", "Välkomna")
    assert found["Ny: agendapunkt"][1].startswith("Paus")
    assert found["Ordningen på agendapunkter"][1] == "Frågor; Välkomna; Paus"
    assert "Åsa Ek" in found["Ny: medverkan"][1]
    assert "Maria Dalhage" in found["Borttagen: medverkan"][0]
    assert not any("None" in words or "-" * 3 in words for row in told for words in row)


def test_a_long_text_shows_what_came_and_what_went_and_nothing_it_could_run():
    said = str(marked("ett <b>två</b> tre", "ett fyra <script>x</script> tre"))

    assert said.count("<ins>") == 1
    assert "&lt;script&gt;" in said
    assert "<script>" not in said
    assert "&lt;b&gt;två&lt;/b&gt;</del>" in said


def test_comparing_two_versions_in_any_order(desk, event, anna):
    first = _keep(event, 1, _set(venue="Sal 1"), anna)
    second = _keep(event, 2, _set(venue="Sal 2", summary_sv=event.summary_sv.replace("ingen", "<i>alla</i>")), anna)

    page = desk.get(page_of("compare", event, second.pk, first.pk))

    said = text_of(page)
    assert "Sal 1" in said
    assert "Sal 2" in said
    html = page.content.decode()
    assert "<ins><span" in html
    assert "&lt;i&gt;alla&lt;/i&gt;" in html
    assert "<i>alla</i>" not in html
    assert "Anna Berg" in said


def test_versions_of_another_thing_are_not_compared_with_these(desk, event, anna):
    mine = _keep(event, 1, _set(venue="Sal 1"), anna)
    other = make_event()
    theirs = _keep(other, 1, _set(venue="Hemligt"), anna)

    assert desk.get(page_of("compare", event, mine.pk, theirs.pk)).status_code == 404
    assert desk.get(page_of("return", event, theirs.pk)).status_code == 404
    assert desk.get(page_of("compare", event, 999999, mine.pk)).status_code == 404


def test_the_list_leads_to_any_pair_and_says_which_readers_see(desk, event, anna):
    shown = _keep(event, 1, _set(venue="Sal 1"), anna)
    publish(event, by=None, at=NOON + 2 * MINUTE)
    newest = _keep(event, 3, _set(venue="Sal 2"), anna)

    said = text_of(desk.get(page_of("list", event)))
    assert "Readers see this" in said
    assert "Newest" in said
    answer = desk.get(page_of("list", event), {"a": shown.pk, "b": newest.pk})
    assert answer.url == page_of("compare", event, shown.pk, newest.pk)
    for nonsense in ({"a": "x", "b": "1"}, {"a": shown.pk, "b": shown.pk}, {"a": "9" * 40, "b": "1"}):
        assert desk.get(page_of("list", event), nonsense).url == page_of("list", event)


def test_returning_says_what_it_changes_makes_a_draft_and_publishes_nothing(desk, event, anna):
    first = _keep(event, 1, _set(venue="Sal 1"), anna)
    publish(event, by=None, at=NOON + 1 * MINUTE)
    _keep(event, 2, _set(venue="Sal 2"), anna)
    publish(event, by=None, at=NOON + 2 * MINUTE)

    page = desk.get(page_of("return", event, first.pk))
    assert "Sal 2" in text_of(page)
    answer = desk.post(page_of("return", event, first.pk), sent_by(page, ""), follow=True)

    row = Event.objects.get(pk=event.pk)
    assert (row.venue, row.get_latest_revision_as_object().venue) == ("Sal 2", "Sal 1")
    assert "Readers see it once you publish." in text_of(answer)


def test_returning_is_refused_when_another_saved_since_it_was_shown(desk, event, anna, bo):
    first = _keep(event, 1, _set(venue="Sal 1"), anna)
    _keep(event, 2, _set(venue="Sal 2"), anna)
    sent = sent_by(desk.get(page_of("return", event, first.pk)), "")
    _keep(event, 3, _set(venue="Sal 3"), bo)

    page = desk.post(page_of("return", event, first.pk), sent, follow=True)

    assert Event.objects.get(pk=event.pk).get_latest_revision_as_object().venue == "Sal 3"
    assert "Bo Ek saved at" in text_of(page) or "Bo Ek" in text_of(page)


def test_a_reviewer_compares_and_returns_to_nothing(desk_of, event, anna):
    first = _keep(event, 1, _set(venue="Sal 1"), anna)
    second = _keep(event, 2, _set(venue="Sal 2"), anna)
    desk = desk_of(make_user(role="reviewer"))

    assert desk.get(page_of("compare", event, first.pk, second.pk)).status_code == 200
    assert desk.post(page_of("return", event, first.pk), {"based_on": ""}).status_code in {302, 403}
    assert Event.objects.get(pk=event.pk).get_latest_revision_as_object().venue == "Sal 2"


def test_pages_of_versions_ask_as_often_for_many_as_for_few(desk, event, anna):
    def queries(*addresses: str) -> list[int]:
        counts = []
        for address in addresses:
            desk.get(address)
            with CaptureQueriesContext(connection) as counted:
                assert desk.get(address).status_code == 200
            counts.append(len(counted))
        return counts

    first = _keep(event, 1, _set(venue="Sal 1"), anna)
    second = _keep(event, 2, _set(venue="Sal 2"), anna)
    few = queries(page_of("list", event), page_of("compare", event, first.pk, second.pk))
    people = [Appearance(person=make_person()) for _ in range(6)]
    third = _keep(event, 3, _set(appearances=people), anna)
    for minute in range(4, 12):
        _keep(event, minute, _set(venue=f"Sal {minute}"), anna)

    assert queries(page_of("list", event), page_of("compare", event, first.pk, third.pk)) == few


def test_nobody_from_outside_and_nobody_of_another_scope_sees_versions(client, desk_of, event, anna):
    revision = _keep(event, 1, _set(venue="Hemligt"), anna)
    stranger = desk_of(make_user(role="editor", series=make_series()))
    for name, args in (
        ("list", ()), ("compare", (revision.pk, revision.pk)), ("return", (revision.pk,)), ("preview", ()), ("frame", ()),
        ("form_preview", ()), ("schedule", ()), ("unpublish", ()), ("hand_in", ()), ("review", ()), ("state", ()),
    ):  # fmt: skip
        address = page_of(name, event, *args)
        assert client.get(address).status_code == 302, name
        assert "Hemligt" not in stranger.get(address, follow=True).content.decode(), name
        assert stranger.get(address).status_code in {302, 403}, name
