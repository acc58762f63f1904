"""What was said and read lately, counted: as processes tell it to each other, for the badges."""

from typing import Any


def add_said(said: dict[int, dict[str, Any]], conversation_id: int, seq: int, author: int, words: Any) -> None:
    """Count one more message in; ``words`` has ``mentions``, the participants named in it."""
    one = said.setdefault(conversation_id, {"last": 0, "authors": {}, "named": []})
    one["last"] = max(one["last"], seq)
    one["authors"][author] = one["authors"].get(author, 0) + 1
    one["named"] += words.mentions


def talked(said: dict[int, dict[str, Any]], read: list[tuple[int, int, int]]) -> dict[str, Any]:
    """Return the news as processes tell it to each other."""
    told = [(number, one["last"], list(one["authors"].items()), one["named"]) for number, one in said.items()]
    return {"kind": "talked", "said": told, "read": read}
