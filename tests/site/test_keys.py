# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from verkstad.site.keys import secret_key


def test_key_is_made_once_and_is_its_owners_alone(tmp_path):
    keys = tmp_path / "keys"

    first = secret_key(keys)

    assert len(first) >= 50
    assert secret_key(keys) == first
    assert (keys / "secret_key").stat().st_mode & 0o777 == 0o600
    assert keys.stat().st_mode & 0o777 == 0o700
    assert [file.name for file in keys.iterdir()] == ["secret_key"]


def test_processes_that_start_at_once_agree(tmp_path):
    with ThreadPoolExecutor(16) as threads:
        found = set(threads.map(lambda _: secret_key(tmp_path / "keys"), range(32)))

    assert len(found) == 1
