"""All that can be done with asking to come in."""

from groups.joining.actions.asking import ask, sit_in, withdraw
from groups.joining.actions.deciding import decline, let_in

__all__ = ["ask", "decline", "let_in", "sit_in", "withdraw"]
