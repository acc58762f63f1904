from importlib import import_module

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from community.kit.commit import after_commit
from community.members.live import tell_account_ended
from community.members.models import Member


@transaction.atomic
def end_account(member: Member) -> None:
    """The member leaves for good: nobody can sign in as them, and every session ends now.

    The address is let go at once, so that nothing here knows it, and they may come back with it as someone
    new. Twice is once. What they are in other rooms (groups, pairs) ends where it lives.
    """
    member = Member.objects.select_for_update(of=("self",)).get(pk=member.pk)
    if member.ended_at:
        return
    member.ended_at = timezone.now()
    member.email = f"ended-{member.pk}@invalid.invalid"
    member.set_unusable_password()
    member.save(update_fields=["ended_at", "email", "password"])
    EmailAddress.objects.filter(user=member).delete()
    Authenticator.objects.filter(user=member).delete()
    for session in UserSession.objects.filter(user=member):
        end_session(session)
    after_commit(tell_account_ended, member.pk)


@transaction.atomic
def end_session(session: UserSession) -> None:
    """Sign one browser out; the session store closes its lines."""
    import_module(settings.SESSION_ENGINE).SessionStore().delete(session.session_key)
    UserSession.objects.filter(pk=session.pk).delete()
