# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Starting a thing: a first draft that readers do not see, with an address that is free."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from wagtail.models import Revision

from verkstad.archive.actions.changing import checked
from verkstad.archive.models import NamedRoot
from verkstad.archive.rules.access import refuse_unless
from verkstad.archive.rules.slugs import LONGEST, shortened, slugify
from verkstad.archive.shapes import shape_of
from verkstad.archive.taken import is_slug_taken

NAMELESS = "namnlos"


@transaction.atomic
def start_draft(model: type[NamedRoot], content: Mapping[str, Any], *, by: Any, at: datetime) -> NamedRoot:
    """Make a new thing as a draft. ``content`` has the names and shapes of its record, without children.

    The slug is made from its name unless ``content`` has one. Raises NotAllowed, or ContentRefused when it breaks a rule.
    """
    thing = model(live=False, has_unpublished_changes=True)
    given = dict(content)
    slug = given.pop("slug", None)
    for column, value in shape_of(model).write(given).items():
        setattr(thing, column, value)
    refuse_unless(by, "add", thing)
    thing.slug = slug or free_slug(thing, str(getattr(thing, "name", None) or getattr(thing, "title", "")))
    checked(thing)
    thing.save()
    revision = thing.save_revision(user=by, log_action="wagtail.create")
    Revision.objects.filter(pk=revision.pk).update(created_at=at)
    return thing


def free_slug(thing: NamedRoot, words: str) -> str:
    """A slug of the words that nothing of its kind has or had: with a number after it when need be."""
    wanted = slugify(words) or NAMELESS
    slug, number = wanted, 1
    while is_slug_taken(thing, slug):
        number += 1
        slug = f"{shortened(wanted, LONGEST - len(str(number)) - 1)}-{number}"
    return slug
