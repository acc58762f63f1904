from allauth.account.models import EmailAddress
from django.db import transaction

from community.members.actions.naming import free_name
from community.members.models import HUES, Member, Profile
from community.members.zones import is_zone


@transaction.atomic
def sign_up(
    *,
    email: str,
    name: str,
    password: str | None,
    time_zone: str = "",
    hue: int | None = None,
    confirmed: bool = False,
) -> Member:
    """A new member with an empty profile, shown to nobody.

    ``confirmed`` says that the address is known to be theirs; without it a code must be entered before the
    first page opens. Raises ``Refused`` where the name cannot be borne, ``IntegrityError`` where the address
    is someone's already: who that is must not be told (sign-up answers the same for both).
    """
    member = Member.objects.create_user(
        email=email,
        password=password,
        name=free_name(name),
        time_zone=time_zone if is_zone(time_zone) else "UTC",
    )
    member.hue = member.pk % HUES if hue is None else hue % HUES
    member.save(update_fields=["hue"])
    Profile.objects.create(member=member)
    EmailAddress.objects.create(user=member, email=member.email, primary=True, verified=confirmed)
    return member
