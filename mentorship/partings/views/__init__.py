"""The pages of an ending."""
