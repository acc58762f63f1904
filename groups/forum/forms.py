"""The shape of what is written in discussions. What may be said where is not asked here."""

import re
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from community.kit.forms.widgets import ChipCheckboxes, ChipRadios, RadioCards
from groups.forum.models import Note, Post, Thread
from groups.forum.presence import SENTENCES

MODES = {
    Thread.Mode.WITNESS: _("No words back. A sign says that someone was here."),
    Thread.Mode.LISTEN: _("Short sentences of being there, ready to choose. No advice, no stories of others."),
    Thread.Mode.OPEN: _("People answer in their own words, from their own life."),
    Thread.Mode.ADVICE: _("Ideas and what worked for others are welcome too."),
}


class TagsField(forms.CharField):
    """Words between commas; the value is a list of them."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        return [tag for tag in re.split(r"[,;#\n]", super().clean(value)) if tag.strip()]


def tags_field() -> TagsField:
    return TagsField(
        label=_("Words to find it by"),
        help_text=_("Up to five, with commas between: sleep, first weeks, work"),
        required=False,
        max_length=200,
    )


def body_field(rows: int = 5) -> forms.CharField:
    return forms.CharField(
        label=_("Your words"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={
            "required": _("There are no words here yet."),
            "max_length": _("That is more than fits in one post. Please send it in two."),
        },
    )


def title_field() -> forms.CharField:
    return forms.CharField(
        label=_("Title"),
        max_length=140,
        help_text=_("A few words, so that others find it. It is never folded."),
        error_messages={
            "required": _("A title helps others find it. A few words are enough."),
            "max_length": _("That is a long title. Please keep it under 140 letters."),
        },
    )


def notes_field() -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=_("It contains"),
        help_text=_("What is named here is folded, and everyone opens it when they are ready."),
        choices=Note.choices,
        widget=ChipCheckboxes,
        required=False,
    )


def mode_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("How would you like to be answered?"),
        choices=Thread.Mode.choices,
        widget=RadioCards(descriptions=MODES),
        initial=Thread.Mode.OPEN,
        error_messages={"required": _("Please choose how you wish to be answered.")},
    )


class Marked(forms.Form):
    """``client_id`` makes sending the same form twice harmless."""

    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4, required=False)


class ReplyForm(Marked):
    """An answer in words of one's own. ``kinds`` are those the discussion takes from this member."""

    body = body_field()
    kind = forms.ChoiceField(label=_("This is"), choices=(), widget=ChipRadios)
    notes = notes_field()
    quotes = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=2**31 - 1)
    field_order = ["body", "kind", "notes", "quotes", "client_id"]

    def __init__(self, *args: Any, kinds: tuple[Post.Kind, ...] = (Post.Kind.WORDS,), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(kinds) < 2:
            del self.fields["kind"]
        else:
            choices = self.fields["kind"]
            assert isinstance(choices, forms.ChoiceField)  # noqa: S101 - declared above
            choices.choices = [(kind.value, kind.label) for kind in kinds]
            choices.initial = kinds[0].value


class PresenceForm(Marked):
    """An answer where someone wishes to be listened to."""

    said = forms.MultipleChoiceField(
        label=_("Choose what is true for you"),
        help_text=_("One is enough, three are the most."),
        choices=list(SENTENCES.items()),
        widget=ChipCheckboxes,
        error_messages={"required": _("Please choose at least one sentence.")},
    )


class ThreadForm(Marked):
    """A new discussion."""

    title = title_field()
    body = body_field(rows=8)
    mode = mode_field()
    notes = notes_field()
    tags = tags_field()
    field_order = ["title", "body", "mode", "notes", "tags", "client_id"]


class ThreadWordsForm(forms.Form):
    """First words, said better."""

    title = title_field()
    body = body_field(rows=8)
    mode = mode_field()
    notes = notes_field()
    tags = tags_field()


class PostWordsForm(forms.Form):
    """An answer, said better."""

    body = body_field()
    notes = notes_field()


class WhyForm(forms.Form):
    """Why a keeper does it; a discussion that is closed shows it to everyone."""

    reason = forms.CharField(
        label=_("Why"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Please say why, in a few words.")},
    )
