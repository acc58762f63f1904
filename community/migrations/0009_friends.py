"""Friendships."""

from django.db import migrations
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    dependencies = [("community", "0008_appeals")]

    operations: list[Operation] = []
