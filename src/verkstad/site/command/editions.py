# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""``publish`` and ``rollback``."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from verkstad.site.command.telling import (
    Told,
    json_option,
    progress,
    say,
    settings_and_django,
    settings_or_end,
    tell,
    tell_json,
)
from verkstad.site.words import _, ngettext


@click.command("publish", help=_("Publish what the archive holds now.\n\nOnly what changed is made again."))
@click.option("--all", "rebuild", is_flag=True, help=_("Make every page again, and whatever is damaged on disk."))
@click.option("--release", is_flag=True, help=_("End the hold that rollback began, then publish."))
@click.option(
    "--tree",
    "into",
    type=click.Path(path_type=Path),
    help=_("Also write the edition as ordinary files, for any web server."),
)
@json_option
def publish_command(rebuild: bool, release: bool, into: Path | None, as_json: bool) -> None:
    settings = settings_and_django()
    from verkstad.edition.housekeeping import remove_damaged
    from verkstad.edition.publish import one_builder
    from verkstad.edition.publish import release as end_hold
    from verkstad.edition.tree import write_tree
    from verkstad.site.publishing import publish_site

    if release:
        end_hold(settings.editions)
    if rebuild:
        with one_builder(settings.editions):
            remove_damaged(settings.editions)
    with faults(), progress(_("Making the pages")) as move:
        done = publish_site(settings, rebuild=rebuild, progress=move)
    written = None
    if into is not None:
        try:
            written = write_tree(settings.editions, into)
        except FileExistsError:
            raise Told(
                _("%(folder)s exists and was not made by this command. Name a folder that does not exist.")
                % {"folder": into},
                code=2,
            ) from None
    if as_json:
        tell_json({**asdict(done), "tree": str(into) if into else None, "tree_files": written})
        return
    if done.number == done.before:
        tell(_("Nothing has changed: edition %(number)s stays.") % {"number": done.number})
    else:
        tell(
            ngettext(
                "Edition %(number)s: %(files)s file made in %(seconds).2f s.",
                "Edition %(number)s: %(files)s files made in %(seconds).2f s.",
                done.files,
            )
            % {"number": done.number, "files": done.files, "seconds": done.seconds}
        )
    if written is not None:
        tell(_("%(files)s files written to %(folder)s.") % {"files": written, "folder": into})


class faults:
    """Turn the faults of publishing into sentences."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        from verkstad.edition.publish import BrokenLinks, OnHold, PublishError

        if isinstance(error, OnHold):
            raise Told(
                _(
                    "An earlier edition was chosen with 'verkstad rollback', so nothing is published. 'verkstad publish --release' ends that."
                )
            ) from error
        if isinstance(error, BrokenLinks):
            lines = "\n".join(f"  {page} → {link}" for link, page in sorted(error.links.items()))
            raise Told(
                _("Pages link to addresses that do not exist, so nothing was published:\n%(lines)s") % {"lines": lines}
            ) from error
        if isinstance(error, PublishError):
            raise Told(_("Nothing was published: %(reason)s.") % {"reason": error}) from error


@click.command(
    "rollback", help=_("Show an earlier edition again.\n\nNothing is published until 'verkstad publish --release'.")
)
@click.option(
    "--to",
    type=click.IntRange(min=1),
    metavar=_("NUMBER"),
    help=_("The edition to show; left out, the one before the present one."),
)
@click.option("--list", "listing", is_flag=True, help=_("List the editions that are kept."))
@json_option
def rollback_command(to: int | None, listing: bool, as_json: bool) -> None:
    settings = settings_or_end()
    from verkstad.edition.publish import PublishError, rollback
    from verkstad.edition.store import current_number, numbers, read_root, root_name

    folder = settings.editions
    if listing:
        now = current_number(folder)
        kept = [read_root(folder, root_name(number)) for number in numbers(folder)]
        if as_json:
            tell_json(
                [
                    {"number": root.number, "at": root.at, "files": root.files, "shown": root.number == now}
                    for root in kept
                ]
            )
            return
        for root in kept:
            tell(
                f"{'→' if root.number == now else ' '} {root.number:>6}  {root.at.astimezone():%Y-%m-%d %H:%M:%S}  {root.files}"
            )
        return
    try:
        number = rollback(folder, to=to)
    except PublishError:
        kept_numbers = ", ".join(str(number) for number in numbers(folder)) or "–"
        if to is None:
            raise Told(_("There is no earlier edition to go back to.")) from None
        raise Told(
            _("Edition %(number)s is not kept. Kept are: %(kept)s.") % {"number": to, "kept": kept_numbers}, code=2
        ) from None
    if as_json:
        tell_json({"number": number})
        return
    tell(_("Readers see edition %(number)s again.") % {"number": number})
    say(_("Nothing is published until you say so: verkstad publish --release"))
