# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The form of a workshop over HTTP: what is kept, what is refused, and that nothing typed is lost."""

from __future__ import annotations

import pytest

from tests.editing.events.pages import content_of, edit_address, errors_of, full_event, sent_by
from verkstad.archive.models import Event

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
@pytest.mark.parametrize("live", [True, False], ids=["published", "draft"])
def test_saving_an_untouched_form_changes_nothing(desk, live, script):
    event = full_event(live=live)
    before = content_of(event)

    page = desk.get(edit_address(event))
    saved = desk.post(edit_address(event), sent_by(page, script=script))

    assert errors_of(saved) == {}
    assert saved.status_code == 302
    assert content_of(Event.objects.get(pk=event.pk)) == before
