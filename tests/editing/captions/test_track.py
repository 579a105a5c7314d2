# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page of one track without script: a page of lines as fields, their faults, and who may."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from tests import factories as make
from tests.editing.captions.conftest import CUES, address, shown, texts
from tests.factories import NOON
from verkstad.archive.actions.captions import put_captions, save_cues
from verkstad.archive.models import Appearance, CaptionTrack, Recording
from verkstad.editing.captions.times import read_time, say_time

pytestmark = pytest.mark.django_db


def sent(page: str, **typed: str) -> dict[str, str]:
    """What a browser sends of the form of lines, with some of its fields typed in: ``text_0`` is the text of the first line."""
    form = next(form for form in html.fromstring(page).forms if "based_on" in form.fields)
    values = {name: value for name, value in form.form_values() if name != "csrfmiddlewaretoken"}
    values |= {"-".join(reversed(name.split("_"))): value for name, value in typed.items()}
    return {**values, "do": "save"}


def test_a_page_of_lines_is_corrected_by_an_ordinary_form(desk, recording, track):
    page = shown(desk.get(address(recording, track)))
    assert page.count('class="captions-plain"') == len(CUES) + 1  # and an empty one
    assert "The machine was unsure of: verkstan" in page

    typed = sent(page, text_0="Välkomna till verkstaden.", end_1="4,5", speaker_2="Bo Ek", start_3="1:05", end_3="1:06", text_3="Slut.")  # fmt: skip
    saved = shown(desk.post(address(recording, track), typed, follow=True))

    assert "4 lines are saved." in saved
    track.refresh_from_db()
    first, second, third, fourth = track.cues
    assert (first["text"], first["heard"], first["corrected"]) == ("Välkomna till verkstaden.", CUES[0]["heard"], True)
    assert "unsure" not in first
    assert (second["end"], "corrected" in second) == (4.5, False)  # its words are still the machine's
    assert (third["speaker"], "corrected" in third) == ("Bo Ek", False)
    assert (fourth["start"], fourth["end"], fourth["text"]) == (65.0, 66.0, "Slut.")


def test_lines_that_nobody_touched_are_not_saved_over_what_another_wrote(desk, recording, track):
    page = shown(desk.get(address(recording, track)))
    save_cues(track, [{**CUES[1], "text": "En annans ord."}], based_on=1, by=None, at=NOON)

    desk.post(address(recording, track), sent(page, text_0="Mina ord."))

    assert texts(track)[:2] == ["Mina ord.", "En annans ord."]


def test_two_who_wrote_in_one_line_see_both_texts_and_the_second_time_it_is_saved(desk, recording, track):
    page = shown(desk.get(address(recording, track)))
    save_cues(track, [{**CUES[1], "text": "En annans ord."}], based_on=1, by=None, at=NOON)

    both = shown(desk.post(address(recording, track), sent(page, text_1="Mina ord.")))

    assert "Somebody else changed the same lines while you wrote." in both
    assert "Somebody else wrote: “En annans ord.”" in both
    assert texts(track)[1] == "En annans ord."
    desk.post(address(recording, track), sent(both))
    assert texts(track)[1] == "Mina ord."


def test_a_line_that_another_removed_is_told_and_kept_if_it_is_saved_again(desk, recording, track):
    page = shown(desk.get(address(recording, track)))
    save_cues(track, [], removed=["b"], based_on=1, by=None, at=NOON)

    both = shown(desk.post(address(recording, track), sent(page, text_1="Mina ord.")))

    assert "Somebody else removed this line." in both
    desk.post(address(recording, track), sent(both))
    assert texts(track)[1] == "Mina ord."


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"start_1": "i mitten"}, "1-start", "“i mitten” is not a time. Write it as 0:12.5."),
        ({"end_1": "0:77"}, "1-end", "“0:77” is not a time."),
        ({"end_1": "0:01"}, "1-end", "The line ends before it begins. Change one of the two times."),
        ({"text_1": " "}, "1-text", "The line has no words. Write them, or remove the line."),
        ({"speaker_1": "x" * 301}, "1-speaker", "The name of who speaks is too long."),
        ({"text_1": "x" * 10_001}, "1-text", "The line has more than 10000 characters. Split it."),
        ({"end_1": "999:00:00"}, "1-text", "A time must lie within the recording."),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_what_was_typed_stays(desk, recording, track, typed, field, sentence):
    page = shown(desk.get(address(recording, track)))

    again = html.fromstring(
        shown(desk.post(address(recording, track), sent(page, text_0="Rättad.", **typed))).encode()
    )  # fmt: skip

    wrong = again.get_element_by_id(field)
    assert wrong.get("aria-invalid") == "true"
    assert sentence in again.get_element_by_id(wrong.get("aria-describedby")).text_content()
    assert again.get_element_by_id("0-text").text.strip() == "Rättad."
    assert texts(track) == [cue["text"] for cue in CUES]


def test_lines_are_removed_and_pages_leaf_through_many(desk, recording):
    cues = [{"id": f"c{n}", "start": n, "end": n + 1, "text": f"Rad {n}"} for n in range(60)]
    track = put_captions(recording, "sv", cues, state="machine", origin="", by=None, at=NOON)
    page = shown(desk.get(address(recording, track) + "?page=2"))
    assert "Page 2 of 3" in page
    assert "Rad 25</textarea>" in page

    desk.post(address(recording, track) + "?page=2", sent(page, remove_0="on"))

    assert "Rad 25" not in texts(track)
    assert len(texts(track)) == 59


def test_state_is_said_and_captions_are_published_from_their_page(desk, recording, track):
    said = shown(desk.post(address(recording, track), {"do": "state:approved"}, follow=True))
    assert "The captions are now: approved." in said

    said = shown(desk.post(address(recording, track), {"do": "publish"}, follow=True))

    assert "The captions in Swedish are published." in said
    assert Recording.objects.get(pk=recording.pk).captions[0]["state"] == "approved"
    assert desk.post(address(recording, track), {"do": "state:x"}, follow=True).status_code == 200
    assert CaptionTrack.objects.get().state == "approved"


def test_our_own_file_is_played_and_of_another_its_address_is_told(desk, recording, track):
    Recording.objects.filter(pk=recording.pk).update(places=[{"service": "YouTube", "url": "https://youtu.be/x"}])
    page = shown(desk.get(address(recording, track)))
    assert "cannot be played here" in page
    assert 'href="https://youtu.be/x"' in page
    assert "<kbd>F8</kbd>" not in page

    Recording.objects.filter(pk=recording.pk).update(file="a" * 64, file_name="prat.webm", media_type="audio/webm")
    page = shown(desk.get(address(recording, track)))

    assert f'src="/edit/files/show/recording/{recording.pk}/{"a" * 64}/prat.webm"' in page
    assert "<kbd>F8</kbd>" in page


def test_who_is_on_the_agenda_or_in_the_captions_is_offered_as_speaker(desk, recording, track):
    person = make.make_person(name="Cecilia Ö")
    Appearance.objects.create(event=recording.event, person=person)

    page = html.fromstring(shown(desk.get(address(recording, track))).encode())

    assert page.xpath("//datalist[@id='captions-speakers']/option/@value") == ["Anna Berg", "Cecilia Ö"]


def test_a_reviewer_reads_the_lines_and_has_no_fields(client, recording, track):
    client.force_login(make.make_user(role="reviewer"))

    page = shown(client.get(address(recording, track)))

    assert "Tack.<br>Och hej." in page
    assert "<textarea" not in page
    assert client.post(address(recording, track), {"do": "save", "0-text": "x"}).status_code == 302
    assert client.post(address(recording, track), {"do": "state:approved"}).status_code == 302
    assert CaptionTrack.objects.get().version == 1


def test_queries_do_not_follow_the_number_of_lines(desk, recording, track):
    desk.get(address(recording, track))
    counted = []
    for n in (3, 1500):
        cues = [{"id": f"c{at}", "start": at, "end": at + 1, "text": "Ord", "heard": "Ort"} for at in range(n)]
        put_captions(recording, "sv", cues, state="machine", origin="", replacing=True, by=None, at=NOON)
        with CaptureQueriesContext(connection) as asked:
            desk.get(address(recording, track))
        counted.append(len(asked))

    assert counted[0] == counted[1]


@pytest.mark.parametrize(
    ("written", "seconds", "said"),
    [
        ("12.5", 12.5, "0:12.5"), ("0:12", 12.0, "0:12"), (" 2:03,25 ", 123.25, "2:03.25"), ("1:02:03.004", 3723.004, "1:02:03.004"),
        ("75", 75.0, "1:15"), ("90:00", 5400.0, "1:30:00"), ("0", 0.0, "0:00"),
        ("1:60", None, ""), ("1:60:00", None, ""), ("", None, ""), ("x", None, ""), ("-1", None, ""), ("1:2:3:4", None, ""), ("²", None, ""),
    ],
)  # fmt: skip
def test_times_are_read_as_people_write_them_and_said_in_one_way(written, seconds, said):
    assert read_time(written) == seconds
    if seconds is not None:
        assert say_time(seconds) == said
        assert read_time(say_time(seconds)) == seconds
