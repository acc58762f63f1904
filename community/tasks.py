"""Contents page: Celery finds the rooms' tasks here, and only here."""
