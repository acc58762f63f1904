"""Who hosts: two rotas, a kit for the evening, and a Monday for which somebody is looked for."""

from config.seeds.house import People
from groups.hosting.actions import Step, confirm, join_rota, keep_hosts, set_kit, step_back
from groups.hosting.models import HostTurn
from groups.meetings.models import Meeting

OPENING = (
    "Good evening, and welcome. I host tonight; my name here is enough.\n\n"
    "We are here for an hour. Names stay here, and so does what is said. Nobody has to speak, and nobody is fixed."
)
STEPS = (
    Step("Arriving", 5, "Cameras as people like. Say hello by name to whoever is new."),
    Step("The question", 5, "Read it twice, slowly. Then be quiet for as long as it takes."),
    Step("Round", 35, "Two minutes each. Thank everyone, answer nobody."),
    Step("What I take home", 10, "One sentence each."),
)
CLOSING = "Thank you for this hour. Whoever would like a word afterwards, stay; I am here for ten minutes."


def host(people: People) -> None:
    """Let people take places on two rotas; turns are given as the beat would."""
    circle = Meeting.objects.get(group__slug="evening-circle", title="One question, an hour")
    monday = Meeting.objects.get(group__slug="millrace-monday", title="Millrace Monday")
    for key in ("tomas", "ines", "june"):
        join_rota(circle, by=people[key])
    set_kit(circle, by=people["tomas"], opening=OPENING, steps=STEPS, closing=CLOSING)
    for key in ("gwen", "dov", "elke"):
        join_rota(monday, by=people[key])
    keep_hosts()
    _next_turn(circle, sure=True)
    _next_turn(monday, sure=False)


def _next_turn(meeting: Meeting, *, sure: bool) -> None:
    """Whose turn is next has said that they are there, or that they cannot."""
    turns = HostTurn.objects.filter(occurrence__meeting=meeting, ended_at=None).order_by("starts_at")
    turn = turns.select_related("membership__member", "occurrence")[0]
    if sure:
        confirm(turn.occurrence, by=turn.membership.member)
    else:
        step_back(turn.occurrence, by=turn.membership.member)
