"""A sponsor in one's circle, and friendships."""

from django.db import migrations, models

KIND = {"choices": [("near", "Someone near"), ("sponsor", "My sponsor")], "default": "near", "max_length": 8}


class Migration(migrations.Migration):
    dependencies = [("community", "0008_appeals")]

    operations = [
        migrations.AddField("circleinvitation", "kind", models.CharField(**KIND)),
        migrations.AddField("tie", "kind", models.CharField(**KIND)),
    ]
