# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Persons: duplicates, what is held of somebody, taking out, disposal."""
