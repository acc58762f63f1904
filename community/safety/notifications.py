"""What is told about reports: to those who look after a place, to who reported, to who is concerned."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.facilities.models import StaffRole
from community.members.models import Member
from community.notifications.actions import in_line, notify, settle
from community.notifications.kinds import Kind, register
from community.notifications.models import Notification
from community.safety.models import SEES_EVERY_CASE, Appeal, Case, Decision, Report, ScopeModerator
from community.safety.policies import staff_on


def _nobody_has_it(notice: Notification) -> bool:
    """An urgent mail is only worth sending while nobody looks at the case."""
    return Case.objects.filter(pk=_number(notice), closed_at=None, claimed_at=None).exists()


def _stands(notice: Notification) -> bool:
    return Decision.objects.filter(pk=_number(notice), undone_at=None).exists()


def _number(notice: Notification) -> int:
    return int(notice.subject.partition(":")[2])


WAITING = register(Kind("case_waiting", gettext_lazy("Words that wait for a moderator"), icon="flag"))
URGENT = register(
    Kind(
        "case_urgent",
        gettext_lazy("Urgent words that wait for a moderator"),
        email=True,
        urgent=True,
        icon="triangle-alert",
        still_holds=_nobody_has_it,
    )
)
OUTCOME = register(Kind("report_outcome", gettext_lazy("What became of your report"), icon="flag"))
APPEAL = register(
    Kind(
        "appeal_waiting",
        gettext_lazy("Someone asks for another look at a decision"),
        email=True,
        icon="eye",
        still_holds=lambda notice: Appeal.objects.open().filter(pk=_number(notice)).exists(),
    )
)
ANSWER = register(
    Kind("appeal_answered", gettext_lazy("The answer where you asked for another look"), email=True, icon="scroll-text")
)
DECISION = register(
    Kind(
        "decision",
        gettext_lazy("Decisions about your words or your place in a group"),
        email=True,
        icon="scroll-text",
        still_holds=_stands,
    )
)

#: The roof's page for staff; this floor knows its address and nothing else of it.
DESK = "/desk/"
#: Where operators see which cases there are, without their words.
OPERATORS = "/operators/community/case/"
OPERATORS_APPEALS = "/operators/community/appeal/"


def tell_those_on_duty(case: Case) -> None:
    """Tell the place's moderators and the facility's staff, once each, that a case waits."""
    urgent = case.is_urgent
    kind, subject = (URGENT, case.subject) if urgent else (WAITING, f"queue:{case.scope}")
    text = _("Words were reported that cannot wait.") if urgent else _("Words were reported.")
    duties = ScopeModerator.objects.filter(scope=case.scope, ended_at=None, member__ended_at=None)
    duties = duties.exclude(member=case.author_id).select_related("member")
    to_tell = dict.fromkeys(staff_on(case), DESK) | {duty.member: duty.queue_url for duty in duties}
    for member in in_line(to_tell):
        notify(member, kind, subject=subject, text=f"{case.about}. {text}", url=to_tell[member])
    if not to_tell:
        # A place whose only keeper wrote the words, and no facility: the operators find someone to look.
        for operator in in_line(Member.objects.present().filter(is_superuser=True).exclude(pk=case.author_id)):
            notify(operator, kind, subject=subject, text=_("A report that nobody may look at yet."), url=OPERATORS)


def settle_urgent(case: Case) -> None:
    """Someone has it: the urgent notice asks nobody else any longer."""
    asked = Notification.objects.filter(kind=URGENT.key, subject=case.subject).unread()
    for notice in asked.select_related("member").order_by("member_id"):
        settle(notice.member, URGENT, subject=case.subject)


def tell_reporters(case: Case) -> None:
    """Tell everyone who reported what became of it: hidden, or kept."""
    if case.outcome == Case.Outcome.HIDDEN:
        text = _("We looked at what you reported, and it is hidden now. Thank you for saying something.")
    else:
        text = _("We looked at what you reported, and it stays. Thank you for saying something.")
    for report in Report.objects.filter(case=case, reporter__ended_at=None).select_related("reporter"):
        if report.reporter is not None:
            url = reverse("receipt", args=[report.pk])
            notify(report.reporter, OUTCOME, subject=f"report:{report.pk}", text=text, url=url)


def tell_person_concerned(decision: Decision) -> None:
    """Tell the person a decision is about. The mail waits as long as the decision may be undone."""
    notify(
        decision.member,
        DECISION,
        subject=f"decision:{decision.pk}",
        text=f"{decision.place}: {decision.get_act_display()}.",
        url=reverse("decision", args=[decision.pk]),
        email_after=Case.UNDO_WITHIN,
    )


def take_back(case: Case, since: datetime) -> None:
    """Withdraw the notices of a decision that was undone, where nobody has read them yet."""
    decisions = Decision.objects.filter(case=case, created_at__gte=since).values_list("pk", flat=True)
    reports = Report.objects.filter(case=case).values_list("pk", flat=True)
    unread = Notification.objects.filter(read_at=None)
    unread.filter(kind=DECISION.key, subject__in=[f"decision:{pk}" for pk in decisions]).delete()
    unread.filter(kind=OUTCOME.key, subject__in=[f"report:{pk}" for pk in reports]).delete()


def tell_keepers_of_appeal(appeal: Appeal) -> bool:
    """Tell those who look after the place and did not decide. False: there is nobody else."""
    decision = appeal.decision
    duties = ScopeModerator.objects.filter(scope=decision.scope, ended_at=None, member__ended_at=None)
    others = duties.exclude(member=decision.member_id).exclude(member=decision.by_id).select_related("member")
    for duty in others.order_by("member_id"):
        _ask_to_answer(duty.member, appeal, url=duty.queue_url)
    return bool(others)


def tell_staff_of_appeal(appeal: Appeal) -> None:
    """Tell the staff of the facility who did not decide; where there is nobody, the operators."""
    decision = appeal.decision
    held = StaffRole.objects.filter(facility=decision.facility_id, role__in=SEES_EVERY_CASE, ended_at=None)
    present = Member.objects.present().exclude(pk=decision.member_id).exclude(pk=decision.by_id)
    staff = list(present.filter(pk__in=held.values("member"))) if decision.facility_id else []
    for member in in_line(staff):
        _ask_to_answer(member, appeal, url=DESK)
    keepers = ScopeModerator.objects.filter(scope=decision.scope, ended_at=None, member__in=present)
    if not staff and not keepers.exists():
        for operator in in_line(present.filter(is_superuser=True)):
            text = _("Someone asks for another look, and nobody may answer yet.")
            notify(operator, APPEAL, subject=appeal.subject, text=text, url=OPERATORS_APPEALS)


def _ask_to_answer(member: Member, appeal: Appeal, *, url: str) -> None:
    text = _("%(place)s: someone sees a decision differently, and asks that somebody else looks.") % {
        "place": appeal.decision.place
    }
    notify(member, APPEAL, subject=appeal.subject, text=text, url=url)


def settle_appeal(appeal: Appeal) -> None:
    """It is answered or withdrawn: the notice asks nobody else any longer."""
    asked = Notification.objects.filter(kind=APPEAL.key, subject=appeal.subject).unread()
    for notice in asked.select_related("member").order_by("member_id"):
        settle(notice.member, APPEAL, subject=appeal.subject)


def tell_answer(appeal: Appeal) -> None:
    """Tell the person how it was answered; the words are on the decision's page."""
    decision = appeal.decision
    if appeal.outcome == Appeal.Outcome.LIFTED:
        text = _("%(place)s: somebody else looked again, and took the decision back.")
    else:
        text = _("%(place)s: somebody else looked again. The decision stands; read why.")
    notify(
        decision.member,
        ANSWER,
        subject=f"answer:{appeal.pk}",
        text=text % {"place": decision.place},
        url=reverse("decision", args=[decision.pk]),
    )
