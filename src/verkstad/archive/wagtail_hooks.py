# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The names of our actions in the history that Wagtail keeps."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks


@hooks.register("register_log_actions")
def register_actions(actions):
    for name, label, message in (
        ("verkstad.change", _("Changed"), _("Changed what is published")),
        ("verkstad.cancel", _("Cancelled"), _("Cancelled the workshop")),
        ("verkstad.postpone", _("Postponed"), _("Postponed the workshop")),
        ("verkstad.reschedule", _("New time"), _("Gave the workshop a new time")),
        ("verkstad.change_slug", _("New address"), _("Gave the page a new address")),
        ("verkstad.take_out", _("Taken out"), _("Took a person out of everything")),
        ("verkstad.import", _("Imported"), _("Brought in from outside")),
        ("verkstad.plan.begin", _("Planning list begun"), _("Took in the planning list of the series")),
        ("verkstad.plan.add", _("Step added"), _("Added a step to the planning list")),
        ("verkstad.plan.change", _("Step changed"), _("Changed a step of the planning list")),
        ("verkstad.plan.remove", _("Step removed"), _("Removed a step from the planning list")),
        ("verkstad.plan.done", _("Step done"), _("Ticked off a step of the planning list")),
        ("verkstad.plan.undone", _("Step not done"), _("Took back the tick of a step of the planning list")),
        ("verkstad.plan.series", _("Planning list changed"), _("Changed the planning list of the series")),
        ("verkstad.ask_for_slides", _("Slides asked for"), _("Noted that speakers were asked for their slides")),
    ):
        actions.register_action(name, label, message)
