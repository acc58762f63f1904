"""The name guard: what a name may not say, and whom it may not look like."""
