# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The editors' handbook as a page of the desk: docs/guide, in the reader's language."""
