"""The directory of meetings."""

from django.db import migrations
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    dependencies = [("groups", "0011_calendar")]

    operations: list[Operation] = []
