# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""NOSAD's archive as a dossier: whole, held to the page that it was read from, and written in words of its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest

import verkstad.site
from verkstad.archive.rules.slugs import event_slug
from verkstad.exchange.dossier import write_dossier
from verkstad.intake.dossier import read_dossier
from verkstad.records.base import Text
from verkstad.records.dossier import Claim, Dossier, EventFile

FOLDER = Path(verkstad.site.__file__).parent / "dossiers" / "nosad"
SOURCE = "nosad-workshops"
TUESDAY = 1

ROWS = frozenset({15, *range(20, 62)})
SECTIONS = frozenset({
    65, 79, 87, 97, 117, 129, 141, 157, 161, 165, 175, 185, 199, 215, 233, 243, 261, 291, 309, 323, 333, 341,
    355, 373, 383, 393, 409, 425, 435, 450, 490, 496, 506, 516, 530, 540, 550, 568, 576, 586, 600, 610, 622,
})  # fmt: skip
"""Where each row of the two tables, and the heading of each section, stands on the page (the first line is 1)."""

LABELLED_RECORDING = re.compile(r"^(.* )?Se inspelning i efterhand")
FIELD = re.compile(r"(?P<name>[a-z_]+)(\[(?P<part>[^\]]+)\])?(\.(?P<inner>[a-z_]+))?")

WRONG_YEARS = {
    "2020-09-01-oppna-licenser-och-immaterialratt": (date(2020, 9, 1), "2021-09-01"),
    "2020-09-15-samverkan-oppna-data-inom-offentlig-sektor": (date(2020, 9, 15), "2021-09-15"),
    "2020-10-06-introduktion-till-oppen-programvara": (date(2020, 10, 6), "2021-10-06"),
    "2020-10-13-utfragning-oppna-datautredningen": (date(2020, 10, 13), "2021-10-13"),
}

MISPRINTED = frozenset({"2022-03-01-halsa-och-sakerhet-vid-val-av-oppen-programvara"})
"""The section says "vid var av öppen källkod"; the row shows that "val" is meant."""


@pytest.fixture(scope="module")
def nosad() -> Dossier:
    return read_dossier(FOLDER)


@pytest.fixture(scope="module")
def page(shared: Path) -> list[str]:
    """The lines of the page, the first at index 0, each run of white space as one space."""
    file = shared / "seed" / f"{SOURCE}.txt"
    if not file.is_file():
        pytest.skip(f"{file} is missing")
    return [" ".join(line.split()) for line in file.read_text(encoding="utf-8").splitlines()]


def entries(dossier: Dossier) -> Iterator:
    yield from (*dossier.series, *dossier.organisations, *dossier.people, *dossier.topics, *dossier.events)


def event_of(dossier: Dossier, slug: str) -> EventFile:
    return next(event for event in dossier.events if event.slug == slug)


def lines_of(event: EventFile, *fields: str) -> set[int]:
    return {claim.line for claim in event.claims if claim.field in fields and claim.line}


# The whole


def test_the_folder_is_what_the_canonical_writer_writes(nosad):
    files = {str(file.relative_to(FOLDER)): file.read_bytes() for file in FOLDER.rglob("*.yaml")}

    assert files == write_dossier(nosad)


def test_every_row_and_every_section_is_one_of_the_45_workshops(nosad):
    headings = [lines_of(event, "title", "former_titles") for event in nosad.events]
    pairs = Counter((len(lines & ROWS), len(lines & SECTIONS)) for lines in headings)

    assert len(nosad.events) == 45
    assert Counter(line for lines in headings for line in lines) == Counter(ROWS | SECTIONS)
    assert pairs == {(1, 1): 41, (1, 0): 2, (0, 1): 2}


def test_the_lines_of_rows_and_sections_are_those_of_the_page(page):
    rows = {number for number, line in enumerate(page, start=1) if re.match(r"\d{4}-\d\d-\d\d \S", line)}

    assert rows == ROWS
    assert len(ROWS) == len(SECTIONS) == 43
    assert all(page[number - 1] and len(page[number - 1].split()) < 15 for number in SECTIONS)


def test_every_line_of_the_page_is_somewhere_among_the_claims(nosad, page):
    claimed = {claim.line for entry in entries(nosad) for claim in entry.claims}

    assert [f"{n}: {line}" for n, line in enumerate(page, start=1) if line and n not in claimed] == []


def test_everything_is_published_and_belongs_to_the_series(nosad):
    (series,) = nosad.series

    assert {entry.state for entry in entries(nosad)} == {"published"}
    assert {event.series for event in nosad.events} == {series.id}


def test_nobody_and_nothing_is_listed_without_being_named_by_an_event(nosad):
    people = {part.person for event in nosad.events for part in event.appearances}
    topics = {part.topic for event in nosad.events for part in event.topics}

    assert [person.name for person in nosad.people if person.id not in people] == []
    assert [topic.slug for topic in nosad.topics if topic.id not in topics] == []


def test_nobody_is_there_twice(nosad):
    for things in (nosad.people, nosad.organisations, nosad.topics):
        slugs = [thing.slug for thing in things]
        assert len(slugs) == len(set(slugs))


def test_every_id_is_a_uuid_of_version_7(nosad):
    for entry in entries(nosad):
        assert entry.id.version == 7, entry.slug


# Claims


def test_every_claim_names_a_line_and_words_that_stand_there(nosad, page):
    for entry in entries(nosad):
        for claim in entry.claims:
            assert claim.source == SOURCE
            assert 1 <= (claim.line or 0) <= len(page), (entry.slug, claim)
            assert (claim.words or "nothing") in page[claim.line - 1], (entry.slug, claim)
            assert len(claim.words.split()) <= 8, (entry.slug, claim)


def test_every_entry_has_a_claim(nosad):
    assert [entry.slug for entry in entries(nosad) if not entry.claims] == []


def test_every_part_of_an_event_has_a_claim_and_every_claim_a_part(nosad):
    for event in nosad.events:
        named = {FIELD.fullmatch(claim.field)["part"] for claim in event.claims} - {None}

        assert named == {str(part) for part in parts_of(event)}, event.slug


def parts_of(event: EventFile) -> Iterator:
    uids = (*event.sessions, *event.agenda, *event.appearances, *event.links)
    yield from (part.uid for part in uids)
    yield from (part.id for part in (*event.materials, *event.recordings))
    yield from (part.organisation for part in event.organisers)
    yield from (part.topic for part in event.topics)
    yield from (relation.event for relation in event.relations)


@pytest.mark.parametrize(
    "field", ["start_date", "start_time", "end_time", "title", "mode", "venue", "audience", "summary"]
)
def test_every_field_that_is_filled_in_has_a_chosen_claim(nosad, field):
    checked = 0
    for event in nosad.events:
        if getattr(event, field) is None or (event.slug.startswith("2023-11-14") and field == "start_date"):
            continue
        assert any(claim.field == field and claim.state == "chosen" for claim in event.claims), event.slug
        checked += 1

    assert checked


@pytest.mark.parametrize("field", ["start_date", "start_time", "end_time", "title", "former_titles"])
def test_the_chosen_value_is_the_published_one(nosad, field):
    for event in nosad.events:
        published = getattr(event, field)
        chosen = {claim.value for claim in claims_of(event, field) if claim.state == "chosen"}
        if isinstance(published, date):
            # "2024-05" agrees with 2024-05-07: the section gives only the month.
            chosen = {published.isoformat() if published.isoformat().startswith(value) else value for value in chosen}
            published = published.isoformat()
        elif isinstance(published, time):
            published = f"{published:%H:%M}"
        elif isinstance(published, Text):
            published = published.shown(published.original).words
        if event.slug in MISPRINTED and field == "former_titles":
            chosen = {value.replace("vid var av", "vid val av") for value in chosen}
        if chosen:
            assert chosen == ({published} if isinstance(published, str) else set(published)), event.slug


@pytest.mark.parametrize(("field", "default"), [("kind", "workshop"), ("language", "sv"), ("seats_limited", False)])
def test_every_field_that_differs_from_the_usual_has_a_claim(nosad, field, default):
    differing = [event for event in nosad.events if getattr(event, field) != default]

    assert differing
    assert [event.slug for event in differing if not lines_of(event, field)] == []


def test_who_appeared_for_whom_in_which_role_with_what_title_is_claimed_each_by_itself(nosad):
    for event in nosad.events:
        fields = {claim.field for claim in event.claims}
        for part in event.appearances:
            filled = [
                name for name in ("person", "organisation", "second_organisation", "title") if getattr(part, name)
            ]
            filled += ["role"] if part.role != "speaker" else []
            filled += ["to_be_confirmed"] if part.to_be_confirmed else []
            assert {f"appearances[{part.uid}].{name}" for name in filled} <= fields, (event.slug, part)


# Dates


def claims_of(event: EventFile, field: str) -> list[Claim]:
    return [claim for claim in event.claims if claim.field == field]


@pytest.mark.parametrize("slug", WRONG_YEARS)
def test_a_wrong_year_is_corrected_says_so_and_is_kept_as_a_rejected_claim(nosad, slug):
    event = event_of(nosad, slug)
    right, wrong = WRONG_YEARS[slug]

    assert event.start_date == right
    assert {(claim.value, claim.state) for claim in claims_of(event, "start_date")} == {
        (right.isoformat(), "chosen"),
        (wrong, "rejected"),
    }
    (correction,) = event.corrections
    assert (correction.field, correction.stated) == ("start_date", wrong)
    assert correction.note.sv == "Årtalet är rättat; källan angav 2021."
    assert correction.note.en == "The year is corrected; the source said 2021."
    assert any(note.field == "start_date" and wrong in note.note for note in event.notes)


@pytest.mark.parametrize("slug", WRONG_YEARS)
def test_the_weekday_speaks_for_2020(nosad, slug):
    claims = claims_of(event_of(nosad, slug), "start_date")
    weekdays = {claim.state: date.fromisoformat(claim.value).weekday() for claim in claims}

    assert weekdays == {"chosen": TUESDAY, "rejected": TUESDAY + 1}


def test_tuesday_is_the_day_of_33_of_the_39_other_rows(nosad):
    others = [event for event in nosad.events if lines_of(event, "start_date") & ROWS and event.slug not in WRONG_YEARS]

    assert len(others) == 39
    assert sum(event.start_date.weekday() == TUESDAY for event in others) == 33


def test_the_rows_stand_in_falling_order_once_the_years_are_right(nosad):
    dates = {line: event.start_date for event in nosad.events for line in lines_of(event, "title", "former_titles")}
    in_order = [dates[line] for line in sorted(ROWS)]

    assert in_order == sorted(in_order, reverse=True)


def test_a_day_that_the_page_does_not_settle_is_kept_both_ways(nosad):
    event = event_of(nosad, "2023-11-14-datavisualisering")

    (uncertainty,) = event.uncertainties
    assert (uncertainty.field, uncertainty.values) == ("start_date", ("2023-11-14", "2023-10"))
    assert {(claim.value, claim.line, claim.state) for claim in claims_of(event, "start_date")} == {
        ("2023-11-14", 26, "open"),
        ("2023-10", 131, "open"),
    }
    assert not event.corrections


def test_only_that_day_is_unsettled(nosad):
    assert [event.slug for event in nosad.events if event.uncertainties] == ["2023-11-14-datavisualisering"]
    assert {c.state for e in nosad.events if not e.uncertainties for c in e.claims} == {"chosen", "rejected"}


def test_an_impossible_time_is_corrected_from_the_length(nosad):
    event = event_of(nosad, "2022-04-20-sa-jobbar-offentlig-sektor-med-open-source")

    assert (event.start_time, event.end_time) == (time(10, 30), time(11, 30))
    assert [(c.field, c.stated) for c in event.corrections] == [("end_time", "10:30-111:30")]
    assert {(c.value, c.line, c.state) for c in claims_of(event, "end_time")} == {
        ("111:30", 313, "rejected"),
        ("11:30", 315, "chosen"),
    }


# What is there


def test_a_recording_is_published_only_where_the_page_labels_it(nosad, page):
    labelled = {number for number, line in enumerate(page, start=1) if LABELLED_RECORDING.match(line)}
    found = set()
    for event in nosad.events:
        (recording,) = event.recordings
        (claim,) = claims_of(event, f"recordings[{recording.id}].state")
        assert recording.state == claim.value
        assert not recording.has_address
        if recording.state == "published":
            found.add(claim.line)
        else:
            assert (recording.state, claim.line, claim.sureness) == ("unknown", 5, "uncertain")

    assert found == labelled


def test_addresses_are_those_that_the_page_gives(nosad, page):
    text = "\n".join(page)
    given = {link.url for event in nosad.events for link in event.links} | {topic.url for topic in nosad.topics}
    given |= {organisation.url for organisation in nosad.organisations}
    given |= {material.url for event in nosad.events for material in event.materials}

    assert given - {None} == {
        "https://www.regeringen.se/rattsliga-dokument/lagradsremiss/2022/03/"
        "den-offentliga-sektorns-tillgangliggorande-av-data/",
        "https://community.dataportal.se/",
        "https://datastory.org/",
        "https://www.allmanhandling.se/",
        "https://mikjam.se/",
    }
    assert all(url.removeprefix("https://").rstrip("/") in text for url in given - {None})


def test_file_names_are_those_of_the_page(nosad, page):
    text = "\n".join(page)
    names = {material.file_name for event in nosad.events for material in event.materials} - {None}

    assert names == set(re.findall(r"\S+\.pdf|\d{4}\S+\.pptx|presentation region Skåne\.pptx", text))


def test_somebody_to_be_confirmed_is_a_state_and_not_a_person(nosad):
    expected = [part for event in nosad.events for part in event.appearances if part.to_be_confirmed]
    stockholm = next(one for one in nosad.organisations if one.slug == "stockholms-stad")

    assert [(part.person, part.organisation) for part in expected] == [(None, stockholm.id)]
    assert not [person for person in nosad.people if "TBC" in person.name]


def test_every_person_is_named_on_the_page_and_hidden_from_search_engines(nosad, page):
    text = "\n".join(page)

    assert [person.name for person in nosad.people if person.name not in text] == []
    assert not any(person.open_to_search for person in nosad.people)


def test_somebody_speaks_for_an_organisation_only_where_the_page_says_so_beside_the_name(nosad):
    read_into = {}
    for event in nosad.events:
        for part in event.appearances:
            if part.person and part.organisation:
                who = claims_of(event, f"appearances[{part.uid}].person")
                for_whom = claims_of(event, f"appearances[{part.uid}].organisation")
                assert {claim.line for claim in who} & {claim.line for claim in for_whom}, (event.slug, who)
                if for_whom[0].sureness != "stated":
                    read_into[who[0].value] = for_whom[0].words

    assert read_into == {
        "Karin Fridstrand": "stadsbyggnadskontoret i Varberg",  # the office stands after the next name, for both
        "Alexander Warnolf": "utredningen",  # its secretary
    }


@pytest.mark.parametrize(
    ("slug", "name"),
    [
        ("2024-03-19-kommunernas-miljodata", "Frida Berry Eklund"),
        ("2024-03-07-kom-igang-med-oppna-geodata", "Björn Hagström"),
        ("2023-11-14-datavisualisering", "Anders Elias"),
        ("2021-06-15-offentlighetsprincipen", "Elenor Weijmar"),
        ("2021-06-15-offentlighetsprincipen", "Mattias Axel"),
        ("2020-12-08-hackathons-och-innovationstavlingar", "Maria Dalhage"),
        ("2020-12-08-hackathons-och-innovationstavlingar", "Angela Yong"),
        ("2020-10-06-introduktion-till-oppen-programvara", "Per Runeson"),
        ("2020-10-06-introduktion-till-oppen-programvara", "Daniel Melin"),
    ],
)
def test_whoever_has_no_organisation_on_the_page_has_none_here(nosad, slug, name):
    person = next(person for person in nosad.people if person.name == name)
    parts = [part for part in event_of(nosad, slug).appearances if part.person == person.id]

    assert [part.organisation for part in parts] == [None]


def test_a_heading_with_nothing_under_it_gives_no_agenda(nosad, page):
    headings = {number for number, line in enumerate(page, start=1) if line == "Agenda"}
    below = {number: next(line for line in range(number + 1, len(page) + 1) if page[line - 1]) for number in headings}
    empty = {number for number in headings if below[number] in SECTIONS | {632}}  # 632: where to find the summary
    without = {claim.line for event in nosad.events if not event.agenda for claim in claims_of(event, "agenda")}

    assert (len(headings), len(empty)) == (17, 11)
    assert without == empty


# Words of our own


def own_texts(dossier: Dossier) -> Iterator[tuple[str, Text]]:
    for event in dossier.events:
        yield from ((event.slug, text) for text in (event.summary, event.audience) if text)
        yield from ((event.slug, item.description) for item in event.agenda if item.description)
    for thing in (*dossier.topics, *dossier.series):
        if thing.description:
            yield thing.slug, thing.description


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def runs_of(words: list[str], length: int) -> set[tuple[str, ...]]:
    return {tuple(words[start : start + length]) for start in range(len(words) - length + 1)}


def test_no_text_of_ours_shares_six_words_in_a_row_with_the_page(nosad, page):
    on_page = runs_of(words_of("\n".join(page)), 6)
    shared_runs = [
        (slug, " ".join(run))
        for slug, text in own_texts(nosad)
        for words in (text.sv, text.en)
        for run in runs_of(words_of(words or ""), 6) & on_page
    ]

    assert shared_runs == []


def test_a_summary_has_two_to_four_sentences_in_both_languages_and_awaits_an_editor(nosad):
    with_summary = [event for event in nosad.events if event.summary]

    assert len(with_summary) == 40
    for event in with_summary:
        assert event.summary_state == "rewritten"
        for words in (event.summary.sv, event.summary.en):
            assert 2 <= len(re.findall(r"[.?!](?=\s|$)", words)) <= 4, event.slug


def test_a_workshop_without_text_on_the_page_has_no_summary(nosad):
    assert {event.slug for event in nosad.events if not event.summary} == {
        "2022-01-11-retrospektiv-nosad-2021",
        "2023-05-23-innersource",
        "2024-01-16-jitsiplugin-och-moderatorpanel",
        "2024-04-02-exchange-of-experiences-on-open-source-digital-workspaces",
        "2024-06-04-hansken",
    }


def test_texts_are_in_both_languages_and_the_translation_is_of_the_original(nosad):
    for event in nosad.events:
        for text in (event.title, event.summary, event.audience, *(item.title for item in event.agenda)):
            if text:
                assert None not in (text.sv, text.en), (event.slug, text)
                assert text.translated_from == text.original_hash(), (event.slug, text)


def test_no_summary_has_a_word_that_the_words_of_the_interface_forbid(nosad):
    forbidden = {"vänligen", "tyvärr", "bl", "webinarie", "träff", "idag", "imorgon", "snart"}

    for event in nosad.events:
        if event.summary:
            assert not forbidden & set(words_of(event.summary.sv)), event.slug


def test_the_texts_are_free_to_use_by_the_dossiers_own_licence(nosad):
    (series,) = nosad.series

    assert series.text_licence == "CC0-1.0"
    assert [note.field for note in series.notes if "CC0-1.0" in note.note] == ["text_licence"]
    assert not [claim for claim in series.claims if claim.field == "text_licence"]


def test_the_slug_is_the_date_and_the_title(nosad):
    for event in nosad.events:
        assert event.slug == event_slug(
            event.start_date, event.precision, event.title.shown(event.title.original).words
        )
