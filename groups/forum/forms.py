from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _


class ReplyForm(forms.Form):
    """Words for a thread. ``client_id`` makes sending the same form twice harmless."""

    body = forms.CharField(
        label=_("Your words"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={
            "required": _("There are no words here yet."),
            "max_length": _("That is more than fits in one post. Please send it in two."),
        },
    )
    client_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4, required=False)


class ThreadForm(ReplyForm):
    """A new thread."""

    title = forms.CharField(
        label=_("Title"),
        max_length=140,
        help_text=_("A few words, so that others find it."),
        error_messages={
            "required": _("A title helps others find it. A few words are enough."),
            "max_length": _("That is a long title. Please keep it under 140 letters."),
        },
    )
    field_order = ["title", "body", "client_id"]
