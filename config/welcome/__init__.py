"""Where the first questions lead: one group, one person to say hello to. Composed from members and groups."""
