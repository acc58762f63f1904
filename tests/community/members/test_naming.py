# ruff: noqa: RUF001 - letters that look alike are what is tested
import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.kit.gate import Refused
from community.members.naming.guard import LONGEST, ideas, objection, require_good_name
from community.members.naming.skeleton import skeleton, tidy


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("", "empty"),
        ("!!!", "empty"),
        ("x" * 41, "long"),
        ("Heroin Hank", "substance"),
        ("h3r0in", "substance"),
        ("xXcocaineXx", "substance"),
        ("weed4you", None),
        ("Weed 420", "substance"),
        ("Vodka1", "substance"),
        ("Admin", "claim"),
        ("4dmin", "claim"),
        ("Cairn Support", "claim"),
        ("Harbor Staff", "claim"),
        ("Dr. Sam", "claim"),
        ("Mod", "claim"),
        ("Cheap and fast", "sells"),
        ("Your Plug", "sells"),
        ("Sam on Telegram", "sells"),
        ("sam.shop", "address"),
        ("@sam", "address"),
        ("Tom 555 123 4567", "address"),
        ("www.example.org", "address"),
        ("Аlba", "mixed"),
        ("Pаvel", "mixed"),
    ],
)
def test_what_a_name_may_not_say(name: str, code: str | None) -> None:
    against = objection(name)
    assert (against.code if against else None) == code


@pytest.mark.parametrize(
    "name",
    [
        "Alba", "Zoë", "María José", "Ann-Marie O'Neil", "Дмитрий", "李雷", "نور", "Αλέξης", "Sam 2", "Ginny",
        "Modesto", "Heroine Hattie",
        "Molly", "Brandy", "42nd Street", "Sober Sam", "Drummer", "Cracker Jack", "Nine Lives", "Ex-smoker",
        "Mary Jane", "Crystal", "Selma", "Mandy", "Rooty", "Claire", "ひなた", "Óscar", "J.R.",
    ],
)  # fmt: skip
def test_names_people_bear(name: str) -> None:
    assert require_good_name(name) == name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Alba", "alba"),
        ("Alba", "ALBA "),
        ("Alba", "A l b a"),
        ("Alba", "АlЬа"),
        ("Alba", "𝓐𝓵𝓫𝓪"),
        ("Alba", "Ａｌｂａ"),
        ("Alba", "Álbà"),
        ("Alba", "Al\u200bba"),
        ("Alba", "A1ba"),
        ("Ian", "lan"),
        ("Wren", "VVren"),
        ("Moe", "M0e"),
        ("Carmen", "Carrnen"),
    ],
)
def test_names_that_look_alike(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)
    assert objection(other, taken={skeleton(one)}) is not None


@pytest.mark.parametrize(("one", "other"), [("Sam 2", "Sam 3"), ("Ana", "Anna"), ("Ben", "Bea"), ("李雷", "李蕾")])
def test_names_that_differ(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


def test_a_refusal_offers_names_that_can_be_borne() -> None:
    taken = {skeleton("Alba"), skeleton("Alba Thistle")}
    with pytest.raises(Refused) as refused:
        require_good_name("Alba", taken=taken)
    assert refused.value.field == "name"
    offered = ideas("Alba", taken)
    assert len(offered) == 3
    for name in offered:
        assert name in str(refused.value.reason)
        assert objection(name, taken=taken) is None


@given(st.text(max_size=60))
def test_any_text_gets_an_answer_and_its_ideas_hold(text: str) -> None:
    against = objection(text)
    if against is None:
        assert tidy(text)
        assert len(tidy(text)) <= LONGEST
        assert len(skeleton(text)) <= 80
    else:
        for name in against.ideas:
            assert len(name) <= LONGEST
            assert skeleton(name)
