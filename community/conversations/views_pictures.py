"""The door to a picture's bytes."""

from uuid import UUID

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp_replace
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from community.conversations.models import Picture, PictureFile
from community.conversations.policies import may_see
from community.members.requests import MemberRequest


# A browser that opens the picture by itself puts it in the middle, with a style of its own.
@csp_replace({"default-src": [NONE], "img-src": [SELF], "style-src": [UNSAFE_INLINE]})  # type: ignore[arg-type]  # it takes any view
@require_safe
@login_required
def picture(request: MemberRequest, conversation_id: int, picture_id: UUID, form: str) -> HttpResponse:
    """A picture for who may read its message now; for everyone else it is not there."""
    found = get_object_or_404(
        Picture.objects.select_related("conversation", "message", "author"),
        pk=picture_id,
        conversation=conversation_id,
    )
    if not may_see(request.user, found):
        raise Http404
    file = get_object_or_404(PictureFile.objects.only("content"), picture=found, form=form)
    return HttpResponse(
        bytes(file.content),
        content_type="image/webp",
        headers={
            "Cache-Control": "private, no-store",
            "Content-Disposition": "inline",
            "Cross-Origin-Resource-Policy": "same-origin",
            "X-Content-Type-Options": "nosniff",
        },
    )
