"""A thousand members come back at once, each with ``since``: after their lines broke, and after the server was killed.

While they come back some of them speak already.
"""

import uuid
from typing import Any

from bench.live.stage import Stage
from bench.live.systems import CAIRN

#: One of so many speaks as soon as it is back.
SPEAK_EVERY = 50


def play(stage: Stage) -> dict[str, Any]:
    """Return figures of Cairn, warm and after a restart."""
    talks = stage.people.talks(1, stage.sizes.storm)
    before = stage.stored(CAIRN, talks)
    found: dict[str, Any] = {"size": stage.sizes.storm, "missed": stage.sizes.missed}
    with stage.serving(CAIRN) as served, stage.crowd(CAIRN, served, talks) as ask:
        stage.open(ask)
        ask("leave")
        say(talks[0].conversation, stage.sizes.missed)
        found["broken"] = ask("come_back", speak_every=SPEAK_EVERY)
        ask("leave")
        served[0].kill()
        say(talks[0].conversation, stage.sizes.missed)
        served[0].start()
        ask("servers", servers=[one.pid for one in served])
        found["killed"] = ask("come_back", speak_every=SPEAK_EVERY)
        found["account"] = stage.account(CAIRN, ask, talks, before)
    return found


def say(conversation: int, number: int) -> None:
    """Post while nobody listens, as a page does."""
    from community.conversations.actions.post import post
    from community.conversations.models import Conversation

    found = Conversation.objects.get(pk=conversation)
    participant = found.participants.select_related("member").order_by("pk")[0]
    for n in range(number):
        post(found, by=participant.member, body=f"Said while you were away: {n}.", client_id=uuid.uuid4())
