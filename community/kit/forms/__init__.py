"""Ways to ask: the inputs of the design system. Templates in templates/components/widgets."""
