"""Friends: two who said yes, and one who asks."""

from community.friends.actions import Bearer, agree, ask
from community.friends.models import Friendship
from config.seeds.house import People
from groups.roster.models import Group, Membership


def befriend(people: People) -> None:
    """Alba and Ada are friends by the names they met under; Theo asks Alba."""
    agree(_ask(people, "alba", "ada"), by=people["ada"])
    _ask(people, "theo", "alba")


def _ask(people: People, asker: str, asked: str) -> Friendship:
    circle = Group.objects.get(slug="evening-circle")
    here = Membership.objects.present().filter(group=circle).select_related("member")
    one, other = here.get(member=people[asker]), here.get(member=people[asked])
    return ask(
        Bearer(other.member, other.name, other.hue),
        by=Bearer(one.member, one.name, one.hue),
        scope=circle.scope,
        met_in=circle.name,
    )
