"""One stylesheet and one script for every page, put together from the small files they are written in."""
