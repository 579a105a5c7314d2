# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Starting workshops from templates, from earlier ones, and many at once."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from tests.editing.events.pages import content_of, full_event
from tests.factories import DAY, NOON, TODAY, make_event, make_material, make_person, make_series, make_user
from verkstad.archive.actions.beginning import (
    When,
    make_template,
    remove_template,
    start_from_event,
    start_from_template,
    start_on_days,
)
from verkstad.archive.actions.publishing import take_down
from verkstad.archive.errors import ContentRefused, NotAllowed
from verkstad.archive.models import Appearance, Event, EventTemplate, Material
from verkstad.archive.rules.beginning import beginning_of

pytestmark = pytest.mark.django_db

WHEN = When(date(2027, 5, 4))


def test_event_started_from_another_takes_its_agenda_under_new_uids_and_leaves_what_happened_once():
    earlier = full_event()

    event = start_from_event(earlier, WHEN, by=None, at=NOON)

    before, uids_before = content_of(earlier)
    content, uids = content_of(event)
    assert not event.live
    assert event.slug == f"2027-05-04-{earlier.slug}"
    assert [item["title"] for item in content["agenda"]] == [item["title"] for item in before["agenda"]]
    assert content["agenda"][0]["session"] == content["sessions"][0]["uid"]
    assert content["organisers"] == before["organisers"]
    assert not set(uids["agenda"]) & set(uids_before["agenda"])
    left_out = {
        "summary",
        "appearances",
        "links",
        "corrections",
        "uncertainties",
        "relations",
        "attendance",
        "former_titles",
    }
    assert left_out <= before.keys()
    assert not left_out & content.keys()


def test_people_and_materials_come_along_when_asked_for():
    earlier = full_event()
    item = earlier.agenda.first()
    make_material(earlier, agenda_item_uid=item.uid, file="a" * 64)

    event = start_from_event(earlier, WHEN, by=None, at=NOON, with_people=True, with_materials=True)

    content, _uids = content_of(event)
    material = Material.objects.get(event=event)
    assert len(content["appearances"]) == 3
    assert content["appearances"][2]["agenda_item"] == content["agenda"][0]["uid"]
    assert (material.live, material.file) == (False, "a" * 64)
    assert str(material.agenda_item_uid) == content["agenda"][0]["uid"]


def test_template_gives_the_same_beginning_and_may_be_removed_without_harm():
    earlier = full_event()
    template = make_template(earlier, "Frukostmöte", by=None, at=NOON)

    event = start_from_template(template, WHEN, title="Om kakor", by=None, at=NOON)
    remove_template(template, by=None, at=NOON)

    content, _uids = content_of(event)
    assert content["title"] == {"sv": "Om kakor", "original": "sv"}
    assert len(content["agenda"]) == 2
    assert "start_date" not in template.content
    assert not EventTemplate.objects.exists()
    assert Event.objects.filter(pk=event.pk).exists()


def test_template_has_a_name_of_its_own_in_its_series():
    event = make_event()
    make_template(event, "Frukostmöte", by=None, at=NOON)

    with pytest.raises(ContentRefused):
        make_template(event, "Frukostmöte", by=None, at=NOON)


def test_template_leaves_out_who_is_no_longer_in_the_archive():
    person = make_person()
    earlier = make_event(appearances=[Appearance(person=person)])
    template = make_template(earlier, "Mall", with_people=True, by=None, at=NOON)
    Appearance.objects.all().delete()
    take_down(person, reason="personal_data", by=None, at=NOON)

    event = start_from_template(template, WHEN, by=None, at=NOON)

    assert "appearances" not in content_of(event)[0]


def test_row_of_days_gives_a_draft_each_and_never_two_for_one_day():
    series = make_series()
    make_event(series=series, start_date=TODAY)
    content = beginning_of({}, with_people=False)
    days = [TODAY, TODAY + 7 * DAY, TODAY + 14 * DAY]

    first = start_on_days(
        content, series, days, title="Öppet hus", start_time=time(9), end_time=time(10), by=None, at=NOON
    )
    again = start_on_days(
        content, series, days, title="Öppet hus", start_time=time(9), end_time=time(10), by=None, at=NOON
    )

    assert [event.start_date for event in first.events] == days[1:]
    assert first.taken == [TODAY]
    assert again.events == []
    assert Event.objects.filter(series=series).count() == 3
    assert first.events[0].start_time == time(9)


def test_only_who_may_add_workshops_to_a_series_starts_them():
    series, other = make_series(), make_series()
    editor = make_user(role="editor", series=other)
    earlier = make_event(series=series)

    with pytest.raises(NotAllowed):
        start_from_event(earlier, WHEN, by=editor, at=NOON)
    with pytest.raises(NotAllowed):
        start_on_days({}, series, [TODAY], title="X", start_time=None, end_time=None, by=editor, at=NOON)
    with pytest.raises(NotAllowed):
        make_template(earlier, "Mall", by=editor, at=NOON)

    assert Event.objects.count() == 1


def test_time_that_clocks_skip_is_refused_wherever_it_comes_from():
    earlier = make_event(start_time=time(2, 30), end_time=time(4))
    when = When(date(2026, 3, 29))

    with pytest.raises(ContentRefused) as refused:
        start_from_event(earlier, when, by=None, at=NOON)

    assert list(refused.value.problems) == ["start_time"]
    assert start_from_event(earlier, When(when.start_date + timedelta(days=1)), by=None, at=NOON)
