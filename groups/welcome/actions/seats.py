from django.core.exceptions import PermissionDenied

from community.members.models import Member
from groups.roster.models import Group, Membership
from groups.roster.queries import membership_of
from groups.welcome.policies import may_greet


def greeter(group: Group, by: Member) -> Membership:
    """The actor's place in the group, as someone who greets there. Raises ``PermissionDenied``."""
    membership = membership_of(group, by)
    if membership is None or not may_greet(membership):
        raise PermissionDenied
    return membership
