# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Each format's full record against its full file; run this module to write the files anew, and read the difference."""

from __future__ import annotations

import pytest

from tests.exchange.examples import EXPECTED, expected
from tests.exchange.written import FILES


@pytest.mark.parametrize("name", sorted(FILES))
def test_the_full_record_gives_the_expected_file(name):
    assert FILES[name]().decode() == expected(name).decode()


def test_every_expected_file_is_held_to_its_writer():
    assert {path.name for path in EXPECTED.iterdir() if path.is_file()} == set(FILES)


if __name__ == "__main__":
    for file_name, write in FILES.items():
        (EXPECTED / file_name).write_bytes(write())
