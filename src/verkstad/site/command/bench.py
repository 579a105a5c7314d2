# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""``bench``: run the measures of a checkout."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click

from verkstad.site.command.telling import WRONG_CALL, Told
from verkstad.site.words import _

CHECKOUT = Path(__file__).resolve().parents[4]


@click.command(
    "bench",
    help=_("Measure building and serving.\n\nWrites docs/performance.md; works in a checkout."),
    context_settings={"ignore_unknown_options": True, "allow_extra_args": True, "help_option_names": []},
)
@click.pass_context
def bench_command(context: click.Context) -> None:
    if not (CHECKOUT / "bench" / "__main__.py").exists():
        raise Told(
            _("The measures are not part of the installed package. Clone the repository and run 'make bench' there."),
            code=WRONG_CALL,
        )
    measures = [sys.executable, "-m", "bench", *context.args]
    context.exit(subprocess.run(measures, cwd=CHECKOUT, check=False).returncode)  # noqa: S603 (our own, as its caller calls it)
