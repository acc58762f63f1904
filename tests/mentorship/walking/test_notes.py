"""One's own notes: sealed, read by nobody else, and there when the two have parted."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.urls import reverse

from community.members.models import Member
from mentorship.pairs.actions import end
from mentorship.pairs.models import Pair
from mentorship.walking.actions import change_note, throw_away, write_note
from mentorship.walking.models import Note


def url(name: str, *args: Any) -> str:
    return reverse(f"mentorship:{name}", args=args)


def test_write_change_and_throw_away(client: Client, talking: Pair, gil: Member) -> None:
    client.force_login(gil)
    assert client.post(url("notes", talking.pk), {"words": " "}).status_code == 422
    client.post(url("notes", talking.pk), {"words": "He likes\nbicycles."})
    note = Note.objects.get()
    too_long = {"words": "He likes tea. " * 300}
    for address in (url("notes", talking.pk), url("note", talking.pk, note.pk)):
        answer = client.post(address, too_long)
        assert answer.status_code == 422
        assert too_long["words"].strip() in answer.content.decode()
    assert "bicycles" in client.get(url("notes", talking.pk)).content.decode()
    client.post(url("note", talking.pk, note.pk), {"words": "He mends bicycles."})
    note.refresh_from_db()
    assert note.words == "He mends bicycles."
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM mentorship_note")
        assert "bicycles" not in cursor.fetchone()[0]
    client.post(url("note_away", talking.pk, note.pk))
    assert not Note.objects.exists()


@pytest.mark.parametrize("who", ["bruno", "dara", "faye"])
def test_nobody_else_reads_them(client: Client, talking: Pair, gil: Member, who: str, request: Any) -> None:
    note = write_note(talking, by=gil, words="Only mine")
    other: Member = request.getfixturevalue(who)
    client.force_login(other)
    answer = client.get(url("notes", talking.pk))
    assert answer.status_code == (200 if who == "bruno" else 404)
    assert b"Only mine" not in answer.content
    assert client.get(url("note", talking.pk, note.pk)).status_code == 404
    assert client.post(url("note_away", talking.pk, note.pk)).status_code == 404
    for deed in (lambda: change_note(note, by=other, words="Theirs"), lambda: throw_away(note, by=other)):
        with pytest.raises(PermissionDenied):
            deed()


def test_they_stay_when_the_two_have_parted(client: Client, talking: Pair, gil: Member, dara: Member) -> None:
    write_note(talking, by=gil, words="What he said helped")
    end(talking, by=gil)
    client.force_login(gil)
    assert "Your own notes are still here" in client.get(talking.get_absolute_url()).content.decode()
    assert "What he said helped" in client.get(url("notes", talking.pk)).content.decode()
    with pytest.raises(PermissionDenied):
        write_note(talking, by=dara, words="Mine")


def test_a_page_at_a_time(client: Client, talking: Pair, gil: Member) -> None:
    for n in range(25):
        write_note(talking, by=gil, words=f"Note number {n}.")
    client.force_login(gil)
    first = client.get(url("notes", talking.pk))
    page = first.content.decode()
    assert "Note number 24." in page
    assert "Note number 4." not in page
    later = client.get(url("notes", talking.pk), {"before": first.context["found"].before}).content.decode()
    assert "Note number 4." in later
    assert "Note number 5." not in later
    assert client.get(url("notes", talking.pk), {"before": "x" * 40}).status_code == 200
