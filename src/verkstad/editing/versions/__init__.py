# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""From draft to published and back: review, preview, comparison, two editors at once."""
