from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.kit.gate import Refused, require
from community.kit.one_by_one import one_by_one
from community.members.models import Member
from mentorship.profiles import notifications
from mentorship.profiles.models import MentorOffer
from mentorship.profiles.policies import can_decide
from mentorship.profiles.preparing import ASKED_AT_MOST, Reference, ReviewReminder, Training
from mentorship.profiles.readiness import people_met
from mentorship.profiles.training import QUESTIONS, STEPS, VERSION

#: A mentor hears of their yearly talk so many days before.
REMIND_BEFORE = (30, 7, 0)
#: The word of the day itself is made good for so long, where nothing ran on that day.
MADE_GOOD_FOR = timedelta(days=14)


@transaction.atomic
def read_step(number: int, *, by: Member) -> Training:
    """Note that ``by`` has read this step, 1 to 4, and those before it. Going back loses nothing.

    Raises ``Refused`` where a step before it is still to be read.
    """
    training = _training(by)
    if not 1 <= number <= min(len(STEPS), training.steps_read + 1):
        raise Refused("order", _("One step after another: there is one before it."))
    training.steps_read = max(training.steps_read, number)
    training.save(update_fields=["steps_read"])
    return training


@transaction.atomic
def answer_check(answers: dict[str, str], *, by: Member) -> list[str]:
    """Answer the questions at the end, by code. Returns the codes of those to think about once more; none: it is done.

    Nothing is kept of an answer that did not hold, and it can be tried as often as one likes. Raises ``Refused`` before
    all steps are read.
    """
    training = _training(by)
    if training.steps_read < len(STEPS):
        raise Refused("order", _("Read the steps first. They are short."))
    again = [question.code for question in QUESTIONS if answers.get(question.code) != question.right]
    if not again and training.passed_at is None:
        training.passed_at = timezone.now()
        training.save(update_fields=["passed_at"])
    return again


@transaction.atomic
def ask_to_vouch(offered: MentorOffer, *, by: Member, person: Member) -> Reference:
    """Ask someone one has met here to say a word to those who decide. Asked twice, it is one question.

    Raises ``Refused`` for someone one has not talked with, or after as many as can be asked.
    """
    require(offered.member_id == by.pk)
    offered = (
        MentorOffer.objects.select_for_update(of=("self",), no_key=True).select_related("member").get(pk=offered.pk)
    )
    if same := Reference.objects.filter(offer=offered, by=person).first():
        return same
    if not offered.is_waiting:
        raise Refused("decided", _("Your offer is decided on already. Nobody needs to be asked."))
    if Reference.objects.filter(offer=offered, part=Reference.Part.MEMBER).count() >= ASKED_AT_MOST:
        raise Refused("enough", _("You have asked enough people. The coordinator can also say that they know you."))
    met = next((one for one in people_met(offered) if one.place.member_id == person.pk), None)
    if met is None:
        raise Refused("not_met", _("Choose somebody you have talked with."), field="person")
    reference = Reference.objects.create(
        offer=offered,
        by=person,
        part=Reference.Part.MEMBER,
        name=met.place.name,
        known_as=met.known_as,
        hue=met.place.hue,
    )
    notifications.tell_vouch_wanted(reference)
    return reference


@transaction.atomic
def answer_vouch(reference: Reference, *, by: Member, knows: bool, words: str = "") -> Reference:
    """Say that one knows them, and how; or that one would rather not, which nobody but the coordinator learns.

    Answered once. Raises ``Refused`` without words for a yes, or where the offer is decided on.
    """
    require(reference.by_id == by.pk)
    # The offer first, as whoever decides on it: an answer comes before the decision, or not at all.
    MentorOffer.objects.select_for_update(no_key=True).get(pk=reference.offer_id)
    reference = (
        Reference.objects.select_for_update(of=("self",)).select_related("offer__member", "by").get(pk=reference.pk)
    )
    if reference.answered_at is not None:
        return reference
    if not Reference.objects.awaited_from(by).filter(pk=reference.pk).exists():
        raise Refused("decided", _("This is decided already. Thank you for wanting to."))
    if knows and not words.strip():
        raise Refused("words", _("Say in a line or two how you know them."), field="words")
    reference.answer = Reference.Answer.KNOWS if knows else Reference.Answer.RATHER_NOT
    reference.words, reference.answered_at = words.strip() if knows else "", timezone.now()
    reference.save(update_fields=["answer", "words", "answered_at"])
    notifications.settle_vouch(reference)
    return reference


def vouch_as_staff(offered: MentorOffer, *, by: Member, words: str) -> Reference:
    """Staff who decide say that they know the person themselves, and how. Said again it is said anew."""
    require(can_decide(by, offered))
    return Reference.objects.update_or_create(
        offer=offered,
        by=by,
        defaults={
            "part": Reference.Part.STAFF,
            "name": by.name,
            "known_as": offered.member.name,
            "hue": by.hue,
            "words": words.strip(),
            "answer": Reference.Answer.KNOWS,
            "answered_at": timezone.now(),
        },
    )[0]


def remind_of_reviews() -> int:
    """Tell mentors whose yearly talk comes near, 30 and 7 days before and on the day: each once. Returns how many.

    A beat that was missed is made good by the nearest word only: nobody reads "in 30 days" and "in 7" at once. Each
    word is claimed by its row, so two runs say it once. What fails for one holds up none of the others.
    """
    today = timezone.now().date()
    near = MentorOffer.objects.standing().filter(
        review_due__range=(today - MADE_GOOD_FOR, today + timedelta(days=max(REMIND_BEFORE)))
    )
    return one_by_one(list(near.order_by("pk").values_list("pk", flat=True)), _remind, what="review.not_reminded")


@transaction.atomic
def _remind(pk: int) -> int:
    offered = (
        MentorOffer.objects.standing()
        .select_for_update(of=("self",), no_key=True)
        .select_related("member", "facility")
        .filter(pk=pk)
        .first()
    )
    if offered is None or offered.review_due is None:
        return 0
    left = (offered.review_due - timezone.now().date()).days
    reached = [days for days in REMIND_BEFORE if left <= days]
    if not reached or left < -MADE_GOOD_FOR.days:
        return 0
    _row, fresh = ReviewReminder.objects.get_or_create(offer=offered, due=offered.review_due, days_before=min(reached))
    if fresh:
        notifications.tell_review(offered)
    return int(fresh)


def _training(member: Member) -> Training:
    Training.objects.get_or_create(member=member, version=VERSION)
    return Training.objects.select_for_update().get(member=member, version=VERSION)
