"""Mentoring: offers, matching, pairs and what they say to each other."""
