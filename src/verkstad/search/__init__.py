# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Search: from records to passages, from passages to an index, from a query to results as values. No HTML, no database."""
