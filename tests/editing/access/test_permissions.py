# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The table of permissions: every address of the desk, asked over HTTP by each role and by nobody.

``TABLE`` says of each view which action of the rule (archive/rules/access.py) it asks for, of which kinds of things; the rule
itself is held to written-out answers in tests/archive/test_access.py. A view that is under /edit/ and not in the table fails.
Whoever may not is asked by GET and by POST, for things of their own half of the archive and of the other, by ids that they
could only guess: they are turned away, and nothing is written. Pages are made but not rendered, for the sake of time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import pytest
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.template import loader
from django.template.response import SimpleTemplateResponse
from django.test import Client
from django.urls import NoReverseMatch, URLResolver, get_resolver, reverse
from django.urls.converters import IntConverter

from tests.editing.access.world import KINDS, Half, World, make_world
from tests.factories import NOON
from verkstad.archive.models import Event, FileVersion, Upload
from verkstad.archive.named import MODELS
from verkstad.archive.rules.access import may
from verkstad.editing.access.gate import ENTRANCE
from verkstad.edition.rendering import assets

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

OPEN, MEMBERS, CLOSED, PASSED_ON = "open", "members", "closed", "passed on"
"""For whoever asks · for every member · for nobody at all (404) · sends on to another view of the table, knowing nothing."""

EVENTS = ("event",)
OF_EVENT = ("material", "recording")
SHARED = ("person", "organisation", "topic")


class Row(NamedTuple):
    """What a view asks for. ``post`` is None where it is the same as for GET; ``of`` is empty for what has no thing."""

    get: str
    post: str | None = None
    of: tuple[str, ...] = ()
    any_of_kind: bool = False
    """The model is asked about and not one thing: a new one, or a list."""
    more: tuple[tuple[str, Any], ...] = ()
    """Words of the address beside the thing's own."""


def of(*kinds: str, get: str, post: str | None = None, any_of_kind: bool = False, **more: Any) -> Row:
    return Row(get, post, kinds, any_of_kind, tuple(more.items()))


_AN_ASSET = next(path for path in assets() if path.endswith(".css")).removeprefix("/assets/")
SNIPPET = {
    "list": Row(MEMBERS),
    "list_results": Row(MEMBERS),
    "add": Row("add", any_of_kind=True),
    "edit": Row("view", "change"),
    "delete": Row("delete"),
    "usage": Row("view"),
    "history": Row("view"),
    "history_results": Row("view"),
    **dict.fromkeys(
        (
            "lock",
            "unlock",
            "revisions_revert",
            "revisions_compare",
            "revisions_unschedule",
            "unpublish",
            "workflow_action",
            "collect_workflow_action_data",
            "confirm_workflow_cancellation",
            "workflow_history",
            "workflow_history_detail",
        ),
        Row(PASSED_ON),
    ),
}
VERSIONS = {
    "list": Row("view"),
    "compare": Row("view"),
    "return": Row("change"),
    "conflict": Row("publish"),  # of what another wrote; one's own is one's own
    "preview": Row("view"),
    "frame": Row("view"),
    "form_preview": Row("change"),
    "schedule": Row("publish"),
    "unpublish": Row("withdraw"),
    "hand_in": Row("change"),
    "review": Row("review"),
    "take_back": Row("change"),
    "state": Row("view"),
}
TABLE: dict[str, Row] = {
    # logging in, and one's own account
    **dict.fromkeys(ENTRANCE - {"wagtailadmin_logout"}, Row(OPEN)),
    "wagtailadmin_login": Row(OPEN),
    "wagtailadmin_logout": Row(OPEN),
    **dict.fromkeys(
        (
            "desk_policy",
            "wagtailadmin_account",
            "desk_password",
            "usersessions_list",
            "mfa_index",
            "mfa_activate_totp",
            "mfa_deactivate_totp",
            "mfa_view_recovery_codes",
            "mfa_generate_recovery_codes",
            "mfa_download_recovery_codes",
            "mfa_list_webauthn",
            "mfa_add_webauthn",
            "mfa_remove_webauthn",
            "mfa_edit_webauthn",
            "account_reauthenticate",
            "mfa_reauthenticate",
            "mfa_reauthenticate_webauthn",
            "saml_sls",
        ),
        Row(MEMBERS),
    ),
    **dict.fromkeys(
        (
            "wagtailadmin_password_reset",
            "wagtailadmin_password_reset_done",
            "wagtailadmin_password_reset_confirm",
            "wagtailadmin_password_reset_complete",
        ),
        Row(CLOSED),
    ),
    # members
    **dict.fromkeys(
        (
            "desk_members",
            "desk_invite",
            "desk_member",
            "desk_member_name",
            "desk_member_role",
            "desk_member_second_step",
            "desk_member_remove",
        ),
        Row("manage_members"),
    ),
    # the first page, and what is to be done
    "verkstad_todo_home": Row(MEMBERS),
    "wagtailadmin_home": Row(MEMBERS),
    "verkstad_todo:lacking": Row(MEMBERS, more=(("what", "slides"),)),
    "verkstad_todo:claims": Row(MEMBERS),
    "verkstad_todo:topics": Row(MEMBERS),
    "verkstad_todo:addresses": Row(MEMBERS),
    "verkstad_todo:plan": of("event", get="view", post="change"),
    "verkstad_todo:invitation": of("event", get="view"),
    "verkstad_todo:invitation_calendar": of("event", get="view"),
    "verkstad_todo:slides": of("event", get="view", post="change"),
    "verkstad_todo:series_plan": of("series", get="change"),
    "verkstad_reviews": Row(MEMBERS),
    "verkstad_preview_asset": Row(MEMBERS, more=(("name", _AN_ASSET),)),
    "verkstad_messages": Row("messages"),
    # things
    **{
        f"wagtailsnippets_archive_{kind}:{view}": row._replace(of=(kind,))
        for kind in KINDS
        for view, row in SNIPPET.items()
    },
    **{f"verkstad_versions:{view}": row._replace(of=KINDS) for view, row in VERSIONS.items()},
    "verkstad_versions:ask_for_review": of("series", get="publish"),
    "verkstad_choosing:search": Row(MEMBERS),
    "verkstad_choosing:make": of(*SHARED, get="add", any_of_kind=True),
    # workshops
    "verkstad_events:start": of("event", get="add", any_of_kind=True),
    "verkstad_events:recurring": of("event", get="add", any_of_kind=True),
    "verkstad_events:templates": of("event", get="add", any_of_kind=True),
    "verkstad_events:template": of("event", get="change"),
    "verkstad_events:cancel": of("event", get="publish"),
    "verkstad_events:postpone": of("event", get="publish"),
    "verkstad_events:move": of("event", get="publish"),
    "verkstad_events:address": of("event", get="publish"),
    "verkstad_events:beside": of("event", get="view", post="change"),
    # files
    "verkstad_materials:uploads": Row(MEMBERS),
    "verkstad_materials:upload": of("upload", get="view"),
    "verkstad_materials:finish": of("upload", get="view"),
    "verkstad_materials:give_up": of("upload", get="view"),
    "verkstad_materials:event": of("event", get="view", post="change"),
    "verkstad_materials:material": of("material", get="view", post="change"),
    "verkstad_materials:recording": of("recording", get="view", post="change"),
    "verkstad_recordings:recording": of("recording", get="view", post="change"),
    "verkstad_recordings:work": of("recording", get="view"),
    "verkstad_materials:picture": of("event", "series", get="view", post="change"),
    "verkstad_materials:reading": of("material", get="view"),
    "verkstad_materials:show": of("material", get="view"),
    # captions
    "verkstad_captions:list": of("recording", get="view", post="change"),
    "verkstad_captions:track": of("recording", get="view", post="change"),
    "verkstad_captions:save": of("recording", get="change"),
    "verkstad_captions:download": of("recording", get="view", form="vtt"),
    "verkstad_captions:version": of("recording", get="view", form="vtt"),
    # people
    "verkstad_people:candidates": Row(MEMBERS, more=(("kind", "person"),)),
    "verkstad_people:choose_other": of(*SHARED, get="merge"),
    "verkstad_people:merge": of(*SHARED, get="merge"),
    "verkstad_people:apart": of(*SHARED, get="merge"),
    "verkstad_people:merges": of("person", get="merge", any_of_kind=True),
    "verkstad_people:undo": of("person", get="merge", any_of_kind=True),
    "verkstad_people:held": of("person", get="withdraw"),
    "verkstad_people:export_held": of("person", get="withdraw"),
    "verkstad_people:withdrawals": of("event", get="withdraw", any_of_kind=True),
    "verkstad_people:take_out": of("person", get="withdraw"),
    "verkstad_people:take_name": of("event", get="withdraw"),
    "verkstad_people:withdraw": of("event", *OF_EVENT, *SHARED, get="withdraw"),
    "verkstad_people:reinstate": of(*OF_EVENT, get="withdraw"),
    "verkstad_people:disposals": of("material", get="dispose", any_of_kind=True),
    "verkstad_people:export_disposals": of("material", get="dispose", any_of_kind=True, form="csv"),
    "verkstad_people:rules": of("material", get="dispose", any_of_kind=True),
    "verkstad_people:new_rule": of("material", get="dispose", any_of_kind=True),
    "verkstad_people:rule": of("material", get="dispose", any_of_kind=True),
    "verkstad_people:dispose": of(*OF_EVENT, get="dispose"),
    "verkstad_help:handbook": Row(MEMBERS),
    "verkstad_help:handbook_in": Row(MEMBERS, more=(("language", "sv"),)),
    "verkstad_help:picture": Row(MEMBERS, more=(("name", "agenda-sv"),)),
    # history: what is in it is asked for row by row
    "verkstad_history:list": Row(MEMBERS),
    "verkstad_history:export": Row(MEMBERS, more=(("form", "csv"),)),
    # Wagtail's own, about nothing of ours: what one has dismissed, and who else has a page open
    "wagtailadmin_dismissibles": Row(MEMBERS),
    "wagtailadmin_editing_sessions:ping": of("event", "person", get="change"),
    "wagtailadmin_editing_sessions:release": Row(MEMBERS),
    "desk_closed": Row(CLOSED),
}

CLOSED_NAMES = re.compile(
    r"wagtail(admin_(api:|pages:|collections:|workflows:|reports:|explore|choose_|tag_|error_test|block_preview)"
    r"|_bulk_action|docs|images|users_|sites:|embeds:|snippets:index)|^$"
)
"""Parts of Wagtail that are not part of the desk, by the names of their views; the nameless are its pages for what is not there."""


class View(NamedTuple):
    name: str
    pattern: str
    words: dict[str, Any]
    """Those that the address holds, each with what reads it: None for a bare pattern."""


def _views() -> list[View]:
    return [view for view in _walk(get_resolver()) if view.pattern.startswith("edit/")]


def _walk(resolver: Any, pattern: str = "", names: tuple[str, ...] = ()) -> Iterator[View]:
    for part in resolver.url_patterns:
        whole = pattern + str(part.pattern)
        if isinstance(part, URLResolver):
            inner = (*names, part.namespace) if part.namespace else names
            for view in _walk(part, whole, inner):
                yield view._replace(words=_words(part) | view.words)
        else:
            yield View(":".join((*names, part.name or "")).strip(":"), whole, _words(part))


def _words(part: Any) -> dict[str, Any]:
    return {word: part.pattern.converters.get(word) for word in part.pattern.regex.groupindex}


def _row(name: str) -> Row:
    return Row(CLOSED) if CLOSED_NAMES.search(name) else TABLE[name]


@pytest.fixture(autouse=True)
def _pages_are_made_but_not_rendered(monkeypatch):
    monkeypatch.setattr(SimpleTemplateResponse, "rendered_content", property(lambda response: ""))
    monkeypatch.setattr(loader, "render_to_string", lambda *args, **kwargs: "")


@pytest.fixture
def world() -> World:
    return make_world()


def _address(view: View, row: Row, half: Half, kind: str, world: World) -> str:
    """The address of the view for one half's thing of a kind, with all that could be guessed."""
    thing = half.things.get(kind, half.things["event"])
    second = half.seconds.get(kind, thing)
    revisions = half.revisions.get(kind) or half.revisions["event"]
    member = world.users["reviewer"]
    known = {
        "pk": member.pk if view.name.startswith("desk_member") else thing.pk,
        "grant": member.grants.get().pk,
        "kind": thing.thing_kind,
        "model_name": thing.thing_kind,
        "app_label": "archive",
        "object_id": thing.pk,
        **dict.fromkeys(("id", "key", "one", "kept"), thing.pk),
        **dict.fromkeys(("other", "gone"), second.pk),
        "person": half.things["person"].pk,
        "event": half.things["event"].pk,
        **dict.fromkeys(("revision", "revision_id", "revision_id_a", "a"), revisions[0].pk),
        "aside": half.asides[kind].pk if kind in half.asides else 1,
        "number": world.rule.pk if view.name == "verkstad_people:rule" else world.merge.pk,
        **dict.fromkeys(("revision_id_b", "b"), revisions[1].pk),
        "sha256": world.sha256,
        "track": half.captions.pk,
        "version": FileVersion.objects.get(thing_id=half.things["recording"].pk).pk,
        "form": "json",
        "action_name": "approve",
        "language": "sv",
        "scheme": "light",
        "path": "bilder.pdf",
        "name": "bilder.pdf",
        **dict(row.more),
    }
    if kind == "upload":
        known["key"] = _upload(half, world.outsider).pk
    kwargs = {}
    for word, converter in view.words.items():
        is_number = isinstance(converter, IntConverter)
        value = known.get(word, 1 if is_number else "x")
        kwargs[word] = value if not is_number or isinstance(value, int) else 1
    return reverse(view.name, kwargs=kwargs)


def _upload(half: Half, owner: Any) -> Upload:
    """An upload that another member has begun."""
    event = half.things["event"]
    given = {"purpose": "material", "name": "bilder.pdf", "size_bytes": 3, "started_at": NOON, "touched_at": NOON}
    return Upload.objects.get_or_create(thing_id=event.pk, owner=owner, defaults=given)[0]


class Answer(NamedTuple):
    status: int
    location: str
    writes: list[str]

    @property
    def turns_away(self) -> bool:
        return (
            self.status in {401, 403, 404, 410} or self.location == "/edit/" or self.location.startswith("/edit/login/")
        )


def _ask(client: Client, method: str, address: str) -> Answer:
    """What comes back, and what was written meanwhile; it is undone."""
    writes: list[str] = []

    def note(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if re.match(r"(INSERT|UPDATE|DELETE)", sql) and not re.search(r"django_session|verkstad_cache", sql[:80]):
            writes.append(sql)
        return execute(sql, *rest)

    # The log of queries that Django keeps would have SQLite write out the values of each.
    with transaction.atomic(), connection.execute_wrapper(note):
        response = getattr(client, method)(address)
        transaction.set_rollback(True)
    return Answer(response.status_code, response.headers.get("location", ""), writes)


def _clients(world: World) -> dict[str, Client]:
    clients = {}
    for name, user in world.users.items():
        clients[name] = Client(raise_request_exception=False)
        clients[name].force_login(user)
        clients[name].get("/edit/account/two-step/")  # the session remembers that the policy is accepted
    return clients


def test_every_view_of_the_desk_is_in_the_table_and_every_row_is_a_view():
    names = {view.name for view in _views()}

    assert {name for name in names if not CLOSED_NAMES.search(name)} - set(TABLE) == set()
    # SAML is there when its part is installed; the names of Wagtail's log-in and log-out pages are ours now.
    assert set(TABLE) - names == set()


def test_whoever_is_nobody_inactive_or_without_a_role_is_sent_to_log_in(world):
    gone, roleless = Client(), Client()
    user = world.users["administrator"]
    gone.force_login(user)
    get_user_model().objects.filter(pk=user.pk).update(is_active=False)
    nobody = world.users["contributor"]
    roleless.force_login(nobody)
    nobody.grants.all().delete()
    strange = []
    for view in _views():
        row = _row(view.name)
        if row.get in {OPEN, CLOSED}:
            continue
        address = _address(view, row, world.own, row.of[0] if row.of else "event", world)
        for who, client in (("nobody", Client()), ("inactive", gone), ("roleless", roleless)):
            for method in ("get", "post"):
                answer = _ask(client, method, address)
                if not answer.location.startswith("/edit/login/?next=") or answer.writes:
                    strange.append((who, method, view.name, answer))
                if who == "roleless":
                    client.force_login(nobody)
    assert not strange, "\n".join(map(str, strange))


def test_what_is_not_part_of_the_desk_is_closed_to_all(world):
    operator = get_user_model().objects.create_superuser("root@example.se", "root@example.se", "x")
    operator.policy_acceptances.create(version="2026-11-23", accepted_at=NOON)
    strange = []
    for user in (world.users["administrator"], operator):
        client = Client()
        client.force_login(user)
        for view in _views():
            if view.name and view.name != "desk_closed" and _row(view.name).get == CLOSED:
                try:
                    address = _address(view, Row(CLOSED), world.own, "event", world)
                except NoReverseMatch:  # numbers in a pattern of Wagtail's, below a folder that is closed whole
                    continue
                for method in ("get", "post"):
                    answer = _ask(client, method, address)
                    if answer.status != 404 or answer.writes:
                        strange.append((user.username, method, view.name, address, answer))
    assert not strange, "\n".join(map(str, strange))


def _cases(row: Row) -> Iterator[tuple[str, str]]:
    """Of which things a view is asked: of each kind, in both halves where they differ and the view knows which it is about."""
    for kind in row.of or ("",):
        is_of_one = row.any_of_kind or row.get == PASSED_ON or not row.of or kind in SHARED
        halves = ("own",) if is_of_one else ("own", "other")
        for half in halves:
            yield kind, half


def _allowed(user: Any, action: str, row: Row, kind: str, thing: Any) -> bool:
    if action in {MEMBERS, OPEN}:
        return True
    if action == "messages":
        return may(user, "publish", Event) and any(grant.is_of_all for grant in user.grants.all())
    if not row.of:
        return may(user, action)
    if kind == "upload":
        return False  # another's upload is nobody's but theirs
    return may(user, action, MODELS[kind] if row.any_of_kind else thing)


PARTS = [
    "desk_", "verkstad_versions:", "verkstad_people:", "verkstad_", "wagtailsnippets_archive_event:",
    "wagtailsnippets_archive_material:", "wagtailsnippets_archive_recording:", "wagtailsnippets_archive_", "wagtailadmin_",
]  # fmt: skip
"""How names of views begin, so that not one test takes long; a view is in the longest that fits."""


def _part(view: View) -> str:
    fits = [part for part in PARTS if view.name.startswith(part) and not view.name.startswith("wagtailadmin_account")]
    return max(fits, key=len, default="")


@pytest.mark.parametrize("part", PARTS)
def test_each_role_gets_where_the_rule_lets_it_and_no_further(world, part):
    clients = _clients(world)
    users = {who: get_user_model().objects.get(pk=user.pk) for who, user in world.users.items()}
    strange = []
    for view in _views():
        row = _row(view.name)
        if _part(view) != part or row.get in {OPEN, CLOSED}:
            continue
        for kind, half_name in _cases(row):
            half = getattr(world, half_name)
            address = _address(view, row, half, kind or "event", world)
            thing = type(half.things[kind]).objects.get(pk=half.things[kind].pk) if kind in half.things else None
            for who, client in clients.items():
                for method, action in (("get", row.get), ("post", row.post or row.get)):
                    if row.get == PASSED_ON:
                        answer = _ask(client, method, address)
                        if answer.writes or not (answer.location.startswith("/edit/") or answer.turns_away):
                            strange.append((who, method, address, answer))
                        continue
                    allowed = _allowed(users[who], action, row, kind, thing)
                    if allowed and method == "post":
                        continue  # what those who may can do is tested where it is made
                    answer = _ask(client, method, address)
                    is_right = answer.status < 500 and (
                        not answer.turns_away
                        if allowed
                        else not answer.writes and (answer.turns_away or answer.status == 405 or method == "post")
                    )
                    if not is_right:
                        strange.append((who, half_name, kind, method, view.name, allowed, answer))
    assert not strange, "\n".join(map(str, strange))
