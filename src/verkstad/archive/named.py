# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Things by the names they are known by, for lists that are searched and for choosing by typing.

The names of a kind are read whole, as plain tuples, and compared in Python: the two databases disagree on what å, ä and ö
are to each other, and one of them keeps other names as escapes. Ten thousand names take some fifty milliseconds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Case, CharField, F, OuterRef, QuerySet, Subquery, UUIDField, When
from django.db.models.functions import Coalesce

from verkstad.archive.fields import Words
from verkstad.archive.models import Appearance, Event, Material, Organisation, Person, Recording, Root, Series, Topic
from verkstad.archive.rules.names import fit, fold

MODELS: dict[str, type[Root]] = {
    model.thing_kind: model for model in (Event, Material, Recording, Person, Organisation, Topic, Series)
}

_TEXT, _LIST = "text", "list"
_NAMED_BY: dict[str, tuple[tuple[str, str], ...]] = {
    "person": (("name", _TEXT), ("aliases", _LIST)),
    "organisation": (("name_sv", _TEXT), ("name_en", _TEXT), ("short_name", _TEXT), ("aliases", _LIST)),
    "topic": (("name_sv", _TEXT), ("name_en", _TEXT), ("aliases", _LIST)),
    "series": (("name_sv", _TEXT), ("name_en", _TEXT), ("short_name", _TEXT)),
    "event": (("title_sv", _TEXT), ("title_en", _TEXT), ("slug", _TEXT), ("former_titles", _LIST)),
    "material": (("title_sv", _TEXT), ("title_en", _TEXT), ("file_name", _TEXT), ("event__title_sv", _TEXT)),
    "recording": (("title_sv", _TEXT), ("title_en", _TEXT), ("event__title_sv", _TEXT), ("event__title_en", _TEXT)),
}


class Known(NamedTuple):
    id: UUID
    names: tuple[str, ...]


class Choice(NamedTuple):
    """One thing to choose: its name, a line that tells it from its namesakes, and whether readers see it."""

    id: UUID
    name: str
    line: str
    is_draft: bool
    organisation: UUID | None = None
    """Of a person, the published organisation they last spoke for; ``line`` is what it is called."""


def names_of(thing: Root) -> tuple[str, ...]:
    """The names of one thing, without queries for those whose names are all their own."""
    names: list[str] = [str(thing)]
    for column, shape in _NAMED_BY[thing.thing_kind]:
        if "__" not in column and (value := getattr(thing, column)):
            names += value if shape is _LIST else (value,)
    return tuple(names)


def labels_of(kind: str, rows: QuerySet) -> Iterator[tuple[UUID, str]]:
    """The one name of each row that a list shows and is sorted by. One query."""
    if kind == "person":
        yield from rows.order_by().values_list("pk", "name")
        return
    columns = ("name_sv", "name_en", "name_original", "slug")
    for key, sv, en, original, slug in rows.order_by().values_list("pk", *columns):
        yield key, str(Words(sv, en, original)) or slug


def known_names(kind: str, rows: QuerySet | None = None) -> Iterator[Known]:
    """Every thing of a kind, or of those rows, with its names. One query."""
    columns = _NAMED_BY[kind]
    rows = MODELS[kind].objects.all() if rows is None else rows
    for key, *values in rows.order_by().values_list("pk", *(column for column, _ in columns)):
        names: list[str] = []
        for (_, shape), value in zip(columns, values, strict=True):
            if value:
                names += value if shape is _LIST else (value,)
        yield Known(key, tuple(names))


def found_by_name(kind: str, typed: str, rows: QuerySet | None = None, *, limit: int | None = None) -> list[UUID]:
    """Ids of the things whose names fit what was typed, the best first. One query."""
    hits = []
    for thing in known_names(kind, rows):
        fits = [degree for name in thing.names if (degree := fit(typed, name)) is not None]
        if fits:
            hits.append((min(fits), fold(thing.names[0]).bare, str(thing.id), thing.id))
    hits.sort()
    return [hit[-1] for hit in hits[:limit]]


def exactly_named(kind: str, typed: str, rows: QuerySet | None = None) -> list[UUID]:
    """Ids of the things that have just this name, or this name with what tells it apart in parentheses. Two queries."""
    name, told = typed.strip(), ""
    found = _named(kind, name, rows)
    if not found and name.endswith(")") and "(" in name:
        name, _, told = name[:-1].rpartition("(")
        found = _named(kind, name, rows)
    if told and found:
        wanted = fold(told).bare
        found = [
            choice.id for choice in choices(kind, found) if wanted in (fold(choice.line).bare, _first(choice.line))
        ]
    return found


def _first(line: str) -> tuple[str, ...]:
    return fold(line.partition(",")[0]).bare


def _named(kind: str, name: str, rows: QuerySet | None) -> list[UUID]:
    wanted = fold(name).words
    if not wanted:
        return []
    return sorted(
        (thing.id for thing in known_names(kind, rows) if any(fold(one).words == wanted for one in thing.names)),
        key=str,
    )


def choices(kind: str, ids: Iterable[UUID]) -> list[Choice]:
    """The things as one chooses among them, in the order of the ids. A fixed number of queries."""
    wanted = list(ids)
    rows = _with_line(kind, MODELS[kind].objects.filter(pk__in=wanted))
    by_id = {
        row.pk: Choice(row.pk, str(row), _line(kind, row), not row.live, getattr(row, "last_organisation", None))
        for row in rows
    }
    return [by_id[key] for key in wanted if key in by_id]


def _with_line(kind: str, rows: QuerySet) -> QuerySet:
    rows = rows.order_by()
    if kind == "person":
        latest = Appearance.objects.filter(person=OuterRef("pk"), organisation__isnull=False).order_by(
            "-event__start_date", "-pk"
        )
        name = Coalesce(
            "organisation__short_name", "organisation__name_sv", "organisation__name_en", output_field=CharField()
        )
        # The same row gives both: an organisation that readers do not see is told and not filled in.
        which = Case(When(organisation__live=True, then="organisation"), output_field=UUIDField())
        return rows.annotate(
            told=Subquery(latest.annotate(of=name).values("of")[:1], output_field=CharField()),
            last_organisation=Subquery(latest.annotate(of=which).values("of")[:1], output_field=UUIDField()),
        )
    if kind in {"material", "recording"}:
        return rows.select_related("event")
    return rows.annotate(told=F("short_name")) if kind in {"organisation", "series"} else rows


def _line(kind: str, row: Any) -> str:
    match kind:
        case "organisation":
            return ", ".join(part for part in (row.told, row.get_kind_display()) if part)
        case "topic":
            return str(row.get_kind_display())
        case "event":
            return f"{row.start_date:%Y-%m}" if row.precision == "month" else f"{row.start_date:%Y-%m-%d}"
        case "material" | "recording":
            return str(row.event)
    return row.told or ""
