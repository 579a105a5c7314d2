# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two editors in two browsers, a session that ends while one writes, and what axe finds on these pages."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from tests.browsing import dress, findings, looks, scrolls_sideways
from tests.editing.versions.forms import edit, page_of
from tests.factories import make_event, make_person, make_series, make_user
from verkstad.archive.actions.drafting import keep_draft, put_aside
from verkstad.archive.actions.progress import note_progress
from verkstad.archive.actions.reviewing import hand_in
from verkstad.archive.journal import newest_serial
from verkstad.archive.models import AgendaItem, Appearance, Event

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SAVED = ".w-autosave-indicator__state--saved"
VENUE = "input[name=venue]"


def _newest(event: Any) -> Any:
    return Event.objects.get(pk=event.pk).get_latest_revision_as_object()


@pytest.fixture
def anna() -> Any:
    return make_user("anna.berg@example.se", role="editor", first_name="Anna", last_name="Berg")


@pytest.fixture
def bo() -> Any:
    return make_user("bo.ek@example.se", role="editor", first_name="Bo", last_name="Ek")


def test_the_second_of_two_editors_sees_both_texts_and_loses_none(opened, anna, bo):
    event = make_event()
    keep_draft(_written(event, venue="Sal 1"), by=anna, at=timezone.now(), based_on=None)
    first, second = opened(edit(event), user=anna), opened(edit(event), user=bo)
    first.locator(VENUE).fill("Annas sal")
    first.locator(SAVED).wait_for(state="visible")

    second.locator(VENUE).fill("Bos sal")
    second.get_by_text("Anna Berg sparade", exact=False).first.wait_for()
    second.locator(".w-editing-sessions__decorated-avatar").wait_for()
    second.locator("button.action-save").click()
    second.get_by_text("Båda versionerna finns kvar. Fortsätt").wait_for()
    second.locator("[role=dialog]:visible").get_by_role("button", name="Spara utkast").click()
    second.wait_for_url("**/conflict/**")

    assert "Annas sal" in second.locator("main").inner_text()
    second.get_by_role("radio", name="Din").check()
    second.get_by_role("button", name="Spara båda som ett utkast").click()
    second.wait_for_url(f"**{edit(event)}")

    assert _newest(event).venue == "Bos sal"
    assert any(revision.content["venue"] == "Annas sal" for revision in event.revisions)


def test_what_was_typed_when_the_session_had_ended_is_offered_back(opened, anna):
    event = make_event(venue="Sal 1")
    page = opened(edit(event), user=anna)
    Session.objects.all().delete()

    page.locator(VENUE).fill("Skrevs utan session")
    page.get_by_text("Texten gick inte att spara på servern just nu.").wait_for()
    page.close()
    again = opened(edit(event), user=make_user("annan@example.se", role="editor"))
    assert again.locator("[data-versions-kept]").is_hidden()  # another person's browser, or another person in it

    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(anna)
    name = settings.SESSION_COOKIE_NAME
    context = page.context
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": again.url}])
    back = context.new_page()
    back.goto(again.url)
    back.get_by_role("button", name="Hämta tillbaka").click()
    back.get_by_text("Det du hade skrivit är tillbaka.").wait_for()

    assert back.locator(VENUE).input_value() == "Skrevs utan session"
    assert _newest(event).venue == "Sal 1"
    back.locator("button.action-save").click()
    back.get_by_text("Utkastet är sparat.").wait_for()
    assert _newest(event).venue == "Skrevs utan session"
    back.reload()
    back.wait_for_load_state()
    assert back.locator("[data-versions-kept]").is_hidden()


def test_the_server_was_away_and_the_browser_closed(opened, anna):
    event = make_event(venue="Sal 1")
    page = opened(edit(event), user=anna)
    page.context.set_offline(True)
    page.locator(VENUE).fill("Skrevs utan nät")
    page.get_by_text("Texten gick inte att spara på servern just nu.").wait_for()
    page.close(run_before_unload=False)
    page.context.set_offline(False)

    back = opened(edit(event), user=anna)
    back.get_by_role("button", name="Släng").click()
    back.reload()
    assert back.locator("[data-versions-kept]").is_hidden()


def test_a_copy_of_a_form_that_nobody_opens_again_does_not_stay_in_the_browser(opened, anna):
    event = make_event(venue="Sal 1")
    page = opened(edit(event), user=anna)
    page.evaluate(
        """() => {
            const day = 24 * 3600 * 1000;
            localStorage.setItem('verkstad:form:7:/edit/a/', JSON.stringify({ at: Date.now() - 31 * day, pairs: [] }));
            localStorage.setItem('verkstad:form:7:/edit/b/', JSON.stringify({ at: Date.now() - 29 * day, pairs: [] }));
            localStorage.setItem('verkstad:form:7:/edit/c/', 'not ours');
            localStorage.setItem('something-else', 'stays');
        }"""
    )

    page.reload()
    page.wait_for_load_state()

    assert sorted(page.evaluate("Object.keys(localStorage).filter((name) => /something|form:7/.test(name))")) == [
        "something-else",
        "verkstad:form:7:/edit/b/",
    ]


def test_the_strip_follows_a_publishing_until_readers_see_it(opened, anna):
    event = make_event(live=False, title="Arkiv")
    page = opened(edit(event), user=anna)
    page.get_by_role("button", name="Publicera nu").click()
    words = page.locator("[data-versions-words]")
    page.get_by_text("Publiceras …").wait_for()
    height = page.locator("[data-versions-state]").bounding_box()["height"]

    note_progress(serial=newest_serial(), edition=1, at=timezone.now())
    page.get_by_text("Publicerad kl.").wait_for()

    assert page.get_by_role("link", name="Visa sidan").is_visible()
    assert page.locator("[data-versions-state]").bounding_box()["height"] == height
    assert words.inner_text().startswith("Publicerad kl.")


def test_the_preview_beside_the_form_shows_what_is_not_saved(opened, anna):
    event = make_event(title="Arkiv")
    page = opened(edit(event), user=anna)
    page.locator("[data-side-panel-toggle=preview]").click()
    frame = page.frame_locator("#w-preview-iframe")
    frame.get_by_role("heading", name="Arkiv").wait_for()
    page.locator("[name=title_sv]").first.fill("Arkiven i drift")

    frame.get_by_role("heading", name="Arkiven i drift").wait_for()
    frame.get_by_text("Utkast – syns inte för läsare").wait_for()


def test_the_preview_waits_for_what_was_written_the_moment_before(opened, anna):
    event = make_event(title="Arkiv")
    page = opened(edit(event), user=anna)
    page.locator(VENUE).fill("Stora salen")

    page.get_by_role("link", name="Förhandsgranska").first.click()
    page.wait_for_url("**/preview/**")

    page.frame_locator("iframe").get_by_text("Stora salen").first.wait_for()
    assert _newest(event).venue == "Stora salen"
    page.goto(page.url)  # nothing is asked about what was left behind
    assert page.evaluate("Object.keys(localStorage).filter((name) => name.startsWith('verkstad:form:'))") == []


def test_what_was_written_the_moment_before_leaving_is_kept_by_the_browser(opened, anna):
    event = make_event(venue="Sal 1")
    page = opened(edit(event), user=anna)
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator(VENUE).fill("Skrevs och lämnades")
    page.goto(page.url.partition("/edit/")[0] + "/edit/")
    page.goto(page.url.partition("/edit/")[0] + edit(event))

    page.get_by_role("button", name="Hämta tillbaka").click()
    page.get_by_text("Det du hade skrivit är tillbaka.").wait_for()

    assert page.locator(VENUE).input_value() == "Skrevs och lämnades"


def test_a_form_that_is_only_opened_counts_as_unchanged_and_one_typed_in_at_once_as_changed(opened, anna):
    event = make_event(title="Arkiv", agenda=[AgendaItem(title_sv="Inledning")])
    page = opened(edit(event), user=anna)
    page.clock.install()
    has_edits = "document.querySelector('[data-edit-form]').dataset.wUnsavedHasEditsValue"

    page.reload()
    page.clock.run_for(10_000)  # Wagtail begins to watch two seconds after opening, and looks each half second
    assert page.evaluate(has_edits) == "false"

    page.reload()
    page.locator(VENUE).fill("Sal 2")
    page.clock.run_for(3_000)
    assert page.evaluate(has_edits) == "true"


def test_what_is_written_while_a_saving_is_under_way_is_saved_too(opened, anna):
    event = make_event(title="Arkiv")
    page = opened(edit(event), user=anna)
    held = []
    page.route(f"**{edit(event)}", lambda route: held.append(route) if not held else route.continue_())
    with page.expect_request(lambda request: request.method == "POST" and request.url.endswith(edit(event))):
        page.locator(VENUE).fill("Sal 2")
    with page.expect_response(lambda answer: answer.request.method == "POST" and answer.url.endswith(edit(event))):
        # In one go: the answer comes before Wagtail's next look at the form.
        page.locator(VENUE).fill("Sal 3")
        held[0].continue_()
    with page.expect_response(lambda answer: answer.request.method == "POST" and answer.url.endswith(edit(event))):
        pass

    assert _newest(event).venue == "Sal 3"


@pytest.fixture
def addresses(anna: Any, bo: Any) -> dict[str, str]:
    """Every page of ours, with something on it."""
    at = timezone.now()
    event = make_event(
        title="Arkiv", venue="Sal 1", agenda=[AgendaItem(title_sv="Inledning")], series=make_series(review_required=True),
        appearances=[Appearance(person=make_person(name="Maria Dalhage"))],
        summary="En text som är så lång att den inte får plats i två spalter utan måste visas som ett stycke för sig.",
    )  # fmt: skip
    first = keep_draft(_written(event, venue="Sal 2"), by=anna, at=at, based_on=None)
    second = keep_draft(
        _written(event, venue="Sal 3", summary_sv=event.summary_sv.replace("lång", "kort")),
        by=anna,
        at=at,
        based_on=None,
    )
    aside = put_aside(_written(event, venue="Sal 4", audience_sv="Alla"), based_on=f"{first.pk}.x", by=bo, at=at)
    hand_in(event, by=anna, at=at, comment="Läs agendan")
    shown = make_event()
    return {
        "form": edit(event),
        "list": page_of("list", event),
        "compare": page_of("compare", event, first.pk, second.pk),
        "return": page_of("return", event, first.pk),
        "conflict": page_of("conflict", event, aside.pk),
        "preview": page_of("preview", event),
        "schedule": page_of("schedule", shown),
        "take down": page_of("unpublish", shown),
        "hand in": page_of("hand_in", event),
        "review": page_of("review", event),
        "waiting": "/edit/to-review/",
    }


def _written(event: Any, **values: Any) -> Any:
    draft = _newest(event)
    for name, value in values.items():
        setattr(draft, name, value)
    return draft


@pytest.mark.parametrize("language", ["sv", "en"])
def test_axe_finds_nothing_and_no_page_scrolls_sideways(opened, addresses, bo, node_tool, language):
    axe = node_tool("axe-core/axe.min.js")
    found = {}
    page = opened("about:blank", user=bo, language=language)
    for (name, address), (_address, colours, width) in zip(
        addresses.items(), looks(list(addresses.values()), language), strict=True
    ):
        dress(page, colours, width)
        page.goto(address)
        assert page.url.endswith(address), (name, page.url)
        ours = [one for one in (".versions", ".versions-strip", ".versions-actions") if page.locator(one).count()]
        within = {"include": [[one] for one in ours], "exclude": [["iframe"]]}
        found[name] = findings(page, axe, within=within, iframes=False)
        if (wide := scrolls_sideways(page)) > 0 and name != "form":
            found[name].append(f"scrolls sideways by {wide} px")

    assert found == {name: [] for name in addresses}


def test_a_reviewer_approves_by_keyboard_alone(opened, anna, bo):
    event = make_event(live=False, title="Arkiv", series=make_series(review_required=True))
    hand_in(event, by=anna, at=timezone.now())
    page = opened("/edit/to-review/", user=bo)

    page.get_by_role("link", name="Arkiv", exact=True).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/review/")
    page.get_by_role("textbox").focus()
    page.keyboard.type("Bra")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{edit(event)}")

    assert Event.objects.get(pk=event.pk).live
    approved = Event.objects.get(pk=event.pk)
    assert approved.latest_revision.task_states.get().comment == "Bra"
