# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is published, as frozen values: the types, and the one place that reads them from the database in bulk."""
