# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""*Details*: what the archive keeps about a thing by itself, to read and not to write."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from wagtail.admin.panels import Panel
from wagtail.admin.telepath import register as register_telepath_adapter

from verkstad.archive.models import Root
from verkstad.editing.shared.states import state_of


class FactsPanel(Panel):
    """Id, moments, sums. Asks nothing of the database."""

    def __init__(self, columns: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.columns = columns

    def clone_kwargs(self) -> dict[str, Any]:
        return {**super().clone_kwargs(), "columns": self.columns}

    @register_telepath_adapter
    class BoundPanel(Panel.BoundPanel):
        template_name = "verkstad/things/facts.html"

        def is_shown(self) -> bool:
            return not self.instance._state.adding

        def facts(self) -> Iterator[tuple[str, str]]:
            thing: Root = self.instance
            yield _("State"), state_of(thing).words
            yield _("Id"), str(thing.pk)
            if thing.first_published_at:
                yield _("First published"), _moment(thing.first_published_at)
            if thing.last_published_at:
                yield _("What readers see was last changed"), _moment(thing.last_published_at)
            for column in self.panel.columns:
                if (value := getattr(thing, column)) not in {None, ""}:
                    yield str(thing._meta.get_field(column).verbose_name).capitalize(), str(value)


def _moment(at: Any) -> str:
    return date_format(localtime(at), "Y-m-d H:i")
