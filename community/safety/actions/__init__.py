"""What may be done about words that worry someone. One verb, with its opposite, a file."""

from community.safety.actions.duty import entrust, relieve

__all__ = ["entrust", "relieve"]
