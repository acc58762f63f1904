"""Being asked to give back."""

from django.db import migrations
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    dependencies = [("mentorship", "0008_oversight")]

    operations: list[Operation] = []
