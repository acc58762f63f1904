"""What people write, made into HTML that is safe to show to anyone."""

import nh3
from markdown_it import MarkdownIt

_markdown = MarkdownIt("commonmark", {"breaks": True, "html": False, "linkify": False}).disable(
    ["image", "heading", "lheading", "hr", "html_block", "html_inline"]
)
_TAGS = {"p", "br", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "a"}


def to_html(text: str) -> str:
    """Markdown to HTML of a small, known set of tags; links carry no referrer and no endorsement.

    Rendered once, when written, and stored beside the text: pages never pay for it again.
    """
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
