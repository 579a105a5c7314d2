# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pairs of people, organisations or topics that may be one, with what speaks for it and against it.

All names of a kind are read once and put side by side where they could be alike; comparing each with each would take minutes.
The evidence of the pairs that are shown is read in a fixed number of queries.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any
from uuid import UUID

from django.core.cache import cache

from verkstad.archive.models import Appearance, Event, Organisation, Organiser, Root, ToldApart, TopicLink
from verkstad.archive.named import MODELS, known_names
from verkstad.archive.rules.access import visible
from verkstad.archive.rules.duplicates import why_alike
from verkstad.archive.rules.names import fold

ORDER = ("identity", "same", "order", "initials", "middle", "slip")
"""Why a pair is proposed, in falling order of sureness; all but the first as ``rules.duplicates.why_alike`` says it."""

_IDENTITIES = {
    "person": ("identities",),
    "organisation": ("wikidata", "organisation_number"),
    "topic": ("identities",),
}
_OF_EVENT = ("title_sv", "title_en", "title_original", "title_translated_from", "slug", "start_date", "live")
_OF_ORGANISATION = ("name_sv", "name_en", "name_original", "name_translated_from", "slug")
"""Columns that a name needs: somebody may be at a thousand workshops, and a workshop's row is wide."""
AT_MOST_TOGETHER = 25
"""Things that share one key, beyond which the key tells too little to compare them all."""


@dataclass
class Side:
    """One of a pair: what is known of it that helps to tell."""

    thing: Any
    events: list[Event] = field(default_factory=list)
    organisations: dict[UUID, tuple[str, set[int]]] = field(default_factory=dict)
    """By id: the name, and the years in which the person appeared for it."""

    def spoke_for(self) -> list[tuple[str, str]]:
        """The organisations by name, each with its years in words."""
        return sorted((name, ", ".join(map(str, sorted(years)))) for name, years in self.organisations.values())


@dataclass
class Pair:
    one: Side
    other: Side
    why: str
    names: tuple[str, str]
    """The two names that are alike."""
    shared_events: list[Event] = field(default_factory=list)
    shared_organisations: list[tuple[str, list[int]]] = field(default_factory=list)
    """The same organisation in the same year: its name and the years."""
    identities: list[str] = field(default_factory=list)


Candidate = tuple[UUID, UUID, str, tuple[str, str]]
AT_MOST = 1000
"""Pairs that are kept: nobody looks through more, and those that are seen to make room."""
KEPT_SECONDS = 7 * 24 * 3600


def candidates(kind: str) -> list[Candidate]:
    """Pairs that may be one and that nobody has told apart, the surest first: ids in order, why, and the two names.

    Three queries, whatever there is. What is found is kept until a name changes: comparing thousands takes seconds.
    """
    names = {thing.id: thing.names for thing in known_names(kind)}
    identities = _identities_of(kind)
    apart = set(ToldApart.objects.filter(thing_kind=kind).order_by().values_list("one_id", "other_id"))
    known = repr((sorted(names.items()), sorted(identities)))
    key = f"alike-{kind}-{hashlib.sha256(known.encode()).hexdigest()}"
    pairs: list[tuple[UUID, UUID, int, int, int]] | None = cache.get(key)
    if pairs is None:
        pairs = _compared(kind, names, identities)
        cache.set(key, pairs, KEPT_SECONDS)
    return [
        (one, other, ORDER[rank], (names[one][left], names[other][right]))
        for one, other, rank, left, right in pairs
        if (one, other) not in apart
    ]


def _compared(
    kind: str, names: dict[UUID, tuple[str, ...]], identities: list[tuple[str, UUID]]
) -> list[tuple[UUID, UUID, int, int, int]]:
    """The pairs with their rank and the places of the names that are alike. No name is kept: somebody may be taken out."""
    found = dict.fromkeys(_same_identity(identities), (0, 0, 0))
    for one, other in _side_by_side(kind, names):
        if (one, other) in found:
            continue
        alike = [
            (ORDER.index(why), left, right)
            for left, mine in enumerate(names[one])
            for right, theirs in enumerate(names[other])
            if (why := why_alike(mine, theirs, kind)) is not None
        ]
        if alike:
            found[one, other] = min(alike)

    def order(pair: tuple[UUID, UUID]) -> tuple[int, tuple[str, ...], str]:
        rank, left, _right = found[pair]
        return rank, fold(names[pair[0]][left]).words, str(pair[0])

    return [(*pair, *found[pair]) for pair in sorted(found, key=order)[:AT_MOST]]


def _in_order(one: UUID, other: UUID) -> tuple[UUID, UUID]:
    return (one, other) if one < other else (other, one)


def _identities_of(kind: str) -> list[tuple[str, UUID]]:
    rows = MODELS[kind].objects.order_by().values_list("pk", *_IDENTITIES[kind])
    return [(one, key) for key, *values in rows for value in values for one in _identities(value)]


def _same_identity(identities: list[tuple[str, UUID]]) -> Iterator[tuple[UUID, UUID]]:
    having: dict[str, set[UUID]] = defaultdict(set)
    for one, key in identities:
        having[one].add(key)
    for keys in having.values():
        yield from combinations(sorted(keys), 2)


def _identities(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        yield from (f"{entry['scheme']}:{entry['value'].strip().casefold().rstrip('/')}" for entry in value)
    elif value:
        yield value


def _side_by_side(kind: str, names: dict[UUID, tuple[str, ...]]) -> set[tuple[UUID, UUID]]:
    """Pairs with a key in common: the letters, the words in another order, a letter left out, the initial and the last name."""
    having: dict[str, set[UUID]] = defaultdict(set)
    for key, all_names in names.items():
        for name in all_names:
            for one in _keys(kind, name):
                having[one].add(key)
    pairs: set[tuple[UUID, UUID]] = set()
    for keys in having.values():
        if 1 < len(keys) <= AT_MOST_TOGETHER:
            pairs |= {_in_order(one, other) for one, other in combinations(keys, 2)}
    return pairs


def _keys(kind: str, name: str) -> Iterator[str]:
    words = fold(name).bare
    if not words:
        return
    for whole in {"".join(words), "".join(sorted(words))}:
        yield f"={whole}"
        if len(whole) >= 6:
            # One slip of the finger apart are those that become the same when each loses a letter.
            yield from {f"-{whole[:at]}{whole[at + 1 :]}" for at in range(len(whole))}
            yield f"-{whole}"
    if kind == "person" and len(words) > 1:
        yield f"{words[0][0]} {words[-1]}"
        yield f"{words[-1][0]} {words[0]}"


def with_evidence(kind: str, found: Iterable[tuple[UUID, UUID, str, tuple[str, str]]], *, to: Any = None) -> list[Pair]:
    """The pairs with what is known of each side, as far as it may be told ``to`` somebody; to nobody, all of it.

    A fixed number of queries, however many pairs.
    """
    wanted = list(found)
    ids = {key for one, other, _, _ in wanted for key in (one, other)}
    things = MODELS[kind].objects.in_bulk(list(ids))
    sides = {key: Side(thing) for key, thing in things.items()}
    _add_events(kind, sides, to)
    return [
        _pair(kind, sides[one], sides[other], why, names)
        for one, other, why, names in wanted
        if one in sides and other in sides
    ]


def pair_of(one: Root, other: Root) -> Pair:
    """What is known of two things of a kind, alike or not."""
    kind = one.thing_kind
    names = (str(one), str(other))
    why = why_alike(*names, kind) or ""
    return with_evidence(kind, [(one.pk, other.pk, why, names)])[0]


def _pair(kind: str, one: Side, other: Side, why: str, names: tuple[str, str]) -> Pair:
    in_other = {event.pk for event in other.events}
    organisations = [
        (name, sorted(years & other.organisations[key][1]))
        for key, (name, years) in one.organisations.items()
        if key in other.organisations and years & other.organisations[key][1]
    ]
    mine, theirs = (
        {value for column in _IDENTITIES[kind] for value in _identities(getattr(side.thing, column))}
        for side in (one, other)
    )
    return Pair(
        one,
        other,
        why,
        names,
        shared_events=[event for event in one.events if event.pk in in_other],
        shared_organisations=organisations,
        identities=sorted(mine & theirs),
    )


def _add_events(kind: str, sides: dict[UUID, Side], to: Any) -> None:
    by_side: dict[UUID, dict[UUID, Event]] = defaultdict(dict)
    for key, event in _links(kind, sides, to):
        by_side[key][event.pk] = event
    for key, events in by_side.items():
        sides[key].events = sorted(events.values(), key=lambda event: (event.start_date, event.pk), reverse=True)


def _links(kind: str, sides: dict[UUID, Side], to: Any) -> Iterator[tuple[UUID, Event]]:
    rows = list(_rows(kind, list(sides)))
    known = Event.objects.all() if to is None else visible(Event.objects.all(), to)
    events = known.only(*_OF_EVENT).in_bulk({event for _, event, _ in rows})
    organisations = Organisation.objects.only(*_OF_ORGANISATION).in_bulk({each for _, _, each in rows if each})
    for key, event, organisation in rows:
        if event not in events:  # another's draft
            continue
        if organisation in organisations:
            name = str(organisations[organisation])
            years = sides[key].organisations.setdefault(organisation, (name, set()))[1]
            years.add(events[event].start_date.year)
        yield key, events[event]


def _rows(kind: str, keys: list[UUID]) -> Iterator[tuple[UUID, UUID, UUID | None]]:
    """The thing, a workshop it is at and, of a person, the organisation then."""
    if kind == "topic":
        links = TopicLink.objects.filter(topic__in=keys).order_by("pk")
        yield from ((*row, None) for row in links.values_list("topic_id", "event_id"))
        return
    appearances = Appearance.objects.filter(**{f"{kind}__in": keys}).order_by("pk")
    if kind == "person":
        yield from appearances.values_list("person_id", "event_id", "organisation_id")
        return
    organisers = Organiser.objects.filter(organisation__in=keys).order_by("pk")
    for rows in (appearances, organisers):
        yield from ((*row, None) for row in rows.values_list("organisation_id", "event_id"))
