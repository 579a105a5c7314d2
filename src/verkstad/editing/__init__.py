# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The editors' desk: Wagtail view sets, panels, choosers and the list of things to do."""
