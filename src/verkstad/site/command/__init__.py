# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The ``verkstad`` command: each subcommand parses, calls one function of a room, and reports.

Modules of commands import click and nothing heavy; Django and the rooms are imported in the function that needs them, so that
``--help`` answers at once. That is the reason of every import inside a function here.
"""

from __future__ import annotations

import click

from verkstad.site.command import click_words
from verkstad.site.command.archive import check_command, export_command, import_command
from verkstad.site.command.bench import bench_command
from verkstad.site.command.doctor import doctor_command
from verkstad.site.command.editions import publish_command, rollback_command
from verkstad.site.command.editors import editor_group
from verkstad.site.command.people import messages_command, person_group
from verkstad.site.command.running import demo_command, migrate_command, serve_command
from verkstad.site.command.search import search_command
from verkstad.site.command.telling import Commands
from verkstad.site.command.transcribing import transcribe_command
from verkstad.site.command.withdrawing import reinstate_command, withdraw_command
from verkstad.site.words import _

click_words.speak()


@click.group(
    cls=Commands,
    help=_(
        "Verkstad keeps an archive of workshops and publishes it as a site.\n\n"
        "Settings come from the environment: VERKSTAD_HOME, PORT and more, listed in docs/operator.md.\n\n"
        "The exit code is 0 when all is well, 1 when something is wrong with the data, 2 when a command was called wrongly."
    ),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="verkstad", prog_name="verkstad")
def main() -> None:
    pass


for _command in (
    demo_command,
    serve_command,
    import_command,
    export_command,
    check_command,
    publish_command,
    rollback_command,
    search_command,
    transcribe_command,
    person_group,
    withdraw_command,
    reinstate_command,
    editor_group,
    messages_command,
    migrate_command,
    doctor_command,
    bench_command,
):
    main.add_command(_command)
