"""A conversation with three people in it, and their open pages."""

from typing import Any

import pytest

from community.conversations import actions
from tests.community.conversations.talking import Page, signed_in


@pytest.fixture
def talk(alba: Any, bruno: Any, eli: Any) -> Any:
    conversation = actions.open_conversation("group:1", title="Evening Circle")
    for hue, member in enumerate((alba, bruno, eli)):
        actions.admit(conversation, member, name=member.name, hue=hue)
    return conversation


@pytest.fixture
def cookies(talk: Any, alba: Any, bruno: Any, eli: Any, dara: Any) -> dict[str, str]:
    """Return a Cookie header for each of four; dara has no place in the talk."""
    return {key: signed_in(member) for key, member in {"alba": alba, "bruno": bruno, "eli": eli, "dara": dara}.items()}


@pytest.fixture
async def open_page(cookies: dict[str, str]) -> Any:
    """`await open_page(site, "alba")` opens a page; all are closed after the test."""
    pages: list[Page] = []

    async def open_one(site: Any, who: str, **more: Any) -> Page:
        pages.append(await Page.open(site.url, cookies.get(who, who), **more))
        return pages[-1]

    yield open_one
    for page in pages:
        await page.close()
