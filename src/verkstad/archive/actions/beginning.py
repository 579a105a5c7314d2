# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Starting workshops: from a template, from an earlier one, or many at once on days that come back. All are drafts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Revision

from verkstad.archive.actions.changing import checked, locked
from verkstad.archive.actions.starting import free_slug
from verkstad.archive.choices import Precision
from verkstad.archive.fields import new_id
from verkstad.archive.models import Event, EventTemplate, Material, Organisation, Person, Root, Series, Tombstone, Topic
from verkstad.archive.pending import RevisionContent, as_revision
from verkstad.archive.rules.access import refuse_unless
from verkstad.archive.rules.beginning import beginning_of, with_new_uids
from verkstad.archive.rules.slugs import event_slug


@dataclass(frozen=True)
class When:
    """The day (or month) of a new workshop; without times it has those that it begins with."""

    start_date: date
    precision: str = Precision.DAY.value
    start_time: time | None = None
    end_time: time | None = None


@transaction.atomic
def start_from_template(
    template: EventTemplate, when: When, *, by: Any, at: datetime, title: str | None = None
) -> Event:
    """A draft that begins as the template says. Raises NotAllowed, ContentRefused."""
    return _start(
        template.content, template.series, when, title=title, by=by, at=at, source={"template": template.name}
    )


@transaction.atomic
def start_from_event(
    earlier: Event,
    when: When,
    *,
    by: Any,
    at: datetime,
    title: str | None = None,
    with_people: bool = False,
    with_materials: bool = False,
) -> Event:
    """A draft that begins with the agenda and the organisers of an earlier workshop, as its latest draft has them.

    Materials come along as drafts of their own that name the same file. Raises NotAllowed, ContentRefused.
    """
    refuse_unless(by, "view", earlier)
    latest = earlier.get_latest_revision_as_object()
    content = beginning_of(as_revision(latest), with_people=with_people)
    renewed, fresh = with_new_uids(content)
    event = _start(
        renewed, latest.series, when, title=title, by=by, at=at, source={"event": str(earlier.pk)}, is_fresh=True
    )
    if with_materials:
        _copy_materials(earlier, event, {old: str(new) for old, new in fresh.items()}, by=by, at=at)
    return event


@dataclass
class Started:
    """What became of a row of days."""

    events: list[Event]
    taken: list[date]
    """Days on which the series has a workshop already."""


@transaction.atomic
def start_on_days(
    content: Mapping[str, Any],
    series: Series,
    days: Sequence[date],
    *,
    title: str,
    start_time: time | None,
    end_time: time | None,
    by: Any,
    at: datetime,
    rule: str = "",
) -> Started:
    """A draft for each of the days; none on a day on which the series has a workshop already.

    Raises NotAllowed, ContentRefused (then none is made).
    """
    # Two editors who press the button at once wait for one another, and the second finds the days taken.
    series = locked(series)
    taken = days_taken(series, days)
    started = Started([], [day for day in days if day in taken])
    for day in sorted(set(days) - taken):
        when = When(day, start_time=start_time, end_time=end_time)
        source = {"rule": rule} if rule else {}
        started.events.append(_start(content, series, when, title=title, by=by, at=at, source=source))
    return started


def days_taken(series: Series, days: Sequence[date]) -> set[date]:
    """Those of the days on which the series has a workshop: published, planned or a draft."""
    rows = Event.objects.filter(series=series, start_date__in=days, precision=Precision.DAY)
    return set(rows.order_by().values_list("start_date", flat=True))


@transaction.atomic
def make_template(event: Event, name: str, *, by: Any, at: datetime, with_people: bool = False) -> EventTemplate:
    """Keep what workshops like this one begin with. Raises NotAllowed, or ContentRefused when the series has the name already."""
    refuse_unless(by, "change", event)
    latest = event.get_latest_revision_as_object()
    content = beginning_of(as_revision(latest), with_people=with_people)
    template = EventTemplate(name=name.strip(), series=latest.series, content=content, made_at=at, made_by=by)
    checked(template)
    template.save()
    log(instance=event, action="verkstad.template.make", user=by, data={"name": template.name}, timestamp=at)
    return template


@transaction.atomic
def remove_template(template: EventTemplate, *, by: Any, at: datetime) -> None:
    """Workshops that were started from it stay as they are. Raises NotAllowed."""
    refuse_unless(by, "change", Event(series=template.series))
    log(
        instance=template.series, action="verkstad.template.remove", user=by, data={"name": template.name}, timestamp=at
    )
    template.delete()


def _start(
    content: Mapping[str, Any],
    series: Series,
    when: When,
    *,
    title: str | None,
    by: Any,
    at: datetime,
    source: dict[str, str],
    is_fresh: bool = False,
) -> Event:
    renewed = dict(content) if is_fresh else with_new_uids(content)[0]
    renewed = _with_what_is_there(renewed)
    event = Event(id=new_id(), live=False, has_unpublished_changes=True)
    event = event.with_content_json(
        {"pk": str(event.pk), **renewed, **_when_columns(renewed, when), "series": str(series.pk)}
    )
    if title:
        event.title = {"sv": title, "original": "sv"} if event.language != "en" else {"en": title, "original": "en"}
    event.slug = free_slug(event, event_slug(event.start_date, event.precision, str(event.title or series)))
    refuse_unless(by, "add", event)
    checked(event)
    event.save()
    revision = event.save_revision(user=by)
    Revision.objects.filter(pk=revision.pk).update(created_at=at)
    log(
        instance=event,
        action="wagtail.create",
        user=by,
        revision=revision,
        content_changed=True,
        data=source or {},
        timestamp=at,
    )
    return event


def _when_columns(content: Mapping[str, Any], when: When) -> RevisionContent:
    columns: RevisionContent = {"start_date": when.start_date.isoformat(), "precision": when.precision}
    if when.precision == Precision.MONTH:
        return {
            **columns,
            "start_date": when.start_date.replace(day=1).isoformat(),
            "start_time": None,
            "end_time": None,
        }
    if when.start_time is not None:
        # An end of its own, or none: the end that it begins with fits the start that it begins with.
        columns |= {"start_time": when.start_time.isoformat(), "end_time": when.end_time and when.end_time.isoformat()}
    return columns


_NAMED: dict[str, dict[str, type[Root]]] = {
    "organisers": {"organisation": Organisation},
    "topics": {"topic": Topic},
    "appearances": {"person": Person, "organisation": Organisation, "second_organisation": Organisation},
}


def _with_what_is_there(content: RevisionContent) -> RevisionContent:
    """Without parts that name somebody or something that is no longer in the archive: a template may be old."""
    there = {model: _there(model, content) for model in (Organisation, Topic, Person)}
    kept = dict(content)
    for name, columns in _NAMED.items():
        if name in content:
            kept[name] = [
                part
                for part in content[name]
                if all(
                    part.get(column) is None or str(part[column]) in there[model] for column, model in columns.items()
                )
            ]
    return kept


def _there(model: type[Root], content: RevisionContent) -> set[str]:
    named = {
        str(part[column])
        for name, columns in _NAMED.items()
        for part in content.get(name, ())
        for column, of in columns.items()
        if of is model and part.get(column)
    }
    gone = Tombstone.objects.filter(pk__in=named).values("pk")
    rows = model.objects.filter(pk__in=named).exclude(pk__in=gone)
    return {str(key) for key in rows.order_by().values_list("pk", flat=True)}


def _copy_materials(earlier: Event, event: Event, fresh: Mapping[str, str], *, by: Any, at: datetime) -> None:
    for place, row in enumerate(Material.objects.filter(event=earlier).order_by("sort_order", "pk")):
        content = as_revision(row.get_latest_revision_as_object())
        item = fresh.get(str(content.get("agenda_item_uid")))
        copy = Material(id=new_id(), event=event, live=False, has_unpublished_changes=True)
        copy = copy.with_content_json({**content, "event": str(event.pk), "agenda_item_uid": item})
        copy.event, copy.sort_order = event, place
        copy.first_published_at = copy.last_published_at = copy.go_live_at = copy.expire_at = None
        copy.locked, copy.locked_at, copy.locked_by = False, None, None
        refuse_unless(by, "add", copy)
        checked(copy)
        copy.save()
        revision = copy.save_revision(user=by)
        Revision.objects.filter(pk=revision.pk).update(created_at=at)
        log(instance=copy, action="wagtail.create", user=by, revision=revision, content_changed=True, timestamp=at)
