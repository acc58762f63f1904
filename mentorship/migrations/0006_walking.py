"""Goals, notes, prompts, words for later, talks."""

from django.db import migrations
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    dependencies = [("mentorship", "0005_rounds")]

    operations: list[Operation] = []
