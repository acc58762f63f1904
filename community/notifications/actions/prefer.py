from datetime import time

from django.utils.translation import gettext as _

from community.kit.gate import Refused
from community.members.models import Member
from community.notifications.models import Preference


def prefer(
    by: Member, *, email: bool, discreet: bool, quiet_from: time | None = None, quiet_until: time | None = None
) -> Preference:
    """How ``by`` wants to be reached from now on. Quiet hours have two ends, or none."""
    if (quiet_from is None) != (quiet_until is None):
        missing = "quiet_from" if quiet_from is None else "quiet_until"
        raise Refused("half_quiet", _("Quiet hours need both a beginning and an end."), field=missing)
    if quiet_from is not None and quiet_from == quiet_until:
        raise Refused(
            "no_quiet", _("These two are the same. Leave both empty for no quiet hours."), field="quiet_until"
        )
    preference, _created = Preference.objects.update_or_create(
        member=by,
        defaults={"email": email, "discreet": discreet, "quiet_from": quiet_from, "quiet_until": quiet_until},
    )
    return preference
