# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Inward formats, one module each: what comes in is a draft until a person says otherwise."""
