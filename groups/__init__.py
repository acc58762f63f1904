"""Recovery groups: roster, discussions, live chat, joining, moderation."""
