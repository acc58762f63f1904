"""Giving back: where greeting, hosting and mentoring meet. Composed at the roof."""
