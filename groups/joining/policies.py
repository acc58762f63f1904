"""Who may ask to come in, and when again; how many groups one opens. Pure: given the rows, yes or no."""

from datetime import datetime, timedelta

from groups.joining.models import JoinRequest

#: After "not this time" the keepers are asked nothing for a week; then the door can be knocked at again.
ASK_AGAIN_AFTER = timedelta(days=7)
#: So many groups one member opens in so long; staff open as many as their facility needs.
FOUNDED_AT_MOST = 3
FOUNDED_WITHIN = timedelta(days=30)


def asks_again_at(last: JoinRequest | None, now: datetime) -> datetime | None:
    """From when on the asker may ask again; None where they may now. ``last`` is their newest request there."""
    if last is None or last.answer != JoinRequest.Answer.NO or last.decided_at is None:
        return None
    again = last.decided_at + ASK_AGAIN_AFTER
    return again if again > now else None
