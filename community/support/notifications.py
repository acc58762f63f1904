from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import override

from community.members.models import Member
from community.notifications.actions import in_line, notify, settle
from community.notifications.kinds import Kind, register
from community.notifications.models import Notification
from community.support.models import SupportCall, SupportPerson, Told


def is_still_asked(notification: Notification) -> bool:
    """As the mail leaves: the call is open and nobody has answered it."""
    pk = notification.subject.partition(":")[2]
    return SupportCall.objects.open().filter(pk=int(pk) if pk.isdigit() else 0, answered_at=None).exists()


CALL = register(
    Kind(
        "support.call",
        _lazy("Someone asks for you"),
        email=True,
        urgent=True,
        icon="life-buoy",
        still_holds=is_still_asked,
    )
)
ANSWERED = register(
    Kind("support.answered", _lazy("Someone is there for you"), email=True, urgent=True, icon="hand-heart")
)
CHOSEN = register(Kind("support.chosen", _lazy("Someone would like to count on you"), icon="heart-handshake"))
LINES = register(Kind("support.lines", _lazy("Lines to call wait to be looked at"), icon="phone"))

#: The one who asked is most likely looking at the page; mail follows only if they are not.
MAIL_FOLLOWS_AFTER = timedelta(minutes=2)


def tell(told: Told) -> Notification | None:
    """Let one person know that they are asked for. None: a block stands between, or they have left."""
    with override(told.person.language):
        return notify(
            told.person,
            CALL,
            subject=told.call.scope,
            text=_("%(name)s could use someone now.") % {"name": told.chosen.known_as},
            url=f"/support/asked/{told.pk}/",
            about=told.call.member,
        )


def tell_answered(call: SupportCall, chosen: SupportPerson) -> None:
    """The one who asked hears who is there; the others need not hurry any more."""
    with override(call.member.language):
        notify(
            call.member,
            ANSWERED,
            subject=call.scope,
            text=_("%(name)s is here for you.") % {"name": chosen.name},
            url=f"/support/calls/{call.pk}/",
            about=chosen.person,
            email_after=MAIL_FOLLOWS_AFTER,
        )
    no_longer_ask(call)


def no_longer_ask(call: SupportCall) -> None:
    """Nobody is asked for this call any more."""
    for told in Told.objects.heard().filter(call=call).select_related("person").order_by("person_id"):
        settle(told.person, CALL, subject=call.scope)


def tell_chosen(chosen: SupportPerson) -> None:
    """Being counted on is for both to want: they hear of it, and can step back."""
    with override(chosen.person.language):
        notify(
            chosen.person,
            CHOSEN,
            subject=f"chosen:{chosen.pk}",
            text=_("%(name)s would like to call on you when it is hard.") % {"name": chosen.known_as},
            url="/support/people/",
            about=chosen.member,
        )


def tell_operators(names: list[str]) -> None:
    """Lines nobody has looked at for long."""
    for operator in in_line(Member.objects.present().filter(is_staff=True)):
        with override(operator.language):
            notify(
                operator,
                LINES,
                subject="lines",
                text=_("Please try these and note the day: %(names)s") % {"names": ", ".join(names)},
                url="/support/",
            )
