# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
import pytest

from tests import factories as make
from verkstad.archive.actions.saving import save_things
from verkstad.records.events import Event
from verkstad.records.read import published

pytestmark = pytest.mark.django_db


def test_published_gives_back_every_field_of_a_full_event():
    series, person, organisation, topic = (
        make.make_series(),
        make.make_person(),
        make.make_organisation(),
        make.make_topic(),
    )
    related = make.make_event(series=series)
    content = make.full_event_content(
        series.pk,
        person.pk,
        organisation.pk,
        topic.pk,
        related.pk,
        published_at=make.NOON - make.DAY,
        modified_at=make.NOON,
    )
    fields = set(Event.model_fields)
    assert fields == set(content)

    save_things("event", [content], by=None, at=make.NOON)

    assert published(make.NOON, only=[content["id"]]).events == (Event.model_validate(content),)
