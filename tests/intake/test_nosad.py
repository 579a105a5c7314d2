# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The dossier that comes with Verkstad: read, saved and written again, it is what lies in the repository, byte for byte."""

from __future__ import annotations

from pathlib import Path

import pytest

import verkstad.site
from verkstad.exchange.dossier import write_dossier
from verkstad.intake.dossier import read_dossier

NOSAD = Path(verkstad.site.__file__).parent / "dossiers" / "nosad"


@pytest.fixture(scope="module")
def committed() -> dict[str, bytes]:
    return {str(file.relative_to(NOSAD)): file.read_bytes() for file in sorted(NOSAD.rglob("*.yaml"))}


def test_committed_files_are_as_the_export_writes_them(committed: dict[str, bytes]):
    written = write_dossier(read_dossier(NOSAD))

    assert [name for name in committed if committed[name] != written.get(name)] == []
    assert written.keys() == committed.keys()
    assert len(written) == 45 + 5
