from collections.abc import Iterable, Mapping

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from community.kit.gate import Refused
from community.members.languages import LANGUAGES
from community.members.models import HUES, Member, Profile
from community.members.zones import is_zone

Audience = Profile.Audience


def profile_of(member: Member) -> Profile:
    """The member's profile, made where there was none."""
    return Profile.objects.get_or_create(member=member)[0]


def tell(
    member: Member,
    *,
    about: str | None = None,
    brings_me: str | None = None,
    road: str | None = None,
    languages: Iterable[str] | None = None,
    around: Iterable[str] | None = None,
) -> Profile:
    """Write down what the member says of themselves; what is None stays. Shown to whom ``show`` says."""
    profile = profile_of(member)
    said = {
        "about": about,
        "brings_me": brings_me,
        "road": road,
        "languages": _known("languages", languages, LANGUAGES),
        "around": _known("around", around, Profile.Around.values),
    }
    if road and road not in Profile.Road.values:
        raise Refused("unknown", _("Please choose one of these."), field="road")
    changed = [field for field, value in said.items() if value is not None]
    for field in changed:
        value = said[field]
        setattr(profile, field, value.strip() if isinstance(value, str) else value)
    if changed:
        profile.save(update_fields=changed)
    return profile


def show(member: Member, audiences: Mapping[str, str]) -> Profile:
    """Set who may see which field. Raises ``Refused`` for a field or an audience there is not."""
    for field, audience in audiences.items():
        if field not in Profile.SHOWABLE or audience not in Audience.values:
            raise Refused("unknown", _("Please choose one of these."), field=f"audience_{field}")
    profile = profile_of(member)
    profile.audiences = {**profile.audiences, **audiences}
    profile.save(update_fields=["audiences"])
    return profile


def dress(member: Member, *, hue: int) -> None:
    """Choose the colour one's initial stands on (0 to 7)."""
    member.hue = hue % HUES
    member.save(update_fields=["hue"])


def live_in(member: Member, *, time_zone: str) -> None:
    """Set the member's time zone (an IANA name). Raises ``Refused`` (field ``time_zone``) for an unknown one."""
    if not is_zone(time_zone):
        raise Refused("unknown", _("We do not know this time zone."), field="time_zone")
    member.time_zone = time_zone
    member.save(update_fields=["time_zone"])


def speak(member: Member, *, language: str) -> None:
    """Set the language of pages and mails. Raises ``Refused`` (field ``language``) for one we do not have."""
    if language not in dict(settings.LANGUAGES):
        raise Refused("unknown", _("Please choose one of these."), field="language")
    member.language = language
    member.save(update_fields=["language"])


def welcomed(member: Member) -> None:
    """The first questions are behind the member, answered or not. Once."""
    profile_of(member)
    Profile.objects.filter(member=member, welcomed_at=None).update(welcomed_at=timezone.now())


def _known(field: str, chosen: Iterable[str] | None, known: Iterable[str]) -> list[str] | None:
    if chosen is None:
        return None
    wanted, possible = list(dict.fromkeys(chosen)), set(known)
    if not possible.issuperset(wanted):
        raise Refused("unknown", _("Please choose one of these."), field=field)
    return wanted
