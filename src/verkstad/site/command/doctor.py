# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""``doctor``: how the installation is, and what to do."""

from __future__ import annotations

import click

from verkstad.site.command.telling import WRONG_DATA, json_option, settings_or_end, tell, tell_json
from verkstad.site.words import _

_MARKS = {"well": ("✓", "green"), "note": ("·", "yellow"), "wrong": ("✗", "red")}


@click.command(
    "doctor",
    help=_(
        "Look the installation over: what is missing, what to do.\n\nSettings, disk, clock, database, edition and optional parts."
    ),
)
@json_option
def doctor_command(as_json: bool) -> None:
    settings = settings_or_end(report_unknown=False)
    from verkstad.site.doctor import examine, verdict

    findings = []
    for finding in examine(settings):
        findings.append(finding)
        if not as_json:
            mark, colour = _MARKS[finding.state]
            tell(f"{click.style(mark, fg=colour)} {finding.says}  [{finding.id}]")
            if finding.remedy:
                tell(f"    {finding.remedy}")
    if as_json:
        tell_json([finding._asdict() for finding in findings])
    else:
        tell(verdict(findings))
    if any(finding.state == "wrong" for finding in findings):
        raise click.exceptions.Exit(WRONG_DATA)
