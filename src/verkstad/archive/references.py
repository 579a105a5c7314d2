# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where one thing refers to another: columns of the database, read off the models, and the same places in what a revision keeps."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from django.db import models
from modelcluster.fields import ParentalKey

from verkstad.archive.models import Appearance, Child, Root
from verkstad.archive.pending import RevisionContent
from verkstad.archive.shapes import shape_of

BILLED = {(Appearance, "person"): "billed_as", (Appearance, "organisation"): "organisation_billed_as"}
"""Where a reference has the name as it was announced beside it."""


class Place(NamedTuple):
    """A column that refers to things of one model."""

    model: type[models.Model]
    field: str

    @property
    def billed(self) -> str | None:
        return BILLED.get((self.model, self.field))  # type: ignore[call-overload]

    @property
    def key(self) -> str:
        """What names a row for as long as the reference lives: the key of a part changes with each published draft."""
        return "uid" if issubclass(self.model, Child) else "pk"

    @property
    def parent(self) -> str | None:
        """For a part of a root: the column of the root it belongs to."""
        return shape_of(self.model).parent if issubclass(self.model, Child) else None


@cache
def places(model: type[Root]) -> tuple[Place, ...]:
    """Every column of ours that refers to the model, but for that of its own parts."""
    found = [
        Place(relation.related_model, relation.field.name)
        for relation in model._meta.related_objects
        if relation.related_model._meta.app_label == "archive"
        and isinstance(relation.field, models.ForeignKey)
        and not isinstance(relation.field, ParentalKey)
    ]
    return tuple(sorted(found, key=lambda place: (place.model.__name__, place.field)))


class Edit(NamedTuple):
    """One reference in a revision that was moved, so that it can be moved back.

    Of the root itself (``list`` is empty) or of the part with a uid. ``billed``: the name that was written beside it.
    A part that would have stood there twice was dropped, from ``index``.
    """

    field: str
    list: str = ""
    uid: str = ""
    billed: str | None = None
    dropped: RevisionContent | None = None
    index: int = 0


def moved(
    content: RevisionContent, model: type[Root], own: str, target: type[Root], gone: UUID, kept: UUID, name: str | None
) -> tuple[RevisionContent, list[Edit]]:
    """A revision of ``model`` (of the thing ``own``) in which what named ``gone`` names ``kept``, and what was done to it.

    ``name`` is written beside a reference as the name it was announced under; None when both bear the same.
    """
    content = dict(content)
    edits: list[Edit] = []
    fields = {(place.model, place.field): place for place in places(target)}
    for field in (place.field for place in fields.values() if place.model is model):
        if content.get(field) == str(gone):
            content[field] = None if own == str(kept) else str(kept)
            edits.append(Edit(field))
    for accessor, shape in shape_of(model).children.items():
        named = [place for place in fields.values() if place.model is shape.model]
        if named and content.get(accessor):
            content[accessor] = list(_moved_parts(content[accessor], accessor, named, own, gone, kept, name, edits))
    return content, edits


def _moved_parts(
    parts: list[RevisionContent],
    accessor: str,
    named: list[Place],
    own: str,
    gone: UUID,
    kept: UUID,
    name: str | None,
    edits: list[Edit],
) -> Iterator[RevisionContent]:
    for index, part in enumerate(parts):
        changed = dict(part)
        done = []
        for place in named:
            if part.get(place.field) != str(gone):
                continue
            changed[place.field] = str(kept)
            billed = name if place.billed and not part.get(place.billed) else None
            if billed:
                changed[place.billed] = billed  # type: ignore[index]
            done.append(Edit(place.field, accessor, part["uid"], billed))
        if done and _stands_twice(changed, index, parts, named[0], own, gone, kept):
            edits.append(Edit(done[0].field, accessor, part["uid"], dropped=part, index=index))
            continue
        edits.extend(done)
        yield changed


def _stands_twice(
    part: RevisionContent,
    index: int,
    parts: list[RevisionContent],
    place: Place,
    own: str,
    gone: UUID,
    kept: UUID,
) -> bool:
    """Whether the part breaks a rule of its model: the same reference twice, or one from the thing to itself."""
    if shape_of(place.model).bare and own == str(kept):
        return True
    parent = (place.parent or "").removesuffix("_id")
    for constraint in place.model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and parent in constraint.fields:
            keys = [field for field in constraint.fields if field != parent]
            others = (other for at, other in enumerate(parts) if at != index)
            if any(
                all(_as_moved(other.get(key), gone, kept) == part.get(key) for key in keys)
                and (other.get(place.field) != str(gone) or parts.index(other) < index)
                for other in others
            ):
                return True
    return False


def _as_moved(value: Any, gone: UUID, kept: UUID) -> Any:
    return str(kept) if value == str(gone) else value


def moved_back(
    content: RevisionContent, edits: list[Edit], model: type[Root], own: str, target: type[Root], gone: UUID, kept: UUID
) -> tuple[RevisionContent, list[Edit]]:
    """The revision as it was before ``moved``, and the edits that no longer hold: what they moved was changed since."""
    content = dict(content)
    left: list[Edit] = []
    for edit in sorted(edits, key=lambda one: (one.list, one.index)):
        if not edit.list:
            if content.get(edit.field) == (None if own == str(kept) else str(kept)):
                content[edit.field] = str(gone)
            else:
                left.append(edit)
            continue
        parts = [dict(part) for part in content.get(edit.list) or ()]
        by_uid = {part["uid"]: part for part in parts}
        part = by_uid.get(edit.uid)
        if edit.dropped is not None:
            if part is None:
                parts.insert(edit.index, edit.dropped)
        elif part is not None and part.get(edit.field) == str(kept):
            part[edit.field] = str(gone)
            billed = next(
                place.billed
                for place in places(target)
                if place.field == edit.field and place.model is shape_of(model).children[edit.list].model
            )
            if billed and edit.billed and part.get(billed) == edit.billed:
                part[billed] = None
        else:
            left.append(edit)
        content[edit.list] = parts
    return content, left
