# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every constraint on what the desk keeps beside the archive: each is named, and broken here once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model

from tests import factories as make
from tests.archive.test_constraints import _breaks, desk_models
from verkstad.archive import models as m
from verkstad.archive.fields import new_id

pytestmark = pytest.mark.django_db
SUM = "a" * 64


def test_constraints_of_the_desk():
    event, user = make.make_event(), get_user_model().objects.create_user("anna")
    series, organisation = event.series, make.make_organisation()
    one, other = sorted((new_id(), new_id()))

    def grant(**values: Any) -> m.Grant:
        return m.Grant.objects.create(**{"user": user, "role": "editor", "given_at": make.NOON, **values})

    def upload(**values: Any) -> m.Upload:
        given = {"owner": user, "purpose": "material", "thing_id": event.pk, "name": "x", "size_bytes": 1}
        return m.Upload.objects.create(**{**given, "started_at": make.NOON, "touched_at": make.NOON, **values})

    def merge(**values: Any) -> m.Merge:
        given = {"thing_kind": "person", "kept_id": one, "gone_id": other, "kept_name": "a", "gone_name": "b"}
        return m.Merge.objects.create(**{**given, "stored": "", "at": make.NOON, **values})

    def apart(**values: Any) -> m.ToldApart:
        given = {"thing_kind": "person", "one_id": one, "other_id": other, "at": make.NOON}
        return m.ToldApart.objects.create(**{**given, **values})

    def rule(reference: str = "Dnr 1", **values: Any) -> m.DisposalRule:
        day = make.NOON.date()
        given = {"name": "x", "covers": "y", "decided_by": "z", "decided_on": day, "valid_from": day}
        return m.DisposalRule.objects.create(reference=reference, **{**given, **values})

    def stored(sha256: str, **values: Any) -> m.StoredFile:
        given = {"size_bytes": 1, "media_type": "application/pdf", "original_name": "x.pdf", "uploaded_at": make.NOON}
        return m.StoredFile.objects.create(sha256=sha256, **{**given, **values})

    file, decided = stored(SUM), rule()
    grant(), grant(series=series), grant(organisation=organisation), merge(), apart()
    m.PolicyAcceptance.objects.create(user=user, version="1", accepted_at=make.NOON)
    m.EventTemplate.objects.create(name="Vanlig", series=series, made_at=make.NOON)
    recording = make.make_recording(event)
    track = {"recording": recording, "language": "sv", "changed_at": make.NOON}
    m.CaptionTrack.objects.create(**track)
    reminder = {"recording": recording, "published_date": make.TODAY, "limit": "late", "sent_at": make.NOON}
    m.CaptionsReminder.objects.create(**reminder)
    m.FileReading.objects.create(file=file, way="pages", read_at=make.NOON)

    def address(**values: Any) -> m.CheckedAddress:
        given = {"url": "https://x.se/", "result": "gone", "looked_at": make.NOON, "look_after": make.NOON}
        return m.CheckedAddress.objects.create(sha256=SUM, **{**given, **values})

    def job(**values: Any) -> m.Job:
        return m.Job.objects.create(**{"kind": "read", "about": SUM, "asked_at": make.NOON, **values})

    job()
    far, day = timedelta(days=1), make.NOON.date()
    broken: dict[str, Any] = {
        "archive_storedfile_pixels": lambda: stored("b" * 64, width=3),
        "archive_fileversion_thing_kind_known": lambda: m.FileVersion.objects.create(
            thing_kind="x", thing_id=event.pk, file=file, file_name="x", put_at=make.NOON
        ),
        "archive_job_kind_known": lambda: job(kind="x"),
        "archive_job_state_known": lambda: job(about="x", state="x"),
        "archive_job_once": lambda: job(),
        "archive_job_running_has_lease": lambda: job(about="x", state="running"),
        "archive_filereading_once": lambda: m.FileReading.objects.create(file=file, way="pages", read_at=make.NOON),
        "archive_captiontrack_state_known": lambda: m.CaptionTrack.objects.create(
            **{**track, "language": "en", "state": "x"}
        ),
        "archive_captiontrack_once": lambda: m.CaptionTrack.objects.create(**track),
        "archive_captionsreminder_limit_known": lambda: m.CaptionsReminder.objects.create(**{**reminder, "limit": "x"}),
        "archive_captionsreminder_once": lambda: m.CaptionsReminder.objects.create(**reminder),
        "archive_checkedaddress_result_known": lambda: address(result="x"),
        "archive_checkedaddress_dead_fails": lambda: address(is_dead=True),
        "archive_upload_purpose_known": lambda: upload(purpose="x"),
        "archive_upload_size": lambda: upload(size_bytes=0),
        "archive_upload_times": lambda: upload(touched_at=make.NOON - far),
        "archive_grant_role_known": lambda: grant(role="king"),
        "archive_grant_one_scope": lambda: grant(role="reviewer", series=series, organisation=organisation),
        "archive_grant_administrator_of_all": lambda: grant(role="administrator", series=series),
        "archive_grant_of_all_once": lambda: grant(),
        "archive_grant_of_series_once": lambda: grant(series=series),
        "archive_grant_of_organisation_once": lambda: grant(organisation=organisation),
        "archive_policyacceptance_once": lambda: m.PolicyAcceptance.objects.create(
            user=user, version="1", accepted_at=make.NOON
        ),
        "archive_merge_thing_kind_known": lambda: merge(thing_kind="x", gone_id=new_id()),
        "archive_merge_of_two": lambda: merge(gone_id=one),
        "archive_merge_gone_once": lambda: merge(kept_id=new_id()),
        "archive_toldapart_thing_kind_known": lambda: apart(thing_kind="x", other_id=new_id()),
        "archive_toldapart_in_order": lambda: apart(one_id=other, other_id=one),
        "archive_toldapart_once": lambda: apart(),
        "archive_seriesstep_days_within_reach": lambda: m.SeriesStep.objects.create(series=series, title="x", days=731),
        "archive_planningstep_days_within_reach": lambda: m.PlanningStep.objects.create(
            event=event, title="x", days=-731
        ),
        "archive_eventtemplate_name_once": lambda: m.EventTemplate.objects.create(
            name="Vanlig", series=series, made_at=make.NOON
        ),
        "archive_withdrawal_thing_kind_known": lambda: m.Withdrawal.objects.create(
            thing_kind="x", thing_id=one, reason="rights", at=make.NOON
        ),
        "archive_withdrawal_reason_known": lambda: m.Withdrawal.objects.create(
            thing_kind="person", thing_id=one, reason="x", at=make.NOON
        ),
        "archive_disposalrule_once": lambda: rule(),
        "archive_disposalrule_period": lambda: rule("Dnr 2", valid_until=day - far),
        "archive_disposalrule_decided_first": lambda: rule("Dnr 3", decided_on=day + far),
        "archive_disposal_thing_kind_known": lambda: m.Disposal.objects.create(
            thing_kind="x", thing_id=one, what="y", sha256=SUM, rule=decided, at=make.NOON
        ),
    }
    assert {constraint.name for model in desk_models() for constraint in model._meta.constraints} == set(broken)

    for name, make_row in broken.items():
        said = _breaks(make_row)
        of_columns = name.endswith("_once")  # SQLite names the columns of a broken unique constraint instead
        assert name in said or of_columns, name
