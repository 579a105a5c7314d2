# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2

from __future__ import annotations

import json

from bench.search import Times, table


def test_the_figures_are_told_the_same_when_they_came_as_json() -> None:
    times = Times(1.25, 2.5, 1.0, 2.0)
    sizes = dict.fromkeys(
        ("passages", "text_bytes", "index_seconds", "index_processor_seconds", "index_bytes", "change_seconds", "open_seconds"), 1
    )  # fmt: skip
    memory = {"memory_bytes": 2**20, "memory_before": 2**20}
    rivals = {"Another": {"index_seconds": 1.0, "classes": {"word": {"ten": times}}}}
    found = {**sizes, **memory, "classes": {"word": {"ten": times, "page": times, "eight": times}}, "rivals": rivals}

    told = table("Made up", found)

    assert "| word | 1.0 (1.2) | 2.0 (2.5) | 1.0 (1.2) | 2.0 (2.5) | 1.0 (1.2) | 2.0 (2.5) |" in told
    assert "word 1.2 ms, p99 2.5 ms" in told[-1]
    assert table("Made up", json.loads(json.dumps(found)))[3:] == told[3:]
