"""Inputs that only members' pages have. Each is a plain control without JavaScript."""

from typing import Any

from django import forms


class NameInput(forms.TextInput):
    """A name, which the guard looks at while it is typed where there is JavaScript."""

    template_name = "members/widgets/name.html"

    def __init__(self) -> None:
        super().__init__({"autocomplete": "nickname", "autocapitalize": "words", "spellcheck": "false"})


class OwnClock(forms.HiddenInput):
    """Filled by the page's script with the browser's time zone; empty without JavaScript."""

    template_name = "members/widgets/own_clock.html"


class Hues(forms.RadioSelect):
    """The eight colours, each with the member's initial on it."""

    template_name = "members/widgets/hues.html"

    def __init__(self, name: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.name = name

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["initial_of"] = self.name
        return context
