"""Is this process alive, and is the house ready? For proxies, supervisors and people on duty."""
