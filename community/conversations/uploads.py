"""Taking a picture from a form: no more of it is read into memory than may be sent, and nothing is put on a disk."""

import io
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

from community.conversations.pictures import LARGEST_FILE, Made, make, too_large
from community.members.requests import MemberRequest

#: A request with more bytes than this is not read at all; the proxy allows as many (deploy/Caddyfile).
LARGEST_REQUEST = 24 * 1024 * 1024


class PictureUpload(FileUploadHandler):
    """Takes one file named ``picture``; one that is too large is passed over, so that the words beside it are kept."""

    def __init__(self, request: MemberRequest) -> None:
        super().__init__(request)
        self.is_too_large = False
        self._content = io.BytesIO()

    def new_file(self, field_name: str, *args: Any, **kwargs: Any) -> None:
        """Begin, or pass over what is no picture."""
        super().new_file(field_name, *args, **kwargs)
        if field_name != "picture":
            raise SkipFile
        self._content = io.BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep what comes, up to the most."""
        if self._content.tell() + len(raw_data) > LARGEST_FILE:
            self.is_too_large = True
            self._content = io.BytesIO()
            raise SkipFile
        self._content.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile:
        """Hand the file over."""
        self._content.seek(0)
        return InMemoryUploadedFile(
            self._content, self.field_name, self.file_name or "picture", self.content_type, file_size, self.charset
        )


def await_picture(request: MemberRequest) -> bool:
    """Get ready for a form with a picture, before any of it is read. False: it is too large to be read at all."""
    request.upload_handlers = [PictureUpload(request)]
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0) <= LARGEST_REQUEST
    except ValueError:
        return False


def picture_of(request: MemberRequest) -> Made | None:
    """Return the picture that came with the form, made anew, or None. Raises Refused as ``pictures.make`` does."""
    file = request.FILES.get("picture")
    if any(getattr(handler, "is_too_large", False) for handler in request.upload_handlers):
        raise too_large()
    return make(file, file.size or 0) if file else None
