# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Templates: every phrase folded, every name known, escaping as MarkupSafe does it, and one digest over all that decides the look."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import TemplateSyntaxError, UndefinedError
from markupsafe import Markup, escape

from tests.edition.rendering.archive_of_records import SITE
from verkstad.edition.rendering import render_plain
from verkstad.edition.rendering.environment import TEMPLATES, environment, fill
from verkstad.edition.rendering.escaping import as_html
from verkstad.edition.rendering.tongue import Tongue, language_name, length, number, size, tongue
from verkstad.records.base import LANGUAGES

NAMES = sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_every_template_compiles_in_every_language(name, language):
    assert environment(language).get_template(name).name == name


def test_a_phrase_is_folded_into_the_template_and_escaped(monkeypatch):
    monkeypatch.setattr(Tongue, "gettext", lambda self, words: f"<{words.upper()}>")

    made = environment.__wrapped__("sv").from_string('{{ _("hi") }}')

    assert made.render() == "&lt;HI&gt;"


@pytest.mark.parametrize("source", ["{{ _(name) }}", '{{ _("a", "b") }}', '{{ _("a", x=1) }}'])
def test_only_a_constant_can_be_translated(source):
    with pytest.raises(TemplateSyntaxError, match="one constant string"):
        environment("sv").from_string(source)


def test_an_unknown_name_fails():
    with pytest.raises(UndefinedError):
        environment("sv").from_string("{{ nobody }}").render()


@given(st.one_of(st.text(), st.integers(), st.none(), st.text().map(Markup), st.text().map(escape)))
def test_plain_escaping_is_that_of_markupsafe(value):
    assert as_html(value) == str(escape(value))
    assert type(as_html(value)) in {str, Markup}


def test_a_sentence_is_filled_with_links_and_escaped_words():
    assert (
        fill("<Write> to %(who)s or %(link)s.", who="A & B", link=Markup("<a>us</a>"))
        == "&lt;Write&gt; to A &amp; B or <a>us</a>."
    )


def test_a_page_of_the_application_has_the_same_frame(tmp_path):
    (tmp_path / "form.html").write_text('{% extends "plain.html" %}{% block body %}<p>{{ said }}</p>{% endblock %}')

    body = render_plain(
        SITE, "en", "Write to us", "form.html", {"said": "a < b"}, path="/contact/", folders=[tmp_path]
    ).decode()

    assert "<title>Write to us – NOSAD</title>" in body
    assert "<p>a &lt; b</p>" in body
    assert 'href="https://verkstad.example.se/en/contact/"' in body


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (number(1200, "sv"), "1\u00a0200"),
        (number(1200, "en"), "1,200"),
        (size(2_140_000, "sv"), "2,1\u00a0MB"),
        (size(2_140_000, "en"), "2.1\u00a0MB"),
        (size(640, "en"), "640 bytes"),
        (size(51_200, "sv"), "51\u00a0kB"),
        (size(999_700, "sv"), "1,0\u00a0MB"),
        (size(2_500_000_000, "sv"), "2,5\u00a0GB"),
        (length(3480, "sv"), "58\u00a0min"),
        (length(5280, "sv"), "1\u00a0tim 28\u00a0min"),
        (length(7200, "en"), "2\u00a0h"),
        (length(10, "en"), "1\u00a0min"),
        (language_name("en", "sv"), "engelska"),
        (language_name("nb", "en"), "Norwegian Bokmål"),
        (language_name("xx", "en"), "xx"),
    ],
)
def test_numbers_and_names_are_said_as_each_language_does(said, expected):
    assert said == expected


def test_the_tongue_counts():
    assert tongue("en").ngettext("%(n)s workshop", "%(n)s workshops", 1) == "1 workshop"
    assert tongue("en").ngettext("%(n)s workshop", "%(n)s workshops", 1200) == "1,200 workshops"


def test_pages_of_one_environment_share_its_macros_and_no_names(tmp_path):
    (tmp_path / "say.html").write_text('{% macro say(what, how="!") %}<b>{{ what }}</b>{{ how }}{% endmacro %}')
    (tmp_path / "frame.html").write_text("{{ title }}: {% block text %}none{% endblock %}.")
    (tmp_path / "page.html").write_text(
        '{% extends "frame.html" %}{% from "say.html" import say %}'
        '{% block text %}{% for word in words %}{{ say(word) }}{{ say(word, how="?") }}{% endfor %}{% endblock %}'
    )
    made = environment.__wrapped__("sv", (tmp_path,)).get_template("page.html")

    assert made.render(title="A & B", words=["<one>"]) == "A &amp; B: <b>&lt;one&gt;</b>!<b>&lt;one&gt;</b>?."
    with pytest.raises(UndefinedError):
        made.render(words=["two"])
