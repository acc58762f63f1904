"""Doorbells of the beat: each calls one action, which claims what is due by changing rows."""

from celery import shared_task

from groups.roster.actions import give_leaders, let_aftercare_end


@shared_task(name="groups.give_leaders")
def give_leaders_where_none_is() -> None:
    """Accounts end in rooms below; what only their owners led is led by somebody else."""
    give_leaders()


@shared_task(name="groups.let_aftercare_end")
def let_chosen_ends_come() -> None:
    """Rights to aftercare end on the day their bearer chose."""
    let_aftercare_end()
