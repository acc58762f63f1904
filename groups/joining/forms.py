from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.members.forms import hue_field
from community.members.models import Member
from groups.roster.models import Group, Membership


class ComeInForm(forms.Form):
    """The name and colour to bear in a group, and its agreement."""

    name = forms.CharField(
        label=_("The name you go by in this group"),
        max_length=40,
        help_text=_("It may differ from your name elsewhere. Nothing here links the two."),
    )
    agreed = forms.BooleanField(label=_("I agree to what this group has agreed on"))

    def __init__(self, *args: Any, member: Member, group: Group, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"name": member.name, "hue": member.hue})
        super().__init__(*args, **kwargs)
        self.fields["hue"] = hue_field(member.name)
        self.fields["hue"].help_text = _("Your initial stands on it, in this group.")
        self.order_fields(self.field_order or ["name", "hue", "agreed"])
        if not group.agreement:
            del self.fields["agreed"]


class AskForm(ComeInForm):
    words = forms.CharField(
        label=_("What would you like to say?"),
        help_text=_("Those who keep the group read it, and can write back before they decide."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    field_order = ["name", "hue", "words", "agreed"]


class DeclineForm(forms.Form):
    words = forms.CharField(
        label=_("A kind word to go with it"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class RoleForm(forms.Form):
    """Another role for a member, and why: they read it."""

    role = forms.ChoiceField(label=_("Role"), choices=Membership.Role.choices)
    reason = forms.CharField(
        label=_("Why, in a line"),
        help_text=_("They read it, and it stays in the log."),
        max_length=200,
        error_messages={"required": _("Please say why, in a few words. They will read it.")},
    )


class AgreementForm(forms.Form):
    """What a group agrees on. ``version`` is the one that was read, so that nobody writes over another's words."""

    text = forms.CharField(
        label=_("What this group agrees on"),
        help_text=_("A sentence a line; a few are enough. Everyone reads it anew, and agrees, when they next come in."),
        max_length=4_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"max_length": _("That is more than people can hold on to. Please make it shorter.")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10**9)
