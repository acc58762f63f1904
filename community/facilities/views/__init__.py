"""Doors of the facilities' room: inviting at the desk, and being invited."""
