# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from verkstad.intake.documents.assemble import Reading, assemble
from verkstad.intake.documents.read import read_kind
from verkstad.intake.documents.values import Limits, Options
from verkstad.intake.files import read_file

HERE = Limits(processes=0)
"""In the test's own process: whoever tests must not be forked."""


@pytest.fixture
def read(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Reading]:
    """A function from a file to its reading, without a process of its own: told by content as in ``read_apart``."""

    def read(path: Path, *, into: Path | None = None, limits: Limits = HERE, **options: object) -> Reading:
        kind = read_file(path, path.name).ending
        document = read_kind(
            path,
            kind,
            into=into,
            scratch=tmp_path_factory.mktemp("scratch"),
            limits=limits,
            options=Options(**options),
            progress=lambda done, count: None,
            started=lambda group: None,
        )
        return assemble(document)

    return read
