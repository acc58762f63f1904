"""The foundation: small parts every room uses. Knows none of our models."""
