# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every way in which a dossier can be wrong, told by file, line, column and field, all at once."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import StringConstraints

from tests.exchange.dossiers import COMPANY, EVENT, SPEAKER, TOPIC, full_dossier, uid
from verkstad.exchange.dossier import write_dossier
from verkstad.intake import folder as limits
from verkstad.intake.dossier import read_dossier, read_dossier_files, read_event_file
from verkstad.intake.problems import DossierRefused, Problem

EVENT_FILE = "events/2024-05-07-oppna-data.yaml"
FULL = write_dossier(full_dossier())
DRAFT_FILE = "events/2024-09-10-planeras.yaml"

SMALL_EVENT = f"""\
id: {uid(300)}
slug: 2024-09-10-planeras
series: {uid(1)}
title:
  sv: Planeras
start_date: 2024-09-10
"""


def files_with(**changes: Any) -> dict[str, bytes]:
    """The full dossier's files with some replaced."""
    return {**write_dossier(full_dossier()), **changes}


def small(*lines: str) -> dict[str, bytes]:
    """A dossier of which one event has these lines besides the necessary ones."""
    files = write_dossier(full_dossier())
    return {**files, DRAFT_FILE: (SMALL_EVENT + "summary_state: approved\n" + "\n".join(lines) + "\n").encode()}


def refused(files: dict[str, bytes]) -> list[Problem]:
    with pytest.raises(DossierRefused) as caught:
        read_dossier_files(files)
    return caught.value.problems


def only(files: dict[str, bytes]) -> Problem:
    problems = refused(files)
    assert len(problems) == 1, [str(each) for each in problems]
    return problems[0]


FIRST = SMALL_EVENT.count("\n") + 2
"""The line on which the first line given to ``small`` stands."""


@pytest.mark.parametrize(
    ("lines", "kind", "field", "line", "column", "words"),
    [
        (["venu: Sal 1"], "unknown-key", "venu", FIRST, 1, "There is no field “venu” here. Did you mean “venue”?"),
        (["summary_sv: x"], "unknown-key", "summary_sv", FIRST, 1, "Did you mean “summary”?"),
        (["zzzz: x"], "unknown-key", "zzzz", FIRST, 1, "The fields here are id, slug, former_slugs"),
        (["agenda:", "  - titel: {sv: x}"], "missing-field", "agenda[0].uid", FIRST + 1, 5, "“uid” is missing"),
        (["previous_start_date: 2024-02-31"], "date-from-datetime-parsing", "previous_start_date", FIRST, 22, "no date 2024-02-31"),
        (["previous_start_date: 7 maj"], "day", "previous_start_date", FIRST, 22, "There is no date 7 maj."),
        (["previous_start_date: 1715040000"], "day", "previous_start_date", FIRST, 22, "1715040000"),
        (["previous_start_date: 9999-12-31"], "year", "previous_start_date", FIRST, 22, "from 1000 to 2999"),
        (["published_at: 0001-01-01T00:00:00+14:00"], "year", "published_at", FIRST, 15, "from 1000 to 2999"),
        (["sequence: 99999999999"], "less-than-equal", "sequence", FIRST, 11, "2147483647"),
        (["image: {width: 3}"], "image-size", "image", FIRST, 8, "Write both, or neither."),
        (["start_time: 25:00"], "time-parsing", "start_time", FIRST, 13, "There is no time of day 25:00."),
        (["start_time: 12.30"], "time-of-day", "start_time", FIRST, 13, "12.30"),
        (["start_time: '12:00+02:00'"], "time-of-day", "start_time", FIRST, 13, "12:00+02:00"),
        (["published_at: 2024-05-07"], "moment", "published_at", FIRST, 15, "not a moment"),
        (["published_at: 2024-05-07T10:00:00"], "timezone-aware", "published_at", FIRST, 15, "not a moment"),
        (["kind: webbinar"], "unknown-word", "kind", FIRST, 7, "Did you mean “webinar”?"),
        (["mode: telepathy"], "unknown-word", "mode", FIRST, 7, "Write one of online, on_site, both."),
        (["mode: [online]"], "unknown-word", "mode", FIRST, 7, "Here stands a list where text should be."),
        (["sequence: många"], "int-parsing", "sequence", FIRST, 11, "många is not a whole number"),
        (["sequence: -1"], "greater-than-equal", "sequence", FIRST, 11, "The lowest that may be written here is 0."),
        (["seats_limited: kanske"], "bool-parsing", "seats_limited", FIRST, 16, "kanske is neither true nor false"),
        (["venue: [a, b]"], "string-type", "venue", FIRST, 8, "Here stands a list where text should be."),
        (["venue: ' '"], "string-too-short", "venue", FIRST, 8, "The text is empty."),
        (["venue: " + "x" * 301], "string-too-long", "venue", FIRST, 8, "301 characters; 300 is the most"),
        (['venue: "a\\nb"'], "string-pattern-mismatch", "venue", FIRST, 8, "line break"),
        (["agenda: x"], "tuple-type", "agenda", FIRST, 9, "Here stands a text where a list should be."),
        (["agenda: [x]"], "model-type", "agenda[0]", FIRST, 10, "Here stands a text where a group of fields should be."),
        (["agenda:"], "empty-field", "agenda", FIRST, 8, "The field is empty."),
        (["summary:", "  en: Hello"], "text-without-original", "summary", FIRST + 1, 3, "The original language is sv"),
        (["end_time: '10:00'"], "end-without-start", "end_time", FIRST, 11, "no start time"),
        (["start_time: '12:00'", "end_time: '11:30'"], "end-before-start", "end_time", FIRST + 1, 11, "The end (11:30) is not after the start (12:00)"),
        (["precision: month"], "month-precision", "precision", FIRST, 12, "only to the month"),
        (["time_zone: Europe/Stokholm"], "time-zone", "time_zone", FIRST, 12, "no time zone Europe/Stokholm"),
        (["language: Svenska"], "string-pattern-mismatch", "language", FIRST, 11, "Svenska is not a language tag"),
        (["meeting_address: {url: 'javascript:alert(1)'}"], "web-address", "meeting_address.url", FIRST, 24, "javascript:alert(1) is not an address"),
        (["meeting_address: {url: 'https://a b'}"], "string-pattern-mismatch", "meeting_address.url", FIRST, 24, "without spaces"),
        (["image: {file: abc}"], "string-pattern-mismatch", "image.file", FIRST, 15, "SHA-256"),
        (["image: {licence: CC BY 4.0}"], "string-pattern-mismatch", "image.licence", FIRST, 18, "SPDX"),
        (["former_slugs: [Å]"], "string-pattern-mismatch", "former_slugs[0]", FIRST, 16, "cannot stand in an address"),
        (["attendance: {number: 2000000}"], "less-than-equal", "attendance.number", FIRST, 22, "1000000"),
        (["organisers:", "  - organisation: digg"], "uuid-parsing", "organisers[0].organisation", FIRST + 1, 19, "digg is not an id"),
        ([f"appearances: [{{uid: {uid(1000)}}}]"], "appearance-of-nobody", "appearances[0]", FIRST, 15, "neither a person nor an organisation"),
        (["venue: a", "venue: b"], "duplicate-key", "venue", FIRST + 1, 1, "“venue” stands here a second time"),
        (["venue: &a x"], "anchor", "", FIRST, 8, "&a names a place"),
        (["venue: *a"], "alias", "", FIRST, 8, "*a refers to another place"),
        (["venue: !!python/object:os.system x"], "tag", "", FIRST, 8, "a tag of YAML"),
        (["venue: a: b"], "not-yaml", "", FIRST, 9, "A colon followed by a space"),
        (["venue: 'a"], "not-yaml", "", FIRST, 8, "A quotation mark has no partner."),
        (["agenda:", "\t- x"], "tab", "", FIRST + 1, 1, "Indent with spaces only."),
        (["venue: a\x00b"], "control-character", "", FIRST, 9, "U+0000"),
        (["venue: " + "[" * 40], "depth", "", FIRST, 31, "24 levels"),
        (["---", "id: x"], "documents", "", FIRST, 1, "second document"),
    ],
)  # fmt: skip
def test_fault_is_told_with_its_place_and_what_to_do(
    lines: list[str], kind: str, field: str, line: int, column: int, words: str
):
    problems = refused(small(*lines))

    found = [each for each in problems if each.kind == kind]
    assert found, [str(each) for each in problems]
    assert (found[0].file, found[0].field, found[0].line, found[0].column) == (DRAFT_FILE, field, line, column)
    assert words in f"{found[0].message} {found[0].remedy}"


@pytest.mark.parametrize(
    ("lines", "kind", "field", "words"),
    [
        ([f"relations: [{{event: {uid(999)}}}]"], "nobody", "relations[0].event", "no workshop with the id"),
        ([f"organisers: [{{organisation: {SPEAKER}}}]"], "nobody", "organisers[0].organisation", "a thing of another kind"),
        ([f"topics: [{{topic: {uid(999)}}}]"], "nobody", "topics[0].topic", "Add it to topics.yaml"),
        ([f"appearances: [{{uid: {uid(999)}, person: {uid(998)}}}]"], "nobody", "appearances[0].person", "no person with the id"),
        ([f"appearances: [{{uid: {uid(999)}, person: {SPEAKER}, agenda_item: {uid(102)}}}]"], "nobody", "appearances[0].agenda_item", "The workshop has no agenda item"),
        ([f"agenda: [{{uid: {uid(999)}, title: {{sv: x}}, session: {uid(101)}}}]"], "nobody", "agenda[0].session", "The workshop has no session"),
        ([f"recordings: [{{id: {uid(999)}, chapters: [{{start_seconds: 1, title: {{sv: x}}, agenda_item: {uid(102)}}}]}}]"], "nobody", "recordings[0].chapters[0].agenda_item", "no agenda item"),
        ([f"links: [{{uid: {uid(110)}, title: {{sv: x}}}}]"], "same-id", "links[0].uid", f"the first stands in {EVENT_FILE}"),
        ([f"links: [{{uid: {uid(999)}, title: {{sv: x}}}}, {{uid: {uid(999)}, title: {{sv: y}}}}]"], "same-id", "links[1].uid", "a second time"),
        ([f"materials: [{{id: {SPEAKER}, title: {{sv: x}}}}]"], "same-id", "materials[0].id", "a second time"),
        (["former_slugs: [2024-05-07-oppna-data]"], "same-slug", "former_slugs[0]", f"the first stands in {EVENT_FILE}"),
        (["former_slugs: [2024-05-14-oppna-data]"], "same-slug", "former_slugs[0]", f"the first stands in {EVENT_FILE}"),
        ([f"topics: [{{topic: {TOPIC}}}, {{topic: {TOPIC}, relation: mentions}}]"], "named-twice", "topics[1]", "a second time"),
        ([f"organisers: [{{organisation: {COMPANY}}}, {{organisation: {COMPANY}, role: organiser}}]"], "named-twice", "organisers[1]", "a second time"),
        ([f"relations: [{{event: {uid(300)}}}]"], "names-itself", "relations[0].event", "names itself"),
        ([f"draft: {{id: {uid(999)}, slug: 2024-09-10-planeras, series: {uid(1)}, title: {{sv: x}}, start_date: 2024-01-01}}"], "draft-of-another", "draft.id", "another id"),
        ([f"draft: {{id: {uid(300)}, slug: 2024-09-10-planeras, series: {uid(999)}, title: {{sv: x}}, start_date: 2024-01-01}}"], "nobody", "draft.series", "no series"),
        ([f"recordings: [{{id: {uid(999)}}}]", f"draft: {{id: {uid(300)}, slug: 2024-09-10-planeras, series: {uid(1)}, title: {{sv: x}}, start_date: 2024-01-01}}"], "draft-leaves-out", "recordings[0].id", "Add it to the draft"),
        ([f"draft: {{id: {uid(300)}, slug: a, series: {uid(1)}, title: {{sv: x}}, start_date: 2024-01-01}}"], "draft-differs", "draft.slug", "Change it outside the draft"),
        ([f"draft: {{id: {uid(300)}, slug: 2024-09-10-planeras, sequence: 2, series: {uid(1)}, title: {{sv: x}}, start_date: 2024-01-01}}"], "draft-differs", "draft.sequence", "Change it outside the draft"),
        ([f"draft: {{id: {uid(300)}, slug: 2024-09-10-planeras, series: {uid(1)}, title: {{sv: x}}, start_date: 2024-01-01}}", "state: draft"], "draft-of-draft", "draft", "Keep one of them"),
    ],
)  # fmt: skip
def test_what_does_not_hold_together_between_files_is_told(lines: list[str], kind: str, field: str, words: str):
    problem = only(small(*lines))

    assert (problem.kind, problem.file, problem.field) == (kind, DRAFT_FILE, field)
    assert problem.line is not None
    assert words in f"{problem.message} {problem.remedy}"


def test_slug_in_place_of_an_id_is_answered_with_the_id():
    problems = refused(small(f"appearances: [{{uid: {uid(999)}, person: anna-berg}}]"))

    assert [str(each.remedy) for each in problems if each.kind == "slug-for-id"] == [f"Write {SPEAKER}."]


def test_two_events_of_one_id_are_told_at_the_second():
    files = write_dossier(full_dossier())
    copy = files[EVENT_FILE].replace(b"slug: 2024-05-07-oppna-data", b"slug: 2025-kopia")

    problems = refused({**files, "events/2025-kopia.yaml": copy})

    first = next(each for each in problems if each.field == "id")
    assert (first.file, first.line, first.kind) == ("events/2025-kopia.yaml", 1, "same-id")
    assert str(EVENT) in str(first.message)


def test_two_people_of_one_slug_are_told():
    files = write_dossier(full_dossier())
    files["people.yaml"] += f"\n- id: {uid(999)}\n  slug: bo-ek\n  name: Bo Ek\n".encode()

    problem = only(files)

    assert (problem.kind, problem.file, problem.field) == ("same-slug", "people.yaml", "[2].slug")
    assert problem.line == files["people.yaml"].count(b"\n") - 1


def test_person_taken_down_may_stay_as_a_draft_but_not_published():
    files = write_dossier(full_dossier())
    stone = "- {id: %s, kind: person, slug: %s, reason: rights, at: 2024-05-08T07:30:00Z}\n"
    both = [stone % (uid(5), "bo-ek"), stone % (SPEAKER, "anna-berg")]

    problem = only({**files, "tombstones.yaml": "".join(both).encode()})

    assert (problem.kind, problem.file, problem.field) == ("published-and-gone", "tombstones.yaml", "[1].id")


def test_all_faults_of_all_files_are_told_at_once_in_order():
    files = small("venu: x", "kind: 7", f"relations: [{{event: {uid(999)}}}]")
    files["people.yaml"] = b"- id: 1\n"
    files["topics.yaml"] = b"'"
    files["dossier.yaml"] = b"format: verkstad-dossier/2\n"
    files["series.yaml"] = b""
    files["organisations.yaml"] = b"a: b\n"

    problems = refused(files)

    told = [(each.file, each.line, each.kind) for each in problems]
    assert told == sorted(told, key=lambda each: (each[0], each[1] or 0))
    assert {(each.file, each.kind) for each in problems} >= {
        (DRAFT_FILE, "unknown-key"),
        (DRAFT_FILE, "unknown-word"),
        (DRAFT_FILE, "nobody"),
        ("people.yaml", "uuid-parsing"),
        ("people.yaml", "missing-field"),
        ("topics.yaml", "not-yaml"),
        ("dossier.yaml", "format"),
        ("series.yaml", "empty"),
        ("organisations.yaml", "not-a-list"),
    }


def test_event_in_a_file_of_another_name_is_told():
    files = write_dossier(full_dossier())
    files["events/2024-09-10-annat.yaml"] = files.pop(DRAFT_FILE)

    problem = only(files)

    assert (problem.kind, problem.file, problem.line) == ("file-name", "events/2024-09-10-annat.yaml", 2)
    assert "“2024-09-10-planeras”" in str(problem.message)


def test_a_personal_identity_number_is_not_taken_for_an_organisations():
    files = write_dossier(full_dossier())
    name = next(name for name in files if "organisations" in name)
    number = re.search(rb"organisation_number: .*", files[name])
    files[name] = files[name].replace(number.group(), b"organisation_number: 811218-9876", 1)

    problem = only(files)

    assert problem.kind == "personal-number"
    assert problem.field.endswith("organisation_number")
    assert problem.line
    assert "811218" not in f"{problem.message}{problem.remedy}"


@pytest.mark.parametrize(
    ("data", "kind", "line", "column"),
    [
        ("é".encode("latin-1"), "not-utf-8", 1, 1),
        ("a: å\nb: ".encode() + "é".encode("latin-1"), "not-utf-8", 2, 4),
        (SMALL_EVENT.encode("utf-8-sig"), "byte-order-mark", 1, 1),
        (SMALL_EVENT.encode("utf-16"), "byte-order-mark", 1, 1),
        (b"# nothing\n", "empty", None, None),
        (b"- a\n", "not-fields", 1, 1),
        (b"just words", "not-fields", 1, 1),
    ],
)
def test_file_that_is_no_group_of_fields_in_utf_8_is_told(data: bytes, kind: str, line: int | None, column: int | None):
    problem = only({**write_dossier(full_dossier()), DRAFT_FILE: data})

    assert (problem.kind, problem.file, problem.line, problem.column) == (kind, DRAFT_FILE, line, column)


def test_messages_speak_swedish_too():
    with translation.override("sv"):
        told = str(DossierRefused(refused(small("venu: x", "start_time: 12"))))

    assert told.split("\n") == [
        "Dossiern har 2 fel. Inget importerades.",
        f"{DRAFT_FILE}:{FIRST}:1: venu: Här finns inget fält ”venu”. Menade du ”venue”? [unknown-key]",
        f"{DRAFT_FILE}:{FIRST + 1}:13: start_time: Klockslaget 12 finns inte."
        " Skriv timme och minut med citattecken: '12:00'. [time-of-day]",
    ]


def test_every_rule_of_the_records_has_words_of_its_own():
    """A rule added to the records without words here would be told in English, or not at all."""
    from verkstad.intake.sentences import BY_TYPE, COVERED_BY_REFERENCES
    from verkstad.records import base, events, things

    source = "".join(Path(module.__file__).read_text() for module in (base, events, things))
    codes = set(re.findall(r'PydanticCustomError\(\s*"(\w+)"', source)) | set(
        re.findall(r'_written\([^"]*"[^"]*", "(\w+)"', source)
    )

    assert {"day", "time_of_day", "web_address"} <= codes
    assert codes <= BY_TYPE.keys() | COVERED_BY_REFERENCES


def test_every_pattern_of_the_records_has_words_of_its_own():
    from verkstad.intake.sentences import BY_PATTERN
    from verkstad.records import base

    constraints = [part for each in vars(base).values() for part in getattr(each, "__metadata__", ())]
    patterns = {part.pattern for part in constraints if isinstance(part, StringConstraints) and part.pattern}

    assert len(patterns) > 5
    assert patterns <= BY_PATTERN.keys()


def test_one_event_is_read_from_a_text_and_told_of_by_itself():
    event = read_event_file(SMALL_EVENT)

    assert (event.slug, event.title.sv) == ("2024-09-10-planeras", "Planeras")
    with pytest.raises(DossierRefused) as caught:
        read_event_file(SMALL_EVENT.replace("09-10\n", "09-31\n"), file="editor")
    assert [each.place for each in caught.value.problems] == ["editor:6:13"]


@settings(deadline=None, max_examples=100)
@given(
    st.binary(max_size=200)
    | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass"))
    | st.lists(st.sampled_from([*SMALL_EVENT.split("\n"), "draft:", "agenda:", "  - uid: x", "- [", "{", "title: 7", "kind: {}", "? a"])).map(
        lambda lines: "\n".join(lines).encode()
    )
)  # fmt: skip
def test_whatever_a_file_holds_it_is_read_or_refused_but_never_breaks(data: bytes):
    for file in ("dossier.yaml", "people.yaml", "tombstones.yaml", DRAFT_FILE):
        for problem in problems_or_none({**FULL, file: data}):
            assert str(problem)
            assert problem.as_json()["file"]


def problems_or_none(files: dict[str, bytes]) -> list[Problem]:
    try:
        read_dossier_files(files)
    except DossierRefused as refusal:
        return refusal.problems
    return []


def test_what_cannot_be_read_is_not_called_missing_elsewhere():
    """One slip in topics.yaml is one fault, not one in each event that names a topic."""
    assert only(files_with(**{"topics.yaml": b"'"})).kind == "not-yaml"
    assert {each.file for each in refused(files_with(**{"people.yaml": b"- id: x\n"}))} == {"people.yaml"}


# The folder: what is fetched, and what is not.


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, data in write_dossier(full_dossier()).items():
        (tmp_path / "dossier" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "dossier" / name).write_bytes(data)
    return tmp_path / "dossier"


def refused_folder(folder: Path) -> list[tuple[str, str]]:
    with pytest.raises(DossierRefused) as caught:
        read_dossier(folder)
    return [(each.kind, each.file) for each in caught.value.problems]


def test_folder_is_read_whatever_else_lies_in_it(folder: Path):
    (folder / "README.md").write_text("Läs mig")
    (folder / ".hidden.yaml").write_text("'")
    (folder / ".git").mkdir()
    seen: list[tuple[int, int]] = []

    assert read_dossier(folder, progress=lambda done, all_: seen.append((done, all_))) == full_dossier()
    assert seen[-1] == (9, 9)


def test_folder_without_a_dossier_is_refused_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)  # a long name would be told shortened
    Path("empty").mkdir()
    Path("file").write_text("")

    assert refused_folder(Path("missing")) == [("no-folder", "missing")]
    assert refused_folder(Path("file")) == [("no-folder", "file")]
    assert refused_folder(Path("empty")) == [("no-dossier", "empty")]


def test_misnamed_files_are_told_and_not_passed_over(folder: Path):
    (folder / "peoples.yaml").write_text("[]")
    (folder / "notes.yaml").write_text("[]")
    (folder / EVENT_FILE).rename(folder / EVENT_FILE.replace(".yaml", ".yml"))

    with pytest.raises(DossierRefused) as caught:
        read_dossier(folder)

    told = {each.file: str(each.remedy) for each in caught.value.problems}
    assert told["peoples.yaml"] == "Did you mean “people.yaml”?"
    assert "tombstones.yaml" in told["notes.yaml"]
    assert told[EVENT_FILE.replace(".yaml", ".yml")] == "Let it end in .yaml."


def test_links_out_of_the_folder_are_not_followed(folder: Path, tmp_path: Path):
    (tmp_path / "secret.yaml").write_text("[]")
    (folder / "topics.yaml").unlink()
    (folder / "topics.yaml").symlink_to(tmp_path / "secret.yaml")
    (folder / "events" / "loop.yaml").symlink_to("loop.yaml")
    os.mkfifo(folder / "events" / "pipe.yaml")
    (folder / "events" / "folder.yaml").mkdir()

    found = refused_folder(folder)

    assert {("outside", "topics.yaml"), ("unreadable", "events/loop.yaml")} <= set(found)
    assert {("not-a-file", "events/pipe.yaml"), ("not-a-file", "events/folder.yaml")} <= set(found)


def test_folder_of_events_that_leads_elsewhere_is_not_followed(folder: Path, tmp_path: Path):
    (folder / "events").rename(tmp_path / "elsewhere")
    (folder / "events").symlink_to(tmp_path / "elsewhere")

    assert ("outside", EVENT_FILE) in refused_folder(folder)


def test_huge_files_are_refused_unread(folder: Path):
    with open(folder / EVENT_FILE, "ab") as file:
        file.truncate(100_000_000)
    with open(folder / "people.yaml", "ab") as file:
        file.truncate(1_000_000_000)

    found = refused_folder(folder)

    assert {("too-large", EVENT_FILE), ("too-large", "people.yaml")} <= set(found)


def test_hundred_megabytes_of_one_text_take_no_memory(folder: Path):
    """Measured in a process of its own: the file is refused by its size and never held."""
    with open(folder / EVENT_FILE, "ab") as file:
        file.write(b"venue: ")
        for _ in range(100):
            file.write(b"x" * 1_000_000)
    script = (
        "import resource, sys, django; from pathlib import Path; django.setup()\n"
        "from verkstad.intake.dossier import read_dossier; from verkstad.intake.problems import DossierRefused\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "try: read_dossier(Path(sys.argv[1]))\n"
        "except DossierRefused as error: print(str(error))\n"
        "print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(folder)], capture_output=True, text=True, check=True,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "verkstad.site.settings"},
    )  # fmt: skip

    *told, grown = done.stdout.strip().split("\n")
    assert f"{EVENT_FILE}: " in "\n".join(told)
    assert int(grown) < 50


def test_too_many_files_and_too_much_altogether_are_refused(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(limits, "MAX_FILES", 8)
    assert ("too-many-files", "events") in refused_folder(folder)
    monkeypatch.setattr(limits, "MAX_FILES", 9)
    monkeypatch.setattr(limits, "MAX_ALL_BYTES", 10)
    assert "too-large" in {kind for kind, _file in refused_folder(folder)}


def test_file_that_may_not_be_read_is_told(folder: Path):
    (folder / "people.yaml").chmod(0)
    user = os.geteuid()
    if user == 0:  # root may read everything: be nobody meanwhile
        for parent in (folder, *folder.parents):
            if parent.is_relative_to(tempfile.gettempdir()) and parent != Path(tempfile.gettempdir()):
                parent.chmod(parent.stat().st_mode | 0o055)
        os.seteuid(65534)
    try:
        found = refused_folder(folder)
    finally:
        os.seteuid(user)

    assert ("unreadable", "people.yaml") in found
