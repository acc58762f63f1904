"""A picture somebody sends, made anew: small enough for a phone, upright, and with nothing of camera or place left."""

import io
from contextlib import suppress
from threading import BoundedSemaphore
from typing import IO, NamedTuple

from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps

from community.kit.gate import Refused

#: What may be sent: bytes of the file, and pixels in it, known from its first bytes before anything is unpacked.
LARGEST_FILE = 10 * 1024 * 1024
MOST_PIXELS = 40_000_000
LARGE, SMALL = 1600, 480
LONGEST_ALT = 300
#: Opened by no other reader of the library than these; of a moving picture the first frame is taken.
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")

#: An unpacked picture is up to 160 MB: so many are at work in a process, others wait their turn.
_at_work = BoundedSemaphore(2)
_SRGB = ImageCms.createProfile("sRGB")


class Made(NamedTuple):
    """A picture as it is kept: both forms are WebP; ``width`` and ``height`` are the large one's, in pixels."""

    width: int
    height: int
    large: bytes
    small: bytes


def make(file: IO[bytes], size: int) -> Made:
    """Return the picture in this file of ``size`` bytes, made anew.

    Raises Refused at ``picture``: ``picture_too_large`` (over 10 MB, or over 40 megapixels) or ``picture_unreadable``
    (no JPEG, PNG, WebP or GIF, or a broken one).
    """
    if size > LARGEST_FILE:
        raise too_large()
    with _at_work:
        try:
            with Image.open(file, formats=FORMATS) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    raise too_large()
                return _made(picture)
        except (Image.DecompressionBombError, MemoryError) as error:
            raise too_large() from error
        except Refused:
            raise
        except Exception as error:  # whatever its readers stumble over: it is no picture for us
            raise Refused(
                "picture_unreadable",
                _("This file could not be read as a picture. JPEG, PNG, WebP and GIF work."),
                field="picture",
            ) from error


def too_large() -> Refused:
    """Return what is said of a picture with too many bytes or pixels."""
    return Refused(
        "picture_too_large",
        _("This picture is too large: up to 10 MB and 40 megapixels work. A screenshot of it is often enough."),
        field="picture",
    )


def _made(picture: Image.Image) -> Made:
    picture.draft("RGB", (LARGE, LARGE))  # a JPEG unpacks itself no larger than needed
    picture.thumbnail((LARGE, LARGE), Image.Resampling.LANCZOS, reducing_gap=2.0)
    large = _clean(ImageOps.exif_transpose(picture))
    small = large.copy()
    small.thumbnail((SMALL, SMALL), Image.Resampling.LANCZOS, reducing_gap=2.0)
    return Made(large.width, large.height, _webp(large), _webp(small))


def _clean(picture: Image.Image) -> Image.Image:
    """Return its colours alone, as sRGB, in an image that knows nothing else."""
    profile = picture.info.get("icc_profile")
    if picture.mode.startswith("I") or picture.mode == "F":  # 16 bits a pixel: the upper eight
        picture = picture.convert("I").point(lambda value: value / 256).convert("L")
    see_through = picture.has_transparency_data
    plain = picture.convert("RGBA" if see_through else "RGB") if picture.mode != "CMYK" else picture
    if profile:
        with suppress(ImageCms.PyCMSError, OSError, ValueError):
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            mode = "RGBA" if see_through else "RGB"
            plain = ImageCms.profileToProfile(plain, source, _SRGB, outputMode=mode) or plain
    plain = plain.convert("RGBA" if see_through else "RGB")
    return Image.frombytes(plain.mode, plain.size, plain.tobytes())


def _webp(picture: Image.Image) -> bytes:
    file = io.BytesIO()
    picture.save(file, "WEBP", quality=80, method=4)
    return file.getvalue()
