"""Discussions that wish for different answers, in Evening Circle."""

from datetime import timedelta

from django.utils import timezone

from config.seeds.house import People
from groups.forum.actions import edit, follow, pin, reply, sign, start_thread
from groups.forum.models import Post, Thread
from groups.roster.models import Group


def discuss(people: People) -> None:
    """Somebody to be witnessed, somebody to be listened to, somebody who asks for advice, and what is kept on top."""
    circle = Group.objects.get(slug="evening-circle")
    _kept_on_top(circle, people)
    _advice(circle, people)
    _listening(circle, people)
    _witness(circle, people)


def _kept_on_top(circle: Group, people: People) -> None:
    thread = start_thread(
        circle,
        by=people["carmen"],
        title="How we answer each other here",
        body=(
            "Whoever begins a discussion says how they wish to be answered.\n\n"
            "- **Just witness**: no words, a sign.\n- **Listen**: that you are there.\n"
            "- **Open**: your own life, as it is.\n- **Advice welcome**: ideas too.\n\n"
            "What may be hard to meet gets a note. It is folded then, and everyone opens it in their time."
        ),
        tags=["this room"],
    )
    pin(thread, by=people["carmen"], reason="New people ask this in their first week.")
    _happened(thread, 200.0)


def _advice(circle: Group, people: People) -> None:
    thread = Thread.objects.select_related("group").get(group=circle, title="Telling a new boss")
    edit(thread, by=people["theo"], body=thread.body, mode=Thread.Mode.ADVICE, tags=["work", "honesty"])
    said = reply(
        thread,
        by=people["ines"],
        kind=Post.Kind.ADVICE,
        quotes=1,
        body="What @Ada says, and write it on a card. I read mine in the lift. Nobody sees a card in a pocket.",
    )
    _happened(thread, 96.0, (said, 71.0))
    sign(said, by=people["theo"], kind="thank_you")
    gap = Thread.objects.select_related("group").get(group=circle, title="What do you do between six and nine?")
    edit(gap, by=people["gil"], body=gap.body, tags=["evenings", "first weeks"])
    follow(gap, by=people["alba"])
    for name in ("alba", "june", "bruno"):
        sign(gap, by=people[name], kind="same_here")


def _listening(circle: Group, people: People) -> None:
    thread = start_thread(
        circle,
        by=people["lena"],
        title="Saturday",
        body="I drank on Saturday. Four months, and then one evening. I am at home, I am safe, my sister is here.",
        mode=Thread.Mode.LISTEN,
        notes=["relapse"],
        tags=["honesty"],
    )
    first = reply(thread, by=people["june"], said=["thanks", "glad"])
    second = reply(thread, by=people["bruno"], said=["known", "more"])
    _happened(thread, 20.0, (first, 19.5), (second, 18.0))
    for name in ("alba", "ines", "sol", "wren"):
        sign(thread, by=people[name], kind="with_you")


def _witness(circle: Group, people: People) -> None:
    thread = start_thread(
        circle,
        by=people["noor"],
        title="A year today",
        body="My brother died a year ago today. I do not want to talk about it. I only did not want to pass it alone.",
        mode=Thread.Mode.WITNESS,
        notes=["loss", "family"],
    )
    _happened(thread, 9.0)
    for name in ("june", "tomas", "cleo", "hugo", "milo"):
        sign(thread, by=people[name], kind="with_you")
    sign(thread, by=people["pia"], kind="same_here")


def _happened(thread: Thread, hours: float, *answers: tuple[Post, float]) -> None:
    """Put it and its answers at their time: so many hours ago."""
    now = timezone.now()
    begun = last = now - timedelta(hours=hours)
    for post, ago in answers:
        last = now - timedelta(hours=ago)
        Post.objects.filter(pk=post.pk).update(created_at=last)
    Thread.objects.filter(pk=thread.pk).update(created_at=begun, last_post_at=last)
