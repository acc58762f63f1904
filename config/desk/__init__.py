"""The staff desk: what waits at one facility, composed from every app's own queries."""
