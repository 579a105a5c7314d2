# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every setting in one table, and the reading of them from the environment.

``read_settings(environ)`` gives checked values, or raises :class:`SettingsWrong` with all that is wrong at once.
Only this room reads the environment. A new setting is a row in ``rows`` and nothing else: the documentation, ``doctor`` and
the search for misspelt names all follow the table.
"""

from verkstad.site.settings_table.reading import (
    NEEDS,
    SECRETS,
    TABLE,
    Settings,
    SettingsWrong,
    read_settings,
    unknown_settings,
)
from verkstad.site.settings_table.setting import Setting

__all__ = [
    "NEEDS",
    "SECRETS",
    "TABLE",
    "Setting",
    "Settings",
    "SettingsWrong",
    "read_settings",
    "unknown_settings",
]
