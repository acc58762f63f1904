from datetime import date

from community.support.lines import unreviewed
from community.support.notifications import tell_operators


def look_at_lines(today: date) -> int:
    """Tell the operators of lines that nobody has looked at for 180 days; return how many there are."""
    stale = unreviewed(today)
    if stale:
        tell_operators([f"{line.name} ({line.country})" for line in stale])
    return len(stale)
