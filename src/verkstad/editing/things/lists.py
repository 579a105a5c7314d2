# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The lists of the desk: what an editor looks for things by. A fixed number of queries, whatever the archive holds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import django_filters
from django.db.models import Count, F, QuerySet
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, NumberColumn, TitleColumn, UpdatedAtColumn
from wagtail.snippets.views import snippets

from verkstad.archive.choices import EventKind, EventStatus, MaterialKind, OrganisationKind, RecordingState, TopicKind
from verkstad.archive.models import Root
from verkstad.archive.named import found_by_name, labels_of
from verkstad.archive.rules.access import in_scope, visible
from verkstad.editing.shared.rows_in_order import RowsInOrder
from verkstad.editing.shared.states import StateColumn, called
from verkstad.editing.things.new import NEW
from verkstad.edition.collation import sort_key

WIDE = "where-wide"
"""The class of columns that a telephone has no room for."""

_STATES = [
    ("draft", gettext_lazy("Draft")),
    ("published", gettext_lazy("Published")),
    ("changed", gettext_lazy("Published, with changes that are not")),
]


class StateFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(label=gettext_lazy("State"), choices=_STATES, method="in_state")

    def in_state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        if value == "draft":
            return rows.filter(live=False)
        rows = rows.filter(live=True)
        return rows.with_drafts() if value == "changed" else rows


def _filters(**more: django_filters.Filter) -> type[StateFilterSet]:
    return type("_FilterSet", (StateFilterSet,), more)


def _chosen(label: Any, choices: Any, field: str) -> django_filters.Filter:
    return django_filters.ChoiceFilter(label=label, choices=choices, field_name=field)


class RootListView(snippets.IndexView):
    """A list of one kind. Searched by name in Python, so that å, ä and ö are letters of their own in every database."""

    is_searchable = True
    filterset_class = StateFilterSet
    default_ordering: Any = "-_updated_at"
    model: type[Root]

    def get_base_queryset(self) -> QuerySet:
        rows = visible(self.model.objects.all(), self.request.user)
        return rows.select_related("latest_revision").defer("latest_revision__content")

    def get_filterset_kwargs(self) -> dict[str, Any]:
        return {**super().get_filterset_kwargs(), "queryset": self.model.objects.all()}

    def get_queryset(self) -> Any:
        rows = self.filter_queryset(self.get_base_queryset())
        if self.is_searching:
            keys = found_by_name(self.model.thing_kind, self.search_query, rows)
            if not self.is_explicitly_ordered:
                return RowsInOrder(self.with_figures(rows.annotate(_updated_at=F("latest_revision__created_at"))), keys)
            rows = rows.filter(pk__in=keys)
        return self.order_queryset(rows)

    def with_figures(self, rows: QuerySet) -> QuerySet:
        """What is counted for the things on the page, and not for all that are sorted."""
        return rows

    @cached_property
    def columns(self) -> list[Column]:
        return [
            self._get_title_column("__str__", label=capfirst(self.title_label), accessor=called),
            *self.more_columns(),
            StateColumn(_("State")),
            UpdatedAtColumn(label=_("Last changed"), classname=WIDE),
        ]

    title_label: Any = gettext_lazy("name")

    def more_columns(self) -> list[Column]:
        return []

    def _get_title_column(self, field_name: str, column_class: type[Column] = TitleColumn, **kwargs: Any) -> Column:
        # Not Wagtail's, whose name of a thing is that of its latest revision, also when a revision was brought in from outside.
        return self._get_title_column_class(column_class)(field_name, get_url=self.get_edit_url, **kwargs)

    def get_edit_url(self, instance: Root) -> str | None:
        return super().get_edit_url(instance) if instance.pk in self._editable else None

    @cached_property
    def _editable(self) -> set[Any]:
        """Of those on the page, the ones that the user may open: one query for all."""
        shown = [row.pk for row in self._shown]
        return set(
            in_scope(self.model.objects.filter(pk__in=shown), self.request.user, "view").values_list("pk", flat=True)
        )

    def paginate_queryset(self, queryset: Any, page_size: int) -> Any:
        found = super().paginate_queryset(queryset, page_size)
        self._shown = list(found[2])
        return found[0], found[1], self._shown, found[3]

    def get_list_buttons(self, instance: Root) -> list[Any]:
        return []  # the title leads to the thing, where all that can be done with it stands

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        return []

    @cached_property
    def add_item_label(self) -> str:
        return str(NEW[self.model.thing_kind])

    @cached_property
    def show_export_buttons(self) -> bool:
        return False


class NamedListView(RootListView):
    """By name, in the one order of names that readers meet too."""

    default_ordering = None

    def order_queryset(self, queryset: QuerySet) -> Any:
        if self.ordering:
            return self.with_figures(super().order_queryset(queryset))
        labels = sorted((sort_key(label), str(key), key) for key, label in labels_of(self.model.thing_kind, queryset))
        rows = self.with_figures(queryset.annotate(_updated_at=F("latest_revision__created_at")))
        return RowsInOrder(rows, [key for *_, key in labels])


class EventListView(RootListView):
    title_label = gettext_lazy("title")
    default_ordering = "-starts_at"
    filterset_class = _filters(
        when=django_filters.ChoiceFilter(
            label=gettext_lazy("When"),
            choices=[("upcoming", gettext_lazy("Upcoming")), ("past", gettext_lazy("Past"))],
            method="at_time",
        ),
        kind=_chosen(pgettext_lazy("desk", "Kind"), EventKind.choices, "kind"),
        status=_chosen(gettext_lazy("As planned, cancelled or postponed"), EventStatus.choices, "status"),
        at_time=lambda self, rows, name, value: _at_time(rows, value),
    )

    def get_base_queryset(self) -> QuerySet:
        return super().get_base_queryset().select_related("series", "latest_revision")

    def get_valid_orderings(self) -> list[str]:
        return [*super().get_valid_orderings(), "-starts_at"]

    def more_columns(self) -> list[Column]:
        return [
            Column("start_date", label=_("Date"), accessor=_date_and_status_of, sort_key="starts_at"),
            Column(
                "series",
                label=_("Series"),
                accessor=lambda event: event.series.short_name or str(event.series),
                classname=WIDE,
            ),
        ]


def _at_time(rows: QuerySet, value: str) -> QuerySet:
    now = timezone.now()
    return rows.upcoming(now) if value == "upcoming" else rows.past(now)


def _date_of(event: Any) -> str:
    return f"{event.start_date:%Y-%m}" if event.precision == "month" else f"{event.start_date:%Y-%m-%d}"


def _date_and_status_of(event: Any) -> str:
    date = _in_one_line(event)
    return date if event.status == EventStatus.SCHEDULED else format_html("{} · {}", date, event.get_status_display())


def _in_one_line(event: Any) -> str:
    return format_html('<span class="where-day">{}</span>', _date_of(event))


class OfEventListView(RootListView):
    title_label = gettext_lazy("title")

    def get_base_queryset(self) -> QuerySet:
        return super().get_base_queryset().select_related("event", "latest_revision")

    def more_columns(self) -> list[Column]:
        return [
            Column("event", label=_("Workshop"), accessor=lambda thing: f"{thing.event} ({_date_of(thing.event)})"),
            *self.own_columns(),
        ]

    def own_columns(self) -> list[Column]:
        return []


class MaterialListView(OfEventListView):
    filterset_class = _filters(kind=_chosen(pgettext_lazy("desk", "Kind"), MaterialKind.choices, "kind"))

    def own_columns(self) -> list[Column]:
        return [_choice_column("kind", pgettext("desk", "Kind"))]


class RecordingListView(OfEventListView):
    filterset_class = _filters(of_state=_chosen(gettext_lazy("Is there a recording?"), RecordingState.choices, "state"))

    def more_columns(self) -> list[Column]:
        # A recording is called what its workshop is called.
        return [
            Column("event", label=_("Date"), accessor=lambda thing: _in_one_line(thing.event)),
            Column("there", label=_("Is there a recording?"), accessor="get_state_display", classname=WIDE),
        ]


class PersonListView(NamedListView):
    def more_columns(self) -> list[Column]:
        return [NumberColumn("events", label=_("Workshops"), accessor="event_count", classname=WIDE)]

    def with_figures(self, rows: QuerySet) -> QuerySet:
        return rows.annotate(event_count=Count("appearances__event", distinct=True))


class OrganisationListView(NamedListView):
    filterset_class = _filters(kind=_chosen(pgettext_lazy("desk", "Kind"), OrganisationKind.choices, "kind"))

    def more_columns(self) -> list[Column]:
        return [
            Column("short_name", label=_("Short name"), classname=WIDE),
            _choice_column("kind", pgettext("desk", "Kind")),
        ]


class TopicListView(NamedListView):
    filterset_class = _filters(kind=_chosen(pgettext_lazy("desk", "Kind"), TopicKind.choices, "kind"))

    def more_columns(self) -> list[Column]:
        return [
            _choice_column("kind", pgettext("desk", "Kind")),
            NumberColumn("events", label=_("Workshops"), accessor="event_count", classname=WIDE),
        ]

    def with_figures(self, rows: QuerySet) -> QuerySet:
        return rows.annotate(event_count=Count("event_links__event", distinct=True))


class SeriesListView(NamedListView):
    def more_columns(self) -> list[Column]:
        return [
            Column("short_name", label=_("Short name"), classname=WIDE),
            NumberColumn("events", label=_("Workshops"), accessor="event_count", classname=WIDE),
        ]

    def with_figures(self, rows: QuerySet) -> QuerySet:
        return rows.annotate(event_count=Count("events", distinct=True))


def _choice_column(name: str, label: str) -> Column:
    display: Callable[[Any], Any] = lambda thing: getattr(thing, f"get_{name}_display")()  # noqa: E731
    return Column(name, label=label, accessor=display, classname=WIDE)
