# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What may never be false is false in no row: each constraint is met by a row that would break it."""

from datetime import date, time
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction

from tests import factories as make
from verkstad.archive import models as m
from verkstad.archive.fields import new_id

pytestmark = pytest.mark.django_db

START = {"start_date": date(2026, 5, 7)}
EVENT: dict[str, dict[str, Any]] = {
    "archive_event_title_stands": {"title": {"sv": "Ord", "original": "en"}},
    "archive_event_status_note_stands": {"status_note": {"en": "Words", "original": "sv"}},
    "archive_event_audience_stands": {"audience": {"sv": "Ord", "original": "en"}},
    "archive_event_summary_stands": {"summary": {"sv": "Ord", "original": "nb"}},
    "archive_event_kind_known": {"kind": "party"},
    "archive_event_status_known": {"status": "moved"},
    "archive_event_precision_known": {"precision": "year"},
    "archive_event_mode_known": {"mode": "hybrid"},
    "archive_event_summary_state_known": {"summary_state": "guessed"},
    "archive_event_month_has_no_day": {**START, "precision": "month"},
    "archive_event_end_time_needs_start": {**START, "end_time": time(13)},
    "archive_event_last_day_not_first": {**START, "end_date": date(2026, 5, 6)},
    "archive_event_end_after_start": {**START, "start_time": time(12), "end_time": time(11, 30)},
    "archive_event_sequence_not_negative": {"sequence": -1},
    "archive_event_meeting_address_whole": {"meeting_address_service": "Jitsi"},
    "archive_event_attendance_whole": {"attendance_source": "värden"},
    "archive_event_image_size": {"image_width": 4},
    "archive_event_image_alternative_stands": {"image_alternative": {"sv": "Ord", "original": "en"}},
}


def _breaks(make_row: Any) -> str:
    with pytest.raises(IntegrityError) as failed, transaction.atomic():
        make_row()
    return str(failed.value)


@pytest.mark.parametrize("name", EVENT)
def test_event_constraint(name: str):
    series = make.make_series()

    said = _breaks(lambda: make.make_event(series=series, **EVENT[name]))

    # PostgreSQL has a rule of its own for columns that are never negative.
    assert name in said or name == "archive_event_sequence_not_negative"
    make.make_event(series=series)


def test_event_may_end_after_midnight_on_a_later_day():
    make.make_event(**START, start_time=time(22), end_date=date(2026, 5, 8), end_time=time(1))


def test_every_event_constraint_has_a_row_that_breaks_it():
    named = {constraint.name for constraint in m.Event._meta.constraints}

    assert named == set(EVENT)


def test_other_constraints():
    event, person, organisation, topic = (
        make.make_event(),
        make.make_person(),
        make.make_organisation(),
        make.make_topic(),
    )
    m.Organiser.objects.create(event=event, organisation=organisation)
    m.TopicLink.objects.create(event=event, topic=topic)
    other = make.make_event(series=event.series)
    m.Relation.objects.create(subject=event, event=other)
    m.SeriesOrganiser.objects.create(series=event.series, organisation=organisation)
    m.BroaderTopic.objects.create(narrower=topic, topic=make.make_topic())
    m.FormerSlug.objects.create(thing_kind="event", slug="forr", thing_id=event.pk)
    m.ChangedThing.objects.create(thing_kind="person", thing_id=person.pk)
    a = new_id()
    broken: dict[str, Any] = {
        "archive_session_title_stands": lambda: m.Session.objects.create(event=event),
        "archive_agendaitem_title_stands": lambda: m.AgendaItem.objects.create(event=event),
        "archive_agendaitem_description_stands": lambda: m.AgendaItem.objects.create(
            event=event, title_sv="x", description_en="y"
        ),
        "archive_agendaitem_kind_known": lambda: m.AgendaItem.objects.create(event=event, title_sv="x", kind="song"),
        "archive_appearance_role_known": lambda: m.Appearance.objects.create(event=event, person=person, role="star"),
        "archive_appearance_names_somebody": lambda: m.Appearance.objects.create(event=event, billed_as="Någon"),
        "archive_organiser_role_known": lambda: m.Organiser.objects.create(
            event=event, organisation=organisation, role="boss"
        ),
        "archive_organiser_once": lambda: m.Organiser.objects.create(event=event, organisation=organisation),
        "archive_topiclink_relation_known": lambda: m.TopicLink.objects.create(event=event, topic=topic, relation="x"),
        "archive_topiclink_once": lambda: m.TopicLink.objects.create(event=event, topic=topic, relation="mentions"),
        "archive_link_title_stands": lambda: m.Link.objects.create(event=event),
        "archive_link_kind_known": lambda: m.Link.objects.create(event=event, title_sv="x", kind="y"),
        "archive_relation_kind_known": lambda: m.Relation.objects.create(subject=event, event=other, kind="twin"),
        "archive_relation_once": lambda: m.Relation.objects.create(subject=event, event=other),
        "archive_relation_to_another": lambda: m.Relation.objects.create(subject=event, event=event),
        "archive_correction_note_stands": lambda: m.Correction.objects.create(event=event, field="x", stated="y"),
        "archive_uncertainty_note_stands": lambda: m.Uncertainty.objects.create(event=event, field="x"),
        "archive_material_title_stands": lambda: make.make_material(event, title=None),
        "archive_material_kind_known": lambda: make.make_material(event, kind="x"),
        "archive_material_page_count": lambda: make.make_material(event, page_count=0),
        "archive_recording_title_stands": lambda: make.make_recording(event, title={"en": "x"}),
        "archive_recording_reason_stands": lambda: make.make_recording(event, reason={"en": "x"}),
        "archive_recording_state_known": lambda: make.make_recording(event, state="lost"),
        "archive_recording_audio_description_note_stands": lambda: make.make_recording(
            event, audio_description_note={"en": "x"}
        ),
        "archive_recording_audio_description_known": lambda: make.make_recording(event, audio_description="x"),
        "archive_recording_cut_in_order": lambda: make.make_recording(event, cut_in_seconds=9, cut_out_seconds=9),
        "archive_recording_length": lambda: make.make_recording(event, length_seconds=-1),
        "archive_series_name_stands": lambda: make.make_series(name=None),
        "archive_series_description_stands": lambda: make.make_series(description={"en": "x"}),
        "archive_series_audience_stands": lambda: make.make_series(audience={"en": "x"}),
        "archive_series_responsible_stands": lambda: make.make_series(responsible={"en": "x"}),
        "archive_series_image_alternative_stands": lambda: make.make_series(image_alternative={"en": "x"}),
        "archive_series_image_size": lambda: make.make_series(image_height=3),
        "archive_series_organiser_once": lambda: m.SeriesOrganiser.objects.create(
            series=event.series, organisation=organisation
        ),
        "archive_organisation_name_stands": lambda: make.make_organisation(name=None),
        "archive_organisation_kind_known": lambda: make.make_organisation(kind="club"),
        "archive_organisation_part_of_another": lambda: make.make_organisation(id=a, part_of_id=a),
        "archive_topic_name_stands": lambda: make.make_topic(name=None),
        "archive_topic_description_stands": lambda: make.make_topic(description={"en": "x"}),
        "archive_topic_kind_known": lambda: make.make_topic(kind="x"),
        "archive_broader_topic_once": lambda: m.BroaderTopic.objects.create(
            narrower=topic, topic=topic.broader.get().topic
        ),
        "archive_broader_topic_another": lambda: m.BroaderTopic.objects.create(narrower=topic, topic=topic),
        "archive_claim_thing_kind_known": lambda: _claim(thing_kind="x"),
        "archive_claim_sureness_known": lambda: _claim(sureness="x"),
        "archive_claim_state_known": lambda: _claim(state="x"),
        "archive_claim_line": lambda: _claim(line=0),
        "archive_editornote_thing_kind_known": lambda: m.EditorNote.objects.create(
            thing_kind="x", thing_id=a, note="y"
        ),
        "archive_formerslug_thing_kind_known": lambda: m.FormerSlug.objects.create(
            thing_kind="x", slug="y", thing_id=a
        ),
        "archive_formerslug_once": lambda: m.FormerSlug.objects.create(thing_kind="event", slug="forr", thing_id=a),
        "archive_tombstone_thing_kind_known": lambda: _stone(thing_kind="x"),
        "archive_tombstone_reason_known": lambda: _stone(reason="x"),
        "archive_tombstone_merged_into_something": lambda: _stone(reason="merged"),
        "archive_changedthing_thing_kind_known": lambda: m.ChangedThing.objects.create(thing_kind="x", thing_id=a),
        "archive_archiveidentity_only_one": lambda: m.ArchiveIdentity.objects.create(id=2),
        "archive_publishingprogress_only_one": lambda: m.PublishingProgress.objects.create(id=2),
    }
    ours = set(apps.get_app_config("archive").get_models()) - {m.Event, *desk_models()}
    named = {constraint.name for model in ours for constraint in model._meta.constraints}
    assert named == set(broken)

    for name, make_row in broken.items():
        said = _breaks(make_row)
        of_columns = name.endswith("_once")  # SQLite names the columns of a broken unique constraint instead
        assert name in said or of_columns, name


def desk_models() -> tuple[Any, ...]:
    """What the desk keeps beside the archive (test_constraints_of_the_desk.py)."""
    return (
        m.StoredFile, m.FileVersion, m.Upload, m.Grant, m.PolicyAcceptance, m.Merge, m.ToldApart, m.SeriesStep,
        m.PlanningStep, m.EventTemplate, m.Withdrawal, m.DisposalRule, m.Disposal, m.Job, m.FileReading, m.CaptionTrack,
        m.CaptionsReminder, m.CheckedAddress,
    )  # fmt: skip


def _claim(**values: Any) -> m.Claim:
    return m.Claim.objects.create(
        **{"thing_kind": "event", "thing_id": new_id(), "field": "venue", "source": "sidan", **values}
    )


def _stone(**values: Any) -> m.Tombstone:
    return m.Tombstone.objects.create(
        **{"id": new_id(), "thing_kind": "event", "slug": "x", "reason": "rights", "at": make.NOON, **values}
    )


@pytest.mark.parametrize("kind", ["series", "event", "person", "organisation", "topic"])
def test_one_slug_per_kind(kind: str):
    made = getattr(make, f"make_{kind}")
    made(slug="samma")

    _breaks(lambda: made(slug="samma"))

    make_other = make.make_topic if kind != "topic" else make.make_person
    make_other(slug="samma")


def test_uid_is_unique():
    uid = new_id()
    event = make.make_event()
    for model in (m.Session, m.AgendaItem, m.Link):
        model.objects.create(event=event, title_sv="x", uid=uid)
        _breaks(lambda model=model: model.objects.create(event=event, title_sv="x", uid=uid))


def test_absent_text_is_null_and_never_empty():
    event = make.make_event(venue="", summary_sv="")

    assert m.Event.objects.filter(pk=event.pk).values("venue", "summary_sv").get() == {
        "venue": None,
        "summary_sv": None,
    }
    assert m.Event.objects.get(pk=event.pk).summary is None


def test_choices_are_those_of_the_records():
    from typing import get_args

    from verkstad.archive import choices
    from verkstad.records import dossier, events, things

    same = {
        choices.EventKind: events.EventKind,
        choices.EventStatus: events.EventStatus,
        choices.Mode: events.Mode,
        choices.SummaryState: events.SummaryState,
        choices.AgendaKind: events.AgendaKind,
        choices.AppearanceRole: events.AppearanceRole,
        choices.OrganiserRole: events.OrganiserRole,
        choices.LinkKind: events.LinkKind,
        choices.RelationKind: events.RelationKind,
        choices.MaterialKind: events.MaterialKind,
        choices.RecordingState: events.RecordingState,
        choices.CaptionState: events.CaptionState,
        choices.AudioDescription: events.AudioDescription,
        choices.OrganisationKind: things.OrganisationKind,
        choices.TopicKind: things.TopicKind,
        choices.TombstoneReason: things.TombstoneReason,
        choices.Precision: events.Event.model_fields["precision"].annotation,
        choices.TopicRelation: events.TopicLink.model_fields["relation"].annotation,
        choices.ThingKind: things.Tombstone.model_fields["kind"].annotation,
        choices.Sureness: dossier.Claim.model_fields["sureness"].annotation,
        choices.ClaimState: dossier.Claim.model_fields["state"].annotation,
    }
    every = {
        value
        for value in vars(choices).values()
        if isinstance(value, type) and issubclass(value, models.TextChoices) and value is not models.TextChoices
    }
    # What the desk alone knows, and no record tells.
    every -= {choices.Role, choices.UploadPurpose, choices.WithdrawalReason, choices.JobKind, choices.JobState}
    every -= {choices.CaptionsLimit, choices.AddressResult}

    assert every == set(same)
    for ours, theirs in same.items():
        assert sorted(ours.values) == sorted(get_args(theirs)), ours
