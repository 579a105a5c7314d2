# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2

from __future__ import annotations

import contextlib
import errno
import os
import sqlite3
import subprocess
import sys
import time

import click
import pytest
from click.testing import CliRunner

from verkstad.site.command import main
from verkstad.site.command.telling import Commands, Told


def run(*words: str, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "verkstad.site.command", *words],
        env={**os.environ, **environ}, capture_output=True, text=True, timeout=240, check=False,
    )  # fmt: skip


def commands(group: click.Group) -> list[click.Command]:
    return [
        each
        for command in group.commands.values()
        for each in (commands(command) if isinstance(command, click.Group) else [command])
    ]


def test_help_starts_neither_django_nor_the_server():
    script = "import sys; from verkstad.site.command import main; print([name for name in ('django', 'granian', 'rich', 'pydantic') if name in sys.modules])"

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_help_comes_at_once():
    times = []
    for _ in range(3):
        begin = time.process_time(), os.times()
        done = run("--help")
        times.append(sum(os.times()[2:4]) - sum(begin[1][2:4]))
        assert done.returncode == 0

    assert min(times) < 0.6  # processor time; twice what is promised, as tests run beside others


def test_every_command_and_option_has_a_help():
    for command in commands(main):
        assert command.help, command.name
        assert [option.name for option in command.params if isinstance(option, click.Option) and not option.help] == []


@pytest.mark.parametrize(
    "words", [["nonsense"], ["serve", "--nonsense"], ["import"], ["rollback", "--to", "x"], ["rollback", "--to", "0"]]
)
def test_wrong_call_exits_with_2(words, home):
    result = CliRunner().invoke(main, words)

    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_wrong_setting_is_told_with_misspelt_names_and_exits_with_2(home):
    done = run("doctor", PORT="http", VERKSTAD_ALOWED_HOSTS="a")

    assert done.returncode == 2
    assert "PORT=http" in done.stderr
    assert done.stdout == ""
    done = run("rollback", "--list", VERKSTAD_ALOWED_HOSTS="a")
    assert "VERKSTAD_ALLOWED_HOSTS" in done.stderr


@pytest.fixture
def failing():
    """A command that fails as it is told to."""

    def made(error: Exception) -> click.Group:
        group = Commands("verkstad")

        @group.command("fail")
        def fail() -> None:
            raise error

        return group

    return made


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (OSError(errno.ENOSPC, "No space left on device", "/srv/x"), "/srv/x is full"),
        (PermissionError(errno.EACCES, "Permission denied", "/srv/x"), "/srv/x may not be"),
        (FileNotFoundError(errno.ENOENT, "No such file or directory", "/srv/x"), "/srv/x: No such file"),
        (ValueError("odd"), "VERKSTAD_DEBUG=1"),
        (Told("The dossier has faults."), "The dossier has faults."),
    ],
)
def test_fault_is_a_sentence_and_no_stack_trace(failing, error, says):
    result = CliRunner().invoke(failing(error), ["fail"])

    assert result.exit_code == 1
    assert says in result.output
    assert result.output.startswith("verkstad: ")
    assert "Traceback" not in result.output


def test_debug_shows_where(failing, monkeypatch):
    monkeypatch.setenv("VERKSTAD_DEBUG", "1")

    assert isinstance(CliRunner().invoke(failing(ValueError("odd")), ["fail"]).exception, ValueError)


def test_reader_of_a_pipe_may_leave_early(home):
    done = subprocess.run(
        f"{sys.executable} -m verkstad.site.command doctor --json | head -c 1",
        shell=True,
        capture_output=True,
        text=True,
        check=False,
    )

    assert "Traceback" not in done.stderr
    assert "BrokenPipe" not in done.stderr


def test_command_speaks_the_language_of_the_terminal(home):
    swedish, english = run("doctor", LC_ALL="sv_SE.UTF-8").stdout, run("doctor", LC_ALL="C.UTF-8").stdout

    assert "There is no edition yet" in english
    assert "Det finns ingen utgåva än" in swedish


@pytest.mark.parametrize("words", [["check"], ["export", "out"], ["publish"], ["messages"], ["person", "out", "x"]])
def test_command_that_needs_an_archive_makes_none(tmp_path, monkeypatch, words):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DATABASE_URL", raising=False)
    done = run(*words, VERKSTAD_HOME=str(tmp_path / "elsewhere"))

    assert done.returncode == 1
    assert "There is no database in" in done.stderr
    assert not (tmp_path / "elsewhere" / "database.sqlite3").exists()
    assert not (tmp_path / "out").exists()


def test_command_that_needs_an_archive_leaves_an_earlier_one_as_it_is(tmp_path, monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    sqlite3.connect(tmp_path / "database.sqlite3").close()

    done = run("check", VERKSTAD_HOME=str(tmp_path))

    assert done.returncode == 1
    assert "earlier version" in done.stderr
    with contextlib.closing(sqlite3.connect(tmp_path / "database.sqlite3")) as database:
        assert database.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
