# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Places in a record in the words of the form: nobody who edits meets a path or a code."""

from __future__ import annotations

import pytest
from django.utils import translation

from verkstad.editing.shared.places import label_of, words_of

UID = "01a206f7-0f35-7efb-8b72-4c9de50639dc"


@pytest.mark.parametrize(
    ("place", "value", "label", "words"),
    [
        ("start_date", "2024-05-07", "första dag", "2024-05-07"),
        ("mode", "on_site", "digitalt eller på plats", "På plats"),
        ("seats_limited", "true", "antalet platser är begränsat", "Ja"),
        (f"appearances[{UID}].organisation", "Digg", "medverkan: organisation då", "Digg"),
        (f"appearances[{UID}].role", "panellist", "medverkan: roll", "I panelen"),
        (f"recordings[{UID}].state", "unknown", "inspelning: läge", "Inte känt"),
        (f"materials[{UID}].kind", "slides", "material: slag", "Presentationer"),
        (f"topics[{UID}]", "about", "workshoppens ämne", "Handlar om"),
        (f"links[{UID}]", "Forumtråd", "länk", "Forumtråd"),
        ("nothing.known", "5", "nothing.known", "5"),
    ],
)
def test_place_and_value_are_told_as_the_form_does(place, value, label, words):
    with translation.override("sv"):
        assert (label_of("event", place), words_of("event", place, value)) == (label, words)
