"""Who is told of someone new. What is mailed says nothing of it."""

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.facilities.models import StaffRole
from community.members.models import Member
from community.notifications.actions import notify, settle
from community.notifications.kinds import Kind, register
from community.notifications.models import Notification
from groups.roster.models import Membership
from groups.welcome.duty import Stretch
from groups.welcome.models import GREETS, FirstHello, Introduction


def _still_waits(notice: Notification) -> bool:
    number = notice.subject.rpartition(":")[2]
    return FirstHello.objects.waiting(timezone.now()).filter(pk=int(number)).exists()


WAITS_FOR_A_HELLO = register(
    Kind(
        "first_hello",
        gettext_lazy("Someone new waits for a first answer"),
        email=True,
        icon="hand-heart",
        still_holds=_still_waits,
    )
)
NEW_HERE = register(Kind("new_here", gettext_lazy("You are introduced to someone new"), icon="user-plus"))
YOUR_GREETER = register(Kind("your_greeter", gettext_lazy("Someone in a new group knows your name"), icon="hand-heart"))
ROTA = register(Kind("greeters_rota", gettext_lazy("The rota of those who greet"), email=True, icon="calendar-days"))


def tell_of_first_words(hello: FirstHello, member: Member, url: str, *, who: str) -> None:
    """Tell one person that these words wait. ``who`` they are as in ``ladder.Rung.who``."""
    said = {"name": hello.newcomer.name, "group": hello.group.name}
    words = {
        "greeters": _("%(name)s is new in %(group)s and has just written for the first time. A hello does a lot."),
        "mentors": _("%(name)s is new in %(group)s, and nobody has answered their first words yet."),
        "staff": _("Someone new in %(group)s still waits for an answer to their first words."),
    }
    notify(
        member,
        WAITS_FOR_A_HELLO,
        subject=f"hello:{hello.pk}",
        text=words[who] % said,
        url=url,
        about=hello.newcomer.member,
    )


def settle_first_words(hello: FirstHello) -> None:
    """Somebody has answered: whoever was told need not come any more."""
    greets = Membership.objects.filter(group=hello.group, role__in=GREETS).values("member")
    staff = StaffRole.objects.filter(facility=hello.group.facility_id, ended_at=None).values("member")
    subject = f"hello:{hello.pk}"
    told = Notification.objects.unread().filter(Q(member__in=greets) | Q(member__in=staff))
    told = told.filter(kind=WAITS_FOR_A_HELLO.key, subject=subject).select_related("member")
    for notice in told.order_by("member_id"):
        settle(notice.member, WAITS_FOR_A_HELLO, subject=subject)


def tell_introduced(introduction: Introduction) -> None:
    """Tell the two of each other, each by the name they bear in the group."""
    newcomer, greeter = introduction.newcomer, introduction.greeter
    group = newcomer.group
    subject = f"introduction:{introduction.pk}"
    notify(
        greeter.member,
        NEW_HERE,
        subject=subject,
        text=_("%(name)s has come into %(group)s. You were named to them as someone to turn to.")
        % {"name": newcomer.name, "group": group.name},
        url=newcomer.get_absolute_url(),
        about=newcomer.member,
    )
    notify(
        newcomer.member,
        YOUR_GREETER,
        subject=subject,
        text=_("%(name)s greets people in %(group)s and knows that you are new. Say hello when you feel like it.")
        % {"name": greeter.name, "group": group.name},
        url=group.get_absolute_url(),
        about=greeter.member,
    )


def tell_swap_asked(stretch: Stretch, others: list[Membership]) -> None:
    """Tell the others on the rota that a day of theirs is to be taken, if they can."""
    asker, url = stretch.shift.membership, reverse("groups:greeters", args=[stretch.shift.group.slug])
    for other in sorted(others, key=lambda one: one.member_id):
        notify(
            other.member,
            ROTA,
            subject=_subject(stretch),
            text=_("%(name)s cannot greet on one day and asks whether somebody takes it.") % {"name": asker.name},
            url=url,
            about=asker.member,
        )


def tell_swap_taken(stretch: Stretch, taker: Membership) -> None:
    """Tell whoever asked that their day is taken."""
    _tell_asker(stretch, taker, _("%(name)s takes the day you asked about. It is theirs now."))


def tell_swap_handed_back(stretch: Stretch, taker: Membership) -> None:
    """Tell whoever asked that their day is theirs again, and that the others are asked anew."""
    _tell_asker(stretch, taker, _("%(name)s cannot take your day after all. It is yours again; the others are asked."))


def _tell_asker(stretch: Stretch, taker: Membership, words: str) -> None:
    asker = stretch.shift.membership
    notify(
        asker.member,
        ROTA,
        subject=_subject(stretch),
        text=words % {"name": taker.name},
        url=reverse("groups:greeters", args=[stretch.shift.group.slug]),
        about=taker.member,
    )


def settle_swap(stretch: Stretch, others: list[Membership]) -> None:
    """Nobody needs to think about that day any more."""
    for other in sorted(others, key=lambda one: one.member_id):
        settle(other.member, ROTA, subject=_subject(stretch))


def _subject(stretch: Stretch) -> str:
    return f"swap:{stretch.shift.pk}:{stretch.day:%Y%m%d}"
