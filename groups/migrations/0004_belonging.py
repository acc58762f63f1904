"""What groups of each kind need, invitations and settings."""

from django.db import migrations
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    dependencies = [("groups", "0003_meetings")]

    operations: list[Operation] = []
