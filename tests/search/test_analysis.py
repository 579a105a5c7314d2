# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words, stems, compounds and slips."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verkstad.search.analysis import Analyser, Dictionary, words_in
from verkstad.search.analysis.compounds import Splitter
from verkstad.search.analysis.dictionary import swedish_dictionary
from verkstad.search.analysis.spelling import Speller, distance
from verkstad.search.analysis.stems import english, swedish


@pytest.fixture(scope="module")
def splitter() -> Splitter:
    return Splitter(swedish_dictionary())


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("leverantörsreskontra", ("leverantör", "reskontra")),
        ("upphandlingsdokument", ("upphandling", "dokument")),
        ("miljödata", ("miljö", "data")),
        ("öppenkällkodslicens", ("öppen", "källkod", "käll", "kod", "licens")),
        ("programvarulösningar", ("programvaru", "lösningar")),
        ("försäkringskassan", ("försäkring", "kassan")),
        ("godstransportsystem", ("godstransport", "system")),
        ("offentlighetsprincipen", ("offentlighet", "principen")),
        ("datamängder", ("data", "mängder")),
    ],
)
def test_compounds_come_apart_at_their_joints(splitter, word, parts):
    assert splitter.parts_of(word) == parts


@pytest.mark.parametrize(
    "word",
    [
        "partner",
        "verkstad",
        "samverkan",
        "information",
        "inspelning",
        "presentation",
        "arkitektur",
        "offentlig",
        "organisation",
        "kommunikation",
        "demokrati",
        "statistik",
        "digitalisering",
        "tillgänglighet",
        "licenser",
        "standarder",
        "kvalitet",
        "personal",
        "resultat",
        "regeringen",
        "politik",
        "öppenhet",
    ],
)
def test_words_that_only_look_like_compounds_stay_whole(splitter, word):
    assert splitter.parts_of(word) == ()


def test_words_of_the_archive_s_own_make_compounds():
    splitter = Splitter(swedish_dictionary().knowing(["jitsi"]))

    assert Splitter(swedish_dictionary()).parts_of("jitsiplugin") == ()
    assert splitter.parts_of("jitsiplugin") == ("jitsi", "plugin")


def test_a_dictionary_is_read_as_it_was_written():
    known = swedish_dictionary().knowing(["jitsi", "klimatkollen"])

    assert Dictionary.from_bytes(known.to_bytes()) == known


@pytest.mark.parametrize(
    "forms",
    [
        "arkiv arkivet arkiven arkivens",
        "källa källan källor källorna",
        "licens licensen licenser licensernas",
        "öppen öppet öppna",
        "myndighet myndigheten myndigheter myndigheternas",
        "kommun kommunen kommuner kommunernas",
        "upphandling upphandlingen upphandlingar",
        "process processen processer",
        "nätverk nätverket nätverken",
    ],
)
def test_the_forms_of_a_word_have_one_stem(forms):
    assert len({swedish(form) for form in forms.split()}) == 1


def test_data_is_no_computer():
    assert swedish("data") != swedish("dator")


@given(st.text(alphabet="abcdeghiklmnoprstuvåäö", min_size=1, max_size=30))
def test_a_stem_is_its_own_stem(word):
    assert swedish(swedish(word)) == swedish(word)


def test_english_has_stems_of_its_own():
    assert english("licensing") == english("licensed")


@pytest.mark.parametrize("written", ["e-arkiv", "eArkiv", "E-arkiv", "e‑arkiv"])
def test_one_word_has_one_form_however_it_is_written(written):
    (word,) = words_in(written)

    assert (word.whole, word.parts) == ("earkiv", ("e", "arkiv"))


def test_names_with_hyphens_are_whole_and_in_parts():
    analyser = Analyser(swedish_dictionary())

    terms = analyser.terms("Profilen DCAT-AP-SE gäller", "sv")

    assert terms.exact == "profilen dcatapse gäller"
    assert {swedish("dcatapse"), "+ap", "+se", f"+{swedish('dcat')}"} <= set(terms.stems.split())


def test_small_words_are_kept_for_phrases_and_have_no_stem():
    terms = Analyser(swedish_dictionary()).terms("att öppna data", "sv")

    assert terms.exact.split() == ["att", "öppna", "data"]
    assert len(terms.stems.split()) == 2


@given(st.text(max_size=300))
def test_places_are_where_the_words_stand(text):
    for word in words_in(text):
        assert text[word.start : word.end].strip() == text[word.start : word.end] != ""


@given(st.text(max_size=300), st.sampled_from(["sv", "en"]))
def test_any_text_gives_one_exact_term_for_each_word(text, language):
    terms = Analyser(swedish_dictionary()).terms(text, language)

    assert len(terms.exact.split(" ")) == max(1, len(list(words_in(text))))


def test_a_slip_finds_what_was_meant():
    speller = Speller({"archivematica": 3, "arkivering": 9, "öppen": 40, "oppna": 1, "wikidata": 5})

    assert speller.meant("archivmatica") == ["archivematica"]
    assert speller.meant("arkivmatika") == ["archivematica"]
    assert speller.meant("wikidatta") == ["wikidata"]
    assert speller.forgiving("oppen") == ["öppen"]
    assert speller.meant("2023") == speller.meant("abc") == []


def test_distance_counts_swapped_letters_once():
    assert (distance("jitsi", "jtisi"), distance("jitsi", "jitsi"), distance("data", "datum")) == (1, 0, 2)
