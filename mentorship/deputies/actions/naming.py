from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.kit.gate import Refused, require
from community.members.models import Member
from mentorship.deputies import notifications
from mentorship.deputies.actions.ending import end_deputy
from mentorship.deputies.actions.keeping import clear
from mentorship.deputies.models import Deputy
from mentorship.deputies.policies import can_answer, can_take_back
from mentorship.deputies.queries import who_could
from mentorship.profiles.models import MentorOffer

#: For how many mentors one may be there at a time.
AT_MOST = 2


@transaction.atomic
def ask(offer: MentorOffer, *, by: Member, person: MentorOffer) -> Deputy:
    """Ask another mentor of one's house to be there for one's people while one rests. Asked twice, it is one question.

    Raises ``Refused`` where the offer does not stand, somebody else is asked already, or this one cannot be.
    """
    require(offer.member_id == by.pk)
    if not offer.is_standing:
        raise Refused("ended", _("This offer does not stand any more."))
    standing = Deputy.objects.holding().filter(offer=offer).select_related("deputy").first()
    if standing is not None and standing.deputy_id == person.pk:
        return standing
    if standing is not None:
        raise Refused("one", _("One at a time. Take back what you asked first."), field="person")
    if not who_could(offer).filter(pk=person.pk).exists():
        raise Refused("person", _("They cannot be there just now. Choose somebody else."), field="person")
    # What has no ground any more, and nobody has cleared away yet, stands in nobody's way.
    clear(Deputy.objects.to_end().filter(offer=offer))
    try:
        with transaction.atomic():
            deputy = Deputy.objects.create(offer=offer, deputy=person)
    except IntegrityError:
        return Deputy.objects.standing().get(offer=offer)
    notifications.tell_asked(deputy)
    return deputy


@transaction.atomic
def agree(deputy: Deputy, *, by: Member) -> Deputy:
    """Be there. Agreed already: nothing happens. Raises ``Refused`` where it is over, or one is there for two."""
    require(can_answer(by, deputy))
    # One's own offer first: so that two yeses at once are counted one after the other.
    MentorOffer.objects.select_for_update(no_key=True).get(pk=deputy.deputy_id)
    held = _hold(deputy)
    if held is None:
        raise Refused("over", _("This is over already. Thank you for wanting to."))
    if held.agreed_at is not None:
        return held
    if Deputy.objects.holding().filter(deputy=held.deputy_id, agreed_at__isnull=False).count() >= AT_MOST:
        raise Refused("enough", _("You are there for two already. That is enough."))
    held.agreed_at = timezone.now()
    held.save(update_fields=["agreed_at"])
    notifications.settle_asked(held)
    notifications.tell_answered(held, yes=True)
    return held


@transaction.atomic
def decline(deputy: Deputy, *, by: Member) -> bool:
    """Say not just now; no reason is asked. False: it was over, or agreed to, already."""
    require(can_answer(by, deputy))
    held = _hold(deputy)
    if held is None or held.agreed_at is not None:
        return False
    end_deputy(held, by=by)
    notifications.tell_answered(held, yes=False)
    return True


@transaction.atomic
def take_back(deputy: Deputy, *, by: Member) -> bool:
    """End it, by either; its talks come to their end. False: it was over already."""
    require(can_take_back(by, deputy))
    held = Deputy.objects.standing().select_for_update(of=("self",)).filter(pk=deputy.pk)
    if (found := held.select_related("offer__member", "deputy__member").first()) is None:
        return False
    agreed = found.agreed_at is not None
    end_deputy(found, by=by)
    if agreed:
        other = found.deputy.member if by.pk == found.offer.member_id else found.offer.member
        if Member.objects.visible_to(by).filter(pk=other.pk).exists():
            notifications.tell_over(found, other)
    return True


def _hold(deputy: Deputy) -> Deputy | None:
    held = Deputy.objects.holding().filter(pk=deputy.pk).select_for_update(of=("self",))
    return held.select_related("offer__member", "deputy__member").first()
