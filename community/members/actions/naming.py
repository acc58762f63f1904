from django.db import connection, transaction

from community.members.models import Member
from community.members.naming.guard import require_good_name
from community.members.naming.skeleton import skeleton


def free_name(name: str, *, besides: Member | None = None) -> str:
    """The name, tidied, if it may be borne and nobody present bears one like it; else ``Refused``.

    Call inside the transaction that stores the name: two people who ask for the same one at once wait for
    each other here.
    """
    key = skeleton(name)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"name:{key}"])
    return require_good_name(name, taken=names_like(name, besides=besides))


def names_like(name: str, *, besides: Member | None = None) -> set[str]:
    """Skeletons already borne that begin as this name's does (so that ideas can step around them too)."""
    key = skeleton(name)
    if not key:
        return set()
    borne = Member.objects.present().filter(name_key__startswith=key[:3])
    if besides:
        borne = borne.exclude(pk=besides.pk)
    return set(borne.values_list("name_key", flat=True)[:5000])


@transaction.atomic
def rename(member: Member, *, name: str) -> Member:
    """Go by another name from now on. Raises ``Refused`` (field ``name``) where the guard objects.

    Names borne in groups are Memberships' own and stay as they are.
    """
    member.name = free_name(name, besides=member)
    member.save(update_fields=["name"])
    return member
