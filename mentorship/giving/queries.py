from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from community.members.models import Member
from mentorship.giving.models import GivingQuestion, season_of
from mentorship.pairs.models import Pair
from mentorship.profiles.models import MentorOffer

#: Nobody is asked at the end of one season and again at the beginning of the next.
AT_LEAST_BETWEEN = timedelta(days=60)


def to_ask(now: datetime) -> QuerySet[Member]:
    """Who has walked with a mentor for long enough (``GIVING_AFTER_DAYS``), in one stretch, now or before; does not
    mentor; and was not asked in this season, nor shortly before it.
    """
    long = timedelta(days=settings.GIVING_AFTER_DAYS)
    walked = Pair.objects.filter(mentee=OuterRef("pk")).filter(
        Q(ended_at=None, created_at__lte=now - long) | Q(ended_at__gte=F("created_at") + long)
    )
    asked = GivingQuestion.objects.filter(member=OuterRef("pk")).filter(
        Q(season=season_of(now.date())) | Q(created_at__gt=now - AT_LEAST_BETWEEN)
    )
    offers = MentorOffer.objects.filter(member=OuterRef("pk"), ended_at=None)
    return Member.objects.present().filter(Exists(walked), ~Exists(asked), ~Exists(offers)).order_by("pk")
