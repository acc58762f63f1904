"""`make soak`: many members talk for long while everything below them is pulled down, part by part."""
