"""Inputs that look like the question they ask. All are plain form controls underneath."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise

VALUE_OF_MAX = _("{value} of {max}")


class RadioCards(forms.RadioSelect):
    """One of a few, each with a sentence. ``descriptions`` maps a choice's value to it."""

    template_name = "components/widgets/radio_cards.html"

    def __init__(self, descriptions: Mapping[Any, Words] | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.descriptions = {str(value): words for value, words in (descriptions or {}).items()}

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(*args, **kwargs)
        option["description"] = self.descriptions.get(str(option["value"]), "")
        return option


class ChipCheckboxes(forms.CheckboxSelectMultiple):
    """Any of some short words."""

    template_name = "components/widgets/chips.html"


class ChipRadios(forms.RadioSelect):
    """One of some short words."""

    template_name = "components/widgets/chips.html"


class Scale(forms.RadioSelect):
    """One to five or so; the choices' labels are the words below the numbers."""

    template_name = "components/widgets/scale.html"


class Slider(forms.NumberInput):
    """A number on a line, between the field's ``min_value`` and ``max_value``.

    ``ends`` are the words at its two ends; ``words`` says the value, with {value} and {max} filled in.
    """

    input_type = "range"
    template_name = "components/widgets/slider.html"

    def __init__(self, ends: tuple[Words, Words] = ("", ""), words: Words = VALUE_OF_MAX, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.ends = ends
        self.words = words

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"] |= {"ends": self.ends, "words": self.words}
        return context


class Switch(forms.CheckboxInput):
    """On or off; the field's label is the sentence that is then true."""
