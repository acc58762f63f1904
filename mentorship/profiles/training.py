"""The steps before someone walks beside another: four short texts, and a check at the end. Data, no rules.

A changed text that matters gets a new ``VERSION``; who learned which is stored. What stands here follows what peer
programmes teach about boundaries, listening and danger; it replaces no training that the law of a place asks for.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

#: Which texts and questions these are.
VERSION = "2026-11"


@dataclass(frozen=True)
class Step:
    """One thing to read, in two or three minutes."""

    title: str | Promise
    icon: str
    paragraphs: tuple[str | Promise, ...]


@dataclass(frozen=True)
class Choice:
    """One answer; ``feedback`` is what to read when it was chosen."""

    code: str
    words: str | Promise
    feedback: str | Promise
    is_right: bool = False


@dataclass(frozen=True)
class Question:
    """A situation, and what one might do."""

    code: str
    words: str | Promise
    choices: tuple[Choice, ...]

    def choice(self, code: str) -> Choice | None:
        return next((choice for choice in self.choices if choice.code == code), None)

    @property
    def right(self) -> str:
        """The code of the answer that holds."""
        return next(choice.code for choice in self.choices if choice.is_right)


STEPS = (
    Step(
        _("Being there"),
        "message-circle",
        (
            _("Most of it is listening. Someone who is heard often finds the next step without being told it."),
            _(
                "Ask more than you answer. “What was that like?” goes further than “You should”. Tell of your own road "
                "where it helps them, and leave it out where it would only help you."
            ),
            _(
                "Their road is theirs. What held you may not hold them: meetings, medication, faith, none of it. There "
                "is more than one way."
            ),
        ),
    ),
    Step(
        _("Where it ends"),
        "hand",
        (
            _("You are a companion. You are not a therapist, a nurse, a landlord, a bank or a partner."),
            _(
                "No money and no gifts, in either direction. Doses belong to the person and whoever prescribes. Love "
                "between you and someone you walk with has to wait: say so, and tell the coordinator."
            ),
            _(
                "Agree when you can be reached, and when not. Saying “I sleep from ten” is not unkind. It lets you be "
                "there next week."
            ),
        ),
    ),
    Step(
        _("When it gets heavy"),
        "life-buoy",
        (
            _(
                "Someone may say that they do not want to live. Ask it plainly: “Are you thinking of killing "
                "yourself?” Asking does not put it there. Stay with them, open “Get support” together, call the "
                "emergency number where there is danger now, and then tell the coordinator."
            ),
            _(
                "After a setback, the body takes less than it did. Say that, without blame. Who slept, who "
                "is with them, do they have naloxone? Then: what would help today?"
            ),
            _(
                "Where a child or someone who depends on others is being hurt, you cannot keep it. You said so before "
                "you began. Tell the coordinator the same day; you do not have to find out more, or decide."
            ),
        ),
    ),
    Step(
        _("Your own road first"),
        "footprints",
        (
            _("You can only lend what you have. If your own nights get long, rest. Nobody asks why."),
            _(
                "What weighs on you is not for the one you walk with. It is for your own people, and for the "
                "coordinator, who would rather hear too early than too late."
            ),
            _("If it ends, it is not a failure, yours or theirs. Some of the best walks are short."),
        ),
    ),
)

QUESTIONS = (
    Question(
        "pills",
        _("Someone you walk with wants to stop the medication they are prescribed. What do you do?"),
        (
            Choice(
                "tell",
                _("Tell them how I did without it"),
                _("Your road is yours. Stopping at once can be dangerous, and your story weighs more than you think."),
            ),
            Choice(
                "ask",
                _("Ask what makes them want to, and that they talk with whoever prescribes it"),
                _("Yes. You hear them, and the decision stays where it belongs."),
                is_right=True,
            ),
            Choice(
                "forbid",
                _("Tell them that they must not"),
                _("The worry is kind. But it is not yours to forbid, and they may only stop telling you."),
            ),
        ),
    ),
    Question(
        "money",
        _("They ask you for forty until Friday, for the bus and food. What do you do?"),
        (
            Choice(
                "lend",
                _("Lend it, just this once"),
                _("It is meant well. After it one of you owes the other, and talking gets harder, not easier."),
            ),
            Choice(
                "silence",
                _("Change the subject"),
                _("They asked because they are in need. A clear and kind no is easier to bear than none."),
            ),
            Choice(
                "no",
                _("Say that I never lend, and look with them for who can help"),
                _("Yes. The rule is the same for everyone, so it is not about them."),
                is_right=True,
            ),
        ),
    ),
    Question(
        "danger",
        _("Late at night they write: “Everyone would be better off without me.” What do you do?"),
        (
            Choice(
                "plain",
                _("Ask plainly whether they think of killing themselves, stay, and open help with them"),
                _("Yes. Asking plainly is a relief for most, and you do not carry it alone."),
                is_right=True,
            ),
            Choice(
                "cheer",
                _("Write back all the reasons to be glad"),
                _("It comes from love. To them it may read as if there were no room for how they feel."),
            ),
            Choice(
                "morning",
                _("Leave it until morning, and tell the coordinator then"),
                _("The coordinator should hear of it, yes. But tonight comes first: ask, and stay."),
            ),
        ),
    ),
    Question(
        "child",
        _("They tell you that a child at home is being hurt, and ask you to keep it. What do you do?"),
        (
            Choice(
                "keep",
                _("Keep it: trust is everything"),
                _("Trust matters, which is why both of you read the note first. This is the one thing it names."),
            ),
            Choice(
                "sure",
                _("Find out first whether it is true"),
                _("You do not have to be sure, and asking around can make it worse. Others are trained for that."),
            ),
            Choice(
                "tell",
                _("Say that I cannot keep this, and tell the coordinator the same day"),
                _("Yes. Say it to them first, kindly; then hand it on."),
                is_right=True,
            ),
        ),
    ),
    Question(
        "own",
        _("Your own weeks have got hard, and you dread their messages. What do you do?"),
        (
            Choice(
                "rest",
                _("Rest, and tell the coordinator if I like"),
                _("Yes. Resting needs no reason, and shows them how it is done."),
                is_right=True,
            ),
            Choice(
                "push",
                _("Go on as before: they count on me"),
                _("They count on you being well, too. A mentor who rests comes back; one who is worn out may not."),
            ),
            Choice(
                "share",
                _("Tell them how bad it is"),
                _("Honesty is good, but then they carry you. Let your own people do that."),
            ),
        ),
    ),
)
