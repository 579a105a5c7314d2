# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Entries, places and blobs of an edition on disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from verkstad.edition import store
from verkstad.edition.store import EditionDamaged, Entry, Reader, Writer, place_of, sync_all, write_new

ENTRY = Entry("a" * 64, 10, None, 4, 200, "page", "text/html; charset=utf-8", "home", "/å/")


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/", "home"),
        ("/en/", "home"),
        ("/event/a/", "event/a"),
        ("/en/event/a/", "event/a"),
        ("/event/a.ics", "event/a"),
        ("/share/a.png", "event/a"),
        ("/events/2024/05/", "events/2024"),
        ("/events.ics", "events"),
        ("/sitemap.xml", "sitemap"),
        ("//../etc/passwd", ""),
        ("/../../etc/passwd", "../"),
    ],
)
def test_place_of_keeps_all_forms_of_a_thing_together(path: str, place: str) -> None:
    assert place_of(path) == place or not place.strip("./")


@pytest.mark.parametrize("entry", [ENTRY, ENTRY._replace(gzip_size=5, status=301, location="/b/")])
def test_entry_survives_its_line(entry: Entry) -> None:
    assert Entry.from_line(entry.line()) == entry


def test_reader_reads_each_form_of_each_file_in_a_blob(tmp_path: Path) -> None:
    blob = Writer(tmp_path).put(b"another" + b"plain bytes" + b"gz" + b"brotli")
    entry = ENTRY._replace(size=11, gzip_size=2, br_size=6, blob=blob, offset=7)
    reader = Reader(tmp_path)

    forms = [reader.read(entry), reader.read(entry, "gzip"), reader.read(entry, "br")]

    assert forms == [b"plain bytes", b"gz", b"brotli"]


def test_reader_says_which_content_is_cut_short(tmp_path: Path) -> None:
    blob = Writer(tmp_path).put(b"plain")

    with pytest.raises(EditionDamaged, match=r"/å/.*cut short"):
        Reader(tmp_path).read(ENTRY._replace(blob=blob, size=50, br_size=None))


def test_write_new_mends_what_a_killed_write_left(tmp_path: Path) -> None:
    (tmp_path / "blob").write_bytes(b"half")

    write_new(tmp_path / "blob", b"half and half")

    assert (tmp_path / "blob").read_bytes() == b"half and half"


def test_everything_is_brought_to_the_disk_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "blob").write_bytes(b"plain")

    sync_all(tmp_path)

    with pytest.raises(FileNotFoundError):
        sync_all(tmp_path / "nowhere")


def test_where_the_system_syncs_all_disks_or_none_all_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced = []
    monkeypatch.setattr(store.ctypes, "CDLL", lambda *_, **__: object())
    monkeypatch.setattr(store.os, "sync", lambda: synced.append("all"))

    sync_all(tmp_path)

    assert synced == ["all"]
