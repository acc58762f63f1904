import pytest
from django.test import Client
from django.utils.html import escape
from pytest_django import DjangoAssertNumQueries

from community.members.actions import block, profile_of, show, tell
from community.members.forms import QUESTIONS
from community.members.models import Block, Member, Profile

pytestmark = pytest.mark.django_db

PAGES = ["/welcome/why/", "/me/", "/me/profile/", "/me/profile/edit/", "/me/name/", "/me/clock/", "/me/blocks/"]


@pytest.fixture
def alba_in(client: Client, alba: Member) -> Client:
    client.force_login(alba)
    return client


@pytest.mark.parametrize("page", [*PAGES, "/welcome/"])
def test_a_stranger_is_led_to_the_door(client: Client, page: str) -> None:
    answer = client.get(page)
    assert answer.status_code == 302
    assert answer["Location"] == f"/accounts/login/?next={page}"


@pytest.mark.parametrize("page", PAGES)
def test_a_member_opens_their_own(
    alba_in: Client, page: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    alba_in.get(page)
    with django_assert_max_num_queries(6):
        assert alba_in.get(page).status_code == 200


def test_five_questions_each_on_its_page_without_javascript(alba_in: Client, alba: Member) -> None:
    answers = {
        "why": {"brings_me": "Staying stopped."},
        "road": {"road": "first_year"},
        "languages": {"languages": ["en", "es"]},
        "times": {"around": ["evenings"], "time_zone": "Europe/Madrid"},
        "look": {"hue": "5", "audience": "groups"},
    }
    page = alba_in.get("/welcome/", follow=True)
    for number, question in enumerate(QUESTIONS, 1):
        assert escape(f"Question {number} of 5") in page.content.decode()
        page = alba_in.post(f"/welcome/{question.slug}/", answers[question.slug])
        assert page.status_code == 302
        if number < 5:
            page = alba_in.get(page["Location"])
    assert page["Location"] == "/welcome/here/"
    alba.refresh_from_db()
    assert (alba.hue, alba.time_zone) == (5, "Europe/Madrid")
    assert alba.profile.road == "first_year"
    assert alba.profile.languages == ["en", "es"]
    assert set(alba.profile.audiences.values()) == {"groups"}
    assert alba.profile.welcomed_at


def test_every_question_can_be_passed_by(alba_in: Client, alba: Member) -> None:
    for question in QUESTIONS:
        answer = alba_in.post(f"/welcome/{question.slug}/", {"skip": "1"})
        assert answer.status_code == 302
    profile = profile_of(alba)
    assert profile.welcomed_at
    assert (profile.brings_me, profile.road, profile.languages, profile.around, profile.audiences) == (
        "",
        "",
        [],
        [],
        {},
    )


def test_the_rest_can_be_left(alba_in: Client, alba: Member) -> None:
    assert alba_in.post("/welcome/road/", {"leave": "1"})["Location"] == "/welcome/here/"
    assert profile_of(alba).welcomed_at


def test_a_wrong_answer_stays_where_it_was_typed(alba_in: Client) -> None:
    assert alba_in.post("/welcome/road/", {"road": "moon"}).status_code == 422
    answer = alba_in.post("/welcome/why/", {"brings_me": "word " * 60})
    assert answer.status_code == 422
    assert "word word" in answer.content.decode()
    assert alba_in.get("/welcome/none/").status_code == 404


def test_each_field_has_its_own_audience_and_one_sees_it_as_others_do(alba_in: Client, alba: Member) -> None:
    typed = {
        "brings_me": "For circle",
        "road": "longer",
        "about": "For groups",
        "languages": ["en"],
        "around": ["nights"],
        "audience_brings_me": "circle",
        "audience_road": "me",
        "audience_about": "groups",
        "audience_languages": "members",
        "audience_around": "me",
    }
    assert alba_in.post("/me/profile/edit/", typed).status_code == 302
    seen = {
        eyes: alba_in.get(f"/me/profile/?as={eyes}").content.decode() for eyes in ("me", "circle", "groups", "members")
    }
    for words, who in {
        "For circle": {"me", "circle"},
        "Longer on the road": {"me"},
        "For groups": {"me", "circle", "groups"},
        "English": {"me", "circle", "groups", "members"},
        "Nights": {"me"},
    }.items():
        assert {eyes for eyes, page in seen.items() if words in page} == who, words


def test_nothing_is_shown_until_it_is_allowed(alba_in: Client, alba: Member) -> None:
    tell(alba, about="Quiet words")
    assert "Quiet words" not in alba_in.get("/me/profile/?as=circle").content.decode()


def test_an_audience_there_is_not_is_refused(alba_in: Client, alba: Member) -> None:
    typed = dict.fromkeys([f"audience_{field}" for field in Profile.SHOWABLE], "everyone")
    assert alba_in.post("/me/profile/edit/", typed).status_code == 422
    assert profile_of(alba).audiences == {}


def test_a_name_is_guarded_wherever_it_changes(alba_in: Client, alba: Member, bruno: Member) -> None:
    assert alba_in.post("/me/name/", {"name": "Brun0", "hue": 1}).status_code == 422
    answer = alba_in.post("/me/name/", {"name": "Moderator", "hue": 1})
    assert "speaks for the house" in answer.content.decode()
    assert 'value="Moderator"' in answer.content.decode()
    assert alba_in.post("/me/name/", {"name": "Alba", "hue": 3}).status_code == 302  # her own is hers
    assert alba_in.post("/me/name/", {"name": "Alba R.", "hue": 3}).status_code == 302
    alba.refresh_from_db()
    assert (alba.name, alba.hue) == ("Alba R.", 3)


def test_the_clock(alba_in: Client, alba: Member) -> None:
    assert alba_in.post("/me/clock/", {"time_zone": "Mars/Olympus"}).status_code == 422
    assert alba_in.post("/me/clock/", {"time_zone": "Asia/Kolkata"}).status_code == 302
    alba.refresh_from_db()
    assert alba.time_zone == "Asia/Kolkata"


def test_blocks_are_listed_under_the_name_they_were_known_by(alba_in: Client, alba: Member, bruno: Member) -> None:
    held = block(alba, bruno, known_as="Fern of the forum")
    page = alba_in.get("/me/blocks/").content.decode()
    assert "Fern of the forum" in page
    assert "Bruno" not in page
    other = Client()
    other.force_login(bruno)
    assert "Alba" not in other.get("/me/blocks/").content.decode()  # the blocked person cannot tell
    assert other.post(f"/me/blocks/{held.pk}/lift/").status_code == 404
    assert alba_in.get(f"/me/blocks/{held.pk}/lift/").status_code == 405
    assert Block.objects.count() == 1
    assert alba_in.post(f"/me/blocks/{held.pk}/lift/").status_code == 302
    assert not Block.objects.exists()


def test_a_hub_says_nothing_of_others(alba_in: Client, bruno: Member) -> None:
    tell(bruno, about="Bruno's words")
    show(bruno, {"about": "members"})
    assert "Bruno" not in alba_in.get("/me/").content.decode()


def test_a_name_is_looked_at_while_it_is_typed(client: Client, alba: Member, bruno: Member) -> None:
    assert client.get("/names/").status_code == 405
    assert "is free" in client.post("/names/", {"name": "Heron"}).content.decode()
    taken = client.post("/names/", {"name": "Brun0"}).content.decode()
    assert "goes by this name" in taken
    assert taken.count("data-name=") == 3
    assert "<script" not in client.post("/names/", {"name": "<script>admin"}).content.decode()
    client.force_login(bruno)
    assert "is free" in client.post("/names/", {"name": "Bruno"}).content.decode()  # his own


def test_whoever_asks_for_names_without_end_hears_nothing(client: Client, db: None) -> None:
    answers = {client.post("/names/", {"name": f"Name {n}"}).status_code for n in range(205)}
    assert answers == {200, 204}
