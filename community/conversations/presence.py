"""Who is here: names of this conversation only, kept in memory, gone with the process that knew them."""

from community.conversations.rooms import Room
from community.kit.live_frames import Frame, frame
from community.kit.live_line import Line

#: So many faces are sent; beyond, the number says it.
MOST_SHOWN = 50
#: A change is told after so long; in large rooms more rarely, since everybody hears of everybody.
SOON_SECONDS = 0.3
LARGE_ROOM = 100
LARGE_ROOM_SECONDS = 3.0

#: member id and place, as the processes tell each other
Person = tuple[int, int, str, int]


class Presence:
    """The people of one room, here and in other processes."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.elsewhere: dict[str, list[Person]] = {}
        self.dirty = False
        self.told_others: list[Person] = []
        self._told: list[Person] = []

    def people_here(self) -> list[Person]:
        """Return who watches in this process, each once."""
        seen: dict[int, Person] = {}
        for line, place in self.room.lines.items():
            if place.here:
                seen.setdefault(place.participant, (line.member_id, place.participant, place.name, place.hue))
        return sorted(seen.values(), key=lambda person: person[1])

    def people(self) -> list[Person]:
        """Return who watches anywhere, each once."""
        known = {person[1]: person for people in self.elsewhere.values() for person in people}
        known |= {person[1]: person for person in self.people_here()}
        return sorted(known.values(), key=lambda person: person[1])

    def forget(self, member_id: int) -> None:
        """Show this person no more, whatever other processes have told; they will tell anew."""
        for hub, people in self.elsewhere.items():
            self.elsewhere[hub] = [person for person in people if person[0] != member_id]

    def forget_all_but(self, hubs: set[str]) -> bool:
        """Drop the people of processes that are gone. True where there were some."""
        gone = self.elsewhere.keys() - hubs
        for hub in gone:
            del self.elsewhere[hub]
        return bool(gone)

    def delay(self) -> float:
        """Return after how many seconds a change is told."""
        return SOON_SECONDS if len(self.room.lines) <= LARGE_ROOM else LARGE_ROOM_SECONDS

    def tell(self) -> None:
        """Tell the lines here, where something has changed since they were told."""
        people = self.people()
        if people == self._told:
            return
        self._told = people
        everyone = here_frame(self.room.id, people)
        for line in list(self.room.lines):
            line.hear(here_frame(self.room.id, people, line) if line.blocked or line.blocked_by else everyone)

    def tell_one(self, line: Line) -> None:
        """Tell one line who is here, now that it meets others than before."""
        line.hear(frame({"type": "here", "conversation": self.room.id, **self.as_seen_by(line)}))

    def as_seen_by(self, line: Line) -> dict[str, object]:
        """Return who is here, for the answer to ``watch``; in a large room, who was when it was last told."""
        return shown(self.people() if len(self.room.lines) <= LARGE_ROOM else self._told, line)


def shown(people: list[Person], line: Line | None = None) -> dict[str, object]:
    """Return people as pages get them: how many, and the first of them by name."""
    if line is not None and (line.blocked or line.blocked_by):
        people = [person for person in people if line.meets(person[0])]
    return {
        "count": len(people),
        "here": [{"author": author, "name": name, "hue": hue} for _, author, name, hue in people[:MOST_SHOWN]],
    }


def here_frame(conversation_id: int, people: list[Person], line: Line | None = None) -> Frame:
    """Return the frame that says who is here."""
    return frame({"type": "here", "conversation": conversation_id, **shown(people, line)})
