"""What alba and bruno do together beside their talk."""

from datetime import timedelta

from django.utils import timezone

from config.seeds.house import People
from mentorship.pairs.models import Pair
from mentorship.walking.actions import (
    add_step,
    answer_prompt,
    ask_how,
    do_step,
    propose_call,
    set_goal,
    write_for_later,
    write_note,
)


def go_together(people: People) -> None:
    """A goal with steps, a question both answered, a time that waits for an answer, words for later, and a note."""
    alba, bruno = people["alba"], people["bruno"]
    pair = Pair.objects.get(mentee=alba)
    now = timezone.now()
    goal = set_goal(pair, by=alba, words="Call Dad on Sundays", by_day=(now + timedelta(days=21)).date())
    do_step(add_step(goal, by=alba, words="Write down what I want to say"), by=alba)
    add_step(goal, by=bruno, words="Ten minutes, then the dog", by_day=(now + timedelta(days=3)).date())
    answer_prompt(pair, by=alba, prompt="good_day", words="Bread out of the oven at five, and nobody shouting.")
    answer_prompt(pair, by=bruno, prompt="good_day", words="One bicycle mended, one friend rung.")
    answer_prompt(pair, by=bruno, prompt="hard_hour", words="Sundays after lunch. Ask me about the workshop then.")
    evening = (now + timedelta(days=2)).replace(hour=19, minute=0, second=0, microsecond=0)
    propose_call(pair, by=bruno, kind="written", minutes=30, times=[evening, evening + timedelta(days=1)])
    write_for_later(pair, by=bruno, body="Today is the day with the letter. I think of you.", due_at=evening)
    write_note(pair, by=alba, words="Ask him how he told his children.")
    ask_how()
