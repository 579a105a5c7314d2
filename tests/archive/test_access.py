# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rule of who may do what, asked directly."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from tests.factories import (
    make_event,
    make_material,
    make_organisation,
    make_person,
    make_recording,
    make_series,
    make_user,
)
from verkstad.archive.choices import OrganiserRole
from verkstad.archive.errors import NotAllowed
from verkstad.archive.models import Event, Material, Organiser, Person, Recording, Series
from verkstad.archive.rules.access import ACTIONS, forget_roles, in_scope, may, refuse_unless, visible

pytestmark = pytest.mark.django_db


def _may(user, thing) -> set[str]:
    return {action for action in ACTIONS if may(user, action, thing)}


def test_a_role_for_everything():
    event, person, series = make_event(live=False), make_person(live=False), make_series()
    of = {role: make_user(role=role) for role in ("administrator", "editor", "contributor", "reviewer")}

    editing = {"view", "add", "change", "publish", "review", "delete", "withdraw"}
    assert _may(of["administrator"], event) == {*editing, "dispose"}
    assert _may(of["administrator"], person) == {*editing, "dispose", "merge"}
    assert _may(of["editor"], event) == _may(of["editor"], series) == editing
    assert _may(of["editor"], person) == {*editing, "merge"}
    assert _may(of["contributor"], event) == _may(of["contributor"], person) == {"view", "add", "change"}
    assert _may(of["contributor"], series) == {"view"}
    for thing in (event, person, series):
        assert _may(of["reviewer"], thing) == {"view", "review"}


def test_an_editor_of_a_series_works_with_its_workshops_and_no_other():
    own, other = make_series(), make_series()
    user = make_user(role="editor", series=own)

    editing = {"view", "add", "change", "publish", "review", "delete", "withdraw"}
    for thing in (
        make_event(series=own),
        make_material(make_event(series=own)),
        make_recording(make_event(series=own)),
    ):
        assert _may(user, thing) == editing
    for thing in (make_event(series=other), make_material(make_event(series=other)), other):
        assert _may(user, thing) == set()
    assert _may(user, own) == {"view", "change", "publish", "review"}
    assert _may(user, make_person()) == {"view", "add", "change", "publish", "review"}


@pytest.mark.parametrize("role", OrganiserRole.values)
def test_an_editor_of_an_organisation_works_with_what_it_organises_or_hosts(role):
    organisation = make_organisation()
    user = make_user(role="editor", organisation=organisation)
    event = make_event(live=False)
    event.organisers.add(Organiser(organisation=organisation, role=role))
    event.save()

    belongs = role in {"organiser", "co_organiser", "host"}
    assert may(user, "change", Event.objects.get(pk=event.pk)) is belongs
    assert may(user, "change", make_material(event, live=False)) is belongs
    assert visible(Event.objects.all(), user).filter(pk=event.pk).exists() is belongs
    assert in_scope(Material.objects.all(), user).exists() is belongs
    assert not may(user, "change", event.series)


def test_the_scope_is_asked_of_the_thing_as_it_is_given():
    own, other = make_series(), make_series()
    user = make_user(role="editor", series=own)
    event = make_event(series=own)
    moved = Event.objects.get(pk=event.pk)
    moved.series = other

    refuse_unless(user, "change", event)
    with pytest.raises(NotAllowed) as refused:
        refuse_unless(user, "change", event, moved)
    assert refused.value.thing is moved
    assert event.title.sv in refused.value.message()
    assert not may(user, "add", Material())
    assert may(user, "add", Material)


def test_who_is_nobody_or_inactive_or_without_a_role_may_nothing():
    event = make_event()
    gone = make_user(role="administrator", is_active=False)

    for user in (None, AnonymousUser(), gone, make_user()):
        assert _may(user, event) == _may(user, Event) == _may(user, None) == set()
        assert not visible(Event.objects.all(), user).exists()
        assert not in_scope(Event.objects.all(), user, "view").exists()
    refuse_unless(None, "dispose", event)  # the operator, at the command


def test_only_administrators_manage_members():
    assert may(make_user(role="administrator"), "manage_members")
    for role in ("editor", "contributor", "reviewer"):
        assert not may(make_user(role=role), "manage_members")


@pytest.mark.parametrize("kind", ["series", "organisation"])
@pytest.mark.parametrize("role", ["editor", "contributor", "reviewer"])
def test_lists_follow_the_same_rule_as_single_things(kind, role):
    series, organisation = make_series(), make_organisation()
    user = make_user(role=role, **{kind: {"series": series, "organisation": organisation}[kind]})
    for live in (True, False):
        of_series = make_event(live=live, series=series)
        of_organisation = make_event(live=live)
        of_organisation.organisers.set([Organiser(organisation=organisation, role="host")])
        of_organisation.save()
        for event in (of_series, of_organisation, make_event(live=live)):
            make_material(event, live=live)
            make_recording(event, live=live)
        make_person(live=live)

    for model in (Event, Material, Recording, Series, Person):
        rows = list(model.objects.order_by("pk"))
        for action in ACTIONS:
            allowed = [row for row in rows if may(user, action, row)]
            assert list(in_scope(model.objects.order_by("pk"), user, action)) == allowed, (model, action)
        named = list(visible(model.objects.order_by("pk"), user))
        assert named == [row for row in rows if row.live or may(user, "view", row)]


def test_roles_are_asked_for_once_and_again_when_told(django_assert_num_queries):
    user, event = make_user(role="editor"), make_event()

    with django_assert_num_queries(1):
        assert all(may(user, "change", event) for _ in range(30))
    user.grants.all().delete()
    forget_roles(user)
    assert not may(user, "change", event)


def test_an_unknown_action_is_a_mistake_of_ours():
    with pytest.raises(KeyError):
        may(make_user(role="editor"), "publsh", Event)


def test_an_action_that_belongs_to_no_thing_is_refused_too():
    refuse_unless(make_user(role="administrator"), "manage_members")

    with pytest.raises(NotAllowed) as refused:
        refuse_unless(make_user(role="editor"), "manage_members")
    assert "None" not in refused.value.message()
