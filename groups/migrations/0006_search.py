"""What searching in discussions asks for."""

from django.db import migrations
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    dependencies = [("groups", "0005_discussions")]

    operations: list[Operation] = []
