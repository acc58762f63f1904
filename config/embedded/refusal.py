"""The one way the supervisor says no: a single clear line."""


class Refusal(Exception):
    """Something only a person can mend; its text is the one line they read."""
