# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The shape of a line of a planning list: what, who, and how many days before or after the workshop."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from verkstad.archive.actions.planning import StepContent
from verkstad.archive.models.planning import FARTHEST_DAYS, Step

BEFORE, AFTER = "before", "after"


class StepForm(forms.Form):
    title = forms.CharField(label=gettext_lazy("What"), max_length=300)
    who = forms.CharField(
        label=gettext_lazy("Who"),
        max_length=300,
        required=False,
        # Names to choose from, in a list that the page has; anybody else may be written too.
        widget=forms.TextInput(attrs={"list": "members", "autocomplete": "off"}),
    )
    days = forms.IntegerField(
        label=gettext_lazy("Days"),
        min_value=0,
        max_value=FARTHEST_DAYS,
        error_messages={
            "invalid": gettext_lazy("Write the number of days in figures."),
            "min_value": gettext_lazy("Write how many days, and choose before or after."),
            "max_value": gettext_lazy("Choose a day within two years of the workshop."),
        },
    )
    side = forms.ChoiceField(
        label=gettext_lazy("Before or after"),
        initial=BEFORE,  # so that an empty row of the series' list, which has it chosen, counts as empty
        choices=[(BEFORE, gettext_lazy("days before the workshop")), (AFTER, gettext_lazy("days after it"))],
    )

    def content(self) -> StepContent:
        values = self.cleaned_data
        days = values["days"] if values["side"] == AFTER else -values["days"]
        return StepContent(values["title"], days, values["who"] or None)


def initial_of(step: Step | StepContent) -> dict[str, Any]:
    return {
        "title": step.title,
        "who": step.who or "",
        "days": abs(step.days),
        "side": AFTER if step.days > 0 else BEFORE,
    }


SeriesStepFormSet = forms.formset_factory(
    StepForm, extra=3, can_delete=True, can_delete_extra=False, max_num=200, validate_max=True
)


def usual_steps() -> list[StepContent]:
    """A list to begin with, in the language of the page: what the first networks that used Verkstad do."""
    return [
        StepContent(_("Settle the topic and ask the speakers"), -56),
        StepContent(_("Settle the day, the time and the place"), -42),
        StepContent(_("Fill in the agenda and publish the page"), -28),
        StepContent(_("Send the invitation"), -21),
        StepContent(_("Get the speakers' permission to record and to publish"), -14),
        StepContent(_("Remind the network, and try the meeting room with the speakers"), -3),
        StepContent(_("Ask for the slides"), 1),
        StepContent(_("Publish the recording, or say when it comes"), 5),
        StepContent(_("Write the summary and count who came"), 7),
        StepContent(_("Correct the captions"), 10),
    ]
