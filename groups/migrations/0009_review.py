"""What is asked of a member, and appeals."""

from django.db import migrations
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    dependencies = [("groups", "0008_daily")]

    operations: list[Operation] = []
