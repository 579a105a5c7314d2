# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which terms the recogniser is told of."""

from __future__ import annotations

from verkstad.intake.speech.terms import TOKENS_AT_MOST, prompt_of


def tokens(text: str) -> int:
    """As a tokenizer does that knows words of up to five letters, and cuts others in fives."""
    return sum(-(-len(word) // 5) for word in text.split())


def test_all_terms_are_told_in_their_order_where_they_have_room():
    assert (
        prompt_of(["Anna Berg", "Digg", "öppen källkod"], "sv", tokens) == "Ordlista: Anna Berg, Digg, öppen källkod."
    )
    assert prompt_of(["Digg"], "en", tokens) == "Glossary: Digg."


def test_doubles_spaces_and_sentences_are_left_out():
    terms = ["  Digg ", "digg", "", "Kungliga\nbiblioteket,", "En mening som är för lång för att vara ett namn, " * 3]

    assert prompt_of(terms, "sv", tokens) == "Ordlista: Digg, Kungliga biblioteket."


def test_of_many_those_go_that_the_model_knows_and_then_the_last():
    names = [f"Myndighetsnamn{number:03}" for number in range(60)]

    told = prompt_of([*names[:10], "data", "Linux", *names[10:]], "sv", tokens)

    assert tokens(told) <= TOKENS_AT_MOST
    chosen = told.removeprefix("Ordlista: ").rstrip(".").split(", ")
    assert chosen == names[: len(chosen)]
    assert 20 < len(chosen) < 50


def test_a_long_term_does_not_keep_a_short_one_out():
    long = [f"Organisation{number:02} " * 5 for number in range(12)]

    assert prompt_of([*long, "Ärlighetsgruppen"], "sv", tokens).endswith("Ärlighetsgruppen.")


def test_without_terms_nothing_is_told():
    assert prompt_of([], "sv", tokens) is None
    assert prompt_of([" "], "sv", tokens) is None
