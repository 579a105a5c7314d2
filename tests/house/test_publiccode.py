# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""publiccode.yml keeps to the standard, version 0.7. Source: https://yml.publiccode.tools/schema.core.html"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def content() -> dict:
    return yaml.safe_load((ROOT / "publiccode.yml").read_text("utf-8"))


def test_it_says_what_is_mandatory(content):
    assert content["publiccodeYmlVersion"] == "0"
    assert content["developmentStatus"] in {"concept", "development", "beta", "stable", "obsolete"}
    assert content["softwareType"] == "standalone/web"
    assert content["maintenance"]["contacts"]
    assert {"name", "url", "platforms", "legal", "localisation"} <= content.keys()


@pytest.mark.parametrize("language", ["sv", "en"])
def test_its_descriptions_have_the_length_that_catalogues_take(content, language):
    description = content["description"][language]

    assert len(description["shortDescription"]) <= 150
    assert 150 <= len(description["longDescription"]) <= 10_000
    assert 5 <= len(description["features"]) <= 20
    assert all(len(feature) <= 100 for feature in description["features"])


def test_it_agrees_with_the_package(content):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    python = next(each for each in content["dependsOn"]["open"] if each["name"] == "Python")

    assert content["legal"]["license"] == project["license"]
    assert project["requires-python"] == f">={python['versionMin']}"
    assert (ROOT / "LICENSE").read_text("utf-8") == (ROOT / f"LICENSES/{project['license']}.txt").read_text("utf-8")


def test_it_offers_the_languages_that_are_translated(content):
    translated = {path.name for path in (ROOT / "src/verkstad/locale").iterdir() if path.is_dir()}

    assert set(content["localisation"]["availableLanguages"]) == translated | {"en"}
