"""`python -m bench meetings`: reading a list of 10,000 meetings, as a worker does it."""

from bench.own_ground import measure


def main() -> None:
    """Measure in a process of its own, on servers of its own."""
    measure("bench.meetings.measure", patience=420)


if __name__ == "__main__":
    main()
