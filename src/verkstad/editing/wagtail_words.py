# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words of Wagtail's own that our pages show, and that its Swedish lacks or has wrong: collected here, translated in our catalogue.

Django asks our catalogue before Wagtail's. When a version of Wagtail brings them, they can go.
"""

from django.utils.translation import gettext_noop as N_

SHOWN = (
    N_("A network error occurred"),
    N_("Actions (footer)"),
    N_("Autosave is <span>paused</span>"),
    N_("Autosave is paused"),
    N_("Default"),
    N_("Edit account avatar"),
    N_("Filter"),
    N_("Locale"),
    N_("Minimap"),
    N_("No %(model_name)s match your query."),
    N_("Paste without formatting"),
    N_("Side panel width"),
    N_("Side panels"),
    N_("Sorry, you do not have permission to access this area."),
    N_("Text formatting"),
    N_("The %(model_name)s could not be created due to errors."),
    N_("The %(model_name)s could not be saved due to errors."),
    N_("There are no %(model_name)s to display."),
    N_(
        "Troubleshoot your connection to the site before proceeding."
        " Open the editor in a separate tab to view the last saved version."
    ),
    N_("View latest version"),
    N_("system"),
)
