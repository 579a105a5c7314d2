# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2

from __future__ import annotations

import html5lib
import pytest

from verkstad.participation.models import Message
from verkstad.participation.views import ContactView, Desk
from verkstad.records.published import Site

pytestmark = pytest.mark.django_db

FORM = {"text": "Datumet är fel.", "kind": "mistake", "about": "/event/a/", "name": "", "email": ""}


@pytest.fixture
def desk() -> Desk:
    site = Site(base_url="https://workshops.example.org", name="Prov", contact_email="desk@example.org")
    return Desk(site=lambda: site, series=lambda: None, keep_days=30)


@pytest.fixture
def ask(rf, desk, settings):
    """Ask the view: ``ask(data)`` posts, ``ask()`` gets."""
    settings.ALLOWED_HOSTS = ["workshops.example.org"]

    def asked(data=None, *, language="sv", path="/contact/", **headers):
        view = ContactView.as_view(language=language, desk=desk)
        headers = {"host": "workshops.example.org", **headers}
        request = rf.get(path, headers=headers) if data is None else rf.post(path, data, headers=headers)
        response = view(request)
        response.page = response.content.decode()
        return response

    return asked


def fields(page: str) -> dict[str, str]:
    """The values that the form stands with, as a browser would read them."""
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    found = {field.get("name"): field.get("value", "") for field in tree.iter("input")}
    found |= {field.get("name"): field.text or "" for field in tree.iter("textarea")}
    return {name: value for name, value in found.items() if name in FORM}


def test_form_asks_by_the_kind_and_the_page_it_was_opened_from(ask):
    page = ask(path="/contact/?kind=accessibility&about=/event/a/").page

    assert fields(page) == {"kind": "accessibility", "about": "/event/a/", "text": "", "name": "", "email": ""}
    assert "30" in page
    assert "mailto:desk@example.org" in page


@pytest.mark.parametrize(
    ("given", "kind"),
    [("propose", "proposal"), ("question", "contact"), ("touch", "touch"), ("<b>", "contact"), ("", "contact")],
)
def test_links_may_call_the_kinds_by_other_names(ask, given, kind):
    assert fields(ask(path=f"/contact/?kind={given}").page)["kind"] == kind


def test_the_other_language_has_the_same_errand(ask):
    page = html5lib.parse(ask(path="/contact/?kind=propose&about=/topic/x/").page, namespaceHTMLElements=False)
    plain = html5lib.parse(ask(language="en", path="/en/contact/").page, namespaceHTMLElements=False)

    assert page.find(".//a[@class='twin']").get("href") == "/en/contact/?kind=proposal&about=%2Ftopic%2Fx%2F"
    assert plain.find(".//a[@class='twin']").get("href") == "/contact/"


def test_a_mistake_is_about_the_page_that_led_here_unless_the_link_says(ask):
    gone = "https://workshops.example.org/event/gone/"

    assert fields(ask(path="/contact/?kind=mistake", referer=gone).page)["about"] == "/event/gone/"
    assert fields(ask(path="/contact/?kind=mistake&about=/a/", referer=gone).page)["about"] == "/a/"
    assert fields(ask(path="/contact/", referer=gone).page)["about"] == ""


@pytest.mark.parametrize(
    "about",
    ["//evil.example/", "https://evil.example/", "javascript:alert(1)", "/a b", '/"onx=', "/\\evil", "/" + "a" * 600],
)
def test_page_that_is_not_of_this_site_is_left_out(ask, about):
    assert fields(ask({**FORM, "about": about, "text": ""}).page)["about"] == ""


def test_message_is_received_and_its_sender_led_to_a_receipt(ask):
    response = ask(
        {**FORM, "name": " Anna  Berg ", "email": "anna@example.org"}, origin="https://workshops.example.org"
    )

    assert response.status_code == 303
    assert response["Location"] == "/contact/?received=1&about=%2Fevent%2Fa%2F"
    message = Message.objects.get()
    assert (message.kind, message.about, message.text) == ("mistake", "/event/a/", "Datumet är fel.")
    assert (message.name, message.email, message.language) == ("Anna Berg", "anna@example.org", "sv")
    receipt = ask(path=response["Location"])
    assert 'href="/event/a/"' in receipt.page
    assert receipt.cookies == {}


def test_message_needs_neither_name_nor_address(ask):
    assert ask(FORM).status_code == 303
    assert Message.objects.get().email == ""


@pytest.mark.parametrize(
    "headers", [{"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}, {"origin": "null"}]
)
def test_form_sent_by_another_site_is_refused_and_its_text_kept(ask, headers):
    response = ask(FORM, **headers)

    assert response.status_code == 403
    assert fields(response.page) == FORM
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"text": ""}, "text"),
        ({"text": "  \n "}, "text"),
        ({"text": "å" * 5001}, "text"),
        ({"text": "a\x00b"}, "text"),
        ({"email": "anna"}, "email"),
        ({"email": "a@b.se\nbcc: c@d.se"}, "email"),
        ({"name": "x" * 201}, "name"),
        ({"kind": "touch"}, "email"),
    ],
)
def test_fault_stands_at_its_field_and_all_text_is_kept(ask, wrong, field):
    sent = {**FORM, **wrong}

    response = ask(sent)

    assert response.status_code == 422
    assert f'id="{field}-fault"' in response.page
    assert f'href="#{field}"' in response.page
    assert response.page.count("aria-invalid") == 1
    if "\x00" not in sent["text"] and "\n" not in sent["email"]:
        kept = fields(response.page)
        assert {name: value.strip() for name, value in kept.items()} == {
            name: value.strip() for name, value in sent.items()
        }
    assert not Message.objects.exists()


def test_what_was_typed_is_never_markup(ask):
    page = ask({**FORM, "text": "", "name": '"><script>alert(1)</script>', "email": "<b>"}).page

    assert "<script>alert" not in page
    assert fields(page)["name"] == '"><script>alert(1)</script>'


def test_too_many_from_one_sender_are_put_off_with_their_text(ask):
    for number in range(5):
        assert ask({**FORM, "text": str(number)}).status_code == 303

    response = ask(FORM)

    assert (response.status_code, response["Retry-After"]) == (429, "600")
    assert fields(response.page) == FORM
    assert Message.objects.count() == 5


def test_flood_from_everybody_is_put_off(ask, monkeypatch):
    monkeypatch.setattr("verkstad.participation.actions.ALL_PER_HOUR", 0)

    assert ask(FORM).status_code == 429


def test_english_page_is_in_english_and_posts_to_itself(ask):
    response = ask(language="en", path="/en/contact/")

    assert response["Content-Language"] == "en"
    assert '<html lang="en"' in response.page
    assert 'action="/en/contact/"' in response.page


def test_form_is_neither_kept_nor_indexed(ask):
    response = ask()

    assert response["Cache-Control"] == "no-store"
    assert "noindex" in response.page
