# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The types of the records in, their JSON Schema out (draft 2020-12): for the dump, the API and dossiers alike.

At the root it describes one line of the dump. ``$defs`` has each record by name; a file of a dossier is held to
``#/$defs/EventFile``, ``#/$defs/PersonEntry`` and so on. What a schema cannot say (that an end follows a start, that
whoever is named exists) is held by the records and by the import.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import JsonSchemaMode, models_json_schema

from verkstad.exchange.addresses import RECORDS_SCHEMA
from verkstad.records.dossier import Dossier
from verkstad.records.events import Event
from verkstad.records.things import Organisation, Person, Series, Tombstone, Topic

LINES: Mapping[str, type[BaseModel]] = {
    "event": Event,
    "organisation": Organisation,
    "person": Person,
    "series": Series,
    "tombstone": Tombstone,
    "topic": Topic,
}
"""The records that a line of the dump may hold, by their ``type``."""

DESCRIPTION = (
    "What a Verkstad archive publishes: one line of the dump (records.jsonl), which says in `type` what it is. "
    "Each record stands under $defs, and so does the dossier: the folder of YAML files that an archive is exported to. "
    "A key that is absent has its default."
)


@cache
def write_json_schema(base_url: str = "") -> bytes:
    """The schema with sorted definitions; ``base_url`` is the site's absolute address, for ``$id``."""
    mode: JsonSchemaMode = "validation"
    models: list[tuple[type[BaseModel], JsonSchemaMode]] = [(Dossier, mode)]
    models += [(model, mode) for model in LINES.values()]
    _found, schema = models_json_schema(models, ref_template="#/$defs/{model}")
    defs = schema["$defs"]
    for kind, model in LINES.items():
        defs[f"{model.__name__}Line"] = _line(kind, defs[model.__name__])
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{base_url}{RECORDS_SCHEMA}",
        "title": "Verkstad records",
        "description": DESCRIPTION,
        "oneOf": [{"$ref": f"#/$defs/{model.__name__}Line"} for model in LINES.values()],
        "$defs": dict(sorted(defs.items())),
    }
    return (json.dumps(whole, ensure_ascii=False, indent=2) + "\n").encode()


def _line(kind: str, record: dict[str, Any]) -> dict[str, Any]:
    """The record's schema with the ``type`` that its line begins with."""
    line = copy.deepcopy(record)
    line["title"] = f"{record['title']} (line of the dump)"
    line["properties"] = {"type": {"const": kind}, **line["properties"]}
    line["required"] = ["type", *line.get("required", ())]
    return line
