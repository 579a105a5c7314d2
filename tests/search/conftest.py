# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""One index of NOSAD and the made-up workshop, for all tests of search in a process."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.search.sample import corpus
from verkstad.search.index import Opened, build_index


@pytest.fixture(scope="session")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    folder: Path = tmp_path_factory.mktemp("search") / "index"
    build_index(folder, corpus())
    return Opened.open(folder)
