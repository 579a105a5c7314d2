# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""``import``, ``export`` and ``check``: the archive as a dossier, and what is missing or contradictory in it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from verkstad.site.command.elsewhere import dead_elsewhere, look_elsewhere
from verkstad.site.command.telling import (
    WRONG_CALL,
    WRONG_DATA,
    Told,
    json_option,
    language_alone,
    progress,
    say,
    settings_and_django,
    tell,
    tell_json,
)
from verkstad.site.words import _, ngettext

if TYPE_CHECKING:
    from verkstad.intake.dossier_files import Brought
    from verkstad.intake.problems import DossierRefused
    from verkstad.intake.save import Report
    from verkstad.records.dossier import Dossier
    from verkstad.site.settings_table import Settings

folder_argument = click.argument("folder", type=click.Path(path_type=Path), metavar=_("FOLDER"))


@click.command(
    "import",
    help=_(
        "Read a dossier, a folder of YAML files, into the archive.\n\n"
        "All faults are told at once, by file, line and field, and then nothing is imported."
    ),
)
@folder_argument
@click.option("--dry-run", is_flag=True, help=_("Read and check everything, and change nothing."))
@json_option
def import_command(folder: Path, dry_run: bool, as_json: bool) -> None:
    if folder.is_dir():
        settings_and_django(migrating=True)
    else:  # nothing is made ready for what cannot be read: reading says so
        language_alone()
    report = bring_in(folder, dry_run=dry_run, as_json=as_json)
    if as_json:
        tell_json(report.as_json())
        return
    facts = {"new": report.created, "changed": report.changed, "same": report.unchanged}
    if dry_run:
        tell(
            _("Nothing was changed. Importing would add %(new)s, change %(changed)s and leave %(same)s as they are.")
            % facts
        )
    else:
        tell(_("Imported: %(new)s new, %(changed)s changed, %(same)s as they were.") % facts)
    for gone in report.vanished:
        say(
            _("The dossier lacks what the archive has, and it was left alone: %(kind)s %(slug)s.")
            % {"kind": gone.kind, "slug": gone.slug}
        )
    if report.created + report.changed and not dry_run:
        say(_("'verkstad publish' shows it to readers; a running 'verkstad serve' does so by itself."))


def bring_in(folder: Path, *, dry_run: bool, as_json: bool = False) -> Report:
    """Import a dossier; ends the command with all its faults where there are any."""
    from verkstad.intake.dossier import read_dossier
    from verkstad.intake.dossier_files import bring_files, note_files
    from verkstad.intake.problems import DossierRefused, IntakeError
    from verkstad.intake.save import save_dossier

    try:
        with progress(_("Reading")) as move:
            dossier = read_dossier(folder, progress=move)
        at = datetime.now(UTC)
        brought = None if dry_run else bring_files(folder, dossier, at=at)
        with progress(_("Saving")):
            report = save_dossier(dossier, at=at, dry_run=dry_run)
        if brought is not None:
            note_files(dossier, at=at)
            _tell_of_files(brought)
        return report
    except DossierRefused as error:
        raise _refused(error, as_json=as_json) from None
    except IntakeError as error:
        if as_json:
            tell_json({"problems": [{"kind": "not-saved", "message": str(error)}]})
            raise click.exceptions.Exit(WRONG_DATA) from None
        raise Told(str(error)) from None


def _tell_of_files(brought: Brought) -> None:
    for sentence in brought.refused:
        say(sentence)
    if brought.missing:
        say(
            ngettext(
                "%(n)s file that the dossier names is neither here nor in its folder “files”: what shows it cannot be published.",
                "%(n)s files that the dossier names are neither here nor in its folder “files”: what shows them cannot be published.",
                brought.missing,
            )
            % {"n": brought.missing}
        )


def _refused(error: DossierRefused, *, as_json: bool) -> Exception:
    """What ends the command: a folder that does not exist is a wrong call, faults of a dossier are wrong data."""
    code = WRONG_CALL if {problem.kind for problem in error.problems} == {"no-folder"} else WRONG_DATA
    if not as_json:
        return Told(str(error), code=code)
    tell_json({"problems": [problem.as_json() for problem in error.problems]})
    return click.exceptions.Exit(code)


@click.command(
    "export",
    help=_("Write the archive as a dossier, a folder of YAML files.\n\nIt holds all published facts and all drafts."),
)
@folder_argument
@click.option(
    "--files", "with_files", is_flag=True, help=_("Also copy uploaded files and captions, into a folder of their own.")
)
@json_option
def export_command(folder: Path, with_files: bool, as_json: bool) -> None:
    settings_and_django()
    from verkstad.exchange.dossier_folder import ExportRefused, export_to
    from verkstad.intake.dossier_files import write_files
    from verkstad.records.read_desk import dossier

    try:
        with progress(_("Writing")) as move:
            archive = dossier(datetime.now(UTC))
            done = export_to(folder, archive, progress=move)
            copied, missing = write_files(folder, archive) if with_files else (0, 0)
    except ExportRefused as error:
        raise Told(str(error)) from None
    if as_json:
        tell_json({"folder": str(folder), **done._asdict(), "copied": copied, "missing": missing})
        return
    tell(
        _("%(folder)s holds %(files)s files; %(changed)s have changed, %(removed)s are gone.")
        % {"folder": folder, "files": done.files, "changed": done.changed, "removed": done.removed}
    )
    if with_files:
        tell(_("Uploaded files copied: %(copied)s. Not here: %(missing)s.") % {"copied": copied, "missing": missing})


@click.command(
    "check",
    help=_(
        "Tell what is missing or contradictory in the archive.\n\n"
        "With FOLDER, in that dossier instead, without a database. The exit code is 1 when there are errors."
    ),
)
@click.argument("folder", type=click.Path(path_type=Path), metavar="[" + _("FOLDER") + "]", required=False)
@click.option(
    "--least",
    type=click.Choice(["error", "warning", "advice"]),
    default="advice",
    show_default=True,
    help=_("Leave out what weighs less."),
)
@click.option("--only", metavar=_("CHECK"), help=_("Tell what one check finds, by its id."))
@click.option(
    "--links",
    is_flag=True,
    help=_(
        "First look at every address elsewhere that published workshops lead to. It takes minutes, and contacts others."
    ),
)
@json_option
def check_command(folder: Path | None, least: str, only: str | None, links: bool, as_json: bool) -> None:
    if links and folder is not None:
        raise Told(_("--links looks at the addresses of the archive. Leave FOLDER out."), code=WRONG_CALL)
    dossier, settings = _dossier_to_check(folder, as_json=as_json)
    if links:
        look_elsewhere(settings)
    from verkstad.checks.register import CHECKS, SEVERITIES
    from verkstad.checks.run import run

    if only is not None and only not in CHECKS:
        raise Told(
            _("There is no check “%(id)s”. There are: %(known)s.") % {"id": only, "known": ", ".join(sorted(CHECKS))},
            code=WRONG_CALL,
        )
    dead = dead_elsewhere(settings) if folder is None else {}
    weighs = SEVERITIES[: SEVERITIES.index(least) + 1]
    found = [
        each
        for each in run(dossier, datetime.now(UTC), settings.captions_limits, dead)
        if each.severity in weighs and only in {None, each.check}
    ]
    counts = {severity: sum(each.severity == severity for each in found) for severity in SEVERITIES}
    if as_json:
        tell_json(
            [
                {
                    "check": each.check,
                    "severity": each.severity,
                    "kind": each.kind,
                    "id": str(each.id),
                    "slug": each.slug,
                    "field": each.field,
                    "message": each.message(),
                }
                for each in found
            ]
        )
    else:
        for each in found:
            tell(f"{_SEVERITY[each.severity]}: {each}")
        tell(_("Errors: %(error)s. Warnings: %(warning)s. Advice: %(advice)s.") % counts)
    if counts["error"]:
        raise click.exceptions.Exit(WRONG_DATA)


_SEVERITY = {"error": _("Error"), "warning": _("Warning"), "advice": _("Advice")}


def _dossier_to_check(folder: Path | None, *, as_json: bool) -> tuple[Dossier, Settings]:
    if folder is None:
        settings = settings_and_django()
        from verkstad.records.read_desk import dossier

        return dossier(datetime.now(UTC)), settings
    settings = language_alone()
    from verkstad.intake.dossier import read_dossier
    from verkstad.intake.problems import DossierRefused

    try:
        return read_dossier(folder), settings
    except DossierRefused as error:
        raise _refused(error, as_json=as_json) from None
