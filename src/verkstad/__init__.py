# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Verkstad: the open platform on which a network of public bodies runs its workshop series and keeps what was learned."""
