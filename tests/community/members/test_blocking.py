import threading
from typing import Any

import pytest
from django.db import connection, transaction

from community.kit import live
from community.kit.gate import Refused
from community.members.actions import block, rename, unblock
from community.members.models import Block, Member
from community.members.policies import are_apart


@pytest.mark.django_db
def test_neither_meets_the_other(alba: Member, bruno: Member) -> None:
    block(alba, bruno, known_as="Bruno")
    assert bruno not in Member.objects.visible_to(alba)
    assert alba not in Member.objects.visible_to(bruno)
    assert are_apart(alba, bruno)
    assert are_apart(bruno, alba)
    unblock(alba, bruno)
    unblock(alba, bruno)
    assert not are_apart(alba, bruno)


@pytest.mark.django_db
def test_twice_is_once_and_oneself_is_refused(alba: Member, bruno: Member) -> None:
    first = block(alba, bruno, known_as="Bruno")
    assert block(alba, bruno, known_as="Fern") == first
    assert Block.objects.get().known_as == "Bruno"
    with pytest.raises(Refused):
        block(alba, alba, known_as="Alba")


@pytest.mark.django_db(transaction=True)
def test_open_lines_hear_of_it_after_the_commit_and_only_then(
    alba: Member, bruno: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[dict[str, Any]] = []
    monkeypatch.setattr(live, "announce", lambda topic, news: heard.append(news))
    with transaction.atomic():
        block(alba, bruno, known_as="Bruno")
        assert heard == []
    assert heard == [{"kind": "blocks", "member": alba.pk, "blocked": [bruno.pk]}]
    block(alba, bruno, known_as="Bruno")
    assert len(heard) == 1
    unblock(alba, bruno)
    assert heard[-1]["blocked"] == []


@pytest.mark.django_db(transaction=True)
def test_two_who_want_one_name_at_once_do_not_both_get_it(alba: Member, bruno: Member) -> None:
    ready, outcomes = threading.Barrier(2), []

    def ask(member: Member, name: str) -> None:
        ready.wait()
        try:
            rename(member, name=name)
            outcomes.append("kept")
        except Refused as refused:
            outcomes.append(refused.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=ask, args=pair) for pair in ((alba, "Juniper"), (bruno, "Jun1per"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["kept", "taken"]
