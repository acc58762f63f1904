import pytest

from community.circle.actions import accept, invite
from community.members.actions import block, end_account
from community.support import actions
from community.support.models import SupportCall, SupportPerson, Told
from tests.community.doors import door, queries_of, words_of


def near(member, other):
    _invitation, token = invite(member, name=other.name)
    return actions.choose(member, key=f"tie:{accept(token, by=other).pk}")


@pytest.fixture
def call(alba, hana, bruno):
    near(alba, hana)
    near(alba, bruno)
    return actions.ask_for_support(alba)


def address(call, member):
    return f"/support/asked/{Told.objects.get(call=call, person=member).pk}/"


def test_signed_out_it_is_open_and_asks_the_database_nothing(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        page = door().get("/support/")
    assert page.status_code == 200
    for number in ('href="tel:988"', 'href="sms:988"', 'href="sms:741741"', 'href="tel:18006624357"', 'href="tel:911"'):
        assert number in words_of(page)


def test_lines_of_another_country(db):
    assert 'href="tel:116123"' in words_of(door().get("/support/?country=GB"))
    assert door().get("/support/?country=<script>").status_code == 200


@pytest.mark.parametrize("path", ["/support/people/", "/support/calls/1/", "/support/asked/1/"])
def test_the_rest_is_for_members(db, path):
    assert door().get(path).status_code == 302


@pytest.mark.parametrize("path", ["/support/ask/", "/support/people/choose/", "/support/asked/1/here/"])
def test_deeds_are_posts_of_members(db, alba, path):
    assert door().post(path).status_code == 302
    assert door(alba).get(path).status_code == 405


def test_let_them_know_tells_and_says_who_and_that_nobody_has_answered(alba, hana):
    near(alba, hana)
    answer = door(alba).post("/support/ask/")
    page = words_of(door(alba).get(answer.url))
    assert "Hana" in page
    assert "told at" in page
    assert "Nobody has answered yet" in page
    assert 'href="tel:988"' in page


def test_nobody_chosen_leads_on(alba):
    answer = door(alba).post("/support/ask/")
    assert answer.status_code == 422
    assert "nobody to tell yet" in words_of(answer)


def test_answering_opens_the_talk_for_both(call, alba, hana):
    path = address(call, hana)
    assert "I am here" in words_of(door(hana).get(path))
    assert door(hana).post(f"{path}here/").url == path
    for page in (door(hana).get(path), door(alba).get(f"/support/calls/{call.pk}/")):
        assert "data-conversation" in words_of(page)
    assert "Hana is here" in words_of(door(alba).get(f"/support/calls/{call.pk}/"))


def test_the_second_is_thanked_and_not_let_in(call, bruno, hana):
    door(hana).post(f"{address(call, hana)}here/")
    answer = door(bruno).post(f"{address(call, bruno)}here/", follow=True)
    assert "Someone is with them" in words_of(answer)
    assert "data-conversation" not in words_of(answer)


def test_ending_it(call, alba, hana):
    door(hana).post(f"{address(call, hana)}here/")
    door(alba).post(f"/support/calls/{call.pk}/end/")
    assert "This has ended" in words_of(door(alba).get(f"/support/calls/{call.pk}/"))
    assert "This has ended" in words_of(door(hana).get(address(call, hana)))


def test_only_who_answered_may_close_it(call, bruno, hana):
    door(hana).post(f"{address(call, hana)}here/")
    assert door(bruno).post(f"{address(call, bruno)}end/").status_code == 403
    assert SupportCall.objects.get().ended_at is None


@pytest.mark.parametrize("who", ["stranger", "other told", "blocked", "ended"])
def test_what_is_not_ones_own_does_not_exist(call, alba, hana, bruno, dara, who):
    viewer = {"stranger": dara, "other told": bruno, "blocked": hana, "ended": hana}[who]
    if who == "blocked":
        block(alba, hana, known_as="H")
    client = door(viewer)
    if who == "ended":
        end_account(viewer)
    for path in (f"/support/calls/{call.pk}/", address(call, hana)):
        for answer in (client.get(path), client.get(f"{path}state/"), client.post(f"{path}end/")):
            assert answer.status_code in ({302} if who == "ended" else {404})


def test_the_one_who_asks_has_no_helpers_page(call, alba, hana):
    assert door(alba).get(address(call, hana)).status_code == 404
    assert door(hana).get(f"/support/calls/{call.pk}/").status_code == 404


def test_helpers_do_not_learn_who_else_was_told(call, hana):
    assert "Bruno" not in words_of(door(hana).get(address(call, hana)))


def test_an_open_page_is_told_to_look_again(call, alba, hana):
    path = f"/support/calls/{call.pk}/state/"
    assert door(alba).get(path, {"seen": "waiting"}).status_code == 204
    door(hana).post(f"{address(call, hana)}here/")
    changed = door(alba).get(path, {"seen": "waiting"})
    assert (changed.status_code, changed["HX-Refresh"]) == (200, "true")


def test_who_is_asked_sees_it_on_today_until_someone_answered(call, bruno, hana, dara):
    assert "Alba could use someone now" in words_of(door(hana).get("/"))
    assert "Alba could use someone now" not in words_of(door(dara).get("/"))
    door(bruno).post(f"{address(call, bruno)}here/")
    assert "Alba could use someone now" not in words_of(door(hana).get("/"))


def test_choosing_and_stepping_back(alba, hana):
    _invitation, token = invite(alba, name="Hana")
    tie = accept(token, by=hana)
    assert door(alba).post("/support/people/choose/", {"key": f"tie:{tie.pk}"}).status_code == 302
    assert "Who counts on you" in words_of(door(hana).get("/support/people/"))
    chosen = SupportPerson.objects.get()
    assert door(hana).post(f"/support/people/{chosen.pk}/let-off/").status_code == 302
    chosen.refresh_from_db()
    assert chosen.ended_by == hana


def test_others_cannot_touch_a_choice(alba, hana, dara):
    chosen = near(alba, hana)
    assert door(dara).post(f"/support/people/{chosen.pk}/let-off/").status_code == 404
    assert door(dara).post("/support/people/choose/", {"key": chosen.key}).status_code == 422


def test_no_account_id_on_the_people_page(alba, hana):
    _invitation, token = invite(alba, name="Hana")
    accept(token, by=hana)
    assert f'value="{hana.pk}"' not in words_of(door(alba).get("/support/people/"))


def test_the_same_queries_for_one_person_and_for_six(alba, bruno, carmen, dara, eli, gil, hana):
    client = door(alba)
    near(alba, hana)
    few = [queries_of(client, path) for path in ("/support/", "/support/people/")]
    for member in (bruno, carmen, dara, eli, gil):
        near(alba, member)
    assert [queries_of(client, path) for path in ("/support/", "/support/people/")] == few
