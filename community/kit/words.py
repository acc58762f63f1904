"""What people write, made into HTML that is safe to show to anyone."""

import re
from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

import nh3
from linkify_it import LinkifyIt
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_markdown = (
    MarkdownIt("commonmark", {"breaks": True, "html": False, "linkify": True})
    .enable("linkify")
    .disable(["image", "heading", "lheading", "hr", "html_block", "html_inline"])
)
# Bare addresses become links only with http(s):// before them: what merely looks like one is left as it was said.
_markdown.linkify = LinkifyIt(options={"fuzzy_link": False, "fuzzy_email": False, "fuzzy_ip": False})
for _schema in ("ftp:", "//", "mailto:"):
    _markdown.linkify.add(_schema, None)


def _show_where_links_lead(state: StateCore) -> None:
    """Behind a link whose words say something else, name the host that it leads to."""
    for block in state.tokens:
        if block.type != "inline" or not block.children:
            continue
        said: list[Token] = []
        address, words = "", ""
        for token in block.children:
            if token.type == "link_open":
                address, words = str(token.attrGet("href") or ""), ""
            elif token.type == "link_close" and (host := _host_to_show(address, words)):
                note = Token("text", "", 0)
                note.content = f" ({host})"
                said.append(note)
            else:
                words += token.content
            said.append(token)
        block.children = said


def _host_to_show(address: str, words: str) -> str:
    """The host, unless the words are the address itself and can be read as nothing else; empty: it is plain."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return ""
    is_plain = words.strip() in {address, address.removesuffix("/"), host, f"{parts.scheme}://{host}"}
    return "" if is_plain and "@" not in parts.netloc and "xn--" not in host else host


_markdown.core.ruler.push("show_where_links_lead", _show_where_links_lead)

#: Finds the people named in a text: where each name begins and ends, and by which number they are known here.
FindNames = Callable[[str], Iterable[tuple[int, int, int]]]


def _mark_names(state: StateCore) -> None:
    """Put each name that ``env["names"]`` finds into a mark of its own; not within code or a link."""
    find: FindNames | None = state.env.get("names")
    for block in state.tokens if find else ():
        if block.type != "inline" or not block.children:
            continue
        said: list[Token] = []
        in_link = 0
        for token in block.children:
            in_link += token.nesting if token.type.startswith("link_") else 0
            said += [token] if in_link or token.type != "text" or not find else _marked(token, find)
        block.children = said


def _marked(token: Token, find: FindNames) -> list[Token]:
    parts: list[Token] = []
    end = 0

    def text(words: str) -> Token:
        part = Token("text", "", 0)
        part.content = words
        return part

    for begins, ends, number in find(token.content):
        opening = Token("mention_open", "span", 1, attrs={"class": "mention", "data-participant": str(number)})
        parts += [text(token.content[end:begins]), opening, text(token.content[begins:ends])]
        parts.append(Token("mention_close", "span", -1))
        end = ends
    return [*parts, text(token.content[end:])] if parts else [token]


_markdown.core.ruler.push("mark_names", _mark_names)

_TAGS = {"p", "br", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "a"}


#: One line without any sign that means something in Markdown or HTML: most of what people say in a chat.
_PLAIN = re.compile(r"[^\W\d_](?:[^\W_]|[ .,;:!?'’()%/@+=#$–—…-])*", re.UNICODE)  # noqa: RUF001


def to_html(text: str) -> str:
    """Markdown to HTML of a small, known set of tags.

    Links carry no referrer and no endorsement, open beside the page, and name their host where their words do not;
    nothing is ever fetched from them.

    Rendered once, when written, and stored beside the text: pages never pay for it again.
    """
    if _PLAIN.fullmatch(text) and text[-1] != " " and "://" not in text:
        return f"<p>{text}</p>"
    return rendered(text)


def rendered(text: str, names: FindNames | None = None) -> str:
    """The same, whatever the text holds; with a mark around each person that ``names`` finds in it."""
    return nh3.clean(
        _markdown.render(text, {"names": names}),
        tags=_TAGS | {"span"} if names else _TAGS,
        attributes={"a": {"href"}, "span": {"class", "data-participant"}} if names else {"a": {"href"}},
        set_tag_attribute_values={"a": {"target": "_blank"}},
        url_schemes={"http", "https", "tel", "mailto"},
        link_rel="nofollow noopener noreferrer",
    ).strip()


def excerpt(text: str, length: int = 140) -> str:
    """The first ``length`` characters on one line, ended at a word."""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    return line[:length].rsplit(" ", 1)[0].rstrip(",.;:") + "…"
