"""Endings with a day, letters and words handed over."""

from django.db import migrations
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    dependencies = [("mentorship", "0010_line")]

    operations: list[Operation] = []
