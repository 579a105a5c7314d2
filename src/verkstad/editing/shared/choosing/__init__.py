# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Choosing a person, an organisation, a topic, a workshop or a series by typing its name.

``ThingField`` is the form field (every foreign key to a root gets it by itself), ``know_things`` lets all the fields of a form
and its formsets know at once what is chosen in them, and ``urls`` answer the script.
"""

from verkstad.editing.shared.choosing.fields import ThingField, ThingInput, know_things, register_fields

__all__ = ["ThingField", "ThingInput", "know_things", "register_fields"]
