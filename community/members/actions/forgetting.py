from datetime import timedelta

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from community.members.models import Member

#: How long a name and an address wait for someone who never typed the first code.
WAITS = timedelta(days=7)
BATCH = 500


@transaction.atomic
def forget_strays() -> int:
    """Forget sign-ups that nobody ever confirmed, and sessions that have run out. Returns how many sign-ups.

    The address may have been a stranger's, so nothing of it is kept; and the name is free again. Rows that
    someone else is changing are left for the next time.
    """
    now = timezone.now()
    own = EmailAddress.objects.filter(user=OuterRef("pk"))
    strays = (
        Member.objects.filter(Exists(own), ~Exists(own.filter(verified=True)))
        .filter(last_login=None, joined_at__lt=now - WAITS)
        .select_for_update(of=("self",), skip_locked=True)
        .values_list("pk", flat=True)[:BATCH]
    )
    found = list(strays)
    Member.objects.filter(pk__in=found).delete()
    Session.objects.filter(expire_date__lt=now).delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    return len(found)
