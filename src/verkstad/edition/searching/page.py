# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The search page: the form as it was filled in, what was found by event with the words marked, and ways to narrow it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from markupsafe import Markup, escape

from verkstad.edition.rendering.dates import short_date
from verkstad.edition.rendering.environment import render
from verkstad.edition.rendering.frame import Feed, surroundings
from verkstad.edition.rendering.tongue import N_, Tongue, language_name, number, tongue
from verkstad.edition.searching.places import (
    SEARCH,
    Moment,
    asking,
    group_path,
    hit_path,
    moment,
    search_path,
    thing_path,
)
from verkstad.edition.searching.site import Sign
from verkstad.exchange.words import event_kinds
from verkstad.records.base import Language
from verkstad.search.passages import Picture
from verkstad.search.query import Query
from verkstad.search.results import PAGE, Choice, Found, Group, Hit, Span

KINDS = {
    "agenda": N_("Agenda item"), "material": N_("Material"), "page": N_("Material"), "link": N_("Link"), "chapter": N_("Chapter"), "speech": N_("Said"),
    "person": N_("Person"), "organisation": N_("Organisation"), "topic": N_("Topic"), "series": N_("Series"),
}  # fmt: skip
FACETS = {
    "series": N_("Series"), "organisation": N_("Organisations"), "person": N_("People"), "topic": N_("Topics"), "language": N_("Language"),
}  # fmt: skip
"""The ways to narrow a search that stand folded, in their order."""


class Link(NamedTuple):
    """A link to the same question with something else in it."""

    words: str
    href: str
    is_chosen: bool = False
    passages: str = ""


class Passage(NamedTuple):
    href: str
    label: str
    title: Markup
    text: Markup
    language: str | None
    who: tuple[Link, ...]
    at: Moment | None
    picture: Picture | None
    """Of the page of slides that it is."""
    picture_words: str


class Result(NamedTuple):
    href: str
    title: Markup
    language: str | None
    kind: str
    date: str
    iso: str
    has: tuple[str, ...]
    passages: list[Passage]


class Folded(NamedTuple):
    heading: str
    links: list[Link]


def render_empty(sign: Sign, query: Query, language: Language) -> bytes:
    """The page before anything is asked."""
    _ = tongue(language).gettext
    return _render(sign, query, language, title=_("Search"), heading=Markup.escape(_("Search")), found=None)


def render_away(sign: Sign, query: Query, language: Language) -> bytes:
    """The page while the index is made anew."""
    _ = tongue(language).gettext
    return _render(
        sign, query, language, title=_("Search"), heading=Markup.escape(_("Search")), found=None, is_away=True
    )


def render_search(sign: Sign, query: Query, found: Found, language: Language) -> bytes:
    heading = _like(found, tongue(language)) or _count(query, found, tongue(language))
    return _render(sign, query, language, title=heading.striptags(), heading=heading, found=found)


def _render(
    sign: Sign,
    query: Query,
    language: Language,
    *,
    title: str,
    heading: Markup,
    found: Found | None,
    is_away: bool = False,
) -> bytes:
    speak = tongue(language)
    _ = speak.gettext
    frame = surroundings(
        sign.site, sign.faces[language], language, path=SEARCH, title=title, description=title, door="search"
    )
    fields = query.as_string()
    atom = Feed("application/atom+xml", title, asking(query._replace(page=1), language, format="atom"))
    context: dict[str, Any] = {
        **frame,
        "noindex": True,
        "twin": f"{frame['twin']}?{fields}" if fields else frame["twin"],
        "feeds": (atom,) if found else (),
        "heading": heading,
        "action": search_path(language),
        "query": query,
        "kept": [(name, value) for name, value in query.chosen.items() if name in FACETS],
        "kinds": list(event_kinds(language).items()),
        "years": [(choice.value, number(choice.passages, language)) for choice in found.choices.get("year", ())]
        if found
        else [],
        "is_away": is_away,
        "is_asked": found is not None,
        "is_loose": bool(found and found.is_loose),
        "things": _things(found, speak) if found and found.total else "",
        "suggestion": _suggestion(query, found, language),
        "results": [_result(group, speak) for group in found.groups] if found else [],
        "chosen": _chosen(query, found, speak),
        "folded": _folded(query, found, speak),
        "sorts": _sorts(query, found, speak),
        "wider": _wider(query, found, speak),
        "atom": atom.href if found else "",
        "newer": asking(query._replace(page=query.page - 1, is_typing=False), language) if query.page > 1 else "",
        "older": asking(query._replace(page=query.page + 1, is_typing=False), language)
        if found and found.has_more
        else "",
        "page_words": _page_words(query, found, speak),
    }
    return render(language, "search.html", context)


def _page_words(query: Query, found: Found | None, speak: Tongue) -> str:
    page = number(query.page, speak.language)
    if found is None or found.things is None:
        return speak.gettext("Page %(page)s") % {"page": page}
    # Things are counted to a hair's breadth: what there is to leaf through decides at the end.
    pages = max(query.page + 1, -(-found.things // PAGE)) if found.has_more else query.page
    return speak.gettext("Page %(page)s of %(pages)s") % {"page": page, "pages": number(pages, speak.language)}


def marked(spans: Iterable[Span]) -> Markup:
    """The words, with those that were sought marked."""
    return Markup("").join(
        Markup("<mark>{}</mark>").format(span.words) if span.is_met else escape(span.words) for span in spans
    )


def _like(found: Found, speak: Tongue) -> Markup | None:
    """“Like “eArkiv””, of a search for events that are like another."""
    if found.like is None:
        return None
    words, language = found.like
    title = escape(words) if language == speak.language else Markup('<span lang="{}">{}</span>').format(language, words)
    return escape(speak.gettext("Like “%(title)s”")) % {"title": title}


def _count(query: Query, found: Found, speak: Tongue) -> Markup:
    """“12 results for “jitsi””. What was typed stands apart: it may run from right to left."""
    _, n = speak.gettext, number(found.total, speak.language)
    if query.text:
        said = speak.translations.ngettext("%(n)s result for “%(query)s”", "%(n)s results for “%(query)s”", found.total)
        said = _("No results for “%(query)s”") if found.total == 0 else said
    else:
        said = speak.translations.ngettext("%(n)s result", "%(n)s results", found.total)
        said = _("No results") if found.total == 0 else said
    return escape(said) % {"n": n, "query": Markup("<bdi>{}</bdi>").format(query.text)}


def _things(found: Found, speak: Tongue) -> str:
    if found.things is None:
        return ""
    return speak.ngettext("on %(n)s page", "on %(n)s different pages", found.things)


def _suggestion(query: Query, found: Found | None, language: Language) -> Link | None:
    if found is None or not found.suggestion:
        return None
    return Link(found.suggestion, asking(query.but(text=found.suggestion), language))


def _result(group: Group, speak: Tongue) -> Result:
    language, place = speak.language, group.place
    kind = speak.gettext(KINDS[group.kind]) if group.kind in KINDS else ""
    has: tuple[str, ...] = ()
    if place is not None:
        if place.kind != "workshop":
            kind = event_kinds(language)[place.kind]  # type: ignore[index]
            kind = kind[:1].upper() + kind[1:]
        has = tuple(
            words
            for is_so, words in (
                (place.has_recording, speak.gettext("Recording")),
                (place.has_slides, speak.gettext("Slides")),
            )
            if is_so
        )
    return Result(
        group_path(group, language),
        marked(group.title),
        group.language if group.language != language else None,
        kind,
        short_date(date.fromisoformat(place.date), "month" if place.is_month else "day", language) if place else "",
        (place.date[:7] if place.is_month else place.date) if place else "",
        has,
        [_passage(group, hit, speak) for hit in group.hits if hit.text or hit.title],
    )


def _passage(group: Group, hit: Hit, speak: Tongue) -> Passage:
    language = speak.language
    label = speak.gettext(KINDS[hit.kind]) if hit.kind in KINDS and hit.kind != group.kind else ""
    if hit.page is not None:
        label = speak.gettext("page %(page)s") % {"page": hit.page}
    return Passage(
        hit_path(group, hit, language), label, marked(hit.title), marked(hit.text), hit.language if hit.language != language else None,
        _who(hit, language), moment(hit.second) if hit.second is not None else None,
        hit.picture, "".join(span.words for span in hit.title) or label,
    )  # fmt: skip


def _who(hit: Hit, language: Language) -> tuple[Link, ...]:
    """Whom a passage is by: whom to ask more of."""
    links = [Link(name, thing_path("person", slug, language)) for slug, name in hit.people if hit.kind != "event"]
    if hit.kind in {"agenda", "material", "speech"}:
        links += [
            Link(swedish if language == "sv" else english, thing_path("organisation", slug, language))
            for slug, swedish, english in hit.organisations
        ]
    return tuple(dict.fromkeys(links))


def _chosen(query: Query, found: Found | None, speak: Tongue) -> list[Link]:
    """What the search is narrowed by, each with the way to let it go."""
    links = []
    for name, value in query.chosen.items():
        known = next(
            (choice for choice in (found.choices.get(name, ()) if found else ()) if choice.value == value), None
        )
        links.append(Link(_choice_words(name, known, value, speak), asking(query.but(**{name: None}), speak.language)))
    words = {"recording": speak.gettext("with recording"), "slides": speak.gettext("with slides")}
    links += [
        Link(words[what], asking(query.but(has=query.has - {what}), speak.language)) for what in sorted(query.has)
    ]
    return links


def _choice_words(name: str, choice: Choice | None, value: str, speak: Tongue) -> str:
    if name == "kind":
        return event_kinds(speak.language)[value]  # type: ignore[index]
    if name == "language":
        return language_name(value, speak.language)
    if choice is None:
        return value
    return choice.swedish if speak.language == "sv" else choice.english


def _folded(query: Query, found: Found | None, speak: Tongue) -> list[Folded]:
    if found is None or not found.total:
        return []
    groups = []
    for name, heading in FACETS.items():
        choices = found.choices.get(name, ())
        if len(choices) < 2 and name not in query.chosen:
            continue
        links = [
            Link(
                _choice_words(name, choice, choice.value, speak),
                asking(
                    query.but(**{name: None if query.chosen.get(name) == choice.value else choice.value}),
                    speak.language,
                ),
                query.chosen.get(name) == choice.value,
                number(choice.passages, speak.language),
            )
            for choice in choices
        ]
        groups.append(Folded(speak.gettext(heading), links))
    return groups


def _sorts(query: Query, found: Found | None, speak: Tongue) -> list[Link]:
    if found is None or found.things == 1 or not found.total:
        return []
    _ = speak.gettext
    words = {"best": _("Best first"), "newest": _("Newest first"), "oldest": _("Oldest first")}
    return [
        Link(said, asking(query.but(sort=sort), speak.language), query.sort == sort) for sort, said in words.items()
    ]


def _wider(query: Query, found: Found | None, speak: Tongue) -> list[Link]:
    """When nothing is found: the same with less asked for."""
    if found is None or found.total or not (query.chosen or query.has):
        return []
    links = (
        [Link(speak.gettext("Search in all years"), asking(query.but(year=None), speak.language))] if query.year else []
    )
    free = query.but(has=frozenset(), **dict.fromkeys(query.chosen))
    return [*links, Link(speak.gettext("Search without conditions"), asking(free, speak.language))]
