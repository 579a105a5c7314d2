# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The seven roots at the desk: one view set each, under one base.

The views of one thing (edit, history, comparison …) can be exchanged through the class attributes of ``RootViewSet``.
"""

from __future__ import annotations

from typing import Any

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.snippets.views.snippets import SnippetViewSet

from verkstad.archive.models import Event, Material, Organisation, Person, Recording, Root, Series, Topic
from verkstad.editing.events import panels as event_panels
from verkstad.editing.shared.permissions import AsksBeforeNaming, RulePolicy
from verkstad.editing.shared.texts import WholeForm
from verkstad.editing.things import lists, panels, views


class RootViewSet(SnippetViewSet):
    """What the roots have in common at the desk."""

    model: type[Root]
    add_to_admin_menu = True
    add_to_settings_menu = False
    copy_view_enabled = False
    inspect_view_enabled = False
    list_per_page = 30
    # Who uses a thing is told by the archive's own references; Wagtail's index would be kept at each save for nothing.
    add_to_reference_index = False

    index_view_class = lists.NamedListView
    add_view_class = views.RootCreateView
    edit_view_class = views.RootEditView
    delete_view_class = views.RootDeleteView
    history_view_class = views.RootHistoryView
    usage_view_class = views.RootUsageView
    revisions_compare_view_class = views.RootCompareView
    revisions_unschedule_view_class = views.RootUnscheduleView
    unpublish_view_class = views.RootUnpublishView
    lock_view_class = views.RootLockView
    unlock_view_class = views.RootUnlockView
    workflow_history_view_class = views.RootWorkflowHistoryView
    workflow_history_detail_view_class = views.RootWorkflowHistoryDetailView
    revisions_revert_view_class = views.RootRevertView
    workflow_action_view_class = views.RootWorkflowView
    collect_workflow_action_data_view_class = views.RootWorkflowView
    confirm_workflow_cancellation_view_class = views.RootWorkflowView

    @property
    def permission_policy(self) -> RulePolicy:
        return RulePolicy(self.model)

    @property
    def url_finder_class(self) -> type:
        return type("_URLFinder", (AsksBeforeNaming, super().url_finder_class), {})

    @property
    def breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [{"url": reverse_lazy("wagtailadmin_home"), "label": _("To do")}]

    def get_edit_handler(self) -> Any:
        parts = self.get_panels()
        # The form of the whole is named by the panel that needs it.
        form = next((part.base_form_class for part in parts if part.base_form_class), None)
        return WholeForm(parts, base_form_class=form).bind_to_model(self.model)

    def get_panels(self) -> list[Any]:
        raise NotImplementedError

    def register_chooser_viewset(self) -> None:
        """Things are chosen by typing (shared/choosing), never in a window that lists them."""

    def register_permissions(self) -> None:
        """Who may do what is the rule of the archive; Django's table of permissions has no say."""


class EventViewSet(RootViewSet):
    model = Event
    icon = "calendar-alt"
    base_url_path = "workshops"
    menu_order = 100
    index_view_class = lists.EventListView

    def get_panels(self) -> list[Any]:
        return event_panels.panels()


class MaterialViewSet(RootViewSet):
    model = Material
    icon = "doc-full"
    base_url_path = "materials"
    menu_order = 110
    index_view_class = lists.MaterialListView

    def get_panels(self) -> list[Any]:
        return panels.material_panels()


class RecordingViewSet(RootViewSet):
    model = Recording
    icon = "media"
    base_url_path = "recordings"
    menu_order = 120
    index_view_class = lists.RecordingListView

    def get_panels(self) -> list[Any]:
        return panels.recording_panels()


class PersonViewSet(RootViewSet):
    model = Person
    icon = "user"
    base_url_path = "people"
    menu_order = 130
    index_view_class = lists.PersonListView

    def get_panels(self) -> list[Any]:
        return panels.person_panels()


class OrganisationViewSet(RootViewSet):
    model = Organisation
    icon = "group"
    base_url_path = "organisations"
    menu_order = 140
    index_view_class = lists.OrganisationListView

    def get_panels(self) -> list[Any]:
        return panels.organisation_panels()


class TopicViewSet(RootViewSet):
    model = Topic
    icon = "tag"
    base_url_path = "topics"
    menu_order = 150
    index_view_class = lists.TopicListView

    def get_panels(self) -> list[Any]:
        return panels.topic_panels()


class SeriesViewSet(RootViewSet):
    model = Series
    icon = "list-ul"
    base_url_path = "series"
    menu_order = 160
    # In English one word is both; in Swedish it is not.
    menu_label = pgettext_lazy("plural", "Series")
    index_view_class = lists.SeriesListView

    def get_panels(self) -> list[Any]:
        return panels.series_panels()


VIEW_SETS = (
    EventViewSet,
    MaterialViewSet,
    RecordingViewSet,
    PersonViewSet,
    OrganisationViewSet,
    TopicViewSet,
    SeriesViewSet,
)
