import re
from dataclasses import replace
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from community.kit.keyset import Place
from community.members.requests import MemberRequest
from groups.search.asking import LONGEST, Asked, Order, When, terms_in
from groups.search.names import authors_like, groups_like, meant, people_like
from groups.search.queries import WINDOW, Results, search
from groups.search.rooms import rooms_of

#: Names are looked for where so few words were written.
WORDS_OF_A_NAME = 3

_TAG = re.compile(r"[\w-]{1,24}")


@login_required
@never_cache
@require_safe
def search_page(request: MemberRequest) -> HttpResponse:
    """Words in all discussions of one's groups; people there and groups by name. Nobody is told, nothing is kept."""
    asked, rooms = _asked(request.GET), rooms_of(request.user)
    below, skip = Place.read(request.GET.get("below", "")), _number(request.GET.get("from", ""))
    is_first = below is None and not skip
    authors = authors_like(asked.who, rooms, asked.group) if asked.who else None
    results = search(asked, rooms, authors=authors, below=below, skip=skip)
    instead = None
    if is_first and asked.words and authors != [] and not results.found and rooms.rooms:
        likely = _as_meant(asked, meant(asked.words, rooms))
        second = search(likely, rooms, authors=authors) if likely else results
        if second.found:
            instead, results = likely, second
    by_name = is_first and asked.text and len(asked.terms) <= WORDS_OF_A_NAME and not (asked.tag or asked.who)
    return render(
        request,
        "groups/search/search.html",
        {
            "asked": asked,
            "instead": instead,
            "room": rooms.named(asked.group),
            "rooms": rooms.rooms,
            "results": results,
            "people": people_like(asked.text, rooms) if by_name and rooms.rooms else [],
            "groups": groups_like(asked.text, request.user) if by_name and not asked.group else [],
            "nobody": authors == [],
            "is_first": is_first,
            "is_narrow": bool(asked.tag or asked.who or asked.when or asked.order != Order.BEST),
            "whens": When.choices,
            "orders": Order.choices,
            "window": WINDOW,
            **_ways_on(instead or asked, results, below),
        },
    )


def _asked(said: QueryDict) -> Asked:
    text, group, tag, who, when, order = (
        said.get(name, "").replace("\0", "").strip()[:LONGEST] for name in ("q", "group", "tag", "who", "when", "order")
    )
    return Asked(
        text=text,
        terms=terms_in(text),
        group=group,
        tag=tag if _TAG.fullmatch(tag) else "",
        who=who,
        when=when if when in When.values else "",
        order=order if order in Order.values else Order.BEST,
    )


def _as_meant(asked: Asked, likely: dict[str, str]) -> Asked | None:
    """The same with other words; None where nothing else was meant."""
    if not likely:
        return None
    text = re.sub(r"[^\W_]+", lambda word: likely.get(word[0].lower(), word[0]), asked.text)
    return replace(asked, text=text, terms=terms_in(text))


def _ways_on(asked: Asked, results: Results, below: Place | None) -> dict[str, str]:
    """Links to what follows: in the same window, and in the one before it."""
    said = {"q": asked.text, "group": asked.group, "tag": asked.tag, "who": asked.who, "when": asked.when}
    said |= {"order": asked.order} if asked.order != Order.BEST else {}
    same = {name: value for name, value in said.items() if value}
    here = {"below": str(below)} if below else {}
    return {
        "more": urlencode(same | here | {"from": results.skip}) if results.skip else "",
        "older": urlencode(same | {"below": str(results.older)}) if results.older and not results.skip else "",
    }


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 5 else 0
