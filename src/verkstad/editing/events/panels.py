# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the form of a workshop is laid out: what everybody fills in first, the agenda, and the rest folded."""

from __future__ import annotations

from typing import Any

from django.forms import Media, Script
from wagtail.admin.panels import Panel

from verkstad.editing.events.form import OWN_FIELDS, EventForm
from verkstad.editing.events.layout import Layout
from verkstad.editing.events.row_forms import formset_options


class EventPanel(Panel):
    """The whole form, as one panel: its parts need one another too much to be told apart."""

    def get_form_options(self) -> dict[str, Any]:
        return {"fields": list(OWN_FIELDS), "formsets": formset_options()}

    class BoundPanel(Panel.BoundPanel):
        template_name = "verkstad/events/form.html"

        @property
        def media(self) -> Media:
            return Media(
                css={"all": ["verkstad/events/form.css"]},
                js=[Script("verkstad/events/form.js", type="module"), Script("verkstad/events/day.js", type="module")],
            )

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            return {**context, "layout": Layout(self.form, self.request)}

        def show_panel_furniture(self) -> bool:
            return False


def panels() -> list[Panel]:
    return [EventPanel(base_form_class=EventForm)]
