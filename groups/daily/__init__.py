"""The thread of the day: opened once a day and group, with three short prompts for the morning and the evening."""
