# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""The desk's own tables: what all its processes remember together for a while."""

from django.db import models


class CacheRow(models.Model):
    """A row of Django's cache in the database, as ``createcachetable`` would make it.

    Attempts to log in are counted here: kept in each process's memory, every process would allow as many again.
    """

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "verkstad_cache"

    def __str__(self) -> str:
        return self.cache_key
