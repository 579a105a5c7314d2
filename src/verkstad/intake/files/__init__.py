# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an uploaded file is, told by its content and never by its name; and pictures without what they should not tell."""

from verkstad.intake.files.pictures import clean_picture
from verkstad.intake.files.read import read_file
from verkstad.intake.files.refused import FileRefused
from verkstad.intake.files.types import FileFacts

__all__ = ["FileFacts", "FileRefused", "clean_picture", "read_file"]
