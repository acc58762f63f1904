"""Parts of a page that are drawn once in a process and written out again for everyone who should see the same."""

from threading import Lock
from typing import Any
from uuid import uuid4

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.context import Context
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import get_language

#: So many drawings are kept in a process; a message or a post is one or two kilobytes.
MOST = 6_000
#: Stand in a drawing where each request writes its own. The character is one that no stored text can hold.
CSRF_HERE, PATH_HERE, ONCE_HERE = "\0csrf\0", "\0path\0", "\0once\0"


class Drawings:
    """Those not asked for the longest go first. Safe between threads."""

    def __init__(self) -> None:
        self.kept: dict[Any, SafeString] = {}
        self.lock = Lock()

    def find(self, key: Any) -> SafeString | None:
        with self.lock:
            found = self.kept.pop(key, None)
            if found is not None:
                self.kept[key] = found
            return found

    def keep(self, key: Any, drawn: SafeString) -> None:
        with self.lock:
            self.kept[key] = drawn
            while len(self.kept) > MOST:
                del self.kept[next(iter(self.kept))]


drawings = Drawings()


def kept(parser: Parser, token: Token) -> "KeptNode":
    """``{% kept "post" post.html post.author.name %}…{% endkept %}``: drawn anew only for other values than before.

    The values are all that the part shows, beside the language and the time zone, which are looked at once a template
    (none of ours changes them on its way): so nothing kept is ever out of date. Three things may differ from request
    to request all the same: ``{% csrf_token %}``, ``{{ here }}``, the page's own path, and ``{{ once }}``, a mark that
    no other page gets. One kept part may hold another.
    """
    _, *words = token.split_contents()
    values = [parser.compile_filter(word) for word in words]
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    return KeptNode(nodelist, values)


class KeptNode(template.Node):
    def __init__(self, nodelist: NodeList, values: list[FilterExpression]) -> None:
        self.nodelist = nodelist
        self.values = values

    def render(self, context: Context) -> SafeString:
        here = context.render_context.get("kept for")
        if here is None:
            here = context.render_context["kept for"] = (get_language(), get_current_timezone_name())
        key = (*here, *[value.resolve(context) for value in self.values])
        drawn = drawings.find(key)
        if drawn is None:
            with context.push(csrf_token=CSRF_HERE, here=PATH_HERE, once=ONCE_HERE):
                drawn = self.nodelist.render(context)
            drawings.keep(key, drawn)
        if "\0" not in drawn or context.get("here") == PATH_HERE:  # whoever holds this part writes them in
            return drawn
        path = escape(context["request"].path) if "request" in context else ""
        token = str(context.get("csrf_token", ""))
        return mark_safe(drawn.replace(CSRF_HERE, token).replace(PATH_HERE, path).replace(ONCE_HERE, str(uuid4())))
