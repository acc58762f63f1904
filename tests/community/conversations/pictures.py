"""Pictures to send, in tests: a phone's photograph with all that a phone writes into it, and worse."""

import io
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms

SECRETS = (b"Spyphone", b"41.40338", b"xmpmeta", b"Harbor Street 5")


def photograph(width: int = 64, height: int = 32) -> bytes:
    """A JPEG lying on its side, red at the left, with camera, place, XMP, a comment and a colour profile."""
    picture = Image.new("RGB", (width, height), "white")
    picture.paste((220, 30, 30), (0, 0, width // 2, height))
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned clockwise by a quarter
    exif[0x010F] = "Spyphone"
    exif[0x010E] = "Harbor Street 5"
    place = exif.get_ifd(0x8825)
    place[1], place[2] = "N", (41.0, 24.0, 12.2)
    place[29] = "41.40338"
    return written(
        picture,
        "JPEG",
        exif=exif,
        xmp=b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>Harbor Street 5</x:xmpmeta>",
        comment=b"Spyphone",
        icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(),
        quality=95,
    )


def written(picture: Image.Image, kind: str, **how: Any) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind, **how)
    return file.getvalue()


def upload(content: bytes, name: str = "IMG_0001.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="image/jpeg")


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))
