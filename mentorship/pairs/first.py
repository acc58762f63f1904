"""Who is first in line for a new match: whoever was left, and hopes for somebody again."""

from datetime import timedelta

from django.db.models import Exists, ExpressionWrapper, F, OuterRef, Q, Subquery
from django.db.models.fields import DateTimeField
from django.db.models.functions import Coalesce, Now

from mentorship.pairs.models import Pair
from mentorship.pairs.rests import Rest

#: How soon after an ending somebody looks again, to be first.
AGAIN_WITHIN = timedelta(days=90)


def walked_until() -> Subquery:
    """On rows of ``Matters``: until when the person walked with a mentor, where it makes them first in line; else null.
    For somebody who does not look yet: what they would be if they looked now.

    First are those whose last pair came to a planned ending, or whose mentor left or ended it, or that others ended.
    Ending it oneself, at once, is always possible and owes no reason, but moves nobody to the front: else it would be
    the shorter way past those who never had anyone. Unless they told that something was not right: nobody stays with
    someone for the sake of a place in line.
    """
    later = Pair.objects.filter(mentee=OuterRef("mentee"), pk__gt=OuterRef("pk"))
    told = Rest.objects.filter(pair=OuterRef("pk"), by=OuterRef("mentee"), held_at__isnull=False)
    looked = Coalesce(OuterRef("looking_since"), Now())
    soon = ExpressionWrapper(looked - AGAIN_WITHIN, output_field=DateTimeField())
    ended = Pair.objects.filter(mentee=OuterRef("member"), ended_at__gte=soon).filter(
        Q(ended_by=None) | ~Q(ended_by=F("mentee")) | Exists(told)
    )
    return Subquery(ended.filter(~Exists(later)).order_by("-pk").values("ended_at")[:1])
