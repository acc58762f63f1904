"""The operators' admin: behind the same door as everything else, and showing what our rooms chose to show."""
