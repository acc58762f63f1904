"""Lines to call: as data, with an emergency number for everyone, and looked at twice a year."""

from datetime import date, timedelta

import pytest
from django.conf import settings as ours
from django.core.checks import run_checks

from community.notifications.models import Notification
from community.support.actions import look_at_lines
from community.support.lines import COUNTRIES, KINDS, country_of, lines, lines_of, unreviewed


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_country_has_an_emergency_number_in_every_language(country):
    emergency = [line for line in lines_of(country) if line.kind == "emergency"]
    assert emergency
    assert emergency[0] == lines_of(country)[0]
    for line in emergency:
        assert {code for code, _name in ours.LANGUAGES} <= set(line.words)


def test_every_line_is_whole():
    for line in lines():
        assert line.kind in KINDS
        assert line.call or line.text or line.chat
        assert line.source.startswith("https://")
        assert line.words["en"]
        assert line.open_hours


def test_what_must_be_there():
    numbers = {(line.country, line.kind, line.call or line.text) for line in lines()}
    assert {
        ("US", "crisis", "988"),
        ("US", "crisis", "741741"),
        ("US", "referral", "1-800-662-4357"),
        ("EU", "emergency", "112"),
        ("GB", "crisis", "116 123"),
    } <= numbers
    lifeline = next(line for line in lines() if line.call == "988" and line.country == "US")
    assert (lifeline.text, bool(lifeline.chat), lifeline.hours) == ("988", True, "always")


def test_numbers_dial():
    assert {line.dial for line in lines_of("US")} == {"911", "988", "", "18006624357"}


def test_unknown_country_falls_back(settings):
    assert country_of("GB") == "GB"
    assert country_of("XX") == settings.COUNTRY
    settings.COUNTRY = "XX"
    assert country_of("") == "EU"
    assert lines_of("XX")[0].call == "112"


def test_unreviewed_after_180_days():
    newest = max(line.reviewed_on for line in lines())
    assert unreviewed(newest) == []
    assert len(unreviewed(newest + timedelta(days=181))) == len(lines())


def test_operators_are_told_and_nobody_else(alba, faye):
    faye.is_staff = True
    faye.save()
    assert look_at_lines(date(2099, 1, 1)) == len(lines())
    assert [one.member for one in Notification.objects.all()] == [faye]
    assert look_at_lines(date(2026, 11, 23)) == 0


def test_manage_check_reads_them():
    assert [one for one in run_checks(tags=["support"]) if one.is_serious()] == []
