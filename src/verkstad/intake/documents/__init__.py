# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Documents as people have them into pages with text and pictures: ``read_apart`` for files that came from outside.

This package is imported by the process that reads, which must start quickly: what needs Django or the records is imported
from its own module (:mod:`~verkstad.intake.documents.apart`, :mod:`~verkstad.intake.documents.refused`).
"""
