# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The few shapes that charts are made of, as escaped markup."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup


def figure(number: float) -> str:
    """A length as short as it can be said: ``12.5``, ``3``."""
    return f"{number:.2f}".rstrip("0").rstrip(".")


def bar(kind: str, x: float, width: float, y: float, height: float) -> Markup:
    """A rectangle: ``x`` and ``width`` in per cent, ``y`` and ``height`` in rem; ``kind`` names its class."""
    shape = '<rect class="chart-{}" x="{}%" y="{}rem" width="{}%" height="{}rem"/>'
    return Markup(shape).format(kind, figure(x), figure(y), figure(width), figure(height))  # noqa: S704  (a constant)


def letters(kind: str, x: float, y: float, words: object, *, anchor: str = "middle") -> Markup:
    text = '<text class="chart-{}" x="{}%" y="{}rem" text-anchor="{}">{}</text>'
    return Markup(text).format(kind, figure(x), figure(y), anchor, words)  # noqa: S704  (a constant)


def picture(height: float, shapes: Iterable[Markup], *, id: str, title: str, description: str) -> Markup:
    """An SVG that says what it shows: its name, and in words what is to be seen in it. ``id`` is unique on the page."""
    svg = (
        '<svg class="chart" role="img" aria-labelledby="{0}-t" aria-describedby="{0}-d" width="100%" height="{1}rem" focusable="false">'
        '<title id="{0}-t">{2}</title><desc id="{0}-d">{3}</desc>{4}</svg>'
    )
    return Markup(svg).format(id, figure(height), title, description, Markup().join(shapes))  # noqa: S704  (a constant)


def small_picture(height: float, shapes: Iterable[Markup]) -> Markup:
    """An SVG beside words that say the same, and therefore hidden from those who listen."""
    svg = '<svg class="chart" aria-hidden="true" width="100%" height="{}rem" focusable="false">{}</svg>'
    return Markup(svg).format(figure(height), Markup().join(shapes))  # noqa: S704  (a constant)


def link(href: str | None, words: object, language: str | None = None) -> Markup:
    """``words``, as a link when there is an address; ``language`` when it is not the page's."""
    lang = Markup(' lang="{}"').format(language) if language else Markup()
    if href is None:
        return Markup("<span{}>{}</span>").format(lang, words) if language else Markup("{}").format(words)
    return Markup('<a href="{}"{}>{}</a>').format(href, lang, words)


def line(name: Markup, drawn: Markup, total: str) -> Markup:
    """A row of a table: the name with its picture beside it, or under it where there is little room; and the number."""
    cells = '<tr><th scope="row"><div class="chart-line">{}<div>{}</div></div></th><td class="num">{}</td></tr>'
    return Markup(cells).format(name, drawn, total)  # noqa: S704  (a constant)


def table(caption: str, head: Iterable[str | Markup], rows: Iterable[Markup]) -> Markup:
    """``rows`` are whole ``<tr>``; the caption is for those who listen: the heading above says it to those who see."""
    cells = Markup().join(Markup('<th scope="col">{}</th>').format(words) for words in head)
    whole = '<table class="chart-table"><caption class="unseen">{}</caption><thead><tr>{}</tr></thead><tbody>{}</tbody></table>'
    return Markup(whole).format(caption, cells, Markup().join(rows))  # noqa: S704  (a constant)
