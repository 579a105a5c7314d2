# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a cut may be: in order, within the recording, and with something left; told by field, and held by the archive."""

from __future__ import annotations

import pytest

from tests import factories as make
from tests.factories import NOON
from verkstad.archive.actions.publishing import save_draft
from verkstad.archive.actions.reading_files import ask_to_cut, ask_to_read
from verkstad.archive.actions.work import claim, finish
from verkstad.archive.choices import JobKind
from verkstad.archive.errors import ContentRefused
from verkstad.archive.models import Job, Recording
from verkstad.archive.rules.cutting import problems_of_cut
from verkstad.archive.standing import of_documents, of_recording


def stretches(*pairs):
    return [{"start": start, "end": end} for start, end in pairs]


@pytest.mark.parametrize(
    ("cut", "fields"),
    [
        ({}, []),
        ({"in_seconds": 5, "out_seconds": 10, "left_out": stretches((6, 7), (6, 8))}, []),
        ({"in_seconds": 5, "out_seconds": 5}, ["out_seconds"]),
        ({"out_seconds": 0}, ["out_seconds"]),
        ({"in_seconds": 60}, ["in_seconds"]),
        ({"left_out": stretches((3, 3))}, ["left_out"]),
        ({"left_out": stretches((61, 62))}, ["left_out"]),
        ({"left_out": stretches((30, 90), (0, 30))}, ["left_out"]),
        ({"in_seconds": 10, "out_seconds": 20, "left_out": stretches((5, 25))}, ["left_out"]),
        ({"left_out": stretches((0, 59.9))}, []),
        ({"left_out": stretches(*[(1, 2)] * 501)}, ["left_out"]),
    ],
)
def test_a_cut_is_in_order_within_the_recording_and_leaves_something(cut, fields):
    assert [problem.field for problem in problems_of_cut(cut, length=60)] == fields


def test_of_an_unknown_length_only_the_order_is_asked():
    assert list(problems_of_cut({"in_seconds": 60, "left_out": stretches((90, 100))})) == []
    assert [one.field for one in problems_of_cut({"out_seconds": 60, "left_out": stretches((0, 60))})] == ["left_out"]


@pytest.fixture
def store(settings, tmp_path):
    settings.LANGUAGE_CODE = "en"
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.mark.django_db
def test_no_draft_is_kept_whose_stretch_ends_before_it_begins(store):
    recording = make.make_recording(make.make_event())

    with pytest.raises(ContentRefused) as refused:
        save_draft(recording, {"cut": {"left_out": stretches((9, 3))}}, by=None, at=NOON)

    assert "ends before it begins" in str(refused.value.problems)


@pytest.mark.django_db
def test_where_the_work_stands_is_told_of_the_newest_draft(store):
    stored = make.make_stored(b"film", media_type="video/mp4")
    recording = make.make_recording(make.make_event(), file=stored.pk)
    assert {kind: one.job for kind, one in of_recording(recording).items()} == {JobKind.READ: None}
    ask_to_read(stored, at=NOON)
    for begins in (3.0, 4.0):  # the first waits in vain, and is let go
        save_draft(recording, {"cut": {"in_seconds": begins}}, by=None, at=NOON)
        recording = Recording.objects.get()
        ask_to_cut(recording, at=NOON)

    found = of_recording(recording)

    assert set(found) == {JobKind.READ, JobKind.CUT}
    assert found[JobKind.CUT].job.options["cut"]["in_seconds"] == 4
    assert all(one.is_open for one in found.values())
    finish(claim("w1", [JobKind.READ], at=NOON), at=NOON)
    assert not of_recording(recording)[JobKind.READ].is_open
    assert Job.objects.filter(kind=JobKind.CUT).count() == 1


@pytest.mark.django_db
def test_of_files_those_are_told_of_that_are_read_page_by_page(store, django_assert_num_queries):
    pdf, film = make.make_stored(b"pdf"), make.make_stored(b"film", media_type="video/mp4")
    ask_to_read(pdf, at=NOON)
    ask_to_read(film, at=NOON)

    with django_assert_num_queries(3):
        found = of_documents([pdf.pk, film.pk])

    assert found.keys() == {pdf.pk}
    assert found[pdf.pk].job.about == pdf.pk
