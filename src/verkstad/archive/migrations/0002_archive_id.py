# SPDX-FileCopyrightText: 2026 Verkstad contributors
# SPDX-License-Identifier: EUPL-1.2
"""An id for the database itself. Its one row is written after migrating, as it is after emptying: see receivers.py."""

import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("archive", "0001_first")]

    operations = [
        migrations.CreateModel(
            name="ArchiveIdentity",
            fields=[
                ("id", models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("archive_id", models.UUIDField(default=uuid.uuid4, editable=False)),
            ],
            options={
                "verbose_name": "identity of the archive",
                "verbose_name_plural": "identity of the archive",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("id", 1)), name="archive_archiveidentity_only_one")
                ],
            },
        ),
    ]
