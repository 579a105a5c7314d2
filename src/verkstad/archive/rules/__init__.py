# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rules as pure functions of plain values, so that pages can ask them of records and the desk of models."""
