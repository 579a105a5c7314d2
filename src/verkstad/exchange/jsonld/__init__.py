# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""schema.org as data: what each page describes, to be put in it as JSON-LD.

Every ``describe_`` function gives a dict without ``@context``; :func:`as_script` adds it. A thing's ``@id`` is the URN of its
id: it outlives slugs and hosts. An event names people as they were that day (title, organisation), and so without their ``@id``.
Source: schema.org 30.0; what search engines ask for: https://developers.google.com/search/docs/appearance/structured-data
"""

from verkstad.exchange.jsonld.event import describe_event
from verkstad.exchange.jsonld.nodes import Node, as_script
from verkstad.exchange.jsonld.pages import (
    Distribution,
    describe_breadcrumbs,
    describe_collection,
    describe_dataset,
    describe_website,
)
from verkstad.exchange.jsonld.things import describe_organisation, describe_person, describe_series, describe_topic

__all__ = [
    "Distribution",
    "Node",
    "as_script",
    "describe_breadcrumbs",
    "describe_collection",
    "describe_dataset",
    "describe_event",
    "describe_organisation",
    "describe_person",
    "describe_series",
    "describe_topic",
    "describe_website",
]
