"""Rounds and what they propose."""

from django.db import migrations
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    dependencies = [("mentorship", "0004_loads")]

    operations: list[Operation] = []
