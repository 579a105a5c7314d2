# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""How much memory there is, by what Linux tells of the machine and of the container."""

from __future__ import annotations

from pathlib import Path

import pytest

from verkstad.intake.speech.kinds import Refusal
from verkstad.intake.speech.memory import available_bytes, limit_memory, memory_needed

MB = 1024 * 1024


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A root folder of a machine with 8 GB free, whose process is in a container within another."""
    (tmp_path / "proc/self").mkdir(parents=True)
    (tmp_path / "proc/meminfo").write_text(f"MemTotal: 16777216 kB\nMemAvailable:    {8000 * 1024} kB\n")
    (tmp_path / "proc/self/cgroup").write_text("0::/outer/inner\n")
    (tmp_path / "sys/fs/cgroup/outer/inner").mkdir(parents=True)
    return tmp_path


def limit(folder: Path, most: str, current: int = 0, inactive: int = 0) -> None:
    (folder / "memory.max").write_text(f"{most}\n")
    (folder / "memory.current").write_text(f"{current}\n")
    (folder / "memory.stat").write_text(f"anon 1\ninactive_file {inactive}\n")


def test_without_a_limit_it_is_what_the_machine_has_free(machine):
    limit(machine / "sys/fs/cgroup/outer/inner", "max")

    assert available_bytes(machine) == 8000 * MB


def test_each_container_around_the_process_limits_it(machine):
    limit(machine / "sys/fs/cgroup/outer/inner", str(2000 * MB), current=500 * MB, inactive=100 * MB)
    assert available_bytes(machine) == 1600 * MB

    limit(machine / "sys/fs/cgroup/outer", str(1000 * MB), current=900 * MB)
    assert available_bytes(machine) == 100 * MB


def test_a_system_that_tells_nothing_is_not_asked_twice(tmp_path):
    assert available_bytes(tmp_path) is None


def test_a_model_that_has_no_room_is_refused_with_both_figures():
    with pytest.raises(Refusal) as refused:
        limit_memory(1000 * MB, wished=600 * MB)

    assert refused.value.kind == "memory"
    assert refused.value.values["need"] == memory_needed(1000 * MB) // MB == 1750
    assert refused.value.values["have"] <= 600
