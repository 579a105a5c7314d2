# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The process that reads a document: what it is held to, and what becomes of it when it hangs, swells or falls."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.utils import translation

from tests.conftest import optional
from tests.intake.documents import pdf_files
from verkstad.intake.documents.apart import read_apart, remove_left_behind
from verkstad.intake.documents.refused import SENTENCES, DocumentRefused
from verkstad.intake.documents.values import MB, Limits
from verkstad.intake.files import FileRefused

ON_AND_ON = b"0 0 m 612 792 l S\n" * 400_000
"""Takes a minute to draw."""


@pytest.fixture
def slides(tmp_path: Path) -> Path:
    return pdf_files.slides(tmp_path / "kept-under-its-sum", [(f"Sida {'abcdef'[n]}", ["text"]) for n in range(6)])


@pytest.fixture
def into(tmp_path: Path) -> Path:
    return tmp_path / "pages" / "into"


def nothing_is_left(into: Path) -> bool:
    return not into.exists() and not list(into.parent.glob("*")) and not list(into.parent.glob(".*"))


def children_of(pid: int) -> list[int]:
    if not Path("/proc/self").exists():
        optional("/proc", "processes are not looked at (Linux has it)")
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def test_document_is_read_apart_with_progress_and_pictures(slides, into):
    told: list[tuple[int, int]] = []

    reading = read_apart(slides, name="bilder.pdf", into=into, progress=lambda done, count: told.append((done, count)))

    assert [page.title for page in reading.pages.pages] == [f"Sida {each}" for each in "abcdef"]
    assert sorted(file.name for file in into.iterdir()) == sorted(
        f"{number:04}-{width}.webp" for number in range(1, 7) for width in (480, 1280)
    )
    assert set(told) >= {(done, 6) for done in range(7)}
    assert [each.name for each in into.parent.iterdir()] == ["into"]


def test_folder_with_something_in_it_is_left_alone(slides, into):
    into.mkdir(parents=True)
    (into / "mine.txt").write_text("mine")

    with pytest.raises(FileExistsError):
        read_apart(slides, into=into)
    assert [file.name for file in into.iterdir()] == ["mine.txt"]


def test_pictures_are_made_only_when_they_have_a_place(slides):
    assert not read_apart(slides, into=None).pages.has_pictures


def test_refusal_names_the_file_in_both_languages(tmp_path, into):
    path = pdf_files.slides(tmp_path / "5f3c", [("Hemligt", [])], password=("lösen", "ägare"))

    with pytest.raises(DocumentRefused) as refused:
        read_apart(path, name="bilder.pdf", into=into)

    assert refused.value.message() == "“bilder.pdf” is locked with a password. Save it without one and send that."
    with translation.override("sv"):
        assert refused.value.message() == "”bilder.pdf” är låst med lösenord. Spara den utan och skicka den nya filen."
    assert nothing_is_left(into)


def test_every_refusal_is_a_sentence_about_the_file():
    numbers = {"count": 3, "at_most": 2, "minutes": 1}
    for language in ("en", "sv"):
        with translation.override(language):
            for code in SENTENCES:
                assert "a.pdf" in DocumentRefused("a.pdf", code, **numbers).message()


def test_reading_that_takes_too_long_is_stopped(tmp_path, into):
    path = pdf_files.one_page(tmp_path / "a.pdf", ON_AND_ON)

    with pytest.raises(DocumentRefused, match="took longer than"):
        read_apart(path, into=into, limits=Limits(seconds=0.5))
    assert nothing_is_left(into)


def test_processor_time_is_limited(tmp_path, into):
    path = pdf_files.one_page(tmp_path / "a.pdf", ON_AND_ON)

    with pytest.raises(DocumentRefused) as refused:
        read_apart(path, into=into, limits=Limits(processor_seconds=1, processes=0))
    assert refused.value.code == "too_slow"
    assert nothing_is_left(into)


def test_memory_is_limited(tmp_path, into):
    path = tmp_path / "a.txt"
    path.write_text("Ord på ord på ord. " * 500_000)

    with pytest.raises(DocumentRefused) as refused:
        read_apart(path, into=into, limits=Limits(memory=20 * MB))
    assert refused.value.code == "too_much_memory"
    assert nothing_is_left(into)


def test_page_that_hangs_is_left_out_and_the_others_are_read(tmp_path, into):
    path = pdf_files.raw(
        tmp_path / "a.pdf",
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[4 0 R 3 0 R]/Count 2>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 5 0 R/Resources<</Font<</F1 7 0 R>>>>>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 6 0 R/Resources<</Font<</F1 7 0 R>>>>>>",
        pdf_files.stream(b"BT /F1 24 Tf 72 700 Td (Rubrik) Tj ET"),
        pdf_files.stream(b"BT /F1 24 Tf 72 700 Td (Seg) Tj ET " + ON_AND_ON),
        pdf_files.FONT,
    )

    reading = read_apart(path, into=into, limits=Limits(page_seconds=3))

    assert reading.pages.pages[1].title == "Rubrik"
    assert [page.has_picture for page in reading.pages.pages] == [False, True]
    assert sorted(file.name for file in into.iterdir()) == ["0002-1280.webp", "0002-480.webp"]


def test_page_whose_process_falls_is_read_by_another(slides, into):
    killed: list[int] = []

    def kill_one(done: int, count: int) -> None:
        if not killed and (workers := [each for child in children_of(os.getpid()) for each in children_of(child)]):
            os.kill(workers[0], signal.SIGKILL)
            killed.append(workers[0])

    reading = read_apart(slides, into=into, progress=kill_one)

    assert killed
    assert [page.title for page in reading.pages.pages] == [f"Sida {each}" for each in "abcdef"]
    assert all(page.has_picture for page in reading.pages.pages)


@pytest.mark.parametrize(("signal_number", "code"), [(signal.SIGKILL, "too_much_memory"), (signal.SIGSEGV, "crashed")])
def test_process_that_falls_is_told_and_takes_all_with_it(slides, into, signal_number, code):
    def kill(done: int, count: int) -> None:
        for child in children_of(os.getpid()):
            os.kill(child, signal_number)

    with pytest.raises(DocumentRefused) as refused:
        read_apart(slides, into=into, progress=kill)

    assert refused.value.code == code
    assert nothing_is_left(into)
    assert children_of(os.getpid()) == []


def test_what_the_progress_raises_stops_the_reading(slides, into):
    def stop(done: int, count: int) -> None:
        raise InterruptedError("the job was taken back")

    with pytest.raises(InterruptedError):
        read_apart(slides, into=into, progress=stop)
    assert nothing_is_left(into)


def test_full_disk_is_not_the_documents_fault(slides, into):
    with pytest.raises(OSError, match=os.strerror(errno.EFBIG)) as full:
        read_apart(slides, into=into, limits=Limits(file_bytes=1_000))
    assert not isinstance(full.value, FileRefused)
    assert nothing_is_left(into)


def test_child_has_none_of_our_secrets(slides, into, monkeypatch):
    monkeypatch.setenv("VERKSTAD_SECRET", "hemligt")
    seen: list[bytes] = []

    def look(done: int, count: int) -> None:
        seen.extend(Path(f"/proc/{child}/environ").read_bytes() for child in children_of(os.getpid()))

    read_apart(slides, into=into, progress=look)

    assert {each.partition(b"=")[0] for each in seen[0].split(b"\0") if each} == {
        b"PATH",
        b"LC_ALL",
        b"HOME",
        b"TMPDIR",
    }


def test_process_that_left_the_network_reaches_nobody():
    """Not every system lets a process leave; where it does, not even this machine answers it."""
    code = """
import socket
from verkstad.intake.apart.own_process import leave_network
listening = socket.create_server(("127.0.0.1", 0))
if leave_network():
    try:
        socket.create_connection(listening.getsockname(), timeout=1)
    except OSError:
        print("alone")
else:
    print("not let")
"""

    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()

    assert said in {"alone", "not let"}


def test_file_that_is_no_document_is_refused(tmp_path, into):
    path = tmp_path / "a"
    path.write_bytes(b"WEBVTT\n\n00:00.000 --> 00:02.000\nHej\n")

    with pytest.raises(DocumentRefused, match="is not a document that has pages"):
        read_apart(path, name="a.vtt", into=into)


def test_what_a_killed_caller_left_is_removed_after_a_day(tmp_path):
    left, fresh, other = (tmp_path / name for name in (".reading-old", ".reading-new", "0001"))
    for folder in (left, fresh, other):
        folder.mkdir()
    now = time.time()
    for folder in (left, other):
        os.utime(folder, (now - 90_000, now - 90_000))

    assert remove_left_behind(tmp_path, now=now) == 1
    assert sorted(each.name for each in tmp_path.iterdir()) == [".reading-new", "0001"]
