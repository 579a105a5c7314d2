# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
import inspect
from datetime import date, time, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone, translation
from wagtail.models import ModelLogEntry, Revision, Task, Workflow, WorkflowTask

from tests import factories as make
from tests.factories import DAY, NOON, TODAY
from verkstad.archive.actions.changing import change, change_published
from verkstad.archive.actions.events import cancel_event, postpone_event, reschedule_event
from verkstad.archive.actions.publishing import change_slug, publish, save_draft, take_down
from verkstad.archive.errors import (
    AgendaLeavesTheDay,
    AlreadyCancelled,
    ArchiveError,
    ContentRefused,
    EventNotPublished,
    NothingToPublish,
    NotPublished,
    SameTime,
    SeriesNotPublished,
    SlugTaken,
)
from verkstad.archive.journal import changed_after, newest_serial
from verkstad.archive.models import AgendaItem, Appearance, Event, FormerSlug, Tombstone
from verkstad.archive.pending import carry_over, pending_revisions
from verkstad.archive.rules.captions import CueProblem
from verkstad.archive.shapes import shape_of
from verkstad.records.read import published
from verkstad.records.read_desk import draft_of

pytestmark = pytest.mark.django_db


def _changed_by(act):
    before = newest_serial()
    act()
    return set(changed_after(before)[0])


def _row(event):
    return Event.objects.get(pk=event.pk)


def test_change_published_reaches_readers_at_once_and_is_in_the_history():
    editor = make.make_user(role="editor")
    event = make.make_event(title="Förr", venue="Sal 1")

    changed = _changed_by(
        lambda: change_published(event, {"title": make.words("Nu"), "venue": None}, by=editor, at=NOON)
    )

    (record,) = published(NOON).events
    assert (record.title.sv, record.venue, record.modified_at) == ("Nu", None, NOON)
    assert changed == {("event", event.pk)}
    event = _row(event)
    assert event.latest_revision.content["title_sv"] == "Nu"
    assert event.live_revision == event.latest_revision
    assert not event.has_unpublished_changes
    entry = ModelLogEntry.objects.get()
    assert (entry.action, entry.user, entry.timestamp, entry.revision) == (
        "verkstad.change",
        editor,
        NOON,
        event.latest_revision,
    )


def test_change_that_changes_nothing_leaves_no_trace():
    event = make.make_event(venue="Sal 1")

    changed = _changed_by(lambda: change_published(event, {"venue": "Sal 1"}, by=None, at=NOON))

    assert changed == set()
    assert _row(event).last_published_at == event.last_published_at
    assert not Revision.objects.exists()


def test_change_published_is_not_undone_by_the_draft_that_waits():
    event = make.make_event(title="Titel", venue="Sal 1")
    save_draft(event, {"title": make.words("Utkastets titel")}, by=None, at=NOON)

    change_published(event, {"venue": "Sal 2"}, by=None, at=NOON)

    shown = published(NOON).events[0]
    assert (shown.title.sv, shown.venue) == ("Titel", "Sal 2")
    draft = draft_of(_row(event), at=NOON).thing
    assert (draft.title.sv, draft.venue) == ("Utkastets titel", "Sal 2")
    publish(event, by=None, at=NOON + DAY)
    shown = published(NOON).events[0]
    assert (shown.title.sv, shown.venue) == ("Utkastets titel", "Sal 2")


def test_change_published_reaches_scheduled_and_reviewed_revisions_too():
    editor = get_user_model().objects.create_superuser("anna", "anna@example.se", "x")
    event = make.make_event(venue="Sal 1")
    scheduled = _row(event)
    scheduled.go_live_at = timezone.now() + timedelta(days=3)
    scheduled.title_sv = "Schemalagd"
    scheduled.save_revision().publish()
    reviewed = _row(event)
    reviewed.title_sv = "Granskas"
    reviewed.save_revision()
    workflow = Workflow.objects.create(name="Granskning")
    WorkflowTask.objects.create(workflow=workflow, task=Task.objects.create(name="Läs"), sort_order=0)
    workflow.start(_row(event), editor)
    latest = _row(event)
    latest.title_sv = "Senaste"
    latest.save_revision()
    assert pending_revisions(_row(event)).count() == 3

    change_published(event, {"venue": "Sal 2"}, by=None, at=NOON)

    found = {revision.content["title_sv"]: revision.content["venue"] for revision in pending_revisions(_row(event))}
    assert found == {"Schemalagd": "Sal 2", "Granskas": "Sal 2", "Senaste": "Sal 2"}
    assert _row(event).latest_revision.content["title_sv"] == "Senaste"
    assert Revision.objects.filter(approved_go_live_at__isnull=False).count() == 1


def test_change_of_a_part_is_carried_into_the_draft_by_its_uid():
    event = make.make_event(
        agenda=[
            AgendaItem(title_sv="Ett", sort_order=0),
            AgendaItem(title_sv="Två", sort_order=1),
            AgendaItem(title_sv="Tre", sort_order=2),
        ]
    )
    draft = _row(event)
    items = list(draft.agenda.all())
    items[0].title_en = "One, in the draft"
    draft.agenda = [*items, AgendaItem(title_sv="Utkastets", sort_order=3)]
    draft.save_revision()

    def edit(content):
        one, _two, three = content["agenda"]
        new = {**three, "pk": None, "uid": str(make.new_id()), "title_sv": "Ny"}
        return {**content, "agenda": [{**one, "title_sv": "Ett, rättat"}, three, new]}

    change(event, edit, by=None, at=NOON)

    def shown(agenda):
        return [(item.title.sv, item.title.en) for item in agenda]

    assert shown(published(NOON).events[0].agenda) == [("Ett, rättat", None), ("Tre", None), ("Ny", None)]
    publish(event, by=None, at=NOON)
    assert shown(published(NOON).events[0].agenda) == [
        ("Ett, rättat", "One, in the draft"),
        ("Tre", None),
        ("Ny", None),
        ("Utkastets", None),
    ]


def test_carry_over_leaves_alone_what_did_not_change():
    shape = shape_of(Event)
    before = {"venue": "a", "title_sv": "t", "agenda": []}
    draft = {"venue": "utkast", "title_sv": "utkast", "agenda": [{"uid": "1", "pk": None, "title_sv": "x"}]}

    assert carry_over(shape, before, {**before, "title_sv": "ny"}, draft) == {**draft, "title_sv": "ny"}
    assert carry_over(shape, before, before, draft) == draft


def test_change_published_refuses_what_breaks_a_rule_and_writes_nothing():
    event = make.make_event(start_date=date(2026, 5, 7), start_time=time(12), end_time=time(13))
    before = newest_serial()

    with translation.override("en"), pytest.raises(ContentRefused) as refused:
        change_published(event, {"end_time": time(11, 30)}, by=None, at=NOON)

    assert _row(event).end_time == time(13)
    assert newest_serial() == before
    assert "The end is not after the start" in refused.value.message()


def test_change_published_refuses_a_draft_and_an_unknown_name():
    with pytest.raises(NotPublished):
        change_published(make.make_event(live=False), {"venue": "x"}, by=None, at=NOON)
    with pytest.raises(KeyError):
        change_published(make.make_event(), {"veneu": "x"}, by=None, at=NOON)


def test_save_draft_is_not_seen_by_readers():
    event = make.make_event(venue="Sal 1")

    changed = _changed_by(lambda: save_draft(event, {"venue": "Sal 2"}, by=None, at=NOON))

    assert changed == set()
    assert published(NOON).events[0].venue == "Sal 1"
    assert _row(event).has_unpublished_changes


def test_publish_shows_the_latest_draft_and_notes_what_refers_to_it():
    person = make.make_person(live=False)
    event = make.make_event(appearances=[Appearance(person=person)])
    other = make.make_event()
    assert published(NOON).events[0].appearances == ()

    changed = _changed_by(lambda: publish(person, by=None, at=NOON))

    assert changed == {("person", person.pk), ("event", event.pk)}
    records = published(NOON, only=[person.pk, event.pk, other.pk])
    assert (records.people[0].published_at, records.people[0].modified_at) == (NOON, NOON)
    assert sum(len(each.appearances) for each in records.events) == 1


def test_publish_again_keeps_the_first_moment():
    event = make.make_event()
    first = event.first_published_at
    save_draft(event, {"venue": "Sal 2"}, by=None, at=NOON)

    changed = _changed_by(lambda: publish(event, by=None, at=NOON + DAY))

    record = published(NOON).events[0]
    assert (record.published_at, record.modified_at) == (first, NOON + DAY)
    assert changed == {("event", event.pk)}


def test_publish_through_the_desk_notes_the_change_too():
    event = make.make_event()
    material = make.make_material(event)

    for thing in (event, material):
        revision = thing.save_revision()
        assert _changed_by(revision.publish) >= {("event", event.pk)}


def test_publish_refuses_what_nobody_could_read():
    series = make.make_series(live=False)
    event = make.make_event(series=series, live=False)
    for thing, error in (
        (event, SeriesNotPublished),
        (make.make_material(event, live=False), EventNotPublished),
        (make.make_recording(event, live=False), EventNotPublished),
        (make.make_person(), NothingToPublish),
    ):
        with pytest.raises(error):
            publish(thing, by=None, at=NOON)


def test_publish_of_a_material_changes_its_event():
    event = make.make_event()
    material = make.make_material(event, live=False)

    changed = _changed_by(lambda: publish(material, by=None, at=NOON))

    assert ("event", event.pk) in changed
    assert published(NOON).events[0].materials[0].id == material.pk


def test_scheduled_publishing_shows_nothing_before_its_time():
    event = make.make_event(live=False)
    event.go_live_at = timezone.now() + timedelta(days=3)
    event.save_revision()

    changed = _changed_by(lambda: publish(event, by=None, at=NOON))

    assert changed == set()
    assert published(NOON).events == ()
    assert _row(event).scheduled_revision is not None


def test_scheduling_a_new_version_leaves_the_published_one_up():
    event = make.make_event(venue="Sal 1")
    change_published(event, {"venue": "Sal 2"}, by=None, at=NOON)
    draft = _row(event)
    draft.go_live_at = timezone.now() + timedelta(days=3)
    draft.venue = "Sal 3"
    draft.save_revision()

    publish(event, by=None, at=NOON)

    assert published(NOON).events[0].venue == "Sal 2"


def test_take_down_leaves_a_stone_and_lets_go_of_references():
    person = make.make_person(slug="anna-berg")
    event = make.make_event(appearances=[Appearance(person=person)])
    change_slug(person, "anna-b", by=None, at=NOON)

    changed = _changed_by(lambda: take_down(person, reason="personal_data", by=None, at=NOON))

    assert changed == {("person", person.pk), ("event", event.pk)}
    records = published(NOON)
    assert (records.people, records.events[0].appearances) == ((), ())
    (stone,) = records.tombstones
    assert (stone.slug, stone.former_slugs, stone.reason) == ("anna-b", ("anna-berg",), "personal_data")
    with pytest.raises(NotPublished):
        take_down(person, reason="personal_data", by=None, at=NOON)


def test_take_down_of_a_series_takes_its_events_along():
    event = make.make_event()

    changed = _changed_by(lambda: take_down(event.series, reason="mistake", by=None, at=NOON))

    assert changed == {("series", event.series_id), ("event", event.pk)}
    assert published(NOON).events == ()


def test_publish_again_takes_the_stone_away():
    event = make.make_event()
    take_down(event, reason="mistake", by=None, at=NOON)

    publish(_row(event), by=None, at=NOON)

    assert not Tombstone.objects.exists()
    assert published(NOON).events[0].id == event.pk


def test_draft_that_never_was_published_leaves_no_stone():
    event = make.make_event(live=False)
    event.unpublish()

    assert not Tombstone.objects.exists()


def test_cancel_event_keeps_it_and_raises_the_sequence():
    event = make.make_event()
    save_draft(event, {"venue": "Sal 2"}, by=None, at=NOON)

    changed = _changed_by(lambda: cancel_event(event, note=make.words("Sjukdom"), by=None, at=NOON))

    (record,) = published(NOON).events
    assert (record.status, record.status_note.sv, record.sequence) == ("cancelled", "Sjukdom", 1)
    assert changed == {("event", event.pk)}
    assert draft_of(_row(event), at=NOON).thing.status == "cancelled"
    for again in (cancel_event, postpone_event):
        with pytest.raises(AlreadyCancelled):
            again(event, note=None, by=None, at=NOON)


def test_reschedule_event_keeps_the_day_it_had():
    event = make.make_event(start_date=TODAY + DAY, start_time=time(12), end_time=time(13))
    save_draft(event, {"start_date": TODAY + DAY, "venue": "Sal 2"}, by=None, at=NOON)
    postpone_event(event, note=make.words("Nytt datum kommer"), by=None, at=NOON)

    reschedule_event(event, start_date=TODAY + 8 * DAY, start_time=time(13), end_time=time(14), by=None, at=NOON)

    (record,) = published(NOON).events
    assert (record.status, record.status_note, record.sequence) == ("scheduled", None, 2)
    assert (record.start_date, record.previous_start_date) == (TODAY + 8 * DAY, TODAY + DAY)
    assert record.slug == event.slug
    draft = draft_of(_row(event), at=NOON).thing
    assert (draft.start_date, draft.venue) == (TODAY + 8 * DAY, "Sal 2")
    with pytest.raises(SameTime):
        reschedule_event(event, start_date=TODAY + 8 * DAY, start_time=time(13), end_time=time(14), by=None, at=NOON)


@pytest.mark.parametrize(
    ("with_agenda", "start", "end"), [(True, time(13, 15), time(13, 45)), (False, time(9), time(9, 30))]
)
def test_reschedule_event_moves_the_agenda_as_much_when_asked(with_agenda, start, end):
    items = [AgendaItem(title_sv="Inledning", start_time=time(9), end_time=time(9, 30)), AgendaItem(title_sv="Slut")]
    event = make.make_event(start_date=TODAY + DAY, start_time=time(8, 45), end_time=time(11), agenda=items)

    reschedule_event(event, start_date=TODAY + DAY, start_time=time(13), end_time=time(15), with_agenda=with_agenda, by=None, at=NOON)  # fmt: skip

    first, last = published(NOON).events[0].agenda
    assert (first.start_time, first.end_time) == (start, end)
    assert last.start_time is None


def test_reschedule_event_takes_no_agenda_past_midnight():
    items = [AgendaItem(title_sv="Inledning", start_time=time(9), end_time=time(11))]
    event = make.make_event(start_date=TODAY + DAY, start_time=time(9), end_time=time(11), agenda=items)

    with pytest.raises(AgendaLeavesTheDay, match="midnatt"):
        reschedule_event(
            event, start_date=TODAY + DAY, start_time=time(22), end_time=None, with_agenda=True, by=None, at=NOON
        )

    assert published(NOON).events[0].start_time == time(9)


def test_reschedule_event_to_another_hour_keeps_what_day_it_was():
    event = make.make_event(start_date=TODAY + DAY, start_time=time(12))

    reschedule_event(event, start_date=TODAY + DAY, start_time=time(13), by=None, at=NOON)

    (record,) = published(NOON).events
    assert (record.previous_start_date, record.sequence) == (None, 1)


def test_sequence_rises_when_a_draft_with_another_place_is_published_through_the_desk():
    event = make.make_event(venue="Sal 1")
    for venue, summary, expected in (("Sal 1", "Ny text", 0), ("Sal 2", "Ny text", 1), ("Sal 2", "Annan", 1)):
        draft = _row(event)
        draft.venue, draft.summary_sv = venue, summary
        draft.save_revision().publish()

        assert _row(event).sequence == expected


def test_slug_is_frozen_at_first_publishing():
    event = make.make_event(live=False, slug="forst")
    event.slug = "annan"
    event.save_revision().publish()
    draft = _row(event)
    draft.slug = "tredje"
    draft.save_revision().publish()

    assert _row(event).slug == "annan"


def test_change_slug_leaves_a_redirect_and_may_go_back():
    event = make.make_event(slug="ett")
    change_slug(event, "två", by=None, at=NOON)
    changed = _changed_by(lambda: change_slug(event, "tre", by=None, at=NOON))

    (record,) = published(NOON).events
    assert (record.slug, record.former_slugs, record.modified_at) == ("tre", ("ett", "tva"), NOON)
    assert changed == {("event", event.pk)}
    change_slug(event, "ett", by=None, at=NOON)
    assert published(NOON).events[0].former_slugs == ("tva", "tre")


def test_change_slug_of_a_draft_leaves_no_redirect():
    event = make.make_event(live=False, slug="ett")

    change_slug(event, "två", by=None, at=NOON)

    assert not FormerSlug.objects.exists()


def test_slug_that_was_given_once_is_given_to_no_other():
    moved, gone, event = make.make_event(slug="forr"), make.make_event(slug="borta"), make.make_event(slug="har")
    change_slug(moved, "nu", by=None, at=NOON)
    take_down(gone, reason="rights", by=None, at=NOON)

    for taken in ("forr", "nu", "borta", "!!"):
        with pytest.raises(SlugTaken):
            change_slug(event, taken, by=None, at=NOON)
    draft = make.make_event(live=False, slug="ny")
    draft.slug = "forr"
    draft.save_revision(clean=False)
    with pytest.raises(ContentRefused):
        publish(draft, by=None, at=NOON)


def test_every_error_has_a_sentence_in_both_languages():
    event = make.make_event(title="eArkiv", live=False)
    material = make.make_material(event, live=False)
    errors = list(_all_errors(ArchiveError))
    assert len(errors) > 10

    for error in errors:
        thing = material if error is EventNotPublished else event
        failed = error(thing, *_more_of(error))
        for language in ("sv", "en"):
            with translation.override(language):
                said = failed.message()
                assert str(failed) == said
            assert said.endswith(".")
            assert "%(" not in said


def _more_of(error):
    """Something of the right kind for each thing that an error carries beside the one it happened to."""
    of_kind = {
        "dict[str, list[str]]": {"x": ["Ett fel."]},
        "list[CueProblem]": [CueProblem("a", "Ett fel.")],
        "list[str]": ["n"],
        "str": "Så är det.",
        "datetime": NOON,
    }
    carried = list(inspect.signature(error).parameters.values())[1:]
    return [
        Revision(created_at=NOON)
        if one.name == "revision"
        else get_user_model()(username="anna")
        if one.name in {"by", "user"}
        else of_kind.get(one.annotation, 1)
        for one in carried
        if one.default is one.empty
    ]


def _all_errors(base):
    for error in base.__subclasses__():
        yield error
        yield from _all_errors(error)
