# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""How commands speak: what they do on standard error, results on standard output, faults as sentences with an exit code."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click

from verkstad.site.settings_table import Settings, SettingsWrong, read_settings, unknown_settings
from verkstad.site.words import _

HARDLY_ANY = 1024**2
WRONG_DATA = 1
WRONG_CALL = 2


class Told(click.ClickException):
    """A fault that is told and ends the command."""

    def __init__(self, message: str, *, code: int = WRONG_DATA) -> None:
        super().__init__(message)
        self.exit_code = code

    def show(self, file: Any = None) -> None:
        click.echo(f"verkstad: {self.message}", err=True)


def say(message: str) -> None:
    """What is being done, for the person who waits."""
    click.echo(message, err=True)


def tell(message: str) -> None:
    """A result."""
    click.echo(message)


def tell_json(found: Any) -> None:
    click.echo(json.dumps(found, ensure_ascii=False, indent=2, default=str))


json_option = click.option(
    "--json", "as_json", is_flag=True, help=_("Write the result as JSON, for a program to read.")
)


def settings_or_end(*, report_unknown: bool = True) -> Settings:
    """The settings; ends the command where they are wrong, and says which names are not settings at all."""
    for sentence in unknown_settings() if report_unknown else ():
        say(f"verkstad: {sentence}")
    try:
        return read_settings()
    except SettingsWrong as error:
        raise Told("\nverkstad: ".join(error.problems), code=WRONG_CALL) from None


def settings_and_django(*, migrating: bool = False) -> Settings:
    """The settings, with Django started and the database at the version of the code.

    A command that is not ``migrating`` ends where there is no such database: it neither makes one in a folder that was
    named by mistake, nor changes one before it was backed up.
    """
    settings = settings_or_end()
    # Here, as Django is started by the commands that need it only.
    from verkstad.site.starting import has_no_database, migrate, migrations_missing, start_django

    start_django()
    if migrating:
        migrate(settings, say=lambda home: say(_("Preparing the database in %(home)s …") % {"home": home}))
    elif has_no_database():
        raise Told(
            _(
                "There is no database in %(folder)s. Set VERKSTAD_HOME to the folder that has it; 'verkstad demo' makes one with the NOSAD archive, 'verkstad migrate' an empty one."
            )
            % {"folder": settings.home}
        )
    elif migrations_missing():
        raise Told(_("The database is of an earlier version than the program. Back up, then run 'verkstad migrate'."))
    return settings


def language_alone() -> Settings:
    """Django started for the sake of its translations; no database is asked."""
    # Here, as in settings_and_django.
    from verkstad.site.starting import start_django

    settings = settings_or_end()
    start_django()
    return settings


@contextlib.contextmanager
def progress(label: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error while something long goes on; silent where nobody watches."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(label, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def sentence_of(error: BaseException) -> Told | None:
    """The sentence for a fault that can happen to anybody; None for one that is ours."""
    names = {type(error).__name__ for error in _chain(error)}
    if isinstance(error, OSError):
        return _sentence_of_disk(error)
    if "RecordUnreadable" in names:
        return Told(
            _("The archive holds something that cannot be published: %(what)s. Correct it, then publish again.")
            % {"what": error}
        )
    if {"OperationalError", "InterfaceError"} & names:
        home = Path(os.environ.get("VERKSTAD_HOME") or "./var")
        if "disk" in str(error) and _is_full(home):
            return Told(_FULL % {"where": home})
        return Told(
            _(
                "The database does not answer: %(reason)s. Check DATABASE_URL and VERKSTAD_HOME, or ask 'verkstad doctor'."
            )
            % {"reason": _first_line(error)}
        )
    if "EditionDamaged" in names:
        return Told(
            _("The edition on disk is damaged: %(reason)s. 'verkstad publish --all' makes it anew.") % {"reason": error}
        )
    return None


_FULL = _(
    "The disk that holds %(where)s is full. Nothing was published or lost: make room, then give the command again."
)


def _is_full(home: Path) -> bool:
    """Asked when SQLite speaks of the disk: without room for its journal it says no more than "disk I/O error"."""
    try:
        return shutil.disk_usage(home).free < HARDLY_ANY
    except OSError:
        return False


def _sentence_of_disk(error: OSError) -> Told:
    where = error.filename or os.environ.get("VERKSTAD_HOME", "./var")
    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return Told(_FULL % {"where": where})
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return Told(
            _(
                "%(where)s may not be written or read by this user. Give the user the right, or choose another VERKSTAD_HOME."
            )
            % {"where": where}
        )
    return Told(f"{where}: {error.strerror or error}")


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__


def _first_line(error: BaseException) -> str:
    return str(error).strip().split("\n")[0].rstrip(".")


class Commands(click.Group):
    """The group of all commands: no fault of theirs reaches a person as a stack trace."""

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except BrokenPipeError:  # the reader of a pipe has seen enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise click.exceptions.Exit(0) from None
        except Exception as error:
            if os.environ.get("VERKSTAD_DEBUG", "0") not in {"", "0"}:
                raise
            told = sentence_of(error) or Told(
                _(
                    "Something unexpected happened (%(kind)s: %(reason)s). The fault is ours. With VERKSTAD_DEBUG=1 the same command shows where."
                )
                % {"kind": type(error).__name__, "reason": _first_line(error)}
            )
            raise told from error
