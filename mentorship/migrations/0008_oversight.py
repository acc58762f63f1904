"""Concerns, and opening a pair's words."""

from django.db import migrations
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    dependencies = [("mentorship", "0007_endings")]

    operations: list[Operation] = []
