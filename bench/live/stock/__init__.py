"""A chat as Channels' documentation teaches it: a consumer a socket, the Redis layer, the ORM."""
