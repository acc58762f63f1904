"""Whom to ask."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from mentorship.profiles.models import MentorOffer, MentorOfferQuerySet


class _People(forms.ModelChoiceField):
    def label_from_instance(self, offer: Any) -> str:
        years = ngettext("%(n)s year on this road", "%(n)s years on this road", offer.years) % {"n": offer.years}
        return f"{offer.member.name} · {years}"


class DeputyForm(forms.Form):
    """One of the other mentors of the house."""

    person = _People(
        label=_("Who could be there"), queryset=MentorOffer.objects.none(), empty_label=_("Choose somebody")
    )

    def __init__(self, *args: Any, people: MentorOfferQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]
