# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Search as readers meet it: the index of an edition, and the page, the feed and the data that answer a query."""
