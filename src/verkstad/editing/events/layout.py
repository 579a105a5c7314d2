# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the template of the form lays out: the rows in their places, the empty ones, and what stands beside them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from verkstad.archive.actions.knowing import clashing_fields
from verkstad.archive.models import Claim, Material
from verkstad.editing.events.changing import notes_of, what_else_can_be_done, what_time_can_be
from verkstad.editing.events.parts import PartFormSet
from verkstad.editing.events.row_forms import BLANK_ROWS
from verkstad.editing.shared.choosing import ThingField
from verkstad.editing.shared.pages import buttons_of

HEADING = {
    "sessions": gettext_lazy("Sessions, for a long agenda"),
    "organisers": gettext_lazy("Organisers"),
    "topics": gettext_lazy("Topics"),
    "links": gettext_lazy("Links"),
    "relations": gettext_lazy("Related workshops"),
    "corrections": gettext_lazy("Corrections told to readers"),
    "uncertainties": gettext_lazy("What is not known"),
}
ADD = {
    "sessions": gettext_lazy("Add a session"),
    "agenda": gettext_lazy("Add an agenda item"),
    "appearances": gettext_lazy("Add a speaker"),
    "organisers": gettext_lazy("Add an organiser"),
    "topics": gettext_lazy("Add a topic"),
    "links": gettext_lazy("Add a link"),
    "relations": gettext_lazy("Add a related workshop"),
    "corrections": gettext_lazy("Add a correction"),
    "uncertainties": gettext_lazy("Add what is not known"),
}


@dataclass
class ItemOfAgenda:
    """An agenda item as it stands on the page: its own row, the rows of who is on it, and its materials."""

    row: Any
    appearances: list[Any] = field(default_factory=list)
    materials: list[Material] = field(default_factory=list)


@dataclass(frozen=True)
class Rows:
    """The rows of one kind of part, and what the page needs to add to them."""

    kind: str
    formset: PartFormSet
    known: dict[str, Any]

    @cached_property
    def shown(self) -> list[Any]:
        return self.formset.shown

    @cached_property
    def empty(self) -> Any:
        """The row that script copies."""
        return self._ready(self.formset.empty_form)

    @cached_property
    def blanks(self) -> list[Any]:
        return [self._ready(self.formset.blank(self._next + place)) for place in range(BLANK_ROWS.get(self.kind, 1))]

    @cached_property
    def _next(self) -> int:
        return self.formset.total_form_count()

    @property
    def total(self) -> int:
        return self._next + len(self.blanks)

    @property
    def add_label(self) -> str:
        return str(ADD[self.kind])

    @property
    def is_open(self) -> bool:
        return any(row.errors for row in self.shown) or bool(self.formset.non_form_errors())

    def _ready(self, form: Any) -> Any:
        for one in form.fields.values():
            if isinstance(one, ThingField):
                one.know(**self.known)
        return form


class Layout:
    def __init__(self, form: Any, request: Any) -> None:
        self.form, self.request = form, request
        self.event = form.instance
        form.note_doubts()

    @property
    def is_new(self) -> bool:
        return self.event._state.adding

    @cached_property
    def rows(self) -> dict[str, Rows]:
        known = {"known": {}, "user": self.request.user}
        return {kind: Rows(kind, formset, known) for kind, formset in self.form.formsets.items()}

    @cached_property
    def agenda(self) -> list[ItemOfAgenda]:
        items = {row.instance.uid: ItemOfAgenda(row) for row in self.rows["agenda"].shown}
        for row in self.rows["appearances"].shown:
            if (uid := _item_of(row)) in items:
                items[uid].appearances.append(row)
        for uid, materials in self._materials.items():
            if uid in items:
                items[uid].materials = materials
        self._offer_sessions()
        return list(items.values())

    @cached_property
    def of_no_item(self) -> list[Any]:
        """Those who belong to the workshop as a whole: who moderates it, whose guests they are."""
        items = {row.instance.uid for row in self.rows["agenda"].shown}
        return [row for row in self.rows["appearances"].shown if _item_of(row) not in items]

    @cached_property
    def _materials(self) -> dict[UUID | None, list[Material]]:
        found: dict[UUID | None, list[Material]] = defaultdict(list)
        if not self.is_new:
            for material in Material.objects.filter(event=self.event.pk).order_by("sort_order", "pk"):
                found[material.agenda_item_uid].append(material)
        return found

    @cached_property
    def materials_of_no_item(self) -> list[Material]:
        items = {row.instance.uid for row in self.rows["agenda"].shown}
        return [one for uid, some in self._materials.items() if uid not in items for one in some]

    def _offer_sessions(self) -> None:
        sessions = [(str(row.instance.uid), str(row.instance.title or "")) for row in self.rows["sessions"].shown]
        choices = [("", "–"), *sessions]
        agenda = self.rows["agenda"]
        for row in (*agenda.shown, *agenda.blanks, agenda.empty):
            row.fields["session_uid"].widget.choices = choices

    @property
    def has_sessions(self) -> bool:
        return bool(self.rows["sessions"].shown)

    @cached_property
    def items_to_choose(self) -> list[tuple[str, str]]:
        """For a row of somebody new, where no script puts it into its place."""
        return [(str(item.row.instance.uid), str(item.row.instance.title or "")) for item in self.agenda]

    def opens(self, *names: str) -> bool:
        """Whether a folded part has something to say that must not be missed."""
        return any(name in self.form.errors or name in self.form.doubts for name in names)

    @cached_property
    def folds(self) -> dict[str, bool]:
        """Which folded parts are open at once: those with something wrong in them."""
        return {name: self.opens(*names) for name, names in FOLDS.items()}

    heading = HEADING
    label_sv_title = gettext_lazy("Title")
    label_en_title = gettext_lazy("Title in English")
    label_sv_summary = gettext_lazy("Summary: what it is about, in a line or two")
    label_sv_audience = gettext_lazy("Audience")
    label_en_audience = gettext_lazy("Audience in English")
    label_sv_note = gettext_lazy("Why, or when instead")
    label_en_note = gettext_lazy("Why, or when instead, in English")
    label_sv_description = gettext_lazy("Description")
    label_en_description = gettext_lazy("Description in English")
    help_date = gettext_lazy("For example 2026-05-07, or 2026-05 when the day is not set.")
    help_lines = gettext_lazy("One to a line.")
    material_edit = "wagtailsnippets_archive_material:edit"

    @property
    def help_slug(self) -> str:
        if self.form.fields["slug"].disabled:
            return _("Readers have this address. Changing it leaves a way from the old one to the new.")
        return ""

    @cached_property
    def what_can_be_done(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """What is done with a workshop beside its form, by what one is after; a group with nothing in it is left out."""
        user, event = self.request.user, self.event
        buttons = [one for one in buttons_of(user, event) if one.url]
        groups = (
            (_("Material and invitation"), [(one.url, one.label) for one in buttons if one.priority < SELDOM]),
            (_("Time"), what_time_can_be(user, event)),
            (
                _("Besides"),
                what_else_can_be_done(user, event)
                + [(one.url, one.label) for one in buttons if one.priority >= SELDOM],
            ),
        )
        return [group for group in groups if group[1]]

    @cached_property
    def notes(self) -> list[Any]:
        return list(notes_of(self.event))

    @cached_property
    def claims(self) -> list[Claim]:
        return list(Claim.objects.filter(thing_id=self.event.pk).order_by("field", "sort_order", "pk"))

    @property
    def clashing(self) -> set[str]:
        return clashing_fields(self.claims)

    @property
    def beside_url(self) -> str:
        return reverse("verkstad_events:beside", args=[self.event.pk])

    @property
    def facts(self) -> list[tuple[str, Any]]:
        """What nobody edits, for whoever has to ask about it."""
        if self.is_new:
            return []
        event = self.event
        return [
            (_("Id"), event.pk),
            (_("Number for calendars (SEQUENCE)"), event.sequence),
            (_("First published"), event.first_published_at or "–"),
            (_("Last published"), event.last_published_at or "–"),
        ]

    @cached_property
    def count_of_errors(self) -> int:
        return sum(1 for _error in self.errors())

    def errors(self) -> Iterator[Any]:
        """Every field with something wrong, in the order of the page, for the list on top."""
        if not self.form.is_bound:
            return
        for name in self.form.errors:
            if name in self.form.fields:
                yield self.form[name]
        for rows in self.rows.values():
            for row in rows.shown:
                for name in row.errors:
                    if not row.goes and name in row.fields:
                        yield row[name]

    @cached_property
    def words(self) -> str:
        """What script says, as JSON; {…} is filled in there."""
        return json.dumps(
            {
                "item": _("Agenda item {number}"),
                "row": _("Row {number}"),
                "up": _("Moved up: number {number} of {count}."),
                "down": _("Moved down: number {number} of {count}."),
                "moved": _("Moved: number {number} of {count}."),
                "first": _("It is the first already."),
                "last": _("It is the last already."),
                "toItem": _("Moved to “{title}”."),
                "toNone": _("Moved: belongs to no agenda item."),
                "removed": _("Removed. It goes when you save."),
                "removedWith": _("Removed, with those who take part in it. It goes when you save."),
                "restored": _("Brought back."),
                "added": _("Added: number {number} of {count}."),
                "suggested": _("As last time. Change it if it is another now."),
                "untitled": _("an item without a title"),
            }
        )


SELDOM = 60
"""Buttons of this priority and above are for what is seldom done."""

FOLDS = {
    "more": ("kind", "mode", "end_date", "language", "time_zone", "meeting_address_service", "meeting_address_public",
             "seats_limited", "audience_sv", "audience_en"),
    "after": ("summary_state", "attendance_number", "attendance_source", "attendance_public"),
    "status": ("status", "status_note_sv", "status_note_en", "previous_start_date"),
    "details": ("slug", "former_titles"),
}  # fmt: skip


def _item_of(row: Any) -> UUID | None:
    """The item that a row says it belongs to, on a page that was sent as it was sent."""
    if not row.is_bound:
        return row.instance.agenda_item_uid
    try:
        return UUID(row.data.get(row.add_prefix("agenda_item_uid")) or "")
    except ValueError:
        return None
