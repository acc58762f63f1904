"""Mentoring: who offers, four pairs that walk together, one who waits, and one who has asked."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

from django.db.models import F
from django.utils import timezone

from community.conversations.actions import mark_seen, post
from community.conversations.models import Conversation, Message
from community.facilities.models import Facility
from config.seeds.house import People
from mentorship.pairs.actions import accept, acknowledge, ask, put_in_line
from mentorship.profiles.actions import answer_check, approve, offer, read_step, say
from mentorship.profiles.agreement import AGREEMENT
from mentorship.profiles.models import MentorOffer
from mentorship.profiles.training import QUESTIONS, STEPS
from mentorship.profiles.vocabulary import AROUND, LANGUAGES, LIFE, LIVED, PATHWAYS, WAYS


@dataclass(frozen=True)
class Guide:
    """Someone who offers to be a mentor."""

    key: str
    years: int
    places: int
    story: str
    lived: tuple[str, ...]
    pathways: tuple[str, ...]
    life: tuple[str, ...]
    around: tuple[str, ...]
    ways: tuple[str, ...]
    languages: tuple[str, ...] = ("en",)
    approved: bool = True


GUIDES = (
    Guide(
        "bruno", 9, 3,
        "I drank until there was nothing left to sell but the bicycle. Then I learned to mend bicycles. It took me "
        "three goes to stay. I answer in the evening, and I do not mind silence.",
        ("alcohol",), ("twelve_step", "own"), ("parent", "setback"), ("evenings", "weekends"),
        ("listens", "humour", "writes"),
    ),
    Guide(
        "ines", 6, 2,
        "Wine first, then pills, then neither. Two teenagers at home the whole time. What helped me was one person "
        "who picked up the phone, so I pick up.",
        ("alcohol", "pills"), ("smart", "secular"), ("parent", "teens", "setback"), ("evenings",),
        ("practical", "writes", "often"), ("en", "es"),
    ),
    Guide(
        "tomas", 9, 3,
        "I lead the Evening Circle and I still need it. I am good with people who think they are too late.",
        ("alcohol",), ("twelve_step",), ("out_of_work",), ("evenings", "weekends"), ("direct", "weekly"),
    ),
    Guide(
        "bea", 4, 2,
        "Medication kept me alive, and I say so. Veteran. Early riser. If you are on medication and tired of "
        "defending it, write to me.",
        ("opioids",), ("medication", "therapy"), ("veteran", "pain"), ("mornings",), ("direct", "calls"), ("en", "es"),
    ),
    Guide(
        "sol", 7, 1,
        "Nights were my hard hours, so I stayed awake for others. I write better than I talk.",
        ("cannabis", "alcohol"), ("own", "mindfulness"), ("mood",), ("nights",), ("writes", "listens"),
    ),
    Guide(
        "orla", 5, 1, "Five years, a garden, and a lot of soup.",
        ("alcohol",), ("faith",), ("later", "grief"), ("evenings",), ("listens", "calls"), approved=False,
    ),
)  # fmt: skip

FIRST_TALK = (
    (70.0, "bruno", "Evening, Alba. No agenda. How was the bakery?"),
    (69.5, "alba", "Hot. I burned my wrist and did not even swear."),
    (69.4, "bruno", "That is a kind of progress I never made."),
    (50.0, "alba", "My father rang. I went round the block with the dog instead of to the shop."),
    (49.6, "bruno", "You did the whole thing right there. I am glad you wrote."),
    (4.0, "bruno", "How did the phone call with your dad end?"),
)
SECOND_TALK = (
    (30.0, "ines", "Day 127, I believe. Tea or coffee today?"),
    (29.0, "wren", "Coffee. Two. And a letter to my landlord to say thank you."),
)
THIRD_TALK = (
    (52.0, "sol", "Awake anyway. How was the night?"),
    (51.5, "june", "Long. I counted the tomatoes."),
    (20.0, "sol", "Send me your number, it is easier. And do not mention it here."),
)
FOURTH_TALK = (
    (96.0, "bea", "Up at five, boots on. You?"),
    (95.0, "noor", "Ran six. I am away with my sister until Sunday."),
)
#: Mentor, mentee, what they said, and for how many days they have walked.
WALKS = (
    ("bruno", "alba", FIRST_TALK, 60),
    ("ines", "wren", SECOND_TALK, 35),
    ("sol", "june", THIRD_TALK, 18),
    ("bea", "noor", FOURTH_TALK, 26),
)


def walk(people: People, house: Facility) -> None:
    """Offers, approvals, four pairs, gil, who waits, and pia, who has asked one and put two in line."""
    offers = {}
    for guide in GUIDES:
        member = people[guide.key]
        say(
            member,
            lived=LIVED.bits(guide.lived),
            pathways=PATHWAYS.bits(guide.pathways),
            life=LIFE.bits(guide.life),
            around=AROUND.bits(guide.around),
            ways=WAYS.bits(guide.ways),
            languages=LANGUAGES.bits(guide.languages),
        )
        offered = offer(
            member, story=guide.story, years=guide.years, places=guide.places, facility=house, agreed_to=AGREEMENT
        )
        if guide.approved:
            for number in range(1, len(STEPS) + 1):
                read_step(number, by=member)
            answer_check({question.code: question.right for question in QUESTIONS}, by=member)
            offered = approve(offered, by=people["faye"], reason="Known to the house for years.", knows_them=True)
        offers[guide.key] = offered
    _hopes(people, "alba", ("alcohol",), ("secular", "own"), ("parent", "teens", "setback"))
    _hopes(people, "wren", ("alcohol", "pills"), ("smart",), ("setback",))
    _hopes(people, "gil", ("alcohol", "cannabis"), ("own", "smart"), ("shifts", "setback"), since_days=4)
    _hopes(people, "pia", ("alcohol",), ("twelve_step",), ("grief",), since_days=2)
    _lines_up(people, offers)
    _hopes(people, "june", ("cannabis",), ("own",), ("parent",), around="nights")
    _hopes(people, "noor", ("opioids",), ("medication",), ("veteran",), around="mornings")
    for mentor, mentee, talk, days in WALKS:
        request = ask(offers[mentor], by=people[mentee], words="Would you walk beside me for a while?")
        pair = accept(request, by=people[mentor])
        acknowledge(pair, by=people[mentor])
        acknowledge(pair, by=people[mentee])
        type(pair).objects.filter(pk=pair.pk).update(created_at=timezone.now() - timedelta(days=days))
        _talk(people, pair.scope, talk, reader=mentor)


def _lines_up(people: People, offers: dict[str, MentorOffer]) -> None:
    """Pia asked Tomas yesterday; if he is not free, Bruno is next, and then Ines."""
    asked = ask(offers["tomas"], by=people["pia"], words="You said it is never too late. I would like to hear more.")
    ago = timedelta(hours=20)
    type(asked).objects.filter(pk=asked.pk).update(created_at=timezone.now() - ago, lapses_at=F("lapses_at") - ago)
    put_in_line(offers["bruno"], by=people["pia"], words="I would learn to mend a bicycle, too.")
    put_in_line(offers["ines"], by=people["pia"])


def _hopes(
    people: People,
    key: str,
    lived: tuple[str, ...],
    pathways: tuple[str, ...],
    life: tuple[str, ...],
    since_days: int = 0,
    around: str = "evenings",
) -> None:
    matters = say(
        people[key],
        looking=True,
        lived=LIVED.bits(lived),
        pathways=PATHWAYS.bits(pathways),
        life=LIFE.bits(life),
        around=AROUND.bits((around,)),
        languages=LANGUAGES.bits(("en",)),
        ways=WAYS.bits(("writes", "listens")),
    )
    type(matters).objects.filter(pk=matters.pk).update(looking_since=timezone.now() - timedelta(days=since_days))


def _talk(people: People, scope: str, lines: tuple[tuple[float, str, str], ...], *, reader: str) -> None:
    conversation, now = Conversation.objects.get(scope=scope), timezone.now()
    for hours, key, words in lines:
        message = post(conversation, by=people[key], body=words, client_id=uuid4())
        Message.objects.filter(pk=message.pk).update(sent_at=now - timedelta(hours=hours))
        mark_seen(conversation, by=people[key], seq=message.seq)
    conversation.refresh_from_db()
    Conversation.objects.filter(pk=conversation.pk).update(last_message_at=now - timedelta(hours=lines[-1][0]))
    mark_seen(conversation, by=people[reader], seq=conversation.last_seq)
