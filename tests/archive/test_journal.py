# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
import threading
from uuid import UUID

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from verkstad.archive.actions.changing import change_published
from verkstad.archive.journal import archive_id, changed_after, newest_serial, note_changes
from verkstad.archive.models import ArchiveIdentity, ChangedThing
from verkstad.archive.signals import archive_changed
from verkstad.archive.snapshot import snapshot


@pytest.mark.django_db
def test_changed_after_tells_each_change_once_and_in_order():
    first, second = sorted([make.new_id(), make.new_id()])
    assert changed_after(0) == ([], 0)

    note_changes([("event", second), ("person", first)])
    changes, serial = changed_after(0)
    note_changes([("person", first)])

    assert changes == [("person", first), ("event", second)]
    assert changed_after(serial) == ([("person", first)], newest_serial())
    assert changed_after(newest_serial()) == ([], newest_serial())
    assert ChangedThing.objects.count() == 2


@pytest.mark.django_db
def test_serial_never_falls_back_when_the_newest_is_noted_anew():
    one = make.new_id()
    note_changes([("event", one)])
    before = newest_serial()

    note_changes([("event", one)])

    assert newest_serial() > before


@pytest.mark.django_db(transaction=True)
def test_change_is_not_noted_outside_a_transaction():
    with pytest.raises(transaction.TransactionManagementError):
        note_changes([("event", make.new_id())])


@pytest.mark.django_db
def test_listeners_are_told_after_commit_and_one_that_fails_stops_nothing(django_capture_on_commit_callbacks, caplog):
    told = []

    def fail(**_kwargs):
        raise RuntimeError("a listener is broken")

    def listen(changes, serial, **_kwargs):
        told.append((changes, serial))

    archive_changed.connect(fail)
    archive_changed.connect(listen)
    try:
        event = make.make_event()
        with django_capture_on_commit_callbacks(execute=True):
            change_published(event, {"venue": "Sal 1"}, by=None, at=make.NOON)
            assert told == []
    finally:
        archive_changed.disconnect(listen)
        archive_changed.disconnect(fail)

    assert told == [([("event", event.pk)], newest_serial())]
    assert "a listener is broken" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_reader_never_misses_a_change_that_commits_late():
    slow, quick = make.new_id(), make.new_id()
    noted, may_commit = threading.Event(), threading.Event()

    def write_slowly():
        with transaction.atomic():
            note_changes([("event", slow)])
            noted.set()
            may_commit.wait(10)
        connection.close()

    def write_quickly():
        with transaction.atomic():
            note_changes([("event", quick)])
        connection.close()

    writers = [threading.Thread(target=write_slowly), threading.Thread(target=write_quickly)]
    writers[0].start()
    assert noted.wait(10)
    writers[1].start()
    writers[1].join(0.3)
    seen, serial = changed_after(0)
    may_commit.set()
    for writer in writers:
        writer.join(10)
    seen += changed_after(serial)[0]

    assert sorted(seen) == sorted([("event", slow), ("event", quick)])


@pytest.mark.django_db
def test_archive_id_lasts_and_follows_the_database():
    first = archive_id()

    assert archive_id() == first
    assert UUID(first).version == 4

    ArchiveIdentity.objects.all().delete()  # as in another database
    assert archive_id() != first
    assert ArchiveIdentity.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_emptied_database_is_another_and_can_be_read_at_once():
    first = archive_id()

    call_command("flush", interactive=False, verbosity=0)

    with snapshot(), CaptureQueriesContext(connection) as queries:
        assert archive_id() != first
    assert len(queries) == 1


@pytest.mark.django_db(transaction=True)
def test_archive_id_can_be_migrated_away_and_back():
    try:
        call_command("migrate", "archive", "0001", verbosity=0)
        assert ArchiveIdentity._meta.db_table not in connection.introspection.table_names()
    finally:
        call_command("migrate", "archive", verbosity=0)

    assert ArchiveIdentity.objects.count() == 1
