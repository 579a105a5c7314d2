# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of the public edition as bytes: pure functions from a library to HTML, one per kind of page."""
