# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What waits for an editor besides the workshops near now, each kind under a heading of its own, as plain values.

Another room adds a section through the Wagtail hook ``verkstad_todo_sections``: a function of the request that gives a mapping
with ``heading``, ``lines`` (mappings with ``words``, ``address`` and perhaps ``beside``), ``more`` (words and address) and
``order``, or None. The sections here have the orders 10, 20 … 60.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from babel.numbers import format_decimal
from django.db.models import CharField, F, QuerySet, Value
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.models import Revision

from verkstad.archive.actions.reviewing import waiting_for
from verkstad.archive.lacking import count_lacking
from verkstad.archive.models import Claim, Event, PublishingProgress
from verkstad.archive.reading import KINDS
from verkstad.archive.rules.access import in_scope
from verkstad.editing.shared.places import edit_address, label_of, words_of
from verkstad.editing.shared.site import captions_limits
from verkstad.editing.todo.duty import captions_lines
from verkstad.editing.todo.elsewhere import TITLE, address_lines
from verkstad.editing.todo.near import Line
from verkstad.editing.todo.speaking import language_here, say_moment_day

AT_MOST = 10


@dataclass(frozen=True)
class Section:
    key: str
    heading: str
    lines: list[Line]
    more: tuple[str, str] | None = None
    """Words and address of a link to the rest."""
    order: int = 0


def sections(request: Any, *, at: datetime) -> list[Section]:
    """Those with something in them, in their order."""
    user = request.user
    own = [
        Section("failures", _("Saved, but not shown to readers"), list(_failures()), order=10),
        Section("review", _("Waiting for your review"), list(_waiting(user)), order=20),
        _captions(user, at),
        _contradictions(user),
        Section("addresses", _("Addresses that lead nowhere"), *address_lines(user), order=45),
        Section("scheduled", _("Will be published by itself"), list(_scheduled(user)), order=50),
        Section("drafts", _("Your drafts"), list(_drafts(user)), order=60),
    ]
    added = [_from_hook(function(request)) for function in hooks.get_hooks("verkstad_todo_sections")]
    return sorted((one for one in (*own, *added) if one and one.lines), key=lambda one: one.order)


def _from_hook(given: Any) -> Section | None:
    if given is None:
        return None
    lines = [Line(one["words"], one["address"], "warning", beside=one.get("beside", "")) for one in given["lines"]]
    return Section(given["key"], given["heading"], lines, given.get("more"), given["order"])


def _failures() -> Iterator[Line]:
    progress = PublishingProgress.objects.filter(failure__isnull=False).first()
    if progress is None or progress.failure is None:
        return
    about = progress.failure
    kind, key = about.get("thing_kind"), about.get("thing_id")
    address = edit_address(kind, key) if kind in KINDS and key else reverse("wagtailadmin_home")
    words = _("The last change could not be published, and readers see the site as it was. Open it to see why.")
    yield Line(words, address, "error", beside=about.get("slug") or "")


def _waiting(user: Any) -> Iterator[Line]:
    for one in waiting_for(user):
        address = reverse("verkstad_versions:review", args=[one.thing.thing_kind, one.thing.pk])
        by = one.by.get_full_name() or one.by.get_username() if one.by else ""
        yield Line(str(one.thing), address, beside=", ".join(filter(None, (by, say_moment_day(one.at)))))


def _captions(user: Any, at: datetime) -> Section:
    lines, more = captions_lines(user, at=at, limits=captions_limits())
    return Section("captions", _("Recordings without captions"), lines, more, order=30)


def _contradictions(user: Any) -> Section:
    """Things with claims that contradict each other, the workshops first."""
    open_claims = open_claims_of(user)
    lines = [
        Line(words, edit_address(kind, key, place), "error")
        for kind, key, place, words in told_claims(open_claims.order_by("thing_kind", "thing_id", "field", "pk")[:60])
    ]
    total = open_claims.order_by().values("thing_id", "field").distinct().count()
    more = None
    if total > AT_MOST:
        said = ngettext("%(number)s contradiction in all", "%(number)s contradictions in all", total)
        more = (said % {"number": total}, reverse("verkstad_todo:claims"))
    return Section("claims", _("Sources contradict each other"), lines[:AT_MOST], more, order=40)


def open_claims_of(user: Any) -> QuerySet[Claim]:
    """Open claims about things that the user may change."""
    of_scope = in_scope(Event.objects.all(), user, "change").values("pk")
    return Claim.objects.filter(state="open", thing_kind="event", thing_id__in=of_scope)


def told_claims(claims: Iterable[Claim]) -> Iterator[tuple[str, UUID, str, str]]:
    """For each field of each thing with open claims: kind, id, field, and what the sources say, in one sentence."""
    rows = list(claims)
    events = Event.objects.filter(pk__in={row.thing_id for row in rows})
    titles = {event.pk: str(event) for event in events.only("pk", "slug", *TITLE)}
    grouped: dict[tuple[str, UUID, str], list[str]] = {}
    for row in rows:
        where = f"{row.source}:{row.line}" if row.line else row.source
        said = words_of(row.thing_kind, row.field, row.value) if row.value else "–"
        grouped.setdefault((row.thing_kind, row.thing_id, row.field), []).append(f"{said} ({where})")
    for (kind, key, place), said in grouped.items():
        values = {"title": titles.get(key, ""), "field": label_of(kind, place), "values": "; ".join(said)}
        yield kind, key, place, _("%(title)s, %(field)s: %(values)s") % values


def _scheduled(user: Any) -> Iterator[Line]:
    revisions = (
        Revision.objects.filter(approved_go_live_at__isnull=False)
        .order_by("approved_go_live_at", "pk")
        .values_list("content_type__model", "object_id", "object_str", "approved_go_live_at")[:AT_MOST]
    )
    rows = [(model, UUID(key), words, at) for model, key, words, at in revisions if model in KINDS]
    theirs = _changeable(user, [(model, key) for model, key, *_rest in rows])
    for model, key, words, at in rows:
        if key in theirs:
            yield Line(words, edit_address(model, key), "advice", beside=say_moment_day(at))


def _drafts(user: Any) -> Iterator[Line]:
    """What the user saved last and readers do not see, the latest first; one query for all kinds."""
    parts = [
        model.objects.with_drafts()
        .filter(latest_revision__user=user)
        .order_by()
        .annotate(
            of_kind=Value(kind, output_field=CharField()),
            words=F("latest_revision__object_str"),
            saved_at=F("latest_revision__created_at"),
        )
        .values_list("of_kind", "pk", "words", "saved_at")
        for kind, model in KINDS.items()
    ]
    found = parts[0].union(*parts[1:], all=True).order_by("-saved_at", "pk")[:AT_MOST]
    for kind, key, words, at in found:
        yield Line(words, edit_address(kind, key), "advice", beside=say_moment_day(at))


def _changeable(user: Any, things: Iterable[tuple[str, UUID]]) -> set[UUID]:
    by_kind: dict[str, set[UUID]] = {}
    for kind, key in things:
        by_kind.setdefault(kind, set()).add(key)
    return {
        key
        for kind, keys in by_kind.items()
        for key in in_scope(KINDS[kind].objects.filter(pk__in=keys), user, "change").values_list("pk", flat=True)
    }


@dataclass(frozen=True)
class Lack:
    """How many past workshops lack one thing; ``what`` is the word in the address of their list."""

    what: str
    number: int
    words: str

    @property
    def address(self) -> str:
        return reverse("verkstad_todo:lacking", args=[self.what])


def lacks(user: Any, *, at: datetime) -> list[Lack]:
    """What past workshops of the user's scope lack, one query; those that nothing lacks are left out."""
    counted = count_lacking(in_scope(Event.objects.all(), user, "change"), at=at, limits=captions_limits())
    return [Lack(what, number, say_lack(what, number)) for what, number in counted.items() if number]


def say_lack(what: str, number: int) -> str:
    """``4 210 past workshops have no slides``, with the number as the language writes it."""
    said = {
        "sign-of-it": ngettext(
            "%(number)s past workshop has nothing that shows it was held",
            "%(number)s past workshops have nothing that shows they were held",
            number,
        ),
        "recording": ngettext(
            "Of %(number)s past workshop nobody has said whether it was recorded",
            "Of %(number)s past workshops nobody has said whether they were recorded",
            number,
        ),
        "late-recording": ngettext(
            "%(number)s past workshop has a recording that is late",
            "%(number)s past workshops have a recording that is late",
            number,
        ),
        "recording-address": ngettext(
            "%(number)s past workshop has a recording without an address",
            "%(number)s past workshops have a recording without an address",
            number,
        ),
        "captions": ngettext(
            "%(number)s past workshop has a recording without captions",
            "%(number)s past workshops have a recording without captions",
            number,
        ),
        "slides": ngettext(
            "%(number)s past workshop has no slides", "%(number)s past workshops have no slides", number
        ),
        "material-address": ngettext(
            "%(number)s past workshop has material without a file or an address",
            "%(number)s past workshops have material without a file or an address",
            number,
        ),
        "licence": ngettext(
            "%(number)s past workshop has material without a licence",
            "%(number)s past workshops have material without a licence",
            number,
        ),
        "summary": ngettext(
            "%(number)s past workshop has no summary", "%(number)s past workshops have no summary", number
        ),
        "approval": ngettext(
            "%(number)s past workshop has a summary that nobody has approved",
            "%(number)s past workshops have a summary that nobody has approved",
            number,
        ),
    }[what]
    return said % {"number": format_decimal(number, locale=language_here())}
