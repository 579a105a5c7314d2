# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every page of the editors' desk over a large archive in SQLite: how long each takes, and how many queries it asks.

    python -m bench.desk [--events 10000] [--home FOLDER] [--only WORDS] [--turns 5] [--as editor] [--json]

The pages are found by walking the addresses: those without anything in them, and those of one thing, asked for the thing that has
most. With ``--home`` the archive is kept there, and loaded only the first time. A page is asked for in this process, so what is
measured is the server's own work, without the network; on a machine with other work, its processor time is the truer figure. At
most: 300 ms, and as many queries at 10,000 events as at 50.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from bench.generate import generate

AT_MOST_MS = 300.0
DRAFTS = 40
"""Events that are coming get a draft, as at a desk in use."""
LINES = 1500
"""Of the captions of one recording: an hour and a half of speech."""


class Page(NamedTuple):
    name: str
    address: str


def load(events: int) -> None:
    """Bring a generated archive into the empty database of this process."""
    from verkstad.intake.save import save_dossier
    from verkstad.records import dossier

    kinds = {"series": dossier.SeriesEntry, "organisations": dossier.OrganisationEntry, "people": dossier.PersonEntry, "topics": dossier.TopicEntry, "events": dossier.EventFile}  # fmt: skip
    records = generate(events)
    held = {
        name: tuple(entry.model_validate(thing.model_dump()) for thing in getattr(records, name))
        for name, entry in kinds.items()
    }
    save_dossier(dossier.Dossier(**held), at=datetime.now(UTC))


def people_at_the_desk() -> None:
    """An administrator, and an editor of one organisation's workshops; drafts, planning lists and claims as editors leave them."""
    from django.contrib.auth import get_user_model

    from verkstad.archive.actions.captions import put_captions
    from verkstad.archive.actions.planning import StepContent, add_step
    from verkstad.archive.actions.publishing import save_draft
    from verkstad.archive.models import Claim, Event, Grant, Organiser, Recording

    now = datetime.now(UTC)
    user = get_user_model().objects.create_superuser("administrator", "administrator@example.org")
    editor = get_user_model().objects.create_user("editor", "editor@example.org")
    organisation = Organiser.objects.order_by("pk").values_list("organisation", flat=True)[0]
    Grant.objects.create(user=editor, role="editor", organisation_id=organisation, given_at=now)
    for turn, event in enumerate(Event.objects.order_by("-start_date", "pk")[:DRAFTS]):
        save_draft(event, {"venue": f"Sal {turn}"}, by=user, at=now)
        for days in (-28, -14, -7, 1, 7):
            add_step(event, StepContent(f"Steg {days}", days, "Anna"), by=None, at=now)
    for event in Event.objects.order_by("slug")[:200]:
        for value in ("2020-01-01", "2020-01-02"):
            Claim.objects.create(
                thing_kind="event",
                thing_id=event.pk,
                field="start_date",
                value=value,
                source="sidan",
                state="open",
            )
    put_captions(Recording.objects.order_by("pk")[0], "sv", _lines(), state="machine", origin="base", by=user, at=now)


def _lines() -> Iterator[dict[str, Any]]:
    """As a machine hears them, with a word in ten lines that it was unsure of."""
    for number in range(LINES):
        words = f"Det här är rad {number} av det som sades, så lång som en rad brukar vara."
        unsure = {"unsure": [[8, 10]]} if number % 10 == 0 else {}
        yield {"start": number * 3.6, "end": number * 3.6 + 3.4, "text": words, "heard": words, "speaker": f"Talare {number % 4}", **unsure}  # fmt: skip


def pages() -> Iterator[Page]:
    """The addresses below /edit/ that a browser may open: without anything in them, or with the id of one thing."""
    from django.urls import get_resolver

    keys = _things()
    for name, pattern in _walk(get_resolver(), ""):
        if not pattern.startswith("edit/") or any(part in pattern for part in ("logout", "static/", "media/")):
            continue
        if "failwhale" in pattern:
            continue
        fillings = [pattern] if "<" not in pattern else list(_filled(pattern, name, keys))
        for address in fillings:
            if "<" not in address and "(" not in address:
                yield Page(name, f"/{address}")
    yield from _of_captions()


def _of_captions() -> Iterator[Page]:
    """The captions of a recording, and the editor of one track, whose address names two things."""
    from verkstad.archive.models import CaptionTrack

    track = CaptionTrack.objects.order_by("pk")[0]
    address = f"/edit/recordings/{track.recording_id}/captions/"
    yield Page("verkstad_captions:list", address)
    yield Page("verkstad_captions:track", f"{address}{track.pk}/")


def _walk(resolver: Any, before: str) -> Iterator[tuple[str, str]]:
    from django.urls import URLPattern
    from django.urls.resolvers import RoutePattern

    for one in resolver.url_patterns:
        if not isinstance(one.pattern, RoutePattern):
            continue
        address = before + str(one.pattern)
        if isinstance(one, URLPattern):
            yield one.name or address, address
        else:
            yield from ((f"{one.namespace}:{name}" if one.namespace else name, inner) for name, inner in _walk(one, address))  # fmt: skip


def _things() -> dict[str, str]:
    """Of each kind the id of the one that most belongs to, by the word for the kind."""
    from django.db.models import Count

    from verkstad.archive.models import Event, Material, Organisation, Person, Recording, Series, Topic

    def most(model: Any, *names: str) -> str:
        rows = model.objects.annotate(**{f"count_{name}": Count(name, distinct=True) for name in names})
        return str(rows.order_by(*(f"-count_{name}" for name in names), "pk").values_list("pk", flat=True)[0])

    return {
        "event": most(Event, "appearances", "agenda"),
        "series": most(Series),
        "person": most(Person, "appearances"),
        "organisation": most(Organisation, "appearances"),
        "topic": most(Topic, "event_links"),
        "material": most(Material),
        "recording": most(Recording),
    }


def _filled(pattern: str, name: str, keys: dict[str, str]) -> Iterator[str]:
    """The address with the id of a thing of the kind that the name or the address tells; nothing when it asks for more."""
    if pattern.count("<") != 1:
        return
    head, _, rest = pattern.partition("<")
    inside, _, tail = rest.partition(">")
    if inside.partition(":")[0] == "int":
        return
    words = f"{name} {head}"
    for kind, key in keys.items():
        if f"archive_{kind}:" in words or f"/{kind}/" in words or inside.endswith(kind):
            yield f"{head}{key}{tail}"
            return


def measure(page: Page, client: Any, turns: int) -> dict[str, Any] | None:
    """The figures of one page; None for what is not a page: closed, gone, or leading elsewhere."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    # What is made once, at the first request, is not what an editor waits for.
    if client.get(page.address).status_code != 200:
        return None
    with CaptureQueriesContext(connection) as asked:
        response = client.get(page.address)
    queries = len(asked)  # now: the next request forgets them
    taken, worked = [], []
    for _turn in range(turns):
        started, began = time.perf_counter(), time.process_time()
        response = client.get(page.address)
        if hasattr(response, "render") and not response.is_rendered:
            response.render()
        body = response.getvalue() if response.streaming else response.content
        taken.append((time.perf_counter() - started) * 1000)
        worked.append((time.process_time() - began) * 1000)
    return {
        "page": page.name,
        "address": page.address,
        "ms": round(statistics.median(taken), 1),
        "processor_ms": round(statistics.median(worked), 1),
        "queries": queries,
        "bytes": len(body),
    }


def run(events: int, *, home: Path, only: str, turns: int, user: str) -> list[dict[str, Any]]:
    os.environ["VERKSTAD_HOME"] = str(home)
    os.environ.setdefault("VERKSTAD_BASE_URL", "http://127.0.0.1:8000")
    from verkstad.site.settings_table import read_settings
    from verkstad.site.starting import has_no_database, migrate, start_django

    start_django()
    is_new = has_no_database()
    migrate(read_settings())
    if is_new:
        print(f"  loading {events:,} events", file=sys.stderr)
        load(events)
        people_at_the_desk()
    from django.contrib.auth import get_user_model
    from django.test import Client

    client = Client(HTTP_HOST="127.0.0.1:8000")
    client.force_login(get_user_model().objects.get(username=user))
    _accept_policy(user)
    logging.getLogger("django.request").setLevel(logging.ERROR)  # that an address is closed is no news here
    return [
        found
        for page in pages()
        if only in page.name or only in page.address
        if (found := measure(page, client, turns)) is not None
    ]


def _accept_policy(user: str) -> None:
    from django.contrib.auth import get_user_model

    from verkstad.archive.models import PolicyAcceptance
    from verkstad.archive.rules.policy import POLICY_VERSION

    member = get_user_model().objects.get(username=user)
    PolicyAcceptance.objects.get_or_create(
        user=member, version=POLICY_VERSION, defaults={"accepted_at": datetime.now(UTC) - timedelta(days=1)}
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--events", type=int, default=10_000)
    parser.add_argument("--home", type=Path, help="keep the archive here, and load it only the first time")
    parser.add_argument("--only", default="", help="pages with these words in their name or address")
    parser.add_argument("--turns", type=int, default=5)
    parser.add_argument("--as", dest="user", default="administrator", choices=["administrator", "editor"])
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    home = asked.home or Path(tempfile.mkdtemp(prefix="verkstad-bench-desk-"))
    try:
        found = run(asked.events, home=home, only=asked.only, turns=asked.turns, user=asked.user)
    finally:
        if asked.home is None:
            shutil.rmtree(home, ignore_errors=True)
    found.sort(key=lambda one: -one["ms"])
    if asked.json:
        print(json.dumps(found))
        return
    for one in found:
        mark = "!" if one["ms"] > AT_MOST_MS else " "
        print(
            f"{mark}{one['ms']:8.1f} ms {one['processor_ms']:8.1f} of the processor {one['queries']:4} queries {one['bytes'] / 1000:8.1f} kB  {one['address']}"
        )


if __name__ == "__main__":
    main()
