# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The forms of the roots, arranged as the work goes: what one always fills in first, the rest folded, *Details* last."""

from __future__ import annotations

from typing import Any

from django.forms import HiddenInput
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, Panel

from verkstad.editing.shared.texts import TextPanel
from verkstad.editing.things.facts import FactsPanel
from verkstad.editing.things.forms import MaterialForm, NamedForm, RecordingForm, RootForm

_FOLDED = "collapsed"


def _folded(heading: Any, *parts: Panel, **kwargs: Any) -> MultiFieldPanel:
    return MultiFieldPanel(list(parts), heading=heading, classname=_FOLDED, **kwargs)


def _details(*parts: Panel, columns: tuple[str, ...] = ()) -> MultiFieldPanel:
    return _folded(_("Details"), *parts, FactsPanel(columns))


def _uid() -> FieldPanel:
    """The identity of a row, which travels with it unseen: its label too."""
    return FieldPanel("uid", widget=HiddenInput(), classname="w-hidden")


def person_panels() -> list[Panel]:
    return [
        FieldPanel("name", base_form_class=RootForm),
        FieldPanel(
            "aliases", help_text=_("Earlier names, and other ways of writing the name. They are found in the search.")
        ),
        _folded(_("Known elsewhere as"), FieldPanel("identities")),
        _details(FieldPanel("open_to_search"), FieldPanel("slug")),
    ]


def organisation_panels() -> list[Panel]:
    return [
        TextPanel("name", has_one_line=True, is_required=True, base_form_class=NamedForm),
        FieldPanel("short_name", help_text=_("As people say it: DIGG, SCB.")),
        FieldPanel("kind"),
        _folded(
            _("More about the organisation"),
            FieldPanel("aliases"),
            FieldPanel("url"),
            FieldPanel("part_of"),
        ),
        _folded(
            _("Known elsewhere as"),
            FieldPanel(
                "organisation_number", help_text=_("Never a personal identity number: leave it out for a sole trader.")
            ),
            FieldPanel("wikidata", help_text=_("The number in Wikidata, as in Q10715464.")),
        ),
        _details(FieldPanel("slug")),
    ]


def topic_panels() -> list[Panel]:
    return [
        TextPanel("name", has_one_line=True, is_required=True, base_form_class=NamedForm),
        FieldPanel("kind"),
        TextPanel("description"),
        FieldPanel("aliases", help_text=_("Words that people may search for instead.")),
        _folded(
            _("Beside other topics, and elsewhere"),
            InlinePanel(
                "broader",
                panels=[_uid(), FieldPanel("topic")],
                label=_("broader topic"),
            ),
            FieldPanel("url"),
            FieldPanel("identities"),
        ),
        _details(FieldPanel("slug")),
    ]


def series_panels() -> list[Panel]:
    return [
        TextPanel("name", has_one_line=True, is_required=True, base_form_class=NamedForm),
        FieldPanel("short_name"),
        TextPanel("description"),
        InlinePanel(
            "organisers",
            panels=[_uid(), FieldPanel("organisation")],
            label=_("organiser"),
            heading=_("Organisers"),
        ),
        _folded(
            _("For readers"),
            TextPanel("audience"),
            TextPanel("responsible"),
            FieldPanel("contact_email"),
            FieldPanel("url"),
            FieldPanel("forum_url"),
        ),
        _folded(
            _("What its workshops begin with"),
            FieldPanel("language"),
            FieldPanel("time_zone"),
            FieldPanel("records_by_default"),
            FieldPanel("default_licence"),
            FieldPanel("text_licence"),
        ),
        _details(FieldPanel("slug")),
    ]


def material_panels() -> list[Panel]:
    return [
        FieldPanel("event", base_form_class=MaterialForm),
        TextPanel("title", has_one_line=True, is_required=True),
        FieldPanel("kind"),
        FieldPanel("url", help_text=_("The address, when the file lies elsewhere.")),
        FieldPanel("licence"),
        FieldPanel("creators"),
        _folded(
            _("More about the material"),
            FieldPanel("agenda_item_uid"),
            FieldPanel("language"),
            FieldPanel("organisation"),
            FieldPanel("page_count"),
        ),
        _details(columns=("file_name", "file", "media_type", "size_bytes")),
    ]


def recording_panels() -> list[Panel]:
    return [
        FieldPanel("event", base_form_class=RecordingForm),
        FieldPanel("state"),
        FieldPanel("places", help_text=_("The service and the address, as in YouTube and https://youtu.be/…")),
        FieldPanel("expected_date"),
        TextPanel("reason", has_one_line=True),
        _folded(
            _("More about the recording"),
            TextPanel("title", has_one_line=True),
            FieldPanel("published_date"),
            FieldPanel("language"),
            FieldPanel("licence"),
            FieldPanel("length_seconds"),
        ),
        _folded(_("Captions and chapters"), FieldPanel("captions"), FieldPanel("chapters")),
        _details(columns=("file",)),
    ]
