"""Places counted in weights, and deputies."""

from django.db import migrations
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    dependencies = [("mentorship", "0003_becoming")]

    operations: list[Operation] = []
