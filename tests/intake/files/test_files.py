# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a file is, by its content: every kind that is taken in under a name that lies, and a sentence for those that are not."""

from __future__ import annotations

from contextlib import contextmanager

import pytest
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from tests.intake.files import samples
from verkstad.intake.files import FileRefused, clean_picture, read_file

MACROS = {"ppt__vbaProject.bin": b"x"}


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@contextmanager
def suppress_refusal():
    """Gives a list that holds the sentence afterwards, when there was one."""
    said: list[str] = []
    try:
        yield said
    except FileRefused as refused:
        said.append(refused.message())


@pytest.fixture
def put(tmp_path):
    def write(content: bytes):
        path = tmp_path / "came-in"
        path.write_bytes(content)
        return path

    return write


@pytest.mark.parametrize(
    ("content", "ending", "media_type"),
    [
        (samples.PDF, "pdf", "application/pdf"),
        (b"\xef\xbb\xbf" + samples.PDF, "pdf", "application/pdf"),
        (samples.open_xml("presentationml.presentation"), "pptx", None),
        (samples.open_xml("wordprocessingml.document"), "docx", None),
        (samples.open_document("presentation"), "odp", "application/vnd.oasis.opendocument.presentation"),
        (samples.open_document("text"), "odt", None),
        (samples.VTT, "vtt", "text/vtt"),
        (samples.SRT, "srt", "application/x-subrip"),
        ("Åter till ämnet\n".encode(), "txt", "text/plain"),
        (samples.mp4(), "mp4", "video/mp4"),
        (samples.mp4(b"M4A ", b"soun"), "m4a", "audio/mp4"),
        (samples.mp4(b"isom", b"soun"), "m4a", "audio/mp4"),
        (samples.ebml(), "webm", "video/webm"),
        (samples.ebml(codec=b"A_OPUS"), "weba", "audio/webm"),
        (samples.MP3, "mp3", "audio/mpeg"),
        (samples.MP3[20:], "mp3", "audio/mpeg"),
        (samples.ogg(), "opus", "audio/ogg"),
        (samples.ogg(b"\1vorbis"), "ogg", "audio/ogg"),
        (samples.picture("PNG"), "png", "image/png"),
        (samples.picture("JPEG"), "jpg", "image/jpeg"),
        (samples.picture("WEBP"), "webp", "image/webp"),
        (samples.picture("AVIF"), "avif", "image/avif"),
        (samples.picture("GIF"), "gif", "image/gif"),
    ],
)
def test_file_is_what_its_content_says(put, content, ending, media_type):
    facts = read_file(put(content), "bilder.exe")

    assert facts.ending == ending
    assert media_type in {None, facts.media_type}
    assert (facts.width, facts.height) == ((40, 30) if facts.is_picture else (None, None))


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16", "utf-8-sig"])
@pytest.mark.parametrize(
    ("text", "ending"), [("WEBVTT\n\n00:00.000 --> 00:02.000\nPå nätet.\n", "vtt"), ("1\n00:00:00,000 --> 00:00:02,000\nPå nätet.\n", "srt")]
)  # fmt: skip
def test_captions_are_taken_in_whatever_their_letters(put, text, ending, encoding):
    assert read_file(put(text.encode(encoding)), "a.txt").ending == ending


def test_markdown_is_text_by_that_name_and_runs_nothing(put):
    assert read_file(put(b"# Hej\n"), "las.md").media_type == "text/markdown"
    assert read_file(put(b"a;b\n1;2\n"), "tal.csv").media_type == "text/csv"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (samples.HTML, "is a web page"),
        (b"\n<!-- x -->\n<html>", "is a web page"),
        (b"<script>alert(1)</script>", "is a web page"),
        (samples.SVG, "is an SVG picture"),
        (b"<svg onload=alert(1)>", "is an SVG picture"),
        (b"<?xml version='1.0'?><feed/>", "is an XML file"),
        (b"MZ\x90\0" + b"\0" * 60, "is a program"),
        (b"\x7fELF\2\1\1", "is a program"),
        (b"#!/bin/sh\nrm -rf /\n", "is a program"),
        (samples.zipped(**{"a.txt": b"a"}), "is a zip archive"),
        (samples.open_xml("spreadsheetml.sheet"), "is a zip archive"),
        (samples.open_xml("presentationml.presentation", **MACROS), "has macros"),
        (samples.open_xml("presentationml.presentation")[:-30], "is damaged"),
        (samples.with_other_bytes(samples.open_document("text"), after=b"mimetype"), "is damaged"),
        (
            lambda: samples.zipped(bomb=b"\0" * 300_000_000),
            "unpacks to far more",
        ),  # two seconds, so not before the test
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "older Office"),
        (b"{\\rtf1 hej}", "is an RTF"),
        (samples.PDF[:30], "is not whole"),
        (samples.mp4()[:-20], "is not whole"),
        (samples.mp4(b"qt  "), "QuickTime"),
        (samples.mp4(b"heic"), "HEIC"),
        (samples.ebml(b"matroska"), "Matroska"),
        (samples.ogg(b"\x80theora"), "an Ogg file"),
        (b"RIFF\0\0\0\0WAVEfmt ", "is sound of a kind"),
        (b"\x89PNG\r\n\x1a\nrubbish", "is a damaged picture"),
        (samples.claiming_png(50_000, 50_000), "pixels"),
        (samples.claiming_png(8_000, 8_000), "pixels"),
        (b"", "is empty"),
        ("Å ä ö".encode("latin-1"), "not UTF-8"),
        ("Hej".encode("utf-16"), "not UTF-8"),
        (b"\0\1\2\3" * 100, "not taken in here"),
        (b"text\x1bwith control \x07", "not taken in here"),
    ],
)
def test_what_is_not_taken_in_is_named_in_a_sentence(put, content, said):
    with pytest.raises(FileRefused) as refused:
        read_file(put(content() if callable(content) else content), "bilder.pdf")

    assert said in refused.value.message()
    assert "“bilder.pdf”" in refused.value.message()


@given(st.one_of(st.binary(max_size=400), st.sampled_from([samples.PDF, samples.mp4(), samples.MP3, samples.ogg(), samples.ebml(),
       samples.picture("PNG"), samples.picture("WEBP"), samples.open_document("text")]).flatmap(
       lambda whole: st.tuples(st.integers(0, len(whole)), st.binary(max_size=8)).map(lambda cut: whole[: cut[0]] + cut[1] + whole[cut[0] + 3 :]))))  # fmt: skip
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_whatever_comes_in_is_something_or_refused_with_a_sentence(put, content):
    with suppress_refusal() as said:
        assert read_file(put(content), "a.pdf").media_type

    assert all(sentence.endswith(".") for sentence in said)


def test_photograph_loses_where_it_was_taken_and_stays_the_picture_it_was(put, tmp_path):
    into = tmp_path / "clean"

    assert clean_picture(put(samples.photograph()), "a.jpg", into)

    with Image.open(into) as clean, Image.open(put(samples.photograph())) as taken:
        assert not clean.getexif()
        assert "comment" not in clean.info
        assert clean.size == taken.size
        assert max(abs(a - b) for a, b in zip(clean.tobytes(), taken.tobytes(), strict=True)) <= 2
    assert b"Kameran" not in into.read_bytes()
    assert b"Anna" not in into.read_bytes()


def test_photograph_taken_on_its_side_is_turned(put, tmp_path):
    facts = read_file(put(samples.photograph(orientation=6)), "a.jpg")
    clean_picture(put(samples.photograph(orientation=6)), "a.jpg", tmp_path / "clean")

    assert (facts.width, facts.height) == (30, 40)
    with Image.open(tmp_path / "clean") as clean:
        assert clean.size == (30, 40)


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "AVIF"])
def test_other_pictures_lose_their_notes_too(put, tmp_path, kind):
    exif = Image.Exif()
    exif[0x010F] = "Kameran"

    assert clean_picture(put(samples.picture(kind, exif=exif)), "a", tmp_path / "clean")
    assert b"Kameran" not in (tmp_path / "clean").read_bytes()
    assert read_file(tmp_path / "clean", "a").width == 40


def test_picture_without_notes_keeps_its_bytes(put, tmp_path):
    assert not clean_picture(put(samples.picture("PNG")), "a.png", tmp_path / "clean")
