# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is published, as plain, frozen, validated values, and the one place that reads them in bulk."""
