# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is found, in what order, and how it is shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.search.sample import DOSSIERS, SAMPLE, Names, said, workshop
from verkstad.intake.dossier import read_dossier
from verkstad.search.index import Opened, build_index
from verkstad.search.passages import bundle_of
from verkstad.search.query import parse, read_query
from verkstad.search.results import find
from verkstad.search.results.marks import Span


def slugs(opened: Opened, text: str, **but) -> list[str]:
    return [group.slug for group in find(opened, parse(text)._replace(**but)).groups]


def index_of(tmp_path: Path, *bundles) -> Opened:
    build_index(tmp_path / "index", [bundle.to_json() for bundle in bundles])
    return Opened.open(tmp_path / "index")


def marks(spans: tuple[Span, ...]) -> list[str]:
    return [span.words for span in spans if span.is_met]


@pytest.mark.parametrize(
    "text",
    [
        "leverantör reskontra",
        "reskontra",
        "dokument upphandling",
        "upphandling dokumenten",
        "källkodslicenser",
        "öppen licens",
    ],
)
def test_compounds_are_found_by_their_parts(opened, text):
    assert set(slugs(opened, text)) & {"leverantorsreskontra", SAMPLE}


def test_no_part_is_found_by_accident(tmp_path):
    opened = index_of(
        tmp_path, workshop(said("Vi är en partner i en organisation"), said("Information om presentation"))
    )

    assert [slugs(opened, word) for word in ("ner", "isation", "format", "sent", "organ")] == [[], [], [], [], []]


def test_the_whole_word_is_before_its_part(tmp_path):
    opened = index_of(
        tmp_path,
        workshop(said("Kommunernas miljödata är öppna"), key=1, slug="part", title="A", date="2024-05-01"),
        workshop(said("Kommunernas data är öppna"), key=2, slug="whole", title="B", date="2020-05-01"),
    )

    assert slugs(opened, "data") == ["whole", "part"]
    assert slugs(opened, "miljödata") == ["part"]


def test_the_exact_form_is_before_another(tmp_path):
    opened = index_of(
        tmp_path,
        workshop(said("Om licenserna för programvara"), key=1, slug="form", title="A"),
        workshop(said("Om licens för programvara"), key=2, slug="exact", title="B"),
    )

    assert slugs(opened, "licens") == ["exact", "form"]
    assert slugs(opened, "licenserna") == ["form", "exact"]


def test_newer_is_before_older_when_all_else_is_equal(tmp_path):
    bundles = [
        workshop(said("Om arkiv"), key=number, slug=f"w{year}", title="Träff", date=f"{year}-01-01")
        for number, year in enumerate((2021, 2024, 2022), 1)
    ]

    assert slugs(index_of(tmp_path, *bundles), "arkiv") == ["w2024", "w2022", "w2021"]


def test_one_workshop_does_not_flood_the_list(tmp_path):
    many = workshop(*(said(f"Arkiv nummer {number}", number) for number in range(300)), key=1, slug="many", title="A")
    others = [
        workshop(said("Ett arkiv bland annat"), key=number, slug=f"other{number}", title="B") for number in range(2, 7)
    ]
    found = find(index_of(tmp_path, many, *others), parse("arkiv"))

    assert sorted(group.slug for group in found.groups) == ["many", *(f"other{number}" for number in range(2, 7))]
    assert max(len(group.hits) for group in found.groups) <= 3
    assert (found.total, found.things) == (305, 6)


def test_letters_are_kept_apart_and_forgiven(tmp_path):
    opened = index_of(
        tmp_path,
        workshop(said("En hal väg"), key=1, slug="hal", title="A"),
        workshop(said("Ett hål i vägen"), key=2, slug="hole", title="B"),
        workshop(said("Öppenhet lönar sig"), key=3, slug="open", title="C"),
    )

    assert slugs(opened, "hal") == ["hal"]
    assert slugs(opened, "hål") == ["hole"]
    assert slugs(opened, "oppenhet") == ["open"]


def test_a_name_is_every_name(opened):
    by_short, by_long = slugs(opened, "DIGG"), slugs(opened, "Myndigheten för digital förvaltning")

    assert by_short[0] == by_long[0] == "digg"
    assert "2022-09-13-licensval-for-oppen-programvara-inom-offentlig-sektor" in by_short


def test_a_slip_is_found_and_mended_in_words(opened):
    found = find(opened, parse("arkivmatika Skåne"))

    assert "2023-12-05-earkiv" in [group.slug for group in found.groups]
    assert found.suggestion == "Archivematica Skåne"


def test_phrases_and_what_is_to_be_without(opened):
    every, phrase = find(opened, parse("data öppna")), find(opened, parse('"öppna data"'))
    without = find(opened, parse('"öppna data" -wikidata'))

    assert every.total > phrase.total > without.total > 0
    assert "wikidata" not in [group.slug for group in without.groups]


def test_a_passage_leads_to_its_second_and_its_page(opened):
    (speech,) = find(opened, parse("brandvägg")).groups
    (page,) = find(opened, parse("validering skördas")).groups

    assert [(hit.kind, hit.second, hit.people) for hit in speech.hits] == [
        ("speech", 1503.5, (("ada-exempel", "Ada Exempel"),))
    ]
    assert [(hit.kind, hit.page, marks(hit.title), marks(hit.text)) for hit in page.hits] == [
        ("page", 7, ["Validering"], ["skördas"])
    ]


CUES = (
    (61, "Att vi till slut"),
    (64, "satte en brandväggsregel"),
    (66, "runt molnet var för att"),
    (70, "leverantören ville det, men"),
    (75, "en brandvägg är det ju inte"),
    (79, "utan avtal, och avtalet med"),
    (83, "leverantören var gammalt."),
)


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("brandvägg", 75),  # as it stands rather than within another word
        ("brandväggar", 75),
        ("molnet", 66),
        ("att molnet", 66),  # a word that says nothing leads nowhere
        ("avtal leverantör", 79),  # where both are
        ('"runt molnet"', 66),
        ('leverantören "var gammalt"', 83),
        ("Ada Exempel", 61.5),  # nothing of it is said
        ("att", 61.5),
    ],
)
def test_a_hit_leads_to_the_cue_in_which_the_best_of_the_words_is_said(tmp_path, text, second):
    place, moments, words = 0, [], " ".join(cue for _, cue in CUES)
    for at, cue in CUES:
        moments += [place, at] if place else []
        place += len(cue) + 1
    spoken = said(words, 61.5)._replace(address="", anchor="t=", moments=tuple(moments))
    opened = index_of(tmp_path, workshop(said("Välkomna hit", 3), spoken))

    (group,) = find(opened, parse(text)).groups

    hits = [hit for hit in group.hits if hit.kind == "speech"]
    assert [(hit.second, hit.anchor) for hit in hits if hit.second != 3] == [(second, f"t={int(second)}")]


def test_words_are_marked_whole_and_where_they_stand(opened):
    (group,) = find(opened, parse("dokument avtal")).groups
    hit = group.hits[0]

    assert marks(hit.text) == ["upphandlingsdokument", "avtalen"]
    assert (
        "".join(span.words for span in hit.text)
        == "Alla upphandlingsdokument ligger i samma mapp, och där hittar du även avtalen."
    )


def test_a_long_text_is_cut_between_words_around_what_was_found(tmp_path):
    text = f"{'början ' * 60}brandvägg {'slutet ' * 60}".strip()
    (group,) = find(index_of(tmp_path, workshop(said(text))), parse("brandvägg")).groups
    shown = "".join(span.words for span in group.hits[0].text)

    assert (shown[:2], shown[-2:]) == ("… ", " …")
    assert len(shown) < 260
    assert set(shown.split()) == {"…", "början", "brandvägg", "slutet"}


def test_filters_narrow_and_are_counted_as_if_not_chosen(opened):
    every = find(opened, parse("källkod"))
    chosen = find(opened, read_query("q=källkod&year=2021"))

    assert {group.place.date[:4] for group in chosen.groups if group.place} == {"2021"}
    assert chosen.choices["year"] == every.choices["year"]
    assert next(choice.passages for choice in every.choices["year"] if choice.value == "2021") == chosen.total


def test_typed_filters_are_names_and_years(opened):
    assert set(slugs(opened, "person:linåker hälsa")) >= {"2022-03-01-halsa-och-sakerhet-vid-val-av-oppen-programvara"}
    assert all(slug.startswith("2021") for slug in slugs(opened, "år:2021 öppen"))


def test_pages_follow_on_each_other_without_repeating(opened):
    first, second = slugs(opened, "öppen"), slugs(opened, "öppen", page=2)

    assert len(first) == 10
    assert second
    assert not set(first) & set(second)


def test_sorting_by_time(opened):
    dates = [group.place.date for group in find(opened, read_query("q=workshoppen&sort=newest")).groups if group.place]

    assert dates == sorted(dates, reverse=True)
    assert len(set(dates)) > 3


def test_when_no_passage_has_all_words_some_are_enough(opened):
    found = find(opened, parse("hansken elsparkcyklar"))

    assert found.is_loose
    assert {"hansken", "elsparkcyklar"} <= {group.slug for group in found.groups}


def test_a_reader_of_english_is_shown_english_titles(opened):
    (group, *_) = find(opened, parse("e-archives skåne"), "en").groups

    assert ("".join(span.words for span in group.title), group.language) == ("E-archives", "en")


def test_a_chapter_leads_to_its_second_and_is_not_found_before_its_recording_is_there():
    dossier = read_dossier(DOSSIERS / "sample")
    (event,) = dossier.events
    (recording,) = event.recordings
    waiting = event.model_copy(update={"recordings": [recording.model_copy(update={"state": "processing"})]})
    starts = {recording.id: [f"#t={chapter.start_seconds:.0f}" for chapter in recording.chapters]}

    there, not_there = (
        {
            passage.anchor
            for passage in bundle_of(one, Names(dossier), starts=starts).passages
            if passage.kind == "chapter"
        }
        for one in (event, waiting)
    )

    assert there == {"t=0", "t=15", "t=35", "t=52"}
    assert not_there == set()


def test_a_letter_stands_for_words_that_say_something(tmp_path):
    opened = index_of(
        tmp_path, workshop(*(said(f"att och av {number}", number) for number in range(9)), said("arkiv", 99))
    )  # fmt: skip

    assert ("body", "arkiv") in opened.beginning_with("a", 3)
    assert not {word for _, word in opened.beginning_with("a", 3)} & {"att", "av"}


def test_a_beginning_stands_for_what_every_passage_has_only_where_nothing_else_begins_so(tmp_path):
    opened = index_of(
        tmp_path, workshop(*(said("hälsning", second) for second in range(9)), said("protokoll", 99), title="Träff")
    )

    assert opened.beginning_with("pro", 3) == [("body", "protokoll")]
    assert {word for _, word in opened.beginning_with("provm", 3)} == {"provmyndigheten"}


def test_a_compound_that_stands_in_other_words_is_counted_with_its_best(tmp_path):
    many = workshop(*(said("data om miljön", second) for second in range(120)), said("miljön är viktig", 200))
    opened = index_of(tmp_path, many)

    assert find(opened, parse("miljödata")).total == 120
