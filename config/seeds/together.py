"""What pairs do beside their talk: goals and questions, a talk to come, a last day, a rest, and something not right."""

from datetime import datetime, timedelta

from django.utils import timezone

from community.members.models import Member
from config.seeds.house import People
from mentorship.oversight.actions import raise_concern
from mentorship.oversight.models import Topic
from mentorship.pairs.actions import let_rest
from mentorship.pairs.models import Pair
from mentorship.partings.actions import agree_to_day, draft_handover, propose_day, save_letter
from mentorship.walking.actions import (
    add_step,
    agree_to_call,
    answer_prompt,
    ask_how,
    do_step,
    propose_call,
    set_goal,
    write_for_later,
    write_note,
)


def go_together(people: People) -> None:
    """Alba and Bruno walk on, Ines and Wren agree on a time and a last day, Noor lets the talk rest; June tells of
    something.
    """
    evening = (timezone.now() + timedelta(days=2)).replace(hour=23, minute=0, second=0, microsecond=0)
    _alba_and_bruno(people, evening)
    ines, wren, noor, june = (people[key] for key in ("ines", "wren", "noor", "june"))
    times = [evening - timedelta(days=1)]
    call = propose_call(Pair.objects.get(mentee=wren), by=ines, kind="written", minutes=45, times=times)
    agree_to_call(call.times.get(), by=wren)
    _last_day(ines, wren, evening)
    let_rest(Pair.objects.get(mentee=noor), by=noor, days=7)
    told = "They ask for my number, and that I say nothing of it here."
    raise_concern(Pair.objects.get(mentee=june), by=june, topic=Topic.CONTACT, words=told)
    ask_how()


def _last_day(ines: Member, wren: Member, evening: datetime) -> None:
    """Wren would like to walk on alone; a letter is begun, and Ines has written a few words for whoever comes next."""
    pair = Pair.objects.get(mentee=wren)
    day = (evening + timedelta(days=19)).date()
    words = "You taught me to ask. I would like to try it with the others in the circle now."
    agree_to_day(propose_day(pair, by=wren, day=day, kind="reached", words=words), by=ines)
    save_letter(pair, by=wren, body="Dear Ines,\n\nyou asked tea or coffee every morning for a hundred days.")
    draft_handover(pair, by=ines, words="Mornings first. Praise does not help, a question does.")


def _alba_and_bruno(people: People, evening: datetime) -> None:
    """A goal with steps, a question both answered, a time that waits for an answer, words for later, and a note."""
    alba, bruno = people["alba"], people["bruno"]
    pair = Pair.objects.get(mentee=alba)
    goal = set_goal(pair, by=alba, words="Call Dad on Sundays", by_day=(evening + timedelta(days=19)).date())
    do_step(add_step(goal, by=alba, words="Write down what I want to say"), by=alba)
    add_step(goal, by=bruno, words="Ten minutes, then the dog", by_day=(evening + timedelta(days=1)).date())
    answer_prompt(pair, by=alba, prompt="good_day", words="Bread out of the oven at five, and nobody shouting.")
    answer_prompt(pair, by=bruno, prompt="good_day", words="One bicycle mended, one friend rung.")
    answer_prompt(pair, by=bruno, prompt="hard_hour", words="Sundays after lunch. Ask me about the workshop then.")
    propose_call(pair, by=bruno, kind="written", minutes=30, times=[evening, evening + timedelta(days=1)])
    write_for_later(pair, by=bruno, body="Today is the day with the letter. I think of you.", due_at=evening)
    write_note(pair, by=alba, words="Ask him how he told his children.")
