# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Between the rows of a model and nested plain values: one description, read off the models, used in both directions.

The plain values (``Content``) have the names and the shape of the records: a text is a mapping with ``sv`` and ``en``, columns
with a common first part (``meeting_address_url``) are a mapping, parts of an event are lists of mappings, references are ids.
What is absent is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any
from uuid import UUID

from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations

from verkstad.archive.fields import TextColumns, Words
from verkstad.archive.models import Child, Root

Content = dict[str, Any]

# What the row keeps about itself; the rest of the columns is content.
_BOOKKEEPING = {
    "id", "uid", "live", "has_unpublished_changes", "first_published_at", "last_published_at", "live_revision",
    "go_live_at", "expire_at", "expired", "locked", "locked_at", "locked_by", "latest_revision", "sort_order", "slug",
    "starts_at", "ends_at", "review_required",
}  # fmt: skip


@dataclass(frozen=True)
class Part:
    """One value of the content: from one column, or from several that stand together."""

    name: str
    columns: tuple[str, ...]
    """Names of columns as in a row: ``series_id``."""
    keys: tuple[str, ...]
    """The same, as in a revision: ``series``."""
    inner: tuple[Part, ...] = ()
    """Parts of a mapping; empty for a plain value."""
    needs: str | None = None
    """The inner name without which the mapping is absent; None when any will do."""
    is_text: bool = False
    is_list: bool = False
    default: Any = None

    def value(self, row: Sequence[Any], at: int) -> Any:
        """The value from a row in which this part's columns start at ``at``; None when absent."""
        if not self.inner:
            value = row[at]
            return None if self.is_list and not value else value
        if self.is_text and row[at] is None and row[at + 1] is None:
            return None
        values: Content = {}
        for part in self.inner:
            if (value := part.value(row, at)) is not None:
                values[part.name] = value
            at += len(part.columns)
        present = values.keys() if self.needs is None else values.keys() & {self.needs}
        return values if present else None

    def write(self, value: Any) -> Iterator[tuple[str, Any]]:
        """The columns for a value of the content; what is absent gets the column's default."""
        if self.is_text:
            yield from zip(self.columns, Words.of(value), strict=True)
        elif self.inner:
            for part in self.inner:
                yield from part.write((value or {}).get(part.name))
        elif self.is_list:
            yield self.columns[0], as_json(value or ())
        else:
            yield self.columns[0], self.default if value is None else value


@dataclass(frozen=True)
class Shape:
    """The content of a model: its parts in order, and the lists of its children."""

    model: type[models.Model]
    parts: tuple[Part, ...]
    children: Mapping[str, Shape]
    parent: str | None = None
    """For a child: the column that names its root."""
    bare: bool = False
    """For a child that is nothing but a reference: its content is the id alone."""

    @cached_property
    def columns(self) -> tuple[str, ...]:
        return tuple(column for part in self.parts for column in part.columns)

    @cached_property
    def keys(self) -> tuple[str, ...]:
        return tuple(key for part in self.parts for key in part.keys)

    @cached_property
    def _places(self) -> tuple[list[tuple[str, int]], list[tuple[str, int]], list[tuple[Part, int]]]:
        """Where in a row the plain values, the texts and the rest start."""
        plain, texts, others, at = [], [], [], 0
        for part in self.parts:
            if part.is_text:
                texts.append((part.name, at))
            elif part.inner or part.is_list:
                others.append((part, at))
            else:
                plain.append((part.name, at))
            at += len(part.columns)
        return plain, texts, others

    def read(self, row: Sequence[Any]) -> Any:
        """The content of a row whose first columns are ``self.columns``; without children."""
        if self.bare:
            return row[0]
        plain, texts, others = self._places
        content = {name: row[at] for name, at in plain if row[at] is not None}
        for name, at in texts:  # by hand and not through Part.value: most of what bulk reading does
            sv, en = row[at], row[at + 1]
            if sv is None and en is None:
                continue
            text = {"original": row[at + 2]}
            if sv is not None:
                text["sv"] = sv
            if en is not None:
                text["en"] = en
            if row[at + 3] is not None:
                text["translated_from"] = row[at + 3]
            content[name] = text
        for part, at in others:
            if (value := part.value(row, at)) is not None:
                content[part.name] = value
        return content

    def read_revision(self, revision: Mapping[str, Any]) -> Any:
        """The content of what a revision holds, with children; values are as JSON has them."""
        content = self.read([revision.get(key) for key in self.keys])
        if self.bare:
            return content
        for name, shape in self.children.items():
            if parts := [shape.read_revision(child) for child in revision.get(name, ())]:
                content[name] = parts
        return content

    def write(self, content: Any) -> dict[str, Any]:
        """The columns for content, all of them, without children: what the content lacks becomes absent."""
        given = {self.parts[0].name: content} if self.bare else content
        return {column: value for part in self.parts for column, value in part.write(given.get(part.name))}


def as_json(value: Any) -> Any:
    """Tuples as lists, ids as text, and what is absent left out: as a JSON column keeps it."""
    if isinstance(value, Mapping):
        return {key: as_json(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, list | tuple):
        return [as_json(inner) for inner in value]
    return str(value) if isinstance(value, UUID) else value


def _part(field: models.Field, prefix: str) -> Part:
    name = field.name.removeprefix(prefix).removesuffix("_uid")
    is_list = isinstance(field, models.JSONField)
    default = None if is_list else field.get_default()
    return Part(name, (field.attname,), (field.name,), is_list=is_list, default=default)


def _text(name: str, prefix: str) -> Part:
    inner = tuple(Part(part, (f"{name}_{part}",), (f"{name}_{part}",)) for part in Words._fields)
    columns = tuple(part.columns[0] for part in inner)
    return Part(name.removeprefix(prefix), columns, columns, inner, is_text=True)


def _parts(model: type[models.Model], fields: Sequence[models.Field], prefix: str = "") -> Iterator[Part]:
    texts = {name for name in dir(model) if isinstance(getattr(model, name, None), TextColumns)}
    of_a_text = {f"{text}_{part}": text for text in texts for part in Words._fields}
    together: Mapping[str, str | None] = {} if prefix else getattr(model, "together", {})
    seen: set[str] = set()
    for field in fields:
        if not field.name.startswith(prefix):
            continue
        group = next((name for name in together if field.name.startswith(f"{name}_")), None)
        whole = group or of_a_text.get(field.name)
        if whole is None:
            yield _part(field, prefix)
        elif whole not in seen:
            seen.add(whole)
            if group is None:
                yield _text(whole, prefix)
            else:
                inner = tuple(_parts(model, fields, f"{group}_"))
                columns = tuple(column for part in inner for column in part.columns)
                yield Part(group, columns, columns, inner, needs=together[group])


@cache
def shape_of(model: type[models.Model]) -> Shape:
    is_child = issubclass(model, Child)
    parent = next((field.attname for field in model._meta.fields if isinstance(field, ParentalKey)), None)
    left_out = _BOOKKEEPING - ({"uid"} if getattr(model, "uid_is_content", False) else set())
    fields = [
        field for field in model._meta.local_fields if field.name not in left_out and not isinstance(field, ParentalKey)
    ]
    if issubclass(model, Root) and not hasattr(model, "slug"):
        fields = [field for field in fields if field.name != "event"]
    children = {
        relation.get_accessor_name(): shape_of(relation.related_model)
        for relation in (get_all_child_relations(model) if not is_child else ())
    }
    return Shape(
        model, tuple(_parts(model, fields)), children, parent, bare=getattr(model, "is_only_a_reference", False)
    )
