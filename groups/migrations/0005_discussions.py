"""Tags, ways of answering, content notes, signs, history and drafts."""

from django.db import migrations
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    dependencies = [("groups", "0004_belonging")]

    operations: list[Operation] = []
