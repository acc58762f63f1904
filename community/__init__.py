"""The ground floor: people, and all that groups and mentoring share."""
