# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is held of somebody, in words: headings, names of fields, and the whole of it as text that can be sent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from verkstad.archive.choices import AppearanceRole, RecordingState, ThingKind, WithdrawalReason
from verkstad.archive.held import Held
from verkstad.archive.history import in_words
from verkstad.archive.reading import KINDS
from verkstad.archive.shapes import shape_of
from verkstad.editing.shared.places import label_of

HEADINGS = {
    "person": gettext_lazy("The person"),
    "appearances": gettext_lazy("Appearances at workshops"),
    "recordings": gettext_lazy("Recordings of workshops where the person appears"),
    "captions": gettext_lazy("Captions that name the person"),
    "materials": gettext_lazy("Material the person made"),
    "texts": gettext_lazy("Texts that name the person"),
    "claims": gettext_lazy("What outside sources said"),
    "notes": gettext_lazy("Notes between editors"),
    "versions": gettext_lazy("Saved versions and drafts"),
    "history": gettext_lazy("History"),
    "merges": gettext_lazy("Merges"),
    "withdrawals": pgettext_lazy("heading", "Taken down"),
    "accounts": gettext_lazy("Editor's account"),
    "messages": gettext_lazy("Messages from readers"),
}

FIELDS = {
    "about": gettext_lazy("About"),
    "action": gettext_lazy("Action"),
    "actions_in_history": gettext_lazy("Actions in the history"),
    "active": gettext_lazy("May log in"),
    "address": gettext_lazy("Address"),
    "announced_as": gettext_lazy("Name as announced"),
    "called": gettext_lazy("Called"),
    "creators": gettext_lazy("Creators"),
    "data": gettext_lazy("What changed"),
    "date": gettext_lazy("Date"),
    "field": gettext_lazy("Field"),
    "file": gettext_lazy("File (SHA-256)"),
    "first_published": gettext_lazy("First published"),
    "former_addresses": gettext_lazy("Former addresses"),
    "id": gettext_lazy("Id"),
    "joined": gettext_lazy("Member since"),
    "kept": gettext_lazy("Kept"),
    "kept_until": gettext_lazy("Kept until"),
    "kind": gettext_lazy("Kind of thing"),
    "known_elsewhere": gettext_lazy("Known elsewhere as"),
    "language": gettext_lazy("Language"),
    "last_changed": gettext_lazy("Last changed"),
    "last_log_in": gettext_lazy("Last log-in"),
    "licence": gettext_lazy("Licence"),
    "line": gettext_lazy("Line"),
    "lines_spoken": gettext_lazy("Lines that the person speaks"),
    "mail": gettext_lazy("E-mail"),
    "merged": gettext_lazy("Merged"),
    "name": gettext_lazy("Name"),
    "named_in": gettext_lazy("Lines that name the person"),
    "note": gettext_lazy("Note"),
    "number": gettext_lazy("Number"),
    "open_to_search_engines": gettext_lazy("Open to search engines"),
    "organisation": gettext_lazy("Organisation at the time"),
    "other_names": gettext_lazy("Other names"),
    "places": gettext_lazy("Where it lies"),
    "published": gettext_lazy("Published"),
    "reason": gettext_lazy("Reason"),
    "received": gettext_lazy("Received"),
    "reference": gettext_lazy("Reference"),
    "role": gettext_lazy("Role"),
    "roles": gettext_lazy("Roles"),
    "said": gettext_lazy("What the person says"),
    "saved": gettext_lazy("Saved"),
    "second_organisation": gettext_lazy("Second organisation"),
    "source": gettext_lazy("Source"),
    "state": gettext_lazy("State"),
    "text": gettext_lazy("Text"),
    "title": gettext_lazy("Title"),
    "to_be_confirmed": gettext_lazy("To be confirmed"),
    "undone": gettext_lazy("Undone"),
    "user_name": gettext_lazy("User name"),
    "value": gettext_lazy("Value"),
    "when": gettext_lazy("When"),
    "words": gettext_lazy("Words of the source"),
    "workshop": pgettext_lazy("field", "Workshop"),
    "written": gettext_lazy("Written"),
}


def sections(held: Held) -> list[tuple[str, Any, list[list[tuple[str, str]]]]]:
    """Each section that holds something: its name, its heading, and rows of (field, value) in words."""
    return [
        (name, HEADINGS.get(name, name), [list(_in_words(row)) for row in rows])
        for name, rows in held.sections.items()
        if rows
    ]


def empty(held: Held) -> list[str]:
    return [str(HEADINGS.get(name, name)) for name, rows in held.sections.items() if not rows]


def _in_words(row: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in row.items():
        if value in (None, [], "", {}):
            continue
        yield str(FIELDS.get(name, name)), _value(_said(name, value, row))


_CHOICES: dict[str, Any] = {
    "role": AppearanceRole,
    "state": RecordingState,
    "kind": ThingKind,
    "reason": WithdrawalReason,
}
_MOMENTS = {
    "first_published",
    "joined",
    "kept_until",
    "last_changed",
    "last_log_in",
    "received",
    "saved",
    "undone",
    "when",
    "written",
}


def _said(name: str, value: Any, row: dict[str, Any]) -> Any:
    """A value as people read it: whoever asked is not to learn our codes first. As JSON they stay as they are."""
    if name == "action":
        return in_words(value)
    if name in _CHOICES:
        return dict(_CHOICES[name].choices).get(value, value)
    if name in _MOMENTS and (moment := _as_moment(value)):
        return date_format(timezone.localtime(moment), "Y-m-d H:i")
    if name == "about" and (found := _THING.fullmatch(value)):
        return f"{dict(ThingKind.choices).get(found[1], found[1])} {found[2]}"
    if name == "field":
        kind = row.get("kind") or str(row.get("about", "")).partition(" ")[0]
        return capfirst(_field(kind, value)) if kind in KINDS else value
    return value


_THING = re.compile(r"([a-z]+) ([0-9a-f-]{36})")


def _as_moment(value: Any) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return None
    return moment if timezone.is_aware(moment) else None


def _field(kind: str, column: str) -> str:
    """What a column, or a place in a record, is called on the form: of the thing, or of one of its parts."""
    for model in (KINDS[kind], *(child.model for child in shape_of(KINDS[kind]).children.values())):
        with suppress(FieldDoesNotExist):
            return str(model._meta.get_field(column.removesuffix("_id")).verbose_name)
    return label_of(kind, column)


def _value(value: Any) -> str:
    if value is True:
        return _("Yes")
    if value is False:
        return _("No")
    if isinstance(value, list):
        return "; ".join(_value(inner) for inner in value)
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_value(inner)}" for key, inner in value.items() if inner is not None)
    return str(value)


def said(held: Held) -> str:
    """The whole of it as plain text."""
    lines = [
        _("What is held of %(name)s") % {"name": held.names[0]},
        _("Drawn up %(when)s.") % {"when": date_format(timezone.localtime(held.at), "Y-m-d H:i")},
        _("Names searched for: %(names)s.") % {"names": ", ".join(held.names)},
        "",
    ]
    for _name, heading, rows in sections(held):
        lines += [str(heading).upper(), ""]
        for row in rows:
            lines += [f"  {field}: {value}" for field, value in row]
            lines.append("")
    if nothing := empty(held):
        lines += [_("Nothing was found under: %(headings)s.") % {"headings": ", ".join(nothing)}, ""]
    lines.append(limits())
    return "\n".join(lines) + "\n"


def limits() -> str:
    return _(
        "Texts were searched for whole names. A name written in another way, a voice or a face in a recording, and what is in "
        "files and in backups are not found by searching: look there too."
    )
