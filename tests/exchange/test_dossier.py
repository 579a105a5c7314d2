# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from hypothesis import HealthCheck, Phase, given, settings
from pydantic import BaseModel

from tests.exchange.dossiers import full_dossier, generated_dossiers
from verkstad.exchange.dossier import write_dossier
from verkstad.intake.dossier import read_dossier_files
from verkstad.intake.sentences import model_at
from verkstad.records.base import READ_ONLY
from verkstad.records.dossier import Dossier

WITHOUT_SHRINKING: dict[str, Any] = {
    "deadline": None,
    "phases": [Phase.explicit, Phase.reuse, Phase.generate],  # a dossier is too large to be made small in good time
    "suppress_health_check": [HealthCheck.too_slow, HealthCheck.data_too_large],
}
EXPECTED = Path(__file__).parent / "expected" / "dossier"


def fields_filled(record: BaseModel) -> set[tuple[str, str]]:
    """Type and name of each field that has another value than its default, in the record and all it holds."""
    found = set()
    for name, value in record:
        if value != type(record).model_fields[name].default:
            found |= {
                (owner.__name__, name) for owner in type(record).__mro__ if name in getattr(owner, "model_fields", ())
            }
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, BaseModel):
                found |= fields_filled(part)
    return found


def every_field(model: type[BaseModel], seen: set[type[BaseModel]]) -> set[tuple[str, str]]:
    """Type and name of each field of the type and of all that it can hold."""
    if model in seen:
        return set()
    seen.add(model)
    told = [name for name, field in model.model_fields.items() if field.json_schema_extra != READ_ONLY]
    inner = [model_at(model, (name,)) for name in told]
    own = {(model.__name__, name) for name in told}
    return own.union(*(every_field(each, seen) for each in inner if each))


def test_write_dossier_gives_the_expected_files():
    expected = {str(file.relative_to(EXPECTED)): file.read_bytes() for file in EXPECTED.rglob("*.yaml")}

    assert write_dossier(full_dossier()) == dict(sorted(expected.items()))


def test_the_full_dossier_fills_every_field_there_is():
    missing = every_field(Dossier, set()) - fields_filled(full_dossier())

    assert missing == {("Dossier", "format")}  # it has one value only


def test_written_dossier_is_read_back_as_it_was():
    dossier = full_dossier()

    assert read_dossier_files(write_dossier(dossier)) == dossier


@settings(**WITHOUT_SHRINKING, max_examples=40)
@given(generated_dossiers())
def test_any_dossier_comes_back_equal_and_is_written_again_byte_for_byte(dossier: Dossier):
    files = write_dossier(dossier)

    again = read_dossier_files(files)

    assert again == dossier
    assert write_dossier(again) == files


def test_order_of_things_in_the_dossier_does_not_change_its_files():
    dossier = full_dossier()
    turned = dossier.model_copy(update={name: getattr(dossier, name)[::-1] for name in ("people", "topics", "events")})

    assert write_dossier(turned) == write_dossier(dossier)


def test_names_stand_beside_ids_without_breaking_the_line():
    dossier = full_dossier()
    broken = dossier.organisations[0].model_copy(
        update={"name": dossier.organisations[0].name.model_copy(update={"sv": "Rad ett\nid: 1\u2028#" + "x" * 100})}
    )
    files = write_dossier(dossier.model_copy(update={"organisations": (broken, *dossier.organisations[1:])}))

    event = files["events/2024-05-07-oppna-data.yaml"].decode()

    assert " # Rad ett id: 1 #xxx" in event
    assert yaml.safe_load(event)["id"] == str(dossier.events[0].id)
    assert max(len(line) for line in event.splitlines()) < 140
