# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""``search``: the same results as the search page, on the terminal. It reads the edition alone, and needs no database."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from verkstad.site.command.telling import WRONG_DATA, Told, json_option, settings_or_end, tell, tell_json
from verkstad.site.words import _, language_of, ngettext

if TYPE_CHECKING:
    from verkstad.records.base import Language
    from verkstad.search.index import Opened
    from verkstad.search.query import Query
    from verkstad.search.results import Found, Group, Hit, Span


@click.command(
    "search",
    # -without is a word and not a row of options, -h among them.
    context_settings={"ignore_unknown_options": True, "help_option_names": ["--help"]},
    help=_(
        "Search what readers can search.\n\n"
        'The words are those of the search page: "a phrase", -without, begin*, person: org: topic: series: year: language:.'
    ),
)
@click.argument("words", nargs=-1, required=True, metavar=_("WORDS …"))
@click.option("--page", type=click.IntRange(min=1), default=1, show_default=True, help=_("The page of results."))
@click.option(
    "--sort",
    type=click.Choice(["best", "newest", "oldest"]),
    default="best",
    show_default=True,
    help=_("The order of results."),
)
@json_option
def search_command(words: tuple[str, ...], page: int, sort: str, as_json: bool) -> None:
    settings = settings_or_end()
    from verkstad.search.query import parse
    from verkstad.search.results import find

    opened = _opened(settings.editions)
    query = parse(" ".join(words))._replace(page=page, sort=sort)  # type: ignore[arg-type]
    found = find(opened, query, _language())
    if as_json:
        tell_json(_as_json(query, found))
    else:
        _tell(query, found)
    if not found.total:
        raise click.exceptions.Exit(WRONG_DATA)


def _language() -> Language:
    return "sv" if language_of() == "sv" else "en"


def _opened(editions: object) -> Opened:
    from pathlib import Path

    from verkstad.edition.searching.making import index_folder
    from verkstad.edition.store import Reader
    from verkstad.search.index import Damaged, Opened

    folder = Path(str(editions))
    reader = Reader(folder)
    reader.refresh()
    if reader.root is None:
        raise Told(_("There is no edition in %(folder)s yet: run 'verkstad publish' first.") % {"folder": folder})
    again = _("The search index cannot be used: %(reason)s. 'verkstad publish' makes it anew.")
    if reader.root.search is None:
        raise Told(again % {"reason": _("the edition has none")})
    try:
        return Opened.open(index_folder(folder, reader.root.search))
    except Damaged as error:
        raise Told(again % {"reason": error}) from error


def _tell(query: Query, found: Found) -> None:
    from verkstad.edition.searching.places import group_path, hit_path

    head = ngettext("%(n)s result on %(things)s pages", "%(n)s results on %(things)s pages", found.total)
    if found.things is None:
        head = ngettext("%(n)s result", "%(n)s results", found.total)
    tell(head % {"n": found.total, "things": found.things} if found.total else _("No results"))
    if found.is_loose:
        tell(_("Nothing has all the words. These have some of them."))
    if found.suggestion:
        tell(f"{_('Did you mean')} {found.suggestion}?")
    for number, group in enumerate(found.groups, (query.page - 1) * 10 + 1):
        tell("")
        tell(f"{number}. {_styled(group.title, bold=True)}{_when(group)}")
        tell(f"   {group_path(group, _language())}")
        for hit in group.hits:
            tell(f"   {_where(hit)}{_styled((*hit.title, *_spaced(hit)))}")
            if hit.kind in {"speech", "page"}:
                tell(f"      {hit_path(group, hit, _language())}")


def _when(group: Group) -> str:
    if group.place is None:
        return ""
    return f"  {group.place.date[:7] if group.place.is_month else group.place.date}"


def _where(hit: Hit) -> str:
    from verkstad.exchange.text import timecode

    if hit.second is not None:
        return f"{timecode(hit.second)}  "
    return f"{_('page %(page)s') % {'page': hit.page}}  " if hit.page is not None else ""


def _spaced(hit: Hit) -> tuple[Span, ...]:
    from verkstad.search.results import Span

    return (*([Span(" · ")] if hit.title and hit.text else []), *hit.text)


def _styled(spans: tuple[Span, ...], *, bold: bool = False) -> str:
    """The words that were met stand out: by colour for a person, not at all for a program."""
    if not sys.stdout.isatty():
        return " ".join("".join(span.words for span in spans).split())
    return "".join(
        click.style(span.words, fg="yellow" if span.is_met else None, bold=bold or span.is_met) for span in spans
    )


def _as_json(query: Query, found: Found) -> dict[str, object]:
    from verkstad.edition.searching.places import group_path, hit_path

    return {
        "query": query.text,
        "total": found.total,
        "things": found.things,
        "page": query.page,
        "suggestion": found.suggestion or None,
        "results": [
            {
                "kind": group.kind,
                "id": group.key,
                "path": group_path(group, _language()),
                "title": "".join(span.words for span in group.title),
                "date": group.place.date if group.place else None,
                "passages": [
                    {
                        "kind": hit.kind,
                        "title": "".join(span.words for span in hit.title),
                        "text": "".join(span.words for span in hit.text),
                        "seconds": hit.second,
                        "page": hit.page,
                        "path": hit_path(group, hit, _language()),
                        "people": [name for _slug, name in hit.people],
                    }
                    for hit in group.hits
                ],
            }
            for group in found.groups
        ],
    }
