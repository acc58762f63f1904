import pytest

pytestmark = pytest.mark.django_db


def test_a_member_finds_their_groups_meetings(client, make, birch):
    meeting = make()
    client.force_login(birch.member)
    first = meeting.occurrences.earliest("starts_at")
    assert "Tuesday round" in client.get("/meetings/").content.decode()
    assert "Tuesday round" in client.get("/groups/evening-circle/meetings/").content.decode()
    assert client.get(first.get_absolute_url()).status_code == 200
    assert client.get(meeting.get_absolute_url()).status_code == 200
