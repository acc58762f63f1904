"""Calendar addresses."""

from django.db import migrations
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    dependencies = [("groups", "0010_hosting")]

    operations: list[Operation] = []
