# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""``import``, ``export`` and ``check``: the archive as a dossier, and what is missing or contradictory in it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from verkstad.site.command.telling import (
    WRONG_DATA,
    Told,
    json_option,
    progress,
    say,
    settings_and_django,
    tell,
    tell_json,
)
from verkstad.site.words import _


@click.command(
    "import",
    help=_("Read a dossier: a folder of YAML files. All faults are told at once, and then nothing is imported."),
)
@click.argument("folder", type=click.Path(path_type=Path), metavar=_("FOLDER"))
@click.option("--dry-run", is_flag=True, help=_("Read and check everything, and change nothing."))
@json_option
def import_command(folder: Path, dry_run: bool, as_json: bool) -> None:
    settings_and_django()
    found = bring_in(folder, dry_run=dry_run, as_json=as_json)
    if as_json:
        tell_json(found)


def bring_in(folder: Path, *, dry_run: bool, as_json: bool = False) -> dict[str, Any]:
    """Import a dossier and report; ends the command with all faults where there are any."""
    from verkstad.intake.dossier import read_dossier
    from verkstad.intake.problems import DossierRefused
    from verkstad.intake.save import save_dossier

    try:
        with progress(_("Reading")) as move:
            dossier = read_dossier(folder, progress=move)
        with progress(_("Saving")) as move:
            saved = save_dossier(dossier, at=datetime.now(UTC), dry_run=dry_run, progress=move)
    except DossierRefused as error:
        if as_json:
            tell_json({"problems": [problem.as_json() for problem in error.problems]})
            raise click.exceptions.Exit(WRONG_DATA) from None
        raise Told(str(error)) from None
    return saved


@click.command(
    "export", help=_("Write the archive as a dossier: a folder of YAML files with all published facts and drafts.")
)
@click.argument("folder", type=click.Path(path_type=Path), metavar=_("FOLDER"))
@json_option
def export_command(folder: Path, as_json: bool) -> None:
    settings_and_django()
    from verkstad.exchange.dossier_folder import ExportRefused, export_to
    from verkstad.records.read_desk import dossier

    try:
        with progress(_("Writing")) as move:
            done = export_to(folder, dossier(), progress=move)
    except ExportRefused as error:
        raise Told(str(error)) from None
    if as_json:
        tell_json({"folder": str(folder), **done._asdict()})
        return
    tell(
        _("%(folder)s holds %(files)s files; %(changed)s have changed, %(removed)s are gone.")
        % {"folder": folder, "files": done.files, "changed": done.changed, "removed": done.removed}
    )


@click.command("check", help=_("Tell what is missing, impossible or contradictory in the archive."))
@json_option
def check_command(as_json: bool) -> None:
    settings_and_django()
    say("")
