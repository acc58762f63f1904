"""Names of the ids this room makes, so that doing a thing twice writes the same row."""

from uuid import UUID

#: A request's own words, as the first message of its talk.
FIRST_WORDS = UUID("3f0a2f5e-6d57-5a54-9b1e-0c3a4a2f7e11")
#: What a keeper says when declining.
LAST_WORDS = UUID("5c7d8a10-2a1b-5c93-8f46-6f0d3c1b9a22")
