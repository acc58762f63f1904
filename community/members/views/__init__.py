"""Doors of the members' room: the first questions, one's own pages, blocks, devices."""
