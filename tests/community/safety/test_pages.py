"""The reporter's pages, and those of the person a decision is about."""

import pytest

from community.safety.actions import hide, keep, report
from community.safety.models import Decision, Report


@pytest.fixture
def as_alba(client, alba):
    client.force_login(alba)
    return client


def test_the_form_shows_the_words_and_every_category(as_alba, words):
    page = as_alba.get(f"/report/message/{words.pk}/")
    assert page.status_code == 200
    text = page.content.decode()
    assert "DM me if you need something" in text
    assert "Eli here" in text
    for value in ("worry", "sourcing", "dosing", "privacy", "shaming", "hurtful", "money", "other"):
        assert f'value="{value}"' in text


def test_a_report_by_plain_form_ends_on_its_receipt(as_alba, words, alba):
    sent = as_alba.post(f"/report/message/{words.pk}/", {"category": "sourcing", "note": "Twice now."})
    filed = Report.objects.get()
    assert (sent.status_code, sent["Location"]) == (302, f"/reports/{filed.pk}/")
    receipt = as_alba.get(sent["Location"]).content.decode()
    assert "Thank you for saying something" in receipt
    assert "Twice now." in receipt
    again = as_alba.get(f"/report/message/{words.pk}/")
    assert again["Location"] == f"/reports/{filed.pk}/"


def test_a_missing_choice_is_told_at_the_field_and_the_words_stay(as_alba, words):
    answer = as_alba.post(f"/report/message/{words.pk}/", {"note": "It frightened me."})
    assert answer.status_code == 422
    assert "Choose what comes closest" in answer.content.decode()
    assert "It frightened me." in answer.content.decode()
    assert not Report.objects.exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_what_one_cannot_see_is_not_there(client, dara, words, method):
    client.force_login(dara)
    assert getattr(client, method)(f"/report/message/{words.pk}/", {"category": "other"}).status_code == 404
    assert getattr(client, method)("/report/message/999999/", {"category": "other"}).status_code == 404
    assert getattr(client, method)("/report/unheard-of/1/", {"category": "other"}).status_code == 404
    assert not Report.objects.exists()


def test_who_left_the_room_cannot_report_from_it(as_alba, alba, words):
    from django.utils import timezone

    words.conversation.participants.filter(member=alba).update(ended_at=timezone.now())
    assert as_alba.get(f"/report/message/{words.pk}/").status_code == 404


def test_hidden_words_cannot_be_reported(as_alba, bruno, case, words, moderator):
    hide(case, by=moderator, reason="x")
    as_alba.force_login(bruno)
    assert as_alba.get(f"/report/message/{words.pk}/").status_code == 404


def test_own_words_get_a_kind_page_and_no_report(client, eli, words):
    client.force_login(eli)
    page = client.get(f"/report/message/{words.pk}/")
    assert "These are your own words" in page.content.decode()
    assert client.post(f"/report/message/{words.pk}/", {"category": "other"}).status_code == 422
    assert not Report.objects.exists()


def test_a_stranger_signs_in_first(client, words):
    for url in (f"/report/message/{words.pk}/", "/reports/1/", "/decisions/1/"):
        assert client.get(url).status_code == 302
        assert client.get(url)["Location"].startswith("/accounts/login/")


def test_a_receipt_is_its_reporters_alone(client, case, bruno, eli, moderator):
    filed = Report.objects.get()
    for member in (bruno, eli, moderator):
        client.force_login(member)
        assert client.get(f"/reports/{filed.pk}/").status_code == 404


def test_a_receipt_tells_the_outcome(as_alba, case, moderator):
    keep(case, by=moderator, reason="Secret reason.")
    text = as_alba.get(f"/reports/{Report.objects.get().pk}/").content.decode()
    assert "It stays" in text
    assert "Secret reason." not in text
    assert "Carmen" not in text


def test_a_decision_is_read_by_the_person_it_is_about_alone(client, case, eli, alba, moderator):
    hide(case, by=moderator, reason="Offering is not for here.")
    url = f"/decisions/{Decision.objects.get().pk}/"
    client.force_login(eli)
    text = client.get(url).content.decode()
    assert "Offering is not for here." in text
    assert "DM me" in text
    assert "Carmen C." in text
    assert "Alba" not in text
    for member in (alba, moderator):
        client.force_login(member)
        assert client.get(url).status_code == 404


def test_the_way_back_is_never_off_the_site(as_alba, words):
    text = as_alba.get(f"/report/message/{words.pk}/?back=https://evil.example/").content.decode()
    assert "evil.example" not in text
    text = as_alba.get(f"/report/message/{words.pk}/?back=/groups/evening-circle/chat/").content.decode()
    assert 'href="/groups/evening-circle/chat/"' in text


def test_queries_do_not_grow(as_alba, words, alba, django_assert_max_num_queries):
    filed = report(words, by=alba, category="other")
    with django_assert_max_num_queries(6):
        as_alba.get(f"/reports/{filed.pk}/")
