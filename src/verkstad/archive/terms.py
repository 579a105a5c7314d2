# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The names and terms that are likely to be spoken at a workshop, as its newest draft has them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from verkstad.archive.models import Event, Organisation, Person, Topic


def terms_of(event: Event, *, language: str | None = None) -> tuple[str, ...]:
    """What comes up, the surest first: who speaks, their organisations, the topics, the titles; each once.

    Of texts in two languages the one of ``language`` (a tag) comes, else the original. Three queries.
    """
    column = "en" if (language or "").lower().startswith("en") else "sv"

    def said(words: Any) -> str:
        return (getattr(words, column) or str(words)) if words else ""

    found = _all(event.get_latest_revision_as_object(), said)
    return tuple(dict.fromkeys(term for term in found if term))


def _all(draft: Event, said: Callable[[Any], str]) -> Iterator[str]:
    appearances = list(draft.appearances.all())
    people = Person.objects.in_bulk({one.person_id for one in appearances if one.person_id})
    for one in appearances:
        person = people.get(one.person_id)
        yield one.billed_as or (person.name if person else "")
    keys = [key for one in appearances for key in (one.organisation_id, one.second_organisation_id)]
    keys += [organiser.organisation_id for organiser in draft.organisers.all()]
    organisations = Organisation.objects.in_bulk(set(filter(None, keys)))
    yield from (one.organisation_billed_as or "" for one in appearances)
    for organisation in filter(None, map(organisations.get, keys)):
        yield said(organisation.name)
        yield organisation.short_name or ""
    links = [link.topic_id for link in draft.topics.all()]
    topics = Topic.objects.in_bulk(set(links))
    for topic in filter(None, map(topics.get, links)):
        yield said(topic.name)
        yield from topic.aliases
    yield said(draft.title)
    yield from (said(item.title) for item in draft.agenda.all())
