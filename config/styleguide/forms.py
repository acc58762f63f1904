"""One form with every kind of question, for the style guide."""

from django import forms
from django.utils.translation import gettext_lazy as _

from community.kit.forms.widgets import ChipCheckboxes, RadioCards, Scale, Slider, Switch

MOODS = [(1, _("heavy")), (2, _("low")), (3, _("so-so")), (4, _("steady")), (5, _("light"))]
NEEDS = [("hungry", _("hungry")), ("angry", _("angry")), ("lonely", _("lonely")), ("tired", _("tired"))]
DOORS = [("open", _("Anyone can join")), ("ask", _("People ask first")), ("hidden", _("Only by invitation"))]


class EveryQuestion(forms.Form):
    """All inputs of the design system."""

    #: Beside others on a page, its errors do not take the focus.
    calm = True

    name = forms.CharField(
        label=_("What should people call you?"), max_length=40, help_text=_("A first name or any name you like.")
    )
    about = forms.CharField(label=_("A line about you"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    zone = forms.ChoiceField(label=_("Your time zone"), choices=[("ny", "New York"), ("la", "Los Angeles")])
    mood = forms.ChoiceField(label=_("Mood"), choices=MOODS, widget=Scale)
    craving = forms.IntegerField(
        label=_("Craving"), min_value=0, max_value=10, widget=Slider(ends=(_("none"), _("all I think of")))
    )
    needs = forms.MultipleChoiceField(label=_("Are you …"), choices=NEEDS, widget=ChipCheckboxes, required=False)
    door = forms.ChoiceField(
        label=_("Who can join"),
        choices=DOORS,
        widget=RadioCards(
            descriptions={
                "open": _("They are in at once and see everything from today on."),
                "ask": _("You talk first, then say yes or a kind no."),
                "hidden": _("Nobody else can tell that it exists."),
            }
        ),
    )
    reminder = forms.BooleanField(
        label=_("Remind me at 20:00"),
        widget=Switch,
        required=False,
        help_text=_("By e-mail, and the subject says nothing."),
    )
    agree = forms.BooleanField(label=_("I will keep what is said here to myself"))
    locked = forms.CharField(label=_("Facility"), initial="Harbor House", disabled=True)
