"""What an ending shows on other pages."""

from django import template

from mentorship.partings import queries

register = template.Library()

register.simple_tag(queries.last_day)
register.simple_tag(queries.handed_over)
register.simple_tag(queries.after_ending)
register.simple_tag(queries.keeps_letters)
