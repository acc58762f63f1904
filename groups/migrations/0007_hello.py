"""First hellos and the greeters' rota."""

from django.db import migrations
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    dependencies = [("groups", "0006_search")]

    operations: list[Operation] = []
