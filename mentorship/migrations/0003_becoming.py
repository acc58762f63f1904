"""What becoming a mentor asks for."""

from django.db import migrations
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    dependencies = [("mentorship", "0002_rules")]

    operations: list[Operation] = []
