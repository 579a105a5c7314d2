# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The names of our actions in the history that Wagtail keeps."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks


@hooks.register("register_log_actions", order=100)
def register_actions(actions):
    """After Wagtail's own: its words for the same are now a participle, now an order, and read as lines of no one sentence."""
    for name, label, message in (
        ("wagtail.create", _("Begun"), _("Began a draft")),
        ("wagtail.edit", _("Draft changed"), _("Changed the draft")),
        ("wagtail.revert", _("Earlier version"), _("Returned to an earlier version")),
        ("wagtail.delete", _("Deleted"), _("Deleted the draft")),
        ("wagtail.publish", _("Published"), _("Published it")),
        ("wagtail.publish.scheduled", _("Published at a set time"), _("Published it at a set time")),
        ("wagtail.unpublish", _("Taken down"), _("Took it down")),
        ("wagtail.unpublish.scheduled", _("Taken down at a set time"), _("Took it down at a set time")),
        ("wagtail.workflow.start", _("Review begun"), _("Asked for a review")),
        ("wagtail.workflow.approve", _("Approved"), _("Approved what was sent for review")),
        ("wagtail.workflow.reject", _("Sent back"), _("Sent back what was sent for review")),
        ("wagtail.workflow.cancel", _("Taken back"), _("Took back what was sent for review")),
        ("verkstad.change", _("Changed"), _("Changed what is published")),
        ("verkstad.cancel", _("Cancelled"), _("Cancelled the workshop")),
        ("verkstad.postpone", _("Postponed"), _("Postponed the workshop")),
        ("verkstad.reschedule", _("New time"), _("Gave the workshop a new time")),
        ("verkstad.change_slug", _("New address"), _("Gave the page a new address")),
        ("verkstad.take_out", _("Taken out"), _("Took a person out of everything")),
        ("verkstad.take_name", _("Name taken out"), _("Took a person's name out of one workshop")),
        ("verkstad.withdraw", _("Taken down"), _("Took down what readers saw")),
        ("verkstad.reinstate", _("Shown again"), _("Let what was taken down be shown again")),
        ("verkstad.merge", _("Merged"), _("Merged two that are the same")),
        ("verkstad.undo_merge", _("Merge undone"), _("Parted two that had been merged")),
        ("verkstad.dispose", _("Disposed of"), _("Destroyed a file under a disposal rule")),
        ("verkstad.rule", _("Disposal rule"), _("Wrote down a disposal rule")),
        ("verkstad.put_aside", _("Put aside"), _("Kept a version that another was saved beside")),
        ("verkstad.merge_versions", _("Versions merged"), _("Made two versions one")),
        ("verkstad.hand_in", _("Sent for review"), _("Sent for review")),
        ("verkstad.review_on", _("Review turned on"), _("Turned on review for the series")),
        ("verkstad.review_off", _("Review turned off"), _("Turned off review for the series")),
        ("verkstad.schedule", _("Time set"), _("Set a time to publish or take down")),
        ("verkstad.unschedule", _("Time called off"), _("Called off a set time")),
        ("verkstad.schedule_failed", _("Not published at the set time"), _("Could not publish at the set time")),
        ("verkstad.member_added", _("Let in"), _("Let a member in")),
        ("verkstad.member_removed", _("Let go"), _("Let a member go")),
        ("verkstad.member_renamed", _("Name changed"), _("Changed a member's name")),
        ("verkstad.role_given", _("Role given"), _("Gave a member a role")),
        ("verkstad.role_taken", _("Role taken back"), _("Took a role back")),
        ("verkstad.second_step_taken", _("Second step taken away"), _("Took away a lost second step")),
        ("verkstad.policy_accepted", _("Policy accepted"), _("Accepted the contribution policy")),
        ("verkstad.import", _("Imported"), _("Brought in from outside")),
        ("verkstad.plan.begin", _("Planning list begun"), _("Took in the planning list of the series")),
        ("verkstad.plan.add", _("Step added"), _("Added a step to the planning list")),
        ("verkstad.plan.change", _("Step changed"), _("Changed a step of the planning list")),
        ("verkstad.plan.remove", _("Step removed"), _("Removed a step from the planning list")),
        ("verkstad.plan.done", _("Step done"), _("Ticked off a step of the planning list")),
        ("verkstad.plan.undone", _("Step not done"), _("Took back the tick of a step of the planning list")),
        ("verkstad.plan.series", _("Planning list changed"), _("Changed the planning list of the series")),
        ("verkstad.template.make", _("Template made"), _("Made a template of the workshop")),
        ("verkstad.template.remove", _("Template removed"), _("Removed a template of the series")),
        ("verkstad.claim.choose", _("Source chosen"), _("Chose which source is right")),
        ("verkstad.captions", _("Captions added"), _("Took in captions as a draft")),
        ("verkstad.captions_published", _("Captions published"), _("Published captions, or took them away")),
        ("verkstad.ask_for_slides", _("Slides asked for"), _("Noted that speakers were asked for their slides")),
    ):
        actions.register_action(name, label, message)
