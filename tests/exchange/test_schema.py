# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import best_match

import verkstad.site
from tests.exchange.dossiers import full_dossier
from verkstad.exchange.dossier import LISTS, write_dossier
from verkstad.exchange.jsonl import write_line
from verkstad.exchange.schema import LINES, write_json_schema
from verkstad.records.events import Event
from verkstad.records.things import Organisation, Person, Series, Topic

NOSAD = Path(verkstad.site.__file__).parent / "dossiers" / "nosad"


class Loader(yaml.CSafeLoader):
    """Dates stay text, as JSON has them."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in each if tag != "tag:yaml.org,2002:timestamp"]
    for first, each in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def validator(of: str | None = None) -> Draft202012Validator:
    """For the record of that name, or for a line of the dump."""
    schema = json.loads(write_json_schema("https://example.org"))
    if of is not None:
        schema = {"$id": schema["$id"], "$ref": f"#/$defs/{of}", "$defs": schema["$defs"]}
    return Draft202012Validator(schema, format_checker=FormatChecker())


def faults(of: str | None, value: Any) -> str | None:
    found = best_match(validator(of).iter_errors(value))
    return None if found is None else f"{found.json_path}: {found.message}"


def test_schema_is_a_schema_and_the_same_each_time():
    schema = json.loads(write_json_schema("https://example.org"))

    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == "https://example.org/data/schema.json"
    assert {"Dossier", "Event", "EventFile", "Appearance", "Text"} <= schema["$defs"].keys()
    assert all(
        each.get("description") for name, each in schema["$defs"].items() if name.endswith(("Event", "Text", "Claim"))
    )
    write_json_schema.cache_clear()
    assert json.loads(write_json_schema("https://example.org")) == schema


def files_of_nosad() -> dict[str, bytes]:
    return {str(file.relative_to(NOSAD)): file.read_bytes() for file in sorted(NOSAD.rglob("*.yaml"))}


@pytest.mark.parametrize("files", [write_dossier(full_dossier()), files_of_nosad()], ids=["full", "nosad"])
def test_files_of_a_dossier_keep_to_the_schema(files: dict[str, bytes]):
    entry = {name: validator(each.model.__name__) for name, each in LISTS.items()}
    event = validator("EventFile")
    assert len(files) >= 6

    for name, data in files.items():
        value = yaml.load(data, Loader)
        if name.startswith("events/"):
            event.validate(value)
        for thing in value if name in entry else ():
            entry[name].validate(thing)


def test_lines_of_the_dump_keep_to_the_schema():
    dossier = full_dossier()
    things = [
        *(each.draft for field in (dossier.series, dossier.organisations, dossier.people, dossier.topics, dossier.events) for each in field if each.draft),
        *dossier.tombstones,
    ]  # fmt: skip
    assert {type(thing) for thing in things} == set(LINES.values())

    for thing in things:
        assert isinstance(thing, Event | Organisation | Person | Series | Topic | type(dossier.tombstones[0]))
        assert faults(None, json.loads(write_line(thing))) is None


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"slug": "Å"}, "$.slug"),
        ({"venu": "x"}, "venu"),
        ({"start_date": "7 maj"}, "$.start_date"),
        ({"start_time": "kl 12"}, "start_time"),
        ({"title": "text"}, "$.title"),
        ({"mode": "telepathy"}, "mode"),
        ({"image": {"source_url": "javascript:alert(1)"}}, "source_url"),
    ],
)
def test_schema_refuses_what_the_record_refuses(change: dict[str, Any], words: str):
    event = json.loads(full_dossier().events[1].model_dump_json(exclude_defaults=True))

    assert faults("EventFile", event) is None
    assert words in str(faults("EventFile", {**event, **change}))
