"""Who is asked next."""

from django.db import migrations
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    dependencies = [("mentorship", "0009_giving")]

    operations: list[Operation] = []
