import pytest

from community.members.actions import show, tell
from community.members.models import Member, Profile
from community.members.policies import Relation, audience_of, may_see
from community.members.showing import profile_for

pytestmark = pytest.mark.django_db
LADDER = [Relation.ONLY_ME, Relation.CIRCLE, Relation.GROUPS, Relation.MEMBERS]


@pytest.mark.parametrize("field", Profile.SHOWABLE)
@pytest.mark.parametrize("audience", LADDER)
@pytest.mark.parametrize("relation", LADDER)
def test_who_sees_what(alba: Member, field: str, audience: str, relation: str) -> None:
    profile = show(alba, {field: audience})
    assert may_see(profile, field, {relation}) is (LADDER.index(relation) <= LADDER.index(audience))


def test_private_by_default_and_where_the_stored_word_is_unknown(alba: Member) -> None:
    profile = tell(alba, about="words")
    for relation in LADDER[1:]:
        assert profile_for(profile, {relation}) == []
    profile.audiences = {"about": "the whole world"}
    assert audience_of(profile, "about") == "me"


def test_what_carries_no_audience_is_the_owner_s(alba: Member) -> None:
    profile = tell(alba, about="words")
    assert not may_see(profile, "member", {Relation.MEMBERS, Relation.GROUPS, Relation.CIRCLE})
    assert may_see(profile, "member", {Relation.ONLY_ME})


def test_nobody_in_no_relation_sees_anything(alba: Member) -> None:
    tell(alba, about="words")
    profile = show(alba, {"about": "members"})
    assert profile_for(profile, set()) == []
    assert profile_for(None, {Relation.ONLY_ME}) == []
    assert [one.values for one in profile_for(profile, {Relation.MEMBERS})] == [["words"]]
