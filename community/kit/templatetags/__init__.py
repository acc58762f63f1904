"""Tags of the design system; built in, so templates need no ``load`` for them."""
