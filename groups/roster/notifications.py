"""Who is told about roles, and about what becomes of a group. What is mailed says nothing of it."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.facilities.models import StaffRole
from community.members.models import Member
from community.notifications.actions import in_line, notify, settle
from community.notifications.kinds import Kind, register
from community.notifications.models import Notification
from groups.roster.models import AftercareChoice, Group, Handover, Membership

NEW_ROLE = register(Kind("group_role", gettext_lazy("You have a new role in a group"), icon="user-check"))
GROUP_CHANGED = register(Kind("group_changed", gettext_lazy("A group you are in has changed"), icon="users"))
NEW_HEIR = register(
    Kind("group_heir", gettext_lazy("Somebody else leads a group of your facility"), email=True, icon="user-check")
)


def _still_asked(notification: Notification) -> bool:
    return Handover.objects.open().filter(pk=notification.subject.removeprefix("handover:")).exists()


ASKED_TO_LEAD = register(
    Kind(
        "group_lead_asked",
        gettext_lazy("Someone asks you to lead a group"),
        email=True,
        icon="handshake",
        still_holds=_still_asked,
    )
)
LEAD_ANSWERED = register(
    Kind("group_lead_answered", gettext_lazy("You have an answer about leading a group"), email=True, icon="handshake")
)
PLACE_ENDS = register(
    Kind("group_place_ends", gettext_lazy("A place you have comes to its last day"), email=True, icon="hourglass")
)

#: Staff who are told of what becomes of their facility's groups.
_TOLD = (StaffRole.Role.OWNER, StaffRole.Role.COORDINATOR, StaffRole.Role.MODERATOR)


def tell_new_role(membership: Membership, *, reason: str = "") -> None:
    """Tell a member what they are in the group from now on, and why where that was said."""
    text = _("In %(group)s you are from now on: %(role)s.") % {
        "group": membership.group.name,
        "role": membership.get_role_display(),
    }
    notify(
        membership.member,
        NEW_ROLE,
        subject=membership.group.scope,
        text=f"{text} “{reason}”" if reason else text,
        url=membership.group.get_absolute_url(),
    )


def tell_asked_to_lead(asked: Handover) -> None:
    """Ask them; nothing changes until they say yes."""
    text = _("%(name)s asks whether you lead %(group)s from now on. “%(reason)s”") % {
        "name": asked.by.name,
        "group": asked.group.name,
        "reason": asked.reason,
    }
    url = reverse("groups:handover", args=[asked.group.slug])
    notify(asked.to.member, ASKED_TO_LEAD, subject=asked.subject, text=text, url=url, about=asked.by.member)


def settle_asked_to_lead(asked: Handover) -> None:
    """They have answered, or need not any more."""
    settle(asked.to.member, ASKED_TO_LEAD, subject=asked.subject)


def tell_leads_now(asked: Handover) -> None:
    """Tell whoever handed the group over that it has passed."""
    _tell_answered(asked, _("%(name)s leads %(group)s from now on. Thank you for having carried it."))


def tell_leads_not(asked: Handover) -> None:
    _tell_answered(asked, _("%(name)s cannot lead %(group)s now. You lead it as before, and can ask somebody else."))


def _tell_answered(asked: Handover, text: str) -> None:
    notify(
        asked.by.member,
        LEAD_ANSWERED,
        subject=asked.subject,
        text=text % {"name": asked.to.name, "group": asked.group.name},
        url=asked.group.get_absolute_url(),
        about=asked.to.member,
    )


def tell_heir(heir: Membership) -> None:
    """Tell a member that a group's leader is gone and that they lead it now, and that they need not."""
    text = _("Whoever led %(group)s is gone, and you lead it from now on. If it is not for you, hand it on.") % {
        "group": heir.group.name
    }
    url = reverse("groups:settings", args=[heir.group.slug])
    notify(heir.member, NEW_ROLE, subject=heir.group.scope, text=text, url=url)


def tell_can_be_found(group: Group, *, by: Member) -> None:
    """Tell the members of a group that was hidden that others find it from now on."""
    text = _("%(group)s is not hidden any more: others can find it, not who is in it.") % {"group": group.name}
    _tell_members(group, by, text, group.get_absolute_url())


def tell_put_away(group: Group, *, by: Member | None, reason: str) -> None:
    text = _("%(group)s is put away. What was said there is kept, and nobody opens it.") % {"group": group.name}
    _tell_members(group, by, f"{text} “{reason}”" if reason else text, reverse("groups:directory"))


def tell_brought_back(group: Group, *, by: Member) -> None:
    text = _("%(group)s is open again, as you knew it.") % {"group": group.name}
    _tell_members(group, by, text, group.get_absolute_url())


def tell_staff_of_heir(heir: Membership) -> None:
    """Tell a facility's staff that a group of theirs has lost its leader, and who leads it now."""
    group = heir.group
    if group.facility_id is None:
        return
    text = _("Whoever led %(group)s is gone. %(name)s leads it from now on.") % {
        "group": group.name,
        "name": heir.name,
    }
    staff = Member.objects.present().filter(
        staff_roles__facility=group.facility_id, staff_roles__ended_at=None, staff_roles__role__in=_TOLD
    )
    for one in in_line(staff.distinct()):
        notify(one, NEW_HEIR, subject=group.scope, text=text, url=reverse("groups:directory"))


def tell_aftercare_ends(choice: AftercareChoice) -> None:
    """Ask whether the right should go on; doing nothing lets it end as was chosen."""
    if choice.lasts_until is None:
        return
    text = _("You chose %(day)s as the last day of your place in the groups of %(facility)s. It can go on.") % {
        "day": date_format(choice.lasts_until, "j F"),
        "facility": choice.facility.name,
    }
    _tell_bearer(choice, text)


def tell_aftercare_ended(choice: AftercareChoice) -> None:
    text = _("Your place in the groups of %(facility)s has ended, as you chose. You can take it up again.") % {
        "facility": choice.facility.name
    }
    _tell_bearer(choice, text)


def _tell_bearer(choice: AftercareChoice, text: str) -> None:
    notify(
        choice.member,
        PLACE_ENDS,
        subject=f"facility:{choice.facility_id}",
        text=text,
        url=reverse("groups:staying"),
    )


def _tell_members(group: Group, by: Member | None, text: str, url: str) -> None:
    members: QuerySet[Membership] = Membership.objects.present().filter(group=group, member__ended_at=None)
    if by is not None:
        members = members.exclude(member=by)
    for one in members.select_related("member").order_by("member_id"):
        notify(one.member, GROUP_CHANGED, subject=group.scope, text=text, url=url)
