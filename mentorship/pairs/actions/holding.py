from community.members.models import Member


def hold(*members: Member) -> None:
    """Lock these people's rows: whatever is about to happen with their requests happens one at a time.

    In one order, and before any offer's or request's row, always, so that nobody waits in a circle.
    """
    pks = [member.pk for member in members]
    list(Member.objects.select_for_update(no_key=True).filter(pk__in=pks).order_by("pk").values_list("pk"))
