# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Write the reference tables of docs/ from the code: settings, commands, checks, fields. Called by make docs.

A table stands between ``<!-- NAME: written by make docs -->`` and ``<!-- end of NAME -->``; a test holds it to the code.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click

OPERATOR = Path("docs/operator.md")


class NoPlace(Exception):
    """The page has no place for the table."""


def settings_table() -> str:
    """All settings as a Markdown table, in the order of the code."""
    from verkstad.site.settings_table import TABLE  # here, so that the language is set first

    rows = [
        (f"`{setting.name}`", setting.kind, f"`{setting.default}`" if setting.default else "", setting.help)
        for setting in TABLE
    ]
    return _table(("setting", "is", "default", "meaning"), rows)


def commands_table() -> str:
    """All commands as a Markdown table, with their options below each other."""
    from verkstad.site.command import main

    rows = []
    for path, command in _walk(main, ("verkstad",)):
        context = click.Context(command, info_name=path[-1])
        options = [
            f"`{'`, `'.join(parameter.opts)}` {parameter.help or ''}".strip()
            if isinstance(parameter, click.Option)
            else f"`{parameter.make_metavar(context)}`"
            for parameter in command.params
            if not getattr(parameter, "hidden", False)
        ]
        rows.append((f"`{' '.join(path)}`", _first_paragraph(command.help), "<br>".join(options)))
    return _table(("command", "does", "arguments and options"), rows)


def checks_table() -> str:
    """All checks as a Markdown table, the weightiest first."""
    from verkstad.site.starting import start_django

    start_django()
    from verkstad.checks import CHECKS
    from verkstad.checks.register import SEVERITIES

    ordered = sorted(CHECKS.values(), key=lambda check: (SEVERITIES.index(check.severity), check.id))
    return _table(
        ("check", "weight", "says"),
        [(f"`{check.id}`", check.severity, re.sub(r"%\((\w+)\)s", r"*\1*", str(check.message))) for check in ordered],
    )


def dossier_fields() -> str:
    """What may stand in each file of a dossier."""
    from tools.dossier_fields import fields

    return fields()


def roles_table() -> str:
    """Which role may do what, from the rule itself: one table for each kind of thing."""
    from verkstad.site.starting import start_django

    start_django()
    from verkstad.archive.choices import Role
    from verkstad.archive.rules.access import ACTIONS, NEEDS_ALL, ROLES_THAT_MAY

    titles = {
        "scope": "Workshops, material, recordings",
        "shared": "People, organisations, topics",
        "series": "Series",
        "site": "The desk itself",
    }
    tables = []
    for kind, title in titles.items():
        rows = []
        for action in ACTIONS:
            if (roles := ROLES_THAT_MAY[kind].get(action)) is None:
                continue
            who = "for everything" if action in NEEDS_ALL[kind] else "yes"
            rows.append((f"`{action}`", *(who if role in roles else "–" for role in Role)))
        tables.append(f"### {title}\n\n{_table(('', *(str(role.label).lower() for role in Role)), rows)}")
    return "\n".join(tables)


TABLES: dict[str, tuple[Path, Callable[[], str]]] = {
    "fields": (Path("docs/dossier.md"), dossier_fields),
    "checks": (Path("docs/editor.md"), checks_table),
    "roles": (Path("docs/roles.md"), roles_table),
    "settings": (OPERATOR, settings_table),
    "commands": (OPERATOR, commands_table),
}


def with_table(page: str, name: str, table: str) -> str:
    """The page with the named table in its place."""
    place = re.compile(rf"(<!-- {name}: written by make docs -->\n).*?(<!-- end of {name} -->)", re.DOTALL)
    if not place.search(page):
        raise NoPlace(name)
    return place.sub(lambda found: f"{found[1]}{table}{found[2]}", page)


def _walk(command: click.Command, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    if isinstance(command, click.Group):
        for name in sorted(command.commands):
            if not command.commands[name].hidden:
                yield from _walk(command.commands[name], (*path, name))
    else:
        yield path, command


def _first_paragraph(text: str | None) -> str:
    return " ".join((text or "").replace("\b", "").strip().split("\n\n")[0].split())


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "".join("| " + " | ".join(str(cell).replace("|", "\\|") for cell in line) + " |\n" for line in lines)


def main() -> None:
    for name, (path, table) in TABLES.items():
        page = path.read_text("utf-8")
        path.write_text(with_table(page, name, table()), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    os.environ["LC_ALL"] = "C.UTF-8"  # the documentation is in English
    sys.exit(main())
