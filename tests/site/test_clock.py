# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2

from __future__ import annotations

import errno
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta

import pytest
from wagtail.admin.models import FormState

from tests.factories import make_event, make_recording, make_series, make_user
from verkstad.archive.actions.events import cancel_event
from verkstad.archive.actions.progress import progress_of
from verkstad.archive.actions.publishing import save_draft
from verkstad.archive.actions.scheduling import schedule
from verkstad.archive.journal import note_changes
from verkstad.archive.models import Job, Upload
from verkstad.edition.publish import release, rollback
from verkstad.edition.store import Reader, current_number
from verkstad.participation.actions import receive_message
from verkstad.participation.models import Message
from verkstad.site import clock
from verkstad.site.clock import Ticking
from verkstad.site.settings_table import read_settings

pytestmark = pytest.mark.django_db


@pytest.fixture
def ticking(home):
    event = make_event(series=make_series())
    note_changes([(event.thing_kind, event.pk), ("series", event.series_id)])
    made = Ticking(read_settings(), threading.Event())
    made.event = event
    return made


def number(ticking) -> int | None:
    return current_number(ticking.settings.editions)


def cancel(ticking) -> None:
    cancel_event(ticking.event, note=None, by=None, at=datetime.now(UTC))


def test_first_look_makes_the_first_edition_and_the_next_leaves_it(ticking):
    ticking.look()
    first = number(ticking)
    assert first is not None

    for _ in range(3):
        ticking.look()
    assert number(ticking) == first


def test_change_in_the_archive_is_published_at_the_next_look(ticking):
    ticking.look()
    before = number(ticking)

    cancel(ticking)
    ticking.look()

    assert number(ticking) > before


def test_files_of_the_whole_archive_follow_when_it_is_quiet(ticking, monkeypatch):
    monkeypatch.setattr("verkstad.edition.units.LATE_ROWS", 0)  # as if the archive were large
    ticking.look()
    cancel(ticking)
    ticking.look()
    before = number(ticking)
    assert ticking.late_since is not None

    ticking.look()
    assert number(ticking) == before
    monkeypatch.setattr(clock, "QUIET_BEFORE_LATE", -1)
    ticking.look()

    assert number(ticking) > before
    assert ticking.late_since is None
    reader = Reader(ticking.settings.editions)
    reader.refresh()
    assert b"CANCELLED" in reader.read(reader.find("/events.ics"))


def test_nothing_is_published_while_an_earlier_edition_is_chosen(ticking):
    ticking.look()
    cancel(ticking)
    ticking.look()
    newest = number(ticking)
    chosen = rollback(ticking.settings.editions)

    note_changes([(ticking.event.thing_kind, ticking.event.pk)])
    ticking.look()
    assert number(ticking) == chosen

    release(ticking.settings.editions)
    ticking.look()
    assert number(ticking) >= newest


def test_moment_at_which_time_changes_a_page_is_kept(ticking):
    ticking.look()
    ticking.look()  # the reader takes up what the look before made
    assert not ticking.is_time()

    ticking.reader.root = ticking.reader.root._replace(next_moment=datetime.now(UTC) - timedelta(seconds=1))
    assert ticking.is_time()
    ticking.reader.root = ticking.reader.root._replace(next_moment=None)
    assert not ticking.is_time()


def test_full_disk_is_said_once_and_tried_again_later(ticking, monkeypatch, caplog):
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr("verkstad.site.publishing.publish", full)
        for look in (ticking.look, lambda: ticking.publish(0)):
            with pytest.raises(OSError, match="No space") as caught:
                look()
            ticking.fail(caught.value)
        ticking.look()  # it rests
    assert [record.message for record in caplog.records if "full" in record.message] == [caplog.records[0].message]
    assert number(ticking) is None

    monkeypatch.setattr(clock, "REST_AFTER_FAILURE", -1)
    ticking.look()
    assert number(ticking) is not None


def test_edition_of_an_earlier_format_is_made_anew(ticking):
    ticking.look()
    root = (ticking.settings.editions / "current").resolve()
    root.write_text(root.read_text().replace("verkstad-edition/", "verkstad-edition/0"))
    cancel(ticking)

    ticking.look()

    reader = Reader(ticking.settings.editions)
    reader.refresh()
    assert reader.find("/events/") is not None


def test_processes_that_a_build_forks_can_be_stopped():
    script = """
import multiprocessing, os, signal, threading, time
fork = multiprocessing.get_context("fork")
runs = fork.Event()
def work():
    runs.set()
    time.sleep(60)
from verkstad.site.clock import stop_on_signals
stopping = threading.Event()
stop_on_signals(stopping)
forked = fork.Process(target=work)
forked.start()
assert runs.wait(30)
forked.terminate()
forked.join(30)
assert forked.exitcode == -signal.SIGTERM, forked.exitcode
assert not stopping.is_set()
os.kill(os.getpid(), signal.SIGTERM)
assert stopping.wait(30)
"""
    subprocess.run([sys.executable, "-c", script], timeout=120, check=True)


def test_messages_are_deleted_when_their_time_is_over(ticking):
    receive_message(
        kind="contact",
        text="x",
        about="",
        name="",
        email="",
        language="sv",
        keep_days=1,
        at=datetime.now(UTC) - timedelta(days=2),
    )

    ticking.tidy()

    assert not Message.objects.exists()


def test_uploads_that_nobody_continued_are_forgotten(ticking):
    long_ago = datetime.now(UTC) - timedelta(days=8)
    Upload.objects.create(
        owner=make_user(), purpose="material", thing_id=ticking.event.pk, name="tal.mp4", size_bytes=9,
        started_at=long_ago, touched_at=long_ago,
    )  # fmt: skip

    ticking.tidy()

    assert not Upload.objects.exists()


def test_what_was_previewed_and_not_saved_is_forgotten_after_a_day(ticking):
    fresh = make_event()
    for event, age in ((ticking.event, timedelta(hours=25)), (fresh, timedelta(hours=1))):
        FormState.objects.update_or_create_by_instance(
            instance=event, user=make_user(), defaults={"data": "a=b", "last_updated_at": datetime.now(UTC) - age}
        )

    ticking.tidy()

    assert [state.object_id for state in FormState.objects.all()] == [str(fresh.pk)]


def test_messages_are_seen_to_while_publishing_fails_and_their_faults_do_not_stop_it(ticking, monkeypatch, caplog):
    def fail(*_: object, **__: object) -> None:
        ticking.stopping.set()
        raise ValueError("odd")

    monkeypatch.setattr(clock, "LOOK_EVERY", 0)
    monkeypatch.setattr("verkstad.site.publishing.publish", fail)
    monkeypatch.setattr("verkstad.participation.actions.delete_old_messages", fail)
    monkeypatch.setattr("django.db.connections.close_all", lambda: None)

    ticking.run()

    assert [record.message for record in caplog.records if record.name == "verkstad.clock"] == [
        "not published: ValueError: odd",
        "messages were not seen to: ValueError: odd",
    ]
    monkeypatch.undo()
    ticking.failed_at = None
    monkeypatch.setattr("verkstad.participation.actions.delete_old_messages", fail)
    ticking.tidy()
    assert ticking.failed_at is None


def test_what_is_due_is_published_by_the_next_look(ticking):
    ticking.look()
    event, at = ticking.event, datetime.now(UTC)
    save_draft(event, {"venue": "Sal vid bestämd tid"}, by=None, at=at)
    schedule(event, go_live_at=at + timedelta(milliseconds=1), expire_at=None, by=None, at=at)
    ticking.asked_due_at = float("-inf")

    ticking.look()

    reader = Reader(ticking.settings.editions)
    reader.refresh()
    assert "Sal vid bestämd tid" in reader.read(reader.find(f"/event/{event.slug}/")).decode()


def test_editors_who_wait_are_told_how_far_publishing_has_come(ticking, monkeypatch):
    def progress() -> str:
        return progress_of(type(ticking.event).objects.get(pk=ticking.event.pk), at=datetime.now(UTC)).key

    ticking.look()
    assert progress() == "shown"
    cancel(ticking)
    assert progress() == "under_way"

    def fail(*_: object, **__: object) -> None:
        raise ValueError("odd")

    with monkeypatch.context() as broken:
        broken.setattr("verkstad.site.publishing.publish", fail)
        with pytest.raises(ValueError, match="odd") as caught:
            ticking.look()
        ticking.fail(caught.value)
    assert progress() == "failed"

    monkeypatch.setattr(clock, "REST_AFTER_FAILURE", -1)
    ticking.look()
    assert progress() == "shown"

    cancelled = number(ticking)
    rollback(ticking.settings.editions, to=cancelled)
    note_changes([(ticking.event.thing_kind, ticking.event.pk)])
    ticking.look()
    assert progress() == "on_hold"
    release(ticking.settings.editions)
    ticking.look()
    assert progress() == "shown"


def test_editors_are_mailed_about_captions_where_there_is_a_mail_server(ticking, mailoutbox, monkeypatch):
    make_user(role="editor")
    make_recording(
        ticking.event,
        places=[{"service": "YouTube", "url": "https://youtu.be/x"}],
        published_date=datetime.now(UTC).date() - timedelta(days=8),
    )

    ticking.tidy()
    assert mailoutbox == []

    monkeypatch.setitem(ticking.settings._values, "VERKSTAD_MAIL_URL", "smtp://mail.example.se")
    for _ in range(2):
        ticking.tidy()
    assert len(mailoutbox) == 1


def test_addresses_elsewhere_are_asked_for_unless_only_this_machine_reads_the_site(ticking, monkeypatch):
    ticking.tidy()
    assert not Job.objects.exists()

    monkeypatch.setitem(ticking.settings._values, "VERKSTAD_BASE_URL", "https://workshops.example.se")
    monkeypatch.setitem(ticking.settings._values, "VERKSTAD_LINK_CHECK", False)
    ticking.tidy()
    assert not Job.objects.exists()

    monkeypatch.setitem(ticking.settings._values, "VERKSTAD_LINK_CHECK", True)
    ticking.tidy()
    assert [job.kind for job in Job.objects.all()] == ["links"]
