from django.http import HttpRequest

from community.members.models import Member


class MemberRequest(HttpRequest):
    """What a view behind ``login_required`` is given: someone is signed in. A type; nothing is made of it."""

    user: Member
