"""`python -m bench pages`: queries and CPU of the main pages, beside their floor."""

from bench.own_ground import measure


def main() -> None:
    """Measure in a process of its own, on servers of its own."""
    measure("bench.pages.measure", patience=900, durable=False)


if __name__ == "__main__":
    main()
