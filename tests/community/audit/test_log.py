"""The log is for good: nothing in it can be changed or removed, and names in it are those a place knows."""

import pytest
from django.db import DatabaseError, connection, transaction

from community.audit.actions import record
from community.audit.acts import act_named
from community.audit.models import Entry
from community.audit.queries import PAGE, entries_of, history
from community.facilities.models import Facility, StaffRole


@pytest.fixture
def harbor(db):
    return Facility.objects.create(name="Harbor House", slug="harbor-house")


@pytest.fixture
def entry(harbor, faye):
    return record("hide_words", by=faye, reason="Not here.", facility=harbor, subject="case:1")


def test_update_is_denied(entry):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Entry.objects.update(reason="Another.")
    entry.reason = "Another."
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        entry.save()
    assert Entry.objects.get().reason == "Not here."


def test_delete_is_denied(entry):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        entry.delete()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM community_entry")
    assert Entry.objects.count() == 1


def test_the_act_and_its_trace_fall_together(harbor, faye):
    def hide_and_fail():
        with transaction.atomic():
            record("hide_words", by=faye, facility=harbor)
            raise OSError

    with pytest.raises(OSError):  # noqa: PT011
        hide_and_fail()
    assert not Entry.objects.exists()


def test_a_facility_reads_its_own_alone(entry, faye):
    other = Facility.objects.create(name="Hill House", slug="hill-house")
    record("keep_words", by=faye, facility=other)
    lines, rest = entries_of(other)
    assert [line.act.key for line in lines] == ["keep_words"]
    assert rest is None


def test_pages_by_key_and_kinds_of_acts(harbor, faye):
    for number in range(PAGE + 5):
        record("open_case" if number % 5 else "hide_words", by=faye, facility=harbor, subject=f"case:{number}")
    first, rest = entries_of(harbor)
    second, end = entries_of(harbor, before=rest)
    assert (len(first), len(second), end) == (PAGE, 5, None)
    assert len({line.id for line in first + second}) == PAGE + 5
    looks, _ = entries_of(harbor, group="looks")
    assert {line.act.key for line in looks} == {"open_case"}


def test_names_are_those_the_place_knows(harbor, faye, carmen, alba):
    StaffRole.objects.create(member=faye, facility=harbor, role="owner")
    record("hide_words", by=faye, facility=harbor)
    record("hide_words", by=carmen, facility=harbor, by_name="Carmen C.")
    record("let_in", by=alba, facility=harbor)
    record("lapsed", by=None, facility=harbor)
    lines, _ = entries_of(harbor)
    assert [line.who for line in lines] == ["Cairn", "A member", "Carmen C.", "Faye"]


def test_an_act_nobody_named_is_still_read():
    assert act_named("turned_the_key").label == "turned the key"


def test_queries_are_constant(harbor, faye, django_assert_num_queries):
    for _number in range(30):
        record("open_case", by=faye, facility=harbor, subject="case:1")
    with django_assert_num_queries(2):
        entries_of(harbor)
    with django_assert_num_queries(2):
        history("case:1", harbor)


def test_operators_read_and_cannot_write(client, entry, db):
    from community.members.models import Member

    operator = Member.objects.create_superuser("operator@demo.example", "walk-beside-me", name="Op")
    client.force_login(operator)
    assert client.get("/operators/community/entry/").status_code == 200
    assert client.get(f"/operators/community/entry/{entry.pk}/change/").status_code == 200
    assert client.get("/operators/community/entry/add/").status_code == 403
    assert client.post(f"/operators/community/entry/{entry.pk}/delete/", {"post": "yes"}).status_code == 403
    assert client.post(f"/operators/community/entry/{entry.pk}/change/", {"reason": "x"}).status_code == 403
