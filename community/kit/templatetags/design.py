"""Small drawn parts: icons, avatars, cairns. docs/design.md lists them."""

from datetime import datetime, timedelta
from functools import lru_cache
from zlib import crc32

from django import template
from django.contrib.humanize.templatetags.humanize import naturaltime
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from community.kit.cairn import cairn_svg, logo_svg
from community.kit.devices import device_words, hand_held
from community.kit.kept import kept

register = template.Library()
register.tag("kept", kept)

HUES = 8


@register.simple_tag
@lru_cache(maxsize=512)
def icon(name: str, variant: str = "") -> SafeString:
    """A drawing from the sprite, hidden from screen readers: say it in words beside it.

    ``variant`` is "small", "large", or "turns" (mirrored where the page reads right to left).
    Drawn once in a process: a page has some thirty, and the sprite's address does not change.
    """
    classes = " ".join(["icon", *(f"icon--{word}" for word in variant.split())])
    return format_html(
        '<svg class="{}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        classes,
        static("icons/sprite.svg"),
        name,
    )


@register.simple_tag
def avatar(name: object, hue: int | None = None, size: str = "") -> SafeString:
    """The first letters of a name on one of eight colours; the name itself stands beside it.

    ``hue`` is 0 to 7; without one the name chooses. ``size`` is "tiny", "small", "large" or "huge".
    """
    text = str(name)
    chosen = crc32(text.encode()) % HUES if hue is None or hue == "" else int(hue) % HUES
    return format_html(
        '<span class="avatar{}" data-hue="{}" aria-hidden="true">{}</span>',
        f" avatar--{size}" if size else "",
        chosen,
        initials(text),
    )


def initials(name: str) -> str:
    """One letter for one word, two for more: "Wren" is W, "Evening Circle" is EC."""
    words = [word for word in name.split() if word[0].isalnum()] or name.split()
    return "".join(word[0] for word in words[:2]).upper()


@register.simple_tag
def cairn(stones: int = 6, size: int = 200, seed: int = 0, ahead: bool = False, label: str = "") -> SafeString:
    """The cairn, one stone a milestone. ``ahead`` draws the next stone as an outline.

    Decoration unless ``label`` says in words what it shows.
    """
    return mark_safe(cairn_svg(stones, size=size, seed=seed, ahead=ahead, label=label))


@register.simple_tag
def logo(size: int = 30) -> SafeString:
    """The small cairn beside the name."""
    return mark_safe(logo_svg(size=size))


@register.filter
def undo_address(extra_tags: str | None) -> str:
    """The address that takes a message's deed back, from the tags ``say`` gave it; else empty."""
    for tag in (extra_tags or "").split():
        if tag.startswith("undo:"):
            return tag.removeprefix("undo:")
    return ""


@register.filter
def device(user_agent: str | None) -> str:
    """ "Firefox on Windows"."""
    return device_words(user_agent or "")


@register.filter
def device_icon(user_agent: str | None) -> str:
    """The icon's name for that device."""
    return "smartphone" if hand_held(user_agent or "") else "laptop"


@register.filter
def ago(moment: datetime) -> str:
    """How long ago, in the largest unit alone: "now", "5 hours ago", "4 days ago"."""
    if timezone.now() - moment < timedelta(days=1):
        return str(naturaltime(moment))
    return _("%(time)s ago") % {"time": timesince(moment, depth=1)}
