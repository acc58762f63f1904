"""Attendance and its proofs."""

from django.db import migrations
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    dependencies = [("groups", "0012_directory")]

    operations: list[Operation] = []
