# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a text to the terms that it is found by, in Swedish and English side by side. See docs/decisions/0015."""

from __future__ import annotations

from verkstad.search.analysis.analyser import Analyser, Terms
from verkstad.search.analysis.dictionary import Dictionary
from verkstad.search.analysis.folding import fold, plain
from verkstad.search.analysis.words import Word, words_in

__all__ = ["Analyser", "Dictionary", "Terms", "Word", "fold", "plain", "words_in"]
