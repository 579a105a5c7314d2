# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What editors know beside what is published: notes to one another, and choosing among what sources say."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Max
from wagtail.log_actions import log

from verkstad.archive.actions.changing import locked
from verkstad.archive.actions.publishing import save_draft
from verkstad.archive.choices import ClaimState
from verkstad.archive.errors import ContentRefused
from verkstad.archive.models import Claim, EditorNote, Root
from verkstad.archive.reading import KINDS
from verkstad.archive.rules.access import refuse_unless
from verkstad.archive.shapes import shape_of


@transaction.atomic
def add_note(thing: Root, note: str, *, by: Any, at: datetime, field: str | None = None) -> EditorNote:
    """Write a note to other editors beside a thing. Readers never see it. Raises NotAllowed."""
    refuse_unless(by, "change", thing)
    notes = EditorNote.objects.filter(thing_id=thing.pk)
    last = notes.aggregate(last=Max("sort_order"))["last"]
    return EditorNote.objects.create(
        thing_kind=thing.thing_kind,
        thing_id=thing.pk,
        sort_order=0 if last is None else last + 1,
        field=field or None,
        note=note,
        by=by,
        written_at=at,
    )


@transaction.atomic
def choose_claim(claim: Claim, *, by: Any, at: datetime) -> bool:
    """Say which of several sources is right about a field; the others are kept, as rejected.

    Where the field is a plain column the value is written to a draft of the thing; whether it was.
    Raises NotAllowed, or ContentRefused when the thing cannot have that value.
    """
    thing = locked(KINDS[claim.thing_kind](pk=claim.thing_id))
    refuse_unless(by, "change", thing)
    rivals = Claim.objects.filter(thing_id=claim.thing_id, field=claim.field)
    rivals.exclude(pk=claim.pk).update(state=ClaimState.REJECTED)
    rivals.filter(pk=claim.pk).update(state=ClaimState.CHOSEN)
    written = _write(thing, claim, by=by, at=at)
    log(
        instance=thing,
        action="verkstad.claim.choose",
        user=by,
        data={"field": claim.field, "value": claim.value, "source": claim.source},
        timestamp=at,
    )
    return written


def _write(thing: Root, claim: Claim, *, by: Any, at: datetime) -> bool:
    plain = {part.name for part in shape_of(type(thing)).parts if not part.inner and not part.is_list}
    if claim.field not in plain or claim.value is None:
        return False
    column = type(thing)._meta.get_field(claim.field)
    if isinstance(column, models.ForeignKey):
        return False
    try:
        value = column.to_python(claim.value)
    except ValidationError as refused:
        raise ContentRefused(thing, {claim.field: refused.messages}) from refused
    if getattr(thing.get_latest_revision_as_object(), claim.field) == value:
        return False
    save_draft(thing, {claim.field: value}, by=by, at=at)
    return True


def clashing_fields(claims: list[Claim]) -> set[str]:
    """Fields of which sources say different things and nobody has chosen."""
    by_field: dict[str, list[Claim]] = {}
    for claim in claims:
        by_field.setdefault(claim.field, []).append(claim)
    return {
        field
        for field, said in by_field.items()
        if len({claim.value for claim in said}) > 1 and any(claim.state == ClaimState.OPEN for claim in said)
    }
