"""An appeal against a decision."""

from django.db import migrations
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    dependencies = [("community", "0007_bells")]

    operations: list[Operation] = []
