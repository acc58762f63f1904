"""Contents page: Django finds the rooms' models here, and only here."""
