# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages for when there is nothing else to show: both languages on one page, no style, no template, nothing that can fail."""

from __future__ import annotations

from html import escape

from verkstad.site.words import N_, words

# Title and text by what has happened.
TEXTS: dict[str, tuple[str, str]] = {
    "first_edition": (
        N_("The pages are being made"),
        N_("The first edition is being built. Load this page again in a few seconds."),
    ),
    "not_found": (N_("There is no such page"), N_("There is no such page. See all workshops, or go to the home page.")),
    "method": (
        N_("This page can only be read"),
        N_("This address answers when it is read; nothing can be sent to it."),
    ),
    "damaged": (
        N_("This page cannot be shown right now"),
        N_("The page's content cannot be read from the server's disk. All other pages can be read as usual."),
    ),
    "behind_gone": (
        N_("Forms cannot be sent right now"),
        N_(
            "What you sent was not received: the application or its database does not answer. All pages can be read as usual. Try again in a few minutes."
        ),
    ),
    "too_large": (
        N_("This is too much at once"),
        N_("What you sent is larger than this address takes, so it was not received."),
    ),
    "strange": (
        N_("This request cannot be understood"),
        N_("Something in the request is not as it should be. Go back, load the page again, and try once more."),
    ),
    "failed": (N_("Something went wrong here"), N_("The fault is ours and is noted in the log. Nothing was changed.")),
}


def plain_page(what: str, *, language: str = "sv") -> bytes:
    """A whole HTML page, the reader's language first."""
    title, text = TEXTS[what]
    languages = ("sv", "en") if language == "sv" else ("en", "sv")
    sections = "".join(
        f'<section lang="{each}"><h1>{escape(words(each).gettext(title))}</h1><p>{escape(words(each).gettext(text))}</p></section>'
        for each in languages
    )
    home = escape(words("sv").gettext(N_("Home page")))
    heading = escape(words(language).gettext(title))
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{heading}</title>'
        f'<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">'
        f'<meta name="robots" content="noindex"></head><body><main>{sections}'
        f'<p><a href="/">{home}</a> · <a href="/en/" lang="en">Home page</a></p></main></body></html>'
    ).encode()
