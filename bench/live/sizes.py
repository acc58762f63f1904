"""How large everything is that the bench measures: as the tables show it, or small, to try it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sizes:
    """People, rooms, seconds. The defaults are what docs/performance.md shows."""

    #: Members of one room, flat out.
    rooms: tuple[int, ...] = (100, 1_000)
    #: So many rooms of so many.
    many: tuple[int, int] = (20, 50)
    #: Conversations of two.
    pairs: int = 500
    #: Rooms at one rate: what a delivery costs in each.
    steps: tuple[int, ...] = (10, 100, 1_000)
    #: Sockets that only wait.
    idle: int = 1_000
    #: Sockets on one process, and how many share a room.
    sockets: tuple[int, int] = (5_000, 100)
    #: Long enough for the engine's next look into the database, and the server's pings.
    hold_seconds: float = 40.0
    #: Members who come back at once, and what was said while they were away.
    storm: int = 1_000
    missed: int = 50
    #: The room that is spread over two processes.
    spread: tuple[int, ...] = (100, 1_000)
    flat_seconds: float = 6.0
    steady_seconds: float = 8.0
    #: Messages a second.
    rate: float = 20.0


#: For development and tests: a few people, moments.
SMALL = Sizes(
    rooms=(6,),
    many=(3, 4),
    pairs=4,
    steps=(2, 6),
    idle=8,
    sockets=(24, 6),
    hold_seconds=0.1,
    storm=16,
    missed=5,
    spread=(6,),
    flat_seconds=0.3,
    steady_seconds=0.3,
)
#: So many posts are under way at once, in all.
MANY_UNDER_WAY = 256
#: For stock Channels, whose layer drops what comes on top: a channel holds 100. And for Cairn, beside it.
FEW_UNDER_WAY = 16
