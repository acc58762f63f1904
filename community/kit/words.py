"""What people write, made into HTML that is safe to show to anyone."""

import re

import nh3
from markdown_it import MarkdownIt

_markdown = MarkdownIt("commonmark", {"breaks": True, "html": False, "linkify": False}).disable(
    ["image", "heading", "lheading", "hr", "html_block", "html_inline"]
)
_TAGS = {"p", "br", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "a"}


#: One line without any sign that means something in Markdown or HTML: most of what people say in a chat.
_PLAIN = re.compile(r"[^\W\d_](?:[^\W_]|[ .,;:!?'’()%/@+=#$–—…-])*", re.UNICODE)  # noqa: RUF001


def to_html(text: str) -> str:
    """Markdown to HTML of a small, known set of tags; links carry no referrer and no endorsement.

    Rendered once, when written, and stored beside the text: pages never pay for it again.
    """
    if _PLAIN.fullmatch(text) and text[-1] != " ":
        return f"<p>{text}</p>"
    return rendered(text)


def rendered(text: str) -> str:
    """The same, whatever the text holds."""
    return nh3.clean(
        _markdown.render(text),
        tags=_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "tel", "mailto"},
        link_rel="nofollow noopener noreferrer",
    ).strip()


def excerpt(text: str, length: int = 140) -> str:
    """The first ``length`` characters on one line, ended at a word."""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    return line[:length].rsplit(" ", 1)[0].rstrip(",.;:") + "…"
