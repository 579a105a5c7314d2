# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people tell us: proposals, sign-ups and permissions stay here."""
