"""The thread of the day."""

from django.db import migrations
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    dependencies = [("groups", "0007_hello")]

    operations: list[Operation] = []
