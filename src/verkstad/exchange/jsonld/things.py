# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Series, people, organisations and topics as schema.org data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from verkstad.exchange.addresses import absolute, in_language, person_path
from verkstad.exchange.identities import identifiers, public_organisation_number, same_as, wikidata_address
from verkstad.exchange.jsonld.nodes import (
    Node,
    filled,
    organisation_reference,
    organisation_references,
    series_reference,
    topic_reference,
    urn,
)
from verkstad.exchange.names import Names
from verkstad.records.base import Language
from verkstad.records.published import Site
from verkstad.records.things import Identity, Organisation, Person, Series, Topic


def describe_series(series: Series, *, site: Site, names: Names, language: Language) -> Node:
    return filled(
        {
            **series_reference(series, site=site, language=language),
            "alternateName": series.short_name,
            "description": series.description.shown(language).words if series.description else None,
            "organizer": organisation_references(series.organisers, site=site, names=names, language=language),
            "audience": {"@type": "Audience", "audienceType": series.audience.shown(language).words}
            if series.audience
            else None,
            "sameAs": series.url,
        }
    )


def describe_person(person: Person, *, site: Site, language: Language, topics: Iterable[Topic] = ()) -> Node:
    """A person, and the topics they have spoken about. What they were and for whom belongs to each event."""
    return filled(
        {
            "@type": "Person",
            "@id": urn(person.id),
            "name": person.name,
            "alternateName": list(person.aliases),
            "url": absolute(site, person_path(person, language)),
            "sameAs": list(same_as(person.identities)),
            "knowsAbout": [topic_reference(topic, site=site, language=language) for topic in topics],
        }
    )


def describe_organisation(
    organisation: Organisation,
    *,
    site: Site,
    names: Names,
    language: Language,
    topics: Iterable[Topic] = (),
) -> Node:
    number = public_organisation_number(organisation)
    parent = names.organisation(organisation.part_of) if organisation.part_of else None
    return filled(
        {
            **organisation_reference(organisation, site=site, language=language),
            "alternateName": [*([organisation.short_name] if organisation.short_name else []), *organisation.aliases],
            "sameAs": [address for address in (wikidata_address(organisation), organisation.url) if address],
            "identifier": {"@type": "PropertyValue", "propertyID": "SE-ORGNR", "value": number} if number else None,
            "parentOrganization": organisation_reference(parent, site=site, language=language) if parent else None,
            "knowsAbout": [topic_reference(topic, site=site, language=language) for topic in topics],
        }
    )


def describe_topic(topic: Topic, *, site: Site, language: Language) -> Node:
    return filled(
        {
            **topic_reference(topic, site=site, language=language),
            "alternateName": list(topic.aliases),
            "termCode": topic.slug,
            "description": topic.description.shown(language).words if topic.description else None,
            "sameAs": [*same_as(topic.identities), *([topic.url] if topic.url else [])],
            "identifier": list(_property_values(topic.identities)),
            "inDefinedTermSet": absolute(site, in_language("/topics/", language)),
        }
    )


def _property_values(identities: Iterable[Identity]) -> Iterator[Node]:
    for scheme, value in identifiers(identities):
        yield {"@type": "PropertyValue", "propertyID": scheme, "value": value}
