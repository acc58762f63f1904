"""Rests, planned endings and letters."""

from django.db import migrations
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    dependencies = [("mentorship", "0006_walking")]

    operations: list[Operation] = []
