"""The demo week: a believable week of a small community, told with the same actions people use.

Never in production: the command that plays it refuses outside ``DEBUG``.
"""
