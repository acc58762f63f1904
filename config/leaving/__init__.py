"""Ending one's account. Composed at the roof: each room ends what is its own."""
