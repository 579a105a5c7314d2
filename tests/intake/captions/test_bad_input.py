# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people send by mistake, and what is sent to do harm: every file gives cues, or a sentence by line that says what to do."""

from __future__ import annotations

import io
import time
import zipfile
from contextlib import suppress

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.intake.captions import samples
from verkstad.intake.captions import BYTES_AT_MOST, CaptionsRefused, read_captions
from verkstad.intake.captions.faults import Faults
from verkstad.intake.captions.mend import CUES_AT_MOST, mend
from verkstad.intake.captions.raw import Raw, say_time
from verkstad.records.captions import CUE_CHARACTERS_AT_MOST, Captions, Cue

ONE = "WEBVTT\n\n00:01.000 --> 00:02.000\nPå ön är ålen\n"


def told(content: bytes, name: str = "möte.vtt") -> list[tuple[str, int | None]]:
    with pytest.raises(CaptionsRefused) as refused:
        read_captions(content, name=name)
    return [(problem.kind, problem.line) for problem in refused.value.problems]


def text_and_remarks(content: bytes) -> tuple[str, list[tuple[str, int | None]]]:
    found = read_captions(content, name="möte.vtt")
    return found.cues[0].text, [(remark.kind, remark.line) for remark in found.remarks]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_is_read_without_a_word(encoding):
    assert text_and_remarks(ONE.encode(encoding)) == ("På ön är ålen", [])


@pytest.mark.parametrize(
    ("encoding", "name"), [("latin-1", "Windows-1252"), ("cp1252", "Windows-1252"), ("mac-roman", "Mac Roman")]
)
def test_older_encodings_are_told(encoding, name):
    content = ONE.replace("ålen", "ålen” – €" if encoding == "cp1252" else "ålen").encode(encoding)

    text, remarks = text_and_remarks(content)

    assert text.startswith("På ön är ålen")
    assert remarks == [("encoding", None)]
    assert name in str(read_captions(content, name="x").remarks[0])


def test_letters_that_were_broken_before_are_mended():
    assert text_and_remarks(ONE.encode().decode("cp1252").encode()) == ("På ön är ålen", [("broken-letters", None)])


def test_two_encodings_in_one_file_are_told_with_the_line():
    content = ONE.encode() * 2 + "på en".encode("latin-1")

    assert told(content) == [("mixed", 9)]


def test_a_file_that_ends_in_a_letter_is_kept_but_for_it():
    assert text_and_remarks(ONE.replace("\n", "\r\n").encode()[:-5].rstrip(b"l") + "ö".encode()[:1])[1] == [
        ("cut-short", None)
    ]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "empty"),
        (b" \n\n ", "empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(200), "no-text"),
        (b"WEBVTT\n\n\0\1\2", "no-text"),
        (b"\xff\xfe\x00\xd8a", "damaged"),
        (b"<!DOCTYPE html><html><body>00:01.000 --> 00:02.000</body>", "other-format"),
        (b'<?xml version="1.0"?><tt xmlns="http://www.w3.org/ns/ttml"><body/></tt>', "other-format"),
        (b'{"text": "Hej", "segments": []}', "other-format"),
        (b'[\n {"start": 0}]', "other-format"),
        (b"[Script Info]\nTitle: x\n", "other-format"),
        (b"{12}{24}Hej", "other-format"),
        (b"%PDF-1.7\n1 0 obj", "other-format"),
        ("Det här är bara text.\nUtan någon tid alls.".encode(), "no-times"),
        (b"WEBVTT", "no-captions"),
        (b"PK\3\4" + bytes(40), "damaged"),
    ],
)
def test_what_is_no_captions_is_told_by_its_kind(content, kind):
    assert told(content) == [(kind, None)]


def test_the_sentence_says_what_it_is_and_what_to_do_in_both_languages():
    with pytest.raises(CaptionsRefused) as refused:
        read_captions(b'{"text": "Hej"}', name="m\x1b[31möte.json")

    assert str(refused.value) == (
        "The captions have 1 fault. Nothing was kept.\nm [31möte.json: The file is JSON, which is not read here."
        " Save the captions as WebVTT or SRT, and send that. [other-format]"
    )
    with translation.override("sv"):
        assert str(refused.value) == (
            "Undertexterna har 1 fel. Inget är sparat.\nm [31möte.json: Filen är JSON, som inte läses här."
            " Spara undertexterna som WebVTT eller SRT, och skicka den filen. [other-format]"
        )


def test_too_much_is_refused_at_once():
    assert told(bytes([65]) * (BYTES_AT_MOST + 1)) == [("too-large", None)]
    long = "ord " * (CUE_CHARACTERS_AT_MOST // 4 + 1)
    assert told(f"WEBVTT\n\n00:01.000 --> 00:02.000\n{long}\n\n00:03.000 --> 00:04.000\n{long}".encode()) == [
        ("too-long", 3),
        ("too-long", 6),
    ]


def test_more_captions_than_a_week_has_are_refused():
    faults = Faults("x.vtt")

    assert mend([Raw(1, 0, 1000, "Hej", None)] * (CUES_AT_MOST + 1), faults) == ()
    with pytest.raises(CaptionsRefused, match=r"250001 captions; 250000 is the most. .* \[too-many\]"):
        faults.refuse()


def test_no_more_remarks_are_told_than_anybody_reads():
    content = "WEBVTT\n\n" + "".join(
        f"{say_time(at * 1000)} --> {say_time(at * 1000)}\nHej {at}\n\n" for at in range(80)
    )

    remarks = read_captions(content.encode(), name="x.vtt").remarks

    assert len(remarks) == 51
    assert (
        str(remarks[-1]) == "x.vtt: 30 more captions were mended in the same ways. Look through the whole file. [more]"
    )


def a_document(content: bytes, name: str = "word/document.xml") -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return into.getvalue()


LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><w:document xmlns:w="x"><w:p><w:t>&c;</w:t></w:p></w:document>"""


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (a_document(b"<w:document"), "damaged"),
        (a_document(LAUGHS), "damaged"),
        (a_document(b"x" * 100, "xl/workbook.xml"), "other-format"),
        (a_document(b" " * 60_000_000), "too-large"),
        (samples.teams_document("Bara ett brev", "utan tider"), "no-times"),
        (samples.TEAMS_DOCUMENT[:300], "damaged"),
        (b"PK\3\4" + b"PK\1\2" * 6000, "damaged"),
    ],
)
def test_documents_that_are_no_transcripts_are_told(content, kind):
    assert told(content, "möte.docx") == [(kind, None)]


SLOW = [
    "<v " * 200_000,
    "<rt>" * 200_000,
    "<script" * 100_000,
    "<script>" * 100_000,
    "<!--" * 200_000,
    "&" * 500_000,
    "{\\" * 300_000,
    "a: " * 200_000,
    "A" * 600_000 + ":",
    "Aa " * 200_000,
    " " * 600_000 + "x",
    "<" * 600_000,
    "\n\n\nx" * 100_000,
    "[" * 600_000,
    "1:2" * 200_000,
]


@pytest.mark.parametrize("text", SLOW, ids=[repr(text[:9]) for text in SLOW])
@pytest.mark.parametrize(
    "before", ["WEBVTT\n\n00:01.000 --> 00:02.000\n", "00:00:01,000 --> 00:00:02,000\n", "[00:01] ", ""]
)
def test_no_text_is_slow_to_read(before, text):
    began = time.process_time()

    with suppress(CaptionsRefused):
        read_captions((before + text).encode(), name="x")

    # Half a second is usual; what is read again and again would take minutes.
    assert time.process_time() - began < 20


PIECES = st.sampled_from(
    ["WEBVTT", "\n", "\n\n", "\r", " ", "00:01.000", "-->", " --> ", "00:00:02,500", "<v Bo>", "</v>", "<", "&lt;", "NOTE", "1", "é", "Anna:",
     "[00:12]", "12:34 ", "\ufeff", "\x00", "STYLE", "ord", ".", "\u2028", "{\\an8}", "99:99:99.999", "-", "Language: sv", ">>"]
)  # fmt: skip


@settings(deadline=None, max_examples=300)
@given(
    st.one_of(st.lists(PIECES, max_size=40).map(lambda parts: "".join(parts).encode()), st.binary(max_size=200)),
    st.text(max_size=20),
)
def test_any_bytes_give_valid_cues_or_sentences(content, name):
    problems, found = (), None
    try:
        found = read_captions(content, name=name)
    except CaptionsRefused as refused:
        problems = refused.problems

    assert bool(problems) == (found is None)
    assert all(str(problem) for problem in problems)
    if found:
        assert found.cues
        assert all(Cue.model_validate(cue.model_dump()) == cue for cue in found.cues)
        Captions(language=found.language or "sv", state="machine", cues=found.cues)
        assert all(str(remark) for remark in found.remarks)


def test_what_a_person_says_of_the_language_is_believed():
    assert read_captions(ONE.encode(), name="x.en.vtt", language="nb").language == "nb"


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("möte.sv.vtt", "sv"),
        ("mote_en-GB.srt", "en-GB"),
        ("GMT20240507-100034_Recording.transcript.vtt", None),
        ("möte.swe.vtt", "sv"),
        ("möte.en.transcript.vtt", "en"),
        ("Att ta in.vtt", None),
        ("möte om it.vtt", None),
        ("sv.vtt", None),
        ("a/sv.b/möte.fi.vtt", "fi"),
        ("möte", None),
    ],
)
def test_the_name_may_tell_the_language(name, language):
    assert read_captions(b"WEBVTT\n\n00:01.000 --> 00:02.000\nHm\n", name=name).language == language


def test_words_tell_swedish_from_english_and_from_its_neighbours():
    def of(text: str) -> str | None:
        return read_captions(f"[00:01] {text}".encode(), name="x.txt").language

    assert of("Jag tror att det är så, och att vi inte ska vara rädda för att dela med oss av det som vi har.") == "sv"
    assert (
        of("I think that this is what we have to do, and that you should not be afraid of what they will say.") == "en"
    )
    assert (
        of("Jeg tror at det er slik, og at vi ikke skal være redde for å dele det som vi har med hverandre nå.") is None
    )
    assert of("Ja, hej.") is None


def test_a_language_that_the_words_deny_is_told():
    text = "Jag tror att det är så, och att vi inte ska vara rädda för att dela med oss av det som vi har."

    found = read_captions(f"WEBVTT\nLanguage: en\n\n00:01.000 --> 00:09.000\n{text}\n".encode(), name="x.vtt")

    assert (found.language, [remark.kind for remark in found.remarks]) == ("en", ["language"])
