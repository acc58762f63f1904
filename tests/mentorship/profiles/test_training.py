"""Steps one after another, a check that can be tried again, and the agreement as it reads today."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from community.kit.gate import Refused
from community.members.models import Member
from mentorship.profiles.actions import answer_check, hold_to, read_step
from mentorship.profiles.agreement import AGREEMENT
from mentorship.profiles.models import MentorOffer
from mentorship.profiles.preparing import Training
from mentorship.profiles.training import QUESTIONS, STEPS

RIGHT = {question.code: question.right for question in QUESTIONS}
CHECK = "/mentoring/steps/check/"


def read_all(member: Member) -> None:
    for number in range(1, len(STEPS) + 1):
        read_step(number, by=member)


def test_one_step_after_another(alba: Member) -> None:
    for number in (0, 2, len(STEPS) + 1):
        with pytest.raises(Refused):
            read_step(number, by=alba)
    read_step(1, by=alba)
    read_step(2, by=alba)
    assert read_step(1, by=alba).steps_read == 2
    with pytest.raises(Refused):
        answer_check(RIGHT, by=alba)


def test_nothing_is_kept_of_an_answer_that_did_not_hold(alba: Member) -> None:
    read_all(alba)
    assert answer_check(RIGHT | {"money": "lend"}, by=alba) == ["money"]
    assert answer_check({}, by=alba) == list(RIGHT)
    assert Training.objects.get().passed_at is None
    assert answer_check(RIGHT, by=alba) == []
    passed = Training.objects.get().passed_at
    assert passed is not None
    assert answer_check(RIGHT | {"money": "lend"}, by=alba) == ["money"]
    assert Training.objects.get().passed_at == passed


def test_the_steps_in_the_browser(client: Client, alba: Member) -> None:
    client.force_login(alba)
    steps = reverse("mentorship:training")
    assert client.get(reverse("mentorship:step", args=[2]))["Location"] == steps
    assert client.get(reverse("mentorship:step", args=[9]))["Location"] == steps
    assert client.get(CHECK)["Location"] == steps
    for number in range(1, len(STEPS) + 1):
        assert client.get(reverse("mentorship:step", args=[number])).status_code == 200
        after = client.post(reverse("mentorship:step", args=[number]))["Location"]
    assert after == CHECK
    wrong = client.post(CHECK, RIGHT | {"money": "lend"})
    assert wrong.status_code == 422
    assert "After it one of you owes the other" in wrong.content.decode()
    form = wrong.context["form"]
    assert {code: form[code].value() for code in RIGHT} == RIGHT | {"money": "lend"}
    assert list(form.errors) == ["money"]
    assert client.post(CHECK, RIGHT)["Location"] == reverse("mentorship:offer")


def test_a_changed_agreement_is_asked_anew(client: Client, offered: MentorOffer, alba: Member, dara: Member) -> None:
    MentorOffer.objects.update(agreement="2001-01")
    client.force_login(alba)
    assert "What we hold to has changed" in client.get(reverse("mentorship:offer")).content.decode()
    client.post(reverse("mentorship:agree"), {"version": "2001-02"})
    offered.refresh_from_db()
    assert offered.agreement == "2001-01"
    client.post(reverse("mentorship:agree"), {"version": AGREEMENT})
    offered.refresh_from_db()
    assert offered.agreement == AGREEMENT
    assert "What we hold to has changed" not in client.get(reverse("mentorship:offer")).content.decode()
    with pytest.raises(PermissionDenied):
        hold_to(offered, by=dara, agreed_to=AGREEMENT)
    client.force_login(dara)
    assert client.post(reverse("mentorship:agree"), {"version": AGREEMENT}).status_code == 404


def test_each_question_has_one_answer_that_holds_and_a_word_for_every_other() -> None:
    for question in QUESTIONS:
        assert sum(choice.is_right for choice in question.choices) == 1
        assert all(choice.feedback for choice in question.choices)
