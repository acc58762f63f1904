"""What is measured, one scene a file: `play(stage)` returns figures."""
