# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the things of the archive stand in the desk: view sets, panels and choosers."""
