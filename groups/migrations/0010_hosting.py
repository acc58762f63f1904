"""Hosts, their kit, reminders."""

from django.db import migrations
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    dependencies = [("groups", "0009_review")]

    operations: list[Operation] = []
