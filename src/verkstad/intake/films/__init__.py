# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sound and film of one's own: what they are, a picture to stand before them, and a file without what is left out."""

from verkstad.intake.films.apart import FilmLimits, cut_film, read_film
from verkstad.intake.films.refused import FilmRefused, FilmStopped
from verkstad.intake.films.values import CutFilm, FilmFacts

__all__ = ["CutFilm", "FilmFacts", "FilmLimits", "FilmRefused", "FilmStopped", "cut_film", "read_film"]
