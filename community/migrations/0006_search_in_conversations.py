from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.operations import BtreeGinExtension
from django.contrib.postgres.search import SearchVector
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("community", "0005_pictures_that_wait"),
    ]

    operations = [
        BtreeGinExtension(),
        migrations.AddIndex(
            model_name="message",
            index=GinIndex(
                models.F("conversation"),
                SearchVector("body", config="simple"),
                condition=models.Q(hidden_at=None),
                name="message_words",
            ),
        ),
    ]
